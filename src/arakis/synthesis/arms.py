"""Several arms of one study in one comparison: combined, or a shared group split, so that nobody counts twice."""

import math
from collections.abc import Sequence

from arakis.domain.base import content_id
from arakis.domain.result import Computed, Datum, FieldName, Result, Side, Value
from arakis.synthesis.reading import deviation

COMBINED = "combined arms (Cochrane Handbook 6.5.2.10 for means; sums for counts)"
SPLIT = "shared group split (Cochrane Handbook 23.3.4)"


def combine_means(groups: Sequence[tuple[float, float, float]]) -> tuple[float, float, float]:
    """(n, mean, sd) of the union of disjoint groups given as (n, mean, sd): the exact formula of Handbook 6.5.2.10."""
    n = sum(group[0] for group in groups)
    mean = sum(group[0] * group[1] for group in groups) / n
    squares = sum((size - 1) * sd * sd + size * (each - mean) ** 2 for size, each, sd in groups)
    return n, mean, math.sqrt(max(squares, 0.0) / (n - 1))


def arm_names(side: Side) -> frozenset[str]:
    """The arms of a side for comparison: case and spaces do not distinguish arms."""
    return frozenset(" ".join(arm.casefold().split()) for arm in side.arms)


def _computed(value: float, formula: str, inputs: dict[str, Value]) -> Datum:
    return Datum(value=Computed(value=value, formula=formula, inputs=inputs))


def _inputs(sides: Sequence[Side], fields: Sequence[FieldName]) -> dict[str, Value]:
    inputs: dict[str, Value] = {}
    for at, side in enumerate(sides, 1):
        for field in fields:
            datum = side.values.get(field)
            if datum and datum.value is not None:
                inputs[f"{field}_{at}"] = datum.value
    return inputs


def combine_sides(sides: Sequence[Side]) -> Side:
    """One side of disjoint arms; sums of events, totals and person-time, means by Handbook 6.5.2.10.

    A field that one of the sides lacks is left out, never guessed.
    """
    if len(sides) == 1:
        return sides[0]
    arms = tuple(dict.fromkeys(arm for side in sides for arm in side.arms))
    values: dict[FieldName, Datum] = {}
    sums: tuple[FieldName, ...] = ("events", "total", "person_time")
    for field in sums:
        numbers = [side.number(field) for side in sides]
        if all(number is not None for number in numbers):
            total = sum(number for number in numbers if number is not None)
            values[field] = _computed(total, f"sum of arms: {field}", _inputs(sides, (field,)))
    groups: list[tuple[float, float, float]] = []
    for side in sides:
        n, mean, (sd, _, _) = side.number("total"), side.number("mean"), deviation(side)
        if n is not None and mean is not None and sd is not None and n > 0:
            groups.append((n, mean, sd))
    if len(groups) == len(sides) and sum(group[0] for group in groups) > 1:
        _, mean, sd = combine_means(groups)
        inputs = _inputs(sides, ("total", "mean", "sd", "se", "low", "high"))
        values["mean"] = _computed(mean, COMBINED, inputs)
        values["sd"] = _computed(sd, COMBINED, inputs)
    return Side(arms=arms, values=values)


def combine(results: Sequence[Result]) -> Result:
    """One result whose sides unite the arms of `results`; an arm that several of them share counts once."""
    first = results[0]

    def united(sides: Sequence[Side]) -> Side:
        distinct: dict[frozenset[str], Side] = {}
        for side in sides:
            distinct.setdefault(arm_names(side), side)
        return combine_sides(list(distinct.values()))

    return first.model_copy(
        update={
            "id": content_id("result", "combined", *[result.id for result in results]),
            "intervention": united([result.intervention for result in results]),
            "comparator": united([result.comparator for result in results]),
            "reports": tuple(dict.fromkeys(report for result in results for report in result.reports)),
            "effect": {},
            "effect_measure": "",
        }
    )


def split_side(side: Side, parts: int) -> Side:
    """A side's share when `parts` comparisons use it: events, total and person-time divided; mean and sd stay."""
    values = dict(side.values)
    divided: tuple[FieldName, ...] = ("events", "total", "person_time")
    sd, fields, _ = deviation(side)
    if sd is not None and "sd" not in fields:
        values["sd"] = _computed(sd, "standard deviation of the whole group", _inputs([side], ("total", *fields)))
    for field in divided:
        datum = side.values.get(field)
        if datum and datum.value is not None:
            values[field] = _computed(datum.value.value / parts, f"{field} / {parts}: {SPLIT}", {field: datum.value})
    return side.model_copy(update={"values": values})


def same_numbers(one: Side, other: Side) -> bool:
    """Whether two sides give no different number for the same field."""
    for field in ("events", "total", "mean", "sd", "person_time"):
        a, b = one.number(field), other.number(field)
        if a is not None and b is not None and a != b:
            return False
    return True
