"""Axes: how far they reach, where values stand, and ticks whose labels fit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, exp, floor, isfinite, log, log10
from statistics import median

from arakis.domain.estimate import RATIOS, Synthesis

SLACK = 9.0  # how far a tick's number may stand out over the end of the axis
FARTHEST = log(1e5)  # a ratio axis never passes 1/100,000 or 100,000


@dataclass(frozen=True)
class Axis:
    """A horizontal axis: analysis values `low`..`high` drawn at `left`..`right`. Ratios are on the log scale."""

    low: float
    high: float
    left: float
    right: float
    log: bool

    def at(self, value: float) -> float:
        """Where `value` (analysis scale) stands; outside the axis for values outside its range."""
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)

    def inside(self, value: float) -> float:
        """Where `value` stands, or the nearer end of the axis when it is outside its range."""
        return min(max(self.at(value), self.left), self.right)

    def holds(self, value: float) -> bool:
        """Whether `value` lies on the axis."""
        return self.low <= value <= self.high

    def ticks(self, width: Callable[[str], float], gap: float) -> list[tuple[float, str]]:
        """(position, label) of each tick: the densest of the sensible sets whose labels keep `gap` apart."""
        chosen: list[tuple[float, str]] = []
        for values in _log_sets(self.low, self.high) if self.log else _linear_sets(self.low, self.high):
            ticks = [(self.at(log(v) if self.log else v), _label(v)) for v in values]
            ticks = [
                (x, label)
                for x, label in ticks
                if self.left - SLACK <= x - width(label) / 2 and x + width(label) / 2 <= self.right + SLACK
            ]
            apart = all(b[0] - a[0] >= (width(a[1]) + width(b[1])) / 2 + gap for a, b in pairwise(ticks))
            if apart and len(ticks) > len(chosen):
                chosen = ticks
        return chosen


def _label(value: float) -> str:
    return f"{value:.6g}".replace("-", "−")


def _log_sets(low: float, high: float) -> list[list[float]]:
    """Sets of ratio ticks within exp(low)..exp(high), each containing 1 where the axis does."""
    first, last = floor(low / log(10)), ceil(high / log(10))
    sets: list[list[float]] = []
    for mantissas in ((1, 1.5, 2, 3, 5, 7), (1, 2, 5), (1, 3), (1,)):
        sets.append([m * 10**k for k in range(first, last + 1) for m in mantissas])
    for step in (2, 3, 4):
        sets.append([10**k for k in range(first, last + 1) if k % step == 0])
    if high - low < log(10):  # under a decade: 1/2, 2/3, 1, 1.5, 2 and even steps
        sets.append([0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4])
    if high - low < log(2.5):
        sets.extend(_linear_sets(exp(low), exp(high)))
    inside = [[float(f"{v:.9g}") for v in values if low - 1e-9 <= log(v) <= high + 1e-9] for values in sets]
    return [values for values in inside if len(values) <= 9]


def _linear_sets(low: float, high: float) -> list[list[float]]:
    """Sets of even ticks within low..high, with steps of 1, 2 or 5 times a power of ten; each passes through 0."""
    power = floor(log10(high - low))
    sets: list[list[float]] = []
    for step in (m * 10**e for e in (power - 1, power, power + 1) for m in (1, 2, 5)):
        ticks = [float(f"{i * step:.9g}") for i in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)]
        if 1 <= len(ticks) <= 8:
            sets.append(ticks)
    return sets


def reach(synthesis: Synthesis) -> tuple[float, float]:
    """The range that a plot of `synthesis` shows, on the analysis scale.

    All point estimates (far outliers apart), the pooled interval and the line of no effect are inside; the ends of
    study intervals are as far as they stay near the points, and are clipped with an arrow where they do not.
    """
    ratio = synthesis.measure in RATIOS
    points = sorted(e.estimate.value for e in synthesis.effects if isfinite(e.estimate.value))
    if not points and synthesis.estimate is not None:
        points = [synthesis.estimate.value]
    ends = [
        (e.estimate.low, e.estimate.high)
        for e in synthesis.effects
        if e.estimate.low is not None and e.estimate.high is not None
    ]
    least = log(3) if ratio else 1e-9
    if not points:
        return (-log(10), log(10)) if ratio else (-1.0, 1.0)
    q1, q3 = points[len(points) // 4], points[(3 * len(points)) // 4 if len(points) > 1 else 0]
    typical = median(abs(high - low) / 2 for low, high in ends) if ends else 0.0
    spread = max(1.5 * (q3 - q1), 1.5 * typical, least)
    low, high = max(points[0], q1 - 2 * spread), min(points[-1], q3 + 2 * spread)
    edge_low, edge_high = low - spread, high + spread
    low = min([low, *(max(end[0], edge_low) for end in ends)])
    high = max([high, *(min(end[1], edge_high) for end in ends)])
    must = [0.0]  # the line of no effect, on either scale
    if synthesis.estimate is not None:
        must += _ends(synthesis.estimate.value, synthesis.estimate.low, synthesis.estimate.high)
    if synthesis.prediction is not None:
        wanted = _ends(None, synthesis.prediction.low, synthesis.prediction.high)
        must += [min(max(v, edge_low - spread), edge_high + spread) for v in wanted]
    low, high = min([low, *must]), max([high, *must])
    pad = 0.04 * (high - low)
    if high - low < (log(1.02) if ratio else 1e-6):  # everything in one place: show some room around it
        pad = log(2) if ratio else 1.0
    low, high = low - pad, high + pad
    return (max(low, -FARTHEST), min(high, FARTHEST)) if ratio else (low, high)


def _ends(*values: float | None) -> list[float]:
    return [v for v in values if v is not None and isfinite(v)]


def even(low: float, high: float, values: Sequence[float]) -> tuple[float, float]:
    """`low`..`high` widened so that all `values` are inside."""
    return min([low, *values]), max([high, *values])


def steps(top: float) -> list[tuple[float, str]]:
    """Even ticks from 0 to `top` (above 0), four to eight of them, with labels of equal decimals."""
    sets = [ticks for ticks in _linear_sets(0.0, top) if len(ticks) >= 4]
    ticks = min(sets, key=lambda t: abs(len(t) - 5)) if sets else [0.0]
    decimals = max(len(f"{tick:.9g}".partition(".")[2]) for tick in ticks)
    return [(tick, f"{tick:.{decimals}f}") for tick in ticks]
