"""kill -9 at each named commit point: after `resume` the review is that of an undisturbed run."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests import small

from arakis.domain.judgement import Reviewer
from arakis.pipeline import PHASES, run
from arakis.protocol.load import load
from arakis.review import life
from arakis.review.build import read
from arakis.review.compare import differences
from arakis.review.verify import verify
from arakis.settings import read_settings
from arakis.workspace import Workspace, open_workspace

ROOT = Path(__file__).resolve().parents[2]
# Each phase once: in turn before its facts are committed, and after, when the engine does not know it yet.
POINTS = [f"{phase.name}:{('before', 'after')[number % 2]}" for number, phase in enumerate(PHASES)]


def start(folder: Path, workspace: Path) -> tuple[Workspace, str]:
    """A review of 20 records, created and not run."""
    space = open_workspace(read_settings(workspace=workspace))
    files = {
        "search": [(path.name, path.read_bytes()) for path in sorted((folder / "references").iterdir())],
        "fulltext": [(path.name, path.read_bytes()) for path in sorted((folder / "fulltext").iterdir())],
    }
    protocol = load((folder / "protocol.yaml").read_text("utf-8"))
    options = {"output": str(workspace / "output"), "databases": []}
    (workspace / "output").mkdir()
    return space, life.create(space, protocol, options, files, Reviewer(kind="person", name="test"))


def child(workspace: Path, review: str, point: str) -> subprocess.CompletedProcess[str]:
    """Run the review in a process of its own, which dies at `point`."""
    command = [sys.executable, "-m", "tests.crash.child", str(workspace), review, point]
    environment = {"ARAKIS_IN_PROCESS": "1", "PATH": "/usr/bin:/bin", "HOME": str(workspace)}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    small.write(folder / "material")
    return folder / "material"


@pytest.fixture(scope="module")
def undisturbed(material: Path, tmp_path_factory: pytest.TempPathFactory):
    workspace = tmp_path_factory.mktemp("undisturbed")
    space, review = start(material, workspace)
    return run(space, review)


def test_killed_at_every_commit_point_in_turn(material: Path, tmp_path: Path, undisturbed) -> None:
    """One review, killed at every point one after the other: each process dies where it should, the next goes on."""
    space, review = start(material, tmp_path)
    deaths = 0
    for point in POINTS:
        died = child(tmp_path, review, point)
        assert died.returncode in (-9, 0), died.stderr
        deaths += died.returncode == -9
    finished = child(tmp_path, review, "none")
    assert finished.returncode == 0, finished.stderr
    assert deaths >= 0.6 * len(PHASES), "most points must really have killed the process"
    assert differences(read(space, review), undisturbed) == []
    assert verify(space, review, tmp_path / "output").problems == ()
