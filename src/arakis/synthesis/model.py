"""The model of a synthesis and its fit: which estimate is made from effects and variances, and what it is called."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from arakis.domain.estimate import Estimate, Heterogeneity
from arakis.domain.protocol import SynthesisRules
from arakis.synthesis.heterogeneity import heterogeneity
from arakis.synthesis.mantel_haenszel import mantel_haenszel
from arakis.synthesis.pooling import Pool, estimate, inverse_variance
from arakis.synthesis.tau2 import Tau2, dersimonian_laird, reml
from arakis.synthesis.vector import Vector, vectors

HKSJ_FROM = 3  # studies; with two the t distribution has one degree of freedom


class Model(NamedTuple):
    """How to pool. `interval` is what is wanted; HKSJ is used only from three studies on and with tau2 > 0."""

    kind: Literal["random", "fixed"] = "random"
    tau2: Literal["REML", "DL"] = "REML"
    interval: Literal["HKSJ", "Wald"] = "HKSJ"


class Fit(NamedTuple):
    """A fitted model. `why` says why the Wald-type interval was used where HKSJ was wanted."""

    estimate: Estimate
    pool: Pool
    tau2: Tau2
    heterogeneity: Heterogeneity
    hksj: bool
    why: str = ""


def model_of(rules: SynthesisRules) -> Model:
    """The protocol's model."""
    return Model(rules.model, rules.tau2, rules.interval)


def fit(
    measure: str,
    effects: Sequence[float] | Vector,
    variances: Sequence[float] | Vector,
    model: Model,
    interval: bool = True,
) -> Fit:
    """Pool effects by inverse variance under `model`; `interval=False` spares the interval of tau2."""
    y, v = vectors(effects, variances)
    if model.kind == "fixed":
        none = Tau2(0.0, "", "closed formula")
        pool = inverse_variance(y, v)
        value = estimate(measure, pool.value, pool.se, None, "fixed effect, inverse variance")
        return Fit(value, pool, none, heterogeneity(y, v, 0.0, "", interval), False)
    tau2 = reml(y, v) if model.tau2 == "REML" else dersimonian_laird(y, v)
    why = ""
    if model.interval == "HKSJ":
        if y.size < HKSJ_FROM:
            why = "Wald-type interval: the HKSJ interval is used from three studies on"
        elif tau2.value <= 0:
            why = "Wald-type interval: tau2 is estimated as 0, where the HKSJ interval is not used"
    hksj = model.interval == "HKSJ" and not why
    pool = inverse_variance(y, v, tau2.value, hksj)
    name = f"random effects, {tau2.estimator}, {'HKSJ' if hksj else 'Wald'}"
    value = estimate(measure, pool.value, pool.se, pool.df, name)
    return Fit(value, pool, tau2, heterogeneity(y, v, tau2.value, tau2.estimator, interval), hksj, why)


def fit_tables(
    measure: str,
    tables: Sequence[tuple[float, float, float, float]],
    effects: Sequence[float] | Vector,
    variances: Sequence[float] | Vector,
) -> Fit | None:
    """The Mantel-Haenszel fixed effect; Q is taken around it. None where it has no value.

    `tables`: events and total of group 1, then of group 2, in the order of `effects`.
    """
    found = mantel_haenszel(measure, *[list(column) for column in zip(*tables, strict=True)])
    if found is None or found.se <= 0:
        return None
    y, v = vectors(effects, variances)
    value = estimate(measure, found.value, found.se, None, "fixed effect, Mantel-Haenszel")
    pool = Pool(found.value, found.se, None, found.weights)
    base = heterogeneity(y, v, 0.0, "")
    return Fit(value, pool, Tau2(0.0, "", "closed formula"), around(base, y, v, found.value), False)


def around(base: Heterogeneity, y: Vector, v: Vector, value: float) -> Heterogeneity:
    """`base` with Q, its P value, I2 and H2 taken around `value`, as is usual with Mantel-Haenszel."""
    from scipy.special import chdtrc

    if base.df < 1:
        return base
    q = float(((y - value) ** 2 / v).sum())
    return base.model_copy(
        update={
            "q": q,
            "p": float(chdtrc(base.df, q)),
            "i2": max(0.0, 100 * (q - base.df) / q) if q > 0 else 0.0,
            "h2": q / base.df,
        }
    )
