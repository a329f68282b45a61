"""The domain "imprecision": the interval against no effect and important effects, then the information size."""

import math
from statistics import median

from arakis.certainty.absolute import risk_with
from arakis.certainty.evidence import Body
from arakis.certainty.information_size import REDUCTION, SMALL, InformationSize, for_events, for_means, for_risks
from arakis.domain.certainty import CertaintyDomain
from arakis.domain.estimate import RATIOS

NAME = "imprecision"
APPRECIABLE = (0.75, 1.25)  # ratios; Guyatt et al. 2011, J Clin Epidemiol 64:1283, as a rough guide
STANDARDISED = 0.5  # the same for standardised mean differences (GRADE Handbook 2013, section 5.2.4.2)


def important(body: Body) -> tuple[float, float, str] | None:
    """The limits below and above which an effect is important, as people read them, with their source."""
    measure, given = body.synthesis.measure, body.outcome.important_difference
    if measure in RATIOS:
        if given is not None and given > 0 and given != 1:
            return min(given, 1 / given), max(given, 1 / given), "the protocol's important difference"
        return (*APPRECIABLE, "GRADE's rough guide for ratios")
    if given:
        return -abs(given), abs(given), "the protocol's important difference"
    if measure == "SMD":
        return -STANDARDISED, STANDARDISED, "GRADE's guide for standardised differences"
    return None


def information_size(body: Body, risk: tuple[float, str] | None) -> InformationSize | None:
    """The optimal information size for the measure, or None where it cannot be calculated."""
    measure, given = body.synthesis.measure, body.outcome.important_difference
    ratio = given if given and given > 0 and given != 1 else 1 - REDUCTION
    if measure in ("RR", "OR", "RD"):
        if risk is None:
            return None
        if measure == "RD":
            other = risk[0] - abs(given) if given else risk[0] * (1 - REDUCTION)
        else:
            other = risk_with(measure, risk[0], ratio) or 0.0
        return for_risks(risk[0], other) if 0 < other < 1 and other != risk[0] else None
    if measure in ("HR", "IRR"):
        return for_events(ratio)
    if measure == "SMD":
        return for_means(given or SMALL)
    if measure == "MD":
        deviations = [value for effect in body.effects for key, value in effect.data.items() if key.endswith("_sd")]
        spread = median(deviations) if deviations else 0.0
        return for_means(given / spread if given and spread > 0 else SMALL)
    return None


def _size_is_met(body: Body, size: InformationSize | None, inputs: dict[str, str]) -> bool | None:
    if size is None:
        inputs["optimal information size"] = "cannot be calculated"
        return None
    have = body.synthesis.events if size.unit == "events" else body.synthesis.participants
    inputs["optimal information size"] = f"{size.number} {size.unit} ({size.words})"
    inputs[size.unit] = "not known" if have is None else str(have)
    return None if have is None else have >= size.number


def imprecision(body: Body, risk: tuple[float, str] | None) -> CertaintyDomain:
    """Rule C5 (after Guyatt et al. 2011, J Clin Epidemiol 64:1283).

    -2  the interval includes an important benefit and an important harm
    -1  it includes no effect and an important effect on one side; or no effect where no important difference is
        known; or the optimal information size is known and not reached
     0  otherwise. Without an estimate a person is asked.
    """
    inputs: dict[str, str] = {}
    if risk and body.synthesis.measure in ("RR", "OR", "RD"):
        inputs["baseline risk"] = f"{risk[0]:.3%} ({risk[1]})"
    met = _size_is_met(body, information_size(body, risk), inputs)
    estimate = body.estimate
    if estimate is None or estimate.low is None or estimate.high is None:
        rule = "Rule C5: there is no single estimate with an interval; a person is asked."
        return CertaintyDomain(name=NAME, steps=None, rule=rule, inputs=inputs)
    _, low, high = estimate.shown
    inputs["interval"] = f"{low or 0:.3g} to {high or 0:.3g}"
    limits = important(body)
    crosses = estimate.low < 0 < estimate.high
    below = above = False
    if limits:
        inputs["important"] = f"below {limits[0]:.3g} or above {limits[1]:.3g} ({limits[2]})"
        ratio = body.synthesis.measure in RATIOS
        edges = [math.log(limit) if ratio else limit for limit in limits[:2]]
        below, above = estimate.low < edges[0], estimate.high > edges[1]
    if below and above:
        rule = "Rule C5: the interval includes an important benefit and an important harm."
        return CertaintyDomain(name=NAME, steps=-2, rule=rule, inputs=inputs)
    if crosses and (below or above):
        rule = "Rule C5: the interval includes no effect and an important effect."
        return CertaintyDomain(name=NAME, steps=-1, rule=rule, inputs=inputs)
    if crosses and limits is None:
        rule = "Rule C5: the interval includes no effect, and the protocol names no important difference."
        return CertaintyDomain(name=NAME, steps=-1, rule=rule, inputs=inputs)
    if met is False:
        rule = "Rule C5: the optimal information size is not reached."
        return CertaintyDomain(name=NAME, steps=-1, rule=rule, inputs=inputs)
    where = "includes no effect but no important effect" if crosses else "excludes no effect"
    size = "is reached" if met else "could not be compared"
    rule = f"Rule C5: the interval {where}; the optimal information size {size}."
    return CertaintyDomain(name=NAME, steps=0, rule=rule, inputs=inputs)
