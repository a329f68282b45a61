"""`arakis review`: a review's list, state, decisions, moves and checks."""

import json
from pathlib import Path
from typing import Annotated

import typer

from arakis.cli import doors
from arakis.errors import InputError

commands = typer.Typer(help="Look at reviews, decide, go on, check.", no_args_is_help=True, rich_markup_mode=None)
Id = Annotated[str, typer.Argument(help="The review's id, the beginning of it, or 'last'.")]


def add(app: typer.Typer) -> None:
    """Put the commands on `app`."""
    app.add_typer(commands, name="review")


@commands.command("list")
def list_(workspace: doors.WorkspaceOption = None, as_json: doors.JsonOption = False) -> None:
    """List the reviews of the workspace, newest first."""
    from arakis.review import life
    from arakis.runtime.lock import held

    space = doors.workspace_if_any(workspace)
    rows = life.listed(space) if space else []
    if as_json:
        print(json.dumps([vars(row) for row in rows], indent=1))
        return
    for row in rows:
        status = row.status
        if row.error == life.STOPPED or (space and status == "running" and not held(space.lock_file(row.id))):
            status = "stopped"
        print(f"{row.id}  {status:<12}  {row.created_at[:16]}  {row.title[:70]}")
    if not rows:
        print("no reviews yet: `arakis demo` makes one")


@commands.command()
def show(identity: Id, workspace: doors.WorkspaceOption = None, as_json: doors.JsonOption = False) -> None:
    """Show where a review stands."""
    from arakis.cli.summary import summary
    from arakis.review import life
    from arakis.review.build import read
    from arakis.review.facts import read_facts

    space = doors.workspace(workspace)
    found = life.find(space, identity)
    review = read(space, found)
    if as_json:
        print(review.model_dump_json(indent=1))
        return
    facts = read_facts(space, found)
    output = facts.options.get("output")
    print(f"review {found}: {review.status.replace('_', ' ')}{f' ({facts.error})' if facts.error else ''}")
    print(summary(review, Path(output) if output else None, space.option))


@commands.command()
def resume(
    identity: Id,
    source: Annotated[list[Path] | None, typer.Option("--from", help="More reference files.")] = None,
    fulltext: Annotated[Path | None, typer.Option(help="More full texts.")] = None,
    answers: Annotated[Path | None, typer.Option(help="A person's answers.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Another folder for the results.")] = None,
    budget: Annotated[float | None, typer.Option(min=0, help="Most US dollars that models may cost.")] = None,
    workspace: doors.WorkspaceOption = None,
    as_json: doors.JsonOption = False,
) -> None:
    """Go on with a review: after a stop, after decisions, or with more files. Brings every result up to date."""
    from arakis.cli.finish import run_and_show
    from arakis.domain.judgement import Reviewer
    from arakis.domain.plain import decoded
    from arakis.extraction.answers import check
    from arakis.review import life
    from arakis.review.build import read
    from arakis.search.files import read as read_references

    space = doors.workspace(workspace, budget=budget)
    found = life.find(space, identity)
    search = doors.files(source or [], "reference files")
    for name, data in search:
        read_references(data, name)
    given = [doors.file(answers, "a file of answers")] if answers else []
    for name, data in given:
        check(decoded(data, name), name, read(space, found), bool(search))
    texts = doors.files([fulltext], "full texts") if fulltext else []
    person = Reviewer(kind="person", name="command line")
    life.add_files(space, found, {"search": search, "fulltext": texts, "answers": given}, person)
    if output:
        life.set_options(space, found, person, output=str(doors.output_folder(output)))
    if budget is not None:
        life.set_options(space, found, person, budget=budget)
    run_and_show(space, found, as_json)


@commands.command()
def rerun(
    identity: Id,
    stage: Annotated[str, typer.Option(help="The stage to do again.")] = "discussion",
    workspace: doors.WorkspaceOption = None,
    as_json: doors.JsonOption = False,
) -> None:
    """Do a stage again, and what depends on it. The same input gives the same answer."""
    from arakis.cli.finish import run_and_show
    from arakis.domain.judgement import Reviewer
    from arakis.domain.review import STAGES
    from arakis.review import life

    if stage not in STAGES:
        raise InputError(f"the stage {stage!r} is not known", f"stages are {', '.join(STAGES)}")
    space = doors.workspace(workspace)
    found = life.find(space, identity)
    life.request_rerun(space, found, stage, Reviewer(kind="person", name="command line"))
    run_and_show(space, found, as_json, again=True)


@commands.command()
def amend(
    identity: Id,
    protocol: Annotated[Path, typer.Option(help="The amended protocol.")],
    reason: Annotated[str, typer.Option(help="Why it was changed.")],
    workspace: doors.WorkspaceOption = None,
    as_json: doors.JsonOption = False,
) -> None:
    """Give a review a new version of its protocol; judgements are made anew under it."""
    from arakis.cli.finish import run_and_show
    from arakis.domain.judgement import Reviewer
    from arakis.review import life
    from arakis.review.build import read

    space = doors.workspace(workspace)
    found = life.find(space, identity)
    person = Reviewer(kind="person", name="command line")
    life.amend(space, read(space, found), doors.protocol(protocol), reason, person)
    run_and_show(space, found, as_json, again=True)


@commands.command()
def screen(
    identity: Id,
    include: Annotated[list[str] | None, typer.Option(help="A report to include (DOI, PMID or label).")] = None,
    exclude: Annotated[list[str] | None, typer.Option(help="A report to exclude, with --criterion.")] = None,
    reopen: Annotated[list[str] | None, typer.Option(help="A report that automation excluded, to look at.")] = None,
    criterion: Annotated[str, typer.Option(help="The id of the criterion for --exclude.")] = "",
    same: Annotated[
        list[str] | None,
        typer.Option(help="'A | B': two records are one report, or two reports of one study (id, DOI, PMID or label)."),
    ] = None,
    different: Annotated[list[str] | None, typer.Option(help="'A | B': they are not, whatever was decided.")] = None,
    reason: Annotated[str, typer.Option(help="Why, in words.")] = "",
    reviewer: Annotated[str, typer.Option(help="Who decides.")] = "",
    adjudicate: Annotated[bool, typer.Option("--adjudicate", help="Settle a disagreement of others.")] = False,
    excluded: Annotated[bool, typer.Option("--excluded", help="Go through what automation excluded as well.")] = False,
    workspace: doors.WorkspaceOption = None,
    as_json: doors.JsonOption = False,
) -> None:
    """Decide what waits: one report after another, one key each; or by options, for a script."""
    from arakis.cli.desk import decide_all, decide_named
    from arakis.cli.finish import run_and_show
    from arakis.review import life

    space = doors.workspace(workspace)
    found = life.find(space, identity)
    named = {"include": include or [], "exclude": exclude or [], "reopen": reopen or []}
    pairs = {True: same or [], False: different or []}
    if any(named.values()) or any(pairs.values()):
        decided = decide_named(space, found, named, pairs, criterion, reason, reviewer, adjudicate)
    else:
        decided = decide_all(space, found, reviewer, excluded)
    if decided:
        run_and_show(space, found, as_json, again=True)


@commands.command()
def verify(identity: Id, workspace: doors.WorkspaceOption = None, as_json: doors.JsonOption = False) -> None:
    """Check a review: the ledger, its replay, every quote, every number of the manuscript."""
    from arakis.review import life
    from arakis.review.verify import verify as check

    space = doors.workspace(workspace)
    found = life.find(space, identity)
    output = life.options(space, found).get("output")
    result = check(space, found, Path(output) if output else None)
    if as_json:
        print(json.dumps({"checked": result.checked, "problems": list(result.problems)}, indent=1))
    else:
        counts = ", ".join(f"{number} {name}" for name, number in result.checked.items())
        print(f"checked {counts}")
        for problem in result.problems:
            print(f"  ! {problem}")
        print("verified: nothing is wrong" if not result.problems else f"{len(result.problems)} problems")
    if result.problems:
        raise typer.Exit(1)


@commands.command("export")
def export_(
    identity: Id,
    target: Annotated[Path, typer.Argument(help="The file to write, e.g. review.zip.")],
    workspace: doors.WorkspaceOption = None,
) -> None:
    """Write a review to one file, to move it or keep it."""
    from arakis.review import life
    from arakis.review.transfer import export_review

    space = doors.workspace(workspace)
    found = life.find(space, identity)
    export_review(space, found, target)
    print(f"review {found} is in {target}")


@commands.command("import")
def import_(
    source: Annotated[Path, typer.Argument(help="A file that `arakis review export` wrote.")],
    workspace: doors.WorkspaceOption = None,
) -> None:
    """Read a review from a file."""
    from arakis.review.transfer import check_archive, import_review

    check_archive(source)
    space = doors.workspace(workspace, made=True)
    found = import_review(space, source)
    print(f"review {found} is in the workspace {space.path}")
    print(f"Next: arakis review resume {found} --output DIR{space.option}")
