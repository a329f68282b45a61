"""Semantic Scholar: the open PDF of a work by DOI, PMID or arXiv identifier."""

from collections.abc import Mapping
from urllib.parse import quote

from arakis.domain.report import Report
from arakis.retrieval.sources.base import Fetch, Found, NotFound, Source, as_json, field, said, words


def _ask(report: Report, fetch: Fetch, keys: Mapping[str, str]) -> Found | NotFound:
    if report.doi:
        wanted = f"DOI:{report.doi}"
    elif report.pmid:
        wanted = f"PMID:{report.pmid}"
    else:
        return NotFound(reason="the report has no DOI or PMID")
    headers = {"x-api-key": keys["semantic_scholar"]} if keys.get("semantic_scholar") else {}
    url = f"https://api.semanticscholar.org/graph/v1/paper/{quote(wanted, safe='/:;()')}"
    answer = fetch("GET", url, {"fields": "externalIds,title,isOpenAccess,openAccessPdf"}, headers)
    data = as_json(answer)
    if not isinstance(data, dict):
        return said(answer)
    pdf = words(field(data, "openAccessPdf", "url"))
    if not pdf:
        return NotFound(reason="it knows no open PDF")
    return Found(url=pdf, licence=words(field(data, "openAccessPdf", "license")))


SOURCE = Source(
    name="semantic_scholar",
    requires_api_key=False,
    key="semantic_scholar",
    description="Open PDF links of Semantic Scholar; a key raises the rate",
    coverage="All fields of science",
    hosts=("api.semanticscholar.org",),
    ask=_ask,
)
