"""The output folder of a review: manuscript, figures, tables, analysis data, review.json and the ledger."""

import errno
import hashlib
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from arakis import ledger
from arakis.domain.base import canonical
from arakis.domain.event import Event
from arakis.domain.judgement import Reviewer
from arakis.domain.protocol import Protocol
from arakis.domain.review import STAGES, Review, StageState
from arakis.errors import WorkspaceError
from arakis.figures.bias import bias_summary, traffic_light
from arakis.figures.forest import forest
from arakis.figures.funnel import funnel
from arakis.figures.prisma import prisma
from arakis.figures.words import ForestLabels, favours
from arakis.reporting.document import Figure
from arakis.reporting.tables import tables
from arakis.runtime.compute import compute
from arakis.synthesis.r_script import r_script
from arakis.version import __version__
from arakis.workspace import Workspace

WRITER = Reviewer(kind="built-in", name="reporting", version=__version__)
WRITTEN = "results written"  # the event that tells which files were written, with their SHA-256
SECONDS = 900.0


def reviews_to_write(workspace: Workspace, review: Review, options: dict[str, Any]) -> list[str]:
    """One unit: the results are written anew at the end of every run."""
    return [options["output"]] if options.get("output") else []


def write_review(workspace: Workspace, review: Review, options: dict[str, Any], unit: str) -> None:
    """Write every result into the output folder. Each file appears whole or not at all."""
    finished = at_rest(review, options)
    made = compute(SECONDS, render, finished, not options.get("skip_writing"))
    with workspace.reading.begin() as connection:
        told = list(ledger.read(connection, review.id))
    made["audit.jsonl"] = "".join(canonical(event) + "\n" for event in told).encode()
    save(Path(unit), made)
    _remove(Path(unit), last_written(told), made)
    with workspace.db.begin() as connection:
        files = {name: hashlib.sha256(made[name]).hexdigest() for name in sorted(made)}
        ledger.tell(connection, review.id, WRITER, WRITTEN, payload={"files": files})


def last_written(told: Sequence[Event]) -> dict[str, str]:
    """The files that were written last, with their SHA-256, as the ledger tells."""
    last = next((event for event in reversed(told) if event.kind == WRITTEN), None)
    files: Any = last.payload.get("files") if last and isinstance(last.payload, dict) else None
    return cast(dict[str, str], files) if isinstance(files, dict) else {}


def _remove(folder: Path, before: Mapping[str, str], made: Mapping[str, bytes]) -> None:
    """Take away what an earlier run wrote and this one does not: a forest plot of what is no longer pooled. A file
    that somebody has changed since stays."""
    for name, right in before.items():
        old = folder / name
        if name not in made and old.is_file() and hashlib.sha256(old.read_bytes()).hexdigest() == right:
            old.unlink()


def at_rest(review: Review, options: Mapping[str, Any]) -> Review:
    """The review as it is when this run has ended: every stage done or left out, waiting for people or not."""
    states = tuple(StageState.model_validate({"stage": one, "status": ended(one, options)}) for one in STAGES)
    status = "needs_review" if review.waiting else "completed"
    return review.model_copy(update={"status": status, "stages": states, "exported_at": ledger.now()})


def ended(stage: str, options: Mapping[str, Any]) -> str:
    """The status of a stage that a run has passed: "skipped" where the options leave it out."""
    writing = stage in ("introduction", "methods", "results", "discussion")
    left_out = (stage == "analysis" and options.get("skip_analysis")) or (writing and options.get("skip_writing"))
    return "skipped" if left_out else "completed"


def render(review: Review, writing: bool = True) -> dict[str, bytes]:
    """Every file of the output folder by its path, a pure function of the review."""
    drawn = figures(review)
    made: dict[str, bytes] = {"review.json": (review.model_dump_json(indent=1) + "\n").encode()}
    for name, figure in drawn.items():
        made[f"figures/{name}.svg"] = figure.svg.encode()
        made[f"figures/{name}.png"] = figure.png
    made |= {f"tables/{name}.csv": text.encode("utf-8") for name, text in tables(review).items()}
    for synthesis in review.syntheses:
        if synthesis.effects:
            analysis = r_script(synthesis)
            made[f"data/{analysis.csv_name}"] = analysis.csv.encode()
            made[f"data/{analysis.r_name}"] = analysis.r.encode()
    if writing:
        made |= _manuscript(review, drawn)
    return made


def _manuscript(review: Review, drawn: Mapping[str, Figure]) -> dict[str, bytes]:
    from arakis.reporting.docx import docx
    from arakis.reporting.manuscript import manuscript
    from arakis.reporting.markdown import markdown, references_json
    from arakis.reporting.pdf import pdf

    written = manuscript(review, drawn)
    return {
        "manuscript.md": markdown(written).encode(),
        "manuscript.references.json": references_json(written).encode(),
        "manuscript.docx": docx(written),
        "manuscript.pdf": pdf(written),
    }


def figures(review: Review) -> dict[str, Figure]:
    """The figures that this review has something to show in, as SVG and PNG, by name."""
    from arakis.figures.render import png

    drawn: dict[str, str] = {}
    sources = {run.source: run.source for run in review.runs}
    drawn["prisma"] = prisma(review.flow, sources, reasons_in_words(review.protocol), review.provisional)
    labels = {study.id: study.label for study in review.studies}
    main = _main_assessments(review)
    if main:
        drawn["traffic_light"] = traffic_light(main, labels)
        drawn["bias_summary"] = bias_summary(main)
    outcomes = {one.id: one for one in review.protocol.outcomes}
    comparisons = {one.id: one for one in review.protocol.comparisons}
    for synthesis in review.syntheses:
        if not synthesis.effects:
            continue
        outcome, comparison = outcomes[synthesis.outcome], comparisons[synthesis.comparison]
        names = comparison.intervention.name, comparison.comparator.name
        left, right = favours(*names, outcome.direction == "lower")
        words = ForestLabels(*names, left, right, outcome.name)
        drawn[f"forest-{synthesis.id}"] = forest(synthesis, words, review.bias)
        shape = funnel(synthesis, words)
        if shape:
            drawn[f"funnel-{synthesis.id}"] = shape
    return {name: Figure(svg, png=png(svg)) for name, svg in drawn.items()}


def reasons_in_words(protocol: Protocol) -> dict[str, str]:
    """What an exclusion by each criterion says, by its id."""
    return {one.id: one.text if one.kind == "exclude" else f"Not met: {one.text}" for one in protocol.criteria}


def _main_assessments(review: Review) -> list[Any]:
    """One assessment a study for the overview: that of the result in the first synthesis that uses it."""
    order = [effect.result for synthesis in review.syntheses for effect in synthesis.effects]
    by_result = {one.result: one for one in review.bias}
    chosen: dict[str, Any] = {}
    for result in [*order, *by_result]:
        one = by_result.get(result)
        if one is not None:
            chosen.setdefault(one.study, one)
    return [chosen[study.id] for study in review.studies if study.id in chosen]


def save(folder: Path, made: Mapping[str, bytes]) -> None:
    """Write files under `folder`: all are written aside first, then each takes its place, so that a reader never sees
    half of one, and a full disk leaves the former results as they were.

    Raises WorkspaceError when the folder cannot be written or the disk is full.
    """
    aside = folder / ".arakis-part"
    try:
        try:
            shutil.rmtree(aside, ignore_errors=True)  # of a process that was killed
            for name, data in made.items():
                part = aside / name
                part.parent.mkdir(parents=True, exist_ok=True)
                part.write_bytes(data)
            for name in made:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (aside / name).replace(folder / name)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        what = "the disk is full" if error.errno == errno.ENOSPC else str(error.strerror or error)
        raise WorkspaceError(
            f"the results cannot be written to {folder}: {what}", "mend that and resume: nothing is lost"
        ) from error
