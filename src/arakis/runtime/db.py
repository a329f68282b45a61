"""Engines for SQLite and PostgreSQL, with the settings that make a commit safe."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import event


def connect(url: str) -> sa.Engine:
    """An engine for the application's facts.

    SQLite gets a write-ahead log with full synchronisation (a judgement is on disk before the next record shows),
    foreign keys, a busy timeout of 30 seconds, and transactions that begin IMMEDIATE, so that two writers wait for
    each other instead of failing. With the execution option `reading` a transaction takes no write lock.
    """
    engine = _create(url, synchronous="FULL", isolation_level=None)
    if engine.dialect.name == "sqlite":

        def begin(connection: sa.Connection) -> None:
            reading = connection.get_execution_options().get("reading")
            connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

        event.listen(engine, "begin", begin)
    return engine


def connect_steps(url: str) -> sa.Engine:
    """An engine for the durable engine's own tables: its steps can be repeated, so SQLite synchronises less often."""
    return _create(url, synchronous="NORMAL", isolation_level="IMMEDIATE")


def _create(url: str, *, synchronous: str, isolation_level: str | None) -> sa.Engine:
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_pre_ping=True)
    engine = sa.create_engine(url, connect_args={"timeout": 30, "check_same_thread": False})

    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = isolation_level
        for pragma in ("journal_mode=WAL", f"synchronous={synchronous}", "foreign_keys=ON", "busy_timeout=30000"):
            connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "connect", configure)
    return engine
