"""Judgements: one shape for whatever a reviewer decides, and the consensus of several of them."""

from collections.abc import Callable, Iterable
from typing import Any, Literal

from arakis.domain.base import Frozen, canonical, content_id, volatile
from arakis.domain.evidence import Evidence

ReviewerKind = Literal["person", "model", "built-in"]


class Reviewer(Frozen):
    """Who judged: a person (by id; names live outside the ledger), a model, or the built-in engine."""

    kind: ReviewerKind
    name: str  # person's id, model's name, or the engine's part: "screening rules"
    version: str = ""

    @property
    def key(self) -> str:
        """Identity of the reviewer: a new version of a machine is the same reviewer."""
        return f"{self.kind}:{self.name}"


class Judgement(Frozen):
    """An answer of one reviewer to one question about one subject.

    subject      id of the thing judged: a record, a pair ("a|b"), a report, a study, a result
    question     "same", "criterion:I1@title_abstract", "report@full_text", "study", "result",
                 "intervention.events", "rob2:1.1", "certainty:imprecision" ...
    answer       JSON; its shape belongs to the question. None means: could not be decided, a person is asked.
    replaces     the reviewer's own earlier judgement that this one takes the place of
    adjudicates  True when it settles a disagreement of others
    """

    id: str
    subject: str
    question: str
    answer: Any
    reviewer: Reviewer
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()
    stage: str = ""
    protocol_version: int = 1
    replaces: str | None = None
    adjudicates: bool = False
    at: str = volatile(default="")


def judge(
    subject: str,
    question: str,
    answer: Any,
    reviewer: Reviewer,
    *,
    reason: str = "",
    evidence: Iterable[Evidence] = (),
    stage: str = "",
    protocol_version: int = 1,
    replaces: str | None = None,
    adjudicates: bool = False,
    at: str = "",
) -> Judgement:
    """A judgement with its id derived from everything but the time, so that repeating it changes nothing."""
    spans = tuple(evidence)
    identity = content_id(
        "judgement",
        subject,
        question,
        answer,
        reviewer.model_dump(),
        reason,
        [span.model_dump() for span in spans],
        protocol_version,
        replaces,
        adjudicates,
    )
    return Judgement(
        id=identity,
        subject=subject,
        question=question,
        answer=answer,
        reviewer=reviewer,
        reason=reason,
        evidence=spans,
        stage=stage,
        protocol_version=protocol_version,
        replaces=replaces,
        adjudicates=adjudicates,
        at=at,
    )


def anew(former: Judgement | None, made: Judgement) -> Judgement:
    """`made` in the place of the reviewer's `former` judgement; `former` itself where it says the same already.

    Doing a unit of work again therefore gives the judgements that are there, with their ids.
    """
    if former is None:
        return made
    said = [(one.answer, one.reason, one.evidence, one.protocol_version, one.adjudicates) for one in (former, made)]
    if said[0] == said[1]:
        return former
    return judge(
        made.subject,
        made.question,
        made.answer,
        made.reviewer,
        reason=made.reason,
        evidence=made.evidence,
        stage=made.stage,
        protocol_version=made.protocol_version,
        replaces=former.id,
        adjudicates=made.adjudicates,
        at=made.at,
    )


How = Literal["single", "agreed", "adjudicated", "person over machine", "conflict"]


class Consensus(Frozen):
    """Which judgement stands for a subject and question, and why. `standing` is None in a conflict."""

    subject: str
    question: str
    standing: str | None
    how: How
    judgements: tuple[str, ...]


# Answers by which a reviewer leaves the decision to others.
UNDECIDED: tuple[Any, ...] = (None, "unclear")


def _answer(judgement: Judgement) -> Any:
    return judgement.answer


def consensus(judgements: Iterable[Judgement], comparable: Callable[[Judgement], Any] = _answer) -> Consensus:
    """What stands among the judgements of one subject and question, given oldest first.

    Replaced judgements drop out. An adjudication stands over all. Otherwise people stand over machines; who could
    not decide (None, "unclear") leaves it to those who could; reviewers who give the same answer agree; different
    answers of people (or, without people, of machines) are a conflict, in which nothing stands and a person is
    asked. `comparable` says what of an answer must be equal for agreement (all of it by default); its answer is JSON.

    Raises ValueError when there is no judgement.
    """
    given = list(judgements)
    if not given:
        raise ValueError("a consensus needs at least one judgement")
    replaced = {item.replaces for item in given if item.replaces}
    latest: dict[str, Judgement] = {}
    for item in given:
        if item.id not in replaced:
            latest[item.reviewer.key] = item
    active = list(latest.values())
    ids = tuple(item.id for item in active)
    subject, question = given[0].subject, given[0].question

    def settled(standing: str | None, how: How) -> Consensus:
        return Consensus(subject=subject, question=question, standing=standing, how=how, judgements=ids)

    rulings = [item for item in active if item.adjudicates]
    if rulings:
        return settled(rulings[-1].id, "adjudicated")
    people = [item for item in active if item.reviewer.kind == "person"]
    group = people or active
    voters = [item for item in group if comparable(item) not in UNDECIDED] or group
    answers = {canonical(comparable(item)) for item in voters}
    if len(answers) > 1:
        return settled(None, "conflict")
    if len(voters) == 1:
        machines = [comparable(item) for item in active if item.reviewer.kind != "person"]
        overruled = people and any(one not in UNDECIDED and canonical(one) not in answers for one in machines)
        return settled(voters[0].id, "person over machine" if overruled else "single")
    return settled(voters[0].id, "agreed")
