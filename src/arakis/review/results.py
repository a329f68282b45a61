"""Results of studies from what was extracted from their reports; values that differ between reports wait."""

from collections.abc import Sequence
from typing import Any, cast, get_args

from pydantic import TypeAdapter

from arakis.domain.base import content_id
from arakis.domain.report import Study
from arakis.domain.result import Datum, FieldName, Result, Side, Value
from arakis.review.decisions import standing
from arakis.review.facts import Facts

_VALUE: TypeAdapter[Value] = TypeAdapter(Value)
_FIELDS: tuple[FieldName, ...] = get_args(FieldName)
SIDES = ("intervention", "comparator", "effect")


def results(facts: Facts, studies: Sequence[Study], labels: dict[str, str]) -> tuple[Result, ...]:
    """The results of the studies in their order. `labels` names reports in messages."""
    reported = _reported(facts)
    found: list[Result] = []
    for study in studies:
        groups: dict[tuple[Any, ...], list[tuple[str, str, dict[str, Any]]]] = {}
        for report in study.reports:
            for identity, answer in reported.get(report, []):
                if answer["trial"] in ("", study.trial):
                    groups.setdefault(_key(answer), []).append((report, identity, answer))
        for members in groups.values():
            each = [report for report, _, _ in members]
            sets = [members] if len(set(each)) == len(each) else [[member] for member in members]
            for number, joined in enumerate(sets):
                found.append(_result(facts, study, joined, labels, number if len(sets) > 1 else None))
    return tuple(found)


def _reported(facts: Facts) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    found: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for subject, question in facts.by_question:
        if question.startswith("result:"):
            known = standing(facts, subject, question)
            if known and known[1] is not None and isinstance(known[1].answer, dict):
                found.setdefault(subject, []).append((question.removeprefix("result:"), known[1].answer))
    return found


def _key(answer: dict[str, Any]) -> tuple[Any, ...]:
    time = answer["months"] if answer["months"] is not None else answer["time"].casefold()
    return (
        answer["comparison"],
        answer["outcome"],
        answer["instrument"].casefold(),
        time,
        answer["population"].casefold(),
    )


def _result(
    facts: Facts,
    study: Study,
    joined: Sequence[tuple[str, str, dict[str, Any]]],
    labels: dict[str, str],
    number: int | None,
) -> Result:
    first = joined[0][2]
    parts: tuple[Any, ...] = (study.id, *_key(first))
    if number is not None:
        parts = (*parts, first["intervention_arms"], first["comparator_arms"])
    data = {side: _data(facts, joined, side, labels) for side in SIDES}
    return Result(
        id=content_id("result", *parts),
        study=study.id,
        comparison=first["comparison"],
        outcome=first["outcome"],
        instrument=first["instrument"],
        time=first["time"],
        months=first["months"],
        population=first["population"],
        reports=tuple(dict.fromkeys(report for report, _, _ in joined)),
        intervention=Side(arms=tuple(first["intervention_arms"]), values=data["intervention"]),
        comparator=Side(arms=tuple(first["comparator_arms"]), values=data["comparator"]),
        effect=data["effect"],
        effect_measure=first["effect_measure"],
        checks=tuple(check for _, _, answer in joined for check in answer["checks"]),
    )


def _data(
    facts: Facts, joined: Sequence[tuple[str, str, dict[str, Any]]], side: str, labels: dict[str, str]
) -> dict[FieldName, Datum]:
    found: dict[FieldName, Datum] = {}
    for name in _FIELDS:
        each = [
            (report, datum)
            for report, identity, _ in joined
            if (datum := _datum(facts, identity, f"{side}.{name}", report)) is not None
        ]
        if each:
            found[name] = _join(each, labels)
    return found


def _datum(facts: Facts, identity: str, question: str, report: str) -> Datum | None:
    known = standing(facts, identity, question)
    if known is None:
        return None
    agreed, judgement = known
    if judgement is None:
        given = [item.answer for item in facts.about(identity, question) if item.id in agreed.judgements]
        values = tuple(value for answer in given if (value := _value(answer, report)) is not None)
        return Datum(candidates=values, waits="reviewers disagree")
    answer = cast(dict[str, Any], judgement.answer or {})
    value = _value(answer, report)
    candidates = tuple(_VALUE.validate_python({**one, "report": report}) for one in answer.get("candidates", ()))
    waits = "" if value is not None else str(answer.get("waits") or "")
    return Datum(value=value, judgement=judgement.id, candidates=candidates, waits=waits)


def _value(answer: Any, report: str) -> Value | None:
    if not isinstance(answer, dict) or not answer.get("value"):
        return None
    return _VALUE.validate_python({**answer["value"], "report": report})


def _join(each: Sequence[tuple[str, Datum]], labels: dict[str, str]) -> Datum:
    given = [(report, datum, datum.value) for report, datum in each if datum.value is not None]
    if not given:
        return each[0][1]
    values = {value.value for _, _, value in given}
    if len(values) == 1:
        return given[0][1]
    supplied = [datum for _, datum, value in given if value.origin == "supplied"]
    if len({datum.value.value for datum in supplied if datum.value}) == 1:
        return supplied[0]
    text = ", ".join(f"{value.value:g} ({labels.get(report, report)})" for report, _, value in given)
    return Datum(candidates=tuple(value for _, _, value in given), waits=f"reports differ: {text}")
