"""Unpaywall (api.unpaywall.org/v2/DOI?email=): the open copies of a DOI."""

from collections.abc import Mapping
from urllib.parse import quote

from arakis.domain.report import Report
from arakis.retrieval.sources.base import Fetch, Found, NotFound, Source, as_json, field, items, said, words

_VERSIONS = {"publishedVersion": "published", "acceptedVersion": "accepted", "submittedVersion": "submitted"}


def _ask(report: Report, fetch: Fetch, keys: Mapping[str, str]) -> Found | NotFound:
    if not report.doi:
        return NotFound(reason="the report has no DOI")
    answer = fetch(
        "GET", f"https://api.unpaywall.org/v2/{quote(report.doi, safe='/:;()')}", {"email": keys["unpaywall"]}, {}
    )
    data = as_json(answer)
    if not isinstance(data, dict):
        return said(answer, "the DOI")
    places = [field(data, "best_oa_location"), *items(field(data, "oa_locations"))]
    for place in places:
        url = words(field(place, "url_for_pdf"))
        if url:
            version = _VERSIONS.get(words(field(place, "version")), "")
            return Found(url=url, version=version, licence=words(field(place, "license")))
    return NotFound(reason="it knows no open PDF" if field(data, "is_oa") else "it knows no open copy")


SOURCE = Source(
    name="unpaywall",
    requires_api_key=True,
    key="unpaywall",
    description="Legal open copies of articles by DOI; the key is an e-mail address",
    coverage="DOIs of Crossref and DataCite",
    hosts=("api.unpaywall.org",),
    ask=_ask,
)
