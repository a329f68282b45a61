"""Results of studies from what was extracted from their reports; values that differ between reports wait."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast, get_args

from pydantic import TypeAdapter

from arakis.domain.base import content_id
from arakis.domain.judgement import Judgement
from arakis.domain.report import Study
from arakis.domain.result import Datum, FieldName, Result, Side, Value
from arakis.extraction.merge import arm_key
from arakis.review.decisions import standing
from arakis.review.facts import Facts

_VALUE: TypeAdapter[Value] = TypeAdapter(Value)
_FIELDS: tuple[FieldName, ...] = get_args(FieldName)
SIDES = ("intervention", "comparator", "effect")


def results(facts: Facts, studies: Sequence[Study], labels: dict[str, str]) -> tuple[Result, ...]:
    """The results of the studies in their order. `labels` names reports in messages.

    Numbers that several reports of a study give for the same arms are one result. A report's numbers that do not say
    which of its several trials they belong to are in none, so that nobody is counted twice; the others say so.
    """
    reported = _reported(facts)
    described: Counter[str] = Counter(report for study in studies for report in study.reports)
    outcomes = {one.id for one in facts.protocols[-1].protocol.outcomes}
    comparisons = {one.id for one in facts.protocols[-1].protocol.comparisons}
    found: list[Result] = []
    for study in studies:
        groups: dict[tuple[Any, ...], list[Reported]] = {}
        unplaced: dict[tuple[str, str], str] = {}
        for report in study.reports:
            for one in reported.get(report, []):
                about = one.answer["comparison"], one.answer["outcome"]
                if about[0] not in comparisons or about[1] not in outcomes:
                    continue  # not of the protocol in force
                if one.answer["trial"] == study.trial or (not one.answer["trial"] and described[report] == 1):
                    groups.setdefault(_key(one.answer), []).append(one)
                elif not one.answer["trial"]:
                    name = labels.get(report, report)
                    unplaced[about] = f"{name} gives numbers and does not say for which trial: they are not used"
        for members in groups.values():
            sets = _sets(members)
            for joined in sets:
                said = unplaced.get((joined[0].answer["comparison"], joined[0].answer["outcome"]), "")
                found.append(_result(facts, study, joined, labels, len(sets) > 1, said))
    return tuple(found)


@dataclass(frozen=True)
class Reported:
    """A result as one report gives it: the id under which its values are judged, and what it is."""

    report: str
    identity: str
    answer: dict[str, Any]
    settled: bool = False  # a person said that it stands


def _sets(members: list[Reported]) -> list[list[Reported]]:
    """Members that are about the same people: one of each report; where a report has several, those of like arms."""
    if len({one.report for one in members}) == len(members):
        return [members]
    sets: dict[tuple[Any, ...], list[Reported]] = {}
    for one in members:
        sides = (one.answer["intervention_arms"], one.answer["comparator_arms"])
        sets.setdefault(tuple(tuple(sorted(arm_key(arm) for arm in arms)) for arms in sides), []).append(one)
    return list(sets.values())


def _reported(facts: Facts) -> dict[str, list[Reported]]:
    found: dict[str, list[Reported]] = {}
    for subject, question in facts.by_question:
        if question.startswith("result:"):
            known = standing(facts, subject, question)
            if known and known[1] is not None and isinstance(known[1].answer, dict):
                identity = question.removeprefix("result:")
                one = Reported(subject, identity, known[1].answer, known[1].adjudicates)
                found.setdefault(subject, []).append(one)
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
    facts: Facts, study: Study, joined: Sequence[Reported], labels: dict[str, str], several: bool, said: str
) -> Result:
    first = joined[0].answer
    parts: tuple[Any, ...] = (study.id, *_key(first))
    if several:
        parts = (*parts, first["intervention_arms"], first["comparator_arms"])
    data = {side: _data(facts, joined, side, labels) for side in SIDES}
    checks = [check for one in joined for check in one.answer["checks"]]
    return Result(
        id=content_id("result", *parts),
        study=study.id,
        comparison=first["comparison"],
        outcome=first["outcome"],
        instrument=first["instrument"],
        time=first["time"],
        months=first["months"],
        population=first["population"],
        reports=tuple(dict.fromkeys(one.report for one in joined)),
        intervention=Side(arms=tuple(first["intervention_arms"]), values=data["intervention"]),
        comparator=Side(arms=tuple(first["comparator_arms"]), values=data["comparator"]),
        effect=data["effect"],
        effect_measure=first["effect_measure"],
        checks=tuple(dict.fromkeys([*checks, said] if said else checks)),
        settled=any(one.settled for one in joined),
    )


@dataclass(frozen=True)
class _Told:
    """One field as one report gives it, and the judgement that stands (None: reviewers disagree)."""

    report: str
    datum: Datum
    judgement: Judgement | None


def _data(facts: Facts, joined: Sequence[Reported], side: str, labels: dict[str, str]) -> dict[FieldName, Datum]:
    found: dict[FieldName, Datum] = {}
    for name in _FIELDS:
        each = [told for one in joined if (told := _told(facts, one, f"{side}.{name}")) is not None]
        if each:
            found[name] = _join(each, labels)
    return found


def _told(facts: Facts, one: Reported, question: str) -> _Told | None:
    known = standing(facts, one.identity, question)
    if known is None:
        return None
    agreed, judgement = known
    if judgement is None:
        given = [item.answer for item in facts.about(one.identity, question) if item.id in agreed.judgements]
        values = tuple(value for answer in given if (value := _value(answer, one.report)) is not None)
        return _Told(one.report, Datum(candidates=values, waits="reviewers disagree"), None)
    if judgement.answer is None:
        return None  # taken back: not read any more
    answer = cast(dict[str, Any], judgement.answer)
    value = _value(answer, one.report)
    candidates = tuple(_VALUE.validate_python({**each, "report": one.report}) for each in answer.get("candidates", ()))
    waits = "" if value is not None else str(answer.get("waits") or "")
    datum = Datum(value=value, judgement=judgement.id, candidates=candidates, waits=waits)
    return _Told(one.report, datum, judgement)


def _value(answer: Any, report: str) -> Value | None:
    if not isinstance(answer, dict) or not answer.get("value"):
        return None
    return _VALUE.validate_python({**answer["value"], "report": report})


def _join(each: Sequence[_Told], labels: dict[str, str]) -> Datum:
    """What stands where several reports give a field: a value in which they agree, or what a person says.

    A person's ruling stands over all; otherwise people's values stand over those of machines where they agree.
    """
    given = [(one, one.datum.value) for one in each if one.datum.value is not None]
    rulings = [one.datum for one, _ in given if one.judgement and one.judgement.adjudicates]
    if rulings:
        return rulings[-1]
    disputed = [one.datum for one in each if one.judgement is None]
    if disputed:
        values = tuple(value for one in each for value in (one.datum.value, *one.datum.candidates) if value is not None)
        return Datum(candidates=values, waits=disputed[0].waits)
    if not given:
        return next((one.datum for one in each if one.datum.waits), each[0].datum)
    if len({value.value for _, value in given}) == 1:
        return given[0][0].datum
    people = [one.datum for one, _ in given if one.judgement and one.judgement.reviewer.kind == "person"]
    if len({datum.value.value for datum in people if datum.value}) == 1:
        return people[0]
    text = ", ".join(f"{value.value:g} ({labels.get(one.report, one.report)})" for one, value in given)
    return Datum(candidates=tuple(value for _, value in given), waits=f"reports differ: {text}")
