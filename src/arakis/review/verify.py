"""Verification: the ledger's chain, its replay, every quote in its document, every number of the manuscript."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from arakis import ledger
from arakis.domain.base import digest
from arakis.domain.document import TextLayer
from arakis.domain.event import GENESIS, Event
from arakis.domain.evidence import Evidence
from arakis.domain.judgement import judge
from arakis.domain.record import Record
from arakis.domain.result import Computed, Stated, Value
from arakis.domain.review import Review
from arakis.errors import Damaged, NotFound
from arakis.review.build import build
from arakis.review.compare import differences
from arakis.review.facts import read_facts
from arakis.review.ties import untied
from arakis.tables.events import events
from arakis.tables.facts import FACTS
from arakis.tables.reviews import reviews
from arakis.workspace import Workspace


@dataclass(frozen=True)
class Verification:
    """What was checked, and every problem found, each in one line."""

    checked: dict[str, int]
    problems: tuple[str, ...]


def verify(workspace: Workspace, review: str, output: Path | None = None) -> Verification:
    """Check a review from its ledger to its manuscript. Raises NotFound when there is no such review.

    output  the folder of its results; None leaves out the checks of exported files
    """
    problems: list[str] = []
    checked: dict[str, int] = {}
    with workspace.reading.begin() as connection:
        told, wrong = _chain(connection, review)
        problems += wrong
        checked["events"] = len(told)
        problems += _replay(connection, review, told)
    try:
        facts = read_facts(workspace, review)
    except Damaged as error:
        return Verification(checked, tuple(dict.fromkeys([*problems, error.message])))
    for judgement in facts.judgements:
        again = judge(
            judgement.subject,
            judgement.question,
            judgement.answer,
            judgement.reviewer,
            reason=judgement.reason,
            evidence=judgement.evidence,
            protocol_version=judgement.protocol_version,
            replaces=judgement.replaces,
            adjudicates=judgement.adjudicates,
        )
        if again.id != judgement.id:
            problems.append(f"judgement {judgement.id} ({judgement.question}) was changed: its id no longer fits")
    built = build(facts)
    sources = _Sources(workspace, built)
    problems += list(sources.damaged())
    quotes = 0
    for where, evidence in _evidence(built):
        quotes += 1
        said = sources.check(evidence)
        if said:
            problems.append(f"{where}: {said}")
    checked["quotes"] = quotes
    problems += untied(built)
    problems += [f"the flow: {wrong}" for wrong in built.flow.sums()]
    if output is not None:
        found, counts = verify_output(output, built)
        problems += found
        checked |= counts
    return Verification(checked, tuple(dict.fromkeys(problems)))


def verify_output(output: Path, built: Review) -> tuple[list[str], dict[str, int]]:
    """Check the exported files of a review against the review: review.json and the manuscript made from it."""
    from arakis.review.output import remake

    problems: list[str] = []
    exported = output / "review.json"
    if not exported.is_file():
        return [f"{output} holds no review.json"], {}
    try:
        written = Review.model_validate_json(exported.read_bytes())
    except ValueError as error:
        return [f"review.json cannot be read: {str(error).splitlines()[0]}"], {}
    problems += [f"review.json: {line}" for line in differences(built, written)]
    wrong, counts = remake(written, output)
    return problems + wrong, counts


def _chain(connection: sa.Connection, review: str) -> tuple[list[Event], list[str]]:
    row = connection.execute(sa.select(reviews).where(reviews.c.id == review)).mappings().one_or_none()
    if row is None:
        raise NotFound(f"there is no review {review}", "`arakis review list` shows the reviews of this workspace")
    problems: list[str] = []
    told: list[Event] = []
    previous, number = GENESIS, 0
    for event in _events(connection, review, problems):
        number += 1
        if event.number != number:
            problems.append(f"event {number} is missing from the ledger")
            number = event.number
        if event.previous != previous:
            problems.append(f"event {event.number} does not follow the one before it")
        if digest(event.payload) != event.payload_hash:
            problems.append(f"event {event.number} ({event.kind}): its payload was changed")
        own = digest(
            event.review,
            event.number,
            event.at,
            event.actor.model_dump(),
            event.kind,
            event.subject,
            event.payload_hash,
            event.previous,
        )
        if own != event.hash:
            problems.append(f"event {event.number} ({event.kind}) was changed: its hash does not fit")
        previous = event.hash
        told.append(event)
    if previous != row["head"] or number != row["events"]:
        problems.append("the ledger's last event is not the one that the review names")
    return told, problems


def _events(connection: sa.Connection, review: str, problems: list[str]) -> Iterator[Event]:
    try:
        yield from ledger.read(connection, review)
    except ValueError as error:
        number = connection.execute(
            sa.select(sa.func.count()).select_from(events).where(events.c.review == review)
        ).scalar_one()
        problems.append(f"one of the {number} events cannot be read: {str(error).splitlines()[0]}")


def _replay(connection: sa.Connection, review: str, told: list[Event]) -> Iterator[str]:
    facts: dict[str, dict[str, Any]] = {kind: {} for kind in FACTS}
    for event in told:
        kind, _, done = event.kind.partition(" ")
        if kind in facts and done in ("added", "changed"):
            facts[kind][event.subject] = event.payload
    for kind, table in FACTS.items():
        rows = connection.execute(sa.select(table.c.id, table.c.body).where(table.c.review == review)).tuples()
        there: dict[str, Any] = {}
        for identity, body in rows:
            try:
                there[identity] = json.loads(body)
            except ValueError:
                there[identity] = None
        for identity in sorted(facts[kind].keys() - there.keys()):
            yield f"{kind} {identity} is in the ledger and not among the facts"
        for identity in sorted(there.keys() - facts[kind].keys()):
            yield f"{kind} {identity} is among the facts and not in the ledger"
        for identity in sorted(there.keys() & facts[kind].keys()):
            if there[identity] != facts[kind][identity]:
                yield f"{kind} {identity} is not what the ledger says"


class _Sources:
    """The texts that evidence refers to."""

    def __init__(self, workspace: Workspace, review: Review) -> None:
        self._workspace = workspace
        self._records: Mapping[str, Record] = {record.id: record for record in review.records}
        self._documents = review.documents
        self._layers: dict[str, TextLayer | None] = {}

    def damaged(self) -> Iterator[str]:
        """Documents whose bytes are missing or not those they were."""
        for document in self._documents:
            try:
                data = self._workspace.blobs.get(document.id)
            except NotFound:
                yield f"document {document.name} is missing from the workspace"
                continue
            if hashlib.sha256(data).hexdigest() != document.id:
                yield f"document {document.name} was changed: its bytes do not fit its SHA-256"

    def layer(self, identity: str) -> TextLayer | None:
        """A text layer, or None when it is missing or damaged."""
        if identity not in self._layers:
            try:
                self._layers[identity] = TextLayer.model_validate_json(self._workspace.blobs.get(identity))
            except (NotFound, ValueError):
                self._layers[identity] = None
        return self._layers[identity]

    def check(self, evidence: Evidence) -> str:
        """ "" when the quote stands where it says, otherwise what is wrong."""
        if evidence.part == "text":
            layer = self.layer(evidence.source)
            if layer is None:
                return f"the text layer {evidence.source} is missing or damaged"
            text = layer.text
        else:
            record = self._records.get(evidence.source)
            if record is None:
                return f"the record {evidence.source} does not exist"
            text = part_text(record, evidence.part)
        if text[evidence.start : evidence.end] != evidence.quote:
            return f"the quote “{evidence.quote[:80]}” is not at {evidence.start} of {evidence.source}"
        return ""


def part_text(record: Record, part: str) -> str:
    """A field of a record as one text: several values are joined by "; "."""
    if part == "authors":
        return "; ".join(name.text for name in record.authors)
    value = getattr(record, part)
    if isinstance(value, tuple):
        return "; ".join(value)
    return str(value if value is not None else "")


def _evidence(review: Review) -> Iterator[tuple[str, Evidence]]:
    for judgement in review.judgements:
        for evidence in judgement.evidence:
            yield f"judgement {judgement.id} ({judgement.question})", evidence
    labels = {study.id: study.label for study in review.studies}
    for result in review.results:
        name = f"{labels.get(result.study, result.study)}, {result.outcome}"
        for side, data in (
            ("intervention", result.intervention.values),
            ("comparator", result.comparator.values),
            ("effect", result.effect),
        ):
            for place, datum in data.items():
                for value in (datum.value, *datum.candidates):
                    for evidence in _of_value(value):
                        yield f"{name}, {side} {place}", evidence


def _of_value(value: Value | None) -> Iterator[Evidence]:
    if isinstance(value, Stated):
        yield from value.evidence
    elif isinstance(value, Computed):
        for inner in value.inputs.values():
            yield from _of_value(inner)
