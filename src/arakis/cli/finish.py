"""Run a review and show how it ended: what `workflow`, `demo`, `resume` and `screen` have in common."""

import json
from pathlib import Path

from arakis.cli.progress import shown
from arakis.cli.summary import summary
from arakis.domain.review import Review
from arakis.pipeline import run
from arakis.review.facts import read_facts
from arakis.workspace import Workspace


def run_and_show(workspace: Workspace, review: str, as_json: bool, *, again: bool = False) -> Review:
    """Run a review with its progress shown, then print the short report (or its JSON)."""
    with shown(quiet=as_json):
        finished = run(workspace, review, again=again)
    output = read_facts(workspace, review).options.get("output")
    if as_json:
        print(json.dumps(brief(finished, output), indent=1))
    else:
        print(summary(finished, Path(output) if output else None, workspace.option))
    return finished


def brief(review: Review, output: str | None) -> dict[str, object]:
    """The short report for a script."""
    return {
        "id": review.id,
        "status": review.status,
        "output": output,
        "flow": review.flow.model_dump(mode="json"),
        "syntheses": [
            {
                "outcome": one.outcome,
                "comparison": one.comparison,
                "pooled": one.pooled,
                "reason": one.reason,
                "measure": one.measure,
                "studies": len(one.effects),
                "estimate": list(one.estimate.shown) if one.estimate else None,
            }
            for one in review.syntheses
        ],
        "waiting": [one.model_dump(mode="json") for one in review.waiting],
    }
