"""bioRxiv and medRxiv: the preprint of a DOI (10.1101/...), or the preprint that became a published DOI."""

from collections.abc import Mapping

from arakis.domain.report import Report
from arakis.retrieval.sources.base import Fetch, Found, NotFound, Source, as_json, field, items, said, words


def _ask(report: Report, fetch: Fetch, keys: Mapping[str, str]) -> Found | NotFound:
    doi = report.doi.lower()
    if not doi:
        return NotFound(reason="the report has no DOI")
    own = doi.startswith(("10.1101/", "10.64898/"))
    answer = None
    for server in ("medrxiv", "biorxiv"):
        path = f"details/{server}/{doi}/na/json" if own else f"pubs/{server}/{doi}/na/json"
        answer = fetch("GET", f"https://api.biorxiv.org/{path}", {}, {})
        found = items(field(as_json(answer), "collection"))
        if not found:
            continue
        last = found[-1]
        preprint = (
            words(field(last, "doi"))
            if own
            else words(field(last, "biorxiv_doi" if server == "biorxiv" else "preprint_doi"))
            or words(field(last, "biorxiv_doi"))
        )
        if not preprint or (own and preprint.lower() != doi):
            continue
        number = words(field(last, "version")) or "1"
        return Found(
            url=f"https://www.{server}.org/content/{preprint}v{number}.full.pdf",
            version="preprint",
            licence=words(field(last, "license")),
        )
    if answer is not None and answer.status != 200:
        return said(answer, "the DOI")
    return NotFound(reason="it knows no preprint of this DOI")


SOURCE = Source(
    name="biorxiv",
    requires_api_key=False,
    description="Preprints of bioRxiv and medRxiv as PDF",
    coverage="Biology and health sciences since 2013",
    hosts=("api.biorxiv.org", "www.biorxiv.org", "www.medrxiv.org"),
    ask=_ask,
)
