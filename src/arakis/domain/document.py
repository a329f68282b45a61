"""Documents and their text layers: what was read from a file, kept by its SHA-256 and never rewritten."""

from bisect import bisect_right
from typing import Literal

from arakis.domain.base import Frozen
from arakis.domain.evidence import Box, Evidence, Part


class Cell(Frozen):
    """A table cell; its words stand at `start:end` of the layer's text. Spanning cells are given once, at their
    upper left place, with their spans."""

    row: int
    column: int
    start: int
    end: int
    header: bool = False
    row_span: int = 1
    column_span: int = 1


class Table(Frozen):
    """A table of a document. The caption stands at `caption_start:caption_end` of the text (equal if none)."""

    index: int
    label: str = ""
    caption_start: int = 0
    caption_end: int = 0
    page: int | None = None
    cells: tuple[Cell, ...] = ()


SectionKind = Literal[
    "title", "abstract", "introduction", "methods", "results", "discussion", "references", "table", "other"
]


class Section(Frozen):
    """A part of the text under one heading; `start` is where its heading begins."""

    kind: SectionKind
    heading: str
    start: int
    end: int


class Page(Frozen):
    """A page and the characters of the layer's text that stand on it."""

    number: int
    start: int
    end: int


class Front(Frozen):
    """What a document says about itself, as far as it was found."""

    title: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    registrations: tuple[str, ...] = ()


class TextLayer(Frozen):
    """What one extractor read from one document. Reading a file anew makes a new layer beside the old."""

    id: str  # content_id("layer", document, extractor, version, text, tables)
    document: str  # SHA-256 of the file
    media_type: str  # "application/pdf", "application/jats+xml" ...
    extractor: str  # "pypdfium2", "jats", "tesseract"
    version: str
    ocr: bool = False
    language: str = ""
    text: str
    pages: tuple[Page, ...] = ()
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    lines: tuple[tuple[int, Box], ...] = ()  # for PDFs: (offset where a line starts, its box), in order
    front: Front = Front()
    problems: tuple[str, ...] = ()  # "page 3 has no text" ...

    def page_at(self, offset: int) -> int | None:
        """The 1-based number of the page on which character `offset` stands, or None."""
        for page in self.pages:
            if page.start <= offset < page.end:
                return page.number
        return None

    def quote(self, start: int, end: int, note: str = "", cell: tuple[int, int, int] | None = None) -> Evidence:
        """Evidence for the words at `start:end`; `cell` is (table, row, column) when they stand in one."""
        first = max(bisect_right(self.lines, start, key=lambda line: line[0]) - 1, 0)
        boxes: list[Box] = []
        for at in range(first, len(self.lines)):
            offset, box = self.lines[at]
            if offset >= end:
                break
            following = self.lines[at + 1][0] if at + 1 < len(self.lines) else len(self.text)
            if following > start:
                boxes.append(box)
        table, row, column = cell or (None, None, None)
        return Evidence(
            source=self.id,
            start=start,
            end=end,
            quote=self.text[start:end],
            page=self.page_at(start),
            boxes=tuple(boxes),
            table=table,
            row=row,
            column=column,
            note=note,
        )


class Document(Frozen):
    """A file that belongs to a review, as it is known in the review (the bytes live in the blob store)."""

    id: str  # SHA-256 of the bytes
    name: str  # the name under which it came
    media_type: str
    size: int
    origin: str  # "folder", "unpaywall", "pmc" ...
    report: str | None = None  # the report it was matched to
    matched_by: str = ""  # "DOI", "PMID", "title in the text", "file name"
    layer: str | None = None  # id of the text layer in use
    problems: tuple[str, ...] = ()


__all__ = ["Cell", "Document", "Front", "Page", "Part", "Section", "SectionKind", "Table", "TextLayer"]
