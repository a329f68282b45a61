"""Subgroups: a pool of its own (with its own tau2) in each level, and the test of the difference between levels."""

from collections.abc import Sequence
from typing import NamedTuple

from scipy.special import chdtrc

from arakis.domain.estimate import Subgroup
from arakis.synthesis.model import Model, fit


class Subgroups(NamedTuple):
    """The levels in alphabetical order, and {"q", "df", "p"} of the test, empty with fewer than two levels."""

    levels: tuple[Subgroup, ...]
    test: dict[str, float]


def subgroups(
    measure: str,
    variable: str,
    levels: Sequence[str],
    effects: Sequence[float],
    variances: Sequence[float],
    model: Model,
) -> Subgroups:
    """Pool each level under `model` and compare the levels.

    Q between = sum (b - mean b)^2 / se^2 over the levels' estimates b, weighted by 1/se^2 with the Wald-type standard
    error, chi2 with levels - 1 df (Borenstein and Higgins 2013, Prev Sci 14:134; Handbook 10.11.3.1). A level with
    one study has that study's effect and tau2 = 0.
    """
    found: list[Subgroup] = []
    values: list[float] = []
    squares: list[float] = []
    for level in sorted(set(levels)):
        rows = [at for at, each in enumerate(levels) if each == level]
        y, v = [effects[at] for at in rows], [variances[at] for at in rows]
        pooled = fit(measure, y, v, model, interval=False)
        found.append(
            Subgroup(
                variable=variable,
                level=level,
                k=len(rows),
                estimate=pooled.estimate,
                tau2=pooled.tau2.value if len(rows) > 1 and model.kind == "random" else None,
            )
        )
        values.append(pooled.estimate.value)
        squares.append((pooled.estimate.se or 0.0) ** 2 / pooled.pool.factor if pooled.pool.factor > 0 else 0.0)
    if len(found) < 2 or min(squares) <= 0:
        return Subgroups(tuple(found), {})
    total = sum(1 / square for square in squares)
    mean = sum(value / square for value, square in zip(values, squares, strict=True)) / total
    q = sum((value - mean) ** 2 / square for value, square in zip(values, squares, strict=True))
    df = len(found) - 1
    return Subgroups(tuple(found), {"q": q, "df": float(df), "p": float(chdtrc(df, q))})
