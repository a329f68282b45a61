"""Durable execution: the only module that imports dbos.

A body is a function whose steps are recorded, so that after a crash it goes on behind the last finished step. Bodies
hold only order; everything that looks at the world happens inside a step.
"""

import json
import logging
import uuid
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from arakis import errors

# One name for all releases that can finish each other's work. Raised when the steps of a body change their order.
APPLICATION_VERSION = "1"

Body = Callable[..., Any]
_bodies: dict[str, Body] = {}


class Plain:
    """JSON in and out: what the engine keeps can be read by any program, and nothing is ever unpickled."""

    def name(self) -> str:
        """How the engine marks what this serializer wrote."""
        return "arakis_json"

    def serialize(self, data: Any) -> str:
        """`data` as JSON; an error as its class, message and hint."""
        return json.dumps(_error(data) if isinstance(data, BaseException) else data)

    def deserialize(self, serialized_data: str) -> Any:
        """What `serialize` was given; an error that is not Arakis' own comes back as ArakisError."""
        value = json.loads(serialized_data)
        if isinstance(value, dict) and value.keys() == {"error", "message", "hint"}:
            kind = getattr(errors, value["error"], None)
            if not (isinstance(kind, type) and issubclass(kind, errors.ArakisError)):
                return errors.ArakisError(f"{value['error']}: {value['message']}", value["hint"])
            return kind(value["message"], value["hint"])
        return value


def _error(error: BaseException) -> dict[str, str]:
    return {"error": type(error).__name__, "message": str(error), "hint": getattr(error, "hint", "")}


def body(name: str) -> Callable[[Body], Body]:
    """Register a durable body under a name that stays the same over releases."""

    def register(function: Body) -> Body:
        _bodies[name] = function
        return function

    return register


def step(name: str, work: Callable[..., Any], *args: Any) -> Any:
    """`work(*args)` as one recorded step of the running body; arguments and answer are JSON.

    A step that was interrupted is done again, so it must leave nothing twice: facts have ids derived from content.
    """
    from dbos import DBOS

    return DBOS.run_step({"name": name}, work, *args)


@contextmanager
def running(engine: sa.Engine) -> Generator["Engine"]:
    """The engine on the database `engine` (its own file or schema), for as long as the block runs.

    Each process is an executor of its own, so that starting one never takes over work that another still does;
    work of a process that died is resumed by name.
    """
    from dbos import DBOS, DBOSConfig

    logging.getLogger("dbos").setLevel(logging.CRITICAL)
    config: DBOSConfig = {
        "name": "arakis",
        "system_database_engine": engine,
        "application_version": APPLICATION_VERSION,
        "executor_id": uuid.uuid4().hex,
        "serializer": Plain(),  # pyright: ignore[reportAssignmentType]
        "log_level": "CRITICAL",
        "enable_otlp": False,
        "run_migrations": True,
        "use_listen_notify": False,
        "max_executor_threads": 4,
    }
    if engine.dialect.name == "sqlite":
        config["system_database_url"] = str(engine.url)
    try:
        DBOS(config=config)
        registered = {name: DBOS.workflow(name=name)(function) for name, function in _bodies.items()}
        DBOS.launch()
        yield Engine(registered)
    finally:
        DBOS.destroy(workflow_completion_timeout_sec=0)


class Engine:
    """Starts, finishes and looks up durable runs."""

    def __init__(self, registered: dict[str, Body]) -> None:
        self._bodies = registered

    def run(self, name: str, identity: str, *args: Any) -> Any:
        """Run the body `name` under the id `identity` and wait for its answer.

        A run of that id which was interrupted goes on behind its last step; one that has finished gives its answer
        again without doing anything.
        """
        from dbos import DBOS, SetWorkflowID

        status = DBOS.get_workflow_status(identity)
        if status is None:
            with SetWorkflowID(identity):
                return DBOS.start_workflow(self._bodies[name], *args).get_result()
        if status.status in ("SUCCESS", "ERROR"):
            return DBOS.retrieve_workflow(identity).get_result()
        return DBOS.resume_workflow(identity).get_result()

    def state(self, identity: str) -> str | None:
        """SUCCESS, ERROR, PENDING, ENQUEUED, CANCELLED ..., or None when there is no such run."""
        from dbos import DBOS

        status = DBOS.get_workflow_status(identity)
        return status.status if status else None

    def cancel(self, identity: str) -> None:
        """Stop a run before its next step; it can be resumed."""
        from dbos import DBOS

        DBOS.cancel_workflow(identity)
