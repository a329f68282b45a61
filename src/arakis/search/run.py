"""Search, step by step: files imported, databases asked; each becomes a source run with its records."""

from typing import Any

from arakis import ledger
from arakis.domain.base import content_id
from arakis.domain.judgement import Reviewer, judge
from arakis.domain.record import SourceRun
from arakis.domain.review import Review
from arakis.errors import InputError, SourceError
from arakis.runtime.compute import compute
from arakis.search.databases import database
from arakis.search.databases.base import PageOfRecords
from arakis.search.files import read
from arakis.search.query import query_for
from arakis.version import __version__
from arakis.workspace import Workspace

READER = Reviewer(kind="built-in", name="search", version=__version__)
SECONDS = 600.0  # for one file


def files_to_import(workspace: Workspace, review: Review, options: dict[str, Any]) -> list[dict[str, str]]:
    """The reference files that have no source run yet."""
    done = {run.id for run in review.runs}
    return [file for file in options["files"].get("search", []) if _file_run(file) not in done]


def import_file(workspace: Workspace, review: Review, options: dict[str, Any], unit: dict[str, str]) -> None:
    """Read one reference file: its records and its source run, written together."""
    run = _file_run(unit)
    reading = compute(SECONDS, read, workspace.blobs.get(unit["document"]), unit["name"], run)
    source = SourceRun(
        id=run,
        kind="database",
        source=reading.source or unit["name"],
        at=ledger.now(),
        obtained=len(reading.records),
        file=unit["name"],
        document=unit["document"],
        format=reading.format,
        dialect=reading.dialect,
        problems=reading.problems,
    )
    with workspace.db.begin() as connection:
        ledger.append(connection, review.id, READER, "record", [(one.id, ledger.body(one)) for one in reading.records])
        ledger.append(connection, review.id, READER, "run", [(run, ledger.body(source))])


def _file_run(file: dict[str, str]) -> str:
    return content_id("run", "file", file["name"], file["document"])


def databases_to_ask(workspace: Workspace, review: Review, options: dict[str, Any]) -> list[str]:
    """The databases of the protocol that have no source run yet, or one that failed."""
    done = {run.id for run in review.runs if not run.error}
    return [name for name in options.get("databases", []) if _database_run(review, name) not in done]


def ask_database(workspace: Workspace, review: Review, options: dict[str, Any], unit: str) -> None:
    """Ask one database, page by page. Each page is kept with the place behind it, so that a run that was cut off
    goes on there. A database that cannot be reached is a source run with its error, and the review goes on."""
    run = _database_run(review, unit)
    client = database(unit, workspace.settings.keys())
    limit = int(options.get("max_results") or review.protocol.max_results)
    known = [one.answer for one in review.judgements if one.subject == run and one.question == "page"]
    last: dict[str, Any] = known[-1] if known else {"obtained": 0, "announced": None, "cursor": None, "query": ""}
    query = error = ""
    try:
        query = query_for(review.protocol, unit)
        if last["cursor"] != "":
            for page in client.pages(query, limit, workspace.http.fetch, last["cursor"], run):
                last = _keep(workspace, review, run, page, last)
    except (SourceError, InputError) as fault:
        error = f"{fault.message}; {fault.hint}".strip("; ")
    source = SourceRun(
        id=run,
        source=client.title,
        query=last["query"] or query,
        at=ledger.now(),
        announced=last["announced"],
        obtained=last["obtained"],
        error=error,
    )
    with workspace.db.begin() as connection:
        ledger.append(connection, review.id, READER, "run", [(run, ledger.body(source))], replace=True)


def _keep(workspace: Workspace, review: Review, run: str, page: PageOfRecords, last: dict[str, Any]) -> dict[str, Any]:
    """Write a page's records and the place behind it in one transaction; returns that place."""
    obtained = last["obtained"]
    records = [
        record.model_copy(
            update={"id": content_id("record", run, obtained + at), "run": run, "position": obtained + at}
        )
        for at, record in enumerate(page.records, 1)
    ]
    place = {
        "obtained": obtained + len(records),
        "announced": page.announced if page.announced is not None else last["announced"],
        "cursor": page.cursor,
        "query": page.query or last["query"],
    }
    reached = judge(run, "page", place, READER, stage="search", at=ledger.now())
    with workspace.db.begin() as connection:
        ledger.append(connection, review.id, READER, "record", [(one.id, ledger.body(one)) for one in records])
        ledger.append(connection, review.id, READER, "judgement", [(reached.id, ledger.body(reached))])
    return place


def _database_run(review: Review, name: str) -> str:
    return content_id("run", "database", name, review.protocol.queries.get(name, ""))
