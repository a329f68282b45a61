"""What extraction hands back: trials, arms, and results whose values say where they stand, or why they stay open."""

from pydantic import Field as Fields

from arakis.domain.base import Frozen
from arakis.domain.evidence import Evidence
from arakis.domain.result import FieldName, Value


class Arm(Frozen):
    """A group of people in a trial, by the name that the report gives it."""

    label: str
    size: int | None = None  # allocated or analysed, as first stated beside its name
    evidence: tuple[Evidence, ...] = ()


class Trial(Frozen):
    """An investigation that a report describes. `label` is "" when it describes one only."""

    label: str = ""
    design: str = ""  # "parallel", "cluster", "crossover" ...; "" when no words say it
    allocation: str = ""  # "random", "alternate", "systematic", "not random"; "" when no words say it
    allocation_evidence: Evidence | None = None
    arms: tuple[Arm, ...] = ()
    registrations: tuple[str, ...] = ()
    characteristics: dict[str, Evidence] = Fields(default_factory=dict)  # participants, setting, follow-up ...


class Field(Frozen):
    """One field of a result: a value, or candidates and the reason why none of them stands."""

    value: Value | None = None
    candidates: tuple[Value, ...] = ()
    reason: str = ""


class Extracted(Frozen):
    """The numbers of one comparison, outcome, instrument, time point and analysis population."""

    trial: str = ""
    comparison: str
    outcome: str
    instrument: str = ""
    time: str = ""  # as the report words it
    months: float | None = None
    evidence: tuple[Evidence, ...] = ()  # the words that give its time, or that name it without giving numbers
    population: str = ""
    intervention_arms: tuple[str, ...] = ()
    comparator_arms: tuple[str, ...] = ()
    intervention: dict[FieldName, Field] = Fields(default_factory=dict)
    comparator: dict[FieldName, Field] = Fields(default_factory=dict)
    effect: dict[FieldName, Field] = Fields(default_factory=dict)
    effect_measure: str = ""
    checks: tuple[str, ...] = ()  # arithmetic checks that failed, in words


class Extraction(Frozen):
    """Everything that was read from one text layer under one protocol."""

    layer: str
    trials: tuple[Trial, ...] = ()
    results: tuple[Extracted, ...] = ()
    notes: tuple[str, ...] = ()
