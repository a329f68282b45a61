"""Pooled estimates: the inverse-variance mean with Wald-type or Hartung-Knapp-Sidik-Jonkman (HKSJ) inference."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.special import ndtr, ndtri, stdtr, stdtrit

from arakis.domain.estimate import RATIOS, Estimate
from arakis.synthesis.vector import Vector, vectors


class Pool(NamedTuple):
    """A pooled mean, its standard error, the degrees of freedom of its t distribution (None: normal), its weights."""

    value: float
    se: float
    df: int | None
    weights: Vector  # per cent
    factor: float = 1.0  # by which HKSJ multiplied the Wald variance


def inverse_variance(
    effects: Sequence[float] | Vector, variances: Sequence[float] | Vector, tau2: float = 0.0, hksj: bool = False
) -> Pool:
    """The mean weighted by w = 1/(v + tau2); tau2 = 0 is the fixed effect.

    Wald: se^2 = 1 / sum w, normal distribution. HKSJ: that times sum w (y - mu)^2 / (k-1), t with k-1 df
    (Hartung and Knapp 2001, Stat Med 20:3875; Sidik and Jonkman 2002, Stat Med 21:3153).
    """
    y, v = vectors(effects, variances)
    w = 1 / (v + tau2)
    total = float(w.sum())
    value = float((w * y).sum()) / total
    factor, df = 1.0, None
    if hksj:
        df = y.size - 1
        factor = float((w * (y - value) ** 2).sum()) / df
    return Pool(value, math.sqrt(factor / total), df, np.asarray(100 * w / total), factor)


def quantile(chance: float, df: float | None) -> float:
    """The quantile of the t distribution with `df` degrees of freedom, or of the normal distribution (None)."""
    return float(ndtri(chance) if df is None else stdtrit(df, chance))


def two_sided(statistic: float, df: float | None) -> float:
    """The two-sided P value of a z (df None) or t statistic."""
    return float(2 * (ndtr(-abs(statistic)) if df is None else stdtr(df, -abs(statistic))))


def shown(measure: str, *numbers: float | None) -> tuple[float | None, ...]:
    """Numbers of the analysis scale as people read them: ratios are exponentiated."""
    if measure not in RATIOS:
        return numbers
    return tuple(None if number is None else math.exp(min(number, 700.0)) for number in numbers)


def estimate(measure: str, value: float, se: float, df: float | None, method: str, level: float = 0.95) -> Estimate:
    """An Estimate with interval, statistic and P value from a value and its standard error."""
    reach = quantile((1 + level) / 2, df) * se
    low, high = value - reach, value + reach
    statistic = value / se if se > 0 else None
    point, left, right = shown(measure, value, low, high)
    return Estimate(
        measure=measure,
        value=value,
        se=se,
        low=low,
        high=high,
        level=level,
        statistic=statistic,
        df=df,
        p=None if statistic is None else two_sided(statistic, df),
        method=method,
        shown=(point or 0.0, left, right),
    )
