"""Synthesis, step by step: results selected and pooled in a child process; the same input is computed once."""

from typing import Any

from arakis import ledger
from arakis.domain.base import digest
from arakis.domain.judgement import Reviewer
from arakis.domain.review import Review
from arakis.runtime.compute import compute
from arakis.synthesis.synthesise import synthesise
from arakis.version import __version__
from arakis.workspace import Workspace

STATISTICIAN = Reviewer(kind="built-in", name="synthesis", version=__version__)
SECONDS = 600.0


def results_to_pool(workspace: Workspace, review: Review, options: dict[str, Any]) -> list[str]:
    """One unit when the syntheses kept are not those of the results as they stand."""
    if options.get("skip_analysis"):
        return []
    known = {one.inputs for one in review.syntheses}
    return [] if review.syntheses and known == {_inputs(review)} else ["all"]


def pool_results(workspace: Workspace, review: Review, options: dict[str, Any], unit: str) -> None:
    """Select and pool the results of every comparison and outcome."""
    made = compute(SECONDS, synthesise, review.results, review.protocol, review.studies, review.bias)
    inputs = _inputs(review)
    facts = [(one.id, ledger.body(one.model_copy(update={"inputs": inputs}))) for one in made]
    with workspace.db.begin() as connection:
        ledger.append(connection, review.id, STATISTICIAN, "synthesis", facts, replace=True)


def _inputs(review: Review) -> str:
    return digest(
        [one.model_dump(mode="json") for one in review.results],
        [one.model_dump(mode="json") for one in review.studies],
        [one.model_dump(mode="json") for one in review.bias],
        review.protocol.model_dump(mode="json"),
        __version__,
    )
