"""Screening by the built-in engine, step by step: one judgement per criterion, and one on the report."""

from collections.abc import Sequence
from typing import Any

from arakis import ledger
from arakis.domain.document import TextLayer
from arakis.domain.judgement import Judgement, Reviewer, anew, judge
from arakis.domain.report import Report, Stage
from arakis.domain.review import Review
from arakis.screening.assess import assess
from arakis.screening.decision import decide
from arakis.version import __version__
from arakis.workspace import Workspace

RULES = Reviewer(kind="built-in", name="screening rules", version=__version__)
BATCH = 25


def titles_to_screen(workspace: Workspace, review: Review, options: dict[str, Any]) -> list[list[str]]:
    """Reports that the engine has not judged on title and abstract under the protocol in force, in batches."""
    done = _judged(review, "title_abstract")
    return batches([report.id for report in review.reports if report.id not in done])


def screen_titles(workspace: Workspace, review: Review, options: dict[str, Any], unit: list[str]) -> None:
    """Judge a batch of reports on title and abstract."""
    chosen = set(unit)
    made = [
        judgement
        for report in review.reports
        if report.id in chosen
        for judgement in _judge(review, report, report, "title_abstract")
    ]
    _write(workspace, review, made)


def texts_to_screen(workspace: Workspace, review: Review, options: dict[str, Any]) -> list[list[str]]:
    """Reports whose full text the engine has not judged under the protocol in force, in batches."""
    done = _judged(review, "full_text")
    return batches(
        [
            report.id
            for report in review.reports
            if report.sought and report.layer and done.get(report.id) != report.layer
        ]
    )


def screen_texts(workspace: Workspace, review: Review, options: dict[str, Any], unit: list[str]) -> None:
    """Judge a batch of reports on their full texts."""
    chosen = set(unit)
    made: list[Judgement] = []
    for report in review.reports:
        if report.id in chosen and report.layer:
            layer = TextLayer.model_validate_json(workspace.blobs.get(report.layer))
            made += _judge(review, report, layer, "full_text")
    _write(workspace, review, made)


def batches(ids: Sequence[str], size: int = BATCH) -> list[list[str]]:
    """`ids` in lists of at most `size`."""
    return [list(ids[start : start + size]) for start in range(0, len(ids), size)]


def _judged(review: Review, stage: Stage) -> dict[str, str]:
    """Report id -> the text layer judged ("" for titles), for the engine's judgements under the protocol in force."""
    version = review.protocols[-1].number
    return {
        one.subject: one.answer.get("layer") or ""
        for one in review.judgements
        if one.question == f"report@{stage}" and one.reviewer.key == RULES.key and one.protocol_version == version
    }


def _judge(review: Review, report: Report, source: Report | TextLayer, stage: Stage) -> list[Judgement]:
    version = review.protocols[-1].number
    name = "screen" if stage == "title_abstract" else "pdf_fetch"
    at = ledger.now()
    before = {
        one.question: one
        for one in review.judgements
        if one.subject == report.id and one.reviewer.key == RULES.key and one.question.endswith(f"@{stage}")
    }
    answers = assess(source, review.protocol, stage, about=report)
    made = [
        judge(
            report.id,
            f"criterion:{answer.criterion}@{stage}",
            answer.answer,
            RULES,
            reason=answer.reason,
            evidence=answer.evidence,
            stage=name,
            protocol_version=version,
            at=at,
        )
        for answer in answers
    ]
    decision = decide(answers, review.protocol, stage)
    decisive = [span for answer in answers if answer.criterion == decision.criterion for span in answer.evidence]
    content = {"decision": decision.answer, "criterion": decision.criterion}
    if isinstance(source, TextLayer):
        content["layer"] = source.id
    made.append(
        judge(
            report.id,
            f"report@{stage}",
            content,
            RULES,
            reason=decision.reason,
            evidence=decisive,
            stage=name,
            protocol_version=version,
            at=at,
        )
    )
    return [anew(before.get(one.question), one) for one in made]


def _write(workspace: Workspace, review: Review, made: Sequence[Judgement]) -> None:
    with workspace.db.begin() as connection:
        ledger.append(connection, review.id, RULES, "judgement", [(one.id, ledger.body(one)) for one in made])
