"""What model calls cost and answered: attempts with what is held back for them, answers kept by their key.

An attempt is written before its request goes out, and what it may cost is held back, so that neither a crash nor a
second process can pass the budget. States of an attempt:

asked     under way; its reserve counts as spent
answered  its cost is known and its answer kept, in one transaction
failed    no answer; its cost is 0, or the reserve where the endpoint may charge for it all the same
lost      its process died while it was under way; its reserve stays spent, and the ledger tells of it
reused    answered from what another review had kept; it cost nothing
"""

import math
import os
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from arakis import ledger
from arakis.domain.base import canonical
from arakis.domain.judgement import Reviewer
from arakis.domain.review import ModelUse
from arakis.errors import BudgetReached
from arakis.runtime.lock import held
from arakis.tables.calls import attempts, calls
from arakis.version import __version__

DOOR = Reviewer(kind="built-in", name="model door", version=__version__)
OWNER = uuid.uuid4().hex  # this process


@dataclass(frozen=True)
class Kept:
    """An answer as it is kept."""

    response: str  # JSON: content, refusal, finish
    cost: float | None


def known(connection: sa.Connection, review: str, key: str) -> Kept | None:
    """The answer kept under `key` if this review has used it already; writes nothing."""
    row = connection.execute(
        sa.select(calls.c.response, calls.c.cost)
        .join(attempts, attempts.c.key == calls.c.key)
        .where(calls.c.key == key, attempts.c.review == review, attempts.c.state.in_(("answered", "reused")))
    ).first()
    return Kept(row.response, row.cost) if row else None


def recall(connection: sa.Connection, review: str, key: str) -> Kept | None:
    """The answer kept under `key`, noted as used by this review; None when there is none."""
    used = known(connection, review, key)
    if used:
        return used
    row = connection.execute(sa.select(calls.c.response, calls.c.cost).where(calls.c.key == key)).one_or_none()
    if row is None:
        return None
    _insert(connection, review, key, "reused", 0.0, 0.0)
    return Kept(row.response, row.cost)


def settle(connection: sa.Connection, review: str, lock: Path) -> int:
    """Count the calls that a dead process left under way as lost; returns how many.

    lock  the lock of the review: while another process that is alive holds it, its calls are not touched
    """
    open_ = connection.execute(
        sa.select(attempts.c.id, attempts.c.key, attempts.c.reserved)
        .where(attempts.c.review == review, attempts.c.state == "asked", attempts.c.owner != OWNER)
        .order_by(attempts.c.id)
    ).all()
    if not open_ or (held(lock) and not _own(lock)):
        return 0
    for one in open_:
        connection.execute(attempts.update().where(attempts.c.id == one.id).values(state="lost"))
        ledger.tell(connection, review, DOOR, "model call lost in flight", one.key, {"counted as spent": one.reserved})
    return len(open_)


def _own(lock: Path) -> bool:
    return lock.read_text("ascii", "replace").strip() == str(os.getpid())


def reserve(
    connection: sa.Connection, review: str, key: str, most: float, budget: float | None, purpose: str, remaining: str
) -> int:
    """Hold back `most` US dollars for a call that is about to be made; returns the attempt's number.

    Raises BudgetReached when what is spent and held back would pass `budget`. The caller's transaction is the only
    writer until it commits.
    """
    spent = spent_on(connection, review)
    if budget is not None and spent + most > budget:
        rest = f"; {remaining}" if remaining else ""
        raise BudgetReached(
            f"the budget of ${budget:.2f} would be passed: ${spent:.4f} is spent or held back, and the next call "
            f"({purpose}) may cost up to ${most:.4f}{rest}",
            "everything so far is kept: raise it with `arakis review resume ID --budget AMOUNT`",
        )
    return _insert(connection, review, key, "asked", most, None)


def _insert(connection: sa.Connection, review: str, key: str, state: str, reserved: float, cost: float | None) -> int:
    row = {"review": review, "key": key, "at": ledger.now(), "state": state, "owner": OWNER}
    done = connection.execute(attempts.insert().values(**row, reserved=reserved, cost=cost))
    return int(done.inserted_primary_key[0])  # pyright: ignore[reportOptionalSubscript]


def answered(
    connection: sa.Connection,
    number: int,
    key: str,
    model: str,
    request: Any,
    response: Any,
    tokens: tuple[int, int],
    cost: float | None,
) -> Kept:
    """Keep an answer and what it cost. Where another process was first, its answer stands and this one is paid."""
    connection.execute(attempts.update().where(attempts.c.id == number).values(state="answered", cost=cost))
    row = connection.execute(sa.select(calls.c.response, calls.c.cost).where(calls.c.key == key)).one_or_none()
    if row is not None:
        return Kept(row.response, row.cost)
    body = canonical(response)
    connection.execute(
        calls.insert().values(
            key=key,
            model=model,
            request=canonical(request),
            response=body,
            input_tokens=tokens[0],
            output_tokens=tokens[1],
            cost=cost,
            at=ledger.now(),
        )
    )
    return Kept(body, cost)


def failed(connection: sa.Connection, number: int, charged: bool) -> None:
    """End an attempt without an answer; `charged` says whether it may have to be paid all the same."""
    cost = attempts.c.reserved if charged else 0.0
    connection.execute(attempts.update().where(attempts.c.id == number).values(state="failed", cost=cost))


def spent_on(connection: sa.Connection, review: str) -> float:
    """US dollars spent or held back for a review."""
    rows = connection.execute(
        sa.select(sa.func.coalesce(attempts.c.cost, attempts.c.reserved)).where(attempts.c.review == review)
    )
    return math.fsum(float(one) for (one,) in rows)


def usage(connection: sa.Connection, review: str) -> tuple[ModelUse, ...]:
    """What each model did for a review: the answers it used, each counted once, and what they cost.

    Tries that failed or were lost are not in here (the ledger and the budget count them), so that a review that was
    killed and resumed reads like one that was not.
    """
    paid = sa.func.max(sa.case((attempts.c.state == "answered", 1), else_=0)).label("paid")
    used = (
        sa.select(attempts.c.key, paid)
        .where(attempts.c.review == review, attempts.c.state.in_(("answered", "reused")))
        .group_by(attempts.c.key)
        .subquery()
    )
    rows = connection.execute(
        sa.select(calls.c.model, calls.c.input_tokens, calls.c.output_tokens, calls.c.cost, used.c.paid)
        .join(used, used.c.key == calls.c.key)
        .order_by(calls.c.model, calls.c.key)
    ).all()
    found: list[ModelUse] = []
    for model in dict.fromkeys(row.model for row in rows):
        own = [row for row in rows if row.model == model]
        found.append(
            ModelUse(
                model=model,
                calls=len(own),
                input_tokens=sum(row.input_tokens for row in own),
                output_tokens=sum(row.output_tokens for row in own),
                cost=math.fsum(row.cost or 0.0 for row in own if row.paid),
                unpriced=any(row.cost is None for row in own),
            )
        )
    return tuple(found)
