"""Extraction by a language model: numbers that count only where their quotes stand in the report and hold them.

The model reads without seeing what the built-in engine read. Its numbers are judgements on the same questions, so that
they fill what the engine left open, agree with it, or differ and wait for a person.
"""

from typing import Any, cast

from arakis import ledger
from arakis.domain.document import TextLayer
from arakis.domain.evidence import Evidence
from arakis.domain.judgement import Judgement, Reviewer, judge
from arakis.domain.protocol import Protocol
from arakis.domain.report import Report
from arakis.domain.review import Review
from arakis.extraction.said import Checked, Reading, check
from arakis.runtime.llm import Call, Llm, NoAnswer, configured, limit
from arakis.runtime.prompt import material, read_prompt
from arakis.workspace import Workspace

DONE = "read by model"  # the question that marks a report as read; its answer is the text layer
LONGEST = 200_000  # characters of a text that a model is given


def reports_to_read(workspace: Workspace, review: Review, options: dict[str, Any]) -> list[dict[str, Any]]:
    """Included reports whose text layer the model has not read under the protocol in force, one by one."""
    if not configured(workspace.settings):
        return []
    done = _done(workspace, review)
    ids = [
        one.id for one in review.reports if one.state == "included" and one.layer and (one.id, one.layer) not in done
    ]
    return [{"report": one, "left": len(ids) - at, "of": len(ids)} for at, one in enumerate(ids)]


def read_report(workspace: Workspace, review: Review, options: dict[str, Any], unit: dict[str, Any]) -> None:
    """Ask the model for the results of one report; what bears checking becomes judgements beside the engine's."""
    report = next(one for one in review.reports if one.id == unit["report"])
    if (report.id, report.layer) in _done(workspace, review):
        return  # done before a crash
    layer = TextLayer.model_validate_json(workspace.blobs.get(str(report.layer)))
    reviewer = Reviewer(kind="model", name=workspace.settings.model)
    known = known_results(review, report)
    checked, reason = Checked(), ""
    if len(layer.text) > LONGEST:
        reason = f"the text has {len(layer.text)} characters, more than a model is given at once"
    else:
        call = ask(
            review.protocol, known, layer.text, report.label, f"{unit['left']} of {unit['of']} reports are left to read"
        )
        try:
            said = Llm(workspace).ask(review.id, call, limit(workspace.settings, options))
            checked = check(said, review.protocol, known, layer, report.id)
        except NoAnswer as error:
            reason = error.message
    made = _judgements(review, report, layer, known, checked, reason, reviewer)
    with workspace.db.begin() as connection:
        ledger.append(connection, review.id, reviewer, "judgement", [(one.id, ledger.body(one)) for one in made])


def known_results(review: Review, report: Report) -> dict[str, dict[str, Any]]:
    """The results of a report that others than models have told of: id -> what it is, in the order of the ledger."""
    found: dict[str, dict[str, Any]] = {}
    for one in review.judgements:
        told = one.subject == report.id and one.question.startswith("result:") and one.reviewer.kind != "model"
        identity = one.question.removeprefix("result:")
        if told and isinstance(one.answer, dict):
            found[identity] = cast(dict[str, Any], one.answer)
        elif told:
            found.pop(identity, None)  # not read from the report any more
    return found


def ask(
    protocol: Protocol, known: dict[str, dict[str, Any]], text: str, label: str, remaining: str = ""
) -> Call[Reading]:
    """What the model is asked about a report."""
    prompt = read_prompt("arakis.extraction", "model.yaml")
    wanted = [
        f"- comparison {one.id}: intervention {one.intervention.name} ({', '.join(one.intervention.terms)}) against "
        f"comparator {one.comparator.name} ({', '.join(one.comparator.terms)})"
        for one in protocol.comparisons
    ]
    wanted += [f"- outcome {one.id} ({one.kind}): {one.name} ({', '.join(one.terms)})" for one in protocol.outcomes]
    return Call(
        system=prompt.system,
        prompt=prompt.fill(
            question=protocol.question,
            wanted="\n".join(wanted),
            known=material(
                "results already known",
                "\n".join(_named(number, one) for number, one in enumerate(known.values(), 1)) or "(none)",
            ),
            material=material("full text", text),
        ),
        answer=Reading,
        purpose=f"read the results of {label}",
        max_tokens=12_000,
        remaining=remaining,
    )


def _named(number: int, one: dict[str, Any]) -> str:
    """A known result in one line; its arms and times are words of the report."""
    words = [f"comparison {one['comparison']}", f"outcome {one['outcome']}"]
    for name in ("trial", "instrument", "time", "population"):
        if one.get(name):
            words.append(f"{name} “{_plain(one[name])}”")
    for side in ("intervention", "comparator"):
        if one.get(f"{side}_arms"):
            words.append(f"{side} arms " + ", ".join(f"“{_plain(arm)}”" for arm in one[f"{side}_arms"]))
    return f"- R{number}: {'; '.join(words)}"


def _plain(words: Any) -> str:
    return " ".join(str(words).split())[:100]


def _done(workspace: Workspace, review: Review) -> set[tuple[str, str]]:
    version, key = review.protocols[-1].number, f"model:{workspace.settings.model}"
    return {
        (one.subject, str(one.answer))
        for one in review.judgements
        if one.question == DONE and one.reviewer.key == key and one.protocol_version == version
    }


def _judgements(
    review: Review,
    report: Report,
    layer: TextLayer,
    known: dict[str, dict[str, Any]],
    checked: Checked,
    reason: str,
    reviewer: Reviewer,
) -> list[Judgement]:
    at = ledger.now()
    before = {
        (one.subject, one.question): one.id
        for one in review.judgements
        if one.reviewer.key == reviewer.key and one.stage == "extract"
    }
    asked = {(one.subject, one.question) for one in review.judgements if one.subject in known}

    def say(subject: str, question: str, content: Any, why: str = "", evidence: tuple[Evidence, ...] = ()) -> Judgement:
        return judge(
            subject,
            question,
            content,
            reviewer,
            reason=why,
            evidence=evidence,
            stage="extract",
            protocol_version=review.protocols[-1].number,
            replaces=before.get((subject, question)),
            at=at,
        )

    made = [say(report.id, f"result:{identity}", answer) for identity, answer in checked.results.items()]
    for (identity, place), value in checked.values.items():
        content = {"value": value.model_dump(mode="json"), "candidates": [], "waits": ""}
        made.append(say(identity, place, content, "read by the model", value.evidence))
    said = {(one.subject, one.question) for one in made}
    for identity, place, why in checked.refused:
        if (identity, place) in asked - said:
            content = {"value": None, "candidates": [], "waits": f"the model's number does not count: {why}"}
            made.append(say(identity, place, content, why))
            said.add((identity, place))
    refused = "; ".join(f"{place}: {why}" for _, place, why in checked.refused[:20])
    made.append(say(report.id, DONE, layer.id, reason or (f"not accepted: {refused}" if refused else "")))
    return made
