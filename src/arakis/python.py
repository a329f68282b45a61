"""The public Python API: a whole review, or one that was exported."""

from collections.abc import Sequence
from pathlib import Path

from arakis.cli import doors
from arakis.cli.material import material
from arakis.domain.judgement import Reviewer
from arakis.domain.protocol import Protocol
from arakis.domain.review import Review
from arakis.pipeline import run
from arakis.review import life

Paths = Sequence[str | Path]


def review(
    protocol: Protocol | str | Path,
    *,
    references: Paths = (),
    databases: Sequence[str] = (),
    fulltext: str | Path | None = None,
    answers: str | Path | None = None,
    output: str | Path | None = None,
    workspace: str | Path | None = None,
    max_results: int = 500,
    online: bool = False,
    budget: float | None = None,
) -> Review:
    """Run a whole review and return it.

    protocol    a Protocol, or the path of a protocol.yaml
    references  exported reference files, or folders of them
    databases   databases to ask ("pubmed", "openalex"), at most `max_results` records from each
    fulltext    a folder of PDF and JATS files; with `online`, missing ones are looked for online
    answers     a person's file of values (docs/extraction.md)
    output      folder for manuscript, figures, tables, review.json; None writes none
    workspace   where the review lives (default ~/.arakis); `arakis review` goes on with it there
    budget      most US dollars that models may cost

    Raises InputError for bad input and other ArakisErrors for failures while running; nothing is left half-done.
    """
    plan = protocol if isinstance(protocol, Protocol) else doors.protocol(Path(protocol))
    asked = list(databases) or list(plan.databases)
    files = material(
        plan,
        [Path(one) for one in references],
        asked,
        Path(fulltext) if fulltext else None,
        Path(answers) if answers else None,
    )
    space = doors.workspace_for_new(Path(workspace) if workspace else None, budget=budget)
    options = {
        "output": str(doors.output_folder(Path(output))) if output else None,
        "databases": asked,
        "max_results": max_results,
        "online": online,
        "budget": budget,
    }
    identity = life.create(space, plan, options, files, Reviewer(kind="person", name="python"))
    try:
        return run(space, identity)
    finally:
        space.close()


def load(path: str | Path) -> Review:
    """The review in a review.json. Raises InputError when it is none."""
    return doors.review(Path(path))
