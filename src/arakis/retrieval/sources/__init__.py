"""The online full-text sources, in the order in which they are asked."""

from arakis.retrieval.sources import (
    arxiv,
    biorxiv,
    core,
    crossref,
    elsevier,
    europe_pmc,
    pmc,
    semantic_scholar,
    unpaywall,
)
from arakis.retrieval.sources.base import Fetch, Found, NotFound, Response, Source

SOURCES: dict[str, Source] = {
    module.SOURCE.name: module.SOURCE
    for module in (unpaywall, pmc, europe_pmc, arxiv, biorxiv, semantic_scholar, core, crossref, elsevier)
}

__all__ = ["SOURCES", "Fetch", "Found", "NotFound", "Response", "Source"]
