"""Engines for SQLite and PostgreSQL, with the settings that make a commit safe."""

import sqlite3
import time
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import ExceptionContext

from arakis.errors import Busy, WorkspaceError

PATIENCE = 30  # seconds that a writer waits for another
RESUME = "then resume: nothing is lost"
RESTORE = "put it back from a backup, or choose another folder with --workspace"
# What SQLite says, what it means, and what to do.
FAULTS: tuple[tuple[tuple[str, ...], type[WorkspaceError], str, str], ...] = (
    (("disk is full",), WorkspaceError, "the disk is full", f"free some space, {RESUME}"),
    (
        ("readonly database", "unable to open database file"),
        WorkspaceError,
        "the workspace cannot be written",
        f"make its folder writable, {RESUME}; or choose another one with --workspace",
    ),
    (
        ("disk i/o error",),
        WorkspaceError,
        "the disk refuses to read or write",
        f"see whether it is full or broken, {RESUME}",
    ),
    (("is locked",), Busy, "another process keeps the workspace busy", "wait until it has finished, and try again"),
    (("not a database", "malformed", "unsupported file format"), WorkspaceError, "the database is damaged", ""),
)


def connect(url: str | sa.URL) -> sa.Engine:
    """An engine for the application's facts.

    SQLite gets a write-ahead log with full synchronisation (a judgement is on disk before the next record shows),
    foreign keys, a busy timeout of 30 seconds, and transactions that begin IMMEDIATE, so that two writers wait for
    each other instead of failing. With the execution option `reading` a transaction takes no write lock.
    """
    engine = _create(url, synchronous="FULL", isolation_level=None, damaged=RESTORE)
    if engine.dialect.name == "sqlite":

        def begin(connection: sa.Connection) -> None:
            reading = connection.get_execution_options().get("reading")
            connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

        event.listen(engine, "begin", begin)
    return engine


def connect_steps(url: str | sa.URL) -> sa.Engine:
    """An engine for the durable engine's own tables: its steps can be repeated, so SQLite synchronises less often."""
    advice = f"remove it, which loses progress inside a stage and nothing else, {RESUME}"
    return _create(url, synchronous="NORMAL", isolation_level="IMMEDIATE", damaged=advice)


def file(path: str) -> sa.URL:
    """The address of an SQLite file, whatever signs its path has."""
    return sa.URL.create("sqlite", database=path)


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log, waiting for others: where two processes make a new file at the same moment,
    SQLite refuses this switch at once, without the busy timeout that every other statement has.
    """
    end = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.01)


def _create(url: str | sa.URL, *, synchronous: str, isolation_level: str | None, damaged: str) -> sa.Engine:
    if not str(url).startswith("sqlite"):
        return sa.create_engine(url, pool_pre_ping=True)
    engine = sa.create_engine(url, connect_args={"timeout": PATIENCE, "check_same_thread": False})

    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = isolation_level
        _log_ahead(connection)
        for pragma in (f"synchronous={synchronous}", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "connect", configure)

    def in_words(context: ExceptionContext) -> None:
        """Faults of the disk, the file and its permissions as errors that say what to do; others stay as they are."""
        said = str(context.original_exception).lower()
        for signs, kind, message, hint in FAULTS:
            if any(sign in said for sign in signs):
                raise kind(f"{message} ({engine.url.database})", hint or damaged) from context.original_exception

    event.listen(engine, "handle_error", in_words)
    return engine
