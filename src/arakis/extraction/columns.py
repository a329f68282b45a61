"""Which columns and rows of a table belong to which side of a comparison."""

import re

from arakis.extraction.grid import Reader, Row
from arakis.extraction.labels import Label
from arakis.extraction.terms import distinctive


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
    purest(out)
    if len({side for side, _ in out.values()}) < 2:
        _distinctive(reader, out, both, comparison)
    _generic(
        out,
        [(column, reader.path(column)) for column in range(grid.labels, grid.columns) if column not in both],
        comparison,
    )
    return out


_ALL = re.compile(r"[:,;(–—-]\s*(?:all|total|combined|overall)\b|\b(?:all|total)\s*\)?\s*$", re.I)


def purest(arms: dict[int, tuple[str, Label]]) -> None:
    """Where a label is a side's term and nothing else, drop labels of that side with further words: other arms.

    Words that stand on both sides ("negative, vaccinated" and "negative, unvaccinated") tell no arm from another.
    """
    words_of = {side: {word for one, label in arms.values() if one == side for word in label.residue} for side in "IC"}
    common = words_of["I"] & words_of["C"]
    for side in "IC":
        labels = {at: label for at, (one, label) in arms.items() if one == side}
        everybody = {at for at, label in labels.items() if _ALL.search(label.text)}
        if everybody and len({label.text for label in labels.values()}) > 1:  # "treated: under 50", "treated: all"
            for place in labels.keys() - everybody:
                del arms[place]
            continue
        bare = any(not label.residue for label in labels.values())
        further = {at: set(label.residue) - (set() if bare else common) for at, label in labels.items()}
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
    """Sides by words such as "control" where the terms do not name them and only two arms can be meant."""
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


def row_side(row: Row, comparison: str) -> tuple[str, Label] | None:
    for label in [*reversed(row.labels), *reversed(row.groups)]:
        sides = label.sides(comparison)
        if len(sides) == 1:
            return next(iter(sides)), label
        if len(sides) == 2:
            return None
    return None


def generic_rows(arms: dict[int, tuple[str, Label] | None], body: list[Row], comparison: str) -> None:
    named = {index: arm for index, arm in arms.items() if arm}
    out = dict(named)
    _generic(out, [(row.index, [*row.labels, *row.groups]) for row in body if not arms[row.index]], comparison)
    arms.update(out)
