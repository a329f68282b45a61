"""The manuscript as PDF and DOCX, and the tables as CSV."""

import csv
import io
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from tests.reporting.sample import bcg_rows, empty, excluded_only, invented_rows, review_of

from arakis.domain.review import Review
from arakis.errors import ArakisError
from arakis.figures.render import png
from arakis.reporting.document import Figure
from arakis.reporting.docx import docx
from arakis.reporting.manuscript import manuscript
from arakis.reporting.pdf import pdf
from arakis.reporting.tables import neutral, tables
from arakis.reporting.typst import literal, typst

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="100mm" height="50mm" viewBox="0 0 100 50">'
    '<rect width="100" height="50" fill="#ddd"/></svg>'
)


@pytest.fixture(scope="module")
def bcg(data: Path) -> Review:
    return review_of(bcg_rows(data), waiting=True)


def pages(made: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(made)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_the_pdf_has_the_numbers_on_its_pages(bcg: Review) -> None:
    found = pages(pdf(manuscript(bcg, {"prisma": Figure(SVG)})))
    assert "0.49 (95% CI 0.33 to 0.73" in found[0]
    assert "Provisional" in found[0]
    assert all(f"{at} / {len(found)}" in words for at, words in enumerate(found, 1))
    assert all("(demonstration)" in words for words in found)  # the running title
    assert any("505/88,391" in words for words in found)


def test_the_same_review_gives_the_same_bytes(bcg: Review) -> None:
    made = manuscript(bcg, {"prisma": Figure(SVG, png=png(SVG, 60))})
    assert pdf(made) == pdf(made)
    assert docx(made) == docx(made)


@pytest.mark.parametrize("review", [empty(), excluded_only(), review_of(invented_rows(1))])
def test_small_reviews(review: Review) -> None:
    made = manuscript(review)
    assert pages(pdf(made))
    assert Document(io.BytesIO(docx(made))).paragraphs


def test_nothing_runs_over_the_edge_of_a_page() -> None:
    """With long titles, addresses without a break and many studies, every word stays between the margins."""
    title = "On " + "interventions-of-many-kinds-and-their-consequences " * 6
    review = review_of(invented_rows(30), long=True, title=title, funding="https://example.org/" + "a" * 200)
    document = pypdfium2.PdfDocument(pdf(manuscript(review)))
    for page in document:
        width, height = page.get_size()
        text = page.get_textpage()
        for at in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(at)
            assert left >= 40
            assert right <= width - 40, text.get_text_bounded(left, bottom, right, top)
            assert bottom >= 20
            assert top <= height - 20


def test_a_figure_that_is_no_drawing_is_one_clear_error(bcg: Review) -> None:
    with pytest.raises(ArakisError, match="PDF could not be made"):
        pdf(manuscript(bcg, {"prisma": Figure("this is no drawing")}))


def test_words_are_never_typst_markup() -> None:
    review = empty(title='#panic("no") \\ " $x$ [a review of things', rationale="#let x = 1; *a* _b_ @c <d> `e`")
    source = typst(manuscript(review))
    assert literal(review.protocol.rationale) in source
    assert any('#panic("no")' in words for words in pages(pdf(manuscript(review))))


def test_docx_has_real_structure(bcg: Review) -> None:
    made = manuscript(bcg, {"prisma": Figure(SVG, png=png(SVG, 60)), "bias_summary": Figure(SVG)})
    word = Document(io.BytesIO(docx(made)))
    styles = {paragraph.text: paragraph.style.name for paragraph in word.paragraphs if paragraph.style}
    assert styles["Abstract"] == "Heading 1"
    assert styles["Study selection"] == "Heading 2"
    assert styles["Tuberculosis"] == "Heading 3"
    assert any("0.49 (95% CI 0.33 to 0.73" in paragraph.text for paragraph in word.paragraphs)
    assert len(word.inline_shapes) == 1
    assert len(word.tables) >= 10
    for table in word.tables:
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert "PAGE" in word.sections[0].footer._element.xml
    assert "[For the authors:" in "".join(paragraph.text for paragraph in word.paragraphs)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_tables_hold_every_row(bcg: Review) -> None:
    made = tables(bcg)
    assert set(made) >= {"characteristics", "excluded", "risk_of_bias", "results", "sensitivity",
                         "summary_of_findings", "prisma", "decisions"}  # fmt: skip
    assert len(rows(made["characteristics"])) == 13
    assert len(rows(made["risk_of_bias"])) == 13 * 6
    assert {row["state"] for row in rows(made["excluded"])} == {
        "excluded at full text", "not retrieved", "awaiting classification"
    }  # fmt: skip
    counts = {(row["box"], row["part"]): row["count"] for row in rows(made["prisma"])}
    assert counts["included_studies", ""] == "13"
    found = rows(made["summary_of_findings"])[0]
    assert float(found["estimate"]) == pytest.approx(0.48942, abs=1e-5)
    assert rows(made["decisions"])[1]["built_in"] == "13"


def test_a_cell_cannot_be_a_formula(bcg: Review) -> None:
    made = tables(bcg)
    assert rows(made["excluded"])[0]["title"] == "'=A letter about vaccines"
    assert rows(made["risk_of_bias"])[0]["why"] == "'=quoted"
    for text in made.values():
        for row in csv.reader(io.StringIO(text)):
            for cell in row:
                assert not cell.startswith(("=", "+", "@", "\t", "\r"))
                assert not cell.startswith("-") or float(cell) <= 0
    assert neutral("  =1") == "'=1"
    assert neutral(-0.5) == "-0.5"
    assert neutral("-0.5 (as written)") == "'-0.5 (as written)"
