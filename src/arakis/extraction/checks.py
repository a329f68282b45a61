"""Arithmetic that numbers of one result must pass."""

import math
from collections.abc import Mapping

from scipy.stats import norm

RATIOS = ("RR", "OR", "HR", "IRR")


def counts(events: float | None, total: float | None) -> list[str]:
    """Events are no more than the total, and neither is negative or a fraction."""
    out: list[str] = []
    if events is not None and (events < 0 or events != int(events)):
        out.append(f"events {events:g} is not a count")
    if total is not None and (total <= 0 or total != int(total)):
        out.append(f"total {total:g} is not a number of people")
    if events is not None and total is not None and events > total:
        out.append(f"events {events:g} are more than the total {total:g}")
    return out


def percentage(events: float, total: float, percent: float, decimals: int) -> list[str]:
    """The stated percentage is that of events in total, within one unit of its last digit."""
    if total <= 0 or abs(100 * events / total - percent) <= 10**-decimals + 1e-9:
        return []
    return [f"{events:g} of {total:g} is {100 * events / total:.{decimals + 1}f} %, the report says {percent:g} %"]


def spread(sd: float | None, se: float | None) -> list[str]:
    """Standard deviations and errors are positive."""
    return [
        f"{name} {value:g} is not positive"
        for name, value in (("SD", sd), ("SE", se))
        if value is not None and value <= 0
    ]


def effect(measure: str, values: Mapping[str, float]) -> list[str]:
    """The interval contains the estimate; a ratio is positive; p agrees with estimate and interval.

    p is recomputed from a normal approximation (on the log scale for ratios) and may differ by rounding: only a p on
    the other side of .05 by a wide margin (below .01 against above .2, or the reverse) fails.
    """
    out: list[str] = []
    estimate, low, high = values.get("estimate"), values.get("low"), values.get("high")
    if low is not None and high is not None and low > high:
        out.append(f"the interval {low:g} to {high:g} is reversed")
    elif estimate is not None and low is not None and high is not None and not low <= estimate <= high:
        out.append(f"the interval {low:g} to {high:g} does not contain {estimate:g}")
    ratio = measure in RATIOS
    if ratio and any(v is not None and v <= 0 for v in (estimate, low, high)):
        out.append(f"a ratio of {min(v for v in (estimate, low, high) if v is not None):g} is not possible")
    p = values.get("p")
    if not out and p is not None and estimate is not None and low is not None and high is not None and high > low:
        if ratio:
            estimate, low, high = math.log(estimate), math.log(low), math.log(high)
        se = (high - low) / (2 * 1.959964)
        expected = 2 * float(norm.sf(abs(estimate) / se)) if se > 0 else 1.0
        if (expected < 0.01 and p > 0.2) or (expected > 0.2 and p < 0.01):
            out.append(f"p = {p:g} does not agree with the estimate and its interval (about {expected:.2g})")
    return out
