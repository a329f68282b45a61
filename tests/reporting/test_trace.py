"""Every number can be followed, and what was tampered with is found and named."""

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reporting.sample import bcg_rows, empty, excluded_only, invented_rows, review_of

from arakis.domain.review import Review
from arakis.reporting.document import Figure, Manuscript, Paragraph, Reference, Section, Text
from arakis.reporting.formats import FormatError, render
from arakis.reporting.manuscript import manuscript
from arakis.reporting.markdown import escaped, markdown, placed, references_json
from arakis.reporting.path import PathError, Resolver, quoted
from arakis.reporting.trace import check, follow
from arakis.reporting.words import numbers_in

FIGURES = {name: Figure("<svg/>") for name in ("prisma", "traffic_light", "forest-synthesis-tb", "another")}


@pytest.fixture(scope="module")
def bcg(data: Path) -> Review:
    return review_of(bcg_rows(data), waiting=True)


def exported(review: Review) -> tuple[str, str, str]:
    made = manuscript(review, FIGURES)
    return markdown(made), references_json(made), review.model_dump_json()


@pytest.mark.parametrize("style", ["vancouver", "apa6", "apa7", "chicago", "harvard"])
def test_every_number_of_a_manuscript_is_followed(data: Path, style: str) -> None:
    review = review_of(bcg_rows(data), style=style)
    assert check(manuscript(review, FIGURES), review) == []
    assert follow(*exported(review)) == []


@pytest.mark.parametrize(
    "review", [empty(), excluded_only(), review_of(invented_rows(1)), review_of(invented_rows(2), long=True)]
)
def test_small_reviews(review: Review) -> None:
    assert check(manuscript(review), review) == []
    assert follow(*exported(review)) == []


def test_positions_lead_to_the_text(bcg: Review) -> None:
    text, references, _ = exported(bcg)
    listed = json.loads(references)["references"]
    assert len(listed) > 300
    for item in listed:
        start, end = item["position"]
        assert item["format"].startswith("citation:") or text[start:end] == escaped(item["text"])


def test_a_changed_byte_is_named(bcg: Review) -> None:
    text, references, review = exported(bcg)
    wrong = follow(text.replace("0.49 (95% CI 0.33", "0.94 (95% CI 0.33", 1), references, review)
    assert wrong
    assert "'0.94'" in wrong[0]
    assert "syntheses[id=synthesis-tb].estimate.shown[0]" in wrong[0]
    assert "'0.49'" in wrong[0]


def test_a_changed_word_is_named(bcg: Review) -> None:
    text, references, review = exported(bcg)
    wrong = follow(text.replace("may reduce", "will reduce", 1), references, review)
    assert any("will reduce" in line for line in wrong)


def test_two_true_numbers_exchanged_are_both_named(bcg: Review) -> None:
    text, references, review = exported(bcg)
    before, after = "(95% CI 0.33 to 0.73;", "(95% CI 0.73 to 0.33;"
    assert before in text
    wrong = follow(text.replace(before, after, 1), references, review)
    assert any("shown[1]" in line and "0.33" in line for line in wrong)
    assert any("shown[2]" in line and "0.73" in line for line in wrong)


def test_exchanged_numbers_of_other_length_are_named(bcg: Review) -> None:
    text, references, review = exported(bcg)
    before = "505/88,391 | 499/88,391"
    assert before in text
    wrong = follow(text.replace(before, "499/88,391 | 505/88,391", 1), references, review)
    assert any("intervention_events" in line for line in wrong)
    assert any("comparator_events" in line for line in wrong)


def test_a_right_number_under_a_wrong_reference_is_named(bcg: Review) -> None:
    text, references, review = exported(bcg)
    data = json.loads(references)
    at = next(i for i, item in enumerate(data["references"]) if item["path"] == "flow.included_studies")
    assert Resolver(bcg.model_dump(mode="json"))("flow.included_reports") == bcg.flow.included_studies
    data["references"][at]["path"] = "flow.included_reports"
    wrong = follow(text, json.dumps(data), review)
    assert any("flow.included_reports" in line and "flow.included_studies" in line for line in wrong)


def test_a_wrong_number_in_the_reference_list_is_named(bcg: Review) -> None:
    text, references, review = exported(bcg)
    data = json.loads(references)
    item = next(item for item in data["references"] if item["path"].endswith("estimate.shown[0]"))
    item["text"] = "0.50"
    wrong = follow(text, json.dumps(data), review)
    assert any("'0.50'" in line and "'0.49'" in line for line in wrong)


def test_a_left_out_reference_is_named(bcg: Review) -> None:
    text, references, review = exported(bcg)
    data = json.loads(references)
    del data["references"][-1]
    assert any("reference list holds" in line for line in follow(text, json.dumps(data), review))


def test_a_changed_fact_in_review_json_is_named(bcg: Review) -> None:
    text, references, review = exported(bcg)
    changed = review.replace('"participants":357347', '"participants":357348')
    assert changed != review
    assert any("357,347" in line and "357,348" in line for line in follow(text, references, changed))


@pytest.mark.parametrize(
    ("references", "review"),
    [("{", None), ("[]", None), ('{"references": [{}], "figures": {}}', None), (None, "{"), (None, "{}")],
)
def test_files_that_cannot_be_read_are_one_line(bcg: Review, references: str | None, review: str | None) -> None:
    text, right, facts = exported(bcg)
    wrong = follow(text, references or right, review or facts)
    assert len(wrong) == 1
    assert "cannot be read" in wrong[0]


def passage(words: str) -> Manuscript:
    section = Section("x", "Heading", (Paragraph((Text(words),)),))
    return Manuscript(title=(), authors=(), banner=(), colophon=(), sections=(section,), running="")


@pytest.mark.parametrize("words", ["There were 13 studies.", "thirteen studies", "RoB 3", "x²", "half of them", "2nd"])
def test_a_typed_number_is_refused(words: str) -> None:
    assert check(passage(words), empty())


@pytest.mark.parametrize("words", ["PRISMA 2020", "RoB 2, I² and tau²", "", "someone, often, tension"])
def test_declared_constants_are_not(words: str) -> None:
    assert check(passage(words), empty()) == []


def test_a_typed_number_may_not_hide_in_a_format() -> None:
    hidden = Reference("flow.identified", "plural:13 trials:13 trials", "13 trials")
    section = Section("x", "Heading", (Paragraph((hidden,)),))
    made = Manuscript(title=(), authors=(), banner=(), colophon=(), sections=(section,), running="")
    assert any("13" in line for line in check(made, empty()))


def test_a_reference_that_leads_nowhere_is_named() -> None:
    made = passage("").__class__(
        title=(Reference("flow.nothing", "int", "3"),), authors=(), banner=(), colophon=(), sections=(), running=""
    )
    assert any("cannot be followed" in line for line in check(made, empty()))


@given(st.integers(0, 10**9))
def test_any_number_is_found(number: int) -> None:
    assert numbers_in(f"there were {number} of them")


DATA: dict[str, Any] = {
    "a": {"b": [1, 2, 3], "c": {"k y": 7}},
    "items": [
        {"id": "x-1", "kind": "one", "n": 1, "in": ["p", "q"], "deep": {"v": "é ]"}},
        {"id": "x-2", "kind": "two", "n": 2, "in": ["q"], "deep": {"v": None}},
        {"id": "x-3", "kind": "two", "n": 4, "in": [], "deep": {"v": "e"}},
    ],
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("a.b[0]", 1),
        ("a.b[-1]", 3),
        ("len(a.b)", 3),
        ("sum(items[*].n)", 7),
        ("items[id=x-2].n", 2),
        ("len(items[kind=two])", 2),
        ("len(items[kind!=two])", 1),
        ("len(items[id^=x-])", 3),
        ("len(items[in~=q])", 2),
        ("items[kind=two][n=4].id", "x-3"),
        ('items[deep.v="é ]"].id', "x-1"),
        ("items[*].kind", ["one", "two", "two"]),
        ("keys(a.c)[0]", "k y"),
        ("values(a.c)[0]", 7),
        ("latest(items[*].kind)", "two"),
    ],
)
def test_paths(path: str, value: Any) -> None:
    assert Resolver(DATA)(path) == value


@pytest.mark.parametrize(
    "path",
    ["", "z", "a.z", "a.b[9]", "items[kind=two].n", "items[id=nobody].n", "a..b", "len(a.b", "items[", "a[0]",
     "sum(items[*].id)", "count(nothing)", "a" * 2000, "len(a.b[0])", "keys(a.b)[0]"],
)  # fmt: skip
def test_paths_that_lead_nowhere(path: str) -> None:
    with pytest.raises(PathError):
        Resolver(DATA)(path)


@given(st.text(max_size=20))
def test_any_id_can_be_a_filter(name: str) -> None:
    assert Resolver({"items": [{"id": name, "n": 1}]})(f"items[id={quoted(name)}].n") == 1


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (0.4894, "effect", "0.49"), (0.0861, "effect", "0.086"), (-0.5, "effect", "−0.50"), (0, "effect", "0.00"),
        (1234.5, "effect", "1,234.50"), (-0.0001, "fixed:2", "0.00"), (357347, "int", "357,347"), (5069, "int", "5069"),
        (0.00189, "p", "= 0.002"), (1e-26, "p", "< 0.001"), (0.46, "p", "= 0.46"), (0.999, "p", "> 0.99"),
        (0.95, "share", "95%"), (92.22, "percent:1", "92.2%"), (13, "Word", "Thirteen"), (21, "word", "twenty-one"),
        (100, "word", "100"), (0, "Word", "No"), (0, "no", "no"), (1, "plural:study:studies", "study"),
        (0, "plural:study:studies", "studies"), ("2026-11-23T09:00:00+00:00", "date", "23 November 2026"),
        ("2026-11", "date", "November 2026"), ("BCG vaccine", "lower", "BCG vaccine"),
        ("No vaccine", "lower", "no vaccine"),
        ("Done", "sentence", "Done."), ("Done?", "sentence", "Done?"), (["a", "b", "c"], "list", "a, b and c"),
        (["a", "a"], "list", "a"), (-9.7, "signed", "−10"), (5.2, "signed", "+5"), (4.0, "amount", "4"),
        (4.25, "amount", "4.25"), ("a  b\n c\x00", "text", "a b c"),
    ],
)  # fmt: skip
def test_formats(value: Any, form: str, text: str) -> None:
    assert render(value, form) == text


@pytest.mark.parametrize(
    ("value", "form"),
    [(None, "int"), ("x", "int"), (1.5, "int"), (float("nan"), "effect"), (2, "p"), ("", "text"), ([], "list"),
     ("yesterday", "date"), ("2026-13-01", "date"), (1, "nothing"), (1, "fixed:x"), (True, "int"), (1, "plural:a")],
)  # fmt: skip
def test_values_that_a_format_cannot_write(value: Any, form: str) -> None:
    with pytest.raises(FormatError):
        render(value, form)


def test_references_are_in_reading_order(bcg: Review) -> None:
    starts = [item.start for item in placed(manuscript(bcg, FIGURES))]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("path", "format"),
    [
        ("flow.included_studies", "citation:vancouv%r"),
        ("count(decisions)", "int"),
        ("count(studies_in,synthesis-none)", "int"),
        ("count(values,person,person,person)", "int"),
    ],
)
def test_a_damaged_reference_is_named_and_never_stops_the_check(bcg: Review, path: str, format: str) -> None:
    text, references, review = exported(bcg)
    data = json.loads(references)
    data["references"][0] |= {"path": path, "format": format}
    assert any(path in line for line in follow(text, json.dumps(data), review))
    data["references"][0]["position"] = [math.inf, 1]
    assert "cannot be read" in follow(text, json.dumps(data), review)[0]
    cited = next(item for item in json.loads(references)["references"] if item["format"].startswith("citation:"))
    data["references"][0] = cited | {"format": "citation:vancouv%r"}
    assert any("cannot be followed" in line for line in follow(text, json.dumps(data), review))
