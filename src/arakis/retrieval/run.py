"""Retrieval, step by step: files read, matched to reports, missing ones looked for online."""

import hashlib
from typing import Any

from arakis import ledger
from arakis.domain.document import Document, TextLayer
from arakis.domain.judgement import Judgement, Reviewer, judge
from arakis.domain.report import Report
from arakis.domain.review import Review
from arakis.errors import InputError, SourceError
from arakis.retrieval.layer import read
from arakis.retrieval.match import match
from arakis.retrieval.sources import SOURCES, Found
from arakis.runtime.compute import ChildDied, compute
from arakis.version import __version__
from arakis.workspace import Workspace

LIBRARIAN = Reviewer(kind="built-in", name="retrieval", version=__version__)
SECONDS = 300.0  # for a batch of files
ALONE = 1200.0  # for one of them that took its batch down: a scanned book, page by page
BATCH = 8


def files_to_read(workspace: Workspace, review: Review, options: dict[str, Any]) -> list[list[dict[str, str]]]:
    """Full-text files that have not been read, in batches."""
    done = {document.id for document in review.documents}
    waiting: dict[str, dict[str, str]] = {}
    for file in options["files"].get("fulltext", []):
        if file["document"] not in done:
            waiting.setdefault(file["document"], file)
    files = list(waiting.values())
    return [files[start : start + BATCH] for start in range(0, len(files), BATCH)]


def read_files(workspace: Workspace, review: Review, options: dict[str, Any], unit: list[dict[str, str]]) -> None:
    """Read a batch of files into text layers. A file that cannot be read is kept with the reason."""
    given = [(workspace.blobs.get(file["document"]), file["name"]) for file in unit]
    try:
        layers = compute(SECONDS, read_batch, given)
    except ChildDied:
        layers = [_alone(data, name) for data, name in given]
    for file, (data, _), layer in zip(unit, given, layers, strict=True):
        _keep(workspace, review, file["name"], file["document"], len(data), "folder", layer)


def read_batch(given: list[tuple[bytes, str]]) -> list[TextLayer | str]:
    """The text layer of each (bytes, name), or in words why there is none."""
    return [_read(data, name) for data, name in given]


def _read(data: bytes, name: str) -> TextLayer | str:
    try:
        return read(data, name)
    except InputError as error:
        return error.message.removeprefix(f"{name}: ")


def _alone(data: bytes, name: str) -> TextLayer | str:
    try:
        return compute(ALONE, _read, data, name)
    except ChildDied as error:
        return f"it could not be read: {error.message}"


def _keep(
    workspace: Workspace, review: Review, name: str, identity: str, size: int, origin: str, layer: TextLayer | str
) -> Document:
    kept = layer if isinstance(layer, TextLayer) else None
    document = Document(
        id=identity,
        name=name,
        media_type=kept.media_type if kept else "",
        size=size,
        origin=origin,
        layer=kept.id if kept else None,
        problems=kept.problems if kept else (str(layer),),
    )
    if kept:
        workspace.blobs.put_named(kept.id, kept.model_dump_json().encode())
    with workspace.db.begin() as connection:
        if kept:
            facts = {
                "document": kept.document,
                "extractor": kept.extractor,
                "version": kept.version,
                "characters": len(kept.text),
                "sha256": hashlib.sha256(workspace.blobs.get(kept.id)).hexdigest(),
            }
            ledger.append(connection, review.id, LIBRARIAN, "layer", [(kept.id, facts)])
        ledger.append(connection, review.id, LIBRARIAN, "document", [(document.id, ledger.body(document))])
    return document


def files_to_match(workspace: Workspace, review: Review, options: dict[str, Any]) -> list[str]:
    """One unit when there are readable files without a report and reports without a file."""
    free = [one for one in review.documents if one.layer and one.report is None]
    lacking = [one for one in review.reports if one.sought and one.document is None]
    return ["all"] if free and lacking else []


def match_files(workspace: Workspace, review: Review, options: dict[str, Any], unit: str) -> None:
    """Match files to reports that are sought. A file that fits none, or several, is left and says so."""
    free = [one for one in review.documents if one.layer and one.report is None]
    lacking = [one for one in review.reports if one.sought and one.document is None]
    layers = [
        (one.id, one.name, TextLayer.model_validate_json(workspace.blobs.get(one.layer))) for one in free if one.layer
    ]
    by_id = {one.id: one for one in free}
    changed: list[Document] = []
    for found in match(layers, lacking):
        document = by_id[found.document]
        problems = document.problems
        if found.report is None and found.reasons:
            problems = tuple(dict.fromkeys((*problems, "; ".join(found.reasons))))
        changed.append(
            document.model_copy(update={"report": found.report, "matched_by": found.by, "problems": problems})
        )
    with workspace.db.begin() as connection:
        facts = [(one.id, ledger.body(one)) for one in changed]
        ledger.append(connection, review.id, LIBRARIAN, "document", facts, replace=True)


def reports_to_seek(workspace: Workspace, review: Review, options: dict[str, Any]) -> list[str]:
    """Reports that are sought, have no file, and about which nothing has been said."""
    said = {one.subject for one in review.judgements if one.question == "retrieved"}
    return [one.id for one in review.reports if one.sought and one.document is None and one.id not in said]


def seek(workspace: Workspace, review: Review, options: dict[str, Any], unit: str) -> None:
    """Look for one report online where that is allowed; what is not found is said, with what was tried."""
    report = next(one for one in review.reports if one.id == unit)
    tried = ["the folder of full texts"]
    if options.get("online"):
        for name in SOURCES:
            document, said = _ask(workspace, review, report, name)
            if document:
                return
            tried.append(said)
    reason = f"not found in {', '.join(tried)}"
    made: Judgement = judge(
        report.id,
        "retrieved",
        False,
        LIBRARIAN,
        reason=reason,
        stage="pdf_fetch",
        protocol_version=review.protocols[-1].number,
        at=ledger.now(),
    )
    with workspace.db.begin() as connection:
        ledger.append(connection, review.id, LIBRARIAN, "judgement", [(made.id, ledger.body(made))])


def _ask(workspace: Workspace, review: Review, report: Report, name: str) -> tuple[Document | None, str]:
    try:
        found = SOURCES[name].find(report, workspace.http.fetch, workspace.settings.keys())
        if not isinstance(found, Found):
            return None, f"{name} ({found.reason})"
        data = found.data or workspace.http.fetch("GET", found.url).content
        layer = compute(SECONDS, _read, data, f"{name}:{found.url}")
    except (SourceError, ChildDied) as error:
        return None, f"{name} ({error.message})"
    if not isinstance(layer, TextLayer):
        return None, f"{name} ({layer})"
    identity = workspace.blobs.put(data)
    document = _keep(workspace, review, found.url, identity, len(data), name, layer)
    kept = document.model_copy(update={"report": report.id, "matched_by": name})
    with workspace.db.begin() as connection:
        ledger.append(connection, review.id, LIBRARIAN, "document", [(kept.id, ledger.body(kept))], replace=True)
    return kept, name
