"""Reports of one study: what links them, and what does not."""

import itertools
from typing import Any

import pytest

from arakis.deduplication.citing import citing
from arakis.deduplication.link import Link, links
from arakis.domain.record import Name
from arakis.domain.report import Report

MAIN = Report(
    id="report-main",
    records=("record-1",),
    title="Vaccination of schoolchildren against tuberculosis in two districts of the northern plain",
    authors=(Name(family="Holmgren", given="Karl"), Name(family="Östberg", given="Maja")),
    year=1961,
    doi="10.5555/jpmh.1961.221",
)
LATER = Report(
    id="report-later",
    records=("record-2",),
    title="Tuberculosis mortality among young adults: fifteen years of observation",
    authors=(Name(family="Östberg", given="M"), Name(family="Quist", given="P")),
    year=1976,
)
STRANGER = LATER.model_copy(update={"authors": (Name(family="Rao", given="S"),)})


def one(text: str, later: Report = LATER, main: Report = MAIN, **texts: str) -> Link | None:
    found = links([later, main], {later.id: text} | texts)
    assert len(found) <= 1
    return found[0] if found else None


BELONGS = {
    "author and year": "Methods. The trial was described by Holmgren and Östberg (1961). Deaths were counted.",
    "with et al.": "This is a follow-up of the children vaccinated by Holmgren et al. in 1961. Deaths were counted.",
    "title": "Here we follow up the participants of an earlier trial (Vaccination of schoolchildren against "
    "tuberculosis in two districts of the northern plain). Deaths were counted.",
    "DOI": "The design and first results of this trial have been reported before (doi:10.5555/jpmh.1961.221).",
    "reference": "Intro.\n\nThe methods of our trial have been described in detail elsewhere [2]. Deaths were "
    "counted.\n\nReferences\n1. Someone A. Another paper. 1950.\n2. Holmgren K. Vaccination of schoolchildren against "
    "tuberculosis in two districts of the northern plain. J Prev Med Hyg 1961;12:221.\n",
    "secondary": "We present a secondary analysis of the trial of Holmgren (1961).",
}


@pytest.mark.parametrize("name", BELONGS)
def test_a_sentence_that_names_the_other_report_links(name: str) -> None:
    text = BELONGS[name]
    found = one(text)
    assert found is not None
    assert found.answer == "same study"
    ((report, start, end),) = found.quotes
    assert report == LATER.id
    assert text[start:end] in text
    assert "Deaths were" not in text[start:end]


@pytest.mark.parametrize(
    "text",
    [
        "In contrast to the trial described by Holmgren (1961), our participants were adults.",
        "Vaccination protects (Holmgren 1961).",
        "A protective effect was consistent with the results reported by Holmgren and Östberg (1961).",
        "Unlike the study reported by Holmgren in 1961, ours was small. Follow-up was long.",
        "The trial was described by Holmgren (1959).",
        "Follow-up lasted 15 years. Holmgren (1961) was cited.",
        "We counted deaths of 1203 people.\n\nReferences\n1. The trial described by Holmgren (1961).\n",
        "",
    ],
)
def test_naming_it_otherwise_does_not_link(text: str) -> None:
    found = one(text, later=STRANGER)
    assert found is None


def test_without_a_common_author_and_without_own_words_a_person_is_asked() -> None:
    found = one("The trial was described by Holmgren and Östberg (1961).", later=STRANGER)
    assert found is not None
    assert found.answer == "ask"
    own = one("This report extends the trial described by Holmgren and Östberg (1961).", later=STRANGER)
    assert own is not None
    assert own.answer == "same study"


def test_registration_numbers() -> None:
    def registered(report: Report, *numbers: str) -> Report:
        return report.model_copy(update={"registrations": numbers})

    same = links([registered(MAIN, "NCT00000001"), registered(STRANGER, "NCT00000001")])
    assert [(link.answer, link.a, link.b) for link in same] == [("same study", "report-later", "report-main")]
    several = links([registered(MAIN, "NCT00000001"), registered(STRANGER, "NCT00000001", "NCT2", "NCT3")])
    assert several[0].answer == "ask"
    differ = one(BELONGS["author and year"], registered(LATER, "NCT00000001"), registered(MAIN, "NCT00000002"))
    assert differ is not None
    assert differ.answer == "ask"
    assert "differ" in " ".join(differ.reasons)


def test_two_reports_by_one_author_in_one_year_are_told_apart() -> None:
    twin = MAIN.model_copy(
        update={"id": "report-twin", "title": "Skin reactions after vaccination of nurses", "doi": ""}
    )
    text = "The trial was described by Holmgren and Östberg (1961)."
    assert citing(text, [MAIN, twin]) == []
    by_title = "This is a follow-up of the trial 'Skin reactions after vaccination of nurses' (Holmgren 1961)."
    assert [found.cited for found in citing(by_title, [MAIN, twin])] == ["report-twin"]


def test_the_same_group_on_another_trial_is_not_linked() -> None:
    title = "Treatment of pleurisy with streptomycin at the northern sanatorium"
    other = MAIN.model_copy(update={"id": "report-other", "year": 1966, "doi": "", "title": title})
    texts = {
        MAIN.id: "We vaccinated 1237 of 2481 children.\n\nReferences\n1. Lancet 1954;263:1213.\n2. BMJ 1955;1:1017.\n",
        other.id: "We treated 311 patients.\n\nReferences\n1. Lancet 1954;263:1213.\n2. BMJ 1955;1:1017.\n",
    }
    assert links([MAIN, other], texts) == []


def test_links_do_not_depend_on_order_and_offsets_hold_with_accents() -> None:
    text = "Première étude. Œuvre ﬁne. The trial was described by Holmgren and Östberg (1961). Ende."
    expected = links([MAIN, LATER], {LATER.id: text})
    for order in itertools.permutations([MAIN, LATER]):
        assert links(list(order), {LATER.id: text}) == expected
    _, start, end = expected[0].quotes[0]
    assert text[start:end] == "The trial was described by Holmgren and Östberg (1961)."


def test_text_is_data_whatever_it_holds() -> None:
    nasty: list[Any] = [
        "(" * 5000,
        "Holmgren " * 3000 + "1961",
        "a.b " * 20000,
        "\n" * 1000,
        "trial " * 5000 + "described by",
    ]
    for text in nasty:
        links([MAIN, LATER], {LATER.id: text})
