"""The Mantel-Haenszel fixed effect of 2x2 tables: RR, OR and RD. No cell needs anything added."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from arakis.errors import InputError
from arakis.synthesis.vector import Vector


class MantelHaenszel(NamedTuple):
    """The pooled value (log for ratios), its standard error and the weights of the tables, per cent."""

    value: float
    se: float
    weights: Vector


def mantel_haenszel(
    measure: str,
    events1: Sequence[float] | Vector,
    total1: Sequence[float] | Vector,
    events2: Sequence[float] | Vector,
    total2: Sequence[float] | Vector,
) -> MantelHaenszel | None:
    """Mantel and Haenszel (1959); None where there are no events on one side to form a ratio from.

    Variances: OR, Robins, Breslow and Greenland (1986) Biometrics 42:311; RR, Greenland and Robins (1985) Biometrics
    41:55; RD, Sato, Greenland and Robins (1989) Biometrics 45:1323. Raises InputError for another measure.
    """
    a, n1, c, n2 = (np.asarray(part, dtype=np.float64) for part in (events1, total1, events2, total2))
    b, d = n1 - a, n2 - c
    n = n1 + n2
    if measure == "OR":
        r, s = a * d / n, b * c / n
        top, bottom = float(r.sum()), float(s.sum())
        if top <= 0 or bottom <= 0:
            return None
        p, q = (a + d) / n, (b + c) / n
        variance = (
            (p * r).sum() / (2 * top * top)
            + (p * s + q * r).sum() / (2 * top * bottom)
            + (q * s).sum() / (2 * bottom * bottom)
        )
        return MantelHaenszel(math.log(top / bottom), math.sqrt(float(variance)), np.asarray(100 * s / bottom))
    if measure == "RR":
        r, s = a * n2 / n, c * n1 / n
        top, bottom = float(r.sum()), float(s.sum())
        if top <= 0 or bottom <= 0:
            return None
        variance = ((n1 * n2 * (a + c) - a * c * n) / (n * n)).sum() / (top * bottom)
        return MantelHaenszel(math.log(top / bottom), math.sqrt(float(variance)), np.asarray(100 * s / bottom))
    if measure == "RD":
        w = n1 * n2 / n
        total = float(w.sum())
        value = float((a * n2 / n - c * n1 / n).sum()) / total
        p = (c * (n1 / n) ** 2 - a * (n2 / n) ** 2 + (n1 * n2 / n) * (n2 - n1) / (2 * n)).sum()
        q = ((a * d + c * b) / (2 * n)).sum()
        variance = (value * p + q) / (total * total)
        return MantelHaenszel(value, math.sqrt(max(float(variance), 0.0)), np.asarray(100 * w / total))
    raise InputError(f"Mantel-Haenszel pools RR, OR and RD, not {measure}", "use inverse variance")
