"""Heavy or risky work (reading PDFs, statistics) in a child process that ends and gives its memory back."""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import ParamSpec, TypeVar

from arakis.errors import ArakisError

Params = ParamSpec("Params")
Answer = TypeVar("Answer")


class ChildDied(ArakisError):
    """The child was ended by the system (memory, a crash in a library) or took too long."""


def compute(seconds: float, work: Callable[Params, Answer], *args: Params.args, **kwargs: Params.kwargs) -> Answer:
    """`work(*args, **kwargs)` in a fresh process, for at most `seconds`.

    `work` must be importable by name and its arguments and answer picklable. What it raises is raised here; a child
    that dies or takes longer raises ChildDied.
    """
    if os.environ.get("ARAKIS_IN_PROCESS"):
        return work(*args, **kwargs)
    pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
    try:
        return pool.submit(work, *args, **kwargs).result(timeout=seconds)
    except BrokenProcessPool as error:
        raise ChildDied(f"{work.__name__} ended without an answer") from error
    except TimeoutError as error:
        for child in list((pool._processes or {}).values()):  # pyright: ignore[reportPrivateUsage]
            child.kill()
        raise ChildDied(f"{work.__name__} took longer than {seconds:.0f} seconds") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
