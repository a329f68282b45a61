"""The root of the command line, and how errors reach people: one line that says what to do, never a traceback."""

import errno
import os
import sys
from collections.abc import Sequence

import typer

from arakis.cli import demo, doors, protocol, review, stages, workflow
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
        status = int(app(list(arguments), standalone_mode=False, prog_name="arakis") or 0)
        return _stopped() if status == 130 else status
    except ArakisError as error:
        return _say(error.message, error.hint, error.exit_status)
    except typer.Exit as error:
        return error.exit_code
    except typer.TyperException as error:
        context, message = getattr(error, "ctx", None), error.format_message()
        if message.startswith("Usage:"):  # a group of commands without one of them: its help
            print(message, file=sys.stderr)
            return 2
        hint = f"try `{context.command_path} --help`" if context else "try `arakis --help`"
        return _say(message, hint, 2)
    except (KeyboardInterrupt, typer.Abort):
        return _stopped()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _say(*_outside(error), 1)
    finally:
        doors.close()


def _stopped() -> int:
    return _say("stopped", "`arakis review list` shows what can be resumed", 130)


def _outside(error: OSError) -> tuple[str, str]:
    name = f" ({error.filename})" if error.filename else ""
    if error.errno == errno.ENOSPC:
        return f"the disk is full{name}", "free some space and resume: nothing is lost"
    return f"{error.strerror or error}{name}", "mend that and try again: nothing is lost"


def _say(message: str, hint: str, status: int) -> int:
    line, advice = (" ".join(words.split()).rstrip(".") for words in (message, hint))
    print(f"arakis: {line}" + (f"; {advice}" if advice else ""), file=sys.stderr)
    return status
