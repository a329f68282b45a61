"""Progress of a review in the terminal: one line a stage, live while it works."""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

NAMES = {
    "search": "Search",
    "screen": "Screening",
    "pdf_fetch": "Full texts",
    "extract": "Extraction",
    "rob": "Risk of bias",
    "analysis": "Synthesis",
    "discussion": "Manuscript",
}


@contextmanager
def shown(quiet: bool = False) -> Generator[None]:
    """While the block runs, show the stages as they go: bars on a terminal, plain lines elsewhere."""
    from arakis.runtime import progress

    if quiet:
        yield
        return
    if not sys.stderr.isatty():
        with progress.listening(_plain()):
            yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.fields[mark]} {task.description:<13}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("[dim]{task.fields[note]:<18}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=False) as bars:
        tasks = {
            stage: bars.add_task(name, total=None, mark=" ", note="", start=False) for stage, name in NAMES.items()
        }
        current: list[str] = []

        def listen(stage: str, done: int, total: int, note: str) -> None:
            task = tasks[stage]
            if stage not in current:
                for former in current:
                    bars.update(tasks[former], mark="✓", note="", total=1, completed=1)
                    bars.stop_task(tasks[former])
                current.append(stage)
                bars.start_task(task)
            bars.update(task, completed=done, total=max(total, 1), note=note, mark="•")
            if total == 0:
                bars.update(task, completed=1)

        with progress.listening(listen):
            yield
        for stage in current:
            bars.update(tasks[stage], mark="✓", note="", total=1, completed=1)
            bars.stop_task(tasks[stage])


def _plain() -> Callable[[str, int, int, str], None]:
    seen: set[str] = set()

    def listen(stage: str, done: int, total: int, note: str) -> None:
        if stage not in seen:
            seen.add(stage)
            print(f"{NAMES[stage]} …", file=sys.stderr, flush=True)

    return listen
