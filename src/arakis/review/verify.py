"""Verification: the ledger's chain, its replay, every quote in its document, every number of the manuscript."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from arakis.domain.document import TextLayer
from arakis.domain.event import Event
from arakis.domain.evidence import Evidence
from arakis.domain.judgement import judge
from arakis.domain.record import Record
from arakis.domain.result import Computed, Stated, Value
from arakis.domain.review import Review
from arakis.errors import Damaged, NotFound
from arakis.review.build import build
from arakis.review.chain import check_chain, check_facts
from arakis.review.computed import outdated
from arakis.review.exported import check_output
from arakis.review.facts import Facts, read_facts
from arakis.review.ties import places, untied
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
        told, wrong = check_chain(connection, review)
        problems += wrong
        checked["events"] = len(told)
        problems += check_facts(connection, review, told)
    try:
        facts = read_facts(workspace, review)
    except Damaged as error:
        return _said(checked, [*problems, error.message])
    problems += _judgements(facts)
    sources = _Sources(workspace, facts, told)
    problems += sources.damaged()
    try:
        built = build(facts)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        said = " ".join(str(error).split())[:120]
        return _said(checked, [*problems, f"the review cannot be computed from its facts ({said})"])
    quotes = 0
    for where, evidence in _evidence(built):
        quotes += 1
        said = sources.check(evidence)
        if said:
            problems.append(f"{where}: {said}")
    checked["quotes"] = quotes
    problems += untied(built)
    problems += [f"the flow: {wrong}" for wrong in built.flow.sums()]
    if built.status in ("completed", "needs_review"):
        problems += outdated(built, facts.options)
    if output is not None:
        found, counts = check_output(output, built, facts.options, told)
        problems += found
        checked |= counts
    return _said(checked, problems)


def _said(checked: dict[str, int], problems: list[str]) -> Verification:
    return Verification(checked, tuple(dict.fromkeys(problems)))


def _judgements(facts: Facts) -> Iterator[str]:
    """Judgements whose id no longer fits what they say."""
    for one in facts.judgements:
        again = judge(
            one.subject,
            one.question,
            one.answer,
            one.reviewer,
            reason=one.reason,
            evidence=one.evidence,
            protocol_version=one.protocol_version,
            replaces=one.replaces,
            adjudicates=one.adjudicates,
        )
        if again.id != one.id:
            yield f"judgement {one.id} ({one.question}) was changed: its id no longer fits"


class _Sources:
    """The texts that evidence refers to, and the files that the review was given."""

    def __init__(self, workspace: Workspace, facts: Facts, told: list[Event]) -> None:
        self._workspace = workspace
        self._records: Mapping[str, Record] = {record.id: record for record in facts.records}
        self._names: dict[str, str] = {}
        for given in facts.options.get("files", {}).values():
            self._names |= {file["document"]: file["name"] for file in given}
        self._names |= {document.id: document.name for document in facts.documents}
        self._of_layer = {document.layer: document.name for document in facts.documents if document.layer}
        self._hashes = _layers(told)
        self._layers: dict[str, TextLayer | None] = {}

    def damaged(self) -> Iterator[str]:
        """Files and text layers whose bytes are missing or not those they were."""
        for identity, name in self._names.items():
            data = self._bytes(identity)
            if data is None:
                yield f"document {name} is missing from the workspace"
            elif hashlib.sha256(data).hexdigest() != identity:
                yield f"document {name} was changed: its bytes do not fit its SHA-256"
        for identity, right in self._hashes.items():
            data, name = self._bytes(identity), self._of_layer.get(identity, "a document")
            if data is None:
                yield f"the text layer {identity} of {name} is missing from the workspace"
            elif right and hashlib.sha256(data).hexdigest() != right:
                yield f"the text layer {identity} of {name} was changed: its bytes do not fit its SHA-256"

    def _bytes(self, identity: str) -> bytes | None:
        try:
            return self._workspace.blobs.get(identity)
        except NotFound:
            return None

    def layer(self, identity: str) -> TextLayer | None:
        """A text layer, or None when it is missing or damaged."""
        if identity not in self._layers:
            data = self._bytes(identity)
            try:
                self._layers[identity] = TextLayer.model_validate_json(data) if data is not None else None
            except ValueError:
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
            text = record.part(evidence.part)
        if text[evidence.start : evidence.end] != evidence.quote:
            return f"the quote “{evidence.quote[:80]}” is not at {evidence.start} of {evidence.source}"
        return ""


def _layers(told: list[Event]) -> dict[str, str]:
    """The text layers that the ledger names, with the SHA-256 of their bytes."""
    found: dict[str, str] = {}
    for event in told:
        payload: Any = event.payload
        if event.kind == "layer added" and isinstance(payload, dict):
            found[event.subject] = str(payload.get("sha256", ""))
    return found


def _evidence(review: Review) -> Iterator[tuple[str, Evidence]]:
    for judgement in review.judgements:
        for evidence in judgement.evidence:
            yield f"judgement {judgement.id} ({judgement.question})", evidence
    labels = {study.id: study.label for study in review.studies}
    for result in review.results:
        name = f"{labels.get(result.study, result.study)}, {result.outcome}"
        for place, datum in places(result):
            for value in (datum.value, *datum.candidates):
                for evidence in _of_value(value):
                    yield f"{name}, {place}", evidence


def _of_value(value: Value | None) -> Iterator[Evidence]:
    if isinstance(value, Stated):
        yield from value.evidence
    elif isinstance(value, Computed):
        for inner in value.inputs.values():
            yield from _of_value(inner)
