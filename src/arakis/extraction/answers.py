"""A person's file of values: what the engine left open, or read wrongly, answered with a source.

by: A. Person
answers:
  - report: 10.5555/abc        # DOI, PMID, the report's id or its label
    outcome: recurrence        # ids of the protocol
    comparison: exercise-usual-care    # may be left out where the protocol has one
    time: 12 months            # time, population, arms: only where the report has several results
    intervention_arm: 30 minutes a day
    comparator_arm: usual care
    source: Table 2 of the report
    reason: the engine could not tell the two columns apart
    values:
      intervention.events: 4
      intervention.total: {value: 123, quote: one hundred and twenty-three}
    settles: true              # where reviewers or reports disagree, or the study has other results: this one stands
  - report: 10.5555/def
    outcome: recurrence
    source: pages 3 to 5
    not_reported: true         # the report has no such result, whatever was read from it
"""

import difflib
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Self, cast

from pydantic import BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from arakis.domain.base import Frozen, content_id
from arakis.domain.document import TextLayer
from arakis.domain.evidence import Evidence
from arakis.domain.judgement import Judgement, Reviewer, anew, judge
from arakis.domain.plain import explain, plain
from arakis.domain.protocol import Protocol
from arakis.domain.report import Report
from arakis.domain.result import Stated, Supplied
from arakis.domain.review import Review
from arakis.errors import InputError
from arakis.extraction.times import times

SIDES = ("intervention", "comparator", "effect")
FIELDS = ("events", "total", "mean", "sd", "se", "median", "q1", "q3", "low", "high", "estimate", "p", "person_time")
PLACES = tuple(f"{side}.{field}" for side in SIDES for field in FIELDS)
ADVICE = "see docs/extraction.md for the format"
NOT_REPORTED = "not reported"
Day = Annotated[str, BeforeValidator(lambda given: given.isoformat() if isinstance(given, date) else given)]


class Given(Frozen):
    """A value with the words it stands in, where the person names them."""

    value: float = Field(allow_inf_nan=False)
    quote: str = ""


def _given(written: Any) -> Any:
    """A bare number is a value without a quote."""
    return written if isinstance(written, Mapping | Given) else {"value": written}


class Answer(Frozen):
    """Values for one result of one report."""

    model_config = ConfigDict(coerce_numbers_to_str=True)  # a PMID needs no quotes

    report: str
    outcome: str
    comparison: str = ""
    trial: str = ""
    time: str = ""
    population: str = ""
    intervention_arm: str = ""
    comparator_arm: str = ""
    source: str = Field(min_length=1)
    reason: str = ""
    date: Day = ""
    settles: bool = False
    not_reported: bool = False
    values: dict[str, Annotated[Given, BeforeValidator(_given)]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if self.not_reported and (self.values or self.settles):
            raise ValueError("what is not reported has no values and settles nothing")
        if not (self.values or self.settles or self.not_reported):
            raise ValueError("an answer has values, or settles, or says not_reported")
        return self


class Answers(Frozen):
    """The file."""

    by: str = Field(min_length=1, max_length=200)
    answers: tuple[Answer, ...]


def read_answers(text: str, name: str) -> Answers:
    """The answers in YAML text. Raises InputError naming the key that is wrong."""
    data = plain(text, name)
    if not isinstance(data, dict):
        raise InputError(f"{name} does not hold keys and values", ADVICE)
    try:
        found = Answers.model_validate(data)
    except ValidationError as error:
        raise InputError(f"{name}: {explain(error, Answers)}", ADVICE) from error
    for answer in found.answers:
        for place in answer.values:
            if place not in PLACES:
                near = difflib.get_close_matches(place, PLACES, 1)
                raise InputError(
                    f"{name}: {place!r} is not a field" + (f" (did you mean {near[0]!r}?)" if near else ""),
                    f"fields are {', '.join(SIDES)}, a full stop, and one of {', '.join(FIELDS)}",
                )
    return found


def fits(answers: Answers, protocol: Protocol, name: str) -> None:
    """Raises InputError when an answer names an outcome or a comparison that the protocol does not have."""
    for answer in answers.answers:
        try:
            _outcome(answer, protocol)
            _comparison(answer, protocol)
        except InputError as error:
            raise InputError(f"{name}: {error.message}", error.hint) from error


def check(text: str, name: str, review: Review, growing: bool) -> None:
    """Raises InputError for a file of answers that cannot be entered in `review`, before anything is written.

    growing  whether more references are on their way, among which a report that is not known yet may be
    """
    answers = read_answers(text, name)
    fits(answers, review.protocol, name)
    for answer in answers.answers:
        if review.reports and not growing:
            try:
                find_report(review, answer.report)
            except InputError as error:
                raise InputError(f"{name}: {error.message}", error.hint) from error


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
        if answer.not_reported:
            made += _taken_back(answer, review, report, person, at)
            continue
        identity, content, known = _result(answer, review, report)
        if answer.trial and answer.trial not in _trials(review, report):
            told: dict[str, Any] = {"arms": [], "registrations": [], "characteristics": {}}
            made.append(_judge(report.id, f"trial:{answer.trial}", told, person, review, answer, at))
        if answer.settles or not known:
            made.append(_judge(report.id, f"result:{identity}", content, person, review, answer, at))
        for place, given in answer.values.items():
            made.append(enter_value(review, report, identity, place, given, answer, layers.get(report.id), person, at))
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
    return _judge(identity, place, content, person, review, answer, at, value.evidence)


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


def _taken_back(answer: Answer, review: Review, report: Report, person: Reviewer, at: str) -> list[Judgement]:
    """That the report has none of the results which the answer names, although somebody read them from it."""
    matching = _matching(answer, review, report)
    if not matching:
        raise InputError(
            f"{report.label} has no result for {answer.outcome} that could be taken back", "leave the answer out"
        )
    return [_judge(report.id, f"result:{one}", NOT_REPORTED, person, review, answer, at) for one in sorted(matching)]


def _matching(answer: Answer, review: Review, report: Report) -> dict[str, dict[str, Any]]:
    """The results of the report that the answer may be about: id -> what it is."""
    protocol = review.protocol
    _outcome(answer, protocol)
    comparison = _comparison(answer, protocol)
    matching: dict[str, dict[str, Any]] = {}
    for identity, known in _known(review, report).items():
        if (
            known["outcome"] == answer.outcome
            and known["comparison"] == comparison
            and known["trial"] == answer.trial
            and (_same(answer.time, known["time"]) or _same_time(answer.time, known["months"]))
            and _same(answer.population, known["population"])
            and _same(answer.intervention_arm, *known["intervention_arms"])
            and _same(answer.comparator_arm, *known["comparator_arms"])
        ):
            matching[identity] = known
    return matching


def _result(answer: Answer, review: Review, report: Report) -> tuple[str, dict[str, Any], bool]:
    """The result that an answer is about: its id, what it is, and whether it was known before."""
    matching = _matching(answer, review, report)
    if len(matching) > 1:
        told = "; ".join(
            ", ".join(part for part in (one["time"], one["population"], _against(one)) if part)
            for one in matching.values()
        )
        raise InputError(
            f"{report.label} has several results for {answer.outcome} ({told})",
            "name the time, the population or the arms",
        )
    for identity, known in matching.items():
        return identity, known, True
    trials = sorted(_trials(review, report))
    if len(trials) > 1 and answer.trial not in trials:
        raise InputError(
            f"{report.label} describes several trials, and the answer for {answer.outcome} names none of them",
            f"name the trial: {', '.join(trials)}",
        )
    new = {
        "trial": answer.trial,
        "comparison": _comparison(answer, review.protocol),
        "outcome": answer.outcome,
        "instrument": "",
        "time": answer.time,
        "months": _months(answer.time),
        "population": answer.population,
        "intervention_arms": [answer.intervention_arm] if answer.intervention_arm else [],
        "comparator_arms": [answer.comparator_arm] if answer.comparator_arm else [],
        "effect_measure": "",
        "checks": [],
    }
    return content_id("reported", report.id, "person", new), new, False


def _known(review: Review, report: Report) -> dict[str, dict[str, Any]]:
    """The results of a report that somebody has told of and nobody has taken back: id -> what it is."""
    found: dict[str, dict[str, Any]] = {}
    for one in _of(review, report, "result:"):
        if isinstance(one.answer, dict):
            found.setdefault(one.question, cast(dict[str, Any], one.answer))
    for one in _of(review, report, "result:"):
        if one.answer == NOT_REPORTED:
            found.pop(one.question, None)
    return {question.removeprefix("result:"): answer for question, answer in found.items()}


def _trials(review: Review, report: Report) -> set[str]:
    """The names of the trials that a report describes, where it has several."""
    told = [one for one in _of(review, report, "trial:") if one.answer is not None]
    return {one.question.removeprefix("trial:") for one in told} - {""}


def _of(review: Review, report: Report, question: str) -> list[Judgement]:
    replaced = {one.replaces for one in review.judgements if one.replaces}
    return [
        one
        for one in review.judgements
        if one.subject == report.id and one.question.startswith(question) and one.id not in replaced
    ]


def _same(asked: str, *there: str) -> bool:
    """Whether what a person named is what is there; what is not named fits anything."""
    return not asked or " ".join(asked.casefold().split()) in {" ".join(one.casefold().split()) for one in there}


def _same_time(asked: str, months: float | None) -> bool:
    """Whether a person's words for a time, such as "six months", mean as many months."""
    own = _months(asked)
    return own is not None and months is not None and abs(own - months) < 0.01


def _against(known: dict[str, Any]) -> str:
    sides = (" + ".join(known["intervention_arms"]), " + ".join(known["comparator_arms"]))
    return " against ".join(side for side in sides if side)


def _months(words: str) -> float | None:
    found = times(words, 0, len(words), label=True)
    return found[0].months if len(found) == 1 else None


def _outcome(answer: Answer, protocol: Protocol) -> None:
    known = [one.id for one in protocol.outcomes]
    if answer.outcome not in known:
        raise InputError(
            f"the protocol has no outcome {answer.outcome!r}",
            f"its outcomes are {', '.join(known)}" if known else "add the outcome to the protocol",
        )


def _comparison(answer: Answer, protocol: Protocol) -> str:
    """The comparison that an answer is about: the one it names, or the protocol's only one."""
    known = [one.id for one in protocol.comparisons]
    chosen = answer.comparison or (known[0] if len(known) == 1 else "")
    if chosen in known:
        return chosen
    advice = f"its comparisons are {', '.join(known)}" if known else "add the comparison to the protocol"
    if not chosen and known:
        raise InputError(f"the answer for {answer.report} does not say which comparison it is about", advice)
    raise InputError(f"the protocol has no comparison {chosen!r}", advice)


def _judge(
    subject: str,
    question: str,
    content: Any,
    person: Reviewer,
    review: Review,
    answer: Answer,
    at: str,
    evidence: tuple[Evidence, ...] = (),
) -> Judgement:
    """A person's judgement, in place of what the same person said before."""
    before = [
        one
        for one in review.judgements
        if one.subject == subject and one.question == question and one.reviewer.key == person.key
    ]
    made = judge(
        subject,
        question,
        content,
        person,
        reason=answer.reason or answer.source,
        evidence=evidence,
        stage="extract",
        protocol_version=review.protocols[-1].number,
        adjudicates=answer.settles,
        at=at,
    )
    return anew(before[-1] if before else None, made)
