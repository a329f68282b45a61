"""The protocol: what the review asks, by which criteria, outcomes, comparisons and rules."""

from typing import Literal, Self

from pydantic import ConfigDict, Field, model_validator

from arakis.domain.base import Frozen

Element = Literal[
    "population", "intervention", "comparator", "outcome", "design", "publication", "language", "date", "other"
]


class Concept(Frozen):
    """A part of the question: a sentence, and the words by which it is recognised."""

    text: str = Field(default="", max_length=5_000)
    terms: tuple[str, ...] = Field(default=(), max_length=500)


class Criterion(Frozen):
    """One eligibility criterion. `include` must be met; `exclude` must not be met.

    terms     words that show that it is met
    contrary  words that contradict it
    """

    id: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,39}$")
    kind: Literal["include", "exclude"]
    element: Element = "other"
    text: str = Field(min_length=1, max_length=5_000)
    terms: tuple[str, ...] = Field(default=(), max_length=500)
    contrary: tuple[str, ...] = Field(default=(), max_length=500)


class Group(Frozen):
    """One side of a comparison: its name and the words by which reports call its arm or arms."""

    name: str = Field(min_length=1, max_length=300)
    terms: tuple[str, ...] = Field(default=(), max_length=500)


class Comparison(Frozen):
    """Intervention against comparator."""

    id: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,59}$")
    intervention: Group
    comparator: Group


class TimeRule(Frozen):
    """Which time point is taken when a study reports several. Times are words such as "12 months"."""

    prefer: Literal["longest", "shortest", "nearest"] = "longest"
    target: str = ""
    start: str = Field(default="", alias="from")
    end: str = Field(default="", alias="to")

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)


class Outcome(Frozen):
    """What is measured, how, and which way is better."""

    id: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,59}$")
    name: str = Field(min_length=1, max_length=300)
    terms: tuple[str, ...] = Field(default=(), max_length=500)
    kind: Literal["dichotomous", "continuous", "time-to-event", "rate", "other"] = "dichotomous"
    measure: Literal["RR", "OR", "RD", "MD", "SMD", "HR", "IRR", "GEN"] = "RR"
    direction: Literal["lower", "higher"] = "lower"
    role: Literal["primary", "secondary"] = "primary"
    pool: bool = True
    instruments: tuple[str, ...] = ()
    time: TimeRule = TimeRule()
    populations: tuple[str, ...] = ()  # analysis populations in order of preference
    important_difference: float | None = None  # on the measure's natural scale, for imprecision


class SynthesisRules(Frozen):
    """How results are pooled."""

    model: Literal["random", "fixed"] = "random"
    tau2: Literal["REML", "DL"] = "REML"
    interval: Literal["HKSJ", "Wald"] = "HKSJ"
    arms: Literal["combine", "split"] = "combine"
    subgroups: tuple[str, ...] = ()  # "allocation", "risk of bias"


class BaselineRisk(Frozen):
    """The risk without the intervention, for absolute effects."""

    outcome: str
    risk: float = Field(gt=0, lt=1)
    source: str = Field(min_length=1)


class Author(Frozen):
    """An author of the review and what they did (CRediT or plain words)."""

    name: str = Field(min_length=1, max_length=300)
    affiliation: str = ""
    roles: tuple[str, ...] = ()
    email: str = ""


class Dates(Frozen):
    """Limits on the year of publication, inclusive."""

    start: int | None = Field(default=None, alias="from", ge=1500, le=2200)
    end: int | None = Field(default=None, alias="to", ge=1500, le=2200)

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)


class Protocol(Frozen):
    """The plan of a review. A changed protocol is a new version; judgements name the version they were made under."""

    arakis: Literal[1] = 1  # version of this format
    title: str = Field(default="", max_length=1_000)
    question: str = Field(min_length=10, max_length=1_000)
    population: Concept = Concept()
    intervention: Concept = Concept()
    comparator: Concept = Concept()
    criteria: tuple[Criterion, ...] = Field(default=(), max_length=200)
    comparisons: tuple[Comparison, ...] = Field(default=(), max_length=50)
    outcomes: tuple[Outcome, ...] = Field(default=(), max_length=100)
    synthesis: SynthesisRules = SynthesisRules()
    automation: Literal["rank", "act"] | None = None  # None: what the installation's validation allows
    effect_of_interest: Literal["assignment", "adherence"] = "assignment"
    reviewers: int = Field(default=1, ge=1, le=10)  # how many people judge each report
    schema_: Literal["auto", "rct", "cohort", "case_control", "diagnostic"] = Field(default="auto", alias="schema")
    databases: tuple[str, ...] = ()
    queries: dict[str, str] = Field(default_factory=dict)  # database -> query as sent
    max_results: int = Field(default=500, ge=10, le=5000)
    languages: tuple[str, ...] = ()
    dates: Dates = Dates()
    baseline_risks: tuple[BaselineRisk, ...] = ()
    rationale: str = ""
    objectives: str = ""
    registration: str = ""
    amendments: tuple[str, ...] = ()  # reasons of the versions after the first, oldest first
    authors: tuple[Author, ...] = ()
    funding: str = ""
    interests: str = ""
    data_availability: str = ""
    style: Literal["vancouver", "apa6", "apa7", "chicago", "harvard"] = "vancouver"

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    @model_validator(mode="after")
    def _ids_are_distinct(self) -> Self:
        for name, things in (
            ("criteria", self.criteria),
            ("comparisons", self.comparisons),
            ("outcomes", self.outcomes),
        ):
            ids = [thing.id for thing in things]
            for one in ids:
                if ids.count(one) > 1:
                    raise ValueError(f"{name}: the id {one!r} is used twice; give each its own")
        known = {outcome.id for outcome in self.outcomes}
        for risk in self.baseline_risks:
            if risk.outcome not in known:
                raise ValueError(f"baseline_risks: no outcome has the id {risk.outcome!r}")
        return self
