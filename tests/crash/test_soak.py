"""kill -9 at random commits of the demonstration, without and with a model: `make soak` prints each moment."""

import os
import random
import subprocess
import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
import sqlalchemy as sa
from tests.model_server import ModelServer, deterministic

from arakis.domain.judgement import Reviewer
from arakis.protocol.load import load
from arakis.review import life
from arakis.review.build import read
from arakis.review.compare import differences
from arakis.review.verify import verify
from arakis.settings import read_settings
from arakis.tables.calls import attempts
from arakis.tables.events import events
from arakis.workspace import Workspace, open_workspace

pytestmark = [pytest.mark.soak, pytest.mark.timeout(5400)]
ROOT = Path(__file__).resolve().parents[2]
MOMENTS = int(os.environ.get("ARAKIS_SOAK_MOMENTS") or 20)


def start(workspace: Path) -> tuple[Workspace, str]:
    """The demonstration, created and not run."""
    material = Path(str(files("arakis") / "demo"))
    space = open_workspace(read_settings(workspace=workspace))
    given = {
        role: [(path.name, path.read_bytes()) for path in sorted((material / name).iterdir())]
        for role, name in (("search", "search"), ("fulltext", "fulltext"))
    }
    (workspace / "output").mkdir()
    options = {"output": str(workspace / "output"), "databases": []}
    protocol = load((material / "protocol.yaml").read_text("utf-8"))
    return space, life.create(space, protocol, options, given, Reviewer(kind="person", name="test"))


def child(workspace: Path, review: str, point: str, model: str) -> subprocess.CompletedProcess[str]:
    """Run the review in a process of its own, which dies at `point`."""
    environment = {"ARAKIS_IN_PROCESS": "1", "PATH": os.environ["PATH"], "HOME": str(workspace)}
    if model:
        environment |= {"OPENAI_BASE_URL": model, "OPENAI_API_KEY": "test-key", "ARAKIS_MODEL": "test-model"}
    command = [sys.executable, "-m", "tests.crash.child", str(workspace), review, point]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900)


@pytest.mark.parametrize("with_model", [False, True], ids=["built-in", "with a model"])
def test_killed_at_random_moments(with_model: bool, seed: int, tmp_path: Path) -> None:
    """Each kill is followed by a resume: the same review as an undisturbed run, no answered call asked again."""
    with ModelServer(deterministic) as server:
        model = server.url if with_model else ""
        first = tmp_path / "undisturbed"
        first.mkdir()
        space, review = start(first)
        whole = child(first, review, "none", model)
        assert whole.returncode == 0, whole.stderr
        commits = int(whole.stdout.split()[-1])
        due = read(space, review)
        asked = Counter(repr(body) for body in server.requests)
        draw = random.Random(seed)
        for number in range(MOMENTS):
            low = 1 + number * commits // MOMENTS  # spread over the run, so that every stage is hit
            moment = draw.randint(low, max(low, (number + 1) * commits // MOMENTS))
            workspace = tmp_path / f"killed-{number}"
            workspace.mkdir()
            other, again = start(workspace)
            before = len(server.requests)
            died = child(workspace, again, f"commit:{moment}", model)
            assert died.returncode == -9, died.stderr
            finished = child(workspace, again, "none", model)
            assert finished.returncode == 0, finished.stderr
            found = differences(read(other, again), due)
            wrong = verify(other, again, workspace / "output").problems
            repeated = Counter(repr(body) for body in server.requests[before:]) - asked
            lost = _lost(other, again)
            print(
                f"commit {moment}/{commits}: {died.stdout.strip()}; "
                f"{'the same review' if not found else found[:2]}; verify {'clean' if not wrong else wrong[:2]}; "
                f"asked twice {sum(repeated.values())}, lost in flight by the ledger {lost}"
            )
            assert found == []
            assert wrong == ()
            assert sum(repeated.values()) <= lost
            other.close()


def _lost(space: Workspace, review: str) -> int:
    with space.reading.begin() as connection:
        told = connection.execute(
            sa.select(sa.func.count())
            .select_from(events)
            .where(events.c.review == review, events.c.kind.like("%lost%"))
        ).scalar_one()
        states = connection.execute(
            sa.select(sa.func.count())
            .select_from(attempts)
            .where(attempts.c.review == review, attempts.c.state == "lost")
        ).scalar_one()
    assert told == states
    return told
