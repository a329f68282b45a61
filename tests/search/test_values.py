"""Single values: names, DOIs, dates, pages, registrations, languages, LaTeX."""

import pytest

from arakis.domain.record import Name
from arakis.search import fields
from arakis.search.latex import plain
from arakis.search.names import person, several


@pytest.mark.parametrize(
    ("text", "family", "given", "suffix", "literal"),
    [
        ("Smith, John A.", "Smith", "John A.", "", ""),
        ("Smith JA", "Smith", "JA", "", ""),
        ("Liu R.", "Liu", "R.", "", ""),
        ("van der Berg, J.", "van der Berg", "J.", "", ""),
        ("Berg, J. van der", "van der Berg", "J.", "", ""),
        ("Jan van der Berg", "van der Berg", "Jan", "", ""),
        ("Frimodt-Moller J", "Frimodt-Moller", "J", "", ""),
        ("Brownstein C D", "Brownstein", "C D", "", ""),
        ("Durodoye, R., Jr.", "Durodoye", "R.", "Jr.", ""),
        ("Carl Evans", "Evans", "Carl", "", ""),
        ("Degl'Innocenti, R.", "Degl'Innocenti", "R.", "", ""),
        ("Pérez-de la Fuente R.", "Pérez-de la Fuente", "R.", "", ""),
        ("World Health Organization", "", "", "", "World Health Organization"),
        ("Medical Research Council", "", "", "", "Medical Research Council"),
        ("ALLHAT Collaborative Research Group", "", "", "", "ALLHAT Collaborative Research Group"),
        ("Bank, J", "Bank", "J", "", ""),
        ("Plato", "Plato", "", "", ""),
        ("[No author name available]", "", "", "", ""),
        ("", "", "", "", ""),
    ],
)
def test_person(text: str, family: str, given: str, suffix: str, literal: str) -> None:
    assert person(text) == Name(family=family, given=given, suffix=suffix, literal=literal)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Smith, J; Jones, K", ["Smith, J", "Jones, K"]),
        ("Smith, J. and Jones, K. L. and WHO", ["Smith, J.", "Jones, K. L.", "WHO"]),
        ("Song X.Li G.Heusch G. M.", ["Song X.", "Li G.", "Heusch G. M."]),
        ("Griffin DK, Larkin DM, O'Connor RE.", ["Griffin DK", "Larkin DM", "O'Connor RE"]),
        ("['Marx, Karl', 'Lindgren, Astrid']", ["Marx, Karl", "Lindgren, Astrid"]),
        ("Smith, John", ["Smith, John"]),
    ],
)
def test_several(text: str, names: list[str]) -> None:
    assert several(text) == names


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1000/ABC.1", "10.1000/abc.1"),
        ("https://doi.org/10.1000/abc.", "10.1000/abc"),
        ("doi: 10.1016/S0022-5223%2895%2970020-X", "10.1016/s0022-5223(95)70020-x"),
        ("10.1016/s0735-1097%252813%252962048-3", "10.1016/s0735-1097(13)62048-3"),
        ("10.1002/(SICI)1097-0258(19980815/30)17:15/16<1623::AID-SIM871>3.0.CO;2-S",
         "10.1002/(sici)1097-0258(19980815/30)17:15/16<1623::aid-sim871>3.0.co;2-s"),
        ("(10.1000/abc)", "10.1000/abc"),
        ("10.1371/journal.pone.0056122&representation=PDF", "10.1371/journal.pone.0056122"),
        ("10.1002/cncr.20369&atitle=fine-needle+aspiration&stitle=cancer", "10.1002/cncr.20369"),
        ("10.1002/(ISSN)1744-4292", ""),
        ("10.1000/", ""),
        ("no doi", ""),
    ],
)  # fmt: skip
def test_doi(text: str, doi: str) -> None:
    assert fields.doi(text) == doi


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2018", "2018"), ("2015 Jul", "2015-07"), ("2017 Nov 15", "2017-11-15"), ("20180101//", "2018-01-01"),
        ("2024///", "2024"), ("2013/07/28", "2013-07-28"), ("AUG 1 2019", "2019-08-01"), ("2011 Nov-Dec", "2011-11"),
        ("in press", ""), ("2020 Winter", "2020"), ("4/3/2024", "2024"),
    ],
)  # fmt: skip
def test_date(text: str, date: str) -> None:
    assert fields.date(text) == date


@pytest.mark.parametrize(
    ("given", "pages"),
    [
        (("183-92",), "183-92"), (("", "152", "160"), "152-160"), (("", "12", "12"), "12"),
        (("", "12-18", "18"), "12-18"),
        (("", "", "", "e123"), "e123"), (("", "No", "Specified"), ""), (("no pagination",), ""),
        (("XX, 327",), "XX, 327"),
    ],
)  # fmt: skip
def test_pages(given: tuple[str, ...], pages: str) -> None:
    assert fields.pages(*given) == pages


def test_registrations() -> None:
    text = "Registered as NCT 01234567 (also isrctn12345678; EudraCT number 2015-001234-22) and ACTRN12605000123456."
    assert fields.registrations(text) == ("NCT01234567", "ISRCTN12345678", "2015-001234-22", "ACTRN12605000123456")
    assert fields.registrations("NCT1234567, XNCT01234567, NCT012345678") == ()


def test_languages() -> None:
    assert fields.language("eng") == "English"
    assert fields.language("pt, en, es") == "Portuguese; English; Spanish"
    assert fields.language("Klingon") == "Klingon"
    assert fields.language("und") == ""


def test_text_without_markup_keeps_signs_of_comparison() -> None:
    assert fields.text("<i>M. bovis</i> &amp; p&lt;0.05,  n<10 and x>5") == "M. bovis & p<0.05, n<10 and x>5"


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r'M{\"u}ller', "Müller"), (r"Garc\'{\i}a", "García"), (r"\'Elan", "Élan"), (r"{\ss}", "ß"), (r"\o re", "øre"),
        (r"{BCG} \& {TB}", "BCG & TB"), (r"\textit{M. bovis}", "M. bovis"), (r"Poincar\'e", "Poincaré"),
        (r"\v{C}apek", "Čapek"),
    ],
)  # fmt: skip
def test_latex(latex: str, text: str) -> None:
    assert plain(latex) == text
