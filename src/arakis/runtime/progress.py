"""Progress of long work, told to whoever listens in this process (a bar in the terminal)."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

Listener = Callable[[str, int, int, str], None]
_listeners: list[Listener] = []


def report(stage: str, done: int, total: int, note: str = "") -> None:
    """Tell every listener that `done` of `total` units of `stage` are finished; `note` is one line for people."""
    for listener in list(_listeners):
        listener(stage, done, total, note)


@contextmanager
def listening(listener: Listener) -> Generator[None]:
    """While the block runs, `listener(stage, done, total, note)` is called with each report."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)
