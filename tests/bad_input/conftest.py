"""A desk for each test: good material beside it, commands run as a user types them, and what they leave behind."""

import io
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests import small

from arakis.cli.app import call


def _listening() -> None:
    """A process started in the background of a script ignores Ctrl-C; one in a terminal does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


ONE_LINE = re.compile(r"arakis: [^\n]+; [^\n]+\n")


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str

    def refused(self, *words: str) -> None:
        """The command ended with status 2 and one line that says what is wrong, `words` in it, and what to do."""
        self.said(2, *words)
        assert ONE_LINE.fullmatch(self.err), self.err
        assert self.out == ""

    def said(self, status: int, *words: str) -> None:
        """The command ended with `status`; the last line on the error stream has the `words` and advice."""
        assert self.status == status, (self.status, self.out, self.err)
        assert "Traceback" not in self.err
        last = self.err.splitlines(keepends=True)[-1]
        assert ONE_LINE.fullmatch(last), self.err
        assert self.err.count("arakis: ") == 1
        for word in words:
            assert word in last, (word, last)


class Desk:
    """A folder with good material, a workspace and an output folder that commands may make."""

    def __init__(self, folder: Path, good: Path) -> None:
        self.folder = folder
        self.good = good
        self.workspace = folder / "workspace"
        self.output = folder / "output"

    def file(self, name: str, content: str | bytes) -> Path:
        """Write a file; returns its path."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def run(self, *arguments: object) -> Done:
        """Run a command in this process."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            status = call([str(one) for one in arguments])
        return Done(status, out.getvalue(), err.getvalue())

    def here(self, *arguments: object) -> Done:
        """Run a command on the desk's workspace."""
        return self.run(*arguments, "--workspace", self.workspace)

    def workflow(
        self, *arguments: object, protocol: Path | None = None, references: Path | None = None, fulltext: bool = False
    ) -> Done:
        """Run a whole review on the good material, or on what takes its place."""
        texts = ("--fulltext", self.good / "fulltext") if fulltext else ()
        return self.here(
            "workflow",
            "--protocol",
            protocol or self.good / "protocol.yaml",
            "--from",
            references or self.good / "references",
            "--output",
            self.output,
            *texts,
            *arguments,
        )

    def nothing_left(self) -> None:
        """No review, no document and no result was made."""
        assert not self.output.exists() or not list(self.output.iterdir())
        if self.workspace.is_dir():
            assert self.here("review", "list", "--json").out.strip() == "[]"
            assert not [one for one in (self.workspace / "blobs").rglob("*") if one.is_file()]

    def process(self, *arguments: object, **environment: str) -> "subprocess.Popen[str]":
        """Start a command in a process group of its own, as a terminal does."""
        return subprocess.Popen(
            [sys.executable, "-m", "arakis", *(str(one) for one in arguments)],
            env=plain_environment(self.folder) | environment,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=_listening,
            start_new_session=True,
        )

    def reviewed(self, finished: Path) -> None:
        """Put a finished review on the desk."""
        shutil.copytree(finished / "workspace", self.workspace)


def plain_environment(home: Path) -> dict[str, str]:
    """The environment without settings, keys and proxies of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not _is_setting(name)}
    return kept | {"HOME": str(home), "ARAKIS_IN_PROCESS": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def _is_setting(name: str) -> bool:
    return name.startswith(("ARAKIS_", "OPENAI_")) or name.upper().endswith(("_API_KEY", "_PROXY", "_EMAIL"))


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Good material: a protocol, references, full texts. Nobody writes into it."""
    folder = tmp_path_factory.mktemp("good") / "material"
    small.write(folder)
    return folder


@pytest.fixture
def desk(tmp_path: Path, good: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with an environment of its own."""
    _settle(tmp_path, monkeypatch)
    return Desk(tmp_path, good)


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory, good: Path) -> Path:
    """A folder with the workspace and the output of a finished review. Copy it before changing it."""
    folder = tmp_path_factory.mktemp("finished")
    with pytest.MonkeyPatch.context() as patch:
        _settle(folder, patch)
        done = Desk(folder, good).workflow(fulltext=True)
    assert done.status == 0, done.err
    return folder


def _settle(folder: Path, patch: pytest.MonkeyPatch) -> None:
    plain: Mapping[str, str] = plain_environment(folder)
    for name in set(os.environ) - set(plain):
        patch.delenv(name)
    for name in ("HOME", "ARAKIS_IN_PROCESS"):
        patch.setenv(name, plain[name])
    patch.chdir(folder)
