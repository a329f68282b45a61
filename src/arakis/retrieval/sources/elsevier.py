"""Elsevier's article retrieval: full texts to which the key gives a right."""

from collections.abc import Mapping
from urllib.parse import quote

from arakis.domain.report import Report
from arakis.retrieval.sources.base import Fetch, Found, NotFound, Source, said


def _ask(report: Report, fetch: Fetch, keys: Mapping[str, str]) -> Found | NotFound:
    if not report.doi:
        return NotFound(reason="the report has no DOI")
    if not report.doi.startswith("10.1016/"):
        return NotFound(reason="the DOI is of another publisher")
    url = f"https://api.elsevier.com/content/article/doi/{quote(report.doi, safe='/:;()')}"
    answer = fetch("GET", url, {}, {"X-ELS-APIKey": keys["elsevier"], "Accept": "application/pdf"})
    if answer.status != 200:
        return said(answer, "the DOI")
    if not answer.content.startswith(b"%PDF"):
        return NotFound(reason="it gave no PDF")
    if answer.headers.get("x-els-status", answer.headers.get("X-ELS-Status", "")).upper().startswith("WARNING"):
        return NotFound(reason="the key has no right to the full text; only its first page was given")
    return Found(url=url, data=answer.content, version="published")


SOURCE = Source(
    name="elsevier",
    requires_api_key=True,
    key="elsevier",
    description="Articles of Elsevier journals, as the key's institution subscribes",
    coverage="Elsevier journals (DOIs 10.1016)",
    hosts=("api.elsevier.com",),
    ask=_ask,
)
