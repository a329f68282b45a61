"""What reviewers decided about reports: the answer that stands at a stage, and whether a machine's may act."""

from typing import Any, Literal

from arakis.domain.judgement import Consensus, Judgement, consensus
from arakis.domain.report import Stage
from arakis.review.facts import Facts

Verdict = Literal["include", "exclude", "unclear", "ongoing"]


def question(stage: Stage) -> str:
    """The name of the question whether a report is eligible at a stage."""
    return f"report@{stage}"


def comparable(judgement: Judgement) -> Any:
    """What of an answer must be equal for two reviewers to agree: the decision, not its wording."""
    answer = judgement.answer
    if judgement.question.startswith("report@") and isinstance(answer, dict):
        return answer.get("decision")
    if isinstance(answer, dict) and "value" in answer:
        value = answer["value"]
        return value.get("value") if isinstance(value, dict) else value
    if judgement.question.startswith("rob2:"):  # Y and PY act alike, and who has no information leaves it to others
        return {"Y": "Y", "PY": "Y", "N": "N", "PN": "N"}.get(str(answer))
    return answer


def standing(facts: Facts, subject: str, asked: str) -> tuple[Consensus, Judgement | None] | None:
    """The consensus on a question and the judgement that stands, or None when nobody has judged."""
    given = facts.about(subject, asked)
    if not given:
        return None
    agreed = consensus(given, comparable)
    by_id = {item.id: item for item in given}
    return agreed, by_id.get(agreed.standing or "")


def verdict(facts: Facts, report: str, stage: Stage, acts: bool) -> tuple[Verdict, Judgement | None] | None:
    """What stands about a report at a stage: None when not yet judged; "unclear" in a conflict.

    `acts` says whether a machine's exclusion takes effect; where it does not, the report goes on.
    """
    found = standing(facts, report, question(stage))
    if found is None:
        return None
    agreed, judgement = found
    if judgement is None or not isinstance(judgement.answer, dict):
        return "unclear", None
    judged, wanted = _people(facts, report, stage)
    if judged and judged < wanted and agreed.how != "adjudicated":
        return "unclear", None
    decision: Verdict = judgement.answer.get("decision", "unclear")
    if decision == "exclude" and judgement.reviewer.kind != "person" and not acts:
        return "unclear", judgement
    return decision, judgement


def why_open(facts: Facts, report: str, stage: Stage) -> str:
    """Why nothing stands about a report although it was judged, in words."""
    found = standing(facts, report, question(stage))
    if found is not None and found[0].how == "conflict":
        return "reviewers disagree"
    judged, wanted = _people(facts, report, stage)
    return f"{judged} of {wanted} reviewers have judged it"


def _people(facts: Facts, report: str, stage: Stage) -> tuple[int, int]:
    """How many people have judged a report at a stage, and how many the protocol wants."""
    given = facts.about(report, question(stage))
    judged = {item.reviewer.key for item in given if item.reviewer.kind == "person"}
    return len(judged), facts.protocols[-1].protocol.reviewers
