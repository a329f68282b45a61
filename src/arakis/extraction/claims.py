"""A claim: one place of a report that gives a number for one field of one result."""

from dataclasses import dataclass, field

from arakis.domain.document import TextLayer
from arakis.domain.evidence import Evidence
from arakis.domain.result import FieldName, Stated
from arakis.extraction.numbers import Number, numbers
from arakis.extraction.times import Time


@dataclass(frozen=True)
class Where:
    """Which result a claim is about."""

    comparison: str
    outcome: str
    trial: str = ""
    instrument: str = ""
    time: str = ""
    months: float | None = None
    population: str = ""


@dataclass
class Claim:
    """A number for a field. `role` is "non-events" for the number of people without the event."""

    where: Where
    side: str  # "I", "C" or "E" (effect)
    arm: str  # the arm as the place names it
    role: str  # a FieldName, or "non-events", "percent"
    value: Stated
    place: str  # "Table 2", "text", "abstract"
    number: Number
    rank: int = 0  # 0: the outcome is named exactly there; 1: named with further words
    local: bool = True  # False: a size of the arm stated elsewhere than with the outcome
    measure: str = ""  # for effects
    group: int = 0  # claims of one mention or row share a number
    column: int = -1  # of a table
    whole: bool = False  # its column or row says "total", "all"


@dataclass
class Mention:
    """Numbers of one side, found together."""

    claims: list[Claim] = field(default_factory=list)


def stated(
    layer: TextLayer, number: Number, ties: list[Evidence], cell: tuple[int, int, int] | None = None, note: str = ""
) -> Stated:
    """The value of a number with its own span first and then what ties it to arm, outcome and time."""
    own = layer.quote(number.start, number.end, note or "the number", cell)
    kept: list[Evidence] = []
    for tie in ties:
        if tie.end > tie.start and tie not in kept:
            kept.append(tie)
    return Stated(value=number.value, evidence=(own, *kept))


def number_at(text: str, start: int, end: int) -> Number | None:
    """The number that stands exactly at `start:end`, or None."""
    return next((one for one in numbers(text, max(0, start - 1), end) if one.start == start and one.end == end), None)


def timed(where: Where, time: Time | None) -> Where:
    """`where` with a time point."""
    if time is None:
        return where
    return Where(
        where.comparison, where.outcome, where.trial, where.instrument, time.text, time.months, where.population
    )


FIELDS: tuple[FieldName, ...] = ("events", "total", "mean", "sd", "se", "median", "q1", "q3")
