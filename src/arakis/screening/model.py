"""Screening by a language model: an answer per criterion, counted only where its quotes stand in the report."""

from collections.abc import Callable, Iterable
from typing import Any, Literal

from arakis import ledger
from arakis.domain.base import Frozen
from arakis.domain.document import TextLayer
from arakis.domain.evidence import Evidence, Part
from arakis.domain.judgement import Judgement, Reviewer, judge
from arakis.domain.protocol import Criterion, Protocol
from arakis.domain.report import Report, Stage
from arakis.domain.review import Review
from arakis.runtime.llm import Call, Llm, NoAnswer, configured, limit
from arakis.runtime.prompt import material, read_prompt
from arakis.screening.assess import CriterionAnswer
from arakis.screening.decision import decide
from arakis.words.quotes import quoted
from arakis.workspace import Workspace

LONGEST = 200_000  # characters of a text that a model is given
QUOTES = 3  # for one criterion
PARTS: tuple[tuple[Part, str], ...] = (
    ("title", "Title"),
    ("abstract", "Abstract"),
    ("keywords", "Keywords"),
    ("types", "Publication types"),
    ("journal", "Journal"),
    ("language", "Language"),
    ("year", "Year"),
)
Cite = Callable[[str], Evidence | str]


class CriterionSaid(Frozen):
    """One criterion: whether it is met, the words that show it, and why."""

    criterion: str
    answer: Literal["met", "not met", "unclear"]
    quotes: list[str]
    reason: str


class Screening(Frozen):
    """Every criterion once."""

    criteria: list[CriterionSaid]


def titles_to_screen(workspace: Workspace, review: Review, options: dict[str, Any]) -> list[dict[str, Any]]:
    """Reports that the model has not judged on title and abstract under the protocol in force, one by one."""
    if not configured(workspace.settings) or not review.protocol.criteria:
        return []
    done = _judged(workspace, review, "title_abstract")
    return _units(report for report in review.reports if report.id not in done)


def screen_titles(workspace: Workspace, review: Review, options: dict[str, Any], unit: dict[str, Any]) -> None:
    """Ask the model about one report's title and abstract."""
    report = next(one for one in review.reports if one.id == unit["report"])
    lines = [f"{name}: {report.part(part)}" for part, name in PARTS if report.part(part).strip()]
    _screen(
        workspace, review, options, unit, report, "\n".join(lines), "title_abstract", lambda q: _in_record(q, report)
    )


def texts_to_screen(workspace: Workspace, review: Review, options: dict[str, Any]) -> list[dict[str, Any]]:
    """Reports whose full text the model has not judged under the protocol in force, one by one."""
    if not configured(workspace.settings) or not review.protocol.criteria:
        return []
    done = _judged(workspace, review, "full_text")
    return _units(one for one in review.reports if one.sought and one.layer and done.get(one.id) != one.layer)


def screen_texts(workspace: Workspace, review: Review, options: dict[str, Any], unit: dict[str, Any]) -> None:
    """Ask the model about one report's full text."""
    report = next(one for one in review.reports if one.id == unit["report"])
    layer = TextLayer.model_validate_json(workspace.blobs.get(str(report.layer)))
    _screen(workspace, review, options, unit, report, layer.text, "full_text", lambda q: _in_layer(q, layer), layer.id)


def _screen(
    workspace: Workspace,
    review: Review,
    options: dict[str, Any],
    unit: dict[str, Any],
    report: Report,
    text: str,
    stage: Stage,
    cite: Cite,
    layer: str = "",
) -> None:
    if _judged(workspace, review, stage).get(report.id) == layer:
        return  # done before a crash
    reviewer = _reviewer(workspace)
    if len(text) > LONGEST:
        answers = _open(review.protocol, f"the text has {len(text)} characters, more than a model is given at once")
    else:
        call = ask(
            review.protocol, text, stage, report.label, f"{unit['left']} of {unit['of']} reports are left to screen"
        )
        try:
            said = Llm(workspace).ask(review.id, call, limit(workspace.settings, options))
            answers = check(said, review.protocol, cite)
        except NoAnswer as error:
            answers = _open(review.protocol, error.message)
    made = _judgements(review, report, stage, answers, reviewer, layer)
    with workspace.db.begin() as connection:
        ledger.append(connection, review.id, reviewer, "judgement", [(one.id, ledger.body(one)) for one in made])


def ask(protocol: Protocol, text: str, stage: Stage, label: str, remaining: str = "") -> Call[Screening]:
    """What the model is asked about a report; `text` is its title and abstract, or its full text."""
    prompt = read_prompt("arakis.screening", "model.yaml")
    at_title = stage == "title_abstract"
    return Call(
        system=prompt.system,
        prompt=prompt.fill(
            question=protocol.question,
            criteria="\n".join(_line(one) for one in protocol.criteria),
            what="the record of a report, from its title and abstract" if at_title else "the full text of a report",
            material=material("title and abstract" if at_title else "full text", text),
        ),
        answer=Screening,
        purpose=f"screen {label} on {'title and abstract' if at_title else 'full text'}",
        remaining=remaining,
    )


def _line(criterion: Criterion) -> str:
    return f"- {criterion.id} ({criterion.kind}, about the {criterion.element}): {' '.join(criterion.text.split())}"


def check(said: Screening, protocol: Protocol, cite: Cite) -> tuple[CriterionAnswer, ...]:
    """The model's answers as far as their quotes bear them out; an answer that they do not bear out is "unclear".

    cite  evidence for a quote, or why it is none
    """
    return tuple(
        _checked(criterion, [one for one in said.criteria if one.criterion == criterion.id], cite)
        for criterion in protocol.criteria
    )


def _checked(criterion: Criterion, said: list[CriterionSaid], cite: Cite) -> CriterionAnswer:
    if len(said) != 1:
        return CriterionAnswer(
            criterion.id, "unclear", (), "the model answered it more than once" if said else "the model left it out"
        )
    one = said[0]
    found = [cite(quote) for quote in one.quotes[:QUOTES] if quote.strip()]
    evidence = tuple(item for item in found if isinstance(item, Evidence))
    reason = " ".join(one.reason.split())[:300]
    if one.answer == "unclear":
        return CriterionAnswer(criterion.id, "unclear", evidence, reason)
    wrong = next((item for item in found if isinstance(item, str)), "")
    if wrong:
        return CriterionAnswer(criterion.id, "unclear", evidence, f"the model said “{one.answer}”, but {wrong}")
    if not evidence and not (criterion.kind == "exclude" and one.answer == "not met"):
        return CriterionAnswer(criterion.id, "unclear", (), f"the model said “{one.answer}” without a quote")
    return CriterionAnswer(criterion.id, one.answer, evidence, reason)


def _open(protocol: Protocol, reason: str) -> tuple[CriterionAnswer, ...]:
    return tuple(CriterionAnswer(one.id, "unclear", (), reason) for one in protocol.criteria)


def _in_record(quote: str, report: Report) -> Evidence | str:
    wrong = "it gave no quote"
    for part, _ in PARTS:
        words = report.part(part)
        span = quoted(quote, words)
        if not isinstance(span, str):
            source = report.taken_from.get(part) or report.records[0]
            return Evidence(source=source, part=part, start=span[0], end=span[1], quote=words[span[0] : span[1]])
        wrong = span if "not in the text" not in wrong or "tells readers" in span else wrong
    return wrong


def _in_layer(quote: str, layer: TextLayer) -> Evidence | str:
    span = quoted(quote, layer.text)
    return span if isinstance(span, str) else layer.quote(*span)


def _reviewer(workspace: Workspace) -> Reviewer:
    return Reviewer(kind="model", name=workspace.settings.model)


def _judged(workspace: Workspace, review: Review, stage: Stage) -> dict[str, str]:
    """Report id -> the text layer judged ("" for titles), for the model's judgements under the protocol in force."""
    version, key = review.protocols[-1].number, _reviewer(workspace).key
    return {
        one.subject: one.answer.get("layer") or ""
        for one in review.judgements
        if one.question == f"report@{stage}" and one.reviewer.key == key and one.protocol_version == version
    }


def _units(reports: Iterable[Report]) -> list[dict[str, Any]]:
    ids = [report.id for report in reports]
    return [{"report": one, "left": len(ids) - at, "of": len(ids)} for at, one in enumerate(ids)]


def _judgements(
    review: Review, report: Report, stage: Stage, answers: tuple[CriterionAnswer, ...], reviewer: Reviewer, layer: str
) -> list[Judgement]:
    at, version = ledger.now(), review.protocols[-1].number
    before = {
        one.question: one.id
        for one in review.judgements
        if one.subject == report.id and one.reviewer.key == reviewer.key and one.question.endswith(f"@{stage}")
    }

    def say(question: str, content: Any, reason: str, evidence: Iterable[Evidence]) -> Judgement:
        return judge(
            report.id,
            f"{question}@{stage}",
            content,
            reviewer,
            reason=reason,
            evidence=evidence,
            stage="screen" if stage == "title_abstract" else "pdf_fetch",
            protocol_version=version,
            replaces=before.get(f"{question}@{stage}"),
            at=at,
        )

    made = [say(f"criterion:{one.criterion}", one.answer, one.reason, one.evidence) for one in answers]
    decision = decide(answers, review.protocol, stage)
    content = {"decision": decision.answer, "criterion": decision.criterion} | ({"layer": layer} if layer else {})
    decisive = [span for one in answers if one.criterion == decision.criterion for span in one.evidence]
    return [*made, say("report", content, decision.reason, decisive)]
