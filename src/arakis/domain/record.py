"""Records: bibliographic entries as one source gave them, and the source runs that brought them."""

from typing import Literal

from pydantic import Field

from arakis.domain.base import Frozen, volatile
from arakis.domain.evidence import Part


class Name(Frozen):
    """A person (family and given, with particles in the family name) or a collective (literal)."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def text(self) -> str:
        """The name as one line: "Frimodt-Moller J" or the collective name."""
        return self.literal or " ".join(part for part in (self.family, self.given, self.suffix) if part)


class Citation(Frozen):
    """What identifies a publication: shared by records (one source's words) and reports (merged)."""

    title: str = ""
    translated_title: str = ""
    abstract: str = ""
    authors: tuple[Name, ...] = ()
    year: int | None = None
    date: str = ""  # as precise as given: "1948", "1948-03", "1948-03-15"
    kind: str = "article"  # article, chapter, book, thesis, conference, report, preprint, registration, web, other
    journal: str = ""  # the container: journal, book or proceedings
    abbreviation: str = ""
    issn: tuple[str, ...] = ()
    publisher: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""  # bare, lower case: "10.5555/abc"
    pmid: str = ""
    pmcid: str = ""
    registrations: tuple[str, ...] = ()  # NCT01234567, ISRCTN..., as found
    types: tuple[str, ...] = ()  # publication types as the source words them
    keywords: tuple[str, ...] = ()
    language: str = ""
    url: str = ""
    notes: tuple[str, ...] = ()

    def part(self, name: Part) -> str:
        """The words of one field as evidence cites them: several values are joined by "; ". "" for part "text"."""
        values: dict[str, str] = {
            "title": self.title,
            "abstract": self.abstract,
            "keywords": "; ".join(self.keywords),
            "types": "; ".join(self.types),
            "journal": self.journal,
            "language": self.language,
            "year": "" if self.year is None else str(self.year),
            "authors": "; ".join(name.text for name in self.authors),
        }
        return values.get(name, "")


class Record(Citation):
    """One entry from one source run. `id` is derived from the run, the position and the content."""

    id: str
    run: str  # the source run
    position: int  # 1-based within its file or answer
    line: int | None = None  # first line in the file, 1-based
    database: str = ""  # database of origin as the record says: "MEDLINE", "Embase"
    accession: str = ""  # the source's own number
    kept: dict[str, tuple[str, ...]] = Field(default_factory=dict)  # input fields not mapped, as they were


class Problem(Frozen):
    """Something wrong in an input, said so that a person can mend it."""

    message: str
    line: int | None = None
    record: int | None = None


RunKind = Literal["database", "register", "website", "organisation", "citation search", "previous version", "other"]


class SourceRun(Frozen):
    """One search of one source: what was asked, what was announced and what was obtained."""

    id: str
    kind: RunKind = "database"
    source: str  # "PubMed", "Embase (Ovid)", or the file's name where the source is unknown
    platform: str = ""
    query: str = ""
    at: str = volatile(default="")  # ISO 8601 with zone
    announced: int | None = None
    obtained: int = 0
    round: int = 1
    file: str = ""  # name of the imported file
    document: str = ""  # SHA-256 of the imported file
    format: str = ""  # "RIS", "NBIB" ...
    dialect: str = ""
    error: str = ""  # why the run failed, in words; "" if it did not
    problems: tuple[Problem, ...] = ()
