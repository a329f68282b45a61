"""CORE (api.core.ac.uk/v3): full texts of repositories by DOI."""

from collections.abc import Mapping

from arakis.domain.report import Report
from arakis.retrieval.sources.base import Fetch, Found, NotFound, Source, as_json, field, items, said, words


def _ask(report: Report, fetch: Fetch, keys: Mapping[str, str]) -> Found | NotFound:
    if not report.doi:
        return NotFound(reason="the report has no DOI")
    headers = {"Authorization": f"Bearer {keys['core']}"}
    answer = fetch("GET", "https://api.core.ac.uk/v3/search/works", {"q": f'doi:"{report.doi}"', "limit": "5"}, headers)
    data = as_json(answer)
    if data is None:
        return said(answer)
    for one in items(field(data, "results")):
        if words(field(one, "doi")).lower() != report.doi.lower():
            continue
        url = words(field(one, "downloadUrl"))
        if not url:
            continue
        if "api.core.ac.uk" not in url:
            return Found(url=url)
        file = fetch("GET", url, {}, headers)
        if file.status == 200 and file.content.startswith(b"%PDF"):
            return Found(url=url, data=file.content)
    return NotFound(reason="no repository has its full text")


SOURCE = Source(
    name="core",
    requires_api_key=True,
    key="core",
    description="Full texts of institutional and subject repositories",
    coverage="All fields; over ten thousand repositories",
    hosts=("api.core.ac.uk",),
    ask=_ask,
)
