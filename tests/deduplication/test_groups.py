"""Groups of records, what is merged from them, and the labelled sets."""

import itertools
import random
from pathlib import Path
from typing import Any

import pytest
from benchmarks.deduplication import load, score
from hypothesis import given, settings
from hypothesis import strategies as st

from arakis.deduplication.groups import groups, pairs
from arakis.deduplication.merge import merge
from arakis.domain.base import content_id
from arakis.domain.record import Name, Record

TITLE = "Vaccination of schoolchildren against tuberculosis in two districts of the northern plain"


def record(at: int, **given: Any) -> Record:
    fields: dict[str, Any] = {"title": TITLE, "authors": (Name(family="Holmgren", given="K"),), "year": 1961,
                              "journal": "Acta Hygienica", "volume": "3", "pages": "10-19"}  # fmt: skip
    return Record(**(fields | given), id=f"record-{at:02}", run="run", position=at)


def decide(records: list[Record]) -> dict[tuple[str, str], str]:
    return {(pair.a, pair.b): pair.answer for pair in pairs(records)}


def test_three_records_of_one_publication() -> None:
    records = [record(1), record(2, pages="10-9", volume=""), record(3, journal="Acta Hyg", doi="10.5555/a.1")]
    assert groups(records, decide(records)) == [("record-01", "record-02", "record-03")]


def test_a_chain_that_conflicts_is_refused() -> None:
    """The record without pages is like both, which cannot be the same; it joins one of them, in any order."""
    one = record(1, doi="10.5555/a.1")
    two = record(2, doi="10.5555/b.2", volume="9", pages="90-99", year=1967)
    bridge = record(3, volume="", pages="")
    answers = {("record-01", "record-03"): "same", ("record-03", "record-02"): "same"}
    found = {frozenset(groups(list(order), answers)) for order in itertools.permutations([one, two, bridge])}
    assert found == {frozenset({("record-01", "record-03"), ("record-02",)})}


def test_what_a_person_calls_different_stays_apart() -> None:
    records = [record(1), record(2), record(3)]
    answers = decide(records)
    assert set(answers.values()) == {"same"}
    answers["record-01", "record-02"] = "different"
    found = groups(records, answers)
    assert len(found) == 2
    assert not any({"record-01", "record-02"} <= set(group) for group in found)


def test_what_a_person_calls_the_same_comes_together() -> None:
    records = [record(1), record(2, title="Another title altogether that nobody would match", pages="1", volume="1")]
    assert groups(records, decide(records)) == [("record-01",), ("record-02",)]
    assert groups(records, {("record-02", "record-01"): "same"}) == [("record-01", "record-02")]


def test_ask_and_unknown_ids_join_nothing() -> None:
    records = [record(1), record(2)]
    assert groups(records, {("record-01", "record-02"): "ask", ("record-01", "gone"): "same"}) == [
        ("record-01",), ("record-02",),
    ]  # fmt: skip


def test_why_two_that_look_alike_are_different_is_told() -> None:
    records = [record(1), record(2, title="Erratum: " + TITLE), record(3, title=TITLE + ". Part II", pages="20-29")]
    told = {(pair.a, pair.b): pair for pair in pairs(records)}
    assert told["record-01", "record-03"].answer == "different"
    assert "numbers" in told["record-01", "record-03"].reasons[0]
    assert [pair for pair in pairs(records, told=False) if pair.answer == "different"] == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(range(8)), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_order(kinds: list[int], rng: random.Random) -> None:
    changes: list[dict[str, Any]] = [
        {}, {"pages": ""}, {"doi": "10.5555/a"}, {"doi": "10.5555/b", "pages": "70-79"},
        {"volume": "4", "pages": "1-9"}, {"title": TITLE + " II"}, {"authors": ()}, {"title": "Reply: " + TITLE},
    ]  # fmt: skip
    records = [record(at, **changes[kind]) for at, kind in enumerate(kinds)]
    answers = decide(records)
    expected = {frozenset(group) for group in groups(records, answers)}
    rng.shuffle(records)
    assert decide(records) == answers
    assert {frozenset(group) for group in groups(records, answers)} == expected
    assert sorted(one for group in expected for one in group) == sorted(one.id for one in records)


def test_merging_takes_the_best_of_each_and_says_from_where() -> None:
    one = record(2, abstract="Short.", doi="10.5555/a.1", pages="10-9", keywords=("BCG",))
    two = record(1, title=TITLE.upper(), abstract="A much longer abstract.", pages="10-19", pmid="99000001",
                 authors=(Name(family="Holmgren", given="Karl"), Name(family="Lind", given="A")),
                 registrations=("NCT00000001",), date="1961-03", types=("Clinical Trial",))  # fmt: skip
    three = record(3, kind="other", registrations=("NCT00000002", "NCT00000001"))
    report = merge([one, two, three])
    assert report == merge([three, two, one])
    assert report.id == content_id("report", "record-01")
    assert report.records == ("record-01", "record-02", "record-03")
    assert (report.title, report.taken_from["title"]) == (TITLE, "record-02")
    assert (report.abstract, report.taken_from["abstract"]) == ("A much longer abstract.", "record-01")
    assert (report.doi, report.pmid, report.pages) == ("10.5555/a.1", "99000001", "10-19")
    assert [name.given for name in report.authors] == ["Karl", "A"]
    assert set(report.registrations) == {"NCT00000001", "NCT00000002"}
    assert report.kind == "article"
    by_id = {item.id: item for item in (one, two, three)}
    for name, source in report.taken_from.items():
        if name != "registrations":
            assert getattr(report, name) == getattr(by_id[source], name)
    with pytest.raises(ValueError, match="at least one"):
        merge([])


@pytest.mark.parametrize(
    ("name", "sensitivity", "wrong"),
    [("cardiac", 0.995, 0), ("digital_work", 0.96, 0), ("diabetes", 0.995, 0), ("haematology", 0.81, 0),
     ("neuroimaging", 0.99, 1)],
)  # fmt: skip
def test_labelled_sets(data: Path, name: str, sensitivity: float, wrong: int) -> None:
    """No false merge on the sets with which the rules were made; the held-out one (neuroimaging) has one."""
    records, gold, _ = load(data / "dedup" / f"{name}.csv")
    judged = pairs(records, told=True)
    found = groups(records, {(pair.a, pair.b): pair.answer for pair in judged})
    true, false, missed = score(found, gold)
    assert false <= wrong
    assert true / (true + missed) >= sensitivity
    assert sum(pair.answer == "ask" for pair in judged) <= 0.002 * len(records) + 5
