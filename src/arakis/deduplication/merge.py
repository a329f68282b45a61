"""One report from the records of one publication: each field from the record that says it best."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from arakis.domain.base import content_id
from arakis.domain.record import Citation, Record
from arakis.domain.report import Report

FIELDS = tuple(name for name in Citation.model_fields if name not in ("issn", "registrations"))
UNITED = ("issn", "registrations")  # all values of all records


def merge(records: Sequence[Record]) -> Report:
    """The report that `records` describe; the same for any order of them.

    Its id comes from the first record id in ascending order, so that a record that joins or leaves seldom moves it.
    A field is taken whole from one record, which `taken_from` names: the longest abstract, the most authors, the full
    range of pages, the most precise date, the title that is not in capitals; all else from the record that has most.

    Raises ValueError when there are no records.
    """
    if not records:
        raise ValueError("a report needs at least one record")
    ordered = sorted(records, key=lambda record: record.id)
    ranked = sorted(ordered, key=lambda record: (-_completeness(record), record.id))
    values: dict[str, Any] = {}
    taken: dict[str, str] = {}
    for name in FIELDS:
        prefer = BEST.get(name)
        having = [record for record in ranked if getattr(record, name)]
        if name == "kind":
            having = sorted(having, key=lambda record: record.kind in ("article", "other"))
        if prefer is not None:
            having.sort(key=prefer)
        if having:
            values[name] = getattr(having[0], name)
            taken[name] = having[0].id
    for name in UNITED:
        united = list(dict.fromkeys(value for record in ranked for value in getattr(record, name)))
        if united:
            values[name] = tuple(united)
            taken[name] = next(record.id for record in ranked if getattr(record, name))
    return Report(
        id=content_id("report", ordered[0].id),
        records=tuple(record.id for record in ordered),
        taken_from=taken,
        **values,
    )


def _completeness(record: Record) -> int:
    """How much a record says: an identifier counts twice."""
    weights = {"pmid": 3, "doi": 2}
    return sum(weights.get(name, 1) for name in FIELDS if getattr(record, name))


def _title(record: Record) -> int:
    letters = [sign for sign in record.title if sign.isalpha()]
    shouting = bool(letters) and sum(sign.isupper() for sign in letters) > 0.7 * len(letters)
    noted = bool(re.search(r"[\])]\s*\.?$", record.title))
    return 2 * shouting + noted


def _authors(record: Record) -> tuple[int, int]:
    full = sum(len(name.given.replace(".", "").split(" ")[0]) > 1 for name in record.authors)
    return (-len(record.authors), -full)


def _pages(record: Record) -> tuple[bool, int]:
    found = re.match(r"\D*(\d+)\s*[-–]+\s*\D*(\d+)", record.pages)
    return (found is None, -len(record.pages) if found else 0)


BEST: dict[str, Callable[[Record], Any]] = {
    "title": _title,
    "abstract": lambda record: -len(record.abstract),
    "authors": _authors,
    "pages": _pages,
    "date": lambda record: -len(record.date),
    "journal": lambda record: -len(record.journal),
    "keywords": lambda record: -len(record.keywords),
    "types": lambda record: -len(record.types),
    "notes": lambda record: -len(record.notes),
}
