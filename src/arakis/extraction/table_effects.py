"""Effects with their intervals as tables give them, in a column beside those of both arms."""

import re

from arakis.domain.protocol import Outcome
from arakis.extraction.claims import Claim, Where
from arakis.extraction.columns import arms_of_columns
from arakis.extraction.context import Context
from arakis.extraction.grid import Reader
from arakis.extraction.labels import Label

_INTERVAL = re.compile(r"95\s*%|\bC\.?I\b|confidence", re.I)
_OTHER_LEVEL = re.compile(r"\b(?:80|90|97\.5|98|99)\s*%")
_ADJUSTED = re.compile(r"adjusted|\ba[HRO]R\b", re.I)
MEASURES = {
    "dichotomous": frozenset({"RR", "OR", "HR", "RD"}),
    "time-to-event": frozenset({"HR"}),
    "continuous": frozenset({"MD"}),
}


def table_effects(reader: Reader, first_group: int) -> list[Claim]:
    """Estimates and limits of 95 % from the columns of `reader`'s table that name one measure.

    The table gives one arm of each side in other columns; adjusted effects are left to a person.
    """
    if reader.grid is None:
        return []
    out: list[Claim] = []
    body = reader.body()
    for comparison in reader.lexicon.protocol.comparisons:
        columns = arms_of_columns(reader, comparison.id)
        arms = {(side, " ".join(label.text.lower().split())) for side, label in columns.values()}
        if sorted(side for side, _ in arms) != ["C", "I"]:
            continue
        headers = {
            column: header
            for column in range(reader.grid.labels, reader.grid.columns)
            if column not in columns and (header := _header(reader, column)) is not None
        }
        for column, (measure, label) in headers.items():
            if any(
                other != column and named == measure and _times(reader, other) == _times(reader, column)
                for other, (named, _) in headers.items()
            ):
                continue  # of another comparison, or adjusted
            for row in body:
                cell = reader.grid.place.get((row.index, column))
                if cell is None or cell.row != row.index or cell.column != column:
                    continue
                for outcome in reader.lexicon.protocol.outcomes:
                    if _fits(measure, outcome):
                        where = Where(comparison.id, outcome.id, reader.trial)
                        context = Context(reader, row, reader.path(column), ("E", label), outcome, where, False, body)
                        out += context.effect(cell, measure, first_group + len(out))
    return out


def _header(reader: Reader, column: int) -> tuple[str, Label] | None:
    """The one measure that the headings of a column name, with an interval of 95 %, and its label."""
    named = {
        role.removeprefix("effect:"): label
        for label in reader.path(column)
        for role in label.roles
        if role.startswith("effect:")
    }
    if len(named) != 1:
        return None
    ((measure, label),) = named.items()
    words = " ".join(one.text for one in reader.path(column))
    unclear = _ADJUSTED.search(words) or _OTHER_LEVEL.search(words) or not _INTERVAL.search(words)
    return None if unclear else (measure, label)


def _times(reader: Reader, column: int) -> set[float]:
    return {time.months for label in reader.path(column) for time in label.times}


def _fits(measure: str, outcome: Outcome) -> bool:
    """Whether a measure may be meant for an outcome: one of its kind, or where that says nothing, its own."""
    return measure in MEASURES.get(outcome.kind, frozenset({outcome.measure}))
