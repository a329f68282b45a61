"""What a model said about the results of a report, and what of it bears checking against the report's words."""

from dataclasses import dataclass, field
from typing import Any, Literal

from arakis.domain.base import Frozen
from arakis.domain.document import TextLayer
from arakis.domain.evidence import Evidence
from arakis.domain.protocol import Protocol
from arakis.domain.result import FieldName, Stated
from arakis.extraction.numbers import numbers
from arakis.extraction.run import result_id
from arakis.extraction.times import times
from arakis.words.quotes import locate, quoted
from arakis.words.terms import Terms
from arakis.words.text import Text

MOST = 400  # numbers of one report that are looked at
COUNTS = frozenset({"events", "total"})
NOT_NEGATIVE = frozenset({"events", "total", "sd", "se", "p", "person_time"})
Side = Literal["intervention", "comparator", "effect"]


class NumberSaid(Frozen):
    """One number, and the words of the report that it rests on."""

    side: Side
    field: FieldName
    value: float
    quote: str
    arm: str
    outcome: str
    time: str


class ResultSaid(Frozen):
    """The numbers of one comparison, outcome, time point and population."""

    result: str
    comparison: str
    outcome: str
    time: str
    population: str
    intervention_arms: list[str]
    comparator_arms: list[str]
    effect_measure: str
    numbers: list[NumberSaid]


class Reading(Frozen):
    """Every result of the report that the review asks for."""

    results: list[ResultSaid]


@dataclass
class Checked:
    """What stands of a reading: values by (result, "side.field"), new results, and what was refused and why."""

    values: dict[tuple[str, str], Stated] = field(default_factory=dict)
    results: dict[str, dict[str, Any]] = field(default_factory=dict)
    refused: list[tuple[str, str, str]] = field(default_factory=list)  # result id ("" for none), place, why


def check(
    said: Reading, protocol: Protocol, known: dict[str, dict[str, Any]], layer: TextLayer, report: str
) -> Checked:
    """What of the model's reading bears checking.

    A number counts when its quote stands in the text once and holds it as a whole number, and the words for its arm
    and outcome stand in the text as well. An arm's words that name the other side only are refused. Numbers that
    contradict each other are all refused.
    """
    checked = Checked()
    by_name = {f"R{number}": identity for number, identity in enumerate(known, 1)}
    covered = {(one["comparison"], one["outcome"]) for one in known.values()}
    looked = 0
    for one in said.results:
        identity = by_name.get(one.result, "")
        answer = known.get(identity) or _new(one, protocol, layer)
        if answer is None or (not identity and (one.comparison, one.outcome) in covered):
            checked.refused.append(("", f"{one.comparison}, {one.outcome}", "it is no result that was asked for"))
            continue
        if not identity:
            identity = result_id(report, *_parts(answer))
        for number in one.numbers:
            looked += 1
            place = f"{number.side}.{number.field}"
            value = _value(number, answer, protocol, layer) if looked <= MOST else "there are too many"
            if isinstance(value, Stated) and _clash(checked.values.get((identity, place)), value):
                del checked.values[identity, place]
                value = "the model gave different numbers"
            if isinstance(value, str):
                checked.refused.append((identity, place, value))
            elif not any(entry[:2] == (identity, place) for entry in checked.refused):
                checked.values[identity, place] = value
        if identity not in known and any(key[0] == identity for key in checked.values):
            checked.results[identity] = answer
    _contradictions(checked)
    checked.results = {
        key: one for key, one in checked.results.items() if any(key == held for held, _ in checked.values)
    }
    return checked


def _new(one: ResultSaid, protocol: Protocol, layer: TextLayer) -> dict[str, Any] | None:
    """A result that nobody has told of, described by words of the report; None when the review does not ask for it."""
    if one.result != "new" or one.comparison not in {item.id for item in protocol.comparisons}:
        return None
    if one.outcome not in {item.id for item in protocol.outcomes}:
        return None

    def stands(words: str) -> str:
        span = quoted(words, layer.text)
        return "" if isinstance(span, str) else " ".join(layer.text[span[0] : span[1]].split())

    time = stands(one.time)
    months = [found.months for found in times(time, 0, len(time), True)]
    return {
        "trial": "",
        "comparison": one.comparison,
        "outcome": one.outcome,
        "instrument": "",
        "time": time,
        "months": months[0] if len(months) == 1 else None,
        "population": stands(one.population),
        "intervention_arms": [words for arm in one.intervention_arms[:20] if (words := stands(arm))],
        "comparator_arms": [words for arm in one.comparator_arms[:20] if (words := stands(arm))],
        "effect_measure": one.effect_measure
        if one.effect_measure in ("RR", "OR", "RD", "MD", "SMD", "HR", "IRR")
        else "",
        "checks": [],
    }


def _parts(answer: dict[str, Any]) -> tuple[Any, ...]:
    names = (
        "trial",
        "comparison",
        "outcome",
        "instrument",
        "time",
        "population",
        "intervention_arms",
        "comparator_arms",
    )
    return tuple(answer[name] for name in names)


def _value(number: NumberSaid, answer: dict[str, Any], protocol: Protocol, layer: TextLayer) -> Stated | str:
    """The number with its evidence, or why it does not count."""
    if number.value != number.value or abs(number.value) == float("inf"):
        return "it is no number"
    if number.field in NOT_NEGATIVE and number.value < 0:
        return "it cannot be negative"
    if number.field in COUNTS and number.value != round(number.value):
        return "it is no count"
    span = quoted(number.quote, layer.text)
    if isinstance(span, str):
        return span
    if locate(number.quote, layer.text, span[1]) is not None:
        return "its quote stands in the text more than once"
    share = number.side == "effect"
    stands = [
        found
        for found in numbers(layer.text, *span)
        if found.value == number.value
        and (share or not found.percent)
        and (found.whole or number.field not in COUNTS)
        and not (number.field == "p" and layer.text[: found.start].rstrip()[-1:] in ("<", ">", "≤", "≥"))
    ]
    if not stands:
        return "it does not stand in its quote as a number of its own"
    evidence = [_at(layer, stands[0].start, stands[0].end), layer.quote(*span, note="its words")]
    for name, words in (("arm", number.arm), ("outcome", number.outcome), ("time", number.time)):
        if not words.strip() and (name == "time" or (name == "arm" and number.side == "effect")):
            continue
        where = quoted(words, layer.text)
        if isinstance(where, str):
            return f"for its {name}, {where}"
        if name == "arm" and _other_side(words, number.side, answer["comparison"], protocol):
            return "the words for its arm name the other side"
        evidence.append(layer.quote(*where, note=name))
    return Stated(value=number.value, evidence=tuple(evidence))


def _at(layer: TextLayer, start: int, end: int) -> Evidence:
    """The number itself, with its cell where it stands in a table."""
    for table in layer.tables:
        for cell in table.cells:
            if cell.start <= start and end <= cell.end:
                return layer.quote(start, end, "the number", (table.index, cell.row, cell.column))
    return layer.quote(start, end, "the number")


def _other_side(words: str, side: Side, comparison: str, protocol: Protocol) -> bool:
    """Whether words for an arm name the other side of the comparison and not their own."""
    groups = next((one for one in protocol.comparisons if one.id == comparison), None)
    if groups is None or side == "effect":
        return False
    own, other = groups.intervention, groups.comparator
    if side == "comparator":
        own, other = other, own
    text = Text(words)
    named = Terms((other.name, *other.terms)).find(text)
    return bool(named) and not Terms((own.name, *own.terms)).find(text)


def _clash(before: Stated | None, value: Stated) -> bool:
    return before is not None and before.value != value.value


def _contradictions(checked: Checked) -> None:
    """Refuse numbers that cannot stand together: more events than people, an estimate outside its interval."""
    for identity in dict.fromkeys(key[0] for key in checked.values):
        held = {place: one.value for (owner, place), one in checked.values.items() if owner == identity}
        for side in ("intervention", "comparator"):
            if held.get(f"{side}.events", 0.0) > held.get(f"{side}.total", float("inf")):
                _refuse(checked, identity, (f"{side}.events", f"{side}.total"), "more events than people")
        low, middle, high = (held.get(f"effect.{name}") for name in ("low", "estimate", "high"))
        if middle is not None and ((low is not None and low > middle) or (high is not None and high < middle)):
            places = ("effect.low", "effect.estimate", "effect.high")
            _refuse(checked, identity, places, "the estimate lies outside its interval")


def _refuse(checked: Checked, identity: str, places: tuple[str, ...], why: str) -> None:
    for place in places:
        if checked.values.pop((identity, place), None) is not None:
            checked.refused.append((identity, place, why))
