"""Text layers: what is read from PDF, JATS, HTML and text, and how bad files are refused."""

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from arakis.domain.document import TextLayer
from arakis.errors import InputError
from arakis.retrieval.headings import kind_of_heading
from arakis.retrieval.layer import read

ARTICLE = """#set page(width: 595pt, height: 842pt, margin: 50pt, columns: %d)
#set text(size: 10pt)
#set par(justify: true)
#show figure.where(kind: table): set figure.caption(position: %s)
= Zinc for the prevention of the common cold: a controlled trial
A. Author and B. Writer \\
doi:10.5555/zinc.1991.3
== Summary
Of 140 children given zinc, 12 developed a cold.
== Methods
Children were allocated at random. #lorem(90)
== Results
#lorem(40)
#figure(table(columns: 5, table.header(table.cell(rowspan:2)[Age], table.cell(colspan:2)[Zinc],
  table.cell(colspan:2)[Placebo],[n],[Colds],[n],[Colds]), [0--4],[70],[8],[69],[15],[5--9],[70],[4],[69],[10],
  [Total],[140],[12],[138],[25]), caption: [Common colds by age])
#lorem(120)
== References
1. Someone A. Colds. J. 1980.
"""


def pdf(source: str) -> bytes:
    """A PDF of a typst source."""
    return typst.compile(source.encode())


def cells(layer: TextLayer, table: int = 0) -> list[list[str]]:
    """The words of a table, row by row."""
    rows: dict[int, list[str]] = {}
    for cell in layer.tables[table].cells:
        rows.setdefault(cell.row, []).append(layer.text[cell.start : cell.end])
    return [rows[row] for row in sorted(rows)]


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("place", ["top", "bottom"])
def test_a_pdf_has_pages_sections_front_matter_lines_and_its_table(columns: int, place: str) -> None:
    layer = read(pdf(ARTICLE % (columns, place)), "zinc.pdf")
    assert layer.media_type == "application/pdf"
    assert layer.front.title == "Zinc for the prevention of the common cold: a controlled trial"
    assert layer.front.doi == "10.5555/zinc.1991.3"
    kinds = [section.kind for section in layer.sections]
    assert [kind for kind in kinds if kind != "other"] == ["abstract", "methods", "results", "references"]
    assert layer.pages[0].start == 0
    assert layer.pages[-1].end == len(layer.text)
    assert cells(layer)[-1] == ["Total", "140", "12", "138", "25"]
    heads = {layer.text[c.start : c.end]: (c.column, c.column_span) for c in layer.tables[0].cells if c.row == 0}
    assert heads["Zinc"] == (1, 2)
    assert heads["Placebo"] == (3, 2)
    at = layer.text.index("12 developed")
    evidence = layer.quote(at, at + 2)
    assert evidence.quote == "12"
    assert evidence.page == 1
    (box,) = evidence.boxes
    assert 0 < box.bottom < box.top < 842


@pytest.mark.parametrize("width", range(90, 160, 10))
def test_number_words_keep_their_hyphen_at_the_end_of_a_line(width: int) -> None:
    words = "eight hundred and sixty-four cases, sixty-four others, and thirty-one more were found in the groups"
    page = f"#set page(width: {width}pt, height: 300pt, margin: 20pt)\n#set par(justify: true)\n= A title\n{words}"
    text = "".join(read(pdf(page), "words.pdf").text.split())
    assert text.count("sixty-four") == 2
    assert text.count("thirty-one") == 1


BROKEN = """#set page(width: 400pt, height: 500pt, margin: 40pt)
#set text(size: 10pt)
#lorem(60)
#figure(table(columns: (105pt, 60pt, 60pt), stroke: none, align: left + %s, table.header[Group][People][Cases],
  [Negative, untreated],[8769],[199], [Negative, given the drug],[1412],[22], [Negative, given the other drug],[4835],
  [99], %s [of them boys],[700],[9], [Positive reactors],[1132],[25]), caption: [Cases by group at entry])
#lorem(60)
"""


@pytest.mark.parametrize("align", ["top", "horizon", "bottom"])
def test_a_label_that_is_broken_over_two_lines_is_one_label_or_its_row_is_left_out(align: str) -> None:
    rows = cells(read(pdf(BROKEN % (align, "[Children],[1100],[12],")), "groups.pdf"))
    labels = {" ".join(row[0].split()): row[1:] for row in rows}
    assert labels["Positive reactors"] == ["1132", "25"]
    assert labels["of them boys"] == ["700", "9"]
    assert labels["Negative, untreated"] == ["8769", "199"]
    assert labels.get("Negative, given the drug", ["1412", "22"]) == ["1412", "22"]
    assert labels.get("Negative, given the other drug", ["4835", "99"]) == ["4835", "99"]
    assert all(label.split()[-1] in ("Group", "untreated", "drug", "Children", "boys", "reactors") for label in labels)
    if align == "bottom":
        assert len(labels) == 7


WIDE = """#set page(width: 595pt, height: 842pt, margin: 45pt)
#set text(size: 9pt)
#set par(justify: true)
#show figure.where(kind: table): set figure.caption(position: top)
#figure(table(columns: 3, stroke: none, table.header[Group][People][Cases], [Vaccinated],[443],[5],
  [Unvaccinated],[394],[14], [Others],[208],[2]), caption: [Cases by group at entry])
#v(-5pt)
#grid(columns: 2, gutter: 20pt, lorem(300), lorem(300))
"""


def test_a_table_over_two_columns_of_text_ends_where_the_text_begins() -> None:
    rows = cells(read(pdf(WIDE), "wide.pdf"))
    assert rows == [
        ["Group", "People", "Cases"],
        ["Vaccinated", "443", "5"],
        ["Unvaccinated", "394", "14"],
        ["Others", "208", "2"],
    ]


FOOT = """#set page(width: 400pt, height: 260pt, margin: (x: 40pt, top: 40pt, bottom: 20pt))
#set text(size: 10pt)
#lorem(40)
#figure(table(columns: 3, stroke: none, table.header[][3 months][6 months], [Zinc],[12],[20], [Placebo],[25],[41]),
  caption: [Colds])
Invented Journal #h(1fr) 104 #h(1fr) doi: 10.5555/1
"""


def test_the_foot_of_a_page_is_no_row_and_times_are_headings() -> None:
    layer = read(pdf(FOOT), "foot.pdf")
    assert cells(layer) == [["3 months", "6 months"], ["Zinc", "12", "20"], ["Placebo", "25", "41"]]
    assert [cell.header for cell in layer.tables[0].cells[:3]] == [True, True, False]


def test_a_heading_of_rows_is_not_a_part_of_the_first_one() -> None:
    rows = cells(read(pdf(BROKEN % ("top", "table.cell(colspan: 3)[Children],")), "groups.pdf"))
    assert ["Children"] in rows
    assert ["of them boys", "700", "9"] in rows


def test_words_broken_at_line_ends_are_joined(data) -> None:
    layer = read((data / "fulltext" / "pdf" / "PMC4729116.pdf").read_bytes(), "PMC4729116.pdf")
    assert "development or progression" in " ".join(layer.text.split())
    assert "\ufffe" not in layer.text
    assert layer.front.doi == "10.1186/s13063-016-1166-y"
    assert "ACTRN12613000223730" in layer.front.registrations


def test_raised_signs_never_lengthen_a_number() -> None:
    layer = read(pdf("Of 140#super[2] children 12#super[a] were ill, and 5 m#super[2] remained."), "raised.pdf")
    assert "140²" in layer.text
    assert "12ᵃ" in layer.text
    xml = read(
        b"<article><body><p>Of 140<sup>2</sup> and 12<sup><xref ref-type='fn'>a</xref></sup></p></body></article>",
        "a.xml",
    )
    assert "140² and 12ᵃ" in xml.text


def test_pages_without_text_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    layer = read(pdf("#rect(width: 5cm, height: 5cm, fill: black)\n#pagebreak()\nSecond page has words."), "scan.pdf")
    assert any("page 1" in problem and "tesseract" in problem for problem in layer.problems)
    assert [page.number for page in layer.pages] == [1, 2]
    assert layer.page_at(layer.text.index("Second")) == 2


def test_five_hundred_pages_are_read() -> None:
    layer = read(
        pdf("\n".join(f"Page number {n}. #lorem(30)\n#pagebreak()" for n in range(1, 500)) + "The end."), "long.pdf"
    )
    assert len(layer.pages) == 500
    assert layer.page_at(layer.text.index("The end.")) == 500


ENCRYPTED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    b"4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]/Size 5>>\n%%EOF"
)
NO_PAGES = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R/Size 3>>\n%%EOF"
)
DEEP = b"<article>" + b"<sec>" * 100 + b"<p>x</p>" + b"</sec>" * 100 + b"</article>"
BOMB = b'<!DOCTYPE article [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><article><body><p>&b;</p></body></article>'
BAD = {
    "empty.pdf": (b"", "empty"),
    "blank.xml": (b"  \n\t ", "empty"),
    "page.pdf": (b"<!DOCTYPE html><html><body>Please log in</body></html>", "web page"),
    "cut.pdf": (pdf("Hello #lorem(300)")[:700], "damaged"),
    "words.pdf": (b"this is not a PDF", "not a PDF"),
    "locked.pdf": (ENCRYPTED, "encrypted"),
    "none.pdf": (NO_PAGES, "pages"),
    "deep.xml": (DEEP, "deep"),
    "bomb.xml": (BOMB, "entities"),
    "cut.xml": (b"<article><body><p>Of 140 children", "not well-formed"),
    "report.docx": (b"PK\x03\x04" + b"\0" * 40, "office"),
    "photo.jpg": (b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4, "binary"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_with_what_to_do(name: str) -> None:
    data, words = BAD[name]
    with pytest.raises(InputError) as caught:
        read(data, name)
    assert words in caught.value.message
    assert name in caught.value.message
    assert caught.value.hint


def test_jats_has_tables_by_place_sections_and_front_matter(data) -> None:
    layer = read((data / "fulltext" / "jats" / "PMC4486927.nxml").read_bytes(), "PMC4486927.nxml")
    assert layer.front.pmid == "26130141"
    assert layer.front.pmcid == "PMC4486927"
    assert layer.front.doi == "10.1038/srep11710"
    assert layer.front.authors
    assert {"title", "abstract", "results", "discussion", "methods", "references"} <= {s.kind for s in layer.sections}
    responses = next(t for t in layer.tables if "Virologic Responses" in layer.text[t.caption_start : t.caption_end])
    rows = {c.row: layer.text[c.start : c.end].strip() for c in responses.cells if c.column == 0}
    row = next(number for number, words in rows.items() if words == "EVR")
    assert [layer.text[c.start : c.end] for c in responses.cells if c.row == row][1] == "86/94 (91.5)"


def test_spans_fragments_and_named_characters() -> None:
    fragments = (
        b"<abstract><p>Caf&eacute;&nbsp;5</p></abstract><table-wrap><label>Table 1</label><table>"
        b"<thead><tr><th rowspan='2'>"
        b"A</th><th colspan='2'>B</th></tr><tr><th>C</th><th>D</th></tr></thead><tbody><tr><td>1"
        b"</td><td>2</td><td>3</td>"
        b"</tr></tbody></table></table-wrap>"
    )
    layer = read(fragments, "part.xml")
    assert "Café\u00a05" in layer.text
    places = {layer.text[c.start : c.end]: (c.row, c.column, c.row_span, c.column_span) for c in layer.tables[0].cells}
    assert places["A"] == (0, 0, 2, 1)
    assert places["B"] == (0, 1, 1, 2)
    assert places["D"] == (1, 2, 1, 1)
    assert places["3"] == (2, 2, 1, 1)


def test_html_and_plain_text() -> None:
    page = (
        b"<html><head><meta name='citation_doi' content='10.5555/X'><script>no()</script></head><body><h1>Zinc</h1>"
        b"<h2>Results</h2><p>12 of 140</p><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2"
        b"</td></tr></table></body></html>"
    )
    layer = read(page, "page.html")
    assert layer.front.doi == "10.5555/x"
    assert "no()" not in layer.text
    assert cells(layer) == [["a", "b"], ["1", "2"]]
    assert any(s.kind == "results" for s in layer.sections)
    plain = read("A trial of zinc in children\r\n\r\nMethods\r\nBy lot.\r\n".encode("utf-16"), "trial.txt")
    assert "By lot." in plain.text
    assert any(s.kind == "methods" for s in plain.sections)


def test_all_real_files_are_read_and_ids_depend_on_content(data) -> None:
    files = sorted((data / "fulltext" / "jats").iterdir())[::6] + sorted((data / "fulltext" / "pairs").iterdir())[:4]
    for file in files:
        content = file.read_bytes()
        layer = read(content, file.name)
        assert layer == read(content, file.name)
        for table in layer.tables:
            assert all(0 <= cell.start <= cell.end <= len(layer.text) for cell in table.cells)
        for one, two in zip(layer.sections, layer.sections[1:], strict=False):
            assert one.end <= two.start
        assert [at for at, _ in layer.lines] == sorted(at for at, _ in layer.lines)


@settings(max_examples=80, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"%PDF-1.4\n", b"<article>", b"<?xml version='1.0'?>", b"<html>", b"\xff\xfe"]),
)
def test_any_bytes_give_a_layer_or_an_input_error(data: bytes, head: bytes) -> None:
    try:
        layer = read(head + data, "any.pdf" if head.startswith(b"%PDF") else "any")
    except InputError:
        return
    assert layer.text or layer.problems


@pytest.mark.parametrize("heading", ["Population and methods", "2. Villages and Methods", "MATERIAL AND METHODS"])
def test_a_heading_that_ends_in_and_methods_is_one_of_methods(heading: str) -> None:
    assert kind_of_heading(heading) == "methods"
