"""PubMed Central: identifiers by its converter, the article's JATS by EFetch."""

import re
from collections.abc import Mapping

from arakis.domain.report import Report
from arakis.retrieval.sources.base import Fetch, Found, NotFound, Source, as_json, field, items, said, words

_CONVERTER = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/"
_EFETCH = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi"


def _ask(report: Report, fetch: Fetch, keys: Mapping[str, str]) -> Found | NotFound:
    number = re.sub(r"\D", "", report.pmcid)
    if not number:
        wanted = report.pmid or report.doi
        if not wanted:
            return NotFound(reason="the report has no PMCID, PMID or DOI")
        answer = fetch("GET", _CONVERTER, {"ids": wanted, "format": "json", "tool": "arakis"}, {})
        data = as_json(answer)
        found = next((words(field(one, "pmcid")) for one in items(field(data, "records"))), "")
        number = re.sub(r"\D", "", found)
        if not number:
            return said(answer) if data is None else NotFound(reason="the article is not in PubMed Central")
    params = {"db": "pmc", "id": number, "retmode": "xml", "tool": "arakis"}
    if keys.get("pubmed"):
        params["api_key"] = keys["pubmed"]
    answer = fetch("GET", _EFETCH, params, {})
    if answer.status != 200:
        return said(answer)
    if not re.search(rb"<body[\s>]", answer.content):
        return NotFound(reason="the publisher does not allow the full text to be given as XML")
    return Found(
        url=f"https://pmc.ncbi.nlm.nih.gov/articles/PMC{number}/",
        media_type="application/jats+xml",
        data=answer.content,
        version="published",
    )


SOURCE = Source(
    name="pmc",
    requires_api_key=False,
    description="Full texts of PubMed Central as JATS XML, by PMCID, PMID or DOI",
    coverage="Biomedicine: open access subset and author manuscripts",
    hosts=("pmc.ncbi.nlm.nih.gov", "eutils.ncbi.nlm.nih.gov"),
    ask=_ask,
)
