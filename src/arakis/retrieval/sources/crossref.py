"""Crossref: links to the full text that publishers deposited, where the licence lets anyone read it."""

from collections.abc import Mapping
from urllib.parse import quote

from arakis.domain.report import Report
from arakis.retrieval.sources.base import Fetch, Found, NotFound, Source, as_json, field, items, said, words

_VERSIONS = {"vor": "published", "am": "accepted"}
_TYPES = ("application/xml", "text/xml", "application/pdf")


def _ask(report: Report, fetch: Fetch, keys: Mapping[str, str]) -> Found | NotFound:
    if not report.doi:
        return NotFound(reason="the report has no DOI")
    params = {"mailto": keys["unpaywall"]} if keys.get("unpaywall") else {}
    answer = fetch("GET", f"https://api.crossref.org/works/{quote(report.doi, safe='/:;()')}", params, {})
    data = as_json(answer)
    if data is None:
        return said(answer, "the DOI")
    message = field(data, "message")
    licences = [words(field(one, "URL")) for one in items(field(message, "license"))]
    open_ = next((url for url in licences if "creativecommons.org" in url), "")
    links = items(field(message, "link"))
    if not links:
        return NotFound(reason="the publisher deposited no link")
    if not open_:
        return NotFound(reason="the publisher's link is not under an open licence")
    ranked = sorted(
        (link for link in links if words(field(link, "URL"))),
        key=lambda link: (
            words(field(link, "content-type")) != "application/pdf",
            words(field(link, "content-type")) not in _TYPES,
            words(field(link, "content-version")) != "vor",
        ),
    )
    for link in ranked:
        kind = words(field(link, "content-type"))
        if kind not in (*_TYPES, "unspecified"):
            continue
        return Found(
            url=words(field(link, "URL")),
            media_type=kind if kind in _TYPES else "",
            version=_VERSIONS.get(words(field(link, "content-version")), ""),
            licence=open_,
        )
    return NotFound(reason="the publisher deposited no link to a PDF or XML")


SOURCE = Source(
    name="crossref",
    requires_api_key=False,
    description="Links deposited by publishers, under open licences",
    coverage="DOIs of Crossref",
    hosts=("api.crossref.org",),
    ask=_ask,
)
