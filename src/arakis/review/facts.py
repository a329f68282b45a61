"""The facts of one review, read from the database in one transaction."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from arakis import ledger
from arakis.domain.certainty import Certainty
from arakis.domain.document import Document
from arakis.domain.estimate import Synthesis
from arakis.domain.judgement import Judgement
from arakis.domain.record import Record, SourceRun
from arakis.domain.review import ModelUse, ProtocolVersion, StageState
from arakis.errors import Damaged, NotFound
from arakis.runtime import llm
from arakis.tables.events import events
from arakis.tables.reviews import reviews
from arakis.workspace import Workspace

IMPORTED = "review imported"  # the event that tells what models did before the review was moved here


@dataclass(frozen=True)
class Facts:
    """Everything that is kept about a review. What else a Review holds is computed from this."""

    id: str
    created_at: str
    status: str
    error: str
    options: dict[str, Any]
    number_of_runs: int
    head: str
    events: int
    protocols: tuple[ProtocolVersion, ...]
    runs: tuple[SourceRun, ...]
    records: tuple[Record, ...]
    documents: tuple[Document, ...]
    judgements: tuple[Judgement, ...]
    stages: tuple[StageState, ...]
    syntheses: tuple[Synthesis, ...]
    certainties: tuple[Certainty, ...]
    prose: dict[str, str]
    models: tuple[ModelUse, ...]
    by_question: dict[tuple[str, str], list[Judgement]] = field(default_factory=dict)

    def about(self, subject: str, question: str) -> list[Judgement]:
        """The judgements of one subject and question, oldest first."""
        return self.by_question.get((subject, question), [])


def read_facts(workspace: Workspace, review: str) -> Facts:
    """The facts of a review as they stand now. Raises NotFound, and Damaged when they cannot be read."""
    try:
        return _read_facts(workspace, review)
    except (ValueError, LookupError, TypeError) as error:
        said = " ".join(str(error).split())[:120]
        raise Damaged(
            f"facts of review {review} are damaged ({said})",
            f"`arakis review verify {review}` says which; put the workspace back from a backup, or import an export",
        ) from error


def _read_facts(workspace: Workspace, review: str) -> Facts:
    with workspace.reading.begin() as connection:
        row = connection.execute(sa.select(reviews).where(reviews.c.id == review)).mappings().one_or_none()
        if row is None:
            raise NotFound(f"there is no review {review}", "`arakis review list` shows the reviews of this workspace")
        kept = {
            kind: ledger.facts(connection, review, kind)
            for kind in (
                "protocol", "run", "record", "document", "judgement", "stage", "synthesis", "certainty", "prose",
            )
        }  # fmt: skip
        models = _together(_elsewhere(connection, review), llm.usage(connection, review))
    if not kept["protocol"]:
        raise ValueError("no protocol")
    judgements = tuple(Judgement.model_validate(body) for body in kept["judgement"])
    by_question: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        by_question[judgement.subject, judgement.question].append(judgement)
    return Facts(
        id=row["id"],
        created_at=row["created_at"],
        status=row["status"],
        error=row["error"],
        options=json.loads(row["options"]),
        number_of_runs=row["runs"],
        head=row["head"],
        events=row["events"],
        protocols=tuple(ProtocolVersion.model_validate(body) for body in kept["protocol"]),
        runs=tuple(SourceRun.model_validate(body) for body in kept["run"]),
        records=tuple(Record.model_validate(body) for body in kept["record"]),
        documents=tuple(Document.model_validate(body) for body in kept["document"]),
        judgements=judgements,
        stages=tuple(StageState.model_validate(body) for body in kept["stage"]),
        syntheses=tuple(Synthesis.model_validate(body) for body in kept["synthesis"]),
        certainties=tuple(Certainty.model_validate(body) for body in kept["certainty"]),
        prose={body["place"]: body["text"] for body in kept["prose"]},
        models=models,
        by_question=dict(by_question),
    )


def _elsewhere(connection: sa.Connection, review: str) -> tuple[ModelUse, ...]:
    """What models did for a review in the workspaces that it was moved from, as its ledger tells."""
    payload = connection.execute(
        sa.select(events.c.payload)
        .where(events.c.review == review, events.c.kind == IMPORTED)
        .order_by(events.c.number.desc())
        .limit(1)
    ).scalar_one_or_none()
    told: Any = json.loads(payload) if payload else None
    return tuple(ModelUse.model_validate(one) for one in (told or {}).get("models", ()))


def _together(before: tuple[ModelUse, ...], here: tuple[ModelUse, ...]) -> tuple[ModelUse, ...]:
    found: dict[str, ModelUse] = {}
    for one in (*before, *here):
        known = found.get(one.model)
        found[one.model] = (
            one
            if known is None
            else ModelUse(
                model=one.model,
                calls=known.calls + one.calls,
                input_tokens=known.input_tokens + one.input_tokens,
                output_tokens=known.output_tokens + one.output_tokens,
                cost=known.cost + one.cost,
                unpriced=known.unpriced or one.unpriced,
            )
        )
    return tuple(found[model] for model in sorted(found))
