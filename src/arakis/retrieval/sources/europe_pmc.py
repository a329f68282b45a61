"""Europe PMC: search by identifier, then fullTextXML of articles that are open."""

import re
from collections.abc import Mapping

from arakis.domain.report import Report
from arakis.retrieval.sources.base import Fetch, Found, NotFound, Source, as_json, field, items, said, words

_REST = "https://www.ebi.ac.uk/europepmc/webservices/rest"


def _ask(report: Report, fetch: Fetch, keys: Mapping[str, str]) -> Found | NotFound:
    if report.pmid:
        query = f"EXT_ID:{report.pmid} AND SRC:MED"
    elif report.doi:
        query = f'DOI:"{report.doi}"'
    elif report.pmcid:
        query = f"PMCID:{report.pmcid}"
    else:
        return NotFound(reason="the report has no PMID, DOI or PMCID")
    answer = fetch(
        "GET", f"{_REST}/search", {"query": query, "resultType": "core", "format": "json", "pageSize": "5"}, {}
    )
    data = as_json(answer)
    if data is None:
        return said(answer)
    for one in items(field(data, "resultList", "result")):
        same = (
            (report.pmid and words(field(one, "pmid")) == report.pmid)
            or (report.doi and words(field(one, "doi")).lower() == report.doi.lower())
            or (report.pmcid and words(field(one, "pmcid")) == report.pmcid)
        )
        if not same:
            continue
        licence = words(field(one, "license"))
        pmcid = words(field(one, "pmcid"))
        if re.fullmatch(r"PMC\d+", pmcid) and (field(one, "inEPMC") == "Y" or field(one, "isOpenAccess") == "Y"):
            return Found(
                url=f"{_REST}/{pmcid}/fullTextXML",
                media_type="application/jats+xml",
                version="published",
                licence=licence,
            )
        for link in items(field(one, "fullTextUrlList", "fullTextUrl")):
            open_ = words(field(link, "availabilityCode")) in ("OA", "F")
            if open_ and words(field(link, "documentStyle")) == "pdf" and words(field(link, "url")):
                return Found(url=words(field(link, "url")), licence=licence)
        return NotFound(reason="the article is known there, but not its full text")
    return NotFound(reason="the article is not known there")


SOURCE = Source(
    name="europe_pmc",
    requires_api_key=False,
    description="Full texts of Europe PMC as JATS XML, or open PDF links",
    coverage="Life sciences: PubMed, PubMed Central, preprints, patents",
    hosts=("www.ebi.ac.uk",),
    ask=_ask,
)
