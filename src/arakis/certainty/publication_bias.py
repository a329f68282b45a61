"""The domain "publication bias": a test for small-study effects from ten studies on, otherwise not assessable."""

from arakis.certainty.evidence import Body
from arakis.domain.certainty import CertaintyDomain

NAME = "publication bias"
ALPHA = 0.10  # of Egger's test, as in Egger et al. (1997) BMJ 315:629, because its power is low


def publication_bias(body: Body) -> CertaintyDomain:
    """Rule C6: -1 when Egger's test has P < 0.10; 0 otherwise; not assessable, and not rated down, without the test."""
    test = body.synthesis.small_study
    if not body.effects:
        return CertaintyDomain(name=NAME, steps=None, rule="Rule C6: no study contributes.")
    if test is None or test.p is None:
        why = test.reason if test and test.reason else "the results were not pooled"
        rule = f"Rule C6: not assessable ({why}); not rated down."
        return CertaintyDomain(name=NAME, steps=0, rule=rule, inputs={"test": "not made"})
    inputs = {"test": test.name, "P": f"{test.p:.3g}", "studies": str(body.k)}
    if test.p < ALPHA:
        rule = f"Rule C6: small studies show other effects than large ones (P < {ALPHA:.2f})."
        return CertaintyDomain(name=NAME, steps=-1, rule=rule, inputs=inputs)
    rule = f"Rule C6: no sign that small studies show other effects than large ones (P >= {ALPHA:.2f})."
    return CertaintyDomain(name=NAME, steps=0, rule=rule, inputs=inputs)
