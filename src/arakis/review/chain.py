"""The ledger of a review checked: its chain link by link, and that replaying it gives the facts."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from arakis import ledger
from arakis.domain.base import canonical, digest
from arakis.domain.event import GENESIS, Event
from arakis.errors import NotFound
from arakis.tables.events import events
from arakis.tables.facts import FACTS
from arakis.tables.reviews import reviews


def check_chain(connection: sa.Connection, review: str) -> tuple[list[Event], list[str]]:
    """The events of a review that can be read, and what is wrong with their chain. Raises NotFound."""
    row = connection.execute(sa.select(reviews).where(reviews.c.id == review)).mappings().one_or_none()
    if row is None:
        raise NotFound(f"there is no review {review}", "`arakis review list` shows the reviews of this workspace")
    problems: list[str] = []
    told: list[Event] = []
    previous, number = GENESIS, 0
    for line in connection.execute(
        sa.select(events).where(events.c.review == review).order_by(events.c.number)
    ).mappings():
        if line["number"] != number + 1:
            missing = f"event {number + 1} is" if line["number"] == number + 2 else f"events from {number + 1} on are"
            problems.append(f"{missing} missing from the ledger before event {line['number']}")
        elif line["previous"] != previous:
            problems.append(f"event {line['number']} does not follow the one before it")
        number, previous = line["number"], line["hash"]
        event, wrong = _event(line)
        problems += wrong
        if event is not None:
            told.append(event)
    if number < row["events"]:
        problems.append(f"event {number + 1} is missing from the ledger: the review names {row['events']} events")
    elif number > row["events"]:
        problems.append(f"event {row['events'] + 1} is one too many: the review names {row['events']} events")
    elif previous != row["head"]:
        problems.append("the ledger's last event is not the one that the review names")
    return told, problems + list(_row(row, told))


def _event(line: Mapping[Any, Any]) -> tuple[Event | None, list[str]]:
    name = f"event {line['number']} ({line['kind']})"
    try:
        event = ledger.event_of(line)
    except ValueError:
        return None, [f"{name} cannot be read: its payload or its actor was changed"]
    wrong: list[str] = []
    if digest(event.payload) != event.payload_hash or canonical(event.payload) != line["payload"]:
        wrong.append(f"{name}: its payload was changed")
    own = digest(
        event.review, event.number, event.at, event.actor.model_dump(), event.kind, event.subject, event.payload_hash,
        event.previous,
    )  # fmt: skip
    if own != event.hash or canonical(event.actor) != line["actor"]:
        wrong.append(f"{name} was changed: its hash does not fit")
    return event, wrong


def _row(row: Mapping[Any, Any], told: Sequence[Event]) -> Iterator[str]:
    """What the review's own row says that the ledger does not."""
    status = "pending"
    for event in told:
        payload: Any = event.payload
        if event.kind.startswith("review ") and isinstance(payload, dict) and "error" in payload:
            status = event.kind.removeprefix("review ").replace(" ", "_")
    try:
        kept = json.loads(row["options"])
    except ValueError:
        kept = None
    if kept != told_options(told):
        yield "the options of the review are not what the ledger says"
    if row["status"] != status:
        yield f"the status of the review is {row['status']!r}, and {status!r} in the ledger"


def told_options(told: Sequence[Event]) -> dict[str, Any]:
    """The options of a review as its ledger tells them."""
    options: dict[str, Any] = {}
    for event in told:
        payload: Any = event.payload
        if event.kind == "review created" and isinstance(payload, dict):
            options = dict(payload.get("options") or {})
        elif event.kind == "options changed" and isinstance(payload, dict):
            options |= payload
    return options


def check_facts(connection: sa.Connection, review: str, told: Sequence[Event]) -> Iterator[str]:
    """Where the facts are not those that the ledger tells of, each named."""
    try:
        expected = ledger.replay(told)
    except (KeyError, TypeError):
        yield "the ledger cannot be replayed: one of its events does not hold the fact that it names"
        return
    for kind, table in FACTS.items():
        rows = connection.execute(sa.select(table).where(table.c.review == review)).mappings()
        there = {row["id"]: dict(row) for row in rows}
        right = expected[kind]
        for identity in sorted(right.keys() - there.keys()):
            yield f"{kind} {identity} is in the ledger and not among the facts"
        for identity in sorted(there.keys() - right.keys()):
            yield f"{kind} {identity} is among the facts and not in the ledger"
        for identity in sorted(there.keys() & right.keys()):
            wrong = [name for name, value in right[identity].items() if there[identity][name] != value]
            if wrong:
                yield f"{kind} {identity} is not what the ledger says ({', '.join(wrong)})"
