"""Criteria given as plain lists, and what the engine may do."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arakis.domain.protocol import Protocol
from arakis.domain.record import Record
from arakis.errors import ProtocolError
from arakis.screening import automation
from arakis.screening.asked import years
from arakis.screening.criteria import complete, parse, split
from arakis.screening.rank import rank


def test_a_list_becomes_criteria():
    given = parse("RCTs, adults with lumbago; English, since 1990", "reviews and letters\nanimal studies")
    assert [(one.id, one.kind, one.element) for one in given] == [
        ("I1", "include", "design"),
        ("I2", "include", "population"),
        ("I3", "include", "language"),
        ("I4", "include", "date"),
        ("E1", "exclude", "publication"),
        ("E2", "exclude", "population"),
    ]
    assert "randomised" in given[0].terms
    assert given[1].terms == ("lumbago",)


@pytest.mark.parametrize("nothing", ["", "None", "-", "n/a", " none ,- "])
def test_words_for_nothing_are_nothing(nothing: str):
    assert parse(nothing, nothing) == ()


def test_what_is_not_recognised_has_no_terms():
    (one,) = parse("flibbertigibbets", "")
    assert (one.element, one.terms) == ("other", ())


def test_commas_in_numbers_and_brackets_do_not_split():
    assert split("more than 1,000 people, any drug (tablets, drops)") == [
        "more than 1,000 people",
        "any drug (tablets, drops)",
    ]


def test_too_many_are_refused():
    with pytest.raises(ProtocolError):
        parse(",".join(f"thing {number}" for number in range(200)), "")


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_read(include: str, exclude: str):
    for one in parse(include, exclude):
        assert one.text
        assert one.text in " ".join(include.split()) or one.text in " ".join(exclude.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("published since 1990", (1990, None)),
        ("published after 1990", (1991, None)),
        ("published before 1990", (None, 1989)),
        ("until 1990", (None, 1990)),
        ("between 1950 and 1990", (1950, 1990)),
        ("in any year", (None, None)),
    ],
)
def test_years_are_read(text: str, expected: tuple[int | None, int | None]):
    assert years(text) == expected


def test_limits_of_the_protocol_become_criteria_once():
    protocol = Protocol.model_validate(
        {"question": "Does it work at all?", "languages": ["en", "ger"], "dates": {"from": 1950}}
    )
    once = complete(protocol)
    assert [(one.id, one.text) for one in once.criteria] == [
        ("LANGUAGE", "Published in English or German"),
        ("DATE", "Published from 1950"),
    ]
    assert complete(once) == once


def test_the_protocol_decides_what_the_engine_may_do():
    plain = Protocol(question="Does it work at all?")
    assert automation.allowed(plain.model_copy(update={"automation": "act"}))[0] == "act"
    assert automation.allowed(plain.model_copy(update={"automation": "rank"}))[0] == "rank"


def test_without_a_word_of_the_protocol_the_measured_recall_decides(monkeypatch: pytest.MonkeyPatch):
    plain = Protocol(question="Does it work at all?")
    good = {"sets": {"a": {"recall": 0.95}, "b": {"recall": 1.0}}}
    for figures, expected in (
        (good, "act"),
        ({"sets": {"a": {"recall": 0.94}, "b": {"recall": 1.0}}}, "rank"),
        ({}, "rank"),
    ):
        monkeypatch.setattr(automation, "validation", lambda figures=figures: figures)
        mode, why = automation.allowed(plain)
        assert mode == expected
        assert why


def test_the_stored_figures_are_complete():
    sets = automation.validation()["sets"]
    assert len(sets) == 8
    assert all(0 <= one["recall"] <= 1 and 0 <= one["removed"] <= 1 for one in sets.values())


def test_ranking_is_by_the_words_of_the_question_and_stable():
    protocol = Protocol.model_validate(
        {
            "question": "Does exercise help?",
            "population": {"terms": ["lumbago"]},
            "intervention": {"terms": ["exercise"]},
        }
    )
    records = [
        Record(id=name, run="r", position=at, title=title)
        for at, (name, title) in enumerate(
            [("c", "Nothing of it"), ("b", "Nothing of it"), ("a", "Exercise for lumbago"), ("d", "Exercise of power")],
            1,
        )
    ]
    order = [name for name, _ in rank(records, protocol)]
    assert order == ["a", "d", "b", "c"]
    assert [name for name, _ in rank(records[::-1], protocol)] == order
    assert rank([], protocol) == []


def test_the_documented_figures_are_the_stored_ones():
    page = (Path(__file__).resolve().parents[2] / "docs" / "screening.md").read_text("utf-8")
    for name, one in automation.validation()["sets"].items():
        figures = [one["recall"], one["recall_abstract"], one["removed"], one["read_for_95"]]
        row = [name, str(one["records"]), str(one["included"]), *(f"{figure:.3f}" for figure in figures)]
        assert f"| {' | '.join(row)} |" in page
