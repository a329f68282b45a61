"""Results: study x comparison x outcome x instrument x time point x population, whose values say their origin."""

from typing import Annotated, Literal

from pydantic import Field

from arakis.domain.base import Frozen
from arakis.domain.evidence import Box, Evidence


class Stated(Frozen):
    """Digits or words that stand in a quote or table cell."""

    origin: Literal["stated"] = "stated"
    value: float
    evidence: tuple[Evidence, ...]  # the first one holds the number itself; the others tie it to arm, outcome, time
    report: str = ""  # the report that states it


class Computed(Frozen):
    """A named formula over other values."""

    origin: Literal["computed"] = "computed"
    value: float
    formula: str  # a formula id of docs/methods.md: "events = total - non-events"
    inputs: dict[str, "Value"]
    report: str = ""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of all its inputs."""
        return tuple(item for value in self.inputs.values() for item in value.evidence)


class Measured(Frozen):
    """Read from a figure by a person."""

    origin: Literal["measured"] = "measured"
    value: float
    image: str
    axis: str
    by: str
    box: Box | None = None
    evidence: tuple[Evidence, ...] = ()
    report: str = ""


class Supplied(Frozen):
    """Given by a person, e.g. from an author's e-mail."""

    origin: Literal["supplied"] = "supplied"
    value: float
    source: str
    by: str
    date: str = ""
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()
    report: str = ""


Value = Annotated[Stated | Computed | Measured | Supplied, Field(discriminator="origin")]
Computed.model_rebuild()

FieldName = Literal[
    "events", "total", "mean", "sd", "se", "median", "q1", "q3", "low", "high", "estimate", "p", "person_time"
]


# What an outcome's kind needs: of each side, or of the effect as it is reported.
NEEDED_OF_SIDES: dict[str, tuple[FieldName, ...]] = {
    "dichotomous": ("events", "total"),
    "continuous": ("mean", "sd", "total"),
    "rate": ("events", "person_time"),
}
NEEDED_OF_EFFECT: tuple[FieldName, ...] = ("estimate", "low", "high")


class Datum(Frozen):
    """One field of a result: the value that stands, or why none does and which candidates a person may choose from."""

    value: Value | None = None
    judgement: str | None = None
    candidates: tuple[Value, ...] = ()
    waits: str = ""  # why a person is asked: "reports differ: 123 (A), 125 (B)"; "" when nothing waits


class Side(Frozen):
    """One side of a comparison: one or more arms (as the report names them) and their numbers."""

    arms: tuple[str, ...] = ()
    values: dict[FieldName, Datum] = Field(default_factory=dict)

    def number(self, name: FieldName) -> float | None:
        """The standing number of a field, or None."""
        datum = self.values.get(name)
        return datum.value.value if datum and datum.value is not None else None


class Result(Frozen):
    """What a study found for one comparison, outcome, instrument, time point and analysis population."""

    id: str
    study: str
    comparison: str
    outcome: str
    instrument: str = ""
    time: str = ""  # as the report words it: "12 months"
    months: float | None = None  # the same in months, where it could be read
    population: str = ""  # "all randomised", "per protocol" ...; "" as reported
    reports: tuple[str, ...] = ()
    intervention: Side = Side()
    comparator: Side = Side()
    effect: dict[FieldName, Datum] = Field(default_factory=dict)  # reported estimate, low, high, se, p
    effect_measure: str = ""
    change: bool | None = None  # means are changes from baseline (True), final values (False), or not known (None)
    better: Literal["", "lower", "higher"] = ""  # which way of this instrument's scale is better; "" not known
    checks: tuple[str, ...] = ()  # arithmetic checks that failed, in words
    settled: bool = False  # a person said that of the study's results for the outcome this one stands

    def open_fields(self, kind: str) -> tuple[tuple[str, Datum], ...]:
        """The fields ("intervention.events") that an outcome of `kind` needs and that wait for a person.

        Those of the sides do not where the effect is reported in full.
        """
        found: list[tuple[str, Datum]] = []
        reported = [self.effect.get(name) for name in NEEDED_OF_EFFECT]
        if not all(datum and datum.value for datum in reported):
            for side, values in (("intervention", self.intervention.values), ("comparator", self.comparator.values)):
                found += [(f"{side}.{name}", values[name]) for name in values if name in NEEDED_OF_SIDES.get(kind, ())]
        if kind not in NEEDED_OF_SIDES:
            found += [(f"effect.{name}", self.effect[name]) for name in self.effect if name in NEEDED_OF_EFFECT]
        return tuple((place, datum) for place, datum in found if datum.value is None and datum.waits)
