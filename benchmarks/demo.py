"""Seconds and peak memory of the demonstration review, stage by stage.

    python benchmarks/demo.py [RUNS]

`arakis demo` runs in a process of its own, as a person runs it, RUNS times (1); the run of the median time is shown.
This process reads the resident memory of it and of the children it starts from /proc every 20 ms (Linux; elsewhere
only the highest of one process is known). Pages that processes share are counted in each, so the sum is an upper bound.
A stage begins where the one before ends: its time includes reading the review anew to list what is to do.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

PAGE = resource.getpagesize()
LIMIT = 60.0  # seconds that the demonstration should stay under


@dataclass
class Run:
    """What was seen of one run: moments at which stages reported, and the memory of the process and its children."""

    seconds: float = 0.0
    load: float = 0.0
    marks: list[tuple[float, str]] = field(default_factory=list)
    samples: list[tuple[float, int, int, int]] = field(default_factory=list)  # moment, own bytes, children's, how many


def run_demo(trace: Path, folder: Path) -> None:
    """In the child: the demonstration, writing a line for each report of progress."""
    from arakis.cli.app import call
    from arakis.runtime import progress

    with trace.open("w", encoding="utf-8", buffering=1) as file:
        print(time.monotonic(), "start of the program", file=file)
        with progress.listening(lambda stage, *_: print(time.monotonic(), stage, file=file)):
            status = call(["demo", "--output", str(folder / "output"), "--workspace", str(folder / "workspace")])
    sys.exit(status)


def memory(process: int) -> tuple[int, int, int]:
    """Resident bytes of a process, of all its descendants together, and how many these are; zeros where unknown."""
    parents: dict[int, int] = {}
    resident: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(entry.name)], resident[int(entry.name)] = int(fields[1]), int(fields[21]) * PAGE
    family = {process}
    while found := {one for one, parent in parents.items() if parent in family} - family:
        family |= found
    children = family - {process}
    return resident.get(process, 0), sum(resident.get(one, 0) for one in children), len(children)


def measured() -> Run:
    """One run of the demonstration."""
    seen = Run()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trace = folder / "trace"
        start = time.monotonic()
        child = subprocess.Popen(
            [sys.executable, __file__, "--run", str(trace), name],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        while child.poll() is None:
            seen.samples.append((time.monotonic(), *memory(child.pid)))
            time.sleep(0.02)
        end = time.monotonic()
        if child.returncode:
            raise SystemExit(f"the demonstration ended with {child.returncode}: {child.communicate()[1][-2000:]}")
        lines = [line.split(" ", 1) for line in trace.read_text("utf-8").splitlines()]
        seen.marks = [(float(moment), stage) for moment, stage in lines] + [(end, "end report")]
    seen.seconds, seen.load = end - start, os.getloadavg()[0]
    seen.marks.insert(0, (start, ""))
    return seen


def show(run: Run) -> None:
    """The table of a run."""
    spans: dict[str, list[tuple[float, float]]] = {}
    for (before, _), (moment, stage) in zip(run.marks, run.marks[1:], strict=False):
        spans.setdefault(stage, []).append((before, moment))
    print(f"{'stage':22}{'seconds':>9}{'process':>10}{'children':>10}{'together':>10}  MB, highest")
    for stage, times in spans.items():
        inside = [one for one in run.samples if any(low <= one[0] < high for low, high in times)]
        peaks = [max((value for value in column), default=0) / 1e6 for column in _columns(inside)]
        print(f"{stage:22}{sum(high - low for low, high in times):9.1f}" + "".join(f"{peak:10.0f}" for peak in peaks))
    peaks = [max((value for value in column), default=0) / 1e6 for column in _columns(run.samples)]
    print(f"{'all':22}{run.seconds:9.1f}" + "".join(f"{peak:10.0f}" for peak in peaks))
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(f"highest of any one process, by the system's count: {most / 1e6:.0f} MB")
    print(f"aim: under {LIMIT:.0f} s: {'met' if run.seconds < LIMIT else 'missed'}")


def _columns(samples: list[tuple[float, int, int, int]]) -> list[list[int]]:
    return [[one[1] for one in samples], [one[2] for one in samples], [one[1] + one[2] for one in samples]]


def main() -> None:
    """Measure, show."""
    if sys.argv[1:2] == ["--run"]:
        run_demo(Path(sys.argv[2]), Path(sys.argv[3]))
    runs = [measured() for _ in range(int(sys.argv[1]) if len(sys.argv) > 1 else 1)]
    for run in runs:
        print(f"run of {run.seconds:.1f} s, load of the machine at its end {run.load:.1f}, {os.cpu_count()} CPUs")
    show(sorted(runs, key=lambda one: one.seconds)[len(runs) // 2])


if __name__ == "__main__":
    main()
