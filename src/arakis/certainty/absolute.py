"""Absolute effects: what a relative effect means for 1000 people at a baseline risk, whose source is said."""

from collections.abc import Sequence
from statistics import median

from arakis.domain.certainty import AbsoluteEffect
from arakis.domain.estimate import Estimate, StudyEffect
from arakis.domain.protocol import Protocol

PER = 1000.0


def baseline_risk(protocol: Protocol, outcome: str, effects: Sequence[StudyEffect]) -> tuple[float, str] | None:
    """The protocol's baseline risk, else the median risk of the comparators (Handbook, chapter 14); with its source.

    None when neither is known, or when it is 0 or 1.
    """
    for item in protocol.baseline_risks:
        if item.outcome == outcome:
            return item.risk, item.source
    risks = [
        effect.data["comparator_events"] / effect.data["comparator_total"]
        for effect in effects
        if effect.data.get("comparator_total") and "comparator_events" in effect.data
    ]
    if not risks:
        return None
    middle = median(risks)
    if not 0 < middle < 1:
        return None
    return middle, f"median risk of the comparator groups of {len(risks)} {'study' if len(risks) == 1 else 'studies'}"


def risk_with(measure: str, risk: float, effect: float) -> float | None:
    """The risk with the intervention from the risk without it; `effect` as people read it (a ratio, a difference).

    RR: risk x RR. OR: risk OR / (1 - risk + risk OR). HR: 1 - (1 - risk)^HR. RD: risk + RD (Handbook, chapters 14 and
    15). Kept between 0 and 1; None for measures without a risk.
    """
    if measure == "RR":
        found = risk * effect
    elif measure == "OR":
        found = risk * effect / (1 - risk + risk * effect)
    elif measure == "HR":
        found = 1 - (1 - risk) ** effect
    elif measure == "RD":
        found = risk + effect
    else:
        return None
    return min(max(found, 0.0), 1.0)


def absolute_effect(measure: str, estimate: Estimate | None, risk: tuple[float, str] | None) -> AbsoluteEffect | None:
    """The effect per 1000 people, or None where there is no estimate, interval or baseline risk."""
    if estimate is None or risk is None:
        return None
    value, low, high = estimate.shown
    if low is None or high is None:
        return None
    found = [risk_with(measure, risk[0], number) for number in (value, low, high)]
    point, left, right = found
    if point is None or left is None or right is None:
        return None
    base = PER * risk[0]
    return AbsoluteEffect(
        baseline=base,
        source=risk[1],
        with_intervention=PER * point,
        low=PER * left,
        high=PER * right,
        difference=PER * point - base,
        difference_low=PER * left - base,
        difference_high=PER * right - base,
    )
