"""The settings of the SQLite files."""

import multiprocessing
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path

from arakis.runtime.db import connect, connect_steps, file

ROUNDS = 60


def open_each(folder: Path, start: Barrier, said: "Queue[str]") -> None:
    """Open a new file per round, in step with the other processes, and write to it."""
    for number in range(ROUNDS):
        start.wait(timeout=60)
        make = connect if number % 2 else connect_steps
        engine = make(file(str(folder / f"{number}.db")))
        try:
            with engine.begin() as connection:
                connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS one (two INTEGER)")
                connection.exec_driver_sql("INSERT INTO one VALUES (3)")
                mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
            said.put("" if mode == "wal" else f"round {number}: {mode}")
        except Exception as error:  # noqa: BLE001  the others must not wait for ever
            said.put(f"round {number}: {error}")
        finally:
            engine.dispose()


def test_processes_that_make_the_same_file_at_once_wait_for_each_other(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    start, said = context.Barrier(3), context.Queue()
    every = [context.Process(target=open_each, args=(tmp_path, start, said)) for _ in range(3)]
    for process in every:
        process.start()
    heard = [said.get(timeout=120) for _ in range(3 * ROUNDS)]
    for process in every:
        process.join()
    assert [one for one in heard if one] == []
