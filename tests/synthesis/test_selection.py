"""Selection: the protocol's rule decides, never an effect; nobody is counted twice."""

import math
from statistics import fmean, stdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.synthesis import made

from arakis.domain.protocol import SynthesisRules, TimeRule
from arakis.domain.result import Result
from arakis.synthesis.arms import combine_means
from arakis.synthesis.selection import Selection, select
from arakis.synthesis.time import months


def chosen(results: list[Result], rules: SynthesisRules | None = None, **outcome) -> Selection:
    protocol = made.protocol(rules, **outcome)
    return select(results, protocol, protocol.outcomes[0], protocol.comparisons[0])


def ids(selection: Selection) -> list[tuple[str, ...]]:
    return [item.parts for item in selection.chosen]


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        (TimeRule(), "s/24"),
        (TimeRule(prefer="shortest"), "s/3"),
        (TimeRule(prefer="nearest", target="1 year"), "s/12"),
        (TimeRule(end="18 months"), "s/12"),
        (TimeRule(prefer="shortest", start="6 months"), "s/12"),
    ],
)
def test_the_time_rule(rule: TimeRule, wanted: str):
    results = [made.counted("s", 1, 50, 9, 50, str(time), months=float(time)) for time in (3, 12, 24)]
    results.append(made.counted("s", 1, 50, 9, 50, "unknown"))
    found = chosen(results, time=rule)
    assert ids(found) == [(wanted,)]
    assert len(found.left_out) == 3
    assert all(item.reason for item in found.left_out)


def test_words_of_time():
    assert months("12 months") == 12
    assert months("1 year") == 12
    assert months("2.5 years") == 30
    assert months("365.25 days") == pytest.approx(12)
    assert months("6-week") == pytest.approx(1.379876796714579)
    assert months("soon") is None


def test_instruments_then_populations():
    results = [
        made.counted("s", 1, 50, 9, 50, "a", instrument="Beck", population="per protocol"),
        made.counted("s", 1, 50, 9, 50, "b", instrument="HAM-D", population="per protocol"),
        made.counted("s", 1, 50, 9, 50, "c", instrument="ham-d", population="all randomised"),
        made.counted("s", 1, 99, 9, 99, "d", instrument="other", population="all randomised"),
    ]
    found = chosen(results, instruments=("HAM-D", "Beck"), populations=("all randomised", "per protocol"))
    assert ids(found) == [("s/c",)]
    reasons = {item.result: item.reason for item in found.left_out}
    assert "instrument" in reasons["s/a"]
    assert "population" in reasons["s/b"]


@given(st.permutations(range(6)), st.lists(st.integers(1, 40), min_size=12, max_size=12))
@settings(max_examples=60, deadline=None)
def test_neither_order_nor_events_move_the_choice(order: list[int], events: list[int]):
    def make(numbers: list[int]) -> list[Result]:
        return [
            made.counted("s", numbers[2 * at], 50 + at % 2, numbers[2 * at + 1], 50, str(at), months=float(at // 2))
            for at in range(6)
        ]

    plain = make([5] * 12)
    other = make(events)
    assert ids(chosen([other[at] for at in order])) == ids(chosen(plain))


def arm(study: str, name: str, a: float, n: float, c: float = 8, against: float = 60) -> Result:
    return made.result(study, name, made.side(name, events=a, total=n), made.side("control", events=c, total=against))


def test_arms_that_share_a_control_are_combined():
    found = chosen([arm("s", "low", 3, 50), arm("s", "high", 2, 55)])
    assert ids(found) == [("s/low", "s/high")] or ids(found) == [("s/high", "s/low")]
    data = found.chosen[0].reading.data
    assert data == {
        "intervention_events": 5,
        "intervention_total": 105,
        "comparator_events": 8,
        "comparator_total": 60,
    }
    assert found.chosen[0].reading.derived


def test_a_shared_control_is_split():
    found = chosen([arm("s", "low", 3, 50), arm("s", "high", 2, 55)], SynthesisRules(arms="split"))
    assert len(found.chosen) == 2
    assert sum(item.reading.data["comparator_total"] for item in found.chosen) == 60
    assert sum(item.reading.data["comparator_events"] for item in found.chosen) == 8
    assert all("split" in item.note for item in found.chosen)


def test_an_arm_without_events_is_combined_and_not_lost():
    found = chosen([arm("s", "low", 0, 50, 0), arm("s", "high", 2, 55, 0)])
    assert found.chosen[0].reading.data["intervention_total"] == 105


def test_a_result_that_holds_both_arms_stands_over_its_parts():
    both = made.result(
        "s",
        "both",
        made.Side(arms=("low", "high"), values=made.side(events=5, total=105).values),
        made.side("control", events=8, total=60),
    )
    found = chosen([arm("s", "low", 3, 50), both, arm("s", "high", 2, 55)])
    assert ids(found) == [("s/both",)]
    assert all("already counted" in item.reason for item in found.left_out)


def test_a_shared_group_with_two_different_numbers_is_a_question():
    found = chosen([arm("s", "low", 3, 50), arm("s", "high", 2, 55, 9)])
    assert not found.chosen
    assert all("a person decides" in item.reason for item in found.left_out)


def test_effects_without_counts_are_not_combined():
    one = made.effect("s", "HR", "a", estimate=0.5, low=0.3, high=0.9).model_copy(
        update={"intervention": made.side("b-arm")}
    )
    two = made.effect("s", "HR", "b", estimate=0.8, low=0.3, high=1.9).model_copy(
        update={"intervention": made.side("a-arm")}
    )
    found = chosen([one, two], measure="HR")
    assert ids(found) == [("s/b",)]
    assert "cannot be combined" in found.left_out[0].reason


def test_what_waits_is_left_out_with_its_reason():
    waits = made.result("s", "r", made.side("new", events=None, total=50), made.side("old", events=3, total=50))
    found = chosen([waits])
    assert not found.chosen
    assert "reports differ" in found.left_out[0].reason


numbers = st.lists(st.floats(-50, 50, allow_nan=False), min_size=2, max_size=9)


@given(st.lists(numbers, min_size=2, max_size=4))
def test_combined_means_are_those_of_all_people(arms: list[list[float]]):
    n, mean, sd = combine_means([(len(arm), fmean(arm), stdev(arm)) for arm in arms])
    everybody = [value for arm in arms for value in arm]
    assert n == len(everybody)
    assert mean == pytest.approx(fmean(everybody), abs=1e-9)
    assert sd == pytest.approx(stdev(everybody), rel=1e-9, abs=1e-6)


def test_the_handbook_example_of_combined_arms():
    n, mean, sd = combine_means([(30, 10.2, 4.1), (45, 12.5, 5.0)])
    assert (n, mean) == (75, pytest.approx(11.58))
    assert sd == pytest.approx(4.768576760871563, abs=1e-12)
    assert math.isfinite(sd)


def waiting(name: str, **more: object) -> Result:
    """A result whose events are not known yet."""
    return made.result("s", name, made.side("new", events=None, total=50), made.side("old", events=3, total=50), **more)


@pytest.mark.parametrize(
    ("other", "stands"),
    [
        (waiting("late", time="5 years", months=60.0), False),  # the rule wants the longest
        (waiting("early", time="1 year", months=12.0), True),
        (waiting("unknown"), False),
        (made.counted("s", 7, 50, 9, 50, "unknown"), False),  # may be at another time
        (made.counted("s", 1, 50, 9, 50, "unknown"), True),  # the abstract says it again
        (made.counted("s", 7, 50, 9, 50, "early", time="1 year", months=12.0), True),
    ],
)
def test_an_open_or_undated_result_that_may_come_first_is_waited_for(other: Result, stands: bool):
    known = made.counted("s", 1, 50, 9, 50, "known", time="2 years", months=24.0)
    found = chosen([known, other])
    assert bool(found.chosen) == stands
    assert any(item.waits for item in found.left_out) != stands
    assert {item.result for item in found.left_out} | {part for parts in ids(found) for part in parts} == {
        known.id,
        other.id,
    }


def test_arms_with_other_names_in_another_report_are_not_taken_to_be_at_another_time():
    early = made.counted("s", 24, 3753, 33, 2731, "early", time="two years", months=24.0, reports=("first",))
    late = made.result(
        "s",
        "late",
        made.side("new drug", events=49, total=3753),
        made.side("untreated", events=67, total=2731),
        reports=("second",),
    )
    assert not chosen([early, late]).chosen


def test_what_a_person_settled_stands():
    known = made.counted("s", 1, 50, 9, 50, "known", time="2 years", months=24.0)
    settled = made.counted("s", 7, 50, 9, 50, "settled", settled=True)
    found = chosen([known, settled, waiting("open")])
    assert ids(found) == [("s/settled",)]
    assert all("a person said" in item.reason for item in found.left_out)


def test_studies_that_may_be_one_count_once():
    results = [
        made.counted("a", 1, 50, 9, 50, "early", time="2 years", months=24.0),
        made.counted("b", 2, 50, 11, 50, "late", time="5 years", months=60.0),
        made.counted("c", 3, 50, 11, 50),
    ]
    protocol = made.protocol()
    studies = [made.study("a", perhaps=("b",)), made.study("b", perhaps=("a",)), made.study("c")]
    found = select(results, protocol, protocol.outcomes[0], protocol.comparisons[0], studies)
    assert ids(found) == [("b/late",), ("c/r",)]
    (left,) = found.left_out
    assert left.study == "a"
    assert "may be of the same study" in left.reason
