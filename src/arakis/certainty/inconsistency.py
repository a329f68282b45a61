"""The domain "inconsistency": I2 with the overlap of the studies' intervals and the prediction interval."""

from itertools import combinations

from arakis.certainty.evidence import Body
from arakis.domain.certainty import CertaintyDomain

NAME = "inconsistency"
SUBSTANTIAL = 50.0  # per cent; Cochrane Handbook 10.10.2: 50% to 90% may be substantial
CONSIDERABLE = 75.0  # per cent; the same section: 75% to 100% is considerable
MOST_PAIRS = 2_000_000  # bound of the comparison of intervals


def _intervals(body: Body) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for effect in body.effects:
        low, high = effect.estimate.low, effect.estimate.high
        if low is not None and high is not None:
            found.append((low, high))
    return found


def apart(intervals: list[tuple[float, float]]) -> int:
    """How many pairs of intervals do not overlap."""
    pairs = combinations(intervals, 2) if len(intervals) ** 2 < MOST_PAIRS else ()
    return sum(one[1] < other[0] or other[1] < one[0] for one, other in pairs)


def inconsistency(body: Body) -> CertaintyDomain:
    """Rule C3 (after Guyatt et al. 2011, J Clin Epidemiol 64:1294, with the bands of Handbook 10.10.2).

    -2  I2 >= 75%, and some studies' intervals show the opposite of others': wholly on either side of no effect
    -1  I2 >= 50%, and intervals of studies do not overlap, or the prediction interval includes no effect where the
        confidence interval does not
     0  otherwise, and with one study. I2 alone never rates down. Not pooled: -1 when intervals do not overlap.
    """
    intervals = _intervals(body)
    if body.k < 2:
        rule = "Rule C3: one study; inconsistency does not arise." if body.k else "Rule C3: no study contributes."
        return CertaintyDomain(name=NAME, steps=0 if body.k else None, rule=rule)
    pairs = len(intervals) * (len(intervals) - 1) // 2
    separate = apart(intervals)
    opposite = any(high < 0 for _, high in intervals) and any(low > 0 for low, _ in intervals)
    inputs = {
        "intervals that do not overlap": f"{separate} of {pairs} pairs",
        "intervals on both sides of no effect": "yes" if opposite else "no",
    }
    if not body.synthesis.pooled:
        steps = -1 if separate else 0
        how = "do not all overlap" if separate else "all overlap"
        rule = f"Rule C3: not pooled; the intervals of the studies {how}."
        return CertaintyDomain(name=NAME, steps=steps, rule=rule, inputs=inputs)
    found, estimate, predicted = body.synthesis.heterogeneity, body.estimate, body.synthesis.prediction
    i2 = found.i2 if found and found.i2 is not None else 0.0
    inputs["I2"] = f"{i2:.1f}%"
    if found:
        inputs["tau2"] = f"{found.tau2:.4g}"
    wider = False
    if predicted and estimate and None not in (predicted.low, predicted.high, estimate.low, estimate.high):
        inside = (predicted.low or 0) < 0 < (predicted.high or 0)
        outside = not (estimate.low or 0) < 0 < (estimate.high or 0)
        wider = inside and outside
        inputs["prediction interval"] = "{1:.3g} to {2:.3g}".format(*(number or 0.0 for number in predicted.shown))
    if i2 >= CONSIDERABLE and opposite:
        rule = "Rule C3: considerable heterogeneity, with studies that show the opposite of others."
        return CertaintyDomain(name=NAME, steps=-2, rule=rule, inputs=inputs)
    if i2 >= SUBSTANTIAL and (separate or wider):
        reasons = ["intervals of studies do not overlap"] if separate else []
        reasons += (
            ["the prediction interval includes no effect while the confidence interval does not"] if wider else []
        )
        rule = f"Rule C3: substantial heterogeneity, and {' and '.join(reasons)}."
        return CertaintyDomain(name=NAME, steps=-1, rule=rule, inputs=inputs)
    rule = "Rule C3: the results do not contradict each other to an extent that rates down."
    return CertaintyDomain(name=NAME, steps=0, rule=rule, inputs=inputs)
