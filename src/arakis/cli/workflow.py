"""`arakis workflow`: a whole review from a question or a protocol."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arakis.cli import doors
from arakis.errors import InputError, NotFound

if TYPE_CHECKING:
    from arakis.domain.protocol import Protocol


def add(app: typer.Typer) -> None:
    """Put the command on `app`."""
    app.command()(workflow)


def workflow(
    question: Annotated[str, typer.Option("--question", "-q", help="The research question.")] = "",
    include: Annotated[str, typer.Option(help="Inclusion criteria, separated by commas.")] = "",
    exclude: Annotated[str, typer.Option(help="Exclusion criteria, separated by commas; none: '-'.")] = "",
    protocol: Annotated[
        Path | None, typer.Option(help="The full protocol instead (`arakis protocol new` writes one).")
    ] = None,
    source: Annotated[
        list[Path] | None, typer.Option("--from", help="Exported reference files, or folders of them; may be repeated.")
    ] = None,
    fulltext: Annotated[Path | None, typer.Option(help="Folder of full texts (PDF, JATS).")] = None,
    answers: Annotated[Path | None, typer.Option(help="A person's answers for values the engine leaves open.")] = None,
    output: doors.OutputOption = Path("arakis-output"),
    databases: Annotated[str, typer.Option(help="Databases to ask, separated by commas: pubmed, openalex.")] = "",
    max_results: Annotated[int, typer.Option(min=10, max=5000, help="Records to take from each database.")] = 500,
    online: Annotated[bool, typer.Option(help="Look for missing full texts online.")] = False,
    fast: Annotated[bool, typer.Option("--fast", help="No prose from a model: the built-in text only.")] = False,
    skip_analysis: Annotated[bool, typer.Option("--skip-analysis", help="No synthesis.")] = False,
    skip_writing: Annotated[bool, typer.Option("--skip-writing", help="No manuscript.")] = False,
    schema: Annotated[str, typer.Option(help="auto, rct, cohort, case_control or diagnostic.")] = "auto",
    budget: Annotated[float | None, typer.Option(min=0, help="Most US dollars that models may cost.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the review whose results are in --output.")] = (
        False
    ),
    workspace: doors.WorkspaceOption = None,
    as_json: doors.JsonOption = False,
) -> None:
    """Take a question to a finished review: search, screen, extract, judge, pool, write.

    arakis workflow --protocol protocol.yaml --from exports/ --fulltext pdfs/ --output review/
    """
    from arakis.cli.finish import run_and_show
    from arakis.cli.material import material
    from arakis.domain.judgement import Reviewer
    from arakis.review import life

    if resume:
        doors_ = doors.workspace(workspace, budget=budget)
        identity = _of_output(doors_, output)
        run_and_show(doors_, identity, as_json)
        return
    plan = _protocol(question, include, exclude, protocol, schema)
    asked = [name.strip().lower() for name in databases.split(",") if name.strip()] or list(plan.databases)
    files = material(plan, source or [], asked, fulltext, answers)
    doors_ = doors.workspace_for_new(workspace, budget=budget)
    target = doors.output_folder(output)
    options = {
        "output": str(target),
        "databases": asked,
        "max_results": max_results,
        "online": online,
        "fast": fast,
        "skip_analysis": skip_analysis,
        "skip_writing": skip_writing,
        "budget": budget,
    }
    identity = life.create(doors_, plan, options, files, Reviewer(kind="person", name="command line"))
    run_and_show(doors_, identity, as_json)


def _protocol(question: str, include: str, exclude: str, path: Path | None, schema: str) -> "Protocol":
    from arakis.protocol.question import protocol_from

    schemas = ("auto", "rct", "cohort", "case_control", "diagnostic")
    if schema not in schemas:
        raise InputError(f"the schema {schema!r} is not known", f"use one of {', '.join(schemas)}")
    if path is None:
        if not question.strip():
            raise InputError("a review needs a question", "give --question, or --protocol for the full plan")
        from arakis.screening.criteria import parse

        return protocol_from(question, parse(include, exclude), schema)
    if question or include or exclude:
        raise InputError("--protocol holds the question and the criteria", "leave out --question, --include, --exclude")
    return doors.protocol(path)


def _of_output(workspace: "object", output: Path) -> str:
    from arakis.review import life
    from arakis.review.facts import read_facts

    target = str(output.resolve())
    for one in life.listed(workspace):  # pyright: ignore[reportArgumentType]
        if read_facts(workspace, one.id).options.get("output") == target:  # pyright: ignore[reportArgumentType]
            return one.id
    raise NotFound(f"no review writes to {output}", "`arakis review list` shows the reviews of this workspace")
