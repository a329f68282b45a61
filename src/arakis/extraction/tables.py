"""Numbers of a table: each data cell with the headers, row labels, group rows and caption that tell what it is."""

import re
from dataclasses import dataclass, field

from arakis.domain.document import Cell, Table, TextLayer
from arakis.domain.evidence import Evidence
from arakis.domain.protocol import Outcome
from arakis.extraction.cells import Shape, shape
from arakis.extraction.claims import Claim, Where, stated
from arakis.extraction.labels import Label, read_label
from arakis.extraction.numbers import Number, percentage_agrees
from arakis.extraction.terms import Lexicon, distinctive
from arakis.extraction.words import words

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
                fresh = True
                continue
            fresh = False
            labels = [self.label(c) for c in cells if c.column < self.grid.labels]
            rows.append(Row(index, labels, list(groups)))
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


def arms_of_columns(reader: Reader, comparison: str) -> dict[int, tuple[str, Label]]:
    """Column -> (side, the heading that names it) for one comparison; columns that name no side are left out."""
    grid = reader.grid
    assert grid
    out: dict[int, tuple[str, Label]] = {}
    both: set[int] = set()
    for column in range(grid.labels, grid.columns):
        for label in reader.path(column):
            sides = label.sides(comparison)
            if len(sides) == 1:
                side = next(iter(sides))
                if column in out and out[column][0] != side:
                    both.add(column)
                elif column not in out:
                    out[column] = (side, label)
            elif len(sides) == 2:
                both.add(column)
    for column in both:
        out.pop(column, None)
    _purest(out)
    if len({side for side, _ in out.values()}) < 2:
        _distinctive(reader, out, both, comparison)
    _generic(
        out,
        [(column, reader.path(column)) for column in range(grid.labels, grid.columns) if column not in both],
        comparison,
    )
    return out


def _purest(arms: dict[int, tuple[str, Label]]) -> None:
    """Where a label is a side's term and nothing else, drop labels of that side with further words: other arms.

    Words that stand on both sides ("negative, vaccinated" and "negative, unvaccinated") tell no arm from another.
    """
    words_of = {side: {word for one, label in arms.values() if one == side for word in label.residue} for side in "IC"}
    common = words_of["I"] & words_of["C"]
    for side in "IC":
        further = {at: set(label.residue) - common for at, (one, label) in arms.items() if one == side}
        if any(not words for words in further.values()):
            for place in [at for at, words in further.items() if words]:
                del arms[place]


def _distinctive(reader: Reader, out: dict[int, tuple[str, Label]], both: set[int], comparison: str) -> None:
    """Sides that no term names as a whole: by words that only one side of the comparison uses.

    A heading is taken when its words are those of one side alone, it has no number that the side's words lack
    (another dose), and it is the only such heading of the table; a side that is named already is left as it is.
    """
    grid = reader.grid
    assert grid
    protocol = reader.lexicon.protocol
    named = {side for side, _ in out.values()}
    own = {side: distinctive(protocol, comparison, side) for side in "IC"}
    found: dict[str, dict[tuple[str, ...], tuple[int, list[int], Label]]] = {"I": {}, "C": {}}
    for column in range(grid.labels, grid.columns):
        if column in out or column in both:
            continue
        for label in reader.path(column):
            size = int(label.size.value) if label.size else None
            words_here = {w for w in label.words if w in own["I"] | own["C"]}
            digits = {w for w in label.words if w.isdigit() and (size is None or w != str(size))}
            for side in "IC":
                mine, other = words_here & own[side], words_here & own["C" if side == "I" else "I"]
                enough = len(mine) > 1 or 2 * len(mine) >= len(own[side])
                if mine and enough and not other and digits <= own[side] and not label.roles & {"p", "change"}:
                    entry = found[side].setdefault(label.words, (len(mine), [], label))
                    entry[1].append(column)
    for side in "IC":
        best = max((count for count, _, _ in found[side].values()), default=0)
        top = [entry for entry in found[side].values() if entry[0] == best]
        if side in named or len(top) != 1:
            continue
        for column in top[0][1]:
            out[column] = (side, top[0][2])


def _generic(out: dict[int, tuple[str, Label]], paths: list[tuple[int, list[Label]]], comparison: str) -> None:
    """Sides by words such as "control", "intervention" where the terms do not name them and only two arms can be meant."""
    unnamed: dict[int, Label] = {}
    others: set[tuple[int, int]] = set()
    for column, path in paths:
        if column in out:
            continue
        for label in path:
            if label.roles & {"p", "ci", "whole"} or any(role.startswith("effect") for role in label.roles):
                break
            if label.denied(comparison) and not label.sides(comparison):
                unnamed[column] = label
                break
            if label.generic_side and not label.residue:
                unnamed[column] = label
                break
            if label.residue or label.hits:
                others.add((label.start, label.end))
    if others:
        return
    named = {side for side, _ in out.values()}
    sides: dict[int, str] = {}
    for column, label in unnamed.items():
        sides[column] = "C" if label.denied(comparison) else label.generic_side
    found = set(sides.values())
    if found & named or len(found) > 2 or (not named and found != {"I", "C"}) or (named and len(found) != 1):
        return
    labels = {(label.start, label.end): sides[column] for column, label in unnamed.items()}
    if len(set(labels.values())) != len({unnamed[c].text.lower() for c in unnamed}):
        return
    for column, side in sides.items():
        out[column] = (side, unnamed[column])


def read_table(reader: Reader, first_group: int) -> list[Claim]:
    """All claims of a table. Baseline tables give none but the sizes of arms (see `sizes`)."""
    if reader.grid is None:
        return []
    claims: list[Claim] = []
    body = reader.body()
    for comparison in reader.lexicon.protocol.comparisons:
        columns = arms_of_columns(reader, comparison.id)
        row_arms = {row.index: _row_side(row, comparison.id) for row in body}
        named_rows = {index: arm for index, arm in row_arms.items() if arm}
        _purest(named_rows)
        row_arms = {index: named_rows.get(index) for index in row_arms}
        in_rows = {arm[0] for arm in row_arms.values() if arm}
        if len({side for side, _ in columns.values()}) < 2 and len(in_rows) == 2:
            columns = {}
        if not columns:
            _generic_rows(row_arms, body, comparison.id)
        for outcome in reader.lexicon.protocol.outcomes:
            where = Where(comparison.id, outcome.id, reader.trial)
            claims.extend(_cells(reader, body, columns, row_arms, outcome, where, first_group + len(claims) + 1))
    return claims


def _row_side(row: Row, comparison: str) -> tuple[str, Label] | None:
    for label in [*reversed(row.labels), *reversed(row.groups)]:
        sides = label.sides(comparison)
        if len(sides) == 1:
            return next(iter(sides)), label
        if len(sides) == 2:
            return None
    return None


def _generic_rows(arms: dict[int, tuple[str, Label] | None], body: list[Row], comparison: str) -> None:
    named = {index: arm for index, arm in arms.items() if arm}
    out = dict(named)
    _generic(out, [(row.index, [*row.labels, *row.groups]) for row in body if not arms[row.index]], comparison)
    arms.update(out)


def _cells(
    reader: Reader,
    body: list[Row],
    columns: dict[int, tuple[str, Label]],
    row_arms: dict[int, tuple[str, Label] | None],
    outcome: Outcome,
    where: Where,
    group: int,
) -> list[Claim]:
    grid = reader.grid
    assert grid
    out: list[Claim] = []
    by_rows = not columns
    for row in body:
        for column in range(grid.labels, grid.columns):
            cell = grid.place.get((row.index, column))
            if cell is None or cell.end <= cell.start or cell.row != row.index or cell.column != column:
                continue
            path = reader.path(column)
            arm = columns.get(column)
            if arm is None:
                row_arm = row_arms.get(row.index)
                if not by_rows or row_arm is None:
                    continue
                arm = row_arm
            context = Context(reader, row, path, arm, outcome, where, by_rows, body)
            out.extend(context.claims(cell, group))
    return _one_column(out)


def _one_column(claims: list[Claim]) -> list[Claim]:
    """Of columns that give the same field of one arm in one row (children, adolescents, total) only the total."""
    columns: dict[tuple[object, ...], set[int]] = {}
    for claim in claims:
        columns.setdefault((claim.where, claim.side, _bare(claim.arm), claim.role, claim.group), set()).add(
            claim.column
        )
    out: list[Claim] = []
    for claim in claims:
        several = len(columns[claim.where, claim.side, _bare(claim.arm), claim.role, claim.group]) > 1
        if not several or claim.whole or claim.role == "heading total":
            out.append(claim)
    if len(out) < len(claims):
        kept = {(c.where, c.side, _bare(c.arm), c.group, c.column) for c in out if c.role != "heading total"}
        out = [
            c for c in out if c.role != "heading total" or (c.where, c.side, _bare(c.arm), c.group, c.column) in kept
        ]
    return out


def _bare(arm: str) -> str:
    """An arm's label without its size, for the same arm may have another size in another column."""
    return " ".join(re.sub(r"[(\[,;:]?\s*\b[nN]\s*=\s*[\d,. \u2009\xa0]+[)\]]?", " ", arm).lower().split())


class Context:
    """One data cell and everything that says what it is."""

    def __init__(
        self,
        reader: Reader,
        row: Row,
        path: list[Label],
        arm: tuple[str, Label],
        outcome: Outcome,
        where: Where,
        by_rows: bool,
        body: list[Row],
    ) -> None:
        self.reader, self.row, self.path, self.outcome, self.where = reader, row, path, outcome, where
        self.side, self.arm = arm
        self.by_rows = by_rows
        self.body = body
        self.columns = [label for label in path if label is not self.arm]
        self.rows = [label for label in row.labels if label is not self.arm]
        self.groups = [label for label in row.groups if label is not self.arm]
        self.near = [*self.rows, *self.columns]
        self.all = [*self.near, *self.groups, self.arm]
        self.roles: set[str] = set()
        for label in [*self.near, self.arm]:
            self.roles |= label.roles
        self.rank = 0

    def claims(self, cell: Cell, group: int) -> list[Claim]:
        """The claims of the cell, none when anything about it is unclear."""
        found = shape(self.reader.layer.text, cell.start, cell.end)
        if found is None or self._is_baseline() or self._is_contrast():
            return []
        hit = self._outcome()
        if hit is None:
            return []
        tie, denied = hit
        if not self._is_whole():
            return []
        named = [label for label in self.near if label.trial] or (
            [self.reader.caption] if self.reader.caption.trial else []
        )
        where = self._where(named[0].trial if named else self.where.trial)
        if where is None:
            return []
        ties = [tie, self.reader.tie(self.arm, "arm")]
        for label in [*self.near, *self.groups, self.reader.caption]:
            if label.times and where.months is not None and label.times[0].months == where.months:
                ties.append(self.reader.tie(label, "time", label.times[0].start, label.times[0].end))
                break
        if self.outcome.kind == "continuous":
            roles = self._continuous(found)
        elif self.outcome.kind == "other":
            roles = []  # only effects are read: it is not known what its numbers count
        else:
            roles = self._dichotomous(found, denied)
        place = (self.reader.table.index, cell.row, cell.column)
        claims = [
            Claim(
                where=where,
                side=self.side,
                arm=self.arm.text,
                role=role,
                value=stated(self.reader.layer, number, ties, place),
                place=self.reader.name,
                number=number,
                rank=self.rank,
                group=group + self.row.index,
                column=cell.column,
                whole=any("whole" in label.roles for label in self.columns),
            )
            for role, number in roles
        ]
        sized = next((label for label in [*self.columns, self.arm] if label.size), None)
        size = (sized.size, sized, sized.cell) if sized and sized.size else None
        if size is None and not self.by_rows:
            size = self._size_below(cell.column, dict(roles))
        if claims and size and not any(claim.role == "total" for claim in claims) and not denied:
            own, sized, own_cell = size
            note = self.reader.layer.quote(sized.start, sized.end, "label with the number of people", sized.cell)
            claims.append(
                Claim(
                    where=where,
                    side=self.side,
                    arm=self.arm.text,
                    role="heading total",
                    value=stated(self.reader.layer, own, [note, *ties], own_cell),
                    place=self.reader.name,
                    number=own,
                    rank=self.rank,
                    group=group + self.row.index,
                    column=cell.column,
                    whole=any("whole" in label.roles for label in self.columns),
                )
            )
        return claims

    def _size_below(self, column: int, roles: dict[str, Number]) -> tuple[Number, Label, tuple[int, int, int]] | None:
        """The column's number of people: its only one, or the only one with which the percentage agrees."""
        found = self.reader.totals(self.body).get(column, [])
        events, percent = roles.get("events"), roles.get("percent")
        if len(found) > 1 and events and percent:
            found = [one for one in found if percentage_agrees(events.value, one[0].value, percent)]
        return found[0] if len({one[0].value for one in found}) == 1 else None

    def _is_baseline(self) -> bool:
        asked = {word for term in (self.outcome.name, *self.outcome.terms) for word in term.lower().split()}
        if asked & {"baseline", "before", "pre"}:
            return False
        return any(label.baseline for label in [*self.all, self.reader.caption][: len(self.all)]) or (
            self.reader.caption.baseline and not any(label.times for label in self.near)
        )

    def _is_contrast(self) -> bool:
        roles: set[str] = set()
        for label in [*self.columns, *self.rows]:
            roles |= label.roles
        return any(role.startswith("effect") for role in roles) or bool(
            {"p"} & {role for label in [*self.columns, *self.rows] for role in label.roles}
        )

    def _outcome(self) -> tuple[Evidence, bool] | None:
        """The words that name the outcome, and whether they deny it; None when it is not this outcome."""
        identity = self.outcome.id
        for labels in (self.rows, self.columns, [self.arm]):
            for label in labels:
                hit = label.outcome(identity)
                if hit is None:
                    continue
                if label.outcomes - hit.outcomes or label.turned:
                    return None
                others = [
                    one for one in self.near if one is not label and one.outcomes and identity not in one.outcomes
                ]
                if others:
                    return None
                if label is not self.arm and label.residue:
                    self.rank = 1
                denied = (
                    hit.negated
                    or "nonevents" in self.roles
                    or ("no" in self._short_roles() and "yes" not in self._short_roles())
                )
                return self.reader.tie(label, "outcome", hit.start, hit.end), denied
        if any(label.outcomes for label in self.near):
            return None
        if any(
            label.residue and "whole" not in label.roles
            for label in [*self.rows, *self.columns]
            if label is not self.arm
        ):
            return None
        denied = "nonevents" in self.roles or ("no" in self._short_roles() and "yes" not in self._short_roles())
        for label in reversed(self.groups):
            hit = label.outcome(identity)
            if hit is not None:
                if label.turned:
                    return None
                if label.residue:
                    self.rank = 1
                return self.reader.tie(label, "outcome", hit.start, hit.end), denied or hit.negated
            if label.outcomes:
                return None
        caption = self.reader.caption
        hit = caption.outcome(identity)
        if hit is None or hit.negated or caption.outcomes - hit.outcomes:
            return None
        return self.reader.tie(caption, "outcome", hit.start, hit.end), denied

    def _short_roles(self) -> set[str]:
        """ "yes" and "no" where a label is that word alone."""
        found: set[str] = set()
        for label in self.near:
            if len(label.words) <= 2:
                found |= label.roles & {"yes", "no"}
        return found

    def _is_whole(self) -> bool:
        """Whether the cell is about everybody in the arm, not about a subgroup."""
        labels = [label for label in [*self.rows, *self.columns, *self.groups] if label is not self.arm]
        if any(label.subgroup for label in labels):
            return False
        if any(label.residue and not label.hits and "whole" not in label.roles for label in self.rows):
            return False
        if any(label.residue and not label.hits for label in self.columns):
            return False
        return not any(self._is_part(label) for label in self.columns)

    def _is_part(self, label: Label) -> bool:
        """Whether a heading above others splits the table by something that is neither time nor statistic: "Children"."""
        if (
            label.cell is None
            or label.times
            or label.hits
            or label.trial
            or label.population
            or label.roles - {"total"}
        ):
            return False
        row = label.cell[1]
        if row >= len(self.path) - 1 and label is self.path[-1]:
            return False
        grid = self.reader.grid
        assert grid
        beside = {
            (cell.row, cell.column)
            for column in range(grid.labels, grid.columns)
            if (cell := grid.place.get((row, column)))
            and cell.row == row
            and cell.end > cell.start
            and not {"p", "change"} & self.reader.label(cell).roles
            and not any(role.startswith("effect") for role in self.reader.label(cell).roles)
        }
        return len(beside) > 1

    def _where(self, trial: str) -> Where | None:
        found = [time for label in self.near for time in label.times] or [
            time for label in [self.arm] for time in label.times
        ]
        if not found:
            found = [time for label in self.groups for time in label.times][-1:]
        if not found and len({time.months for time in self.reader.caption.times}) == 1:
            found = self.reader.caption.times[:1]
        if len({time.months for time in found}) > 1:
            return None
        population = next((label.population for label in [*self.all, self.reader.caption] if label.population), "")
        instrument = next(
            (
                name
                for name in self.outcome.instruments
                for label in [*self.all, self.reader.caption]
                if name.lower() in label.text.lower()
            ),
            "",
        )
        if self.outcome.kind == "continuous" and any(
            "change" in label.roles for label in [*self.near, *self.groups, self.reader.caption]
        ):
            instrument = f"{instrument}, change".strip(", ")
        time = found[0] if found else None
        return Where(
            self.where.comparison,
            self.where.outcome,
            trial,
            instrument,
            time.text if time else "",
            time.months if time else None,
            population,
        )

    def _dichotomous(self, found: Shape, denied: bool) -> list[tuple[str, Number]]:
        event = "non-events" if denied else "events"
        values = found.numbers
        roles = self.roles
        note = self.reader.caption.roles
        percent = "percent" in roles
        if {"mean", "median", "sd", "se"} & roles:
            return []
        if (
            found.kind in ("n/N", "n/N(p)")
            and values[0].whole
            and values[1].whole
            and values[0].value <= values[1].value
        ):
            if len(values) == 3 and not percentage_agrees(values[0].value, values[1].value, values[2]):
                return []
            return [(event, values[0]), ("total", values[1])]
        if found.kind == "p(n/N)" and values[1].whole and values[2].whole:
            if not percentage_agrees(values[1].value, values[2].value, values[0]):
                return []
            return [(event, values[1]), ("total", values[2])]
        if {"mean", "median", "sd", "se"} & roles:
            return []
        if found.kind == "n(p%)" and values[0].whole:
            return [(event, values[0]), ("percent", values[1])]
        if found.kind == "p%(n)" and values[1].whole:
            return [(event, values[1]), ("percent", values[0])]
        if found.kind == "a(b)" and values[0].whole:
            size = next((label.size for label in [*self.columns, self.arm] if label.size), None)
            if size and percentage_agrees(values[0].value, size.value, values[1]):
                return [(event, values[0]), ("percent", values[1])]
            if (
                (percent or "percent" in note or "%" in self.reader.note)
                and not size
                and ("either" in roles | note or "events" in roles)
            ):
                return [(event, values[0]), ("percent", values[1])]
            if percent and not size and not denied:
                return [("counted", values[0]), ("percent", values[1])]
            return []
        if found.kind == "plain" and values[0].whole:
            explicit = {"events", "nonevents", "total"} & roles
            named = [one for one in [*self.near, self.arm] if "total" in one.roles and self.outcome.id in one.outcomes]
            if named:  # "number of patients with colds" counts events; "total number of colds" may count episodes
                if any("total" in one.words for one in named):
                    return []
                explicit = (explicit - {"total"}) | {"events"}
            if percent and not ("either" in roles or explicit):
                return []
            if "total" in explicit and not {"events", "nonevents"} & explicit:
                return [("total", values[0])] if not denied else []
            if explicit:
                return [(event, values[0])]
            if "whole" in roles and self._whole_is_total():
                return [("total", values[0])]
            if "either" in roles:
                return [("either" if not denied else "non-events", values[0])]
            if "percent" in note and "either" not in note and "events" not in note:
                return []
            return [(event, values[0])] if self._names_outcome() else []
        return []

    def _names_outcome(self) -> bool:
        """Whether a row, column or group label (not only the caption) names the outcome, or says yes or no."""
        named = [*self.near, *self.groups]
        return any(self.outcome.id in label.outcomes for label in named) or bool(self._short_roles())

    def _whole_is_total(self) -> bool:
        """Whether "Total" means the number of people: its neighbours are events, not subgroups."""
        if any("whole" in label.roles for label in self.columns):
            return True
        rows = [row for row in self.body if row.index != self.row.index]
        return any(
            {"events", "nonevents", "yes", "no"} & label.roles or label.outcomes for row in rows for label in row.labels
        ) and not any(label.residue and not label.outcomes for row in rows for label in row.labels)

    def _continuous(self, found: Shape) -> list[tuple[str, Number]]:
        values = found.numbers
        roles = self.roles | {r for label in self.groups for r in label.roles}
        note = self.reader.caption.roles
        spread = (
            "sd" if "sd" in roles else "se" if "se" in roles else ("sd" if "sd" in note and "se" not in note else "")
        )
        spread = spread or self.reader.spread
        if {"percent", "range"} & self.roles and "mean" not in self.roles:
            return []
        if found.kind in ("a±b", "a±b(n)"):
            out: list[tuple[str, Number]] = [("mean", values[0])]
            if spread in ("sd", "se"):
                out.append((spread, values[1]))
            else:
                out.append(("spread", values[1]))
            if found.kind == "a±b(n)" and values[2].whole:
                out.append(("total", values[2]))
            return out if "median" not in roles else []
        if (
            found.kind == "a(b)"
            and spread in ("sd", "se")
            and ("mean" in roles | note or self.reader.spread)
            and "median" not in roles
        ):
            return [("mean", values[0]), (spread, values[1])]
        if found.kind == "a(b-c)":
            if "median" in roles | note and "iqr" in roles | note:
                return [("median", values[0]), ("q1", values[1]), ("q3", values[2])]
            if "ci" in roles | note and "median" not in roles | note:
                return [("mean", values[0]), ("low", values[1]), ("high", values[2])]
            return []
        if found.kind == "plain":
            if "sd" in self.roles and "mean" not in self.roles:
                return [("sd", values[0])]
            if "se" in self.roles and "mean" not in self.roles:
                return [("se", values[0])]
            if "median" in self.roles:
                return [("median", values[0])]
            if ({"total", "either"} & self.roles) and values[0].whole and "mean" not in self.roles:
                return [("total", values[0])]
            if "mean" in self.roles or (
                ("mean" in note or "mean" in {r for g in self.groups for r in g.roles}) and "median" not in note
            ):
                return [("mean", values[0])]
        return []


def sizes(reader: Reader) -> list[tuple[str, str, Label, Number, tuple[int, int, int] | None]]:
    """(comparison, side, label, number, cell): sizes of arms in the headings of a table's columns."""
    out: list[tuple[str, str, Label, Number, tuple[int, int, int] | None]] = []
    if reader.grid is None:
        return out
    for comparison in reader.lexicon.protocol.comparisons:
        seen: set[int] = set()
        for column, (side, label) in sorted(arms_of_columns(reader, comparison.id).items()):
            own = label if label.size else next((one for one in reader.path(column) if one.size), None)
            if own and own.size and own.start not in seen and not any(one.subgroup for one in reader.path(column)):
                seen.add(own.start)
                out.append((comparison.id, side, label, own.size, own.cell))
    return out


__all__ = ["Reader", "read_table", "sizes", "spread_of", "words"]
