"""Run a review in this process and end it by kill -9 at a named moment: `python -m tests.crash.child WS REVIEW POINT`.

A point is "PHASE:before" (when the first transaction of a unit of that phase is about to commit), "PHASE:after"
(when it has been committed and the engine does not know it yet), "commit:N" (the Nth commit) or "none".
"""

import os
import signal
import sys
from pathlib import Path

from sqlalchemy import event

from arakis import pipeline
from arakis.runtime import progress
from arakis.settings import read_settings
from arakis.workspace import open_workspace


def main(workspace: str, review: str, point: str) -> None:
    """Run `review`; die at `point`, or print how many commits there were."""
    space = open_workspace(read_settings(workspace=Path(workspace)))
    phase, _, moment = point.rpartition(":")
    commits = 0
    now = {"phase": "", "done": 0}

    def reached(stage: str, done: int, total: int, note: str) -> None:
        now.update(phase=note, done=done)
        if moment == "after" and note == phase and done:
            os.kill(os.getpid(), signal.SIGKILL)

    def committing(_connection: object) -> None:
        nonlocal commits
        commits += 1
        if (moment == "before" and now["phase"] == phase) or point == f"commit:{commits}":
            print(f"died at commit {commits}, {now['phase'] or 'the start'}", flush=True)
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(space.db, "commit", committing)
    with progress.listening(reached):
        pipeline.run(space, review)
    print(f"commits {commits}")


if __name__ == "__main__":
    main(*sys.argv[1:])
