"""The domain "risk of bias": how much of the weight comes from results at high risk or with some concerns."""

from arakis.certainty.evidence import Body
from arakis.domain.certainty import CertaintyDomain

NAME = "risk of bias"
MOST = 0.5  # "most of the information" (Cochrane Handbook table 14.2.a), taken as more than half of the weight


def _excludes_none(low: float | None, high: float | None) -> bool:
    return low is not None and high is not None and (low > 0 or high < 0)


def risk_of_bias(body: Body) -> CertaintyDomain:
    """Rule C2: -2 when more than half of the weight is at high risk; -1 when more than half is at high risk or with
    some concerns, or when the interval excludes no effect only with the results at high risk; else 0.

    Results that were not assessed count as some concerns; when they are more than half, a person is asked.
    """
    low, some, high, none = (
        body.share("low"),
        body.share("some concerns"),
        body.share("high"),
        body.share("not assessed"),
    )
    inputs = {
        "weights": body.weighed,
        "low": f"{low:.1%}",
        "some concerns": f"{some:.1%}",
        "high": f"{high:.1%}",
        "not assessed": f"{none:.1%}",
    }
    if not body.effects:
        return CertaintyDomain(name=NAME, steps=None, rule="Rule C2: no study contributes.", inputs=inputs)
    if none > MOST:
        rule = "Rule C2: most of the weight was not assessed; a person is asked."
        return CertaintyDomain(name=NAME, steps=None, rule=rule, inputs=inputs)
    if high > MOST:
        return CertaintyDomain(
            name=NAME, steps=-2, rule="Rule C2: more than half of the weight is at high risk of bias.", inputs=inputs
        )
    if high + some + none > MOST:
        rule = "Rule C2: more than half of the weight is at high risk of bias, with some concerns or not assessed."
        return CertaintyDomain(name=NAME, steps=-1, rule=rule, inputs=inputs)
    restricted = next((row for row in body.synthesis.sensitivity if row.name.startswith("only low risk")), None)
    if high > 0 and restricted and restricted.estimate and body.estimate:
        inputs["without the others"] = "{:.3g} ({:.3g} to {:.3g})".format(
            *(number or 0.0 for number in restricted.estimate.shown)
        )
        before = _excludes_none(body.estimate.low, body.estimate.high)
        if before and not _excludes_none(restricted.estimate.low, restricted.estimate.high):
            rule = "Rule C2: without the results at high risk of bias the interval includes no effect."
            return CertaintyDomain(name=NAME, steps=-1, rule=rule, inputs=inputs)
    return CertaintyDomain(
        name=NAME, steps=0, rule="Rule C2: most of the weight is at low risk of bias.", inputs=inputs
    )
