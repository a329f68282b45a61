"""What durability costs: an empty step of the engine, and a transaction of a fact with its event, on SQLite.

    python benchmarks/engine.py [NUMBER OF STEPS]

Steps: one run of NUMBER (1,000) steps that do nothing, timed from step to step within the run. Transactions: as many
judgements written one by one with `ledger.append` into a workspace (synchronous=FULL: on disk when it returns), and
again 25 to a transaction. The bare cost of the disk stands below: 4 kB written and synchronised.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from arakis import ledger
from arakis.domain.judgement import Reviewer, judge
from arakis.domain.protocol import Protocol
from arakis.review import life
from arakis.runtime import db, engine
from arakis.settings import read_settings
from arakis.workspace import open_workspace

BATCH = 25
BUILT_IN = Reviewer(kind="built-in", name="benchmark", version="1")
_moments: list[float] = []


def nothing() -> None:
    """An empty step."""


@engine.body("benchmark")
def many_steps(number: int) -> int:
    """A run of empty steps, noting when each was done."""
    _moments.append(time.perf_counter())
    for _ in range(number):
        engine.step("nothing", nothing)
        _moments.append(time.perf_counter())
    return number


def line(name: str, seconds: np.ndarray) -> None:
    """A row of the table, in milliseconds."""
    p50, p99 = np.percentile(seconds * 1000, (50, 99))
    print(f"{name:44}{seconds.size:7}{seconds.mean() * 1000:9.2f}{p50:9.2f}{p99:9.2f}{seconds.max() * 1000:9.2f}")


def each(number: int, work: Callable[[int], object]) -> np.ndarray:
    """Seconds of each of `number` calls."""
    spent = np.empty(number)
    for at in range(number):
        start = time.perf_counter()
        work(at)
        spent[at] = time.perf_counter() - start
    return spent


def steps(folder: Path, number: int) -> None:
    """Empty steps, and the start and end of a run of one step."""
    database = db.connect_steps(db.file(str(folder / "engine.db")))
    with engine.running(database) as runs:
        runs.run("benchmark", "many", number)
        line("empty step", np.diff(np.array(_moments)))
        line("a run of one step, started and awaited", each(50, lambda at: runs.run("benchmark", f"one-{at}", 1)))
        line("a finished run asked again", each(50, lambda at: runs.run("benchmark", f"one-{at}", 1)))
    database.dispose()


def transactions(folder: Path, number: int) -> None:
    """Facts with their events, one by one and in batches."""
    space = open_workspace(read_settings(workspace=folder / "workspace"))
    protocol = Protocol(question="What does a transaction cost?")
    for name, size in (("fact and event in a transaction", 1), (f"{BATCH} facts and events in a transaction", BATCH)):
        review = life.create(space, protocol, {}, {}, BUILT_IN)
        facts = [
            (one.id, one.model_dump(mode="json"))
            for one in (
                judge(f"report-{at:06}", "criterion I1", "met", BUILT_IN, reason="the words are there")
                for at in range(number)
            )
        ]

        def write(at: int, review: str = review, size: int = size, facts: list = facts) -> None:
            with space.db.begin() as connection:
                ledger.append(connection, review, BUILT_IN, "judgement", facts[at * size : (at + 1) * size])

        line(name, each(number // size, write))
    space.close()


def disk(folder: Path, number: int) -> None:
    """What the disk itself takes."""
    with (folder / "bare").open("wb", buffering=0) as file:

        def write(_at: int) -> None:
            file.write(bytes(4096))
            os.fsync(file.fileno())

        line("4 kB written and synchronised", each(number, write))


def main() -> None:
    """Measure."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    print(f"{'milliseconds':44}{'n':>7}{'mean':>9}{'p50':>9}{'p99':>9}{'most':>9}")
    with tempfile.TemporaryDirectory() as name:
        for work in (steps, transactions, disk):
            work(Path(name), number)
    print(f"load of the machine at the end: {os.getloadavg()[0]:.1f}, {os.cpu_count()} CPUs")


if __name__ == "__main__":
    main()
