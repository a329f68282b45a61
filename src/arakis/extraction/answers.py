"""A person's file of values: what the engine left open, or read wrongly, answered with a source.

by: A. Person
answers:
  - report: 10.5555/abc        # DOI, PMID, the report's id or its label
    outcome: recurrence        # ids of the protocol
    comparison: exercise-usual-care    # may be left out where the protocol has one
    time: 12 months            # only where the report has several results
    source: Table 2 of the report
    reason: the engine could not tell the two columns apart
    values:
      intervention.events: 4
      intervention.total: {value: 123, quote: one hundred and twenty-three}
"""

import re
from collections.abc import Mapping
from typing import Any

import yaml
from pydantic import Field, ValidationError

from arakis.domain.base import Frozen, content_id
from arakis.domain.document import TextLayer
from arakis.domain.judgement import Judgement, Reviewer, judge
from arakis.domain.report import Report
from arakis.domain.result import Stated, Supplied
from arakis.domain.review import Review
from arakis.errors import InputError

PLACE = r"^(intervention|comparator|effect)\.(events|total|mean|sd|se|median|q1|q3|low|high|estimate|p|person_time)$"
_PLACE = re.compile(PLACE)


class Given(Frozen):
    """A value with the words it stands in, where the person names them."""

    value: float = Field(allow_inf_nan=False)
    quote: str = ""


class Answer(Frozen):
    """Values for one result of one report."""

    report: str
    outcome: str
    comparison: str = ""
    trial: str = ""
    time: str = ""
    population: str = ""
    source: str = Field(min_length=1)
    reason: str = ""
    date: str = ""
    values: dict[str, Given | float]


class Answers(Frozen):
    """The file."""

    by: str = Field(min_length=1, max_length=200)
    answers: tuple[Answer, ...]


def read_answers(text: str, name: str) -> Answers:
    """The answers in YAML text. Raises InputError naming the key that is wrong."""
    try:
        found = Answers.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as error:
        raise InputError(f"{name} is not valid YAML: {str(error).splitlines()[0]}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise InputError(f"{name}: {where}: {first['msg']}", "see docs/extraction.md for the format") from error
    for answer in found.answers:
        for place in answer.values:
            if not _PLACE.match(place):
                raise InputError(f"{name}: {place!r} is not a field", "fields are such as intervention.events")
    return found


def enter(
    answers: Answers, review: Review, layers: Mapping[str, TextLayer], person: Reviewer, at: str
) -> list[Judgement]:
    """The judgements that a file of answers makes.

    layers  report id -> its text layer, for the quotes

    Raises InputError where an answer names a report, outcome or result that the review does not have, or a quote
    that is not in the report.
    """
    made: list[Judgement] = []
    for answer in answers.answers:
        report = find_report(review, answer.report)
        identity, new = _result(answer, review, report)
        if new is not None:
            made.append(_judge(report.id, f"result:{identity}", new, person, review, answer.reason, at))
        for place, given in answer.values.items():
            one = given if isinstance(given, Given) else Given(value=given)
            made.append(enter_value(review, report, identity, place, one, answer, layers.get(report.id), person, at))
    return made


def enter_value(
    review: Review,
    report: Report,
    identity: str,
    place: str,
    given: Given,
    answer: Answer,
    layer: TextLayer | None,
    person: Reviewer,
    at: str,
) -> Judgement:
    """A person's judgement of one field of one reported result: stated where a quote is named, else supplied."""
    if given.quote:
        start = layer.text.find(given.quote) if layer else -1
        if layer is None or start < 0:
            raise InputError(
                f"the words “{given.quote}” are not in {report.label}",
                "quote them exactly as `arakis extract show` does",
            )
        span = layer.quote(start, start + len(given.quote), "quoted by a person")
        value = Stated(value=given.value, evidence=(span,), report=report.id)
    else:
        value = Supplied(
            value=given.value,
            source=answer.source,
            by=person.name,
            date=answer.date,
            reason=answer.reason,
            report=report.id,
        )
    content = {"value": value.model_dump(mode="json"), "candidates": [], "waits": ""}
    before = [
        one.id
        for one in review.judgements
        if one.subject == identity and one.question == place and one.reviewer.key == person.key
    ]
    return judge(
        identity,
        place,
        content,
        person,
        reason=answer.reason or answer.source,
        evidence=value.evidence,
        stage="extract",
        protocol_version=review.protocols[-1].number,
        replaces=before[-1] if before else None,
        at=at,
    )


def find_report(review: Review, named: str) -> Report:
    """The report that a person names by id, DOI, PMID or label. Raises InputError when there is not just one."""
    wanted = named.strip().casefold()
    found = [
        report
        for report in review.reports
        if wanted in (report.id, report.doi.casefold(), report.pmid, report.label.casefold())
    ]
    if len(found) != 1:
        problem = "names several reports" if found else "names no report of this review"
        raise InputError(f"{named!r} {problem}", "use its DOI, its PMID or its label as in the tables")
    return found[0]


def _result(answer: Answer, review: Review, report: Report) -> tuple[str, dict[str, Any] | None]:
    protocol = review.protocol
    if answer.outcome not in {one.id for one in protocol.outcomes}:
        known = ", ".join(one.id for one in protocol.outcomes)
        raise InputError(f"the protocol has no outcome {answer.outcome!r}", f"its outcomes are {known}")
    comparisons = [one.id for one in protocol.comparisons]
    comparison = answer.comparison or (comparisons[0] if len(comparisons) == 1 else "")
    if comparison not in comparisons:
        raise InputError(
            f"the protocol has no comparison {comparison!r}", f"its comparisons are {', '.join(comparisons)}"
        )
    matching: dict[str, dict[str, Any]] = {}
    for one in review.judgements:
        if one.subject != report.id or not one.question.startswith("result:"):
            continue
        known = one.answer
        if (
            known["outcome"] == answer.outcome
            and known["comparison"] == comparison
            and known["trial"] == answer.trial
            and answer.time.casefold() in ("", known["time"].casefold())
            and answer.population.casefold() in ("", known["population"].casefold())
        ):
            matching[one.question.removeprefix("result:")] = known
    if len(matching) > 1:
        times = ", ".join(repr(one["time"]) for one in matching.values())
        raise InputError(
            f"{report.label} has several results for {answer.outcome} (times {times})",
            "name the time or the population",
        )
    if matching:
        return next(iter(matching)), None
    new = {
        "trial": answer.trial,
        "comparison": comparison,
        "outcome": answer.outcome,
        "instrument": "",
        "time": answer.time,
        "months": None,
        "population": answer.population,
        "intervention_arms": [],
        "comparator_arms": [],
        "effect_measure": "",
        "checks": [],
    }
    return content_id("reported", report.id, "person", new), new


def _judge(
    subject: str, question: str, content: Any, person: Reviewer, review: Review, reason: str, at: str
) -> Judgement:
    return judge(
        subject,
        question,
        content,
        person,
        reason=reason,
        stage="extract",
        protocol_version=review.protocols[-1].number,
        at=at,
    )
