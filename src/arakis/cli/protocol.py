"""`arakis protocol`: write a commented protocol, check one."""

from pathlib import Path
from typing import Annotated

import typer

from arakis.cli import doors
from arakis.errors import InputError

commands = typer.Typer(help="Write and check protocols.", no_args_is_help=True, rich_markup_mode=None)


def add(app: typer.Typer) -> None:
    """Put the commands on `app`."""
    app.add_typer(commands, name="protocol")


@commands.command()
def new(
    path: Annotated[Path, typer.Argument(help="Where to write it.")] = Path("protocol.yaml"),
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Write a commented protocol to start from."""
    from importlib.resources import files

    if path.exists() and not force:
        raise InputError(f"{path} exists", "choose another name, or --force")
    path.write_text((files("arakis") / "protocol" / "example.yaml").read_text("utf-8"), "utf-8")
    print(f"{path}: edit it, then run  arakis protocol check {path}")


@commands.command()
def check(path: Annotated[Path, typer.Argument(help="The protocol.")]) -> None:
    """Read a protocol and say what was understood."""
    protocol = doors.protocol(path)
    print(f"{protocol.title or protocol.question}")
    print(
        f"{len(protocol.criteria)} criteria, {len(protocol.comparisons)} comparisons, "
        f"{len(protocol.outcomes)} outcomes: {', '.join(outcome.name for outcome in protocol.outcomes) or 'none'}"
    )
    for missing, what in (
        (not protocol.criteria, "no criteria: every report will wait for a person"),
        (not protocol.comparisons, "no comparison: no result can be read"),
        (not protocol.outcomes, "no outcome: no result can be read"),
    ):
        if missing:
            print(f"note: {what}")
