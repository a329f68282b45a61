"""Simple tables of a PDF page, rebuilt from the places of its words; where that is not clear, none."""

import re
import statistics
from dataclasses import dataclass, field
from itertools import pairwise

from arakis.domain.document import Cell, Table
from arakis.domain.evidence import Box

_CAPTION = re.compile(r"(Table|TABLE)\s+(\d{1,2}|[IVXL]{1,5}|[A-Z]?\d{1,2})\b[.:—–\s|]?")
_STOP = re.compile(r"(Fig(?:ure|\.)\s|Table\s+\d|TABLE\s+[\dIVX])")
_NUMBERY = re.compile(r"^[\s(\[<>≤≥=±+−–-]*\d")
_COUNT = re.compile(r"^\(?\s*[nN]\s*=")
MAX_ROWS = 120
MAX_COLUMNS = 24


@dataclass
class Word:
    """A word: its characters `start:end` of the text and its box."""

    start: int
    end: int
    left: float
    right: float
    bottom: float
    top: float

    def extend(self, end: int, left: float, right: float, bottom: float, top: float) -> None:
        """Take in one more character."""
        self.end = end
        self.left, self.right = min(self.left, left), max(self.right, right)
        self.bottom, self.top = min(self.bottom, bottom), max(self.top, top)


@dataclass
class Line:
    """A line of text in stream order."""

    start: int
    end: int
    page: int
    height: float
    bold: bool
    words: list[Word] = field(default_factory=list)
    heights: dict[float, int] = field(default_factory=dict)

    def settle(self) -> None:
        """Take the height that most of its characters have."""
        self.height = max(self.heights.items(), key=lambda pair: (pair[1], pair[0]))[0] if self.heights else self.height

    @property
    def box(self) -> Box:
        """The rectangle around its words."""
        return Box(
            page=self.page,
            left=round(min(word.left for word in self.words), 2),
            bottom=round(min(word.bottom for word in self.words), 2),
            right=round(max(word.right for word in self.words), 2),
            top=round(max(word.top for word in self.words), 2),
        )

    def shift(self, by: int) -> None:
        """Move the offsets by `by` characters."""
        self.start += by
        self.end += by
        for word in self.words:
            word.start += by
            word.end += by


@dataclass
class Piece:
    """Words of one row that stand close together."""

    words: list[Word]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def start(self) -> int:
        return min(word.start for word in self.words)

    @property
    def end(self) -> int:
        return max(word.end for word in self.words)


def tables_of_page(lines: list[Line], text: str, page: int, first: int) -> list[Table]:
    """The tables of one page whose rows and columns are clear, numbered from `first`."""
    found: list[Table] = []
    captions = [line for line in lines if _CAPTION.match(text[line.start : line.end].lstrip())]
    words = [word for line in lines for word in line.words]
    for line in captions:
        table = _below(line, lines, words, text, page, first + len(found))
        if table is not None:
            found.append(table)
    return found


def _below(caption: Line, lines: list[Line], words: list[Word], text: str, page: int, index: int) -> Table | None:
    size = statistics.median([word.top - word.bottom for word in words]) or 6.0
    box = caption.box
    rows = _rows([w for w in words if w.top < box.bottom + 0.3 * size and w.start != caption.start], size)
    label = _CAPTION.match(text[caption.start : caption.end].lstrip())
    body: list[list[Piece]] = []
    caption_end = caption.end
    last = box.bottom
    started = False
    reach = (box.left - 12, max(box.right, box.left + 40))
    for row in rows[: MAX_ROWS + 10]:
        pieces = _pieces(row, size)
        near = [p for p in pieces if p.right > reach[0] - 2 and (p.left < reach[1] + 500)]
        if not near:
            continue
        top = max(word.top for piece in near for word in piece.words)
        gap = last - top
        words_here = text[near[0].start : near[0].end]
        if started and (gap > 3.2 * size or _STOP.match(words_here)):
            break
        if not started and gap > 6 * size:
            break
        if len(near) == 1:
            alone = near[0]
            wide = alone.right - alone.left
            if not started and alone.start <= caption_end + 3 and alone.start > caption.start:
                caption_end = max(caption_end, alone.end)  # the caption goes on
                reach = (reach[0], max(reach[1], alone.right))
                last = min(word.bottom for word in alone.words)
                continue
            if started and (wide > 0.62 * (max(p.right for r in body for p in r) - reach[0]) and len(alone.words) > 6):
                break  # a footnote or the text after the table
        started = True
        body.append(near)
        last = min(word.bottom for piece in near for word in piece.words)
        reach = (reach[0], max(reach[1], max(piece.right for piece in near)))
        if len(body) >= MAX_ROWS:
            break
    while body and len(body[-1]) == 1:
        body.pop()
    return _grid(body, caption, caption_end, label.group(0).strip(" .:—–|") if label else "", text, page, index)


def _rows(words: list[Word], size: float) -> list[list[Word]]:
    """Words grouped by baseline, from the top of the page down, each row from left to right."""
    rows: list[list[Word]] = []
    base = 0.0
    for word in sorted(words, key=lambda w: (-(w.bottom + w.top) / 2, w.left)):
        middle = (word.bottom + word.top) / 2
        if rows and abs(base - middle) < 0.45 * size:
            rows[-1].append(word)
        else:
            rows.append([word])
            base = middle
    return [sorted(row, key=lambda w: w.left) for row in rows]


def _pieces(row: list[Word], size: float) -> list[Piece]:
    pieces: list[Piece] = []
    for word in row:
        if pieces and word.left - pieces[-1].right < 0.95 * size:
            pieces[-1].words.append(word)
        else:
            pieces.append(Piece([word]))
    return pieces


def _grid(
    body: list[list[Piece]], caption: Line, caption_end: int, label: str, text: str, page: int, index: int
) -> Table | None:
    data = [row for row in body if len(row) >= 2]
    if len(data) < 2:
        return None
    columns = _columns(data)
    if not 2 <= len(columns) <= MAX_COLUMNS:
        return None
    cells: list[Cell] = []
    head = True
    filled_rows = 0
    for number, row in enumerate(body):
        placed: list[tuple[int, int, Piece]] = []
        for piece in row:
            hits = [at for at, (left, right) in enumerate(columns) if piece.left < right and piece.right > left]
            if not hits:
                return None
            placed.append((hits[0], hits[-1], piece))
        for one, following in pairwise(placed):
            if following[0] <= one[1]:
                return None
        texts = [text[piece.start : piece.end] for _, _, piece in placed]
        numbers = sum(1 for (at, _, _), words in zip(placed, texts, strict=True) if at > 0 and _NUMBERY.match(words))
        if head and placed[0][0] == 0 and numbers and not any(_COUNT.match(words) for words in texts[1:]):
            head = False
        if not head and any(last > at for at, last, _ in placed if at > 0):
            return None  # a data cell across columns: the columns were not seen rightly
        filled_rows += bool(numbers)
        for (at, last, piece), words in zip(placed, texts, strict=True):
            if len(re.sub(r"\s", "", words)) != len(
                re.sub(r"\s", "", "".join(text[w.start : w.end] for w in piece.words))
            ):
                return None  # words of other places stand between them in the text
            cells.append(
                Cell(row=number, column=at, start=piece.start, end=piece.end, header=head, column_span=last - at + 1)
            )
    if filled_rows < 1 or head:
        return None
    return Table(
        index=index,
        label=label,
        caption_start=caption.start,
        caption_end=caption_end,
        page=page,
        cells=tuple(cells),
    )


def _columns(rows: list[list[Piece]]) -> list[tuple[float, float]]:
    """The x ranges of the columns: unions of the pieces of the rows that have the most of them."""
    counts = sorted(len(row) for row in rows)
    usual = statistics.mode(counts)
    full = [row for row in rows if len(row) >= max(2, usual)]
    spans = sorted((piece.left, piece.right) for row in full for piece in row)
    merged: list[tuple[float, float]] = []
    for left, right in spans:
        if merged and left < merged[-1][1] + 1.0:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged
