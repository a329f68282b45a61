"""Heavy or risky work (reading PDFs, statistics) in a child process that ends and gives its memory back."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from types import ModuleType
from typing import ParamSpec, TypeVar

from arakis.errors import ArakisError, Interrupted

Params = ParamSpec("Params")
Answer = TypeVar("Answer")


ADVICE = "free some memory or split large files, then resume: nothing is lost"
_pools: set[ProcessPoolExecutor] = set()
_stopped = threading.Event()
_starting = threading.Lock()


class ChildDied(ArakisError):
    """The child was ended by the system (memory, a crash in a library) or took too long."""


def compute(seconds: float, work: Callable[Params, Answer], *args: Params.args, **kwargs: Params.kwargs) -> Answer:
    """`work(*args, **kwargs)` in a fresh process, for at most `seconds`.

    `work` must be importable by name and its arguments and answer picklable. What it raises is raised here; a child
    that dies or takes longer raises ChildDied. After `stop` it raises Interrupted instead.
    """
    if _stopped.is_set():
        raise Interrupted("stopped")
    if os.environ.get("ARAKIS_IN_PROCESS"):
        return work(*args, **kwargs)
    pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
    _pools.add(pool)
    try:
        with _deaf_to_ctrl_c(), _without_main():
            answer = pool.submit(work, *args, **kwargs)
        return answer.result(timeout=seconds)
    except BrokenProcessPool as error:
        if _stopped.is_set():
            raise Interrupted("stopped") from error
        raise ChildDied("a part of the work was ended by the system (out of memory?)", ADVICE) from error
    except TimeoutError as error:
        _kill(pool)
        raise ChildDied(f"a part of the work took longer than {seconds:.0f} seconds", ADVICE) from error
    finally:
        _pools.discard(pool)
        pool.shutdown(wait=True, cancel_futures=True)


def stop() -> None:
    """End every child now, and begin no other until `go`. For Ctrl-C."""
    _stopped.set()
    for pool in list(_pools):
        _kill(pool)


def go() -> None:
    """Let work begin again after `stop`."""
    _stopped.clear()


def _kill(pool: ProcessPoolExecutor) -> None:
    for child in list((pool._processes or {}).values()):  # pyright: ignore[reportPrivateUsage]
        child.kill()


@contextmanager
def _without_main() -> Generator[None]:
    """Children that are started inside do not import the caller's script, which would begin its work once more."""
    with _starting:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


@contextmanager
def _deaf_to_ctrl_c() -> Generator[None]:
    """Children that are started inside inherit a mask: Ctrl-C is for their parent, which ends them."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
