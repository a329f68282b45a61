"""Estimates and syntheses: what statistics make of results. Ratio measures are held on the log scale."""

from typing import Literal

from pydantic import Field

from arakis.domain.base import Frozen

Measure = Literal["RR", "OR", "RD", "MD", "SMD", "HR", "IRR", "GEN"]
RATIOS: frozenset[str] = frozenset({"RR", "OR", "HR", "IRR"})


class Estimate(Frozen):
    """A number with its uncertainty. `value`, `se`, `low`, `high` are on the analysis scale (log for ratios)."""

    measure: str
    value: float
    se: float | None = None
    low: float | None = None
    high: float | None = None
    level: float = 0.95
    statistic: float | None = None
    df: float | None = None  # None: normal distribution
    p: float | None = None
    method: str = ""  # "random effects, REML, HKSJ"
    shown: tuple[float, float | None, float | None] = (0.0, None, None)  # value, low, high as people read them


class Heterogeneity(Frozen):
    """How much the results differ beyond chance."""

    q: float
    df: int
    p: float | None
    i2: float | None  # per cent, from tau2
    h2: float | None
    tau2: float
    tau2_low: float | None = None
    tau2_high: float | None = None
    estimator: str = "REML"


class StudyEffect(Frozen):
    """One study's contribution to a synthesis."""

    result: str
    results: tuple[str, ...] = ()  # all results it was made from, where arms were combined
    study: str
    label: str
    estimate: Estimate
    variance: float
    weight: float  # per cent, of the main model
    weight_fixed: float
    data: dict[str, float] = Field(default_factory=dict)  # intervention_events, intervention_total ...
    note: str = ""  # "0.5 added to each cell: an arm without events"


class LeftOut(Frozen):
    """A result that was not used in a synthesis, and why. `data` as in StudyEffect, where a plot may list it."""

    result: str
    study: str
    reason: str
    label: str = ""
    data: dict[str, float] = Field(default_factory=dict)
    waits: bool = False  # a person has to say which result of the study stands


class Sensitivity(Frozen):
    """The same question answered another way."""

    name: str  # "Wald-type interval", "fixed effect, Mantel-Haenszel", "without Aronson 1948"
    estimate: Estimate | None
    note: str = ""
    k: int = 0
    i2: float | None = None
    tau2: float | None = None


class Subgroup(Frozen):
    """A pool within one level of a subgroup variable."""

    variable: str
    level: str
    k: int
    estimate: Estimate | None
    tau2: float | None = None


class SmallStudyTest(Frozen):
    """A test for small-study effects, or the reason why it was not made."""

    name: str = "Egger"
    statistic: float | None = None
    df: float | None = None
    p: float | None = None
    intercept: float | None = None
    reason: str = ""


class Synthesis(Frozen):
    """A named selection of results, at most one per study and comparison, and what came of pooling it."""

    id: str
    name: str
    comparison: str
    outcome: str
    measure: str
    rule: str  # in words: how the results were selected
    pooled: bool
    reason: str = ""  # why it was not pooled: the rule of docs/methods.md that applied
    model: str = ""
    effects: tuple[StudyEffect, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    estimate: Estimate | None = None
    prediction: Estimate | None = None
    heterogeneity: Heterogeneity | None = None
    sensitivity: tuple[Sensitivity, ...] = ()
    leave_one_out: tuple[Sensitivity, ...] = ()
    subgroups: tuple[Subgroup, ...] = ()
    subgroup_test: dict[str, float] = Field(default_factory=dict)  # q, df, p
    small_study: SmallStudyTest | None = None
    converged: str = ""  # how convergence was certified
    participants: int | None = None
    events: int | None = None
    notes: tuple[str, ...] = ()
    inputs: str = ""  # digest of everything it was computed from; another digest means: compute again
