"""Reviews run to their end in tests, copied, and changed behind the program's back."""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from arakis import ledger, pipeline
from arakis.domain.event import GENESIS, chain
from arakis.domain.judgement import Judgement, Reviewer, judge
from arakis.domain.protocol import Protocol
from arakis.domain.review import Review
from arakis.protocol.load import load
from arakis.review import life
from arakis.review.verify import Verification, verify
from arakis.settings import Settings
from arakis.tables.events import events
from arakis.tables.facts import FACTS
from arakis.tables.reviews import reviews
from arakis.workspace import Workspace, open_workspace

PERSON = Reviewer(kind="person", name="test")


@dataclass
class Case:
    """A review in a workspace of its own, with the folder of its results."""

    space: Workspace
    id: str
    output: Path

    def run(self, again: bool = True) -> Review:
        """Run the review to its end."""
        return pipeline.run(self.space, self.id, again=again)

    def verify(self, results: bool = True) -> Verification:
        """Check the review, and its results where these matter."""
        return verify(self.space, self.id, self.output if results else None)

    def problems(self, results: bool = True) -> tuple[str, ...]:
        """What verification finds."""
        return self.verify(results).problems

    def copy(self, folder: Path) -> "Case":
        """The same review elsewhere, to be changed."""
        self.space.close()
        shutil.copytree(self.space.path, folder / "workspace")
        shutil.copytree(self.output, folder / "output")
        space = open_workspace(Settings(workspace=folder / "workspace"))
        life.set_options(space, self.id, PERSON, output=str(folder / "output"))
        return Case(space, self.id, folder / "output")

    def execute(self, statement: sa.Executable) -> int:
        """Change the database directly; returns how many rows were touched."""
        with self.space.db.begin() as connection:
            return connection.execute(statement).rowcount  # pyright: ignore[reportAttributeAccessIssue]

    def told(self) -> list[Any]:
        """The events of the ledger."""
        with self.space.reading.begin() as connection:
            return list(ledger.read(connection, self.id))

    def blob(self, name: str) -> Path:
        """Where something is kept in the workspace."""
        found = [path for path in (self.space.path / "blobs").rglob("*") if path.name == name]
        assert len(found) == 1, f"{name} is kept once"
        return found[0]

    def rewrite(self, change: Callable[[Any], Any | None]) -> None:
        """Write the whole ledger anew, each event changed by `change` (None: left out), with a chain that fits, and
        the facts that follow from it: a forger with all the time in the world."""
        told, previous = [], GENESIS
        for event in self.told():
            made = change(event)
            if made is None:
                continue
            told.append(
                chain(self.id, len(told) + 1, made.at, made.actor, made.kind, made.subject, made.payload, previous)
            )
            previous = told[-1].hash
        rows = ledger.replay(told)
        with self.space.db.begin() as connection:
            for table in (events, *FACTS.values()):
                connection.execute(table.delete().where(table.c.review == self.id))
            connection.execute(events.insert(), [ledger.row_of(event) for event in told])
            for kind, facts in rows.items():
                if facts:
                    connection.execute(FACTS[kind].insert(), list(facts.values()))
            connection.execute(reviews.update().where(reviews.c.id == self.id).values(events=len(told), head=previous))


def start(
    folder: Path,
    protocol: Protocol | str,
    files: Mapping[str, Sequence[tuple[str, bytes]]],
    *,
    databases: Sequence[str] = (),
    endpoints: Mapping[str, str] | None = None,
    **options: Any,
) -> Case:
    """A new review under `folder`, not yet run. `protocol` may be YAML."""
    output = folder / "output"
    output.mkdir(parents=True)
    space = open_workspace(Settings(workspace=folder / "workspace", endpoints=dict(endpoints or {})))
    plan = load(protocol) if isinstance(protocol, str) else protocol
    every = {"output": str(output), "databases": list(databases)} | options
    given = {"search": (), "fulltext": (), "answers": ()} | dict(files)
    return Case(space, life.create(space, plan, every, given, PERSON), output)


def files_of(folder: Path) -> dict[str, list[tuple[str, bytes]]]:
    """The reference files and full texts in the subfolders references/ and fulltext/."""
    return {
        role: [(path.name, path.read_bytes()) for path in sorted((folder / name).iterdir())]
        for role, name in (("search", "references"), ("fulltext", "fulltext"))
    }


def judged_anew(judgement: Judgement, **changes: Any) -> Judgement:
    """A judgement with other content and the id that fits it."""
    changed = judgement.model_copy(update=changes)
    return judge(
        changed.subject, changed.question, changed.answer, changed.reviewer, reason=changed.reason,
        evidence=changed.evidence, stage=changed.stage, protocol_version=changed.protocol_version,
        replaces=changed.replaces, adjudicates=changed.adjudicates, at=changed.at,
    )  # fmt: skip


def plain(value: Any) -> Any:
    """`value` as plain JSON."""
    return json.loads(value.model_dump_json())
