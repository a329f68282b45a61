"""Syntheses: what is pooled and what is not, and that every part follows from the numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.synthesis import made

from arakis.domain.base import canonical
from arakis.domain.bias import BiasAssessment
from arakis.domain.estimate import Synthesis
from arakis.domain.protocol import SynthesisRules
from arakis.domain.result import Result
from arakis.synthesis.synthesise import synthesise


def one(results: list[Result], rules: SynthesisRules | None = None, bias=(), studies=None, **outcome) -> Synthesis:
    known = made.studies(*results) if studies is None else studies
    (found,) = synthesise(results, made.protocol(rules, **outcome), known, bias)
    return found


def trials(*tables: tuple[float, float, float, float]) -> list[Result]:
    return [made.counted(f"s{at}", *table) for at, table in enumerate(tables)]


THREE = trials((4, 50, 12, 50), (10, 80, 14, 82), (1, 30, 9, 33))


def test_three_trials():
    found = one(THREE)
    assert found.pooled
    assert found.estimate
    assert found.participants == 325
    assert found.events == 50
    assert sum(effect.weight for effect in found.effects) == pytest.approx(100)
    assert sum(effect.weight_fixed for effect in found.effects) == pytest.approx(100)
    assert [row.name for row in found.leave_one_out] == [f"without Study s{at}" for at in range(3)]
    assert found.small_study
    assert "fewer than 10" in found.small_study.reason
    assert canonical(found)


def test_no_synthesis_depends_on_the_order_of_its_input():
    assert one(THREE) == one(THREE[::-1])


def test_a_changed_count_changes_the_digest_and_the_estimate():
    other = [*THREE[:2], made.counted("s2", 2, 30, 9, 33)]
    assert one(THREE).inputs != one(other).inputs
    assert one(THREE).id == one(other).id
    assert one(THREE).estimate != one(other).estimate


@pytest.mark.parametrize(
    ("results", "outcome", "rule"),
    [
        (THREE, {"pool": False}, "P1"),
        ([], {}, "P2"),
        (THREE[:1], {}, "P3"),
        (trials((0, 50, 0, 50), (0, 40, 0, 41)), {}, "P4"),
    ],
)
def test_why_it_was_not_pooled(results: list[Result], outcome: dict, rule: str):
    found = one(results, **outcome)
    assert not found.pooled
    assert f"Rule {rule}:" in found.reason
    assert found.estimate is None
    usable = [item for item in results if "P4" not in rule]
    assert len(found.effects) == len(usable)
    assert canonical(found)


def means(study: str, m1: float, m2: float, **more) -> Result:
    return made.result(
        study, "r", made.side("new", mean=m1, sd=4, total=40), made.side("old", mean=m2, sd=5, total=41), **more
    )


def test_mean_differences_need_one_instrument():
    apart = [means("a", 9, 12, instrument="HAM-D"), means("b", 8, 11, instrument="Beck")]
    assert "P5" in one(apart, measure="MD").reason
    same = [means("a", 9, 12, instrument="HAM-D"), means("b", 8, 11, instrument="ham-d ")]
    assert one(same, measure="MD").pooled


def test_change_and_final_values():
    mixed = [means("a", 9, 12, change=True), means("b", 8, 11, change=False)]
    assert "P6" in one(mixed, measure="SMD").reason
    allowed = one(mixed, measure="MD")
    assert allowed.pooled
    assert any("mixed" in note for note in allowed.notes)


def test_scales_that_point_the_other_way():
    unknown = [means("a", 9, 12, instrument="X", better="lower"), means("b", 30, 20, instrument="Y")]
    assert "P7" in one(unknown, measure="SMD").reason
    known = [unknown[0], means("b", 30, 20, instrument="Y", better="higher")]
    found = one(known, measure="SMD")
    assert found.pooled
    assert all(effect.estimate.value < 0 for effect in found.effects)
    assert "multiplied by -1" in found.effects[1].note


def test_a_study_without_events_is_shown_and_left_out():
    found = one([*THREE, made.counted("s9", 0, 20, 0, 22)])
    assert len(found.effects) == 3
    (left,) = found.left_out
    assert left.label == "Study s9"
    assert left.data["comparator_total"] == 22
    assert "no events" in left.reason
    assert one([*THREE, made.counted("s9", 0, 20, 0, 22)], measure="RD").participants == 325 + 42


def test_small_numbers_of_studies_use_the_wald_interval():
    two = one(THREE[:2])
    assert two.estimate
    assert two.estimate.df is None
    assert any("three studies" in note for note in two.notes)
    assert two.prediction is None
    alike = one(trials((10, 100, 20, 100), (10, 100, 20, 100), (10, 100, 20, 100)))
    assert alike.estimate
    assert alike.estimate.method == "random effects, REML, Wald"
    assert any("estimated as 0" in note for note in alike.notes)


def test_a_fixed_effect_of_tables_is_mantel_haenszel():
    found = one(THREE, SynthesisRules(model="fixed"))
    assert found.model == "fixed effect, Mantel-Haenszel"
    assert found.prediction is None
    assert {"random effects, REML", "fixed effect, inverse variance"} <= {row.name for row in found.sensitivity}


def test_results_of_other_studies_do_not_count():
    found = one(THREE, studies=made.studies(*THREE[:2]))
    assert len(found.effects) == 2
    assert "not included" in found.left_out[0].reason


def test_sensitivity_by_bias_and_by_origin():
    extra = made.result(
        "s3", "r", made.side("new", supplied=True, events=9, total=40), made.side("old", events=9, total=41)
    )
    results = [*THREE, extra]
    bias = [
        BiasAssessment(result=item.id, study=item.study, tool="RoB 2", overall="high" if at == 0 else "low")
        for at, item in enumerate(results)
    ]
    rows = {row.name: row for row in one(results, bias=bias).sensitivity}
    assert rows["only low risk of bias or some concerns"].k == 3
    assert rows["without values that were supplied, measured or computed"].k == 3
    assert rows["only low risk of bias or some concerns"].estimate == one(results[1:]).estimate
    assert one(results).sensitivity[4].note == "risk of bias was not assessed"


def test_subgroups_by_allocation():
    results = trials((4, 50, 12, 50), (10, 80, 14, 82), (1, 30, 9, 33), (9, 60, 8, 60))
    studies = [made.study(f"s{at}", allocation="random" if at < 2 else "alternate") for at in range(4)]
    found = one(results, SynthesisRules(subgroups=("allocation", "risk of bias")), studies=studies)
    assert [(item.level, item.k) for item in found.subgroups if item.variable == "allocation"] == [
        ("alternate", 2),
        ("random", 2),
    ]
    assert set(found.subgroup_test) == {"q", "df", "p"}


def test_numbers_that_contradict_each_other_are_left_out():
    found = one([*THREE, made.counted("s9", 30, 20, 3, 22)])
    assert len(found.effects) == 3
    assert "more events" in found.left_out[0].reason


def test_a_reported_ratio_stands_in_for_missing_counts():
    results = [*THREE, made.effect("s8", "RR", estimate=0.5, low=0.25, high=1.0)]
    found = one(results)
    assert len(found.effects) == 4
    assert "as reported" in found.effects[3].note
    other = one([*THREE, made.effect("s8", "OR", estimate=0.5, low=0.25, high=1.0)])
    assert len(other.effects) == 3
    assert "not a RR" in other.left_out[0].reason


tables = st.tuples(st.integers(0, 12), st.integers(12, 60), st.integers(0, 12), st.integers(12, 60))


@given(
    st.lists(tables, min_size=0, max_size=13),
    st.sampled_from(["RR", "OR", "RD"]),
    st.sampled_from(["random", "fixed"]),
)
@settings(max_examples=60, deadline=None)
def test_any_counts_give_a_synthesis(rows: list, measure: str, model):
    found = one(trials(*rows), SynthesisRules(model=model, subgroups=("allocation",)), measure=measure)
    assert found.pooled == (found.estimate is not None)
    assert found.pooled or found.reason
    assert len(found.effects) + len(found.left_out) == len(rows)
    text = canonical(found)  # refuses NaN and infinities
    assert Synthesis.model_validate_json(text) == found


wild = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False), st.integers(-3, 100).map(float), st.sampled_from([0.0, 1e-300])
)


@given(
    st.lists(st.lists(wild, min_size=6, max_size=6), min_size=1, max_size=5),
    st.sampled_from(["RR", "OR", "RD", "MD", "SMD", "HR", "IRR", "GEN"]),
    st.sampled_from(["random", "fixed"]),
    st.booleans(),
)
@settings(max_examples=200, deadline=None)
def test_no_numbers_break_a_synthesis(rows: list[list[float]], measure: str, model, arms: bool):
    results = []
    for at, (a, b, c, d, e, f) in enumerate(rows):
        one = made.side(f"arm {at}", events=a, total=b, mean=e, sd=f, person_time=b)
        two = made.side("control", events=c, total=d, mean=f, sd=e, person_time=d)
        values = {name: made.datum(number) for name, number in zip(("estimate", "low", "high"), (a, b, c), strict=True)}
        study = "s" if arms else f"s{at}"
        results.append(made.result(study, str(at), one, two, effect=values, effect_measure=measure))
    found = one_of(results, model, measure)
    assert Synthesis.model_validate_json(canonical(found)) == found


def one_of(results: list[Result], model, measure: str) -> Synthesis:
    return one(results, SynthesisRules(model=model), measure=measure)
