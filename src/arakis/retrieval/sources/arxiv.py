"""arXiv: by its identifier or DOI (10.48550/arXiv.*), else by exact title."""

import re
from collections.abc import Mapping

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # lxml has no stubs

from arakis.domain.report import Report
from arakis.retrieval.match import plain
from arakis.retrieval.sources.base import Fetch, Found, NotFound, Source, said

_ID = re.compile(r"10\.48550/arxiv\.(.+)$|arxiv\.org/(?:abs|pdf)/([^\s?#]+?)(?:\.pdf)?$|^arxiv:(.+)$", re.I)
_ATOM = "{http://www.w3.org/2005/Atom}"


def identifier(text: str) -> str:
    """The arXiv identifier in a DOI, an address or "arXiv:..." words; "" when there is none."""
    found = _ID.search(text.strip())
    return next((group for group in found.groups() if group), "") if found else ""


def _ask(report: Report, fetch: Fetch, keys: Mapping[str, str]) -> Found | NotFound:
    wanted = identifier(report.doi) or identifier(report.url)
    if wanted:
        params = {"id_list": wanted, "max_results": "1"}
    elif len(plain(report.title)) > 20:
        params = {"search_query": f'ti:"{plain(report.title)}"', "max_results": "5"}
    else:
        return NotFound(reason="the report has no arXiv identifier and no telling title")
    answer = fetch("GET", "https://export.arxiv.org/api/query", params, {})
    if answer.status != 200:
        return said(answer)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(answer.content, parser)
    except etree.XMLSyntaxError:
        return NotFound(reason="its answer cannot be read")
    for entry in root.iterfind(f"{_ATOM}entry"):
        title = " ".join((entry.findtext(f"{_ATOM}title") or "").split())
        if not wanted and plain(title) != plain(report.title):
            continue
        for link in entry.iterfind(f"{_ATOM}link"):
            if link.get("title") == "pdf" or link.get("type") == "application/pdf":
                url = str(link.get("href") or "").replace("http://", "https://", 1)
                return Found(url=url, version="preprint")
    return NotFound(reason="it is not known there")


SOURCE = Source(
    name="arxiv",
    requires_api_key=False,
    description="Preprints of arXiv as PDF",
    coverage="Physics, mathematics, computer science, quantitative biology, statistics",
    hosts=("export.arxiv.org",),
    ask=_ask,
)
