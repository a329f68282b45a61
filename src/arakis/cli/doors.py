"""What commands share: options, the workspace, files given on the command line."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arakis.errors import InputError, WorkspaceError

if TYPE_CHECKING:
    from arakis.workspace import Workspace

WorkspaceOption = Annotated[
    Path | None, typer.Option("--workspace", help="Where reviews live (default ~/.arakis or ARAKIS_WORKSPACE).")
]
OutputOption = Annotated[Path, typer.Option("--output", "-o", help="Folder for the results.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for a script instead of text for people.")]
LARGEST = 500_000_000  # bytes of one file


def workspace(path: Path | None, **settings: object) -> "Workspace":
    """The workspace that a command works in."""
    from arakis.settings import read_settings
    from arakis.workspace import open_workspace

    return open_workspace(read_settings(workspace=path.expanduser() if path else None, **settings))


def files(paths: list[Path], what: str) -> list[tuple[str, bytes]]:
    """The bytes of files, and of every file in folders (sorted, hidden ones left out), by name.

    Raises InputError for what is missing, unreadable, empty or too large, naming it.
    """
    found: list[tuple[str, bytes]] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))
            if not inside:
                raise InputError(f"the folder {path} holds no {what}", "check the path")
            found += [(str(one.relative_to(path)), _read(one)) for one in inside]
        elif path.exists():
            found.append((path.name, _read(path)))
        else:
            raise InputError(f"{path} does not exist", "check the path")
    return found


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path} is larger than {LARGEST // 1_000_000} MB", "split it into smaller files")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}", "check its permissions") from error


def output_folder(path: Path) -> Path:
    """The folder for results, made if absent. Raises WorkspaceError when it cannot be written."""
    import os

    advice = "choose another folder with --output"
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, FileExistsError) as error:
        raise WorkspaceError(f"the output folder {path} cannot be made: {error.strerror}", advice) from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise WorkspaceError(f"the output folder {path} cannot be written", advice)
    return path.resolve()
