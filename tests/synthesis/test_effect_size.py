"""Effect sizes: values worked by hand or from the Cochrane Handbook, symmetry, and what is refused."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arakis.errors import InputError
from arakis.synthesis import effect_size
from arakis.synthesis.mantel_haenszel import mantel_haenszel

groups = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(groups, groups, st.sampled_from(["RR", "OR", "RD"]))
def test_exchanged_groups_reverse_the_effect(one: tuple[int, int], two: tuple[int, int], measure: str):
    there, back = effect_size.two_by_two(measure, *one, *two), effect_size.two_by_two(measure, *two, *one)
    assert there.value == pytest.approx(-back.value, abs=1e-12)
    assert there.variance == pytest.approx(back.variance)
    assert there.variance >= 0


@given(st.lists(st.tuples(groups, groups), min_size=1, max_size=8), st.sampled_from(["RR", "OR", "RD"]))
def test_mantel_haenszel_is_reversed_by_exchanged_groups(tables: list, measure: str):
    a, n1, c, n2 = zip(*[(*one, *two) for one, two in tables], strict=True)
    there, back = mantel_haenszel(measure, a, n1, c, n2), mantel_haenszel(measure, c, n2, a, n1)
    assert (there is None) == (back is None)
    if there and back:
        assert there.value == pytest.approx(-back.value, abs=1e-9)
        assert there.se == pytest.approx(back.se, rel=1e-9, abs=1e-12)
        assert there.weights.sum() == pytest.approx(100)


def test_half_is_added_only_to_a_table_with_an_empty_cell():
    plain = effect_size.two_by_two("OR", 3, 10, 4, 10)
    assert plain.value == pytest.approx(math.log((3 / 7) / (4 / 6)))
    assert not plain.note
    empty = effect_size.two_by_two("OR", 0, 10, 4, 10)
    assert empty.value == pytest.approx(math.log((0.5 / 10.5) / (4.5 / 6.5)))
    assert "0.5" in empty.note


def test_hedges_factor_is_exact():
    assert effect_size.small_sample_factor(51) == pytest.approx(0.98520949, abs=1e-8)


def test_interval_of_a_mean_to_deviation():
    assert effect_size.deviation_from_interval(1.2, 3.4, 25) == pytest.approx(2.66486, abs=1e-5)
    assert effect_size.deviation_from_error(2, 25) == 10


def test_hazard_ratio_from_interval_and_from_p():
    found = effect_size.reported("HR", 0.65, low=0.45, high=0.94)
    assert found.value == pytest.approx(-0.4307829, abs=1e-7)
    assert math.sqrt(found.variance) == pytest.approx(0.1879199, abs=1e-7)
    by_p = effect_size.reported("HR", 0.65, p=0.03)
    assert math.sqrt(by_p.variance) == pytest.approx(0.4307829 / 2.1700904, abs=1e-7)


@pytest.mark.parametrize(
    "call",
    [
        lambda: effect_size.two_by_two("RR", 11, 10, 1, 10),
        lambda: effect_size.two_by_two("RR", -1, 10, 1, 10),
        lambda: effect_size.two_by_two("RR", 0, 0, 1, 10),
        lambda: effect_size.two_by_two("HR", 1, 10, 1, 10),
        lambda: effect_size.mean_difference(1, 0, 10, 2, 0, 10),
        lambda: effect_size.standardised_mean_difference(1, 1, 1, 2, 1, 1),
        lambda: effect_size.reported("HR", -1, low=1, high=2),
        lambda: effect_size.reported("HR", 3, low=1, high=2),
        lambda: effect_size.reported("HR", 1.5, low=2, high=1),
        lambda: effect_size.reported("HR", 1.5),
        lambda: effect_size.reported("MD", math.nan, se=1),
        lambda: effect_size.rate_ratio(1, 0, 1, 10),
    ],
)
def test_impossible_numbers_are_refused(call):
    with pytest.raises(InputError):
        call()
