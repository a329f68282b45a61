"""Synthesis, step by step: results selected and pooled in a child process; the same input is computed once."""

from typing import Any

from arakis import ledger
from arakis.domain.judgement import Reviewer
from arakis.domain.review import Review
from arakis.runtime.compute import compute
from arakis.synthesis.synthesise import synthesise
from arakis.version import __version__
from arakis.workspace import Workspace

STATISTICIAN = Reviewer(kind="built-in", name="synthesis", version=__version__)
SECONDS = 600.0


def results_to_pool(workspace: Workspace, review: Review, options: dict[str, Any]) -> list[str]:
    """One unit, unless the analysis is left out: what comes out the same changes nothing."""
    return [] if options.get("skip_analysis") else ["all"]


def pool_results(workspace: Workspace, review: Review, options: dict[str, Any], unit: str) -> None:
    """Select and pool the results of every comparison and outcome."""
    made = compute(SECONDS, synthesise, review.results, review.protocol, review.studies, review.bias)
    with workspace.db.begin() as connection:
        facts = [(one.id, ledger.body(one)) for one in made]
        ledger.append(connection, review.id, STATISTICIAN, "synthesis", facts, replace=True)
