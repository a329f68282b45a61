"""What a person decides becomes a judgement and an event, and may be taken back."""

from pathlib import Path

import pytest
from tests.review import ginger
from tests.review.finished import PERSON, Case, start

from arakis.cli.app import call
from arakis.domain.judgement import Reviewer
from arakis.domain.report import Report
from arakis.errors import InputError, NotFound
from arakis.review import actions, life
from arakis.review.build import read

ANNE = Reviewer(kind="person", name="anne")


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A review that has been run without writing: two reports of one trial, one on something else."""
    files = ginger.files(["birch", "dogwood", "dogwood-later"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARAKIS_IN_PROCESS", "1")
        made = start(tmp_path_factory.mktemp("ran"), ginger.protocol(reviewers=1), files, output=None)
        made.run()
    return made


@pytest.fixture
def case(ran: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setenv("ARAKIS_IN_PROCESS", "1")
    return ran.copy(tmp_path)


def report(case: Case, label: str) -> Report:
    return next(one for one in read(case.space, case.id).reports if one.label == label)


def decide(case: Case, label: str, choice: actions.Choice, criterion: str = "", reason: str = "") -> None:
    actions.decide(
        case.space, read(case.space, case.id), report(case, label), choice, ANNE, criterion=criterion, reason=reason
    )


def test_a_decision_is_a_judgement_and_an_event_of_that_person(case: Case) -> None:
    before = len(case.told())
    decide(case, "Birch 2003", "exclude", "I2", "green tea")
    (event,) = case.told()[before:]
    assert (event.kind, event.actor) == ("judgement added", ANNE)
    birch = report(case, "Birch 2003")
    assert (birch.state, birch.excluded_by, birch.primary_criterion) == ("excluded at full text", "person", "I2")
    assert birch.reason == "green tea"
    assert case.problems(results=False) == ()


def test_a_changed_mind_is_told_with_both_judgements(case: Case) -> None:
    decide(case, "Birch 2003", "exclude", "I2")
    decide(case, "Birch 2003", "include")
    decide(case, "Birch 2003", "exclude", "I2")
    assert report(case, "Birch 2003").state == "excluded at full text"
    review = read(case.space, case.id)
    mine = [one for one in review.judgements if one.reviewer == ANNE]
    assert [one.answer["decision"] for one in mine] == ["exclude", "include", "exclude"]
    assert [one.replaces for one in mine] == [None, mine[0].id, mine[1].id]


def test_the_same_decision_twice_is_one(case: Case) -> None:
    decide(case, "Birch 2003", "exclude", "I2")
    before = case.told()
    decide(case, "Birch 2003", "exclude", "I2")
    assert case.told() == before


@pytest.mark.parametrize("criterion", ["", "I9"])
def test_an_exclusion_names_a_criterion_of_the_protocol(case: Case, criterion: str) -> None:
    before = case.told()
    with pytest.raises(InputError, match="needs a criterion") as caught:
        decide(case, "Birch 2003", "exclude", criterion)
    assert caught.value.hint == "give --criterion one of I1, I2, I3"
    assert case.told() == before


def test_a_person_says_which_reports_are_of_one_study(case: Case) -> None:
    """The engine linked them by their registration; a person may know better, and change their mind."""
    review = read(case.space, case.id)
    assert len(review.studies) == 2
    pair = next(one.subject for one in review.judgements if one.question == "same study")
    actions.settle_pair(case.space, review, pair, False, ANNE, "same study")
    assert len(read(case.space, case.id).studies) == 3
    actions.settle_pair(case.space, read(case.space, case.id), pair, True, ANNE, "same study")
    assert len(read(case.space, case.id).studies) == 2
    assert case.problems(results=False) == ()


def test_a_person_says_which_records_are_one_report(case: Case) -> None:
    review = read(case.space, case.id)
    first, second = sorted(one.id for one in review.records[1:])
    actions.settle_pair(case.space, review, f"{first}|{second}", True, ANNE)
    merged = read(case.space, case.id)
    assert (len(merged.reports), merged.flow.duplicates) == (2, 1)
    assert merged.flow.sums() == []
    actions.settle_pair(case.space, merged, f"{first}|{second}", False, ANNE)
    apart = read(case.space, case.id)
    assert (len(apart.reports), apart.flow.duplicates) == (3, 0)


def test_a_review_is_found_by_the_beginning_of_its_id(case: Case) -> None:
    assert (
        life.find(case.space, case.id) == life.find(case.space, case.id[:4]) == life.find(case.space, "last") == case.id
    )
    for wrong in ("", "zzzz", case.id + "0"):
        with pytest.raises(NotFound):
            life.find(case.space, wrong)
    assert [one.id for one in life.listed(case.space)] == [case.id]


def test_a_stage_done_again_by_request_is_told(case: Case) -> None:
    life.request_rerun(case.space, case.id, "analysis", PERSON)
    last = case.told()[-1]
    assert (last.kind, last.subject, last.actor) == ("rerun requested", "analysis", PERSON)


def test_pairs_are_settled_by_options(case: Case) -> None:
    def screen(*options: str) -> None:
        assert call(["review", "screen", "last", "--workspace", str(case.space.path), "--json", *options]) == 0

    screen("--different", "10.5555/ginger.dogwood | 10.5555/ginger.dogwood-later", "--reason", "another ship")
    review = read(case.space, case.id)
    assert len(review.studies) == 3
    assert "another ship" in {one.reason for one in review.judgements if one.reviewer.kind == "person"}
    screen("--same", "10.5555/ginger.dogwood-later | 10.5555/ginger.dogwood")
    assert len(read(case.space, case.id).studies) == 2
    first, second = (one.id for one in review.records[:2])
    screen("--same", f"{first} | {second}")
    assert len(read(case.space, case.id).reports) == 2
    screen("--different", f"{second} | {first}")
    assert len(read(case.space, case.id).reports) == 3


@pytest.mark.parametrize(
    "pair", ["10.5555/ginger.birch", "birch | dogwood", "10.5555/ginger.birch|10.5555/ginger.birch"]
)
def test_a_pair_that_is_none_is_refused(case: Case, pair: str) -> None:
    assert call(["review", "screen", "last", "--workspace", str(case.space.path), "--same", pair]) == 2
