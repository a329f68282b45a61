"""Terms, negation and sentences on text as reports have it."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arakis.words.negation import negated
from arakis.words.sentences import sentences
from arakis.words.terms import Terms
from arakis.words.text import Text


def found(term: str, text: str) -> list[str]:
    plain = Text(text)
    return [plain.raw[slice(*plain.span(hit.start, hit.end))] for hit in Terms([term]).find(plain)]


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("vaccinated", "unvaccinated and vaccinated", ["vaccinated"]),
        ("randomised", "They were randomized.", ["randomized"]),
        ("randomized", "They were randomised.", ["randomised"]),
        ("haemoglobin", "Hemoglobin rose", ["Hemoglobin"]),
        ("tumor", "two tumours", ["tumours"]),
        ("behaviour", "Behavior", ["Behavior"]),
        ("oesophageal varices", "esophageal varices", ["esophageal varices"]),
        ("double-blind", "double blind, doubleblind, double-blind", ["double blind", "doubleblind", "double-blind"]),
        ("noncancer pain", "non-cancer pain", ["non-cancer pain"]),
        ("children", "a child", ["child"]),
        ("guinea pigs", "one guinea-pig", ["guinea-pig"]),
        ("ADD", "we add; ADD is", ["ADD"]),
        ("therapy", "therapies", ["therapies"]),
        ("control group", "the control\n  group", ["control\n  group"]),
        ("randomised", "were random-\nised to", ["random-\nised"]),
        ("cat", "category", []),
        ("rat", "rates and rats", ["rats"]),
        ("abscess", "abscesses", ["abscesses"]),
        ("ACE inhibitor", "ACE-inhibitors", ["ACE-inhibitors"]),
    ],
)
def test_a_term_is_found_as_a_word_in_any_spelling(term: str, text: str, expected: list[str]):
    assert found(term, text) == expected


def test_of_nested_terms_the_longest_counts():
    text = Text("patients with type 1 diabetes")
    assert [hit.term for hit in Terms(["diabetes", "type 1 diabetes"]).find(text)] == ["type 1 diabetes"]


@pytest.mark.parametrize(
    ("term", "text", "denied"),
    [
        ("randomised", "Patients were not randomised.", True),
        ("randomised", "a non-randomised study", True),
        ("randomised", "a quasi-randomised study", True),
        ("control group", "There was no control group.", True),
        ("control group", "studied without any control group", True),
        ("randomisation", "Randomisation was not possible.", True),
        ("randomised", "Patients were randomised, but not blinded.", False),
        ("randomised", "Not only were patients randomised", False),
        ("children", "Adults did not respond. Children were vaccinated.", False),
        ("diabetes", "There was no significant diabetes effect", False),
    ],
)
def test_denied_words_are_known(term: str, text: str, denied: bool):
    plain = Text(text)
    hit = Terms([term]).find(plain)[0]
    assert negated(plain, hit.start, hit.end) is denied


def test_sentences_end_where_they_end():
    text = "Dr. Smith et al. found 3.5 mg. Then he left! No. 4 stayed\n\nNew part"
    assert [text[low:high] for low, high in sentences(text)] == [
        "Dr. Smith et al. found 3.5 mg.",
        "Then he left!",
        "No. 4 stayed",
        "New part",
    ]


@given(st.text(max_size=300))
def test_sentences_cover_all_words_once_and_in_order(text: str):
    spans = sentences(text)
    assert all(low < high for low, high in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    kept = "".join(text[low:high] for low, high in spans)
    assert "".join(kept.split()) == "".join(text.split())


@given(st.lists(st.sampled_from(["ran-\ndom", "a b", "x-\n", " İ ", "ﬁn", "word ", "-\u00ad\n", "é"]), max_size=20))
def test_offsets_lead_back_to_the_text_as_it_is(pieces: list[str]):
    text = Text("".join(pieces))
    assert len(text.lower) == len(text.plain)
    for at, letter in enumerate(text.plain):
        low, high = text.span(at, at + 1)
        assert text.raw[low:high] == letter
