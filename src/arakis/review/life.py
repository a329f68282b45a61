"""The life of a review: made, listed, started, finished, amended."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from arakis import ledger
from arakis.domain.base import canonical
from arakis.domain.event import GENESIS
from arakis.domain.judgement import Reviewer
from arakis.domain.protocol import Protocol
from arakis.domain.review import ProtocolVersion, Review, Status
from arakis.errors import Damaged, NotFound
from arakis.screening.criteria import complete
from arakis.tables.reviews import reviews
from arakis.workspace import Workspace

STOPPED = "stopped by a person"


@dataclass(frozen=True)
class Listed:
    """A review as a list shows it."""

    id: str
    title: str
    created_at: str
    status: str
    error: str


def create(
    workspace: Workspace,
    protocol: Protocol,
    options: Mapping[str, Any],
    files: Mapping[str, Sequence[tuple[str, bytes]]],
    actor: Reviewer,
) -> str:
    """A new review; returns its id. Nothing is visible before everything is kept.

    files  role ("search", "fulltext", "answers") -> (name, bytes); they are copied, so that later work needs only
           the workspace
    """
    kept = {
        role: [{"name": name, "document": workspace.blobs.put(data)} for name, data in given]
        for role, given in files.items()
    }
    every = dict(options) | {"files": kept}
    identity = uuid.uuid4().hex[:12]
    with workspace.db.begin() as connection:
        connection.execute(
            reviews.insert().values(
                id=identity,
                title=protocol.title or protocol.question,
                created_at=ledger.now(),
                status="pending",
                options=canonical(every),
                runs=0,
                head=GENESIS,
                events=0,
            )
        )
        ledger.tell(connection, identity, actor, "review created", payload={"options": every})
        _write_version(
            connection, identity, ProtocolVersion(number=1, protocol=complete(protocol), at=ledger.now()), actor
        )
    return identity


def amend(workspace: Workspace, review: Review, protocol: Protocol, reason: str, actor: Reviewer) -> int:
    """A new version of the protocol; returns its number. Judgements made before keep the version they name."""
    number = review.protocols[-1].number + 1
    screened = any(judgement.question.startswith("report@") for judgement in review.judgements)
    version = ProtocolVersion(
        number=number, protocol=complete(protocol), reason=reason, after_screening=screened, at=ledger.now()
    )
    with workspace.db.begin() as connection:
        _write_version(connection, review.id, version, actor)
    return number


def _write_version(connection: sa.Connection, review: str, version: ProtocolVersion, actor: Reviewer) -> None:
    ledger.append(connection, review, actor, "protocol", [(f"protocol-{version.number}", ledger.body(version))])


def listed(workspace: Workspace) -> list[Listed]:
    """The reviews of a workspace, newest first."""
    with workspace.reading.begin() as connection:
        rows = connection.execute(
            sa.select(reviews.c.id, reviews.c.title, reviews.c.created_at, reviews.c.status, reviews.c.error).order_by(
                reviews.c.created_at.desc(), reviews.c.id
            )
        )
        return [Listed(*row) for row in rows]


def find(workspace: Workspace, given: str) -> str:
    """The id of the review that `given` names: its id, an unambiguous beginning of it, or "last".

    Raises NotFound.
    """
    every = listed(workspace)
    if given == "last" and every:
        return every[0].id
    matching = [one.id for one in every if given and one.id.startswith(given)]
    if len(matching) == 1:
        return matching[0]
    problem = "is the beginning of several reviews" if matching else "does not exist"
    raise NotFound(f"the review {given!r} {problem}", "`arakis review list` shows the reviews of this workspace")


def set_status(workspace: Workspace, review: str, status: Status, actor: Reviewer, error: str = "") -> None:
    """Write the status of a review and tell it in the ledger."""
    with workspace.db.begin() as connection:
        connection.execute(reviews.update().where(reviews.c.id == review).values(status=status, error=error))
        ledger.tell(connection, review, actor, f"review {status.replace('_', ' ')}", payload={"error": error})


def next_run(workspace: Workspace, review: str, again: bool) -> str:
    """The engine's name for the run to do: the last one, or with `again` a new one."""
    with workspace.db.begin() as connection:
        number = connection.execute(sa.select(reviews.c.runs).where(reviews.c.id == review)).scalar_one()
        if again or number == 0:
            number += 1
            connection.execute(reviews.update().where(reviews.c.id == review).values(runs=number))
    return f"{review}:{number}"


def options(workspace: Workspace, review: str) -> dict[str, Any]:
    """The options of a review. Raises Damaged when they cannot be read."""
    with workspace.reading.begin() as connection:
        kept = connection.execute(sa.select(reviews.c.options).where(reviews.c.id == review)).scalar_one()
    try:
        return dict(json.loads(kept))
    except (ValueError, TypeError) as error:
        raise Damaged(f"the options of review {review} are damaged", "put the workspace back from a backup") from error


def set_options(workspace: Workspace, review: str, actor: Reviewer, **changes: Any) -> None:
    """Change options of a review (where results go, what is skipped), told in the ledger."""
    with workspace.db.begin() as connection:
        options = json.loads(
            connection.execute(sa.select(reviews.c.options).where(reviews.c.id == review)).scalar_one()
        )
        connection.execute(reviews.update().where(reviews.c.id == review).values(options=canonical(options | changes)))
        ledger.tell(connection, review, actor, "options changed", payload=changes)


def add_files(
    workspace: Workspace, review: str, files: Mapping[str, Sequence[tuple[str, bytes]]], actor: Reviewer
) -> None:
    """Give a review more files by role ("search", "fulltext", "answers"); they are copied. None: nothing changes.

    Answers that were given before and could not be entered make way for new ones.
    """
    if not any(files.values()):
        return
    with workspace.reading.begin() as connection:
        options = json.loads(
            connection.execute(sa.select(reviews.c.options).where(reviews.c.id == review)).scalar_one()
        )
        judged = ledger.facts(connection, review, "judgement") if files.get("answers") else []
    kept = options["files"]
    if files.get("answers"):
        entered = {one["answer"] for one in judged if one["question"] == "answers entered"}
        kept["answers"] = [file for file in kept.get("answers", []) if file["document"] in entered]
    for role, given in files.items():
        for name, data in given:
            file = {"name": name, "document": workspace.blobs.put(data)}
            if file not in kept.setdefault(role, []):
                kept[role].append(file)
    set_options(workspace, review, actor, files=kept)


def request_rerun(workspace: Workspace, review: str, stage: str, actor: Reviewer) -> None:
    """Tell the ledger that a person asked for a stage to be done again."""
    with workspace.db.begin() as connection:
        ledger.tell(connection, review, actor, "rerun requested", stage)
