"""`arakis demo`: a whole review, offline, from material that travels with the program."""

from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer

from arakis.cli import doors


def add(app: typer.Typer) -> None:
    """Put the command on `app`."""
    app.command()(demo)


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the results.")] = Path("arakis-demo"),
    workspace: doors.WorkspaceOption = None,
    as_json: doors.JsonOption = False,
) -> None:
    """Run the demonstration review (does BCG vaccine prevent tuberculosis?) without network and without a key."""
    from arakis.cli.workflow import workflow as run

    with as_file(files("arakis") / "demo") as material:
        answers = material / "answers.yaml"
        run(
            protocol=material / "protocol.yaml",
            source=[material / "search"],
            fulltext=material / "fulltext",
            answers=answers if answers.exists() else None,
            output=output,
            workspace=workspace,
            as_json=as_json,
        )
