"""Effect sizes of one study with their sampling variances; ratios are on the log scale.

Sources: Higgins et al., Cochrane Handbook 6.5, chapters 6 and 10; Hedges (1981) J Educ Stat 6:107 for the exact
small-sample factor; Hedges and Olkin (1985) for the large-sample variance of g; Parmar, Torri and Stewart (1998)
Stat Med 17:2815 for log hazard ratios from an interval.
"""

import math
from typing import NamedTuple

from scipy.special import gammaln, ndtri, stdtrit

from arakis.domain.estimate import RATIOS
from arakis.errors import InputError

MOST = 1e12  # people, events or units of person-time in a group
ADDED = 0.5  # to each cell of a study with an empty cell: Gart and Zweifel (1967) Biometrika 54:181


class Effect(NamedTuple):
    """An effect on the analysis scale, its sampling variance, and what a reader must know about it."""

    value: float
    variance: float
    note: str = ""


def _counts(*numbers: float) -> None:
    if not all(0 <= number <= MOST for number in numbers):
        raise InputError("a count is negative or too large", "check the extracted numbers")


def no_information(events1: float, total1: float, events2: float, total2: float) -> str:
    """Why a 2x2 table says nothing about a ratio, or "": nobody, or everybody, had an event in both groups."""
    if events1 == 0 and events2 == 0:
        return "no events in either group: such a study carries no information on a ratio"
    if events1 == total1 and events2 == total2:
        return "everybody had an event in both groups: such a study carries no information on a ratio"
    return ""


def two_by_two(measure: str, events1: float, total1: float, events2: float, total2: float) -> Effect:
    """RR or OR (log) or RD of group 1 against group 2 from events and totals.

    Where one of the four cells is empty, 0.5 is added to all four cells of that study, and the note says so.
    Raises InputError when events exceed the total, a total is not above zero, or `measure` is none of the three.
    """
    _counts(events1, total1, events2, total2)
    if min(total1, total2) < 0.01:  # less than a person, also where a group was split
        raise InputError("a group without participants", "check the extracted totals")
    if events1 > total1 or events2 > total2:
        raise InputError("more events than participants", "check the extracted numbers")
    a, b, c, d = events1, total1 - events1, events2, total2 - events2
    note = ""
    if min(a, b, c, d) == 0:
        a, b, c, d = a + ADDED, b + ADDED, c + ADDED, d + ADDED
        note = "0.5 was added to each of the four cells, because one of them is empty"
    n1, n2 = a + b, c + d
    if measure == "RR":
        return Effect(math.log(a / n1) - math.log(c / n2), 1 / a - 1 / n1 + 1 / c - 1 / n2, note)
    if measure == "OR":
        return Effect(math.log(a / b) - math.log(c / d), 1 / a + 1 / b + 1 / c + 1 / d, note)
    if measure == "RD":
        p1, p2 = a / n1, c / n2
        return Effect(p1 - p2, p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2, note)
    raise InputError(f"{measure} is not made from events and totals", "use RR, OR or RD")


def rate_ratio(events1: float, time1: float, events2: float, time2: float) -> Effect:
    """Log incidence rate ratio from events and person-time; 0.5 is added to both counts when one of them is zero."""
    _counts(events1, time1, events2, time2)
    if min(time1, time2) <= 0:
        raise InputError("a group without person-time", "check the extracted numbers")
    note = ""
    if min(events1, events2) == 0:
        events1, events2 = events1 + ADDED, events2 + ADDED
        note = "0.5 was added to both counts, because one of them is zero"
    return Effect(math.log(events1 / time1) - math.log(events2 / time2), 1 / events1 + 1 / events2, note)


def _groups(mean1: float, sd1: float, n1: float, mean2: float, sd2: float, n2: float) -> None:
    if not all(math.isfinite(number) for number in (mean1, sd1, n1, mean2, sd2, n2)):
        raise InputError("a mean, standard deviation or size is not finite", "check the extracted numbers")
    _counts(n1, n2)
    if min(sd1, sd2) < 0 or max(sd1, sd2) == 0:
        raise InputError("a standard deviation is not above zero", "check the extracted numbers")


def mean_difference(mean1: float, sd1: float, n1: float, mean2: float, sd2: float, n2: float) -> Effect:
    """Difference of means, group 1 minus group 2, with variances that may differ between the groups."""
    _groups(mean1, sd1, n1, mean2, sd2, n2)
    if min(n1, n2) <= 0:
        raise InputError("a group without participants", "check the extracted totals")
    return Effect(mean1 - mean2, sd1 * sd1 / n1 + sd2 * sd2 / n2)


def small_sample_factor(df: float) -> float:
    """J of Hedges (1981), exact: gamma(m/2) / (sqrt(m/2) gamma((m-1)/2)) for m > 1 degrees of freedom."""
    if df <= 1:
        raise InputError("a standardised mean difference needs at least four participants", "leave that study out")
    return math.exp(float(gammaln(df / 2)) - math.log(math.sqrt(df / 2)) - float(gammaln((df - 1) / 2)))


def standardised_mean_difference(
    mean1: float, sd1: float, n1: float, mean2: float, sd2: float, n2: float, exact: bool = True
) -> Effect:
    """Hedges' g with the variance 1/n1 + 1/n2 + g^2/(2N) (metafor's "LS").

    `exact=False` gives what RevMan prints: J = 1 - 3/(4N - 9) and N/(n1 n2) + g^2/(2(N - 3.94)).
    """
    _groups(mean1, sd1, n1, mean2, sd2, n2)
    total = n1 + n2
    df = total - 2
    if min(n1, n2) < 1 or df <= 1:
        raise InputError("a standardised mean difference needs at least four participants", "leave that study out")
    pooled = math.sqrt(((n1 - 1) * sd1 * sd1 + (n2 - 1) * sd2 * sd2) / df)
    factor = small_sample_factor(df) if exact else 1 - 3 / (4 * total - 9)
    g = factor * (mean1 - mean2) / pooled
    return Effect(g, 1 / n1 + 1 / n2 + g * g / (2 * (total if exact else total - 3.94)))


def deviation_from_error(se: float, n: float) -> float:
    """Standard deviation from the standard error of a mean: se sqrt(n) (Handbook 6.5.2.2)."""
    return se * math.sqrt(n)


def deviation_from_interval(low: float, high: float, n: float, level: float = 0.95) -> float:
    """Standard deviation from the confidence interval of a mean, by t with n - 1 df (Handbook 6.5.2.2)."""
    return math.sqrt(n) * (high - low) / (2 * float(stdtrit(n - 1, (1 + level) / 2)))


def reported(
    measure: str,
    estimate: float,
    se: float | None = None,
    low: float | None = None,
    high: float | None = None,
    p: float | None = None,
    level: float = 0.95,
) -> Effect:
    """An effect from what a report states: the estimate with its interval, or its standard error, or its P value.

    For ratios `estimate`, `low` and `high` are ratios and `se` belongs to the logarithm. The interval is taken first:
    se = (ln high - ln low) / (2 z) (Parmar 1998), then the standard error, then se = |estimate| / z(p).
    Raises InputError when none of them can be used.
    """
    ratio = measure in RATIOS
    if not math.isfinite(estimate) or (ratio and estimate <= 0):
        raise InputError(f"{estimate} cannot be a {measure}", "check the extracted estimate")
    value = math.log(estimate) if ratio else estimate
    if low is not None and high is not None:
        if not low < high or (ratio and low <= 0):
            raise InputError(f"{low} to {high} cannot be the interval of a {measure}", "check the extracted interval")
        if not low <= estimate <= high:
            raise InputError("the interval does not contain the estimate", "check the extracted numbers")
        width = math.log(high) - math.log(low) if ratio else high - low
        error = width / (2 * float(ndtri((1 + level) / 2)))
        return Effect(value, error * error, f"standard error from the reported {level:.0%} interval")
    if se is not None:
        if not (math.isfinite(se) and se > 0):
            raise InputError("a standard error is not above zero", "check the extracted number")
        return Effect(value, se * se, "standard error as reported")
    if p is not None and 0 < p < 1 and value != 0:
        error = abs(value) / -float(ndtri(p / 2))
        return Effect(value, error * error, "standard error from the reported P value")
    raise InputError("an estimate without interval, standard error or usable P value", "extract one of them")
