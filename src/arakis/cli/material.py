"""The files that a review is given: all read and checked before anything is made, so that bad input leaves nothing."""

import re
from collections.abc import Sequence
from pathlib import Path

from arakis.cli import doors
from arakis.domain.plain import decoded
from arakis.domain.protocol import Protocol
from arakis.domain.record import Record
from arakis.errors import InputError
from arakis.extraction.answers import Answers, fits, read_answers
from arakis.search.databases import database
from arakis.search.files import read

Files = list[tuple[str, bytes]]


def material(
    protocol: Protocol,
    references: Sequence[Path],
    databases: Sequence[str],
    fulltext: Path | None,
    answers: Path | None,
) -> dict[str, Files]:
    """The files of a new review by role: "search", "fulltext", "answers".

    Raises InputError for a database that is not known, reference files without records, a review without anything to
    search, and answers that fit neither the protocol nor (where only files are searched) any reference.
    """
    for name in databases:
        database(name)
    search = doors.files(list(references), "reference files")
    records = [record for name, data in search for record in read(data, name).records]
    if not search and not databases:
        raise InputError("there is nothing to search", "name exported reference files with --from, or --databases")
    texts = doors.files([fulltext], "full texts") if fulltext else []
    given = [doors.file(answers, "a file of answers")] if answers else []
    for name, data in given:
        found = read_answers(decoded(data, name), name)
        fits(found, protocol, name)
        if not databases:
            _known(found, records, name)
    return {"search": search, "fulltext": texts, "answers": given}


def _known(answers: Answers, records: Sequence[Record], name: str) -> None:
    """Raises InputError for an answer about a report of which no record has the DOI, the PMID or the first author."""
    known: set[str] = set()
    for record in records:
        first = record.authors[0] if record.authors else None
        begins = (first.literal or first.family or first.text) if first else " ".join(record.title.split()[:4])
        known |= {record.doi.casefold(), record.pmid, begins.casefold()}
    known.discard("")
    for answer in answers.answers:
        wanted = answer.report.strip().casefold()
        if wanted.startswith("report-") or {wanted, re.sub(r" (\d{4}|\(no year\))[a-z]*$", "", wanted)} & known:
            continue
        raise InputError(
            f"{name}: no reference has the DOI, PMID or first author {answer.report!r}",
            "name the report by its DOI, its PMID, or first author and year",
        )
