"""The manuscript as a Word document: real styles, repeated table headings, page numbers, figures as PNG."""

import datetime
import io
import zipfile
from typing import cast

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import UnrecognizedImageError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell  # pyright: ignore[reportPrivateUsage]  (the library exports it by no other name)
from docx.text.paragraph import Paragraph as WordParagraph

from arakis.reporting.document import (
    Block,
    Bullets,
    Emphasis,
    Gap,
    Manuscript,
    Paragraph,
    Picture,
    Run,
    Runs,
    Section,
    Table,
    plain,
    widths_of,
)

MOMENT = datetime.datetime(2000, 1, 1)
TEXT_WIDTH = 162  # millimetres
LETTER = 1.75  # millimetres that a letter of a bold heading takes in a table
PADDING = 4.2  # millimetres that Word leaves in a cell, left and right
LONG_WORD = 18  # letters; longer words may be broken


def docx(manuscript: Manuscript) -> bytes:
    """The manuscript as DOCX; the same manuscript gives the same bytes. A figure without PNG is named, not shown."""
    word = Document()
    _prepare(word, manuscript)
    _add(word.add_paragraph(style="Title"), manuscript.title)
    if manuscript.authors:
        _add(word.add_paragraph(), manuscript.authors)
    if manuscript.banner:
        _add(word.add_paragraph(style="Intense Quote"), manuscript.banner)
    _add(word.add_paragraph(style="Caption"), manuscript.colophon)
    _sections(word, manuscript, manuscript.sections, 1)
    out = io.BytesIO()
    word.save(out)
    return _steady(out.getvalue())


def _prepare(word: Word, manuscript: Manuscript) -> None:
    core = word.core_properties
    core.title, core.author, core.comments = plain(manuscript.title)[:255], plain(manuscript.authors)[:255], ""
    core.created = core.modified = MOMENT
    core.language = "en-GB"
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(24)
    page.top_margin = page.bottom_margin = Mm(25)
    for name, size in (("Normal", 10.5), ("Title", 20), ("Heading 1", 14), ("Heading 2", 12), ("Heading 3", 11)):
        style = _style(word, name)
        style.font.name, style.font.size = "Cambria", Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)  # a theme's font would stand over the named one
        if name != "Normal":
            style.font.color.rgb = RGBColor(0, 0, 0)
    _style(word, "Normal").paragraph_format.space_after = Pt(6)
    caption = _style(word, "Caption")
    caption.font.size, caption.font.bold = Pt(9), False
    caption.font.color.rgb = RGBColor(60, 60, 60)
    header = page.header.paragraphs[0]
    header.text = manuscript.running + ("    Provisional" if manuscript.banner else "")
    footer = page.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(footer, "PAGE")
    footer.add_run(" / ")
    _field(footer, "NUMPAGES")


def _style(word: Word, name: str) -> ParagraphStyle:
    return cast(ParagraphStyle, word.styles[name])


def _field(paragraph: WordParagraph, code: str) -> None:
    """A field that Word fills in: a page number."""
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = text
        run._r.append(mark)  # pyright: ignore[reportPrivateUsage]  (python-docx has no other way)


def _add(paragraph: WordParagraph, runs: Runs, *, bold: bool = False, italic: bool = False) -> None:
    for run in runs:
        _run(paragraph, run, bold, italic)


def _run(paragraph: WordParagraph, run: Run, bold: bool, italic: bool) -> None:
    if isinstance(run, Emphasis):
        _add(paragraph, run.runs, bold=bold or run.strong, italic=italic or not run.strong)
        return
    words = f"[For the authors: {run.text}]" if isinstance(run, Gap) else run.text
    made = paragraph.add_run(words)
    made.bold, made.italic = bold or None, (italic or isinstance(run, Gap)) or None
    if isinstance(run, Gap):
        shade = OxmlElement("w:shd")
        for key, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "FFF1C2")):
            shade.set(qn(key), value)
        made._r.get_or_add_rPr().append(shade)  # pyright: ignore[reportPrivateUsage]  (the same)


def _sections(word: Word, manuscript: Manuscript, sections: tuple[Section, ...], level: int) -> None:
    for section in sections:
        _add(word.add_heading(level=min(level, 4)), section.words)
        for block in section.blocks:
            _block(word, manuscript, block)
        _sections(word, manuscript, section.sections, level + 1)


def _block(word: Word, manuscript: Manuscript, block: Block) -> None:
    if isinstance(block, Paragraph):
        paragraph = word.add_paragraph()
        if block.label:
            paragraph.add_run(f"{block.label}. ").bold = True
        _add(paragraph, block.runs)
    elif isinstance(block, Bullets):
        for item in block.items:
            _add(word.add_paragraph(style="List Bullet"), item)
    elif isinstance(block, Table):
        _table(word, block)
    elif isinstance(block, Picture):
        _picture(word, manuscript, block)
    else:
        for entry in block.entries:
            paragraph = word.add_paragraph()
            paragraph.paragraph_format.left_indent = Mm(8)
            paragraph.paragraph_format.first_line_indent = Mm(-8)
            if block.numbered:
                paragraph.add_run(f"{entry.number}.\t")
            _add(paragraph, entry.runs)


def _picture(word: Word, manuscript: Manuscript, picture: Picture) -> None:
    figure = manuscript.figures.get(picture.name)
    if figure is not None and figure.png:
        paragraph = word.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        try:
            shape = paragraph.add_run().add_picture(io.BytesIO(figure.png))
        except UnrecognizedImageError:
            paragraph.add_run(f"(figures/{picture.name}.svg)")
        else:
            scale = min(1.0, Mm(TEXT_WIDTH) / shape.width, Mm(225) / shape.height)
            shape.width, shape.height = Length(int(shape.width * scale)), Length(int(shape.height * scale))
            shape._inline.docPr.set("descr", plain(picture.alt))  # pyright: ignore[reportPrivateUsage]  (the same)
    caption = word.add_paragraph(style="Caption")
    caption.add_run(f"Figure {picture.number}. ").bold = True
    _add(caption, picture.caption)


def _table(word: Word, table: Table) -> None:
    turned = table.wide
    if turned:
        _turn(word, landscape=True)
    title = word.add_paragraph(style="Caption")
    title.paragraph_format.keep_with_next = True
    title.add_run(f"Table {table.number}. ").bold = True
    _add(title, table.title)
    count = len(table.headers)
    grid: WordTable = word.add_table(rows=1 + len(table.rows), cols=count)
    grid.style = "Table Grid"
    grid.autofit = False
    each = [Length(Mm(width)) for width in _widths(table, 247 if turned else TEXT_WIDTH)]
    for at, width in enumerate(each):
        grid.columns[at].width = width
    rows = list(grid.rows)
    for at, (cells, row) in enumerate(zip((table.headers, *table.rows), rows, strict=True)):
        for place, (cell, runs) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = each[place]
            _cell(cell, runs, 8.0 if count > 6 else 8.5, head=at == 0, middle=place in table.numeric)
        properties = row._tr.get_or_add_trPr()  # pyright: ignore[reportPrivateUsage]  (the same)
        properties.append(OxmlElement("w:cantSplit"))
        if at == 0:
            properties.append(OxmlElement("w:tblHeader"))
    for note in table.footnotes:
        _add(word.add_paragraph(style="Caption"), note)
    if turned:
        _turn(word, landscape=False)


def _widths(table: Table, total: float) -> list[float]:
    """The widths of the columns in millimetres, each wide enough for its words as far as there is room: Word breaks
    words that do not fit anywhere.
    """
    given = widths_of(table)
    wanted = [total * width / sum(given) for width in given]
    least: list[float] = []
    for at, header in enumerate(table.headers):
        words = [word for cell in (header, *(row[at] for row in table.rows)) for word in plain(cell).split()]
        longest = max((len(word) for word in words if len(word) <= LONG_WORD), default=1)
        least.append(longest * LETTER + PADDING)
    if sum(least) >= total:
        return [total * width / sum(least) for width in least]
    over = [max(0.0, want - floor) for want, floor in zip(wanted, least, strict=True)]
    spare = total - sum(least)
    return [floor + spare * more / (sum(over) or 1) for floor, more in zip(least, over, strict=True)]


def _cell(cell: WordCell, runs: Runs, size: float, *, head: bool, middle: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    if middle:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add(paragraph, runs, bold=head)
    for run in paragraph.runs:
        run.font.size = Pt(size)


def _turn(word: Word, *, landscape: bool) -> None:
    section = word.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))


def _steady(data: bytes) -> bytes:
    """The same archive with fixed times, so that the same manuscript gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            kept = zipfile.ZipInfo(item.filename, (2000, 1, 1, 0, 0, 0))
            kept.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(kept, source.read(item.filename))
    return out.getvalue()
