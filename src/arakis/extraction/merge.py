"""From claims to results: claims about the same thing are joined, agreeing ones stand, others stay open."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import get_args

from arakis.domain.protocol import Outcome, Protocol
from arakis.domain.result import Computed, FieldName, Stated, Value
from arakis.extraction import checks
from arakis.extraction.claims import Claim, Where
from arakis.extraction.settle import key_of, settle
from arakis.extraction.tokens import generic, phrase
from arakis.extraction.types import Extracted, Field

SIZE = "size of the arm"  # the note of a number that was stated elsewhere than with the outcome
NAMES: tuple[FieldName, ...] = get_args(FieldName)


@dataclass
class Slot:
    """All claims about one result before its arms are told apart."""

    where: Where
    claims: list[Claim] = field(default_factory=list)


def merge(claims: list[Claim], sizes: list[Claim], protocol: Protocol) -> list[Extracted]:
    """The results that `claims` support, in the protocol's order. `sizes` are claims of arm sizes (role "total")."""
    outcomes = {outcome.id: outcome for outcome in protocol.outcomes}
    order = {one.id: at for at, one in enumerate((*protocol.comparisons, *protocol.outcomes))}
    slots = _slots(settle(claims, outcomes))
    shown = {(claim.place, claim.where.comparison, claim.where.outcome, claim.side) for claim in claims}
    out: list[Extracted] = []
    for slot in slots:
        if _one_group(slot, shown):
            continue
        out.extend(_results(slot, sizes, outcomes[slot.where.outcome]))
    out.sort(
        key=lambda r: (
            r.trial,
            order.get(r.comparison, 0),
            order.get(r.outcome, 0),
            r.instrument,
            r.months or 0,
            r.population,
            r.intervention_arms,
            r.comparator_arms,
        )
    )
    return out


def _one_group(slot: Slot, shown: set[tuple[str, str, str, str]]) -> bool:
    """Whether a table follows only one group to this time: it gives the other at other times, and not at this one."""
    sides = {claim.side for claim in slot.claims}
    if len(sides) != 1 or sides == {"E"}:
        return False
    other = "C" if sides == {"I"} else "I"
    places = {claim.place for claim in slot.claims}
    about = (slot.where.comparison, slot.where.outcome, other)
    return slot.where.months is not None and all(
        place not in ("text", "abstract") and (place, *about) in shown for place in places
    )


def _slots(claims: list[Claim]) -> list[Slot]:
    """Claims by result. One without a time point (instrument, population) joins the only result that has one."""
    by_where: dict[Where, list[Claim]] = {}
    for claim in claims:
        by_where.setdefault(replace(claim.where, time=""), []).append(claim)
    for part in ("months", "population", "instrument"):
        for where in sorted(by_where, key=key_of):
            if getattr(where, part) not in (None, ""):
                continue
            fuller = [
                other
                for other in sorted(by_where, key=key_of)
                if getattr(other, part) not in (None, "") and replace(other, **{part: getattr(where, part)}) == where
            ]
            if part == "instrument":
                fuller = [other for other in fuller if not other.instrument.endswith("change")]
            if len(fuller) > 1:
                fuller = [other for other in fuller if _agrees(by_where[where], by_where[other])]
            if len(fuller) == 1 and (
                part == "months" or _agrees(by_where[where], by_where[fuller[0]]) or len(by_where) == 2
            ):
                by_where[fuller[0]].extend(by_where.pop(where))
    slots: list[Slot] = []
    for where in sorted(by_where, key=key_of):
        mine = by_where[where]
        words = sorted({claim.where.time for claim in mine if claim.where.time}, key=lambda t: (len(t), t))
        slots.append(Slot(replace(where, time=words[0] if words else ""), mine))
    return slots


def _agrees(ones: list[Claim], others: list[Claim]) -> bool:
    """Whether all numbers that both have are the same, and there is one such number at least."""
    mine = {(c.side, c.role): c.number.value for c in ones}
    theirs = {(c.side, c.role): c.number.value for c in others}
    shared = [key for key in mine if key in theirs and key[1] not in ("percent", "total")]
    return bool(shared) and all(mine[key] == theirs[key] for key in shared)


def _arms(claims: list[Claim], side: str) -> list[tuple[str, list[Claim]]]:
    """The arms of one side: one, or several where a table sets them side by side."""
    mine = [claim for claim in claims if claim.side == side]
    if not mine:
        return [("", [])]
    by_place: dict[str, set[tuple[str, ...]]] = {}
    for claim in mine:
        if claim.place not in ("text", "abstract"):
            by_place.setdefault(claim.place, set()).add(arm_key(claim.arm))
    several = max(by_place.values(), key=lambda keys: (len(keys), sorted(keys)), default=set())
    if len(several) < 2:
        labels = sorted({claim.arm for claim in mine}, key=lambda a: (-sum(c.arm == a for c in mine), a))
        return [(_tidy(labels[0]), mine)]
    out: list[tuple[str, list[Claim]]] = []
    for key in sorted(several):
        own = [claim for claim in mine if arm_key(claim.arm) == key]
        out.append((_tidy(own[0].arm) if own else " ".join(key), own))
    return out


def arm_key(label: str) -> tuple[str, ...]:
    """What tells an arm from another: its words without general ones and sizes, its doses kept."""
    bare = re.sub(r"[(\[,;:]?\s*\b[nN]\s*=\s*[\d,. ]+[)\]]?", " ", label)
    return tuple(word for word in phrase(bare) if word.isdigit() or word == "+" or word not in generic())


def _tidy(label: str) -> str:
    return " ".join(label.split())[:200]


def _results(slot: Slot, sizes: list[Claim], outcome: Outcome) -> list[Extracted]:
    effects = _effects(slot)
    interventions, comparators = _arms(slot.claims, "I"), _arms(slot.claims, "C")
    mine = [s for s in sizes if s.where.comparison == slot.where.comparison and s.where.trial in ("", slot.where.trial)]
    own = [s for s in mine if s.where.trial == slot.where.trial] or mine
    if slot.where.population == "per protocol":
        own = []  # the sizes of the arms are those of all who were allocated
    many = len(interventions) > 1 or len(comparators) > 1
    out: list[Extracted] = []
    for first, one in interventions:
        for second, two in comparators:
            failed: list[str] = []
            left = _side(
                one,
                [s for s in own if s.side == "I" and (len(interventions) == 1 or arm_key(s.arm) == arm_key(first))],
                outcome,
                failed,
                first or "intervention",
            )
            right = _side(
                two,
                [s for s in own if s.side == "C" and (len(comparators) == 1 or arm_key(s.arm) == arm_key(second))],
                outcome,
                failed,
                second or "comparator",
            )
            _doubt_sizes(left, right)
            fields = {} if many else effects[1]
            if not _worth(left, right, fields):
                continue
            out.append(
                Extracted(
                    trial=slot.where.trial,
                    comparison=slot.where.comparison,
                    outcome=slot.where.outcome,
                    instrument=slot.where.instrument,
                    time=slot.where.time,
                    months=slot.where.months,
                    population=slot.where.population,
                    intervention_arms=(first,) if first else (),
                    comparator_arms=(second,) if second else (),
                    intervention=left,
                    comparator=right,
                    effect=fields,
                    effect_measure="" if many else effects[0],
                    checks=tuple(dict.fromkeys([*failed, *([] if many else effects[2])])),
                )
            )
    return out


def _doubt_sizes(left: dict[FieldName, Field], right: dict[FieldName, Field]) -> None:
    """Where the size of one arm, told elsewhere in the report, turns out not to be its total here, that of the other
    is not taken either: both were counted on the same occasion."""
    for one, other in ((left, right), (right, left)):
        total, its = one["total"], other["total"]
        doubted = [value for value in total.candidates if _is_size(value)]
        if total.value is None and doubted and its.value is not None and _is_size(its.value):
            other["total"] = Field(
                candidates=(its.value,), reason=f"the size of the other arm is in doubt: {total.reason}"
            )


def _is_size(value: Value) -> bool:
    return bool(value.evidence) and value.evidence[0].note == SIZE


def _worth(left: dict[FieldName, Field], right: dict[FieldName, Field], effect: dict[FieldName, Field]) -> bool:
    keys = ("events", "mean", "median")
    return any(side[k].value or side[k].candidates for side in (left, right) for k in keys if k in side) or bool(effect)


def resolve(claims: Iterable[Claim]) -> Field:
    """One field from its claims: agreeing ones stand with all their evidence, differing ones are candidates."""
    ordered = sorted(
        claims, key=lambda c: (c.rank, c.place in ("text", "abstract"), c.place == "abstract", c.number.start)
    )
    if not ordered:
        return Field(reason="not found in the report")
    best = [claim for claim in ordered if claim.rank == ordered[0].rank]
    values: dict[float, list[Claim]] = {}
    for claim in best:
        values.setdefault(claim.number.value, []).append(claim)
    if len(values) == 1:
        return Field(value=_joined(best))
    said = ", ".join(f"{value:g} ({', '.join(dict.fromkeys(c.place for c in ones))})" for value, ones in values.items())
    return Field(
        candidates=tuple(_joined(ones) for ones in values.values()),
        reason=f"the report states different values: {said}",
    )


def _joined(claims: list[Claim]) -> Stated:
    first = claims[0].value
    evidence = list(first.evidence)
    places = {(e.start, e.end) for e in evidence}
    for other in claims[1:]:
        span = other.value.evidence[0]
        if (span.start, span.end) not in places:
            places.add((span.start, span.end))
            evidence.append(span.model_copy(update={"note": "the same number stated again"}))
    return Stated(value=first.value, evidence=tuple(evidence))


def _side(
    claims: list[Claim], sizes: list[Claim], outcome: Outcome, failed: list[str], arm: str
) -> dict[FieldName, Field]:
    def of(*roles: str) -> list[Claim]:
        return [claim for claim in claims if claim.role in roles]

    fields: dict[str, Field] = {}
    continuous = outcome.kind == "continuous"
    wanted = ("mean", "sd") if continuous else ("events",)
    for name in NAMES:
        found = of(name)
        if found and name != "total":
            fields[name] = resolve(found)
    for name in wanted:
        fields.setdefault(name, Field(reason="not found in the report"))
    fields["total"] = resolve(of("total"))
    if continuous:
        _spread(fields, of("spread"))
    else:
        _nonevents(fields, of("non-events"), failed, arm)
    whole = claims or outcome.kind not in ("continuous", "other")  # else it is not known whom the numbers are about
    if fields["total"].value is None and not fields["total"].candidates and whole:
        fields["total"] = _from_sizes(sizes, fields.get("events"))
    if continuous:
        _sd(fields)
    _check(fields, of("percent"), failed, arm)
    if not claims:
        fields = {name: field for name, field in fields.items() if name in (*wanted, "total")}
    return {name: fields[name] for name in NAMES if name in fields}


def _from_sizes(sizes: list[Claim], events: Field | None) -> Field:
    found = resolve(sizes)
    if (
        found.value is not None
        and events is not None
        and events.value is not None
        and events.value.value > found.value.value
    ):
        return Field(candidates=(found.value,), reason="the arm's size is smaller than the number of events")
    return found


def _spread(fields: dict[str, Field], spread: list[Claim]) -> None:
    """A number behind ± whose kind the report does not name is a candidate, never a value."""
    if spread and fields["sd"].value is None and "se" not in fields:
        fields["sd"] = Field(
            candidates=tuple(_joined([claim]) for claim in spread[:3]),
            reason="the report does not say whether the number behind ± is a standard deviation or an error",
        )


def _sd(fields: dict[str, Field]) -> None:
    se, total = fields.get("se"), fields.get("total")
    if fields["sd"].value is None and not fields["sd"].candidates and se and se.value and total and total.value:
        value = se.value.value * math.sqrt(total.value.value)
        fields["sd"] = Field(
            value=Computed(value=value, formula="sd = se * sqrt(total)", inputs={"se": se.value, "total": total.value})
        )


def _nonevents(fields: dict[str, Field], claims: list[Claim], failed: list[str], arm: str) -> None:
    if not claims:
        return
    rest = resolve(claims).value
    events, total = fields["events"], fields["total"]
    if rest is None:
        return
    if events.value and total.value:
        if events.value.value + rest.value != total.value.value:
            failed.append(
                f"{arm}: {events.value.value:g} with and {rest.value:g} without the event are not {total.value.value:g}"
            )
            whole = Computed(
                value=events.value.value + rest.value,
                formula="total = events + non-events",
                inputs={"events": events.value, "non-events": rest},
            )
            fields["total"] = Field(candidates=(total.value, whole), reason=failed[-1])
    elif events.value and not total.candidates:
        fields["total"] = Field(
            value=Computed(
                value=events.value.value + rest.value,
                formula="total = events + non-events",
                inputs={"events": events.value, "non-events": rest},
            )
        )
    elif total.value and not events.candidates and total.value.value >= rest.value:
        fields["events"] = Field(
            value=Computed(
                value=total.value.value - rest.value,
                formula="events = total - non-events",
                inputs={"total": total.value, "non-events": rest},
            )
        )


def _check(fields: dict[str, Field], percents: list[Claim], failed: list[str], arm: str) -> None:
    def value(name: str) -> Value | None:
        found = fields.get(name)
        return found.value if found else None

    events, total = value("events"), value("total")
    wrong = checks.counts(events.value if events else None, total.value if total else None)
    if events and total and not wrong:
        for percent in percents:
            wrong = checks.percentage(events.value, total.value, percent.number.value, percent.number.decimals)
            if wrong:
                break
    if wrong:
        failed.extend(f"{arm}: {words}" for words in wrong)
        for name, own in (("events", events), ("total", total)):
            if own:
                fields[name] = Field(candidates=(own,), reason="; ".join(wrong))
    spread = checks.spread(*(v.value if (v := value(name)) else None for name in ("sd", "se")))
    if spread:
        failed.extend(f"{arm}: {words}" for words in spread)
        for name in ("sd", "se"):
            own = value(name)
            if own and own.value <= 0:
                fields[name] = Field(candidates=(own,), reason="; ".join(spread))


def _effects(slot: Slot) -> tuple[str, dict[FieldName, Field], list[str]]:
    """The measure, its fields and failed checks. An unadjusted effect goes before an adjusted one."""
    claims = [claim for claim in slot.claims if claim.side == "E"]
    measures = list(dict.fromkeys(claim.measure for claim in claims))
    plain = [m for m in measures if not m.endswith(" adjusted")] or measures
    if len(plain) != 1:
        return "", {}, [f"the report gives several measures: {', '.join(plain)}"] if plain else []
    mine = [claim for claim in claims if claim.measure == plain[0]]
    fields: dict[FieldName, Field] = {}
    for name in ("estimate", "low", "high", "p"):
        found = [claim for claim in mine if claim.role == name]
        if found:
            fields[name] = resolve(found)
    values = {str(name): one.value.value for name, one in fields.items() if one.value}
    wrong = checks.effect(plain[0].split(" ")[0], values)
    if wrong:
        fields = {
            name: Field(candidates=(one.value,) if one.value else one.candidates, reason="; ".join(wrong))
            for name, one in fields.items()
        }
    return plain[0], fields, [f"effect: {words}" for words in wrong]
