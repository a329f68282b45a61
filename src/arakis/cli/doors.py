"""What commands share: options, the workspace, files given on the command line."""

import getpass
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arakis.errors import InputError, NotFound, Unusable

if TYPE_CHECKING:
    from arakis.domain.protocol import Protocol
    from arakis.domain.review import Review
    from arakis.workspace import Workspace

WorkspaceOption = Annotated[
    Path | None, typer.Option("--workspace", help="Where reviews live (default ~/.arakis or ARAKIS_WORKSPACE).")
]
OutputOption = Annotated[Path, typer.Option("--output", "-o", help="Folder for the results.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for a script instead of text for people.")]
LARGEST = 500_000_000  # bytes of one file
_opened: "list[Workspace]" = []


def workspace(path: Path | None, *, made: bool = False, **settings: object) -> "Workspace":
    """The workspace that a command works in; with `made` it is made if it is absent.

    Raises NotFound when it does not exist, and what `open_workspace` raises.
    """
    from arakis.settings import read_settings
    from arakis.workspace import open_workspace

    found = read_settings(workspace=path, **settings)
    if not made and not (found.workspace / "arakis.db").is_file():
        raise NotFound(
            f"there is no workspace in {found.workspace}",
            "name it with --workspace; `arakis demo` and `arakis workflow` make one",
        )
    opened = open_workspace(found)
    _opened.append(opened)
    return opened


def workspace_for_new(path: Path | None, **settings: object) -> "Workspace":
    """The workspace for a new review, made if it is absent. Raises InputError for a model that could not be asked."""
    from arakis.runtime import llm
    from arakis.settings import read_settings

    llm.check(read_settings(workspace=path, **settings))
    return workspace(path, made=True, **settings)


def close() -> None:
    """Give back what the command opened, so that a workspace at rest is whole in its files."""
    while _opened:
        _opened.pop().close()


def workspace_if_any(path: Path | None) -> "Workspace | None":
    """The workspace to look at, or None where none is named and the default one was never made."""
    try:
        return workspace(path)
    except NotFound:
        if path is None:
            return None
        raise


def files(paths: list[Path], what: str) -> list[tuple[str, bytes]]:
    """The bytes of files, and of every file in folders (sorted, hidden ones left out), by name.

    Raises InputError for what is missing, unreadable or too large, and for folders that hold nothing.
    """
    found: list[tuple[str, bytes]] = []
    for path in paths:
        if _is_folder(path):
            inside = sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))
            if not inside:
                raise InputError(f"the folder {path} holds no {what}", "check the path")
            found += [(_name(one.relative_to(path)), _read(one)) for one in inside]
        else:
            found.append((_name(path.name), _read(path)))
    return found


def file(path: Path, what: str) -> tuple[str, bytes]:
    """Name and bytes of one file. Raises InputError, also for a folder."""
    if _is_folder(path):
        raise InputError(f"{path} is a folder, not {what}", "name the file in it")
    return _name(path.name), _read(path)


def text(path: Path, what: str) -> tuple[str, str]:
    """Name and text of one file that a person wrote. Raises InputError, also when it is not UTF-8."""
    from arakis.domain.plain import decoded

    name, data = file(path, what)
    return name, decoded(data, name)


def protocol(path: Path) -> "Protocol":
    """The protocol in a file. Raises InputError, saying what to do."""
    from arakis.protocol.load import load

    name, content = text(path, "a protocol")
    return load(content, name)


def review(path: Path) -> "Review":
    """The review in a review.json. Raises InputError when it is none."""
    name, data = file(path, "a review.json")
    return review_of(data, name)


def review_of(data: bytes, name: str) -> "Review":
    """The review written in `data`. Raises InputError when it is none."""
    from pydantic import ValidationError

    from arakis.domain.review import Review

    try:
        return Review.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise InputError(
            f"{name} is not a review.json of Arakis: {'.'.join(map(str, first['loc']))} {first['msg']}".strip(),
            "give the review.json in a review's output folder",
        ) from error


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise InputError(f"{path} does not exist", "check the path") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}", "check the path and its permissions") from error


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}", "check its permissions") from error
    if len(data) > LARGEST:
        raise InputError(f"{path} is larger than {LARGEST // 1_000_000} MB", "split it into smaller files")
    return data


def _name(path: Path | str) -> str:
    """A file's name as one line of text that can be kept: bytes that are not UTF-8 and signs of control replaced."""
    text = str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def user() -> str:
    """The name of the person at the keyboard, or their number where the system knows no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"


def output_folder(path: Path) -> Path:
    """The folder for results, made if absent. Raises Unusable when it cannot be written."""
    advice = "choose another folder with --output"
    if _name(path) != str(path):
        raise Unusable(f"the name of the output folder {_name(path)} is not UTF-8", advice)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable(f"the output folder {path} cannot be made: {error.strerror}", advice) from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise Unusable(f"the output folder {path} cannot be written", advice)
    return path.resolve()
