"""Numbers of a table: each data cell with the headers, row labels, group rows and caption that tell what it is."""

import re

from arakis.domain.protocol import Outcome
from arakis.extraction.claims import Claim, Where
from arakis.extraction.columns import arms_of_columns, generic_rows, purest, row_side
from arakis.extraction.context import Context
from arakis.extraction.grid import Reader, Row, spread_of
from arakis.extraction.labels import Label
from arakis.extraction.numbers import Number


def read_table(reader: Reader, first_group: int) -> list[Claim]:
    """All claims of a table. Baseline tables give none but the sizes of arms (see `sizes`)."""
    if reader.grid is None:
        return []
    claims: list[Claim] = []
    body = reader.body()
    for comparison in reader.lexicon.protocol.comparisons:
        columns = arms_of_columns(reader, comparison.id)
        row_arms = {row.index: row_side(row, comparison.id) for row in body}
        named_rows = {index: arm for index, arm in row_arms.items() if arm}
        purest(named_rows)
        row_arms = {index: named_rows.get(index) for index in row_arms}
        in_rows = {arm[0] for arm in row_arms.values() if arm}
        if len({side for side, _ in columns.values()}) < 2 and len(in_rows) == 2:
            columns = {}
        if not columns:
            generic_rows(row_arms, body, comparison.id)
        for outcome in reader.lexicon.protocol.outcomes:
            where = Where(comparison.id, outcome.id, reader.trial)
            claims.extend(_cells(reader, body, columns, row_arms, outcome, where, first_group + len(claims) + 1))
    return claims


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


__all__ = ["Reader", "read_table", "sizes", "spread_of"]
