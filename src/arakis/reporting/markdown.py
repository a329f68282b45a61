"""The manuscript as Markdown, with the list of its references and where in the text each of them stands."""

import json
from dataclasses import dataclass
from typing import Any

from arakis.reporting.document import (
    Bibliography,
    Block,
    Bullets,
    Emphasis,
    Gap,
    Manuscript,
    Paragraph,
    Picture,
    Reference,
    Run,
    Runs,
    Section,
    Table,
    plain,
    walk,
)

SPECIAL = frozenset("\\`*_[]<>|#~&")


@dataclass(frozen=True, slots=True)
class Placed:
    """A reference and where it stands: `start:end` (characters, end exclusive) of manuscript.md."""

    path: str
    format: str
    text: str
    section: str
    start: int
    end: int


def escaped(words: str) -> str:
    """Outside words, so that Markdown shows them as they are."""
    return "".join("\\" + letter if letter in SPECIAL else letter for letter in words)


class _Writer:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.at = 0
        self.placed: list[Placed] = []
        self.section = ""

    def raw(self, words: str) -> None:
        self.parts.append(words)
        self.at += len(words)

    def runs(self, runs: Runs) -> None:
        for run in runs:
            self.run(run)

    def run(self, run: Run) -> None:
        if isinstance(run, Emphasis):
            mark = "**" if run.strong else "*"
            self.raw(mark)
            self.runs(run.runs)
            self.raw(mark)
        elif isinstance(run, Gap):
            self.raw(f"**\\[For the authors: {escaped(run.text)}\\]**")
        elif isinstance(run, Reference):
            words = escaped(run.text)
            self.placed.append(Placed(run.path, run.format, run.text, self.section, self.at, self.at + len(words)))
            self.raw(words)
        else:
            self.raw(escaped(run.text))

    def block(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            if block.label:
                self.raw(f"**{escaped(block.label)}.** ")
            self.runs(block.runs)
            self.raw("\n\n")
        elif isinstance(block, Bullets):
            for item in block.items:
                self.raw("- ")
                self.runs(item)
                self.raw("\n")
            self.raw("\n")
        elif isinstance(block, Table):
            self.table(block)
        elif isinstance(block, Picture):
            self.picture(block)
        else:
            self.bibliography(block)

    def table(self, table: Table) -> None:
        self.raw(f"**Table {table.number}. ")
        self.runs(table.title)
        self.raw("**\n\n")
        self.row(table.headers)
        self.raw(
            "|" + "|".join(" :-: " if at in table.numeric else " --- " for at in range(len(table.headers))) + "|\n"
        )
        for row in table.rows:
            self.row(row)
        self.raw("\n")
        for note in table.footnotes:
            self.runs(note)
            self.raw("\n\n")

    def row(self, cells: tuple[Runs, ...]) -> None:
        self.raw("|")
        for cell in cells:
            self.raw(" ")
            self.runs(cell)
            self.raw(" |")
        self.raw("\n")

    def picture(self, picture: Picture) -> None:
        self.raw("![")
        self.runs(picture.alt)
        self.raw(f"](figures/{picture.name}.svg)\n\n**Figure {picture.number}.** ")
        self.runs(picture.caption)
        self.raw("\n\n")

    def bibliography(self, block: Bibliography) -> None:
        for entry in block.entries:
            self.raw(f"{entry.number}. " if block.numbered else "")
            start = self.at
            self.runs(entry.runs)
            if entry.path:
                self.placed.append(Placed(entry.path, entry.format, plain(entry.runs), self.section, start, self.at))
            self.raw("\n" if block.numbered else "\n\n")
        self.raw("\n" if block.numbered else "")

    def sections(self, sections: tuple[Section, ...], level: int) -> None:
        for section in sections:
            self.section = section.id
            self.raw("#" * min(level, 6) + " ")
            self.runs(section.words)
            self.raw("\n\n")
            for block in section.blocks:
                self.block(block)
            self.sections(section.sections, level + 1)


def _write(manuscript: Manuscript) -> _Writer:
    writer = _Writer()
    writer.section = "title"
    writer.raw("# ")
    writer.runs(manuscript.title)
    writer.raw("\n\n")
    if manuscript.banner:
        writer.raw("> **")
        writer.runs(manuscript.banner)
        writer.raw("**\n\n")
    for runs in (manuscript.authors, manuscript.colophon):
        if runs:
            writer.runs(runs)
            writer.raw("\n\n")
    writer.sections(manuscript.sections, 2)
    return writer


def markdown(manuscript: Manuscript) -> str:
    """The manuscript as Markdown; figures are named as files under `figures/`."""
    return "".join(_write(manuscript).parts).rstrip("\n") + "\n"


def part(manuscript: Manuscript, identity: str) -> str:
    """One section with those below it as Markdown: `abstract`, `introduction`, `results`, `results.selection` ...

    "" when the manuscript has no such section.
    """
    writer = _Writer()
    for level, section in walk(manuscript.sections):
        if section.id == identity:
            writer.sections((section,), level + 1)
    return "".join(writer.parts).rstrip("\n") + "\n" if writer.parts else ""


def placed(manuscript: Manuscript) -> list[Placed]:
    """Every reference of the Markdown text, in the order of reading."""
    return _write(manuscript).placed


def references_json(manuscript: Manuscript) -> str:
    """manuscript.references.json: every reference with its path, format, text, section and place in manuscript.md.

    `figures` keeps the names of the figures and the caller's own words for them, so that the text can be made again
    from the exported files alone.
    """
    data: dict[str, Any] = {
        "format": 1,
        "figures": {
            name: {"caption": figure.caption, "alt": figure.alt} for name, figure in manuscript.figures.items()
        },
        "references": [
            {
                "path": item.path,
                "format": item.format,
                "text": item.text,
                "section": item.section,
                "position": [item.start, item.end],
            }
            for item in placed(manuscript)
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


__all__ = ["Placed", "escaped", "markdown", "part", "placed", "references_json"]
