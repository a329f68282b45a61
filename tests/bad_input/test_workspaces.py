"""Workspaces, output folders and archives that cannot be used, and how each is left as it was."""

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.bad_input.conftest import Desk

COMMANDS = (("review", "list"), ("review", "show", "last"), ("review", "resume", "last"))


def test_a_workspace_of_a_newer_version_is_left_as_it_is(desk: Desk, finished: Path) -> None:
    desk.reviewed(finished)
    database = desk.workspace / "arakis.db"
    with sqlite3.connect(database) as connection:
        connection.execute("update installation set value = '999' where key = 'format'")
        connection.execute("drop table stages")  # a newer version may know other tables
    connection.close()
    before = database.read_bytes()
    for command in COMMANDS:
        desk.here(*command).refused("made by a newer version of Arakis (format 999", "upgrade Arakis")
    desk.workflow().refused("newer version")
    assert not desk.output.exists()
    assert database.read_bytes() == before


@pytest.mark.parametrize("damage", ["garbage", "cut off"])
def test_a_database_that_is_none(desk: Desk, finished: Path, damage: str) -> None:
    desk.reviewed(finished)
    database = desk.workspace / "arakis.db"
    data = database.read_bytes()
    database.write_bytes(b"garbage" * 2000 if damage == "garbage" else data[: len(data) // 2])
    for command in COMMANDS:
        desk.here(*command).refused("the database is damaged", "arakis.db", "backup")
    desk.workflow().refused("the database is damaged")
    assert not desk.output.exists()


def test_progress_that_is_damaged_can_be_removed(desk: Desk, finished: Path) -> None:
    desk.reviewed(finished)
    (desk.workspace / "engine.db").write_bytes(b"garbage" * 2000)
    desk.here("review", "resume", "last").said(1, "engine.db", "remove it", "then resume")
    (desk.workspace / "engine.db").unlink()
    assert desk.here("review", "resume", "last").status == 0
    assert desk.here("review", "verify", "last").status == 0


@pytest.mark.parametrize("table", ["records", "judgements", "protocols"])
def test_facts_that_cannot_be_read(desk: Desk, finished: Path, table: str) -> None:
    desk.reviewed(finished)
    with sqlite3.connect(desk.workspace / "arakis.db") as connection:
        connection.execute(f"update {table} set body = '{{]' where first = (select min(first) from {table})")
    connection.close()
    for command in COMMANDS[1:]:
        desk.here(*command).said(1, "are damaged", "arakis review verify")
    done = desk.here("review", "verify", "last")
    assert (done.status, done.err) == (1, "")
    assert "is not what the ledger says" in done.out


def test_a_workspace_that_does_not_exist_is_not_made_by_looking_at_it(desk: Desk) -> None:
    for command in (*COMMANDS, ("extract", "show", "last")):
        desk.here(*command).refused("there is no workspace in", "--workspace")
    assert not desk.workspace.exists()
    assert desk.run("review", "list").out.startswith("no reviews yet")
    assert not (desk.folder / ".arakis").exists()


def test_a_file_in_the_place_of_the_workspace_or_the_output(desk: Desk) -> None:
    desk.file("workspace", "mine")
    desk.workflow().refused("the workspace", "cannot be made", "--workspace")
    desk.workspace.unlink()
    desk.file("output", "mine")
    desk.workflow().refused("the output folder", "cannot be made", "--output")
    desk.output = desk.output / "inside"
    desk.workflow().refused("the output folder", "cannot be made")
    assert (desk.folder / "output").read_text("utf-8") == "mine"
    assert desk.here("review", "list", "--json").out.strip() == "[]"


def test_a_file_to_write_that_cannot_be(desk: Desk, finished: Path) -> None:
    desk.reviewed(finished)
    before = desk.here("review", "show", "last", "--json").out
    desk.here("review", "export", "last", desk.folder).refused("is a folder", "review.zip")
    desk.here("review", "export", "last", desk.folder / "none" / "review.zip").refused("does not exist")
    assert desk.here("review", "show", "last", "--json").out == before
    desk.run("extract", desk.good / "fulltext", "--protocol", desk.good / "protocol.yaml", "-o", desk.folder).said(
        1, str(desk.folder)
    )


Edit = Callable[[str, bytes], bytes | None]


def changed(archive: Path, edit: Edit) -> None:
    """Rewrite an archive with each file as `edit` gives it; None leaves it out."""
    with zipfile.ZipFile(archive) as old:
        files = {name: edit(name, old.read(name)) for name in old.namelist()}
    with zipfile.ZipFile(archive, "w") as new:
        for name, data in files.items():
            if data is not None:
                new.writestr(name, data)


def in_manifest(**values: object) -> Edit:
    """An edit of the manifest."""

    def edit(name: str, data: bytes) -> bytes:
        return json.dumps(json.loads(data) | values).encode() if name == "manifest.json" else data

    return edit


def _event(name: str, data: bytes) -> bytes:
    return data.replace(b"Zinc", b"Zink", 1) if name == "events.jsonl" else data


def _document(name: str, data: bytes) -> bytes:
    return data + b" " if name.startswith("blobs/") and "layer-" not in name else data


def _layer(name: str, data: bytes) -> bytes:
    return data.replace(b"placebo", b"control") if "layer-" in name else data


def _fewer_events(name: str, data: bytes) -> bytes:
    return b"\n".join(data.splitlines()[:-3]) + b"\n" if name == "events.jsonl" else data


CHANGED: dict[str, tuple[Edit, str]] = {
    "an event": (_event, "of its ledger is not what it was"),
    "fewer events": (_fewer_events, "does not end as its review says"),
    "no events": (lambda name, data: b"" if name == "events.jsonl" else data, "does not end as its review says"),
    "a document": (_document, "does not fit its name"),
    "a text layer": (_layer, "does not fit its name"),
    "documents left out": (lambda name, data: None if name.startswith("blobs/") else data, "documents are missing"),
    "no manifest": (lambda name, data: None if name == "manifest.json" else data, "not a review that Arakis exported"),
    "another manifest": (lambda name, data: b"[]" if name == "manifest.json" else data, "not a review"),
    "no JSON": (lambda name, data: b"\xff" if name == "events.jsonl" else data, "not a review"),
    "a newer format": (in_manifest(format=999), "newer version of Arakis"),
    "another row": (in_manifest(review={"id": 1}), "was changed"),
}


@pytest.fixture
def archive(desk: Desk, finished: Path) -> Path:
    shutil.copytree(finished / "workspace", desk.folder / "other")
    target = desk.folder / "review.zip"
    assert desk.run("review", "export", "last", target, "--workspace", desk.folder / "other").status == 0
    return target


@pytest.mark.parametrize("name", CHANGED)
def test_an_archive_that_was_changed(desk: Desk, archive: Path, name: str) -> None:
    edit, words = CHANGED[name]
    changed(archive, edit)
    desk.here("review", "import", archive).refused("review.zip", words)
    assert not desk.workspace.exists()


def test_archives_that_are_none(desk: Desk, archive: Path) -> None:
    whole = archive.read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 3] ^= 0xFF
    for content in (b"", b"garbage" * 900, whole[: len(whole) // 2], bytes(flipped)):
        desk.here("review", "import", desk.file("x.zip", content)).refused("x.zip")
    desk.here("review", "import", desk.folder / "none.zip").refused("none.zip does not exist")
    desk.here("review", "import", desk.folder).refused("not a review that Arakis exported")
    assert not desk.workspace.exists()


def test_an_archive_comes_in_once_and_writes_to_no_folder_of_another_place(desk: Desk, archive: Path) -> None:
    (desk.folder / "output").mkdir()
    done = desk.here("review", "import", archive)
    assert done.status == 0, done.err
    desk.here("review", "import", archive).refused("has the review", "already")
    assert desk.here("review", "verify", "last").status == 0
    assert desk.here("review", "resume", "last").status == 0
    assert list((desk.folder / "output").iterdir()) == []
    assert desk.here("review", "resume", "last", "--output", desk.output).status == 0
    assert (desk.output / "manuscript.pdf").is_file()
    assert desk.here("review", "verify", "last").status == 0
