"""Events of the ledger: who did what, when and why, chained by their hashes."""

from typing import Any

from arakis.domain.base import Frozen, digest
from arakis.domain.judgement import Reviewer

GENESIS = "0" * 64


class Event(Frozen):
    """One line of a review's ledger. `hash` covers the payload's hash, so that a payload may be erased by law."""

    review: str
    number: int  # 1, 2, 3 ... in commit order
    at: str
    actor: Reviewer
    kind: str  # "record added", "judgement made", "stage started" ...
    subject: str = ""
    payload: Any = None
    payload_hash: str
    previous: str
    hash: str


def chain(
    review: str, number: int, at: str, actor: Reviewer, kind: str, subject: str, payload: Any, previous: str
) -> Event:
    """The event that follows the one whose hash is `previous` (GENESIS for the first)."""
    payload_hash = digest(payload)
    own = digest(review, number, at, actor.model_dump(), kind, subject, payload_hash, previous)
    return Event(
        review=review,
        number=number,
        at=at,
        actor=actor,
        kind=kind,
        subject=subject,
        payload=payload,
        payload_hash=payload_hash,
        previous=previous,
        hash=own,
    )
