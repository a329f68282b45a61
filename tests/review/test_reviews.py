"""Reviews with everything that is awkward, and reviews with next to nothing: each finishes, and nobody counts twice."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.review import ginger
from tests.review.finished import PERSON, Case, start

from arakis.domain.estimate import Synthesis
from arakis.domain.judgement import Reviewer
from arakis.domain.review import Review
from arakis.errors import InputError
from arakis.review import actions, life
from arakis.review.build import read

ANNE = Reviewer(kind="person", name="anne")
BERT = Reviewer(kind="person", name="bert")
CORA = Reviewer(kind="person", name="cora")
SETTLED = ginger.answers(
    [ginger.answer("dogwood-later", (11, 58, 20, 61), settles=True, reason="two left the ship before it sailed")],
    "Bert",
)


@pytest.fixture(autouse=True)
def _in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARAKIS_IN_PROCESS", "1")


def whole(case: Case, review: Review) -> str:
    """The results of a review are there and verified; the manuscript's text."""
    assert case.problems() == ()
    for name in ("manuscript.md", "manuscript.docx", "manuscript.pdf", "review.json", "audit.jsonl"):
        assert (case.output / name).stat().st_size > 100, name
    assert (case.output / "manuscript.pdf").read_bytes().startswith(b"%PDF-")
    assert review.status == ("needs_review" if review.waiting else "completed")
    assert review == read(case.space, case.id)
    assert review.flow.sums() == []
    assert all(report.state is not None for report in review.reports)
    text = (case.output / "manuscript.md").read_text("utf-8")
    assert ("rovisional" in text[:2000]) == review.provisional
    return text


def synthesis(review: Review, outcome: str) -> Synthesis:
    return next(one for one in review.syntheses if one.outcome == outcome)


def people(review: Review, outcome: str) -> dict[str, float]:
    """How many people of each study are in a synthesis."""
    found: dict[str, float] = {}
    for one in synthesis(review, outcome).effects:
        total = one.data["intervention_total"] + one.data["comparator_total"]
        found[one.label] = found.get(one.label, 0) + total
    return found


# The review with everything


@dataclass
class Story:
    """The review with everything, as it stood after each of its runs."""

    case: Case
    first: Review
    first_text: str
    settled: Review
    one_reviewer: Review
    disagreed: Review
    disagreed_text: str
    adjudicated: Review
    text: str


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Run it: values from a file of answers; a difference settled; two reviewers disagree and a third one rules."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARAKIS_IN_PROCESS", "1")
        folder = tmp_path_factory.mktemp("everything")
        case = start(folder, ginger.protocol(), ginger.files(answers=[ginger.answers(ginger.ALL)]))
        first = case.run()
        first_text = whole(case, first)
        life.add_files(case.space, case.id, {"answers": [("settled.yaml", SETTLED.encode())]}, PERSON)
        settled = case.run()
        whole(case, settled)

        def decide(person: Reviewer, choice: actions.Choice, criterion: str = "", **more: bool) -> Review:
            review = read(case.space, case.id)
            elm = next(one for one in review.reports if one.label == "Elm 2010")
            actions.decide(case.space, review, elm, choice, person, criterion=criterion, **more)
            return case.run()

        one_reviewer = decide(ANNE, "include")
        disagreed = decide(BERT, "exclude", "I1")
        disagreed_text = whole(case, disagreed)
        adjudicated = decide(CORA, "include", adjudicates=True)
        text = whole(case, adjudicated)
    return Story(
        case, first, first_text, settled, one_reviewer, disagreed, disagreed_text, adjudicated, text
    )  # fmt: skip


def test_studies_are_what_reports_are_about(story: Story) -> None:
    """Six reports, six studies: one report has two trials, one trial has two reports."""
    assert [one.label for one in story.first.studies] == [
        "Alder 2001", "Birch 2003", "Cedar 2005 (Trial 1)", "Cedar 2005 (Trial 2)", "Dogwood 2007", "Elm 2010",
    ]  # fmt: skip
    dogwood = next(one for one in story.first.studies if one.label == "Dogwood 2007")
    labels = {report.id: report.label for report in story.first.reports}
    assert [labels[one] for one in dogwood.reports] == ["Dogwood 2007", "Dogwood 2009"]
    assert story.first.flow.included_reports == 6
    assert story.first.flow.included_studies == 6
    cedar = next(one for one in story.first.reports if one.label == "Cedar 2005")
    assert len(cedar.studies) == 2


def test_reports_that_differ_are_both_kept_and_wait(story: Story) -> None:
    review = story.first
    assert review.status == "needs_review"
    (waits,) = review.waiting
    assert waits.kind == "value"
    assert (
        waits.text
        == "Dogwood 2007, Seasickness: intervention total: reports differ: 60 (Dogwood 2007), 58 (Dogwood 2009)"
    )
    result = next(one for one in review.results if one.id == waits.subject)
    total = result.intervention.values["total"]
    assert total.value is None
    assert [one.value for one in total.candidates] == [60, 58]
    assert len({one.report for one in total.candidates}) == 2
    assert result.intervention.number("events") == 11, "in which they agree stands"
    assert len(result.reports) == 2
    left = [one for one in synthesis(review, "sick").left_out if one.study == result.study]
    assert len(left) == 1
    assert "reports differ" in left[0].reason
    assert "reports differ" in story.first_text


def test_a_persons_ruling_settles_what_reports_give_differently(story: Story) -> None:
    review = story.settled
    assert review.status == "completed"
    assert review.waiting == ()
    assert people(review, "sick")["Dogwood 2007"] == 58 + 61
    study = next(one for one in review.studies if one.label == "Dogwood 2007")
    (result,) = [one for one in review.results if one.study == study.id]
    total = result.intervention.values["total"]
    assert total.value is not None
    assert (total.value.value, total.value.origin) == (58, "supplied")
    ruling = next(one for one in review.judgements if one.id == total.judgement)
    assert (ruling.reviewer.name, ruling.adjudicates) == ("Bert", True)
    kept = [
        one for one in review.judgements if one.question == "intervention.total" and one.answer["value"]["value"] == 60
    ]
    assert kept, "what was said before is still told"


def test_every_person_counts_once(story: Story) -> None:
    expected = {
        "Alder 2001": 30 + 32 + 31,  # those who drank water count once, though two groups are compared with them
        "Birch 2003": 38 + 39,  # at the longest follow-up only
        "Cedar 2005 (Trial 1)": 50 + 52,
        "Cedar 2005 (Trial 2)": 25 + 26,
        "Elm 2010": 20 + 21,
    }
    assert people(story.first, "sick") == expected
    expected["Dogwood 2007"] = 58 + 61
    assert people(story.settled, "sick") == expected
    pooled = synthesis(story.settled, "sick")
    assert pooled.participants == sum(expected.values())
    assert pooled.events == (9 + 6 + 14) + (8 + 15) + (10 + 17) + (4 + 8) + (11 + 20) + (2 + 5)
    assert people(story.settled, "severity") == {"Birch 2003": 77, "Elm 2010": 41}


def test_arms_are_combined_as_the_protocol_says(story: Story) -> None:
    (alder,) = [one for one in synthesis(story.settled, "sick").effects if one.label == "Alder 2001"]
    assert alder.data == {
        "intervention_events": 15, "intervention_total": 62, "comparator_events": 14, "comparator_total": 31,
    }  # fmt: skip
    assert len(alder.results) == 2
    assert "arms combined" in alder.note


def test_the_rule_picks_one_time_of_follow_up(story: Story) -> None:
    review = story.settled
    (birch,) = [one for one in synthesis(review, "sick").effects if one.label == "Birch 2003"]
    taken = next(one for one in review.results if one.id == birch.result)
    assert (taken.time, taken.months) == ("12 months", 12)
    (left,) = [one for one in synthesis(review, "sick").left_out if one.study == taken.study]
    assert "3 months" in left.reason
    assert "longest follow-up" in left.reason


def test_two_outcomes_are_two_syntheses(story: Story) -> None:
    assert [(one.outcome, one.measure) for one in story.settled.syntheses] == [("sick", "RR"), ("severity", "MD")]
    assert {one.study for one in synthesis(story.settled, "severity").effects} < {
        one.study for one in synthesis(story.settled, "sick").effects
    }


def test_where_two_are_to_judge_one_is_not_enough(story: Story) -> None:
    review = story.one_reviewer
    elm = next(one for one in review.reports if one.label == "Elm 2010")
    assert (elm.state, elm.reason) == ("awaiting classification", "1 of 2 reviewers have judged it")
    assert review.status == "needs_review"


def test_reviewers_who_disagree_wait_for_a_ruling(story: Story) -> None:
    review = story.disagreed
    elm = next(one for one in review.reports if one.label == "Elm 2010")
    assert (elm.state, elm.reason) == ("awaiting classification", "reviewers disagree")
    (waits,) = review.waiting
    assert (waits.kind, waits.subject) == ("eligibility", elm.id)
    found = next(one for one in review.consensus if one.subject == elm.id and one.question == "report@full_text")
    assert (found.standing, found.how, len(found.judgements)) == (None, "conflict", 3)
    assert (review.flow.awaiting, review.flow.included_reports, review.flow.included_studies) == (1, 5, 5)
    assert "Elm 2010" not in people(review, "sick"), "every result is brought up to date"
    assert "Elm 2010" not in people(review, "severity")
    assert not synthesis(review, "severity").pooled
    assert "reviewers disagree" in story.disagreed_text


def test_an_adjudication_ends_the_disagreement(story: Story) -> None:
    review = story.adjudicated
    assert review.status == "completed"
    elm = next(one for one in review.reports if one.label == "Elm 2010")
    assert elm.state == "included"
    found = next(one for one in review.consensus if one.subject == elm.id and one.question == "report@full_text")
    ruling = next(one for one in review.judgements if one.id == found.standing)
    assert (found.how, ruling.reviewer) == ("adjudicated", CORA)
    assert people(review, "sick") == people(story.settled, "sick")
    assert synthesis(review, "sick").estimate == synthesis(story.settled, "sick").estimate
    said = [one for one in review.judgements if one.subject == elm.id and one.question == "report@full_text"]
    assert [one.reviewer.kind for one in said] == ["built-in", "person", "person", "person"], "all of it is still told"


def test_what_is_no_longer_pooled_leaves_no_figure_behind(story: Story) -> None:
    """The severity was not pooled for a while; its forest plot has gone and come back."""
    name = f"figures/forest-{synthesis(story.adjudicated, 'severity').id}.svg"
    written = [one.payload["files"] for one in story.case.told() if one.kind == "results written"]
    assert name in written[-1]
    assert (story.case.output / name).is_file()
    assert {str(one.relative_to(story.case.output)) for one in story.case.output.rglob("*") if one.is_file()} == set(
        written[-1]
    )


def test_a_shared_group_is_split_where_the_protocol_says_so(tmp_path: Path) -> None:
    given = [ginger.answers(ginger.ALL), SETTLED]
    case = start(tmp_path, ginger.protocol(synthesis={"arms": "split"}), ginger.files(answers=given))
    review = case.run()
    whole(case, review)
    assert review.status == "completed"
    alder = [one for one in synthesis(review, "sick").effects if one.label == "Alder 2001"]
    assert [one.data["comparator_total"] for one in alder] == [15.5, 15.5]
    assert [one.data["comparator_events"] for one in alder] == [7, 7]
    assert sorted(one.data["intervention_total"] for one in alder) == [30, 32]
    assert people(review, "sick")["Alder 2001"] == 93
    assert synthesis(review, "sick").participants == 93 + 77 + 102 + 51 + 119 + 41


# What could count people twice


def add(case: Case, *given: dict[str, object], by: str = "Bert") -> Review:
    """The review after a person's further answers."""
    text = ginger.answers(given, by)
    life.add_files(case.space, case.id, {"answers": [(f"{len(case.told())}.yaml", text.encode())]}, PERSON)
    return case.run()


def test_results_that_no_rule_can_choose_from_wait_until_a_person_settles_it(tmp_path: Path) -> None:
    given = ginger.answers([ginger.answer("dogwood", (11, 60, 20, 61)), ginger.answer("elm", (2, 20, 5, 21))])
    case = start(tmp_path, ginger.protocol(reviewers=1), ginger.files(["dogwood", "dogwood-later", "elm"], [given]))
    case.run()
    later = ginger.answer("dogwood-later", (4, 60, 7, 61), time="1 month")
    undecided = add(case, later)
    assert people(undecided, "sick") == {"Elm 2010": 41}
    (waits,) = (one for one in undecided.waiting if one.kind == "result")
    assert "Dogwood 2007" in waits.text
    assert waits.command == f"arakis extract show {case.id} 'Dogwood 2007'"
    assert "result: 1" in whole(case, undecided)[:3000]
    stands = {"report": "10.5555/ginger.dogwood", "outcome": "sick", "source": "the whole voyage", "settles": True}
    settled = add(case, stands)
    assert people(settled, "sick") == {"Dogwood 2007": 121, "Elm 2010": 41}
    assert settled.status == "completed"
    (left,) = synthesis(settled, "sick").left_out
    assert left.reason == "a person said that another result of the study stands"


def test_a_person_takes_back_what_was_read_from_a_report(tmp_path: Path) -> None:
    body = "Passengers were allocated at random to ginger tea or hot water.</p></sec><sec><title>Results</title><p>"
    body += "Of all 75 passengers 12 had seasickness on the first day, whatever they drank."
    case = start(tmp_path, ginger.protocol(reviewers=1), ginger.files(["elm"], elm=body))
    opened = case.run()
    assert {one.kind for one in opened.waiting} == {"value"}
    assert len(opened.results) == 1
    gone = add(case, {"report": "10.5555/ginger.elm", "outcome": "sick", "source": "the report", "not_reported": True})
    assert (gone.results, gone.waiting, gone.status) == ((), (), "completed")
    whole(case, gone)
    told = [one for one in gone.judgements if one.answer == "not reported"]
    assert [one.reviewer.name for one in told] == ["Bert"]
    back = add(case, ginger.answer("elm", (2, 20, 5, 21)))
    assert people(back, "sick") == {"Elm 2010": 41}


def test_a_time_in_other_words_is_the_same_result(tmp_path: Path) -> None:
    given = ginger.answers([ginger.answer("birch", (5, 40, 9, 42), time="12 months")])
    case = start(tmp_path, ginger.protocol(reviewers=1), ginger.files(["birch"], answers=[given]))
    case.run()
    corrected = ginger.answer("birch", (6, 40, 9, 42), time="One year", settles=True)
    review = add(case, corrected)
    (result,) = review.results
    assert (result.time, result.intervention.number("events")) == ("12 months", 6)


def test_nothing_can_be_taken_back_where_nothing_was_read(tmp_path: Path) -> None:
    case = start(tmp_path, ginger.protocol(reviewers=1), ginger.files(["elm"]))
    case.run()
    with pytest.raises(InputError, match="could be taken back"):
        add(case, {"report": "Elm 2010", "outcome": "sick", "source": "the report", "not_reported": True})


def test_an_answer_that_names_no_trial_of_several_is_refused(tmp_path: Path) -> None:
    """And a later file takes the place of one that cannot be entered."""
    good = ginger.answers([one for one in ginger.ALL if "cedar" in one["report"]])
    bad = ginger.answers([ginger.answer("cedar", (1, 9, 2, 9))])
    case = start(tmp_path, ginger.protocol(), ginger.files(["cedar"], answers=[good]))
    case.run()
    life.add_files(case.space, case.id, {"answers": [("bad.yaml", bad.encode())]}, PERSON)
    with pytest.raises(InputError, match=r"bad.yaml: Cedar 2005 describes several trials") as caught:
        case.run()
    assert caught.value.hint == "name the trial: Trial 1, Trial 2"
    assert read(case.space, case.id).status == "failed"
    mended = ginger.answers([ginger.answer("cedar", (1, 9, 2, 9), trial="Trial 2", reason="corrected")], "Bert")
    life.add_files(case.space, case.id, {"answers": [("mended.yaml", mended.encode())]}, PERSON)
    review = case.run()
    assert [one.kind for one in review.waiting] == ["value"], "Anne and Bert disagree about Trial 2"
    assert people(review, "sick") == {"Cedar 2005 (Trial 1)": 102}
    whole(case, review)


def test_numbers_of_a_second_report_that_name_no_trial_are_in_none_of_the_trials(tmp_path: Path) -> None:
    """Dogwood's later report is of the same study as one that describes two trials: whose numbers are those?"""
    given = [
        ginger.answer("dogwood", (11, 60, 20, 61), trial="Trial 1"),
        ginger.answer("dogwood", (4, 25, 8, 26), trial="Trial 2"),
        ginger.answer("dogwood-later", (15, 85, 28, 87)),
    ]
    case = start(
        tmp_path, ginger.protocol(), ginger.files(["dogwood", "dogwood-later"], answers=[ginger.answers(given)])
    )
    review = case.run()
    assert people(review, "sick") == {"Dogwood 2007 (Trial 1)": 121, "Dogwood 2007 (Trial 2)": 51}
    assert all("does not say for which trial" in " ".join(one.checks) for one in review.results)
    whole(case, review)


def test_arms_of_a_second_report_are_joined_by_name_and_others_are_not_added(tmp_path: Path) -> None:
    """The later report names one arm as the first did, or both together as something else."""
    arms = (
        ginger.answer("dogwood", (9, 30, 14, 31), intervention_arm=ginger.LOW, comparator_arm=ginger.WATER),
        ginger.answer("dogwood", (6, 32, 14, 31), intervention_arm=ginger.HIGH, comparator_arm=ginger.WATER),
    )
    same = ginger.answer("dogwood-later", (9, 30, 14, 31), intervention_arm=ginger.LOW, comparator_arm=ginger.WATER)
    joint = ginger.answer("dogwood-later", (15, 62, 14, 31), intervention_arm="Ginger", comparator_arm="Control")
    for name, later in (("same", same), ("joint", joint)):
        given = ginger.files(["dogwood", "dogwood-later"], answers=[ginger.answers([*arms, later])])
        case = start(tmp_path / name, ginger.protocol(), given)
        review = case.run()
        assert len(review.studies) == 1
        assert people(review, "sick") == {"Dogwood 2007": 93}
        left = synthesis(review, "sick").left_out
        if name == "same":
            joined = [one for one in review.results if len(one.reports) == 2]
            assert [one.intervention.arms for one in joined] == [(ginger.LOW,)]
            assert left == ()
        else:
            assert len(review.results) == 3
            assert len(left) == 2
            assert all("may be the same people" in one.reason for one in left)
        whole(case, review)


# Reviews with next to nothing


def test_a_review_without_records_finishes(tmp_path: Path) -> None:
    case = start(
        tmp_path,
        ginger.protocol(),
        {},
        databases=["pubmed"],
        endpoints={"eutils.ncbi.nlm.nih.gov": "http://127.0.0.1:9"},
    )
    review = case.run()
    text = whole(case, review)
    assert review.status == "completed"
    (run,) = review.runs
    assert run.error
    assert (run.source, run.obtained) == ("PubMed", 0)
    assert review.flow.identified == 0
    assert review.flow.by_source == {"PubMed": 0}
    assert not any(one.pooled for one in review.syntheses)
    assert "no usable answer" in text, "what could not be searched is said"


def test_a_review_of_one_study_finishes(tmp_path: Path) -> None:
    case = start(tmp_path, ginger.protocol(), ginger.files(["elm"], answers=[ginger.answers([ginger.ALL[9]])]))
    review = case.run()
    text = whole(case, review)
    assert review.status == "completed"
    assert review.flow.included_studies == 1
    found = synthesis(review, "sick")
    assert not found.pooled
    assert len(found.effects) == 1
    assert "Elm 2010" in text


def test_a_review_of_only_excluded_reports_finishes(tmp_path: Path) -> None:
    """Included by words at first, then excluded by a person, each with its reason."""
    answers = ginger.answers(ginger.ALL[:5])
    case = start(tmp_path, ginger.protocol(reviewers=1), ginger.files(["alder", "birch"], answers=[answers]))
    review = case.run()
    assert [one.state for one in review.reports] == ["included", "included"]
    assert synthesis(review, "sick").pooled
    assert len(list((case.output / "figures").glob("forest-*"))) == 4
    for label, criterion, reason in (("Alder 2001", "I2", "it was green tea"), ("Birch 2003", "I3", "in turn")):
        report = next(one for one in review.reports if one.label == label)
        actions.decide(case.space, review, report, "exclude", ANNE, criterion=criterion, reason=reason)
    review = case.run()
    text = whole(case, review)
    assert review.status == "completed"
    assert (review.flow.excluded_full_text, review.flow.reasons) == (2, {"I2": 1, "I3": 1})
    assert (review.flow.included_reports, review.studies, review.results) == (0, (), ())
    assert {one.label: (one.primary_criterion, one.excluded_by) for one in review.reports} == {
        "Alder 2001": ("I2", "person"),
        "Birch 2003": ("I3", "person"),
    }
    assert not any(one.pooled or one.effects for one in review.syntheses)
    for words in ("Alder 2001", "it was green tea", "Birch 2003", "in turn"):
        assert words in text
    assert list((case.output / "figures").glob("forest-*")) == [], "nothing of what was pooled before is left"
    assert list((case.output / "data").glob("*.csv")) == []


def test_a_review_of_reports_that_were_not_retrieved_finishes(tmp_path: Path) -> None:
    given = ginger.files(["elm", "birch"])
    case = start(tmp_path, ginger.protocol(), given | {"fulltext": []})
    review = case.run()
    whole(case, review)
    assert review.status == "completed"
    assert (review.flow.sought, review.flow.not_retrieved, review.flow.assessed) == (2, 2, 0)
    assert all("not found" in one.reason for one in review.reports)
