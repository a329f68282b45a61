"""The between-study variance tau2: DerSimonian-Laird, and REML with a certified global maximum.

REML: the restricted log-likelihood of y_i ~ N(mu, v_i + tau2) is, but for a constant,
-1/2 [sum ln(v_i + tau2) + ln sum w_i + sum w_i (y_i - mu)^2] with w_i = 1/(v_i + tau2) (Viechtbauer 2005, J Educ Behav
Stat 30:261). Twice its derivative, the score, is sum w^2 (y - mu)^2 - sum w + sum w^2 / sum w. The maximum is found by
a grid, which isolates every fall of the score through zero, and Newton steps kept inside their bracket. Fisher scoring
alone is not used: it may fail to converge, and may stop early.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from arakis.synthesis.vector import Vector, vectors

GRID = 32  # intervals of the grid
STEPS = 200  # most Newton or bisection steps; about 6 are needed, and 1100 halvings empty any bracket
BLOCK = 256  # sets fitted at a time in a batch, so that the work stays in the processor's cache


class Tau2(NamedTuple):
    """An estimate of tau2 and how it was certified: in words, and by the numbers at the end."""

    value: float
    estimator: str
    certificate: str
    score: float = 0.0  # twice the derivative of the restricted log-likelihood there, times (vmin + tau2): no unit
    maxima: int = 1  # local maxima found
    steps: int = 0


def dersimonian_laird(effects: Sequence[float] | Vector, variances: Sequence[float] | Vector) -> Tau2:
    """tau2 = max(0, (Q - (k-1)) / (sum w - sum w^2 / sum w)), w = 1/v (DerSimonian and Laird 1986)."""
    y, v = vectors(effects, variances)
    if y.size < 2:
        return Tau2(0.0, "DL", "one study: tau2 cannot be estimated and is taken as 0")
    w = 1 / v
    total = w.sum()
    mu = (w * y).sum() / total
    q = (w * (y - mu) ** 2).sum()
    value = max(0.0, float((q - (y.size - 1)) / (total - (w * w).sum() / total)))
    return Tau2(value, "DL", "closed formula")


def ceiling(y: Vector, v: Vector, k: Vector) -> Vector:
    """A value of tau2 above which the score of each row is negative, so that no maximum lies beyond.

    With S the sum of squares around the plain mean, sum w^2 (y - mu)^2 <= S / (vmin + t)^2 and
    sum w - sum w^2 / sum w >= (k - 1) / (vmax + t); the score is negative once the first is below the second, which
    is a quadratic in vmin + t.  `y`, `v`: rows of sets, padded with v = inf; `k`: sizes of the sets.
    """
    real = np.isfinite(v)
    mean = np.where(real, y, 0).sum(1) / k
    spread = np.where(real, (y - mean[:, None]) ** 2, 0).sum(1)
    low = v.min(1)
    high = np.where(real, v, 0).max(1)
    root = (spread + np.sqrt(spread * spread + 4 * (k - 1) * spread * (high - low))) / (2 * (k - 1))
    return np.maximum(root - low, 0.0)


def _score(y: Vector, v: Vector, t: Vector) -> Vector:
    """Twice the REML score at `t`; the last axis runs over studies (padding: v = inf)."""
    w = 1 / (v + t[..., None])
    total = w.sum(-1)
    mu = np.einsum("...k,...k->...", w, y) / total
    residual = w * (y - mu[..., None])
    score = np.einsum("...k,...k->...", residual, residual) - total
    return np.asarray(score + np.einsum("...k,...k->...", w, w) / total)


def _score_and_slope(y: Vector, v: Vector, t: Vector) -> tuple[Vector, Vector]:
    """`_score` with its derivative by `t`."""
    w = 1 / (v + t[..., None])
    total = w.sum(-1)
    mu = (w * y).sum(-1) / total
    residual = w * (y - mu[..., None])
    squares = w * w
    share = squares.sum(-1) / total
    score = (residual * residual).sum(-1) - total + share
    slope = (
        -2 * (residual * residual * w).sum(-1)
        + 2 * (residual * w).sum(-1) ** 2 / total
        + share * total
        - 2 * (squares * w).sum(-1) / total
        + share**2
    )
    return score, slope


def _objective(y: Vector, v: Vector, t: Vector) -> Vector:
    """Minus twice the restricted log-likelihood but for a constant."""
    real = np.isfinite(v)
    sums = np.where(real, v, 1) + np.where(real, t[..., None], 0)
    w = np.where(real, 1 / sums, 0)
    total = w.sum(-1)
    mu = (w * y).sum(-1) / total
    return np.log(sums).sum(-1) + np.log(total) + (w * (y - mu[..., None]) ** 2).sum(-1)


def _refine(y: Vector, v: Vector, low: Vector, high: Vector) -> tuple[Vector, int]:
    """The roots of the score inside brackets (score > 0 at `low`, <= 0 at `high`), to the last bit or nearly."""
    t = (low + high) / 2
    root = np.array(t)
    active = np.arange(t.size)
    floor = v.min(1)
    tiny = 4 * np.finfo(np.float64).eps
    steps = 0
    while active.size and steps < STEPS:
        steps += 1
        score, slope = _score_and_slope(y[active], v[active], t)
        low = np.where(score > 0, t, low)
        high = np.where(score > 0, high, t)
        with np.errstate(divide="ignore", invalid="ignore"):
            newton = t - score / slope
        # the arithmetic cannot tell roots apart that differ by less than this share of a study's total variance
        noise = tiny * (t + floor[active])
        settled = (slope < 0) & (np.abs(newton - t) <= noise)
        inside = (slope < 0) & (newton > low) & (newton < high)
        following = np.where(settled, t, np.where(inside, newton, (low + high) / 2))
        root[active] = following
        done = settled | (high - low <= noise)
        keep = ~done
        active, t, low, high = active[keep], following[keep], low[keep], high[keep]
    return root, steps


class _Fits(NamedTuple):
    value: Vector
    score: Vector
    maxima: Vector
    steps: int


def _fit(y: Vector, v: Vector) -> _Fits:
    """REML for rows of sets with k >= 2 each; padding has v = inf and y = 0."""
    rows = y.shape[0]
    k = np.isfinite(v).sum(1).astype(np.float64)
    floor = v.min(1)
    top = ceiling(y, v, k)
    # evenly spaced in ln(vmin + tau2): the scale on which the weights change
    share = np.linspace(0, 1, GRID + 1)
    span = np.log1p(top / floor)
    grid = floor[:, None] * np.expm1(span[:, None] * share)
    grid[:, -1] = np.maximum(top, grid[:, -1])
    score = _score(y[:, None, :], v[:, None, :], grid)
    falls = (score[:, :-1] > 0) & (score[:, 1:] <= 0)
    falls[:, -1] |= score[:, -1] > 0  # rounding at the ceiling itself: the bracket above it is closed below
    row, at = np.nonzero(falls)
    high = np.where(at + 1 == GRID, grid[row, at + 1] * (1 + 1e-9) + 1e-300, grid[row, at + 1])
    roots, steps = _refine(y[row], v[row], grid[row, at], high)
    value = np.zeros(rows)
    at_zero = score[:, 0] <= 0
    maxima = at_zero.astype(np.float64)
    np.add.at(maxima, row, 1)
    plain = (maxima == 1)[row]
    value[row[plain]] = roots[plain]  # where there is one maximum nothing needs comparing
    for one in np.flatnonzero(maxima > 1):
        found = roots[row == one]
        found = np.append(0.0, found) if at_zero[one] else found
        value[one] = found[_objective(y[one], v[one], found).argmin()]
    end = _score(y, v, value)
    return _Fits(value, end * (floor + value), maxima, steps)


def reml(effects: Sequence[float] | Vector, variances: Sequence[float] | Vector) -> Tau2:
    """The global REML estimate of tau2 with its certificate.

    Raises InputError for vectors that cannot be used (see `vectors`).
    """
    y, v = vectors(effects, variances)
    if y.size < 2:
        return Tau2(0.0, "REML", "one study: tau2 cannot be estimated and is taken as 0")
    fits = _fit(y[None, :], v[None, :])
    value, score, maxima = float(fits.value[0]), float(fits.score[0]), int(fits.maxima[0])
    top = float(ceiling(y[None, :], v[None, :], np.array([float(y.size)]))[0])
    where = (
        f"score {score:.1e} (scaled) at tau2 = {value:.10g}"
        if value > 0
        else f"score {score:.3g} (scaled), not above zero, at the boundary tau2 = 0"
    )
    count = "one maximum" if maxima == 1 else f"{maxima} local maxima, the highest taken"
    certificate = (
        f"REML maximum certified: {where}; {count} among {GRID + 1} points from 0 to {top:.4g}, "
        "above which the score is negative"
    )
    return Tau2(value, "REML", certificate, score, maxima, fits.steps)


def reml_many(sets: Sequence[tuple[Vector, Vector]]) -> Vector:
    """REML estimates of tau2 of many meta-analyses of any sizes; a set of one study gives 0."""
    answer = np.zeros(len(sets))
    checked = [vectors(y, v) for y, v in sets]
    order = sorted((index for index, (y, _) in enumerate(checked) if y.size > 1), key=lambda at: checked[at][0].size)
    for start in range(0, len(order), BLOCK):
        block = order[start : start + BLOCK]
        width = checked[block[-1]][0].size
        y, v = np.zeros((len(block), width)), np.full((len(block), width), np.inf)
        for row, index in enumerate(block):
            size = checked[index][0].size
            y[row, :size], v[row, :size] = checked[index]
        answer[block] = _fit(y, v).value
    return answer
