"""The output folder of a review checked: every file as it was written, and what it says as the review has it."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from arakis.domain.event import Event
from arakis.domain.review import Review
from arakis.review.compare import differences
from arakis.review.output import at_rest, last_written, render
from arakis.runtime.compute import compute

SECONDS = 900.0


def check_output(
    output: Path, built: Review, options: Mapping[str, Any], told: Sequence[Event]
) -> tuple[list[str], dict[str, int]]:
    """What is wrong in the folder `output` (problems, what was checked).

    built    the review as its facts make it
    options  the review's options
    told     the events of its ledger
    """
    problems = list(_bytes(output, told))
    exported = output / "review.json"
    if not exported.is_file():
        return [f"{output} holds no review.json", *problems], {}
    try:
        written = Review.model_validate_json(exported.read_bytes())
    except ValueError as error:
        return [*problems, f"review.json cannot be read: {str(error).splitlines()[0]}"], {}
    now = at_rest(built, options)
    problems += [f"review.json: {line}" for line in differences(now, written)]
    if not any((event.number, event.hash) == (written.ledger_events, written.ledger_head) for event in told):
        problems.append(
            f"review.json names event {written.ledger_events} of the ledger by a hash that the ledger does not have"
        )
    wrong, counts = _content(output, now.model_copy(update=_times(written)))
    return problems + wrong, counts


def _bytes(output: Path, told: Sequence[Event]) -> list[str]:
    """The files that are missing, or are not those that were written last, by their SHA-256 in the ledger."""
    problems: list[str] = []
    for name, right in sorted(last_written(told).items()):
        try:
            data = (output / name).read_bytes()
        except OSError:
            problems.append(f"{name} is missing from the results")
            continue
        if hashlib.sha256(data).hexdigest() != right:
            problems.append(f"{name} was changed: it is not the file that was written")
    return problems


def _times(written: Review) -> dict[str, Any]:
    """What may differ between the review and its export: when and at which event it was exported."""
    return {
        "exported_at": written.exported_at,
        "ledger_head": written.ledger_head,
        "ledger_events": written.ledger_events,
    }


def _content(output: Path, review: Review) -> tuple[list[str], dict[str, int]]:
    """The manuscript followed into the review number by number; figures, tables and analysis data made again."""
    from arakis.reporting.trace import follow

    problems: list[str] = []
    counts: dict[str, int] = {}
    text, references = output / "manuscript.md", output / "manuscript.references.json"
    if text.is_file() and references.is_file():
        listed = references.read_text("utf-8", "replace")
        told = follow(text.read_text("utf-8", "replace"), listed, review.model_dump_json())
        problems += [f"manuscript.md: {line}" for line in told]
        counts["numbers in the manuscript"] = listed.count('"path"')
    made = compute(SECONDS, render, review, False)
    del made["review.json"]
    for name, data in made.items():
        there = output / name
        if not there.is_file():
            problems.append(f"{name} is missing")
        elif there.read_bytes() != data:
            problems.append(f"{name} is not what the review gives")
    counts["figures and tables"] = len(made)
    return problems, counts
