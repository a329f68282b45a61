"""Folders that cannot be written: refused before anything is begun, and told when they become so meanwhile."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from tests.bad_input.conftest import Desk, plain_environment
from tests.system.conftest import Mount

pytestmark = pytest.mark.system


def test_an_output_folder(desk: Desk, read_only: Path) -> None:
    desk.output = read_only
    desk.workflow().refused("the output folder", "cannot be written", "--output")
    desk.output = read_only / "new"
    desk.workflow().refused("the output folder", "Read-only file system", "--output")
    desk.nothing_left()


def test_a_workspace(desk: Desk, read_only: Path) -> None:
    for desk.workspace in (read_only, read_only / "new"):
        desk.workflow().refused("the workspace", "--workspace")
        assert not desk.output.exists()


def test_files_to_write(desk: Desk, finished: Path, read_only: Path) -> None:
    desk.reviewed(finished)
    desk.run("protocol", "new", read_only / "protocol.yaml").said(1, "Read-only file system", "protocol.yaml")
    desk.here("review", "export", "last", read_only / "review.zip").said(1, "Read-only file system")
    protocol = ("--protocol", desk.good / "protocol.yaml")
    desk.run("extract", desk.good / "fulltext", *protocol, "-o", read_only / "x.csv").said(1, "Read-only file system")


def test_an_output_folder_that_becomes_read_only(desk: Desk, mount: Mount) -> None:
    assert desk.workflow(fulltext=True).status == 0
    before = (desk.output / "manuscript.md").read_bytes()
    folder = mount("output", "--bind", str(desk.output))
    subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
    done = desk.here("review", "rerun", "last")
    done.said(1, "the results cannot be written", "Read-only file system", "resume")
    assert (desk.output / "manuscript.md").read_bytes() == before
    subprocess.run(["mount", "-o", "remount,bind,rw", str(folder)], check=True)
    assert desk.here("review", "resume", "last").status == 0
    assert desk.here("review", "verify", "last").status == 0


@pytest.fixture
def as_nobody(desk: Desk):
    """Run a command as a user without rights to anything but a folder of its own."""
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        pytest.skip("becoming another user needs root and setpriv")
    source = Path(__file__).resolve().parents[2] / "src"
    rights = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    probe = subprocess.run(
        [*rights, sys.executable, "-c", "import sqlalchemy, pydantic"], capture_output=True, check=False, cwd="/",
        env=plain_environment(Path("/nonexistent")) | {"PYTHONPATH": str(source)},
    )  # fmt: skip
    if probe.returncode != 0:
        pytest.skip("another user cannot read this installation")

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*rights, sys.executable, "-m", "arakis", *(str(one) for one in arguments)],
            env=plain_environment(Path("/nonexistent")) | {"PYTHONPATH": str(source)},
            cwd="/", capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    return run


def test_another_user(good: Path, as_nobody) -> None:
    """What permissions forbid, which root does not notice: the default workspace, an output folder, input files."""
    shared = Path(tempfile.mkdtemp(prefix="arakis-"))
    shared.chmod(0o755)
    try:
        shutil.copytree(good, shared / "material")
        mine, locked = shared / "mine", shared / "locked.ris"
        mine.mkdir()
        os.chown(mine, 65534, 65534)
        shutil.copy(good / "references" / "one.ris", locked)
        locked.chmod(0o600)
        given = ("workflow", "--protocol", shared / "material" / "protocol.yaml", "--output", mine / "out")
        references = ("--from", shared / "material" / "references")
        for arguments, words in (
            ((*given, *references), "the workspace /nonexistent/.arakis cannot be made"),
            ((*given, *references, "--workspace", shared / "new"), "cannot be made: Permission denied"),
            ((*given, *references, "--workspace", shared), "cannot be written"),
            ((*given, "--from", locked, "--workspace", mine / "ws"), "locked.ris"),
        ):
            done = as_nobody(*arguments)
            assert (done.returncode, done.stdout) == (2, ""), done
            assert words in done.stderr
            assert len(done.stderr.splitlines()) == 1
        assert list(mine.iterdir()) == []
        done = as_nobody(*given[:-1], shared / "out", *references, "--workspace", mine / "ws")
        assert done.returncode == 2
        assert "the output folder" in done.stderr
        done = as_nobody("review", "list", "--workspace", mine / "ws")
        assert done.stdout.startswith("no reviews yet")
    finally:
        shutil.rmtree(shared)
