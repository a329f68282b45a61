"""REML finds the global maximum, whatever the scale, alone or in a batch."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arakis.errors import InputError
from arakis.synthesis.heterogeneity import generalised_q, q_profile
from arakis.synthesis.tau2 import ceiling, dersimonian_laird, reml, reml_many

effects = st.floats(-4, 4, allow_nan=False)
variances = st.floats(1e-4, 9, allow_nan=False)
sets = st.lists(st.tuples(effects, variances), min_size=2, max_size=12)


def objective(y: np.ndarray, v: np.ndarray, t: np.ndarray) -> np.ndarray:
    """Minus twice the restricted log-likelihood, written independently of the package."""
    w = 1 / (v[:, None] + t)
    mu = (w * y[:, None]).sum(0) / w.sum(0)
    return np.log(v[:, None] + t).sum(0) + np.log(w.sum(0)) + (w * (y[:, None] - mu) ** 2).sum(0)


@given(sets)
@settings(max_examples=150, deadline=None)
def test_no_point_of_a_dense_grid_is_better(rows: list[tuple[float, float]]):
    y, v = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    found = reml(y, v)
    grid = np.concatenate([[0.0], np.geomspace(1e-6, 200, 4000)])
    best = objective(y, v, grid).min()
    mine = objective(y, v, np.array([found.value]))[0]
    assert mine <= best + 1e-9 * max(1, abs(best))
    assert "certified" in found.certificate
    if found.value > 0:
        assert abs(found.score) < 1e-9


@given(sets, st.floats(1e-3, 1e3), st.floats(-10, 10))
@settings(max_examples=60, deadline=None)
def test_scale_and_shift(rows: list[tuple[float, float]], factor: float, shift: float):
    y, v = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    plain, other = reml(y, v), reml(y * factor + shift, v * factor**2)
    assert other.value / factor**2 == pytest.approx(plain.value, rel=1e-5, abs=1e-7 * float(v.min()))


@given(sets)
@settings(max_examples=60, deadline=None)
def test_the_score_is_negative_above_the_ceiling(rows: list[tuple[float, float]]):
    y, v = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    top = float(ceiling(y[None], v[None], np.array([float(len(y))]))[0])
    grid = top * (1 + 1e-6) + float(v.min()) * np.array([0.01, 0.1, 1, 10, 1000])
    assert (np.diff(objective(y, v, grid)) > 0).all()


def test_a_batch_gives_what_single_fits_give(seed: int):
    random = np.random.default_rng(seed)
    many = []
    for _ in range(300):
        k = int(random.integers(1, 25))
        v = random.uniform(0.01, 2, k)
        many.append((random.normal(0, np.sqrt(v + random.choice([0, 0.1, 1]))), v))
    batch = reml_many(many)
    for at, (y, v) in enumerate(many):
        assert batch[at] == pytest.approx(reml(y, v).value, rel=1e-12, abs=1e-15)


@pytest.mark.parametrize(
    ("y", "v"),
    [
        (
            [0.436, 0.077, 0.018, 0.318, -0.539, 0.185, 0.044, -0.021],
            [0.01674, 0.00062, 0.004, 0.21957, 0.09163, 1.90786, 0.00016, 0.12517],
        ),
        (
            [2.011, -0.412, -0.463, -0.636, -0.426, 0.3, 1.567],
            [2.7509, 1.04061, 0.00294, 0.23387, 0.0009, 0.07831, 2.31188],
        ),
    ],
)
def test_of_two_maxima_the_higher_is_taken(y: list[float], v: list[float]):
    found = reml(y, v)
    assert found.maxima == 2
    assert "2 local maxima" in found.certificate
    grid = np.concatenate([[0.0], np.geomspace(1e-8, 10, 100_001)])
    best = grid[objective(np.array(y), np.array(v), grid).argmin()]
    assert found.value == pytest.approx(best, rel=5e-4, abs=1e-8)


def test_equal_effects_have_no_variance():
    found = reml([0.3, 0.3, 0.3], [0.1, 0.2, 0.3])
    assert found.value == 0
    assert "boundary" in found.certificate
    assert dersimonian_laird([0.3, 0.3, 0.3], [0.1, 0.2, 0.3]).value == 0


def test_one_study():
    assert reml([0.3], [0.1]).value == 0
    assert "one study" in reml([0.3], [0.1]).certificate


@given(sets)
@settings(max_examples=80, deadline=None)
def test_q_profile_limits_solve_their_equation(rows: list[tuple[float, float]]):
    from scipy.stats import chi2

    y, v = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    low, high = q_profile(y, v)
    assert 0 <= low <= high
    for limit, chance in ((low, 0.975), (high, 0.025)):
        goal = chi2.ppf(chance, len(y) - 1)
        if limit > 0:
            assert generalised_q(y, v, limit) == pytest.approx(goal, rel=1e-10)
        else:
            assert generalised_q(y, v) <= goal * (1 + 1e-12)


@pytest.mark.parametrize(
    ("y", "v"),
    [
        ([], []),
        ([1.0], [1.0, 2.0]),
        ([math.nan, 1], [1, 1]),
        ([1, 2], [0, 1]),
        ([1, 2], [math.inf, 1]),
        ([1, 2], [-1, 1]),
    ],
)
def test_unusable_vectors_are_refused(y: list[float], v: list[float]):
    with pytest.raises(InputError):
        reml(y, v)
