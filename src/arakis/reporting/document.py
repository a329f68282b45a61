"""A small document tree: what a manuscript is made of, before it is Markdown, Word or PDF.

Text is made of runs. A run that shows a fact of the review is a Reference (a path into review.json, a format, and the
text that came of it), so that every number can be followed; plain Text holds only the words of the template.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """Words of the template; a digit or a number word in it is refused unless it is a declared constant."""

    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A fact of the review: where it stands, how it is written, and what came of that."""

    path: str
    format: str
    text: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that belongs to Arakis's own data (a checklist item, a table's number), not to the review."""

    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """An in-text citation of works, by key: a report's id, or `literature:KEY` for a work on methods."""

    works: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that only the authors can write; it is marked in every output."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Runs set in italics, or in bold when `strong`."""

    runs: tuple["Run", ...]
    strong: bool = False


Run = Text | Reference | Constant | Citation | Gap | Emphasis
Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs that belong together; `label` stands in bold before them (structured abstract)."""

    runs: Runs
    label: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points."""

    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `widths` are relative column widths, () for widths by content; `wide` asks for a landscape page."""

    id: str
    title: Runs
    headers: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    widths: tuple[float, ...] = ()
    footnotes: tuple[Runs, ...] = ()
    wide: bool = False
    numeric: tuple[int, ...] = ()  # columns set centred
    number: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure's place in the text; its drawing is given to the renderers by name."""

    name: str
    caption: Runs
    alt: Runs
    number: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One work of the reference list: its key, its number (in order of first citation) and its text."""

    work: str
    number: int
    path: str  # where its data stand in review.json; "" for a work on methods
    format: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The reference list."""

    entries: tuple[Entry, ...]
    numbered: bool


Block = Paragraph | Bullets | Table | Picture | Bibliography


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the manuscript under one heading. `id` is stable: `methods.search`.

    `title` holds the heading as runs where it names a fact of the review; `heading` is always its plain words.
    """

    id: str
    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()
    title: Runs = ()

    @property
    def words(self) -> Runs:
        """The heading as runs."""
        return self.title or (Text(self.heading),)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as the caller gives it.

    svg      the drawing; it may be empty where only the words are needed
    caption  a template with {path|format} references, or "" for the built-in caption of that kind of figure
    alt      the same for the text that stands in for the picture
    png      the drawing as PNG for DOCX, where the caller has made it
    """

    svg: str
    caption: str = ""
    alt: str = ""
    png: bytes = b""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The whole text. `banner` is given while something waits for a person."""

    title: Runs
    authors: Runs
    banner: Runs
    colophon: Runs
    sections: tuple[Section, ...]
    running: str  # running title, cut to fit
    style: str = "vancouver"
    figures: Mapping[str, Figure] = field(default_factory=dict)


def plain(runs: Runs) -> str:
    """The words of `runs` without any marks."""
    return "".join(plain(run.runs) if isinstance(run, Emphasis) else run.text for run in runs)


def walk(sections: tuple[Section, ...], level: int = 1) -> Iterator[tuple[int, Section]]:
    """Every section with its level, in the order of reading."""
    for section in sections:
        yield level, section
        yield from walk(section.sections, level + 1)


def runs_of(block: Block) -> Iterator[Runs]:
    """The runs of a block, in the order of reading (entries of the reference list included)."""
    if isinstance(block, Paragraph):
        yield block.runs
    elif isinstance(block, Bullets):
        yield from block.items
    elif isinstance(block, Table):
        yield block.title
        yield from block.headers
        for row in block.rows:
            yield from row
        yield from block.footnotes
    elif isinstance(block, Picture):
        yield block.alt
        yield block.caption
    else:
        for entry in block.entries:
            yield entry.runs


def widths_of(table: Table) -> tuple[float, ...]:
    """The relative widths of a table's columns: as given, or by the longest word and the amount of text in each."""
    if table.widths:
        return table.widths
    widths: list[float] = []
    for at, header in enumerate(table.headers):
        cells = [plain(header), *(plain(row[at]) for row in table.rows)]
        word = max((len(word) for cell in cells for word in cell.split()), default=1)
        spread = (sum(len(cell) ** 2 for cell in cells) / len(cells)) ** 0.5  # long cells weigh more
        widths.append(round(max(min(word, 24) + 2, min(spread, 240) ** 0.65), 1))
    return tuple(widths)
