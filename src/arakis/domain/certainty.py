"""Certainty of the evidence (GRADE) by stated rules."""

from typing import Literal

from pydantic import Field

from arakis.domain.base import Frozen

Level = Literal["high", "moderate", "low", "very low"]


class CertaintyDomain(Frozen):
    """One reason for rating down (or up), with the numbers it was decided on."""

    name: str  # "risk of bias", "inconsistency", "indirectness", "imprecision", "publication bias"
    steps: int | None  # 0, -1, -2; +1, +2 for rating up; None: not assessed, a person is asked
    rule: str  # the rule of docs/methods.md that applied, in words
    inputs: dict[str, str] = Field(default_factory=dict)
    judgement: str | None = None  # a person's override


class AbsoluteEffect(Frozen):
    """What a relative effect means per 1000 people at a baseline risk."""

    baseline: float  # per 1000
    source: str
    with_intervention: float
    low: float
    high: float
    difference: float
    difference_low: float
    difference_high: float


class Certainty(Frozen):
    """How sure one may be of a synthesis."""

    synthesis: str
    start: Level
    domains: tuple[CertaintyDomain, ...] = ()
    level: Level
    absolute: AbsoluteEffect | None = None
    footnotes: tuple[str, ...] = ()
