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
_DURATION = re.compile(r"^\d+\s*-?\s*(?:hours?|days?|weeks?|wks?|months?|mos?|years?|yrs?)\b", re.I)
_SMALL = frozenset("abcdefghijklmnopqrstuvwxyz([%")  # with which the second line of a label may begin
PROSE = 4  # more words than a data cell of a table has
MAX_ROWS = 120
FOOTERS = 2  # lines at the foot of a page that may have been taken for rows
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
    """The tables of one page whose rows and columns are clear, numbered from `first`.

    A caption may stand above or below its table; of two possible tables the nearer one is taken.
    """
    found: list[Table] = []
    captions = [line for line in lines if _CAPTION.match(text[line.start : line.end].lstrip())]
    if not captions:
        return []
    words = [word for line in lines for word in line.words]
    size = statistics.median([word.top - word.bottom for word in words]) or 6.0
    gutter = _gutter(lines, text)
    used: set[int] = set()
    for caption in captions:
        own = _reachable(caption, lines, words, gutter, text)
        end, bottom = _caption_end(caption, own, text, size)
        candidates: list[tuple[float, Table]] = []
        for down in (True, False):
            edge = bottom if down else caption.box.top
            body, gap = _body(caption, own, text, size, edge, end, down)
            for cut in range(1 + (FOOTERS if down else 0)):
                rows = body[: len(body) - cut]
                table = _grid(rows, caption, end, text, page, first + len(found)) if rows else None
                if table is not None:
                    candidates.append((gap, table))
                    break
        for _, table in sorted(candidates, key=lambda pair: pair[0]):
            starts = {cell.start for cell in table.cells}
            if not starts & used:
                used |= starts
                found.append(table)
                break
    return found


def _gutter(lines: list[Line], text: str) -> float | None:
    """The x between two columns of text, or None when the page has one column."""
    prose = [line.box for line in lines if line.end - line.start > 25]
    if len(prose) < 10:
        return None
    left, right = min(box.left for box in prose), max(box.right for box in prose)
    best: tuple[int, float] | None = None
    for step in range(40, 61, 2):
        x = left + (right - left) * step / 100
        crossing = sum(box.left < x < box.right for box in prose)
        one, two = sum(box.right <= x for box in prose), sum(box.left >= x for box in prose)
        if crossing * 5 <= len(prose) and min(one, two) >= 5 and (best is None or crossing < best[0]):
            best = (crossing, x)
    return best[1] if best else None


def _reachable(caption: Line, lines: list[Line], words: list[Word], gutter: float | None, text: str) -> list[Word]:
    """The words that may belong to a caption's table: its column's, or all when the table is as wide as the page."""
    box = caption.box
    if gutter is None or box.left < gutter < box.right:
        return words
    left = box.right <= gutter
    beside = [
        line
        for line in lines
        if ((line.box.left >= gutter) if left else (line.box.right <= gutter))
        and box.bottom - 90 < line.box.bottom < box.top + 90
    ]
    prose = [line for line in beside if line.end - line.start > 25 and len(line.words) > 4]
    if not beside or 2 * len(prose) < len(beside):
        return words
    return [word for word in words if ((word.left + word.right) / 2 < gutter) == left]


def _caption_end(caption: Line, words: list[Word], text: str, size: float) -> tuple[int, float]:
    """Where a caption of up to four lines ends in the text, and its lower edge."""
    end, bottom = caption.end, caption.box.bottom
    for row in _rows([w for w in words if w.top < caption.box.bottom + 0.3 * size], size)[:3]:
        pieces = _pieces(row, size)
        top = max(word.top for word in row)
        whole = text[end : pieces[0].start].strip()
        if len(pieces) != 1 or bottom - top > 0.9 * size or whole or pieces[0].left > caption.box.left + 60:
            break
        end, bottom = pieces[0].end, min(word.bottom for word in row)
    return end, bottom


def _body(
    caption: Line, words: list[Word], text: str, size: float, edge: float, end: int, down: bool
) -> tuple[list[list[Piece]], float]:
    """The rows under (or above) a caption up to a gap or running text, from the top down, and their distance."""
    box = caption.box
    if down:
        rows = _rows([w for w in words if w.top < edge + 0.3 * size and w.start >= end], size)
    else:
        rows = _rows([w for w in words if w.bottom > edge - 0.3 * size and w.end <= caption.start], size)[::-1]
    body: list[list[Piece]] = []
    last, first_gap, numbers = edge, 0.0, False
    for row in rows[: MAX_ROWS + 10]:
        pieces = _pieces(row, size)
        top, bottom = max(w.top for w in row), min(w.bottom for w in row)
        gap = last - top if down else bottom - last
        if gap > (3.2 if body else 5.0) * size or _STOP.match(text[pieces[0].start : pieces[0].end]):
            break
        if (
            len(pieces) == 1
            and len(pieces[0].words) > 6
            and pieces[0].right - pieces[0].left > 0.55 * (box.right - box.left)
        ):
            width = max((p.right for r in body for p in r), default=0) - min(
                (p.left for r in body for p in r), default=0
            )
            if not body or pieces[0].right - pieces[0].left > 0.62 * width:
                break
        if numbers and down and any(_is_prose(piece, text) for piece in pieces[1:]):
            break  # the columns of running text below a table that is as wide as the page
        numbers = numbers or any(_NUMBERY.match(text[piece.start : piece.end]) for piece in pieces[1:])
        if not body:
            first_gap = max(gap, 0.0)
        body.append(pieces)
        last = bottom if down else top
        if len(body) >= MAX_ROWS:
            break
    if not down:
        body.reverse()
    while body and len(body[-1]) == 1:
        body.pop()
    if not down:
        while body and len(body[0]) == 1 and len(body[0][0].words) > 3:
            body.pop(0)
    return body, first_gap


def _is_prose(piece: Piece, text: str) -> bool:
    """Whether a piece behind the first one of its row reads like running text, not like a cell with numbers."""
    return sum(text[word.start : word.end].strip(",.;:()").isalpha() for word in piece.words) > PROSE


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


def _grid(body: list[list[Piece]], caption: Line, caption_end: int, text: str, page: int, index: int) -> Table | None:
    """The table of rows of pieces, or None when their columns are not clear."""
    named = _CAPTION.match(text[caption.start : caption.end].lstrip())
    label = named.group(0).strip(" .:—–|") if named else ""
    data = [row for row in body if len(row) >= 2]
    if len(data) < 2:
        return None
    columns = _columns(data)
    if not 2 <= len(columns) <= MAX_COLUMNS:
        return None
    body = _unbroken(body, columns, text)
    cells: list[Cell] = []
    head = True
    spans = _spanning(body, columns)
    filled_rows = 0
    for number, row in enumerate(body):
        placed: list[tuple[int, int, Piece]] = []
        for piece in row:
            own = spans.get((number, id(piece)))
            hits = own or [at for at, (left, right) in enumerate(columns) if piece.left < right and piece.right > left]
            if not hits:
                return None
            placed.append((hits[0], hits[-1], piece))
        for one, following in pairwise(placed):
            if following[0] <= one[1]:
                return None
        texts = [text[piece.start : piece.end] for _, _, piece in placed]
        numbers = sum(
            at > 0 and bool(_NUMBERY.match(words)) and not (head and _DURATION.match(words))
            for (at, _, _), words in zip(placed, texts, strict=True)
        )
        if head and placed[0][0] == 0 and numbers and not any(_COUNT.match(words) for words in texts[1:]):
            head = False
        if not head and any(last > at for at, last, _ in placed if at > 0):
            return None  # a data cell across columns: the columns were not seen rightly
        filled_rows += bool(numbers)
        for at, last, piece in placed:
            if not _together(piece, text):
                return None
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


def _unbroken(body: list[list[Piece]], columns: list[tuple[float, float]], text: str) -> list[list[Piece]]:
    """The rows, with labels that were broken over two lines put together again.

    A label goes on in the next line when that begins with a small letter at the same left edge, or a little further
    in, and its first word did not fit behind the label any more. A row of which only a part of the label can be
    quoted, because its numbers stand between, is left out.
    """
    labels = [row[0] for row in body if row[0].right < columns[1][0]]
    edge = max((piece.right for row in body if len(row) > 1 for piece in row[:1] if piece in labels), default=0.0)
    rows: list[list[Piece]] = []
    for row in body:
        between = rows[-1:] if rows and rows[-1][0] not in labels else []  # numbers at half height
        above = rows[-1 - len(between)] if len(rows) > len(between) else []
        parts = [above, *between, row]
        numbers = [piece for part in parts for piece in part if piece not in labels]
        halves = above and row[0] in labels and above[0] in labels and sum(len(part) > 1 for part in parts) <= 1
        if not halves or not numbers or not _goes_on(above[0], row[0], edge, text):
            before = rows[-1] if rows else []
            both = len(before) > 1 and len(row) > 2 and before[0] in labels and row[0] in labels
            if both and row[1].left < columns[1][1] and _goes_on(before[0], row[0], edge, text):
                row = row[1:]  # the label is that of both rows, and its second half stands beside another label
            rows.append(row)
            continue
        del rows[-1 - len(between) :]
        whole = Piece([*above[0].words, *row[0].words])
        if _together(whole, text):
            rows.append([whole, *numbers])
    return rows


def _goes_on(label: Piece, following: Piece, edge: float, text: str) -> bool:
    """Whether `following` is the second line of `label`, in a column whose labels reach to `edge`."""
    word = following.words[0]
    room = edge - label.right - (word.right - word.left) - 0.3 * (word.top - word.bottom)
    return text[word.start] in _SMALL and room < 0 and -2 < following.left - label.left < 20


def _together(piece: Piece, text: str) -> bool:
    """Whether the words of a piece stand together in the text, with no others between them."""
    between = "".join(text[word.start : word.end] for word in piece.words)
    return len(re.sub(r"\s", "", text[piece.start : piece.end])) == len(re.sub(r"\s", "", between))


def _spanning(body: list[list[Piece]], columns: list[tuple[float, float]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Columns that headings of heading rows stand over: those around whose middle they are centred."""
    out: dict[tuple[int, int], tuple[int, int]] = {}
    for number, row in enumerate(body[:4]):
        if len(row) >= len(columns) - 1 and number > 0:
            continue
        over = [piece for piece in row if piece.right > columns[0][1]]
        if not over or len(over) >= len(columns) - 1:
            continue
        edges = [columns[1][0] - 1e6, *((one.right + two.left) / 2 for one, two in pairwise(over)), 1e6]
        for at, piece in enumerate(over):
            under = [
                index
                for index, (left, right) in enumerate(columns)
                if index > 0 and edges[at] <= (left + right) / 2 < edges[at + 1]
            ]
            middle = (piece.left + piece.right) / 2
            best: tuple[float, int, int] | None = None
            for first in under:
                for last in [index for index in under if index >= first]:
                    off = abs((columns[first][0] + columns[last][1]) / 2 - middle)
                    if piece.left > columns[first][0] - 12 - (piece.right - piece.left) and (
                        best is None or off < best[0] - 0.5
                    ):
                        best = (off, first, last)
            if best and best[0] < 10 and best[2] > best[1]:
                out[number, id(piece)] = (best[1], best[2])
    return out


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
