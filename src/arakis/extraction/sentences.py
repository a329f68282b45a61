"""Sentences of a text layer with their section, paragraph and trial."""

import re
from dataclasses import dataclass

from arakis.domain.document import Section, TextLayer
from arakis.extraction.labels import trial_label

_ABBREVIATED = re.compile(
    r"(?:\b(?:vs|et al|e\.g|i\.e|cf|Fig|Figs|Tab|No|Nos|"
    r"Dr|Mr|Mrs|Prof|St|approx|ca|resp|Ref|Refs|Eq|incl|min|max|Inc|Ltd|Co|s\.d|S\.D|s\.e|S\.E|wk|yr|mo|viz|ed|eds|vol|pp|[A-Z])|\d)$"
)
_LETTERED = re.compile(r"\b(?:group|arm|type|vitamin|hepatitis|class|phase|cohort|series|ward|school)\s+[A-Z]$", re.I)
_END = re.compile(r"[.!?][\"'”’)\]⁰-⁹¹²³,⁻]*(?=\s+[\"'“‘(\[]?[A-Z0-9])")
MAX_SENTENCE = 1_500


@dataclass(frozen=True)
class Sentence:
    """A sentence at `start:end`; `paragraph` numbers its block of lines."""

    start: int
    end: int
    section: Section | None
    paragraph: int
    trial: str = ""


def sentences(layer: TextLayer, trials: tuple[str, ...]) -> list[Sentence]:
    """The sentences of the layer outside tables and references, in order, each with the trial its section is about."""
    text = layer.text
    inside = sorted(
        (min(cell.start for cell in table.cells), max(cell.end for cell in table.cells))
        for table in layer.tables
        if table.cells
    )
    captions = [
        (table.caption_start, table.caption_end) for table in layer.tables if table.caption_end > table.caption_start
    ]
    closed = sorted([*inside, *captions])
    wrapped = layer.media_type in ("application/pdf", "text/plain")
    out: list[Sentence] = []
    number = 0
    for start, end, section, trial in _stretches(layer, trials):
        for left, right in _open_parts(start, end, closed):
            for first, last in _paragraphs(text, left, right, wrapped):
                number += 1
                for one, two in _split(text, first, last):
                    out.append(Sentence(one, two, section, number, trial))
    return out


def _stretches(layer: TextLayer, trials: tuple[str, ...]) -> list[tuple[int, int, Section | None, str]]:
    if not layer.sections:
        return [(0, len(layer.text), None, "")]
    out: list[tuple[int, int, Section | None, str]] = []
    if layer.sections[0].start > 0:
        out.append((0, layer.sections[0].start, None, ""))
    trial = ""
    kind = ""
    for section in layer.sections:
        named = trial_label(section.heading)
        if named in trials:
            trial = named
        elif section.kind != kind:
            trial = ""
        kind = section.kind
        if section.kind != "references":
            out.append((section.start, section.end, section, trial))
    return out


def _open_parts(start: int, end: int, closed: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    at = start
    for left, right in closed:
        if right <= at or left >= end:
            continue
        if left > at:
            out.append((at, left))
        at = max(at, right)
    if at < end:
        out.append((at, end))
    return out


def _paragraphs(text: str, start: int, end: int, wrapped: bool) -> list[tuple[int, int]]:
    """Blocks: lines of markup, or for PDFs and plain text runs of lines up to an empty or a short last line."""
    out: list[tuple[int, int]] = []
    if not wrapped:
        for match in re.finditer(r"[^\n]+", text[start:end]):
            out.append((start + match.start(), start + match.end()))
        return out
    lines = [
        (start + m.start(), start + m.end()) for m in re.finditer(r"[^\n]*\n?", text[start:end]) if m.end() > m.start()
    ]
    widths = sorted(two - one for one, two in lines if two - one > 20)
    usual = widths[len(widths) // 2] if widths else 80
    begin: int | None = None
    for one, two in lines:
        words = text[one:two].strip()
        if not words:
            if begin is not None:
                out.append((begin, one))
                begin = None
            continue
        if begin is None:
            begin = one
        if (two - one < 0.75 * usual and words[-1] in ".:!?") or two - begin > 6_000:
            out.append((begin, two))
            begin = None
    if begin is not None:
        out.append((begin, end))
    return out


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    at = start
    for match in _END.finditer(text, start, end):
        before = text[max(at, match.start() - 12) : match.start()]
        if match.group(0)[0] == "." and _ABBREVIATED.search(before) and not _LETTERED.search(before):
            following = text[match.end() : match.end() + 3].strip()
            if not (before[-1:].isdigit() and following[:1].isupper()):
                continue
        out.extend(_bounded(text, at, match.end()))
        at = match.end()
    if text[at:end].strip():
        out.extend(_bounded(text, at, end))
    return out


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end <= start or end - start > MAX_SENTENCE:
        return []
    return [(start, end)]
