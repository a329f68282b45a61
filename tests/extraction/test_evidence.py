"""Every value stands where its evidence says, on all outputs: invented reports, real reports, any text."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extraction.cases import layer_of, protocol, section
from tests.extraction.test_extract import MEANS, OPEN, WAYS

from arakis.domain.document import TextLayer
from arakis.domain.protocol import Protocol
from arakis.domain.result import Value
from arakis.extraction.extract import extract
from arakis.extraction.numbers import numbers, parse, words_value
from arakis.extraction.types import Extraction
from arakis.retrieval.layer import read


def stated(value: Value | None) -> list[Value]:
    """The stated values in a value."""
    if value is None:
        return []
    if value.origin == "computed":
        return [one for inner in value.inputs.values() for one in stated(inner)]
    return [value]


def verify(layer: TextLayer, extraction: Extraction) -> int:
    """Check every value and candidate; how many there were."""
    checked = 0
    for result in extraction.results:
        for side in (result.intervention, result.comparator, result.effect):
            for field in side.values():
                assert field.value is None or not field.candidates
                assert field.value is not None or field.reason
                for value in [*stated(field.value), *(one for c in field.candidates for one in stated(c))]:
                    checked += 1
                    for span in value.evidence:
                        assert layer.text[span.start : span.end] == span.quote
                        assert span.source == layer.id
                    own = value.evidence[0]
                    assert parse(own.quote) == value.value
                    around = numbers(layer.text, max(0, own.start - 40), own.end + 40)
                    assert any((n.start, n.end) == (own.start, own.end) for n in around), own
                    assert len(value.evidence) > 1
    return checked


def test_on_invented_reports() -> None:
    for kind, bodies in (("dichotomous", {**WAYS, **OPEN}), ("continuous", MEANS)):
        for body in bodies.values():
            layer = layer_of(body)
            verify(layer, extract(layer, protocol(kind)))


def test_on_real_reports(data) -> None:
    rows = [json.loads(line) for line in (data / "extraction" / "numeric_ico.jsonl").read_text("utf-8").splitlines()]
    by_article: dict[str, list[dict]] = {}
    for row in rows:
        by_article.setdefault(row["pmcid"], []).append(row)
    checked = 0
    for pmcid, mine in sorted(by_article.items())[::6]:
        layer = read((data / "extraction" / "numeric_ico_xml" / f"{pmcid}.xml").read_bytes(), f"{pmcid}.xml")
        row = mine[0]
        kind = "dichotomous" if row["outcome_type"] == "binary" else "continuous"
        comparison = {
            "id": "c",
            "intervention": {"name": row["intervention"][:300], "terms": ["intervention", "treatment"]},
            "comparator": {"name": row["comparator"][:300], "terms": ["control", "placebo"]},
        }
        outcomes = [{"id": f"o{at}", "name": one["outcome"][:300], "kind": kind} for at, one in enumerate(mine[:12])]
        asked = Protocol.model_validate(
            {"question": "What is the effect?", "comparisons": [comparison], "outcomes": outcomes}
        )
        checked += verify(layer, extract(layer, asked))
    assert checked > 5


WORDS = st.sampled_from(
    [
        "zinc",
        "placebo",
        "control",
        "cold",
        "colds",
        "of",
        "the",
        "140",
        "12",
        "/",
        "25",
        "138",
        "(8.6%)",
        "and",
        "in",
        "children",
        ",",
        ";",
        ".",
        "developed",
        "respectively",
        "versus",
        "n",
        "=",
        "(",
        ")",
        "twelve",
        "Of",
        "no",
        "not",
        "supplemented",
        "1,140",
        "0·5",
        "±",
        "4.5",
        "mean",
        "SD",
    ]
)


@settings(max_examples=50, deadline=None)
@given(st.lists(WORDS, min_size=5, max_size=40))
def test_on_any_order_of_words(words: list[str]) -> None:
    layer = layer_of(section("Results", " ".join(words) + "."))
    for kind in ("dichotomous", "continuous"):
        extraction = extract(layer, protocol(kind))
        verify(layer, extraction)
        for result in extraction.results:
            for side in (result.intervention, result.comparator):
                events, total = side.get("events"), side.get("total")
                if events and total and events.value and total.value:
                    assert events.value.value <= total.value.value


def test_numbers_are_whole_at_their_place() -> None:
    def values(text: str) -> list[float]:
        return [number.value for number in numbers(text)]

    assert values("1,234 and 12 345 of 0·5 or 3,5") == [1234, 12345, 0.5, 3.5]
    assert values("CD4 and IL-6, version 1.2.3, H2O") == []
    assert values("eleven of the 139") == [11, 139]
    assert values("one hundred and twenty-three vaccinated") == [123]
    assert values("twenty five and thirty-one") == [25, 31]
    assert values("−3.2 (−4.1 to −2.3)") == [-3.2, -4.1, -2.3]
    assert values("12-15") == [12, 15]
    assert words_value("two thousand one hundred and six") == 2106
    assert words_value("one two") is None


@given(st.integers(0, 999_999))
def test_grouped_digits_are_one_number(value: int) -> None:
    for text in (f"{value:,}", f"{value:,}".replace(",", "\u2009"), str(value)):
        assert [number.value for number in numbers(f"of {text} people")] == [value]
        assert parse(text) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("among the 15 065 persons and the 12 \n725 persons", [15065, 12725]),
        ("among the 12\n725 persons", []),  # one number or two: not read
        ("372 cases among 1,204\n725 others", [372, 1204, 725]),
    ],
)
def test_a_number_that_a_line_breaks_is_one_or_not_read(text: str, found: list[float]) -> None:
    assert [number.value for number in numbers(text)] == found
