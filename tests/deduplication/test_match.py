"""Pairs that are the same, and traps that are not."""

import itertools
from typing import Any

import pytest

from arakis.deduplication.match import match
from arakis.deduplication.numbers import Pages, issue, pages, volume
from arakis.domain.record import Citation, Name

BASE: dict[str, Any] = {
    "title": "Vaccination of schoolchildren against tuberculosis in two districts of the northern plain",
    "authors": (Name(family="Holmgren", given="Karl E."), Name(family="Ostberg", given="M."), Name(family="Lind")),
    "year": 1961,
    "journal": "Journal of Preventive Medicine and Hygiene",
    "volume": "12",
    "issue": "3",
    "pages": "221-228",
    "doi": "10.5555/jpmh.1961.221",
    "pmid": "99000001",
}


def cite(**changed: Any) -> Citation:
    return Citation(**(BASE | changed))


OTHER = Citation(**{name: value for name, value in BASE.items() if name not in ("doi", "pmid")})

SAME = {
    "identical": {},
    "journal abbreviated, pages short": {"journal": "J Prev Med Hyg", "pages": "221-8"},
    "pages as p. 221": {"pages": "p. 221"},
    "dash of another kind": {"pages": "221–8"},
    "no DOI, first author alone": {"authors": (Name(family="Holmgren", given="K"),)},
    "title in capitals with a full stop": {"title": BASE["title"].upper() + "."},
    "title in brackets with a note": {"title": f"[{BASE['title']}] [Article in Swedish]"},
    "with a subtitle": {"title": BASE["title"] + ": results after five years of observation"},
    "a typing error": {"title": BASE["title"].replace("schoolchildren", "schoolchilden")},
    "accent lost": {"authors": (Name(family="Holmgrén", given="K E"),)},
    "volume with issue": {"volume": "12 (3)", "issue": ""},
    "no pages, no volume": {"pages": "", "volume": "", "issue": ""},
    "year of online publication": {"year": 1960},
    "name of the collective lost": {"authors": ()},
}


@pytest.mark.parametrize("name", SAME)
def test_the_same_publication_written_differently(name: str) -> None:
    other = OTHER.model_copy(update=SAME[name])
    found = match(cite(), other)
    assert found.answer == "same", found.reasons
    assert found.reasons


TRAPS = {
    "erratum": {"title": "Erratum: " + BASE["title"], "pages": "300"},
    "erratum with the same page": {"title": "Correction to: " + BASE["title"]},
    "reply": {"title": BASE["title"] + " - Reply", "pages": "310-311"},
    "reply by the same authors on the same page": {"title": BASE["title"] + ": authors' reply"},
    "comment": {"title": "Comment on: " + BASE["title"], "authors": (Name(family="Adler", given="B"),), "pages": "309"},
    "retraction notice": {"title": "Retraction: " + BASE["title"], "pages": "402"},
    "protocol": {"title": BASE["title"] + ": study protocol", "year": 1957, "volume": "8", "pages": "11-15"},
    "second part": {"title": BASE["title"] + ". Part II", "pages": "229-236"},
    "second part in numerals": {"title": BASE["title"] + ". 2", "pages": "229-236"},
    "conference abstract": {"journal": "Proceedings of the Nordic Congress", "pages": "S41", "volume": "4",
                            "issue": "Suppl 1", "year": 1960, "kind": "conference"},
    "translated edition": {"language": "Swedish", "journal": "Nordisk Medicin", "volume": "65", "pages": "80-91"},
    "entry of a trial register": {"kind": "registration", "types": ("Trial registry record",), "pages": "",
                                  "volume": "", "issue": "", "journal": ""},
    "preprint": {"kind": "preprint", "journal": "medRxiv", "volume": "", "pages": "", "issue": ""},
    "another arm of the series": {"title": BASE["title"].replace("schoolchildren", "adults"), "pages": "251-260"},
    "opposite": {"title": "Vaccination of men against tuberculosis in two districts of the northern plain"},
    "other authors, other journal": {"authors": (Name(family="Quist"), Name(family="Rao")), "journal": "The Lancet",
                                     "volume": "1", "pages": "9-12", "issue": "2"},
}  # fmt: skip


@pytest.mark.parametrize("name", TRAPS)
def test_what_looks_the_same_and_is_not(name: str) -> None:
    other = OTHER.model_copy(update=TRAPS[name])
    one = cite(language="English")
    if name == "opposite":
        one = cite(title="Vaccination of women against tuberculosis in two districts of the northern plain", issue="2",
                   pages="200-207")  # fmt: skip
    found = match(one, other)
    assert found.answer != "same", found.reasons
    if name not in ("entry of a trial register", "reply by the same authors on the same page"):
        assert found.answer == "different", found.reasons


@pytest.mark.parametrize("title", ["Editorial", "Editorial introduction", "Letters", "In this issue"])
def test_titles_that_many_publications_have(title: str) -> None:
    one = cite(title=title, doi="", pmid="", issue="1", pages="3-4")
    assert match(one, one).answer == "same"
    assert match(one, cite(title=title, doi="", pmid="", issue="2", pages="3-4")).answer == "different"
    assert match(one, cite(title=title, doi="", pmid="", volume="13", issue="1", pages="3-4")).answer == "different"


def test_an_erratum_known_by_its_type_only() -> None:
    one = cite(types=("Journal Article",))
    other = OTHER.model_copy(update={"types": ("Published Erratum",), "pages": "300", "volume": "13"})
    assert match(one, other).answer == "different"


def test_one_identifier_for_two_things_is_asked() -> None:
    other = OTHER.model_copy(update={"title": "Erratum: " + BASE["title"], "doi": BASE["doi"]})
    found = match(cite(), other)
    assert found.answer == "ask"
    assert any("erratum" in reason for reason in found.reasons)


def test_a_shared_doi_of_a_supplement_is_not_enough() -> None:
    one = cite(
        title="Glucose transport in muscle of exercised rats", authors=(Name(family="Abe"),), pages="S10", pmid=""
    )
    two = cite(
        title="Insulin secretion of islets from lean donors", authors=(Name(family="Costa"),), pages="S90", pmid=""
    )
    assert match(one, two).answer == "different"


def test_matching_is_symmetric() -> None:
    variants = [OTHER.model_copy(update=change) for change in (*SAME.values(), *TRAPS.values())]
    for one, other in itertools.combinations([cite(), *variants], 2):
        assert match(one, other) == match(other, one)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("221-8", Pages("221", "228")), ("1606-13; discussion 1613-4", Pages("1606", "1613")), ("S425", Pages("s425")),
        ("H2369-H2375", Pages("h2369", "h2375")), ("01-Aug", Pages("1", "8")), ("05-Jun", Pages("5", "6")),
        ("383--400", Pages("383", "400")), ("e37-42", Pages("e37", "e42")), ("Suppl-29", Pages()), ("t-8", Pages()),
        ("I--XIII", Pages("i", "xiii")), ("II-221-5", Pages("ii221", "ii225")), ("", Pages()),
        ("Article 77", Pages("77")),
    ],
)  # fmt: skip
def test_pages(text: str, expected: Pages) -> None:
    assert pages(text) == expected


def test_volumes_and_issues() -> None:
    assert volume("29 (7)") == ("29", "7")
    assert volume("60 (1 Supplement 1)") == ("60", "s1")
    assert volume("17 (10) (no pagination)") == ("17", "10")
    assert volume("1)") == ("", "")
    assert volume("Zasshi. 45") == ("45", "")
    assert volume("XXIV") == ("24", "")
    assert [issue(one) for one in ("Suppl 1", "1_suppl", "1 Supplement 1", "01-Feb", "e70933", "3")] == [
        "s1", "s1", "s1", "1-2", "", "3",
    ]  # fmt: skip
