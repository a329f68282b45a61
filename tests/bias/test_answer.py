"""Signalling questions answered from a report's words."""

from pathlib import Path

import pytest
from tests.bias.layers import layer

from arakis.bias.allocation import allocation
from arakis.bias.answer import answer, ask, questions
from arakis.bias.assess import assess
from arakis.domain.bias import BiasAssessment
from arakis.domain.document import TextLayer
from arakis.domain.judgement import Reviewer, judge
from arakis.domain.protocol import Outcome, Protocol
from arakis.domain.report import Study
from arakis.domain.result import Datum, Result, Side, Stated
from arakis.retrieval.layer import read

PROTOCOL = Protocol(
    question="Does the exercise work?",
    outcomes=(Outcome(id="pain", name="Pain"), Outcome(id="death", name="Deaths from any cause")),
)


def number(value: float) -> Datum:
    return Datum(value=Stated(value=value, evidence=()))


def result(
    outcome: str = "pain", events: tuple[int, int] | None = None, totals: tuple[int, int] | None = None
) -> Result:
    sides = []
    for at in (0, 1):
        values = {}
        if events:
            values["events"] = number(events[at])
        if totals:
            values["total"] = number(totals[at])
        sides.append(Side(values=values))
    return Result(id="r", study="s", comparison="c", outcome=outcome, intervention=sides[0], comparator=sides[1])


def answers(text: str, of: Result | None = None) -> dict[str, str]:
    source = layer(
        f"A trial\nMETHODS\n{text}\nDISCUSSION\nEarlier trials were open-label. Loss was 50 % lost to follow-up.\n"
    )
    given = answer(source, of or result(), allocation(source), PROTOCOL)
    for one in given:
        for span in one.evidence:
            assert source.text[span.start : span.end] == span.quote
    return {one.question: one.answer for one in given}


def judged(source: TextLayer, of: Result) -> BiasAssessment:
    found = allocation(source)
    reviewer = Reviewer(kind="built-in", name="rules")
    made = {
        one.question: judge(
            of.id, f"rob2:{one.question}", one.answer, reviewer, reason=one.reason, evidence=one.evidence
        )
        for one in answer(source, of, found, PROTOCOL)
    }
    study = Study(id="s", label="S", reports=("x",), design=found.design, allocation=found.kind)
    return assess(of, study, made)


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("Patients were randomised.", "1.1", "NI"),
        ("Patients were randomised.", "1.2", "NI"),
        ("Patients were randomised with a table of random numbers.", "1.1", "Y"),
        ("Patients were allocated alternately.", "1.1", "N"),
        ("Patients were allocated alternately.", "1.2", "N"),
        ("Infants were assigned by date of birth.", "1.2", "N"),
        ("Patients were randomised by central telephone randomisation.", "1.2", "Y"),
        ("They were randomised with sequentially numbered, opaque, sealed envelopes.", "1.2", "Y"),
        ("They were randomised with sealed opaque envelopes.", "1.2", "PY"),
        ("They were randomised with sealed envelopes.", "1.2", "NI"),
        ("They were randomised. Baseline characteristics were similar.", "1.3", "PN"),
        ("They were randomised to drug or an identical placebo.", "2.1", "N"),
        ("They were randomised in this open-label trial.", "2.1", "Y"),
        ("They were randomised in this open-label trial.", "2.3", "NI"),
        ("They were randomised. The control group received nothing.", "2.2", "PY"),
        ("They were randomised double-blind, with an open-label extension.", "2.1", "PN"),
        ("They were randomised. Patients and nurses were not blinded.", "2.1", "Y"),
        ("They were randomised. The examiners were not blinded.", "2.1", "NI"),
        ("They were randomised. The examiners were not blinded.", "4.3", "Y"),
        ("They were randomised. As in the earlier open-label trial, a matching placebo was used.", "2.1", "N"),
        ("They were randomised. Pain did not differ in the change from baseline.", "1.3", "NI"),
        ("They were randomised. Patients with missing data were excluded from the analysis.", "2.6", "NI"),
        ("They were randomised. Follow-up was completed in 1990.", "3.1", "NI"),
        ("They were randomised. Analysis was by intention to treat.", "2.6", "Y"),
        ("They were randomised. A per-protocol analysis was done.", "2.6", "N"),
        ("They were randomised. Both intention-to-treat and per-protocol analyses were done.", "2.6", "NI"),
        ("They were randomised.", "3.1", "NI"),
        ("They were randomised. No patients were lost to follow-up.", "3.1", "Y"),
        ("They were randomised. Films were read without knowledge of the group.", "4.3", "N"),
        ("They were randomised. Outcome assessors were blinded.", "4.3", "N"),
        ("They were randomised. The trial was registered (NCT01234567).", "5.1", "NI"),
        ("They were randomised. The analysis plan was finalised before unblinding.", "5.1", "PY"),
        ("They were randomised. Analyses were made as planned.", "5.1", "NI"),
    ],
)
def test_words_lead_to_answers_and_silence_to_none(text: str, question: str, expected: str):
    assert answers(text)[question] == expected


@pytest.mark.parametrize(
    ("lost", "events", "expected"),
    [("3", (20, 40), "PY"), ("3", (1, 1), "PN"), ("30", (20, 40), "PN"), ("30", (5, 9), "N")],
)
def test_the_missing_are_weighed_against_the_events(lost: str, events: tuple[int, int], expected: str):
    text = f"They were randomised. {lost} patients were lost to follow-up."
    assert answers(text, result(events=events, totals=(100, 100)))["3.1"] == expected


def test_deaths_need_no_judgement():
    assert answers("They were randomised.", result("death"))["4.4"] == "N"
    assert answers("They were randomised.")["4.4"] == "NI"


def test_questions_that_are_not_put_are_na():
    given = answers("They were randomised to drug or an identical placebo.")
    assert given["2.3"] == "NA"
    assert set(given) == set(questions()["questions"])


def test_alternation_comes_out_high():
    assessment = judged(layer("A trial\nMETHODS\nEvery other child was vaccinated.\n"), result())
    assert assessment.tool == "RoB 2"
    assert assessment.domains[0].judgement == "high"
    assert assessment.overall == "high"
    assert all(domain.judgements for domain in assessment.domains)


@pytest.mark.parametrize(
    "text", ["Volunteers were vaccinated and the rest served as controls.", "This was a cohort study of children."]
)
def test_other_designs_have_no_tool_yet(text: str):
    assessment = judged(layer(f"A study\nMETHODS\n{text}\n"), result())
    assert assessment.overall == "not assessed"
    assert "no tool" in assessment.note
    assert not assessment.domains


def test_a_person_who_corrects_an_answer_changes_the_judgement():
    source = layer("A trial\nMETHODS\nPatients were randomised by central telephone randomisation.\n")
    before = judged(source, result())
    person = Reviewer(kind="person", name="p")
    study = Study(id="s", label="S", reports=("x",), design="parallel", allocation="random")
    made = {
        question: judge("r", f"rob2:{question}", given, person)
        for domain in before.domains
        for question, given in domain.answers.items()
    }
    made["1.2"] = judge("r", "rob2:1.2", "N", person)
    assert before.domains[0].judgement == "low"
    assert assess(result(), study, made).domains[0].judgement == "high"


def test_each_question_has_words_for_both_effects():
    assert ask("2.3") != ask("2.3", "adherence")
    with pytest.raises(KeyError):
        ask("9.9")


def test_on_real_reports_every_quote_stands_where_it_says(data: Path):
    kinds = []
    for path in sorted((data / "fulltext" / "jats").glob("*.nxml"))[:12]:
        source = read(path.read_bytes(), path.name)
        found = allocation(source)
        kinds.append(found.kind)
        for one in (found, *answer(source, result(), found, PROTOCOL)):
            for span in one.evidence:
                assert source.text[span.start : span.end] == span.quote
    assert kinds.count("random") >= 9
