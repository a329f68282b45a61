"""Extraction, step by step: what the engine read from each included report, and what people answered."""

from collections.abc import Mapping
from typing import Any

from arakis import ledger
from arakis.domain.base import content_id
from arakis.domain.document import TextLayer
from arakis.domain.judgement import Judgement, Reviewer, anew, judge
from arakis.domain.plain import decoded
from arakis.domain.protocol import Protocol
from arakis.domain.report import Report
from arakis.domain.review import Review
from arakis.errors import InputError
from arakis.extraction.answers import enter, read_answers
from arakis.extraction.extract import extract
from arakis.extraction.types import Extraction
from arakis.extraction.unread import unread
from arakis.runtime.compute import ChildDied, compute
from arakis.version import __version__
from arakis.workspace import Workspace

READER = Reviewer(kind="built-in", name="extraction rules", version=__version__)
SECONDS = 300.0  # for one batch of reports
BATCH = 5
NO_MORE = "not read from the report any more"


def reports_to_extract(workspace: Workspace, review: Review, options: dict[str, Any]) -> list[list[str]]:
    """Included reports whose text layer has not been read for results under the protocol in force, in batches."""
    version = review.protocols[-1].number
    done = {
        (one.subject, one.answer)
        for one in review.judgements
        if one.question == "extracted" and one.protocol_version == version
    }
    ids = [
        one.id for one in review.reports if one.state == "included" and one.layer and (one.id, one.layer) not in done
    ]
    return [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]


def extract_reports(workspace: Workspace, review: Review, options: dict[str, Any], unit: list[str]) -> None:
    """Read results from a batch of reports: each value a judgement with its evidence, or open with candidates."""
    chosen = [report for report in review.reports if report.id in set(unit) and report.layer]
    layers = [TextLayer.model_validate_json(workspace.blobs.get(str(report.layer))) for report in chosen]
    try:
        found = compute(SECONDS, extract_batch, layers, review.protocol)
    except ChildDied:
        found = [_alone(layer, review.protocol) for layer in layers]
    made: list[Judgement] = []
    for report, layer, extraction in zip(chosen, layers, found, strict=True):
        made += _judgements(review, report, layer, extraction)
    with workspace.db.begin() as connection:
        ledger.append(connection, review.id, READER, "judgement", [(one.id, ledger.body(one)) for one in made])


def extract_batch(layers: list[TextLayer], protocol: Protocol) -> list[Extraction]:
    """What the rules read from each layer."""
    return [extract(layer, protocol) for layer in layers]


def _alone(layer: TextLayer, protocol: Protocol) -> Extraction:
    """What the rules read from a layer by itself; one that takes them down leaves its values to a person."""
    try:
        return compute(SECONDS, extract, layer, protocol)
    except ChildDied as error:
        return unread(layer, protocol, f"not read: {error.message}")


def result_id(report: str, *parts: Any) -> str:
    """The id of a result as a report states it (studies join the results of their reports)."""
    return content_id("reported", report, *parts)


def _judgements(review: Review, report: Report, layer: TextLayer, extraction: Extraction) -> list[Judgement]:
    at = ledger.now()
    before = {
        (one.subject, one.question): one
        for one in review.judgements
        if one.reviewer.key == READER.key and one.stage == "extract"
    }

    def say(subject: str, question: str, answer: Any, reason: str = "", evidence: Any = ()) -> Judgement:
        made = judge(
            subject,
            question,
            answer,
            READER,
            reason=reason,
            evidence=evidence,
            stage="extract",
            protocol_version=review.protocols[-1].number,
            at=at,
        )
        return anew(before.get((subject, question)), made)

    made: list[Judgement] = []
    for trial in extraction.trials:
        answer = {
            "arms": [arm.label for arm in trial.arms],
            "registrations": list(trial.registrations),
            "characteristics": {name: span.quote for name, span in trial.characteristics.items()},
        }
        made.append(say(report.id, f"trial:{trial.label}", answer, evidence=trial.characteristics.values()))
    for result in extraction.results:
        parts = (
            result.trial, result.comparison, result.outcome, result.instrument, result.time, result.population,
            list(result.intervention_arms), list(result.comparator_arms),
        )  # fmt: skip
        identity = result_id(report.id, *parts)
        answer = {
            "trial": result.trial,
            "comparison": result.comparison,
            "outcome": result.outcome,
            "instrument": result.instrument,
            "time": result.time,
            "months": result.months,
            "population": result.population,
            "intervention_arms": list(result.intervention_arms),
            "comparator_arms": list(result.comparator_arms),
            "effect_measure": result.effect_measure,
            "checks": list(result.checks),
        }
        made.append(say(report.id, f"result:{identity}", answer, evidence=result.evidence))
        for side in ("intervention", "comparator", "effect"):
            for name, field in getattr(result, side).items():
                content = {
                    "value": field.value.model_dump(mode="json") if field.value else None,
                    "candidates": [one.model_dump(mode="json") for one in field.candidates],
                    "waits": field.reason if field.value is None else "",
                }
                evidence = field.value.evidence if field.value else ()
                made.append(say(identity, f"{side}.{name}", content, field.reason, evidence))
    made += [say(*place, None, NO_MORE) for place in _no_more(review, report, made, before)]
    made.append(say(report.id, "extracted", layer.id))
    return made


def _no_more(
    review: Review, report: Report, made: list[Judgement], before: Mapping[tuple[str, str], Judgement]
) -> list[tuple[str, str]]:
    """What was read from the report before and is not any more (the protocol or the text has changed): its trials, its
    results, and fields of results that are still there. What a person has answered about stays."""
    said = {(one.subject, one.question) for one in made}
    answered = {one.subject for one in review.judgements if one.reviewer.kind == "person"}
    read_again = {question.removeprefix("result:") for _, question in said if question.startswith("result:")}
    found: list[tuple[str, str]] = []
    for (subject, question), former in before.items():
        if (subject, question) in said or former.answer is None:
            continue
        of_report = subject == report.id and question.startswith(("result:", "trial:"))
        if (of_report and question.removeprefix("result:") not in answered) or subject in read_again:
            found.append((subject, question))
    return found


def answers_to_enter(workspace: Workspace, review: Review, options: dict[str, Any]) -> list[dict[str, str]]:
    """Files of a person's answers that have not been entered."""
    done = {one.answer for one in review.judgements if one.question == "answers entered"}
    return [file for file in options["files"].get("answers", []) if file["document"] not in done]


def enter_answers(workspace: Workspace, review: Review, options: dict[str, Any], unit: dict[str, str]) -> None:
    """Enter a person's file of values: each becomes that person's judgement.

    Raises InputError for a file that does not fit the review. A file in whose place a later one was given is passed
    over instead, and the reason kept.
    """
    answers = read_answers(decoded(workspace.blobs.get(unit["document"]), unit["name"]), unit["name"])
    layers = {
        report.id: TextLayer.model_validate_json(workspace.blobs.get(report.layer))
        for report in review.reports
        if report.layer and report.state == "included"
    }
    person = Reviewer(kind="person", name=answers.by)
    reason = ""
    try:
        made = enter(answers, review, layers, person, ledger.now())
    except InputError as error:
        if unit == options["files"]["answers"][-1]:
            raise InputError(f"{unit['name']}: {error.message}", error.hint) from error
        made, reason = [], f"passed over for a later file: {error.message}"
    made.append(judge("review", "answers entered", unit["document"], person, reason=reason, stage="extract"))
    with workspace.db.begin() as connection:
        ledger.append(connection, review.id, person, "judgement", [(one.id, ledger.body(one)) for one in made])
