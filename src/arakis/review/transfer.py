"""A review as one file, moved between workspaces: its ledger and its documents; the facts follow by replay."""

import hashlib
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from arakis import ledger
from arakis.domain.base import canonical, digest
from arakis.domain.event import GENESIS
from arakis.domain.judgement import Reviewer
from arakis.errors import InputError, TooNew
from arakis.tables.events import events
from arakis.tables.facts import FACTS
from arakis.tables.reviews import reviews
from arakis.workspace import FORMAT, Workspace

LARGEST = 20_000_000_000  # bytes, unpacked
_NAME = re.compile(r"^(layer-[0-9a-f]{16}|[0-9a-f]{64})$")
_MOVER = Reviewer(kind="built-in", name="transfer")


def export_review(workspace: Workspace, review: str, target: Path) -> None:
    """Write a review to the file `target` (a zip archive). Written whole or not at all."""
    with workspace.db.begin() as connection:
        ledger.tell(connection, review, _MOVER, "review exported")
    with workspace.reading.begin() as connection:
        row = dict(connection.execute(sa.select(reviews).where(reviews.c.id == review)).mappings().one())
        lines = [
            canonical(dict(line))
            for line in connection.execute(
                sa.select(events).where(events.c.review == review).order_by(events.c.number)
            ).mappings()
        ]
        names = _blobs(connection, review, json.loads(row["options"]))
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


def import_review(workspace: Workspace, source: Path) -> str:
    """Read a review from a file that `export_review` wrote; returns its id.

    The ledger's chain and every document's SHA-256 are checked first. Raises InputError for a file that is not
    such an archive, is damaged, or holds a review that this workspace has already; TooNew for a newer format.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            if sum(info.file_size for info in archive.infolist()) > LARGEST:
                raise InputError(f"{source} unpacks to more than {LARGEST // 1_000_000_000} GB")
            manifest = json.loads(archive.read("manifest.json"))
            lines = [json.loads(line) for line in archive.read("events.jsonl").splitlines() if line]
            blobs = [name.removeprefix("blobs/") for name in archive.namelist() if name.startswith("blobs/")]
            if manifest["format"] > FORMAT:
                raise TooNew(f"{source} was written by a newer version of Arakis", "upgrade Arakis")
            row = manifest["review"]
            _check(row, lines)
            for name in blobs:
                if not _NAME.match(name):
                    raise InputError(f"{source} holds a file with an unexpected name: {name[:80]}")
                data = archive.read(f"blobs/{name}")
                if not name.startswith("layer-") and hashlib.sha256(data).hexdigest() != name:
                    raise InputError(f"{source} is damaged: a document does not fit its SHA-256")
                workspace.blobs.put_named(name, data)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, FileNotFoundError, IsADirectoryError) as error:
        raise InputError(
            f"{source} is not a review that Arakis exported", "`arakis review export` writes one"
        ) from error
    with workspace.db.begin() as connection:
        known = connection.execute(sa.select(reviews.c.id).where(reviews.c.id == row["id"])).one_or_none()
        if known:
            raise InputError(f"this workspace has the review {row['id']} already", "import it into another workspace")
        connection.execute(reviews.insert().values(**row))
        if lines:
            connection.execute(events.insert(), lines)
        _replay(connection, row["id"])
        ledger.tell(connection, row["id"], _MOVER, "review imported")
    return row["id"]


def _blobs(connection: sa.Connection, review: str, options: dict[str, Any]) -> list[str]:
    names = {file["document"] for given in options.get("files", {}).values() for file in given}
    names |= {body["id"] for body in ledger.facts(connection, review, "document")}
    layers = sa.select(FACTS["layer"].c.id).where(FACTS["layer"].c.review == review)
    return sorted(names | set(connection.execute(layers).scalars()))


def _check(row: dict[str, Any], lines: list[dict[str, Any]]) -> None:
    previous = GENESIS
    for number, line in enumerate(lines, 1):
        payload_hash = digest(json.loads(line["payload"]))
        own = digest(
            line["review"],
            line["number"],
            line["at"],
            json.loads(line["actor"]),
            line["kind"],
            line["subject"],
            line["payload_hash"],
            line["previous"],
        )
        if line["number"] != number or line["previous"] != previous or line["review"] != row["id"]:
            raise InputError(f"the ledger in the file is broken at event {number}")
        if payload_hash != line["payload_hash"] or own != line["hash"]:
            raise InputError(f"the ledger in the file was changed at event {number}")
        previous = line["hash"]
    if previous != row["head"] or len(lines) != row["events"]:
        raise InputError("the ledger in the file does not end as its review says")


def _replay(connection: sa.Connection, review: str) -> None:
    for kind, rows in ledger.replay(ledger.read(connection, review)).items():
        if rows:
            connection.execute(FACTS[kind].insert(), list(rows.values()))
