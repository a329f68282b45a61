"""What a document says about itself: DOI, PMID, PMCID, year, registrations."""

import re

from arakis.domain.document import Front
from arakis.retrieval.vocabulary import registrations

_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>{}|\\^`\[\]]{2,200})", re.I)
_PMID = re.compile(r"\b(?:PMID|PubMed\s*ID|PubMed)\s*[:#]?\s*(\d{4,9})\b", re.I)
_PMCID = re.compile(r"\bPMC\s?(\d{4,9})\b")
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
HEAD = 6_000  # characters from the start in which a document speaks of itself
FIRST = 1_500


def clean_doi(doi: str) -> str:
    """A DOI in lower case without a resolver's address, and without punctuation that followed it in the text."""
    doi = re.sub(r"^(?:https?://)?(?:dx\.)?doi\.org/|^doi:\s*", "", doi.strip(), flags=re.I).lower()
    doi = doi.rstrip(".,;:'’”\"»*")
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(".,;:")
    return doi


def dois(text: str) -> list[str]:
    """The DOIs in `text`, in order, each once."""
    return list(dict.fromkeys(clean_doi(match.group(1)) for match in _DOI.finditer(text)))


def registered(text: str) -> tuple[str, ...]:
    """Trial register identifiers in `text`, in order, each once, without spaces."""
    found: list[tuple[int, str]] = []
    for pattern in registrations():
        for match in re.finditer(r"(?<![A-Za-z0-9])(?:" + pattern + r")(?![A-Za-z0-9])", text):
            found.append((match.start(), re.sub(r"\s+", "", match.group(0))))
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


def front_of(text: str, title: str = "", references: int | None = None) -> Front:
    """The front matter of a text without markup. `references` is where the reference list starts."""
    body = text[: references if references is not None else len(text)]
    head = body[:HEAD]
    found = dois(head)
    pmid = _PMID.search(head)
    pmcid = _PMCID.search(body[:FIRST])
    years = [int(year) for year in _YEAR.findall(body[:FIRST])]
    year = years[0] if years and len(set(years)) == 1 else None
    return Front(
        title=title,
        doi=found[0] if len(found) == 1 or (found and head.lower().find(found[0]) < FIRST) else "",
        pmid=pmid.group(1) if pmid else "",
        pmcid=f"PMC{pmcid.group(1)}" if pmcid else "",
        year=year,
        registrations=registered(body),
    )
