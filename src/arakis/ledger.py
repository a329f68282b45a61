"""The ledger: facts and the events that tell of them, written together or not at all."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from arakis.domain.base import Frozen, canonical
from arakis.domain.event import Event, chain
from arakis.domain.judgement import Reviewer
from arakis.errors import NotFound
from arakis.tables.events import events
from arakis.tables.facts import FACTS
from arakis.tables.reviews import reviews


def now() -> str:
    """The time in UTC, ISO 8601 with zone, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def append(
    connection: sa.Connection,
    review: str,
    actor: Reviewer,
    kind: str,
    facts: Iterable[tuple[str, Mapping[str, Any]]],
    *,
    replace: bool = False,
) -> int:
    """Write facts of one kind and one event for each, in the caller's transaction; returns how many were new.

    facts    (id, body) pairs; `kind` names their table (see tables/facts.py)
    replace  False: a fact whose id is there already is left as it is, so that repeating a step changes nothing.
             True: its body is replaced where it differs (the ledger keeps the former one).

    The review's row is locked first, so that numbers are taken in commit order and the chain never forks.
    Raises NotFound when the review does not exist.
    """
    table = FACTS[kind]
    given = [(identity, canonical(dict(body))) for identity, body in facts]
    if not given:
        return 0
    number, head = _lock(connection, review)
    there = _there(connection, review, table, [identity for identity, _ in given])
    at = now()
    added: dict[str, dict[str, Any]] = {}
    changed: dict[str, dict[str, Any]] = {}
    lines: list[dict[str, Any]] = []
    for identity, body in given:
        known = there.get(identity)
        if known is not None and (not replace or known == body):
            continue
        there[identity] = body
        number += 1
        content = json.loads(body)
        event = chain(review, number, at, actor, f"{kind} {'changed' if known else 'added'}", identity, content, head)
        head = event.hash
        lines.append(row_of(event))
        row = fact_row(kind, event, body)
        if known is None:
            added[identity] = row
        elif identity in added:
            added[identity] = row | {"first": added[identity]["first"]}
        else:
            changed[identity] = row
    if added:
        connection.execute(table.insert(), list(added.values()))
    for identity, row in changed.items():
        del row["first"]
        connection.execute(table.update().where(table.c.review == review, table.c.id == identity).values(**row))
    _write(connection, review, lines, number, head)
    return len(lines)


def fact_row(kind: str, event: Event, body: str) -> dict[str, Any]:
    """The row of a fact that `event` added or changed, as its table holds it; `first` is right for an added one."""
    extra = {name: event.payload[name] for name in ("subject", "question", "run") if name in FACTS[kind].c}
    row = {"review": event.review, "id": event.subject, "first": event.number, "number": event.number, "body": body}
    return row | extra


def replay(events_: Iterable[Event]) -> dict[str, dict[str, dict[str, Any]]]:
    """The rows of facts that events make, by kind and id: what the tables must hold. Raises KeyError or TypeError
    where an event's payload is not the fact that its kind names."""
    rows: dict[str, dict[str, dict[str, Any]]] = {kind: {} for kind in FACTS}
    for event in events_:
        kind, _, done = event.kind.partition(" ")
        if kind in rows and done in ("added", "changed"):
            known = rows[kind].get(event.subject)
            row = fact_row(kind, event, canonical(event.payload))
            rows[kind][event.subject] = row | ({"first": known["first"]} if known else {})
    return rows


def _there(connection: sa.Connection, review: str, table: sa.Table, identities: list[str]) -> dict[str, str]:
    """The bodies of those facts that are there already."""
    query = sa.select(table.c.id, table.c.body).where(table.c.review == review)
    if len(identities) <= 500:  # beyond that a statement's variables may run out
        query = query.where(table.c.id.in_(identities))
    return {row.id: row.body for row in connection.execute(query)}


def tell(
    connection: sa.Connection, review: str, actor: Reviewer, kind: str, subject: str = "", payload: Any = None
) -> None:
    """Write an event that tells of something other than a fact: a run started, an export made, a call begun."""
    number, head = _lock(connection, review)
    event = chain(review, number + 1, now(), actor, kind, subject, payload, head)
    _write(connection, review, [row_of(event)], event.number, event.hash)


def read(connection: sa.Connection, review: str, since: int = 0) -> Iterator[Event]:
    """The events of a review after number `since`, in order."""
    rows = connection.execute(
        sa.select(events).where(events.c.review == review, events.c.number > since).order_by(events.c.number)
    )
    for row in rows.mappings():
        yield event_of(row)


def event_of(row: Mapping[Any, Any]) -> Event:
    """The event in a row of the table. Raises ValueError where the row was damaged."""
    return Event(
        review=row["review"],
        number=row["number"],
        at=row["at"],
        actor=Reviewer.model_validate_json(row["actor"]),
        kind=row["kind"],
        subject=row["subject"],
        payload=json.loads(row["payload"]),
        payload_hash=row["payload_hash"],
        previous=row["previous"],
        hash=row["hash"],
    )


def facts(connection: sa.Connection, review: str, kind: str) -> list[dict[str, Any]]:
    """The bodies of all facts of one kind, oldest first."""
    table = FACTS[kind]
    rows = connection.execute(sa.select(table.c.body).where(table.c.review == review).order_by(table.c.first))
    return [json.loads(body) for (body,) in rows]


def body(fact: Frozen) -> dict[str, Any]:
    """A fact as the ledger keeps it."""
    return fact.model_dump(mode="json")


def _lock(connection: sa.Connection, review: str) -> tuple[int, str]:
    row = connection.execute(
        sa.select(reviews.c.events, reviews.c.head).where(reviews.c.id == review).with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFound(f"there is no review {review}", "`arakis review list` shows the reviews of this workspace")
    return row.events, row.head


def row_of(event: Event) -> dict[str, Any]:
    return {
        "review": event.review,
        "number": event.number,
        "at": event.at,
        "actor": canonical(event.actor),
        "kind": event.kind,
        "subject": event.subject,
        "payload": canonical(event.payload),
        "payload_hash": event.payload_hash,
        "previous": event.previous,
        "hash": event.hash,
    }


def _write(connection: sa.Connection, review: str, lines: list[dict[str, Any]], number: int, head: str) -> None:
    if not lines:
        return
    connection.execute(events.insert(), lines)
    connection.execute(reviews.update().where(reviews.c.id == review).values(events=number, head=head))
