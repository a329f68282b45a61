"""The root of the command line, and how errors reach people: one line that says what to do, never a traceback."""

import errno
import os
import sys
from collections.abc import Sequence

import click
import typer

from arakis.cli import demo, protocol, review, stages, workflow
from arakis.errors import ArakisError
from arakis.version import __version__

app = typer.Typer(
    name="arakis",
    help="From a research question to an audit-ready systematic review.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
demo.add(app)
workflow.add(app)
review.add(app)
protocol.add(app)
stages.add(app)


@app.command()
def version() -> None:
    """Say which version this is."""
    print(f"arakis {__version__}")


def call(arguments: Sequence[str]) -> int:
    """Run the command that `arguments` name; returns the exit status."""
    try:
        outcome = app(list(arguments), standalone_mode=False, prog_name="arakis")
        return int(outcome or 0)
    except ArakisError as error:
        return _say(error.message, error.hint, error.exit_status)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        hint = f"try `{context.command_path} --help`" if context else "try `arakis --help`"
        return _say(error.format_message(), hint, 2)
    except (KeyboardInterrupt, click.Abort):
        return _say("stopped", "`arakis review list` shows what can be resumed", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _say(*_outside(error), 1)


def _outside(error: OSError) -> tuple[str, str]:
    name = f" ({error.filename})" if error.filename else ""
    if error.errno == errno.ENOSPC:
        return f"the disk is full{name}", "free some space and resume: nothing is lost"
    return f"{error.strerror or error}{name}", "mend that and try again: nothing is lost"


def _say(message: str, hint: str, status: int) -> int:
    line = message.strip().rstrip(".")
    print(f"arakis: {line}" + (f"; {hint.strip().rstrip('.')}" if hint else ""), file=sys.stderr)
    return status
