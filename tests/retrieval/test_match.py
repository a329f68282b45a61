"""Files to reports: the surest way decides, what is ambiguous is left."""

from arakis.domain.document import Front, TextLayer
from arakis.domain.record import Name
from arakis.domain.report import Report
from arakis.retrieval.match import Match, match

ZINC = Report(
    id="zinc",
    records=(),
    title="Zinc for the prevention of the common cold: a controlled trial",
    authors=(Name(family="Müller", given="A"),),
    year=1991,
    doi="10.5555/zinc.1991.3",
    pmid="99000001",
)
PART = ZINC.model_copy(update={"id": "part", "title": ZINC.title + ": II", "doi": "", "pmid": "", "year": 1993})
OTHER = Report(
    id="other",
    records=(),
    title="Echinacea in adults with coughs and other complaints",
    authors=(Name(family="Smith"),),
    year=1991,
)


def layer(text: str = "", **front: object) -> TextLayer:
    """A text layer with some front matter."""
    return TextLayer(
        id="layer",
        document="d",
        media_type="text/plain",
        extractor="text",
        version="1",
        text=text,
        front=Front.model_validate(front),
    )


def one(name: str, text_layer: TextLayer, *reports: Report) -> Match:
    """The match of one file."""
    (found,) = match([("file", name, text_layer)], reports or (ZINC, PART, OTHER))
    return found


def test_by_identifier() -> None:
    assert (found := one("a.pdf", layer(doi="10.5555/ZINC.1991.3"))).report == "zinc"
    assert found.by == "DOI"
    assert one("a.pdf", layer(pmid="99000001")).by == "PMID"
    pmc = OTHER.model_copy(update={"pmcid": "PMC77"})
    assert one("a.pdf", layer(pmcid="PMC77"), pmc).by == "PMCID"


def test_by_title_and_the_longer_title_wins() -> None:
    head = "Journal of Tests\nZinc for the Prevention of the Common Cold: A Controlled\nTrial\nA. Müller\n"
    assert one("a.pdf", layer(head)).report == "zinc"
    second = one("a.pdf", layer(head.replace("Trial", "Trial: II")))
    assert (second.report, second.by) == ("part", "title in the text")


def test_by_file_name() -> None:
    assert one("muller-1991.pdf", layer("scanned")).report == "zinc"
    assert one("PMID99000001.xml", layer("scanned")).by == "file name"
    assert one("10.5555_zinc.1991.3.pdf", layer("scanned")).by == "file name"
    assert one("smith_1992.pdf", layer("scanned")).report is None
    assert one("blacksmith 1991.pdf", layer("scanned")).report is None


def test_a_contradicting_identifier_is_never_matched() -> None:
    found = one("muller1991.pdf", layer(ZINC.title, doi="10.5555/another"))
    assert found.report is None
    assert found.reasons


def test_what_is_ambiguous_is_left_and_says_so() -> None:
    twin = OTHER.model_copy(update={"id": "twin", "title": "Another title of the same author and year"})
    found = one("smith 1991.pdf", layer("scanned"), OTHER, twin)
    assert found.report is None
    assert set(found.rivals) == {"other", "twin"}
    both = match([("x", "a.pdf", layer(doi=ZINC.doi)), ("y", "b.pdf", layer(doi=ZINC.doi))], [ZINC])
    assert [one_.report for one_ in both] == [None, None]
    assert "b.pdf" in both[0].reasons[0]


def test_a_surer_file_keeps_its_report() -> None:
    found = match([("x", "muller1991.pdf", layer("scan")), ("y", "b.pdf", layer(doi=ZINC.doi))], [ZINC, OTHER])
    assert [one_.report for one_ in found] == [None, "zinc"]
    assert "already" in found[0].reasons[0]


def test_the_xml_of_an_article_is_taken_before_a_copy_of_it() -> None:
    article = layer(doi=ZINC.doi).model_copy(update={"media_type": "application/jats+xml"})
    found = match([("x", "a.pdf", layer(doi=ZINC.doi)), ("y", "b.xml", article)], [ZINC])
    assert [one_.report for one_ in found] == [None, "zinc"]
    assert "b.xml" in found[0].reasons[0]
    twice = match([("x", "a.xml", article), ("y", "b.xml", article)], [ZINC])
    assert [one_.report for one_ in twice] == [None, None]
