"""A workspace: the database of facts, the engine's steps and the documents, in one folder on a laptop."""

import os
import shlex
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from arakis.errors import TooNew, Unusable, WorkspaceError
from arakis.runtime.blobs import Blobs
from arakis.runtime.db import connect, connect_steps, file
from arakis.runtime.http import Http
from arakis.settings import Settings, read_settings
from arakis.tables import calls, events, facts, reviews
from arakis.tables.base import metadata

FORMAT = 1
_TABLES = (calls, events, facts, reviews)  # imported so that they are part of the metadata


@dataclass
class Workspace:
    """The doors to one workspace. Make one with `open_workspace`."""

    settings: Settings

    @property
    def path(self) -> Path:
        """The folder."""
        return self.settings.workspace

    @property
    def option(self) -> str:
        """What a command needs after it to find this workspace again: "" for the one that is found by itself."""
        found = read_settings().workspace
        return "" if found.resolve() == self.path.resolve() else f" --workspace {shlex.quote(str(self.path))}"

    @cached_property
    def db(self) -> sa.Engine:
        """The facts, for writing."""
        return connect(file(str(self.path / "arakis.db")))

    @cached_property
    def reading(self) -> sa.Engine:
        """The facts, for reading: takes no write lock."""
        return self.db.execution_options(reading=True)

    @cached_property
    def steps(self) -> sa.Engine:
        """The durable engine's own tables, in a file of their own."""
        return connect_steps(file(str(self.path / "engine.db")))

    @cached_property
    def blobs(self) -> Blobs:
        """Documents, text layers and exports."""
        return Blobs.folder(self.path / "blobs")

    @cached_property
    def http(self) -> Http:
        """The HTTP client with this workspace's stand-in endpoints."""
        return Http(endpoints=dict(self.settings.endpoints))

    def lock_file(self, review: str) -> Path:
        """The lock that the process working on a review holds."""
        return self.path / "locks" / f"{review}.lock"

    def close(self) -> None:
        """Give back every database connection."""
        for name in ("db", "steps"):
            if name in self.__dict__:
                self.__dict__.pop(name).dispose()
        self.__dict__.pop("reading", None)


def open_workspace(settings: Settings) -> Workspace:
    """The workspace of `settings`, made if it is absent.

    Raises Unusable when the folder cannot be written, TooNew when a newer release made it.
    """
    path = settings.workspace
    advice = "choose another folder with --workspace or ARAKIS_WORKSPACE"
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable(f"the workspace {path} cannot be made: {error.strerror or error}", advice) from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise Unusable(f"the workspace {path} cannot be written", advice)
    workspace = Workspace(settings)
    try:
        with workspace.db.begin() as connection:
            _check_format(connection, path)
            metadata.create_all(connection)
            if _format(connection) is None:
                connection.execute(reviews.installation.insert().values(key="format", value=str(FORMAT)))
    except WorkspaceError as error:
        workspace.close()
        raise error if isinstance(error, Unusable) else Unusable(error.message, error.hint) from error
    except DatabaseError as error:
        workspace.close()
        raise Unusable(f"the workspace {path} cannot be opened: {error.orig}", advice) from error
    return workspace


def _format(connection: sa.Connection) -> str | None:
    table = reviews.installation
    if not sa.inspect(connection).has_table(table.name):
        return None
    return connection.execute(sa.select(table.c.value).where(table.c.key == "format")).scalar_one_or_none()


def _check_format(connection: sa.Connection, path: Path) -> None:
    """Raises TooNew before anything is changed in a workspace of a newer release."""
    found = _format(connection)
    if found is not None and (not found.isdecimal() or int(found) > FORMAT):
        raise TooNew(
            f"the workspace {path} was made by a newer version of Arakis (format {found}, this one knows {FORMAT})",
            "upgrade Arakis, or choose another folder with --workspace",
        )
