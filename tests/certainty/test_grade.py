"""Certainty: each rule at its edges, with its inputs shown, and a person's word over it."""

import math
from typing import Any

import pytest

from arakis.certainty.absolute import absolute_effect, baseline_risk, risk_with
from arakis.certainty.grade import grade
from arakis.certainty.information_size import for_events, for_means, for_risks
from arakis.domain.base import canonical
from arakis.domain.bias import BiasAssessment, BiasJudgement
from arakis.domain.certainty import Certainty, CertaintyDomain
from arakis.domain.estimate import Estimate, Heterogeneity, SmallStudyTest, StudyEffect, Synthesis
from arakis.domain.protocol import BaselineRisk, Comparison, Group, Outcome, Protocol
from arakis.domain.report import Study
from arakis.errors import InputError


def estimate(low: float, high: float, measure: str = "RR") -> Estimate:
    """An estimate whose interval on the ratio scale is low to high (or as given, for differences)."""
    ratio = measure in ("RR", "OR", "HR")
    a, b = (math.log(low), math.log(high)) if ratio else (low, high)
    middle = (a + b) / 2
    shown = (math.exp(middle) if ratio else middle, low, high)
    return Estimate(measure=measure, value=middle, se=(b - a) / 3.92, low=a, high=b, shown=shown)


def protocol(**more: Any) -> Protocol:
    risks = more.pop("risks", ())
    outcome = Outcome(**{"id": "O", "name": "Outcome", **more})
    return Protocol(
        question="Is new better than old for this?",
        comparisons=(Comparison(id="C", intervention=Group(name="new"), comparator=Group(name="old")),),
        outcomes=(outcome,),
        baseline_risks=risks,
    )


def synthesis(
    intervals: list[tuple[float, float]],
    pooled: tuple[float, float] | None,
    weights: list[float] | None = None,
    measure: str = "RR",
    **more: Any,
) -> Synthesis:
    k = len(intervals)
    effects = tuple(
        StudyEffect(
            result=f"r{at}",
            study=f"s{at}",
            label=f"Study {at}",
            estimate=estimate(*interval, measure),
            variance=1,
            weight=(weights or [100 / k] * k)[at],
            weight_fixed=0,
            data={
                "intervention_events": 40,
                "intervention_total": 500,
                "comparator_events": 50,
                "comparator_total": 500,
            },
        )
        for at, interval in enumerate(intervals)
    )
    fields: dict[str, Any] = {
        "heterogeneity": Heterogeneity(q=1, df=max(k - 1, 0), p=0.5, i2=0, h2=1, tau2=0) if pooled else None,
        "estimate": estimate(*pooled, measure) if pooled else None,
        "participants": 1000 * k,
        "events": 90 * k,
        **more,
    }
    return Synthesis(
        id="synthesis-1",
        name="n",
        comparison="C",
        outcome="O",
        measure=measure,
        rule="",
        pooled=pooled is not None,
        effects=effects,
        **fields,
    )


def studies(k: int = 3, **more: Any) -> list[Study]:
    return [
        Study(id=f"s{at}", label=f"Study {at}", reports=(f"p{at}",), **{"allocation": "random", **more})
        for at in range(k)
    ]


def bias(*judgements: BiasJudgement) -> list[BiasAssessment]:
    return [
        BiasAssessment(result=f"r{at}", study=f"s{at}", tool="RoB 2", overall=overall)
        for at, overall in enumerate(judgements)
    ]


def domain(found: Certainty, name: str) -> CertaintyDomain:
    return next(item for item in found.domains if item.name == name)


GOOD = [(0.4, 0.8)] * 3
LOW = bias("low", "low", "low")


def rate(item: Synthesis, judged: list[BiasAssessment] = LOW, people: list[Study] | None = None, **more: Any):
    return grade(item, judged, people or studies(len(item.effects)), protocol(**more))


def test_precise_consistent_trials_at_low_risk_are_high_until_a_person_has_judged():
    found = rate(synthesis(GOOD * 4, (0.5, 0.7), participants=12_000), bias(*["low"] * 12))
    assert (found.start, found.level) == ("high", "high")
    assert domain(found, "indirectness").steps is None
    assert "provisional" in found.footnotes[-1]
    assert canonical(found)


@pytest.mark.parametrize(
    ("judged", "steps"),
    [
        (("low", "low", "low"), 0),
        (("low", "low", "high"), 0),
        (("low", "some concerns", "some concerns"), -1),
        (("low", "some concerns", "high"), -1),
        (("low", "high", "high"), -2),
        (("not assessed", "not assessed", "low"), None),
        (("not assessed", "low", "low"), 0),
    ],
)
def test_risk_of_bias(judged: tuple[BiasJudgement, ...], steps: int | None):
    found = domain(rate(synthesis(GOOD, (0.5, 0.7)), bias(*judged)), "risk of bias")
    assert found.steps == steps
    assert found.inputs["high"] == f"{judged.count('high') / 3:.1%}"


def test_weight_and_not_number_decides_about_bias():
    item = synthesis(GOOD, (0.5, 0.7), weights=[80, 10, 10])
    assert domain(rate(item, bias("high", "low", "low")), "risk of bias").steps == -2
    assert domain(rate(item, bias("low", "high", "high")), "risk of bias").steps == 0


def heterogeneous(i2: float) -> Heterogeneity:
    return Heterogeneity(q=9, df=2, p=0.01, i2=i2, h2=4, tau2=0.2)


@pytest.mark.parametrize(
    ("intervals", "i2", "steps"),
    [
        (GOOD, 95, 0),  # I2 alone never rates down
        ([(0.2, 0.3), (0.5, 0.7), (0.6, 0.9)], 60, -1),
        ([(0.2, 0.3), (0.5, 0.7), (1.2, 1.9)], 60, -1),
        ([(0.2, 0.3), (0.5, 0.7), (1.2, 1.9)], 80, -2),
        ([(0.2, 0.3), (0.5, 0.7), (0.6, 0.9)], 40, 0),
    ],
)
def test_inconsistency(intervals: list[tuple[float, float]], i2: float, steps: int):
    found = domain(rate(synthesis(intervals, (0.4, 0.8), heterogeneity=heterogeneous(i2))), "inconsistency")
    assert found.steps == steps
    assert found.inputs["I2"] == f"{i2:.1f}%"


def test_a_wide_prediction_interval_is_inconsistency():
    item = synthesis(GOOD, (0.4, 0.8), heterogeneity=heterogeneous(60), prediction=estimate(0.2, 1.5))
    assert domain(rate(item), "inconsistency").steps == -1


@pytest.mark.parametrize(
    ("pooled", "participants", "steps"),
    [
        ((0.5, 0.9), 100_000, 0),
        ((0.5, 0.9), 100, -1),  # the information size is not reached
        ((0.5, 1.1), 100_000, -1),
        ((0.8, 1.2), 100_000, 0),  # no effect, and no important one
        ((0.5, 1.6), 100_000, -2),
        ((1.1, 1.6), 100_000, 0),
    ],
)
def test_imprecision(pooled: tuple[float, float], participants: int, steps: int):
    found = domain(rate(synthesis(GOOD, pooled, participants=participants)), "imprecision")
    assert found.steps == steps
    assert "participants" in found.inputs["optimal information size"]


def test_the_protocols_important_difference_stands_over_the_guide():
    item = synthesis(GOOD, (0.5, 1.6), participants=10**6)
    assert domain(rate(item, important_difference=0.4), "imprecision").steps == 0
    assert domain(rate(item, important_difference=0.6), "imprecision").steps == -1


def test_means_without_an_important_difference():
    item = synthesis([(-3.0, 1.0)] * 3, (-2.0, 0.5), measure="MD", participants=10**5)
    assert domain(rate(item, measure="MD"), "imprecision").steps == -1
    assert domain(rate(item, measure="MD", important_difference=3), "imprecision").steps == 0
    assert domain(rate(item, measure="MD", important_difference=1), "imprecision").steps == -1


def test_information_sizes():
    # 80% power at 5%: 0.10 against 0.075 needs 2 x 2005; half a standard deviation 2 x 63; a hazard ratio 0.75, 380
    assert for_risks(0.10, 0.075).number == pytest.approx(4008, abs=8)
    assert for_means(0.5).number == 126
    assert for_events(0.75).number == 380


@pytest.mark.parametrize(("p", "steps"), [(0.04, -1), (0.099, -1), (0.5, 0), (None, 0)])
def test_publication_bias(p: float | None, steps: int):
    test = SmallStudyTest(statistic=None if p is None else 2, df=9, p=p, reason="" if p else "3 studies")
    found = domain(rate(synthesis(GOOD, (0.5, 0.7), small_study=test)), "publication bias")
    assert found.steps == steps
    assert ("not assessable" in found.rule) == (p is None)


def test_designs_other_than_trials_start_low_and_may_rise():
    item = synthesis([(0.1, 0.5)] * 3, (0.2, 0.4), participants=10**6)
    people = studies(3, allocation="not random", design="cohort")
    found = rate(item, LOW, people)
    assert found.start == "low"
    assert domain(found, "large effect").steps == 1
    assert found.level == "moderate"
    lowered = rate(item, bias("high", "high", "high"), people)
    assert domain(lowered, "large effect").steps == 0
    assert lowered.level == "very low"


@pytest.mark.parametrize("allocation", ["random", "alternate", "systematic"])
def test_these_are_trials(allocation: str):
    people = studies(3, allocation=allocation, design="not randomised")
    assert rate(synthesis(GOOD, (0.5, 0.7)), LOW, people).start == "high"


def test_one_study():
    found = rate(synthesis([(0.5, 0.7)], None))
    assert domain(found, "inconsistency").steps == 0
    assert domain(found, "imprecision").steps is not None
    assert found.absolute


def test_not_pooled_and_empty():
    several = rate(synthesis([(0.2, 0.3), (0.6, 0.9)], None))
    assert domain(several, "inconsistency").steps == -1
    assert domain(several, "imprecision").steps is None
    assert several.absolute is None
    nothing = rate(synthesis([], None, participants=None, events=None), [])
    assert nothing.level == "very low"
    assert any("no evidence" in note for note in nothing.footnotes)


def test_a_persons_word_stands():
    item = synthesis(GOOD * 4, (0.5, 0.7), participants=12_000)
    judged, people = bias(*["low"] * 12), studies(12)
    ids = {"indirectness": "judgement-1"}
    found = grade(item, judged, people, protocol(), {"indirectness": -1, "imprecision": -2}, ids)
    assert found.level == "very low"
    assert domain(found, "indirectness").judgement == "judgement-1"
    assert "Judged by a person" in domain(found, "imprecision").rule
    with pytest.raises(InputError, match="no domain"):
        grade(item, judged, people, protocol(), {"imprecise": -1})
    with pytest.raises(InputError, match="outside"):
        grade(item, judged, people, protocol(), {"imprecision": -9})


def test_baseline_risk_and_absolute_effects():
    item = synthesis(GOOD, (0.4, 0.9))
    given = protocol(risks=(BaselineRisk(outcome="O", risk=0.2, source="registry"),))
    assert baseline_risk(given, "O", item.effects) == (0.2, "registry")
    risk = baseline_risk(protocol(), "O", item.effects)
    assert risk == (0.1, "median risk of the comparator groups of 3 studies")
    found = absolute_effect("RR", item.estimate, risk)
    assert found
    assert found.with_intervention == pytest.approx(60)
    assert (found.low, found.high) == (pytest.approx(40), pytest.approx(90))
    assert found.difference == pytest.approx(-40)
    assert absolute_effect("MD", item.estimate, risk) is None
    assert absolute_effect("RR", item.estimate, None) is None


def test_risks_with_an_intervention():
    assert risk_with("OR", 0.2, 2.2) == pytest.approx(0.2 * 1.774193548387097)
    assert risk_with("HR", 0.2, 0.5) == pytest.approx(1 - 0.8**0.5)
    assert risk_with("RD", 0.2, -0.3) == 0
    assert risk_with("RR", 0.4, 3) == 1
