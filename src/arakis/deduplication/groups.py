"""Pairs of records judged, and the groups that standing answers make of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from arakis.deduplication.candidates import candidates
from arakis.deduplication.match import Answer, Match, compare, conflict, strength
from arakis.deduplication.normalise import Key, key
from arakis.domain.record import Record


@dataclass(slots=True, frozen=True)
class Pair:
    """Two records (ids in ascending order) and whether they are the same publication."""

    a: str
    b: str
    answer: Answer
    reasons: tuple[str, ...]


def pairs(records: Sequence[Record], told: bool = True) -> list[Pair]:
    """The pairs of records that are the same or that a person should look at; with `told` also those that look alike
    and are not, with the reason. Independent of the order of `records`; sorted by ids."""
    ordered = sorted(records, key=lambda record: record.id)
    keys = [key(record) for record in ordered]
    found: list[Pair] = []
    for left, right in candidates(keys):
        answer = compare(keys[left], keys[right])
        if answer.answer != "different" or (told and alike(keys[left], keys[right], answer)):
            found.append(Pair(ordered[left].id, ordered[right].id, answer.answer, answer.reasons))
    return found


def alike(a: Key, b: Key, answer: Match) -> bool:
    """Whether two different records look so alike that the reason is worth telling."""
    return answer.vetoed and a.title[:40] == b.title[:40] and not a.generic


def groups(records: Sequence[Record], decisions: Mapping[tuple[str, str], str]) -> list[tuple[str, ...]]:
    """Records put together by the answers that stand ("same", "ask", "different") for pairs of ids, in either order.

    A chain of "same" is refused where it would bring together two records that a decision calls different, or that
    cannot be the same by themselves (conflict). Stronger agreements are joined first. The groups do not depend on the
    order of records or decisions; they are listed by their first record in `records`, ids ascending within each.
    """
    known = {record.id: record for record in records}
    place = {record.id: at for at, record in enumerate(records)}
    decided: dict[tuple[str, str], str] = {}
    for (one, other), answer in decisions.items():
        if one in known and other in known and one != other:
            decided[(one, other) if one < other else (other, one)] = answer
    edges = [pair for pair, answer in decided.items() if answer == "same"]
    keys = {identity: key(known[identity]) for pair in edges for identity in pair}
    edges.sort(key=lambda pair: (-strength(keys[pair[0]], keys[pair[1]]), pair))
    member_of = {identity: [identity] for identity in known}
    for one, other in edges:
        left, right = member_of[one], member_of[other]
        if left is right or _apart(left, right, decided, keys):
            continue
        if len(left) < len(right):
            left, right = right, left
        left.extend(right)
        for identity in right:
            member_of[identity] = left
    unique = {id(members): members for members in member_of.values()}
    listed = sorted(unique.values(), key=lambda members: min(place[identity] for identity in members))
    return [tuple(sorted(members)) for members in listed]


def _apart(
    left: Iterable[str], right: Sequence[str], decided: Mapping[tuple[str, str], str], keys: Mapping[str, Key]
) -> bool:
    """Whether two groups hold records that must not come together."""
    for one in left:
        for other in right:
            answer = decided.get((one, other) if one < other else (other, one))
            if answer == "different" or (answer != "same" and conflict(keys[one], keys[other])):
                return True
    return False
