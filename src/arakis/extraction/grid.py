"""A table by places, its labels read: headings of columns, rows of data, group rows, caption and notes."""

import re
from dataclasses import dataclass, field

from arakis.domain.document import Cell, Table, TextLayer
from arakis.domain.evidence import Evidence
from arakis.extraction.cells import shape
from arakis.extraction.labels import Label, read_label
from arakis.extraction.numbers import Number
from arakis.extraction.terms import Lexicon

FOOT = 900  # characters after a table in which its notes stand
_DATA = re.compile(r"^[\s(\[<>≤≥=~±+−–-]*(?:\d|[.·]\d)")
_SPREAD = re.compile(
    r"(?:mean|average)s?\s*(?:values?\s*)?(?:±|\+/-|\+-|\(|,|and|\[|with)\s*(?:one\s*)?(?:\(|±|\+/-)?\s*"
    r"(?P<what>s\.?d\.?(?![a-z])|standard deviations?|s\.?e\.?m?\.?(?![a-z])|standard errors?|95\s*%|range|iqr)",
    re.I,
)
_PLUS = re.compile(
    r"(?:±|\+/-)\s*(?P<what>s\.?d\.?(?![a-z])|standard deviations?|s\.?e\.?m?\.?(?![a-z])|standard errors?)", re.I
)


@dataclass
class Grid:
    """A table by places."""

    table: Table
    place: dict[tuple[int, int], Cell] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0
    head: int = 0  # number of heading rows
    labels: int = 1  # number of label columns


@dataclass
class Row:
    """A row of data with the labels that lead it."""

    index: int
    labels: list[Label]
    groups: list[Label]


def grid_of(layer: TextLayer, table: Table) -> Grid | None:
    """The table by places, or None when it has no body."""
    grid = Grid(table)
    for cell in table.cells:
        for down in range(cell.row_span):
            for right in range(cell.column_span):
                grid.place.setdefault((cell.row + down, cell.column + right), cell)
    grid.rows = max((row for row, _ in grid.place), default=-1) + 1
    grid.columns = max((column for _, column in grid.place), default=-1) + 1
    if grid.rows < 2 or grid.columns < 2 or grid.rows * grid.columns > 60_000:
        return None
    flagged = {cell.row + down for cell in table.cells if cell.header for down in range(cell.row_span)}
    head = 0
    while head in flagged:
        head += 1
    if head == 0 or head >= grid.rows:
        head = 0
        while head < min(grid.rows - 1, 4) and not _is_data(layer, grid, head):
            head += 1
        head = max(head, 1)
    grid.head = head
    body = list(range(head, grid.rows))
    labels = 1
    while labels < grid.columns - 1 and labels < 3:
        texts = [text_of(layer, grid.place.get((row, labels))) for row in body]
        filled = [t for t in texts if t]
        if not filled or sum(bool(_DATA.match(t)) for t in filled) > len(filled) // 3:
            break
        labels += 1
    grid.labels = labels
    return grid


def _is_data(layer: TextLayer, grid: Grid, row: int) -> bool:
    for column in range(1, grid.columns):
        cell = grid.place.get((row, column))
        text = text_of(layer, cell)
        if cell and cell.column == column and _DATA.match(text) and shape(layer.text, cell.start, cell.end):
            return bool(text_of(layer, grid.place.get((row, 0))))
    return False


def text_of(layer: TextLayer, cell: Cell | None) -> str:
    """The words of a cell, "" for none."""
    return layer.text[cell.start : cell.end].strip() if cell else ""


class Reader:
    """Reads one table for all comparisons and outcomes of a protocol."""

    def __init__(self, layer: TextLayer, table: Table, lexicon: Lexicon, spread: str, trial: str = "") -> None:
        self.layer = layer
        self.lexicon = lexicon
        self.table = table
        self.trial = trial
        self.grid = grid_of(layer, table)
        self.cache: dict[tuple[int, int], Label] = {}
        self.caption = read_label(layer, table.caption_start, table.caption_end, lexicon)
        last = max((cell.end for cell in table.cells), default=table.caption_end)
        self.note = layer.text[table.caption_start : table.caption_end] + " \n " + layer.text[last : last + FOOT]
        if self.grid:
            self.note += " " + " ".join(text_of(layer, self.grid.place.get((row, 0))) for row in range(self.grid.head))
        self.spread = spread_of(self.note) or spread
        self._totals: dict[int, list[tuple[Number, Label, tuple[int, int, int]]]] | None = None
        self.name = table.label or f"table {table.index + 1}"

    def label(self, cell: Cell) -> Label:
        """What a cell says as a label."""
        key = (cell.row, cell.column)
        if key not in self.cache:
            self.cache[key] = read_label(self.layer, cell.start, cell.end, self.lexicon, (self.table.index, *key))
        return self.cache[key]

    def path(self, column: int) -> list[Label]:
        """The headings of a column from the top down, without those that span the whole table."""
        assert self.grid
        out: list[Label] = []
        for row in range(self.grid.head):
            cell = self.grid.place.get((row, column))
            if (
                cell is None
                or cell.end <= cell.start
                or cell.column_span >= self.grid.columns - self.grid.labels + 1 > 2
            ):
                continue
            label = self.label(cell)
            if label not in out:
                out.append(label)
        return out

    def body(self) -> list[Row]:
        """The rows that hold data, with their labels and the group rows above them."""
        assert self.grid
        rows: list[Row] = []
        groups: list[Label] = []
        fresh = False
        above: Cell | None = None
        for index in range(self.grid.head, self.grid.rows):
            cells: list[Cell] = []
            for column in range(self.grid.columns):
                cell = self.grid.place.get((index, column))
                if cell and cell not in cells and cell.end > cell.start:
                    cells.append(cell)
            if not cells:
                continue
            data = [c for c in cells if c.column >= self.grid.labels and (c.row == index or c.row_span > 1)]
            if not data:
                label = self.label(cells[0])
                groups = [*groups[-1:], label] if fresh else [label]
                fresh, above = True, None
                continue
            fresh = False
            leading = [c for c in cells if c.column < self.grid.labels]
            if leading and leading[0].column == 0:
                above = leading[0]
            elif leading and above is not None:  # the first label holds for the rows below in which it is left out
                leading = [above, *leading]
            rows.append(Row(index, [self.label(c) for c in leading], list(groups)))
        return rows

    def totals(self, body: list[Row]) -> dict[int, list[tuple[Number, Label, tuple[int, int, int]]]]:
        """Column -> numbers of people by rows of the table that give nothing else ("Number randomised")."""
        if self._totals is None:
            assert self.grid
            self._totals = {}
            for row in body:
                label = row.labels[0] if len(row.labels) == 1 else None
                if (
                    label is None
                    or label.roles != {"total"}
                    or label.residue
                    or label.hits
                    or label.times
                    or label.subgroup
                ):
                    continue
                for column in range(self.grid.labels, self.grid.columns):
                    cell = self.grid.place.get((row.index, column))
                    found = shape(self.layer.text, cell.start, cell.end) if cell else None
                    if cell and found and found.kind == "plain" and found.numbers[0].whole:
                        place = (self.table.index, cell.row, cell.column)
                        self._totals.setdefault(column, []).append((found.numbers[0], label, place))
        return self._totals

    def tie(self, label: Label, note: str, start: int | None = None, end: int | None = None) -> Evidence:
        """Evidence of a label, or of a part of it."""
        return self.layer.quote(
            label.start if start is None else start, label.end if end is None else end, note, label.cell
        )


def spread_of(note: str) -> str:
    """ "sd", "se" or "" as a text says what stands behind its means."""
    found: set[str] = set()
    for pattern in (_SPREAD, _PLUS):
        for match in pattern.finditer(note):
            what = match.group("what").lower().replace(".", "")
            if what.startswith(("sd", "standard d")):
                found.add("sd")
            elif what.startswith(("se", "standard e")):
                found.add("se")
            else:
                found.add("ci")
    return found.pop() if len(found) == 1 else ""
