"""The whole review, readable as the protocol: search, screen, retrieve, extract, judge, pool, grade, write.

Each phase lists what is still to do from the facts, and does it unit by unit as recorded steps. A run that was killed
goes on behind its last step; a run on a review where nothing is left to do changes nothing.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from arakis import ledger
from arakis.bias import model as bias_model
from arakis.bias import run as bias
from arakis.certainty import run as certainty
from arakis.deduplication import run as deduplication
from arakis.domain.judgement import Reviewer
from arakis.domain.review import Review, StageState
from arakis.errors import ArakisError, Interrupted, WorkspaceError
from arakis.extraction import model as extraction_model
from arakis.extraction import run as extraction
from arakis.reporting import model as reporting_model
from arakis.retrieval import run as retrieval
from arakis.review import life, output
from arakis.review.build import read
from arakis.review.facts import read_facts
from arakis.runtime import compute, engine, llm, progress
from arakis.runtime.lock import locked
from arakis.screening import model as screening_model
from arakis.screening import run as screening
from arakis.search import run as search
from arakis.synthesis import run as synthesis
from arakis.version import __version__
from arakis.workspace import Workspace

ARAKIS = Reviewer(kind="built-in", name="pipeline", version=__version__)
Unit = Any  # JSON
Plan = Callable[[Workspace, Review, dict[str, Any]], list[Unit]]
Work = Callable[[Workspace, Review, dict[str, Any], Unit], None]


@dataclass(frozen=True)
class Phase:
    """A part of a stage: `plan` lists the units still to do, `work` does one (again, without harm, after a crash).

    `closes` names the stages of the HTTP contract that are complete when this phase is.
    """

    stage: str
    name: str
    plan: Plan
    work: Work
    closes: tuple[str, ...] = ()


PHASES: tuple[Phase, ...] = (
    Phase("search", "import", search.files_to_import, search.import_file),
    Phase("search", "databases", search.databases_to_ask, search.ask_database),
    Phase("search", "duplicates", deduplication.records_to_compare, deduplication.compare, closes=("search",)),
    Phase("screen", "titles and abstracts", screening.titles_to_screen, screening.screen_titles),
    Phase(
        "screen",
        "titles, by a model",
        screening_model.titles_to_screen,
        screening_model.screen_titles,
        closes=("screen",),
    ),
    Phase("pdf_fetch", "read files", retrieval.files_to_read, retrieval.read_files),
    Phase("pdf_fetch", "match files", retrieval.files_to_match, retrieval.match_files),
    Phase("pdf_fetch", "fetch", retrieval.reports_to_seek, retrieval.seek),
    Phase("pdf_fetch", "screen full texts", screening.texts_to_screen, screening.screen_texts),
    Phase("pdf_fetch", "full texts, by a model", screening_model.texts_to_screen, screening_model.screen_texts),
    Phase(
        "pdf_fetch", "link reports", deduplication.reports_to_link, deduplication.link_reports, closes=("pdf_fetch",)
    ),
    Phase("extract", "read results", extraction.reports_to_extract, extraction.extract_reports),
    Phase("extract", "read, by a model", extraction_model.reports_to_read, extraction_model.read_report),
    Phase("extract", "enter answers", extraction.answers_to_enter, extraction.enter_answers, closes=("extract",)),
    Phase("rob", "judge", bias.results_to_judge, bias.judge_results),
    Phase("rob", "judge, by a model", bias_model.results_to_judge, bias_model.judge_result, closes=("rob",)),
    Phase("analysis", "pool", synthesis.results_to_pool, synthesis.pool_results),
    Phase("analysis", "grade", certainty.syntheses_to_grade, certainty.grade_syntheses, closes=("analysis",)),
    Phase("discussion", "draft, by a model", reporting_model.passages_to_draft, reporting_model.draft_passage),
    Phase(
        "discussion",
        "write",
        output.reviews_to_write,
        output.write_review,
        closes=("prisma", "tables", "introduction", "methods", "results", "discussion"),
    ),
)
_open: dict[str, Workspace] = {}
# The review as a phase found it: its units do not depend on each other, so they share one look.
_snapshots: dict[tuple[str, str, int], tuple[Review, dict[str, Any]]] = {}


@engine.body("review")
def review_body(workspace: str, review: str) -> str:
    """A run of a review: every phase in order. Only order here; what looks at the world is in the steps."""
    for number, phase in enumerate(PHASES):
        units = engine.step(f"{phase.stage}: {phase.name}: list", _list, workspace, review, number)
        for at, unit in enumerate(units):
            engine.step(f"{phase.stage}: {phase.name}", _do, workspace, review, number, unit, at, len(units))
        engine.step(f"{phase.stage}: {phase.name}: done", _done, workspace, review, number)
    return "done"


def _list(workspace: str, review: str, number: int) -> list[Unit]:
    phase, doors = PHASES[number], _open[workspace]
    facts = read_facts(doors, review)
    if not any(state.stage == phase.stage and state.status == "in_progress" for state in facts.stages):
        _state(doors, review, phase.stage, "in_progress")
    snapshot = read(doors, review)
    _snapshots[workspace, review, number] = (snapshot, facts.options)
    units = phase.plan(doors, snapshot, facts.options)
    progress.report(phase.stage, 0, len(units), phase.name)
    return units


def _do(workspace: str, review: str, number: int, unit: Unit, at: int, total: int) -> None:
    phase, doors = PHASES[number], _open[workspace]
    known = _snapshots.get((workspace, review, number))
    if known is None:
        known = _snapshots[workspace, review, number] = (read(doors, review), read_facts(doors, review).options)
    phase.work(doors, *known, unit)
    progress.report(phase.stage, at + 1, total, phase.name)


def _done(workspace: str, review: str, number: int) -> None:
    _snapshots.pop((workspace, review, number), None)
    options = read_facts(_open[workspace], review).options if PHASES[number].closes else {}
    for stage in PHASES[number].closes:
        _state(_open[workspace], review, stage, output.ended(stage, options))


def _state(workspace: Workspace, review: str, stage: str, status: str) -> None:
    state = StageState.model_validate({"stage": stage, "status": status})
    with workspace.db.begin() as connection:
        ledger.append(connection, review, ARAKIS, "stage", [(f"stage-{stage}", ledger.body(state))], replace=True)


def run(workspace: Workspace, review: str, *, again: bool = False) -> Review:
    """Run a review to its end (or go on with a run that was cut off) and return it.

    `again` starts a new run, which does what is still to do; without it the last run is finished first.
    Raises Busy when another process works on this review, Interrupted on Ctrl-C, and what a stage raises.
    """
    key = str(workspace.path)
    _open[key] = workspace
    compute.go()
    with locked(workspace.lock_file(review), f"review {review}"), engine.running(workspace.steps) as steps:
        for old in [one for one in _snapshots if one[:2] == (key, review)]:
            del _snapshots[old]  # of a run that was stopped: much may have been decided since
        name = life.next_run(workspace, review, again)
        if steps.state(name) in ("SUCCESS", "ERROR", "CANCELLED"):
            name = life.next_run(workspace, review, True)
        life.set_status(workspace, review, "running", ARAKIS)
        llm.settle(workspace, review)
        try:
            steps.run("review", name, key, review)
        except KeyboardInterrupt as error:
            compute.stop()
            with suppress(WorkspaceError):
                steps.cancel(name)
                life.set_status(workspace, review, "failed", ARAKIS, life.STOPPED)
            raise Interrupted(
                "stopped", f"`arakis review resume {review}{workspace.option}` goes on from here"
            ) from error
        except ArakisError as error:
            with suppress(WorkspaceError):  # the disk may be full: what is kept is whole without it
                life.set_status(workspace, review, "failed", ARAKIS, error.message)
            raise
        finished = read(workspace, review)
        status = "needs_review" if finished.waiting else "completed"
        life.set_status(workspace, review, status, ARAKIS)
    return read(workspace, review)
