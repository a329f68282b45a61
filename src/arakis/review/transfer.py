"""A review as one file, moved between workspaces: its ledger and its documents; the facts follow by replay."""

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import sqlalchemy as sa

from arakis import ledger
from arakis.domain.base import canonical, digest
from arakis.domain.document import TextLayer
from arakis.domain.event import GENESIS, Event
from arakis.domain.judgement import Reviewer
from arakis.domain.protocol import Protocol
from arakis.domain.review import Status
from arakis.errors import InputError, TooNew
from arakis.retrieval.layer import identity as layer_id
from arakis.review.chain import told_options
from arakis.review.facts import IMPORTED, read_facts
from arakis.review.life import options
from arakis.tables.events import events
from arakis.tables.facts import FACTS
from arakis.tables.reviews import reviews
from arakis.workspace import FORMAT, Workspace

LARGEST = 20_000_000_000  # bytes, unpacked
LARGEST_PART = 1_000_000_000  # bytes of one file in the archive, unpacked
ADVICE = "export the review again with `arakis review export`"
# What damaged archives and their contents raise on their way to being read.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, LookupError, ValueError, TypeError,
    AttributeError,
)  # fmt: skip
_NAME = re.compile(r"^(layer-[0-9a-f]{16}|[0-9a-f]{64})$")
EXPORTED = "review exported"
_MOVER = Reviewer(kind="built-in", name="transfer")


def export_review(workspace: Workspace, review: str, target: Path) -> None:
    """Write a review to the file `target` (a zip archive). Written whole or not at all.

    Raises InputError when `target` cannot be a file.
    """
    if target.is_dir() or not target.absolute().parent.is_dir():
        what = "is a folder" if target.is_dir() else "is in a folder that does not exist"
        raise InputError(f"{target} {what}", "name the file to write, e.g. review.zip")
    kept = options(workspace, review)
    models = [ledger.body(one) for one in read_facts(workspace, review).models]
    with workspace.db.begin() as connection:
        ledger.tell(connection, review, _MOVER, EXPORTED, payload={"models": models})
    with workspace.reading.begin() as connection:
        row = dict(connection.execute(sa.select(reviews).where(reviews.c.id == review)).mappings().one())
        lines = [
            canonical(dict(line))
            for line in connection.execute(
                sa.select(events).where(events.c.review == review).order_by(events.c.number)
            ).mappings()
        ]
        names = _blobs(connection, review, kept)
    partial = target.with_name(target.name + ".part")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("manifest.json", canonical({"format": FORMAT, "review": row}))
            archive.writestr("events.jsonl", "\n".join(lines) + "\n")
            for name in names:
                archive.writestr(f"blobs/{name}", workspace.blobs.get(name))
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


@dataclass(frozen=True)
class Archive:
    """A review in a file, checked: its row, its ledger, the facts that follow from it, the names of its documents."""

    row: dict[str, Any]
    told: tuple[Event, ...]
    facts: dict[str, dict[str, dict[str, Any]]]
    names: tuple[str, ...]


def check_archive(source: Path) -> Archive:
    """Read a file that `export_review` wrote and check all of it; nothing is written.

    The ledger's chain must be whole, every document must be there and fit its SHA-256, and every text layer its id.
    Raises InputError for a file that is not such an archive or was changed; TooNew for a newer format.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            sizes = [info.file_size for info in archive.infolist()]
            if sum(sizes) > LARGEST or max(sizes, default=0) > LARGEST_PART:
                raise InputError(f"{source} unpacks to more than a review may hold", ADVICE)
            manifest = json.loads(archive.read("manifest.json"))
            if int(manifest["format"]) > FORMAT:
                raise TooNew(f"{source} was written by a newer version of Arakis", "upgrade Arakis")
            lines = [json.loads(line) for line in archive.read("events.jsonl").splitlines() if line]
            told = tuple(ledger.event_of(line) for line in lines)
            _check_chain(manifest["review"], told, source)
            facts = ledger.replay(told)
            row = _row(manifest["review"], told, facts)
            names = [name.removeprefix("blobs/") for name in archive.namelist() if name.startswith("blobs/")]
            _check_documents(archive, names, _needed(row, facts), source)
    except FileNotFoundError as error:
        raise InputError(f"{source} does not exist", "check the path") from error
    except (*_BROKEN, OSError) as error:
        raise InputError(f"{source} is not a review that Arakis exported", ADVICE) from error
    return Archive(row, told, facts, tuple(names))


def import_review(workspace: Workspace, source: Path) -> str:
    """Read a review from a file that `export_review` wrote; returns its id.

    Where its results were written is left behind: that folder belongs to another place. Raises what `check_archive`
    raises, and InputError when this workspace has the review already.
    """
    found = check_archive(source)
    identity = found.row["id"]
    with workspace.reading.begin() as connection:
        if connection.execute(sa.select(reviews.c.id).where(reviews.c.id == identity)).one_or_none():
            raise InputError(f"this workspace has the review {identity} already", "import it into another workspace")
    with zipfile.ZipFile(source) as archive:
        for name in found.names:
            workspace.blobs.put_named(name, archive.read(f"blobs/{name}"))
    with workspace.db.begin() as connection:
        connection.execute(reviews.insert().values(**found.row))
        connection.execute(events.insert(), [ledger.row_of(event) for event in found.told])
        for kind, rows in found.facts.items():
            if rows:
                connection.execute(FACTS[kind].insert(), list(rows.values()))
        last = next((event for event in reversed(found.told) if event.kind == EXPORTED), None)
        models = last.payload.get("models", []) if last and isinstance(last.payload, dict) else []
        ledger.tell(connection, identity, _MOVER, IMPORTED, payload={"models": models})
        changed = {"output": None}
        kept = canonical(told_options(found.told) | changed)
        connection.execute(reviews.update().where(reviews.c.id == identity).values(options=kept))
        ledger.tell(connection, identity, _MOVER, "options changed", payload=changed)
    return identity


def _blobs(connection: sa.Connection, review: str, kept: dict[str, Any]) -> list[str]:
    names = {file["document"] for given in kept.get("files", {}).values() for file in given}
    names |= {body["id"] for body in ledger.facts(connection, review, "document")}
    layers = sa.select(FACTS["layer"].c.id).where(FACTS["layer"].c.review == review)
    return sorted(names | set(connection.execute(layers).scalars()))


def _check_chain(row: dict[str, Any], told: Sequence[Event], source: Path) -> None:
    previous = GENESIS
    for number, event in enumerate(told, 1):
        own = digest(
            event.review,
            event.number,
            event.at,
            event.actor.model_dump(),
            event.kind,
            event.subject,
            event.payload_hash,
            event.previous,
        )
        if event.number != number or event.previous != previous or event.review != row["id"]:
            raise InputError(f"{source} was changed: its ledger is broken at event {number}", ADVICE)
        if digest(event.payload) != event.payload_hash or own != event.hash:
            raise InputError(f"{source} was changed: event {number} of its ledger is not what it was", ADVICE)
        previous = event.hash
    if previous != row["head"] or len(told) != row["events"] or not told:
        raise InputError(f"{source} was changed: its ledger does not end as its review says", ADVICE)


def _row(given: dict[str, Any], told: Sequence[Event], facts: dict[str, dict[str, dict[str, Any]]]) -> dict[str, Any]:
    """The review's row: what the ledger tells is taken from there, for the archive's own row has no chain."""
    protocol = Protocol.model_validate(json.loads(facts["protocol"]["protocol-1"]["body"])["protocol"])
    return {
        "id": str(given["id"]),
        "title": protocol.title or protocol.question,
        "created_at": str(given["created_at"]),
        "status": given["status"] if given["status"] in get_args(Status) else "failed",
        "error": str(given["error"]),
        "options": canonical(told_options(told)),
        "runs": int(given["runs"]),
        "head": given["head"],
        "events": len(told),
    }


def _needed(row: dict[str, Any], facts: dict[str, dict[str, dict[str, Any]]]) -> set[str]:
    """The names of everything that the review's facts refer to."""
    files = json.loads(row["options"])["files"]
    return {file["document"] for given in files.values() for file in given} | {*facts["document"], *facts["layer"]}


def _check_documents(archive: zipfile.ZipFile, names: Sequence[str], needed: set[str], source: Path) -> None:
    for name in names:
        if not _NAME.match(name):
            raise InputError(f"{source} holds a file with an unexpected name: {name[:80]!r}", ADVICE)
        data = archive.read(f"blobs/{name}")
        if name.startswith("layer-"):
            fits = layer_id(TextLayer.model_validate_json(data)) == name
        else:
            fits = hashlib.sha256(data).hexdigest() == name
        if not fits:
            raise InputError(f"{source} was changed: the document {name[:20]} does not fit its name", ADVICE)
    missing = sorted(needed - set(names))
    if missing:
        raise InputError(f"{source} was changed: {len(missing)} of its documents are missing", ADVICE)
