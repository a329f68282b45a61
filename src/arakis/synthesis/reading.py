"""From a result's values to an effect: which numbers are used, and why a result cannot be."""

from collections.abc import Sequence
from typing import NamedTuple

from arakis.domain.protocol import Outcome
from arakis.domain.result import Datum, FieldName, Result, Side
from arakis.errors import InputError
from arakis.synthesis import effect_size
from arakis.synthesis.effect_size import Effect

COUNTS = frozenset({"RR", "OR", "RD"})
MEANS = frozenset({"MD", "SMD"})
SIDES = ("intervention", "comparator")
LARGEST = 1e30  # of an effect, a variance and its inverse: far beyond any study, and safe in every formula
BEYOND = "its numbers are outside the range of any study; check what was extracted"


class Reading(NamedTuple):
    """An effect with the numbers it was made from, or the reason why there is none.

    data      "intervention_events", "comparator_total", "estimate" ...
    derived   whether a value was computed, measured from a figure or supplied, and not stated in a report
    """

    effect: Effect | None
    data: dict[str, float]
    reason: str = ""
    derived: bool = False
    fields: tuple[FieldName, ...] = ()  # of each side; empty when the reported effect was used


def _lacks(result: Result, fields: Sequence[FieldName]) -> str:
    """What stands in the way: the fields without a value, and what waits for a person."""
    missing: list[str] = []
    for name, side in zip(SIDES, (result.intervention, result.comparator), strict=True):
        for field in fields:
            datum = side.values.get(field)
            if datum is None or datum.value is None:
                waits = f" ({datum.waits})" if datum and datum.waits else ""
                missing.append(f"{field.replace('_', '-')} of the {name}{waits}")
    return "no value for: " + "; ".join(missing) if missing else ""


def _derived(data: Sequence[Datum | None]) -> bool:
    return any(datum is not None and datum.value is not None and datum.value.origin != "stated" for datum in data)


def deviation(side: Side) -> tuple[float | None, tuple[FieldName, ...], str]:
    """The standard deviation of a side: stated, or from the standard error or interval of the mean; how in words."""
    total = side.number("total")
    sd = side.number("sd")
    if sd is not None:
        return sd, ("sd",), ""
    se, low, high = side.number("se"), side.number("low"), side.number("high")
    if se is not None and total is not None and total > 1:
        return effect_size.deviation_from_error(se, total), ("se",), "standard deviation from the standard error"
    if low is not None and high is not None and low < high and total is not None and total > 1:
        words = "standard deviation from the interval of the mean"
        return effect_size.deviation_from_interval(low, high, total), ("low", "high"), words
    return None, (), ""


def _from_counts(result: Result, measure: str) -> Reading:
    fields: tuple[FieldName, ...] = ("events", "total")
    lacks = _lacks(result, fields)
    if lacks:
        return Reading(None, {}, lacks)
    data = _data(result, fields)
    numbers = [data[f"{side}_{field}"] for side in SIDES for field in fields]
    used = [side.values.get(field) for side in (result.intervention, result.comparator) for field in fields]
    if measure != "RD":
        silent = effect_size.no_information(*numbers)
        if silent:
            return Reading(None, data, silent, _derived(used), fields)
    return Reading(effect_size.two_by_two(measure, *numbers), data, "", _derived(used), fields)


def _from_rates(result: Result) -> Reading:
    fields: tuple[FieldName, ...] = ("events", "person_time")
    lacks = _lacks(result, fields)
    if lacks:
        return Reading(None, {}, lacks)
    data = _data(result, fields)
    used = [side.values.get(field) for side in (result.intervention, result.comparator) for field in fields]
    numbers = [data[f"{side}_{field}"] for side in SIDES for field in fields]
    if numbers[0] == 0 and numbers[2] == 0:
        return Reading(None, data, effect_size.no_information(0, 1, 0, 1), _derived(used), fields)
    return Reading(effect_size.rate_ratio(*numbers), data, "", _derived(used), fields)


def _from_means(result: Result, measure: str) -> Reading:
    lacks = _lacks(result, ("mean", "total"))
    if lacks:
        medians = any(side.number("median") is not None for side in (result.intervention, result.comparator))
        return Reading(None, {}, lacks + ("; a median is reported, and is not turned into a mean" if medians else ""))
    data = _data(result, ("mean", "total"))
    used: list[Datum | None] = []
    notes: list[str] = []
    for name, side in zip(SIDES, (result.intervention, result.comparator), strict=True):
        sd, fields, note = deviation(side)
        if sd is None:
            return Reading(None, data, f"no standard deviation of the {name}, and nothing to compute it from")
        data[f"{name}_sd"] = sd
        used += [side.values.get(field) for field in ("mean", "total", *fields)]
        if note and note not in notes:
            notes.append(note)
    numbers = [data[f"{side}_{field}"] for side in SIDES for field in ("mean", "sd", "total")]
    mean1, sd1, n1, mean2, sd2, n2 = numbers
    make = effect_size.mean_difference if measure == "MD" else effect_size.standardised_mean_difference
    effect = make(mean1, sd1, n1, mean2, sd2, n2)._replace(note="; ".join(notes))
    return Reading(effect, data, "", _derived(used) or bool(notes), ("mean", "sd", "total"))


def _from_report(result: Result, measure: str) -> Reading:
    def number(field: FieldName) -> float | None:
        datum = result.effect.get(field)
        return datum.value.value if datum and datum.value is not None else None

    named = result.effect_measure.strip().upper()
    value = number("estimate")
    if value is None:
        datum = result.effect.get("estimate")
        waits = f" ({datum.waits})" if datum and datum.waits else ""
        return Reading(None, {}, f"no estimate is reported{waits}")
    if named != measure and not (measure == "GEN" and not named):
        return Reading(None, {}, f"the reported effect is a {named or 'measure that is not named'}, not a {measure}")
    se, low, high, p = number("se"), number("low"), number("high"), number("p")
    effect = effect_size.reported(measure, value, se, low, high, p)
    data = {
        name: each
        for name, each in (("estimate", value), ("low", low), ("high", high), ("se", se), ("p", p))
        if each is not None
    }
    data |= {
        f"{name}_total": total
        for name, side in zip(SIDES, (result.intervention, result.comparator), strict=True)
        if (total := side.number("total")) is not None
    }
    derived = _derived([result.effect.get(field) for field in ("estimate", "low", "high", "se", "p")])
    return Reading(effect._replace(note=f"effect as reported; {effect.note}"), data, "", derived)


def _data(result: Result, fields: Sequence[FieldName]) -> dict[str, float]:
    """The numbers of both sides; called only where all of them are there."""
    data: dict[str, float] = {}
    for name, side in zip(SIDES, (result.intervention, result.comparator), strict=True):
        for field in fields:
            number = side.number(field)
            if number is not None:
                data[f"{name}_{field}"] = number
    return data


def read(result: Result, outcome: Outcome) -> Reading:
    """The effect of `result` in the outcome's measure: from group data where they are complete, else as reported.

    Nothing is raised: numbers that contradict each other give a Reading with its reason.
    """
    return _in_range(_read(result, outcome))


def _read(result: Result, outcome: Outcome) -> Reading:
    measure = outcome.measure
    try:
        if measure in COUNTS:
            reading = _from_counts(result, measure)
        elif measure in MEANS:
            reading = _from_means(result, measure)
        elif measure == "IRR":
            reading = _from_rates(result)
        else:
            reading = Reading(None, {}, "")
        if reading.effect is None and not reading.fields:
            reported = _from_report(result, measure)
            if reported.effect is not None:
                return reported
            if not reading.reason or "not a " in reported.reason:
                reason = "; ".join(part for part in (reading.reason, reported.reason) if part)
                return reading._replace(reason=reason)
        return reading
    except InputError as error:
        return Reading(None, {}, f"{error.message}; {error.hint}")
    except (ArithmeticError, ValueError):  # numbers so large or small that a logarithm or a quotient fails
        return Reading(None, {}, BEYOND)


def _in_range(reading: Reading) -> Reading:
    effect = reading.effect
    if effect is None or (abs(effect.value) < LARGEST and 1 / LARGEST < effect.variance < LARGEST):
        return reading
    return Reading(None, {}, BEYOND)
