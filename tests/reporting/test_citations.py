"""References in five styles against right ones made by hand, and citations in the text."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from arakis.domain.record import Citation, Name
from arakis.errors import InputError
from arakis.reporting.citations.parts import chicago_pages, full_pages, initials, short_pages
from arakis.reporting.citations.style import STYLES, Cited, entry, format, in_text, letters
from arakis.reporting.document import Emphasis, Runs, plain

FOLDER = Path(__file__).parent / "references"
CASES: list[dict[str, Any]] = [
    case for path in sorted(FOLDER.glob("*.yaml")) for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def marked(runs: Runs) -> str:
    """The words with italics between asterisks."""
    return "".join(f"*{plain(run.runs)}*" if isinstance(run, Emphasis) else run.text for run in runs)


PAIRS = [(case, style) for case in CASES for style in STYLES if style in case]


@pytest.mark.parametrize("style", STYLES)
def test_there_are_enough_references(style: str) -> None:
    assert len([case for case, given_style in PAIRS if given_style == style]) >= 20


@pytest.mark.parametrize(("case", "style"), PAIRS, ids=[f"{case['name']}-{style}" for case, style in PAIRS])
def test_reference(case: dict[str, Any], style: str) -> None:
    assert marked(entry(Citation.model_validate(case["work"]), style)) == case[style]


def work(*families: str, year: int | None = 1950, title: str = "A title") -> Citation:
    return Citation(title=title, authors=tuple(Name(family=name) for name in families), year=year)


@pytest.mark.parametrize(
    ("style", "families", "first", "wanted"),
    [
        ("apa7", ("Hart",), True, "(Hart, 1950)"),
        ("apa7", ("Hart", "Sutherland"), True, "(Hart & Sutherland, 1950)"),
        ("apa7", ("A", "B", "C"), True, "(A et al., 1950)"),
        ("apa6", ("A", "B", "C"), True, "(A, B, & C, 1950)"),
        ("apa6", ("A", "B", "C"), False, "(A et al., 1950)"),
        ("apa6", ("A", "B", "C", "D", "E", "F"), True, "(A et al., 1950)"),
        ("chicago", ("Hart", "Sutherland"), True, "(Hart and Sutherland 1950)"),
        ("chicago", ("A", "B", "C"), True, "(A, B, and C 1950)"),
        ("chicago", ("A", "B", "C", "D"), True, "(A et al. 1950)"),
        ("harvard", ("A", "B", "C"), True, "(A, B and C, 1950)"),
        ("harvard", ("A", "B", "C", "D"), True, "(A et al., 1950)"),
        ("vancouver", ("A",), True, "[4]"),
    ],
)
def test_citation_in_the_text(style: str, families: tuple[str, ...], first: bool, wanted: str) -> None:
    assert in_text([Cited(work(*families), 4, first=first)], style) == wanted


def test_several_citations() -> None:
    items = [Cited(work("B"), 7), Cited(work("A"), 1), Cited(work("C"), 2), Cited(work("D"), 3)]
    assert in_text(items, "vancouver") == "[1-3,7]"
    assert in_text(items[:2], "vancouver") == "[1,7]"
    assert in_text(items, "apa7") == "(A, 1950; B, 1950; C, 1950; D, 1950)"


def test_works_that_look_alike_get_letters() -> None:
    works = [("x", work("A", title="Zebra")), ("y", work("A", title="Ape")), ("z", work("B"))]
    assert letters(works, "apa7") == {"y": "a", "x": "b"}
    assert letters(works, "vancouver") == {}
    assert "(1950b)" in plain(entry(works[0][1], "apa7", "b"))


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(InputError):
        entry(work("A"), "mla")


def test_number_only_in_numbered_styles() -> None:
    assert format(work("A"), "vancouver", 3).startswith("3. A. A title.")
    assert format(work("A"), "apa7", 3).startswith("A (1950)") or format(work("A"), "apa7", 3).startswith("A. (1950)")


@pytest.mark.parametrize(
    ("pages", "full", "short", "chicago"),
    [
        ("255-81", "255–281", "255-81", "255–81"),
        ("100-104", "100–104", "100-4", "100–104"),
        ("107-108", "107–108", "107-8", "107–8"),
        ("1087-89", "1087–1089", "1087-9", "1087–89"),
        ("1496-1504", "1496–1504", "1496-504", "1496–504"),
        ("3-10", "3–10", "3-10", "3–10"),
        ("96-117", "96–117", "96-117", "96–117"),
        ("12--14", "12–14", "12-4", "12–14"),
        ("123A-124A", "123A–124A", "123A-124A", "123A–124A"),
        ("12, 15", "12, 15", "12, 15", "12, 15"),
    ],
)
def test_pages(pages: str, full: str, short: str, chicago: str) -> None:
    assert (full_pages(pages), short_pages(pages), chicago_pages(pages)) == (full, short, chicago)


def test_initials() -> None:
    assert initials("Jean-Luc M") == ["J", "-L", "M"]
    assert initials("J.W.M.") == ["J", "W", "M"]
    assert initials("JWM") == ["J", "W", "M"]


TEXTS = st.text(max_size=30)
WORKS = st.builds(
    Citation,
    title=TEXTS, authors=st.lists(st.builds(Name, family=TEXTS, given=TEXTS, suffix=TEXTS), max_size=25).map(tuple),
    year=st.none() | st.integers(1500, 2100), date=TEXTS, journal=TEXTS, volume=TEXTS, issue=TEXTS, pages=TEXTS,
    doi=TEXTS, url=TEXTS, publisher=TEXTS, language=TEXTS,
    kind=st.sampled_from(["article", "book", "chapter", "thesis", "conference", "report", "preprint", "web", "other",
                          "registration", "unheard of"]),
)  # fmt: skip


@given(WORKS, st.sampled_from(STYLES))
def test_any_record_gives_a_reference(record: Citation, style: str) -> None:
    words = plain(entry(record, style))
    assert words.strip()
    assert "\n" not in words
    in_text([Cited(record, 1)], style)
