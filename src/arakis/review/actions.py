"""What a person may decide about a review: eligibility and duplicates. Each is a judgement and an event."""

from typing import Literal

from arakis import ledger
from arakis.domain.judgement import Judgement, Reviewer, anew, judge
from arakis.domain.report import Report
from arakis.domain.review import Review
from arakis.errors import InputError
from arakis.review.decisions import question
from arakis.workspace import Workspace

Choice = Literal["include", "exclude", "reopen"]


def decide(
    workspace: Workspace,
    review: Review,
    report: Report,
    choice: Choice,
    person: Reviewer,
    *,
    criterion: str = "",
    reason: str = "",
    adjudicates: bool = False,
) -> None:
    """Write a person's decision about a report, at full text where there is one, else on title and abstract.

    "reopen" takes an exclusion on title and abstract back, so that the full text is looked at.
    Raises InputError when an exclusion names no criterion of the protocol.
    """
    known = {one.id for one in review.protocol.criteria}
    if choice == "exclude" and criterion not in known:
        raise InputError(
            f"an exclusion needs a criterion of the protocol, not {criterion!r}",
            f"give --criterion one of {', '.join(sorted(known))}",
        )
    stage = "full_text" if report.document and choice != "reopen" else "title_abstract"
    answer = {"decision": "include" if choice == "reopen" else choice, "criterion": criterion}
    asked = question(stage)
    before = [
        one
        for one in review.judgements
        if one.subject == report.id and one.question == asked and one.reviewer.key == person.key
    ]
    made = judge(
        report.id,
        asked,
        answer,
        person,
        reason=reason,
        stage="pdf_fetch" if stage == "full_text" else "screen",
        protocol_version=review.protocols[-1].number,
        adjudicates=adjudicates,
        at=ledger.now(),
    )
    _write(workspace, review, person, anew(before[-1] if before else None, made))


def settle_pair(
    workspace: Workspace,
    review: Review,
    pair: str,
    same: bool,
    person: Reviewer,
    question: str = "same",
    reason: str = "",
) -> None:
    """Write a person's answer whether two records are the same report ("same"), or two reports are of one study
    ("same study")."""
    before = [
        one
        for one in review.judgements
        if one.subject == pair and one.question == question and one.reviewer.key == person.key
    ]
    made = judge(
        pair,
        question,
        question if same else "different",
        person,
        reason=reason,
        stage="search" if question == "same" else "pdf_fetch",
        protocol_version=review.protocols[-1].number,
        at=ledger.now(),
    )
    _write(workspace, review, person, anew(before[-1] if before else None, made))


def _write(workspace: Workspace, review: Review, person: Reviewer, made: Judgement) -> None:
    with workspace.db.begin() as connection:
        ledger.append(connection, review.id, person, "judgement", [(made.id, ledger.body(made))])
