"""Signalling questions answered by a language model, counted only where its quotes stand in the report."""

from typing import Any, Literal

from arakis import ledger
from arakis.bias.answer import QuestionAnswer, questions
from arakis.bias.answer import ask as wording
from arakis.domain.base import Frozen
from arakis.domain.document import TextLayer
from arakis.domain.evidence import Evidence
from arakis.domain.judgement import Judgement, Reviewer, judge
from arakis.domain.protocol import Protocol
from arakis.domain.result import Result
from arakis.domain.review import Review
from arakis.runtime.llm import Call, Llm, NoAnswer, configured, limit
from arakis.runtime.prompt import material, read_prompt
from arakis.words.quotes import quoted
from arakis.workspace import Workspace

DONE = "bias read by model"  # the question that marks a result as judged; its answer is the text layer
LONGEST = 200_000  # characters of a text that a model is given
QUOTES = 2  # for one question
_TRIALS = ("random", "alternate", "systematic")


class QuestionSaid(Frozen):
    """One question: the answer, the words that show it, and why."""

    question: str
    answer: Literal["Y", "PY", "PN", "N", "NI"]
    quotes: list[str]
    reason: str


class Signalling(Frozen):
    """Every question once."""

    questions: list[QuestionSaid]


def results_to_judge(workspace: Workspace, review: Review, options: dict[str, Any]) -> list[dict[str, Any]]:
    """Results of trials that the model has not judged under the protocol in force, one by one."""
    if not configured(workspace.settings):
        return []
    trials = {study.id for study in review.studies if study.allocation in _TRIALS}
    done = _done(workspace, review)
    layers = {report.id: report.layer for report in review.reports}
    ids = [
        one.id
        for one in review.results
        if one.study in trials and one.reports and layers.get(one.reports[0]) and _mark(review, one) not in done
    ]
    return [{"result": one, "left": len(ids) - at, "of": len(ids)} for at, one in enumerate(ids)]


def judge_result(workspace: Workspace, review: Review, options: dict[str, Any], unit: dict[str, Any]) -> None:
    """Ask the model the signalling questions about one result, on the text of the report that states it."""
    result = next(one for one in review.results if one.id == unit["result"])
    if _mark(review, result) in _done(workspace, review):
        return  # done before a crash
    report = next(one for one in review.reports if one.id == result.reports[0])
    layer = TextLayer.model_validate_json(workspace.blobs.get(str(report.layer)))
    reviewer = Reviewer(kind="model", name=workspace.settings.model)
    answers: tuple[QuestionAnswer, ...] = ()
    reason = ""
    if len(layer.text) > LONGEST:
        reason = f"the text has {len(layer.text)} characters, more than a model is given at once"
    else:
        left = f"{unit['left']} of {unit['of']} results are left to judge"
        call = ask(review.protocol, result, layer.text, report.label, left)
        try:
            said = Llm(workspace).ask(review.id, call, limit(workspace.settings, options))
            answers = check(said, review.protocol, layer)
        except NoAnswer as error:
            reason = error.message
    made = _judgements(review, result, layer, answers, reason, reviewer)
    with workspace.db.begin() as connection:
        ledger.append(connection, review.id, reviewer, "judgement", [(one.id, ledger.body(one)) for one in made])


def ask(protocol: Protocol, result: Result, text: str, label: str, remaining: str = "") -> Call[Signalling]:
    """What the model is asked about one result of a report."""
    prompt = read_prompt("arakis.bias", "model.yaml")
    outcome = next((one.name for one in protocol.outcomes if one.id == result.outcome), result.outcome)
    told = [f"outcome: {outcome}"]
    for name, words in (("time", result.time), ("population", result.population), ("instrument", result.instrument)):
        if words:
            told.append(f"{name}: {' '.join(words.split())[:100]}")
    return Call(
        system=prompt.system,
        prompt=prompt.fill(
            question=protocol.question,
            result="as named in the first piece of material",
            effect=f"the effect of {protocol.effect_of_interest} to the intervention",
            questions="\n".join(f"- {one}: {wording(one, protocol.effect_of_interest)}" for one in _asked(protocol)),
            material=material("the result", "\n".join(told)) + "\n\n" + material("full text", text),
        ),
        answer=Signalling,
        purpose=f"judge the risk of bias in {label}",
        remaining=remaining,
    )


def check(said: Signalling, protocol: Protocol, layer: TextLayer) -> tuple[QuestionAnswer, ...]:
    """The answers that their quotes bear out. All others leave the question to the other reviewers."""
    made: list[QuestionAnswer] = []
    for question in _asked(protocol):
        given = [one for one in said.questions if one.question == question]
        if len(given) != 1 or given[0].answer == "NI":
            continue
        one = given[0]
        found = [quoted(quote, layer.text) for quote in one.quotes[:QUOTES] if quote.strip()]
        spans = [span for span in found if not isinstance(span, str)]
        if spans and len(spans) == len(found):
            evidence = tuple(layer.quote(*span) for span in spans)
            made.append(QuestionAnswer(question, one.answer, evidence, " ".join(one.reason.split())[:300]))
    return tuple(made)


def _asked(protocol: Protocol) -> list[str]:
    """The numbers of the questions; for the effect of adhering there is no 2.7."""
    every: list[str] = list(questions()["questions"])
    return [one for one in every if not (protocol.effect_of_interest == "adherence" and one == "2.7")]


def _mark(review: Review, result: Result) -> tuple[str, str]:
    layer = next((one.layer for one in review.reports if one.id == result.reports[0]), None)
    return result.id, str(layer)


def _done(workspace: Workspace, review: Review) -> set[tuple[str, str]]:
    version, key = review.protocols[-1].number, f"model:{workspace.settings.model}"
    return {
        (one.subject, str(one.answer))
        for one in review.judgements
        if one.question == DONE and one.reviewer.key == key and one.protocol_version == version
    }


def _judgements(
    review: Review,
    result: Result,
    layer: TextLayer,
    answers: tuple[QuestionAnswer, ...],
    reason: str,
    reviewer: Reviewer,
) -> list[Judgement]:
    at = ledger.now()
    before = {
        one.question: one.id
        for one in review.judgements
        if one.subject == result.id and one.reviewer.key == reviewer.key and one.stage == "rob"
    }

    def say(question: str, content: Any, why: str, evidence: tuple[Evidence, ...] = ()) -> Judgement:
        return judge(
            result.id,
            question,
            content,
            reviewer,
            reason=why,
            evidence=evidence,
            stage="rob",
            protocol_version=review.protocols[-1].number,
            replaces=before.get(question),
            at=at,
        )

    made = [say(f"rob2:{one.question}", one.answer, one.reason, one.evidence) for one in answers]
    return [*made, say(DONE, layer.id, reason)]
