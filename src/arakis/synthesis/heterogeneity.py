"""Heterogeneity: Cochran's Q, I2 and H2 from tau2, and the Q-profile interval of tau2."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import brentq
from scipy.special import chdtrc, chdtri

from arakis.domain.estimate import Heterogeneity
from arakis.synthesis.vector import Vector, vectors


def generalised_q(y: Vector, v: Vector, tau2: float = 0.0) -> float:
    """Q(tau2) = sum w (y - mu)^2 with w = 1/(v + tau2) and mu the mean weighted by w (Cochran 1954 for tau2 = 0)."""
    w = 1 / (v + tau2)
    mu = (w * y).sum() / w.sum()
    return float((w * (y - mu) ** 2).sum())


def typical_variance(v: Vector) -> float:
    """The "typical" sampling variance (k-1) sum w / ((sum w)^2 - sum w^2) of Higgins and Thompson (2002)."""
    w = 1 / v
    total = w.sum()
    return float((v.size - 1) / (total - (w * w).sum() / total))


def q_profile(y: Vector, v: Vector, level: float = 0.95) -> tuple[float, float]:
    """Interval of tau2 by inverting Q(tau2) ~ chi2(k-1) (Viechtbauer 2007, Stat Med 26:37); (0, 0) if empty.

    Q falls as tau2 grows, so that each limit is one bracketed root, found to the accuracy of the arithmetic.
    """
    df = y.size - 1
    tail = (1 - level) / 2

    def limit(chance: float) -> float:
        goal = float(chdtri(df, chance))
        if generalised_q(y, v) <= goal:
            return 0.0
        # Q(t) <= sum (y - mean)^2 / (vmin + t), so that the root lies below this
        top = float(((y - y.mean()) ** 2).sum() / goal - v.min())
        top = top * (1 + 1e-9) + 1e-300
        root = brentq(
            lambda t: generalised_q(y, v, t) - goal, 0.0, top, xtol=1e-300, rtol=np.float64(1e-15), maxiter=500
        )
        return float(root)  # pyright: ignore[reportArgumentType]  the stub also allows the form with full_output

    return limit(tail), limit(1 - tail)


def heterogeneity(
    effects: Sequence[float] | Vector,
    variances: Sequence[float] | Vector,
    tau2: float,
    estimator: str,
    interval: bool = True,
) -> Heterogeneity:
    """Q with its P value, I2 and H2, tau2 with its Q-profile interval.

    I2 = tau2 / (tau2 + typical variance) for random effects; for a fixed effect (`estimator` "") it is
    max(0, (Q - df) / Q) (Higgins and Thompson 2002, Stat Med 21:1539).
    """
    y, v = vectors(effects, variances)
    df = y.size - 1
    if df < 1:
        return Heterogeneity(q=0.0, df=0, p=None, i2=None, h2=None, tau2=tau2, estimator=estimator)
    q = generalised_q(y, v)
    if estimator:
        typical = typical_variance(v)
        i2, h2 = 100 * tau2 / (tau2 + typical), tau2 / typical + 1
    else:
        i2, h2 = (max(0.0, 100 * (q - df) / q) if q > 0 else 0.0), q / df
    low, high = q_profile(y, v) if interval else (None, None)
    return Heterogeneity(
        q=q,
        df=df,
        p=float(chdtrc(df, q)),
        i2=i2,
        h2=h2,
        tau2=tau2,
        tau2_low=low,
        tau2_high=high,
        estimator=estimator or "none: fixed effect",
    )
