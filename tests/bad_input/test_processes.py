"""Ctrl-C at any stage, and two processes at once: one line, nothing lost, and the work goes on."""

import os
import signal
import subprocess
import sys

import pytest
from tests.bad_input.conftest import ONE_LINE, Desk, plain_environment


def start(desk: Desk, output: str, *more: str, **environment: str) -> "subprocess.Popen[str]":
    """A whole review as a process."""
    return desk.process(
        "workflow", "--protocol", desk.good / "protocol.yaml", "--from", desk.good / "references",
        "--fulltext", desk.good / "fulltext", "--output", desk.folder / output, "--workspace", desk.workspace, *more,
        **environment,
    )  # fmt: skip


def until(process: "subprocess.Popen[str]", stage: str) -> str:
    """Read the error stream until a stage begins; returns what was read."""
    assert process.stderr
    read = ""
    for line in process.stderr:
        read += line
        if line.startswith(stage):
            return read
    raise AssertionError(f"{stage} never began: {read}")


def finish(desk: Desk) -> None:
    """Resume the last review and check the whole of it."""
    done = desk.here("review", "resume", "last")
    assert done.status == 0, done.err
    checked = desk.here("review", "verify", "last")
    assert checked.status == 0, checked.out


@pytest.mark.parametrize("stage", ["Full texts", "Manuscript"])
def test_ctrl_c(desk: Desk, stage: str) -> None:
    # Children of their own, as a user has them: a terminal sends Ctrl-C to all of them.
    process = start(desk, "output", ARAKIS_IN_PROCESS="")
    said = until(process, stage)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == ""
    assert "Traceback" not in err
    last = [line for line in (said + err).splitlines(keepends=True) if not line.endswith("…\n")]
    assert len(last) == 1, said + err
    assert ONE_LINE.fullmatch(last[0])
    assert "arakis: stopped; `arakis review resume " in last[0]
    assert f" --workspace {desk.workspace}` goes on from here" in last[0]
    assert "stopped" in desk.here("review", "list").out
    finish(desk)


def test_ctrl_c_before_anything_was_begun(desk: Desk) -> None:
    pipe = desk.folder / "pipe.ris"
    os.mkfifo(pipe)  # reading it waits for a writer
    process = desk.process("screen", pipe, "--include", "adults")
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert err == "arakis: stopped; `arakis review list` shows what can be resumed\n"


def test_a_second_process_on_the_same_review_is_told(desk: Desk) -> None:
    first = start(desk, "output", ARAKIS_IN_PROCESS="")
    until(first, "Search")
    identity = desk.here("review", "list").out.split()[0]
    second = desk.here("review", "resume", identity)
    second.said(1, f"review {identity} is being worked on by process {first.pid}", "wait until it has finished")
    assert desk.here("review", "show", identity, "--json").status == 0, "looking at it is allowed meanwhile"
    _, err = first.communicate(timeout=120)
    assert first.returncode == 0, err
    assert desk.here("review", "verify", identity).status == 0


def test_two_reviews_at_once_in_a_workspace_that_neither_had_made(desk: Desk) -> None:
    pair = [start(desk, "one", "--skip-writing"), start(desk, "two", "--skip-writing")]
    for process in pair:
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
    listed = [line.split()[0] for line in desk.here("review", "list").out.splitlines()]
    assert len(listed) == 2
    for identity in listed:
        assert desk.here("review", "verify", identity).status == 0
    for name in ("one", "two"):
        assert (desk.folder / name / "review.json").is_file()


def test_the_python_api_needs_no_guard_around_a_script(desk: Desk) -> None:
    script = desk.file(
        "script.py",
        "import arakis\n"
        f"found = arakis.review({str(desk.good / 'protocol.yaml')!r}, references=[{str(desk.good / 'references')!r}],\n"
        f"    fulltext={str(desk.good / 'fulltext')!r}, workspace={str(desk.workspace)!r})\n"
        "print(found.status, len(found.results))\n",
    )
    environment = plain_environment(desk.folder) | {"ARAKIS_IN_PROCESS": ""}
    done = subprocess.run(
        [sys.executable, script], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split()[1] == "5"
