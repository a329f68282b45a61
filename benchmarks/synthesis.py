"""Time and accuracy of 10,000 REML fits of ragged size (3 to 20 studies), beside other packages where installed.

    python benchmarks/synthesis.py [number of fits] [seed]

CPU time of one process. Accuracy is the distance from an optimum found by bounded search on a sample of the sets.
"""

import importlib.util
import sys
import time
from collections.abc import Callable
from itertools import pairwise

import numpy as np
from scipy.optimize import minimize_scalar

from arakis.synthesis.model import Model, fit
from arakis.synthesis.tau2 import ceiling, reml, reml_many

Sets = list[tuple[np.ndarray, np.ndarray]]
CHECKED = 300


def simulate(number: int, seed: int) -> Sets:
    """Meta-analyses with 3 to 20 studies, variances 0.01 to 1 and tau2 between 0 and 0.5."""
    random = np.random.default_rng(seed)
    sets: Sets = []
    for _ in range(number):
        k = int(random.integers(3, 21))
        v = np.exp(random.uniform(np.log(0.01), 0.0, k))
        sets.append((random.normal(0.3, np.sqrt(v + random.uniform(0, 0.5))), v))
    return sets


def objective(t: float, y: np.ndarray, v: np.ndarray) -> float:
    """Minus twice the restricted log-likelihood, written independently of the package."""
    w = 1 / (v + t)
    mu = (w * y).sum() / w.sum()
    return float(np.log(v + t).sum() + np.log(w.sum()) + (w * (y - mu) ** 2).sum())


def optimum(y: np.ndarray, v: np.ndarray) -> float:
    """The best of 40 bounded searches and of zero."""
    top = float(ceiling(y[None], v[None], np.array([float(y.size)]))[0])
    edges = np.linspace(0, top, 41)
    found = [
        minimize_scalar(objective, bounds=(low, high), args=(y, v), method="bounded", options={"xatol": 1e-10}).x
        for low, high in pairwise(edges)
        if high > low
    ]
    return min([0.0, *found], key=lambda t: objective(float(t), y, v))


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """CPU seconds and the answer."""
    start = time.process_time()
    answer = work()
    return time.process_time() - start, answer


def row(name: str, seconds: float, number: int, total: int, note: str = "") -> None:
    """One line of the table, extrapolated to `total` fits."""
    print(f"{name:<44}{seconds * total / number:>10.3f} s{seconds / number * 1e6:>12.1f} us  {note}")


def main() -> None:
    """Print the table."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    sets = simulate(number, seed)
    reml_many(sets[:500])  # warm up
    seconds, values = timed(lambda: reml_many(sets))
    values = np.asarray(values)
    print(f"{number} sets of 3 to 20 studies, seed {seed}; CPU time for all, and for one")
    row("arakis reml_many (batch)", seconds, number, number)
    part = sets[: min(number, 1_000)]
    row("arakis reml (one by one, certified)", timed(lambda: [reml(y, v) for y, v in part])[0], len(part), number)
    seconds, _ = timed(lambda: [fit("GEN", y, v, Model()) for y, v in part])
    row("arakis fit (HKSJ, I2, Q-profile interval)", seconds, len(part), number)
    if importlib.util.find_spec("pymare"):
        from pymare.estimators import VarianceBasedLikelihoodEstimator

        few = sets[:300]

        def peer() -> list[object]:
            one = np.ones
            return [
                VarianceBasedLikelihoodEstimator(method="REML").fit(y[:, None], v[:, None], one((y.size, 1)))
                for y, v in few
            ]

        row("PyMARE REML (loop)", timed(peer)[0], len(few), number)
    else:
        print("PyMARE is not installed: not compared")
    sample = range(0, number, max(1, number // CHECKED))
    worst = 0.0
    better = 0
    for at in sample:
        y, v = sets[at]
        mine, theirs = float(values[at]), optimum(y, v)
        worst = max(worst, objective(mine, y, v) - objective(theirs, y, v))
        better += objective(mine, y, v) > objective(theirs, y, v) + 1e-12
    single = max(abs(float(values[at]) - reml(*sets[at]).value) for at in sample)
    print(f"checked {len(sample)} sets: worse than the search in {better}; largest excess of -2 ln L {worst:.1e}")
    print(f"largest difference of tau2 between batch and single fits {single:.1e}")


if __name__ == "__main__":
    main()
