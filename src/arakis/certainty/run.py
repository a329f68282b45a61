"""Certainty, step by step: every synthesis graded by the stated rules."""

from typing import Any

from arakis import ledger
from arakis.certainty.grade import grade
from arakis.domain.judgement import Reviewer
from arakis.domain.review import Review
from arakis.version import __version__
from arakis.workspace import Workspace

GRADER = Reviewer(kind="built-in", name="GRADE rules", version=__version__)


def syntheses_to_grade(workspace: Workspace, review: Review, options: dict[str, Any]) -> list[str]:
    """One unit when there are syntheses."""
    return ["all"] if review.syntheses and not options.get("skip_analysis") else []


def grade_syntheses(workspace: Workspace, review: Review, options: dict[str, Any], unit: str) -> None:
    """Grade every synthesis; grades that are the same as before change nothing."""
    made = [grade(one, review.bias, review.studies, review.protocol) for one in review.syntheses]
    facts = [(f"certainty-{one.synthesis}", ledger.body(one)) for one in made]
    with workspace.db.begin() as connection:
        ledger.append(connection, review.id, GRADER, "certainty", facts, replace=True)
