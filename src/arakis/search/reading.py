"""What came of reading one file of references."""

from arakis.domain.base import Frozen
from arakis.domain.record import Problem, Record


class Reading(Frozen):
    """The records of one file, and what was wrong in it.

    format    "RIS", "NBIB", "PubMed XML", "BibTeX", "CSV", "ISI", "EndNote XML", "ENW"
    dialect   which exporter's way of writing it, "" if not recognised
    source    the database that its content names, "" if unknown
    document  SHA-256 of the file's bytes
    """

    name: str
    format: str
    dialect: str = ""
    source: str = ""
    encoding: str = "utf-8"
    document: str = ""
    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def count(self) -> int:
        """How many records were read."""
        return len(self.records)

    @property
    def broken(self) -> int:
        """How many entries could not be read (problems that name the entry they lost)."""
        return sum(problem.message.startswith("Not read") for problem in self.problems)
