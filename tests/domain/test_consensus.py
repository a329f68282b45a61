"""What stands among several judgements of one question."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arakis.domain.judgement import Judgement, Reviewer, consensus, judge

ANNE = Reviewer(kind="person", name="anne")
BERT = Reviewer(kind="person", name="bert")
CORA = Reviewer(kind="person", name="cora")
RULES = Reviewer(kind="built-in", name="rules", version="1")
MODEL = Reviewer(kind="model", name="some-model", version="2")


def said(reviewer: Reviewer, answer: Any, **more: Any) -> Judgement:
    return judge("report-1", "report@full_text", answer, reviewer, **more)


def test_one_judgement_stands_by_itself() -> None:
    only = said(RULES, "include")
    found = consensus([only])
    assert (found.standing, found.how, found.judgements) == (only.id, "single", (only.id,))
    assert (found.subject, found.question) == ("report-1", "report@full_text")


def test_without_a_judgement_there_is_no_consensus() -> None:
    with pytest.raises(ValueError, match="at least one"):
        consensus([])


def test_the_same_answer_of_two_is_agreement() -> None:
    first, second = said(ANNE, "exclude"), said(BERT, "exclude")
    found = consensus([first, second])
    assert (found.standing, found.how) == (first.id, "agreed")


@pytest.mark.parametrize("pair", [(ANNE, BERT), (RULES, MODEL)])
def test_different_answers_of_equals_are_a_conflict_in_which_nothing_stands(pair: tuple[Reviewer, Reviewer]) -> None:
    found = consensus([said(pair[0], "include"), said(pair[1], "exclude")])
    assert (found.standing, found.how) == (None, "conflict")
    assert len(found.judgements) == 2


def test_an_adjudication_settles_the_conflict_and_a_later_one_takes_its_place() -> None:
    given_ = [said(ANNE, "include"), said(BERT, "exclude"), said(CORA, "exclude", adjudicates=True)]
    found = consensus(given_)
    assert (found.standing, found.how) == (given_[2].id, "adjudicated")
    again = said(CORA, "include", adjudicates=True, replaces=given_[2].id)
    found = consensus([*given_, again])
    assert (found.standing, found.how) == (again.id, "adjudicated")
    assert given_[2].id not in found.judgements


def test_one_of_those_who_disagree_may_adjudicate() -> None:
    first, second = said(ANNE, "include"), said(BERT, "exclude")
    ruling = said(ANNE, "exclude", adjudicates=True, replaces=first.id)
    assert consensus([first, second, ruling]).standing == ruling.id


def test_a_person_stands_over_machines_whatever_the_order() -> None:
    given_ = [said(RULES, "exclude"), said(MODEL, "exclude"), said(ANNE, "include")]
    for order in permutations(given_):
        found = consensus(order)
        assert (found.standing, found.how) == (given_[2].id, "person over machine")


def test_a_person_who_agrees_with_the_machine_overrules_nobody() -> None:
    person = said(ANNE, "exclude")
    found = consensus([said(RULES, "exclude"), person])
    assert (found.standing, found.how) == (person.id, "single")


@pytest.mark.parametrize("open_answer", [None, "unclear"])
def test_who_could_not_decide_leaves_it_to_those_who_could(open_answer: Any) -> None:
    decided = said(BERT, "include")
    found = consensus([said(ANNE, open_answer), decided])
    assert (found.standing, found.how) == (decided.id, "single")
    machine = said(MODEL, "exclude")
    assert consensus([said(RULES, open_answer), machine]).standing == machine.id


def test_a_machine_that_could_not_decide_is_not_overruled() -> None:
    person = said(ANNE, "include")
    assert consensus([said(RULES, "unclear"), said(MODEL, None), person]).how == "single"


def test_a_person_who_could_not_decide_still_stands_over_a_machine_that_could() -> None:
    person = said(ANNE, None)
    found = consensus([said(RULES, "include"), person])
    assert (found.standing, found.how) == (person.id, "person over machine")


def test_where_nobody_could_decide_the_abstentions_agree() -> None:
    first = said(ANNE, None)
    assert consensus([first, said(BERT, None)]).standing == first.id
    assert consensus([said(ANNE, None), said(BERT, "unclear")]).how == "conflict"


def test_a_judgement_that_was_replaced_has_no_say() -> None:
    first = said(ANNE, "include")
    changed = said(ANNE, "exclude", replaces=first.id)
    other = said(BERT, "exclude")
    found = consensus([first, other, changed])
    assert found.how == "agreed"
    assert set(found.judgements) == {changed.id, other.id}


def test_a_new_version_of_a_machine_is_the_same_reviewer_and_its_last_word_counts() -> None:
    old = said(RULES, "include")
    new = said(RULES.model_copy(update={"version": "2"}), "exclude")
    found = consensus([old, new])
    assert (found.standing, found.how, found.judgements) == (new.id, "single", (new.id,))


def test_only_what_is_compared_must_be_equal() -> None:
    first = said(ANNE, {"decision": "exclude", "criterion": "I1"})
    second = said(BERT, {"decision": "exclude", "criterion": "I2"})
    assert consensus([first, second]).how == "conflict"
    found = consensus([first, second], lambda one: one.answer["decision"])
    assert (found.standing, found.how) == (first.id, "agreed")


REVIEWERS = st.sampled_from([ANNE, BERT, CORA, RULES, MODEL])
ANSWERS = st.sampled_from(["include", "exclude", "unclear", None, {"decision": "include"}])
JUDGEMENTS = st.lists(st.builds(said, REVIEWERS, ANSWERS, adjudicates=st.booleans()), min_size=1, max_size=8)


@given(JUDGEMENTS)
def test_what_stands_is_one_of_those_given_and_no_machine_stands_against_people(given_: list[Judgement]) -> None:
    found = consensus(given_)
    by_id = {item.id: item for item in given_}
    assert set(found.judgements) <= by_id.keys()
    last = {item.reviewer.key: item for item in given_}
    assert len(found.judgements) == len(last), "one judgement of each reviewer"
    if found.standing is None:
        assert found.how == "conflict"
        return
    standing = by_id[found.standing]
    assert found.standing in found.judgements
    rulings = [item for item in last.values() if item.adjudicates]
    if not rulings and any(item.reviewer.kind == "person" for item in last.values()):
        assert standing.reviewer.kind == "person"


@given(JUDGEMENTS.filter(lambda given_: len({one.reviewer.key for one in given_}) == len(given_)))
def test_the_answer_that_stands_does_not_depend_on_the_order_of_the_reviewers(given_: list[Judgement]) -> None:
    if sum(one.adjudicates for one in given_) > 1:
        return  # several rulings: the last one counts, so that their order matters on purpose
    answers = {one.id: one.answer for one in given_}
    forward, backward = consensus(given_), consensus(given_[::-1])
    assert forward.how == backward.how
    assert answers.get(forward.standing or "") == answers.get(backward.standing or "")
    assert set(forward.judgements) == set(backward.judgements)
