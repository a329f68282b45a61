"""Reports from records: duplicates merged, full texts attached, and the one state in which each report ends."""

from arakis.deduplication.groups import groups
from arakis.deduplication.merge import merge
from arakis.domain.judgement import Judgement
from arakis.domain.report import Report
from arakis.review.decisions import standing, verdict, why_open
from arakis.review.facts import Facts

SEPARATOR = "|"


def reports(facts: Facts, acts: bool) -> tuple[Report, ...]:
    """The reports of a review in the order of their first records, each with its state as it stands.

    `acts` says whether exclusions by machines take effect.
    """
    by_id = {record.id: record for record in facts.records}
    documents = {document.report: document for document in facts.documents if document.report}
    found: list[Report] = []
    for group in groups(facts.records, same(facts)):
        report = merge([by_id[identity] for identity in group])
        document = documents.get(report.id)
        if document is not None:
            report = report.model_copy(update={"document": document.id, "layer": document.layer})
        found.append(report.model_copy(update={"label": label(report)} | _state(facts, report, acts)))
    return _distinct(found)


def same(facts: Facts) -> dict[tuple[str, str], str]:
    """The standing answers about pairs of records: "same", "different" or "ask"."""
    answers: dict[tuple[str, str], str] = {}
    for subject, question in facts.by_question:
        if question != "same":
            continue
        first, second = subject.split(SEPARATOR)
        found = standing(facts, subject, question)
        judgement = found[1] if found else None
        answers[first, second] = str(judgement.answer) if judgement and judgement.answer else "ask"
    return answers


def label(report: Report) -> str:
    """How a report is called in text: "Aronson 1948"; the title's first words where no author is known."""
    if report.authors:
        first = report.authors[0]
        name = first.literal or first.family or first.text
    else:
        name = " ".join(report.title.split()[:4]) or "Untitled"
    return f"{name} {report.year}" if report.year else f"{name} (no year)"


def _distinct(found: list[Report]) -> tuple[Report, ...]:
    counts: dict[str, list[Report]] = {}
    for report in found:
        counts.setdefault(report.label, []).append(report)
    renamed: dict[str, str] = {}
    for name, group in counts.items():
        if len(group) > 1:
            for position, report in enumerate(sorted(group, key=lambda one: (one.date, one.title, one.id))):
                renamed[report.id] = f"{name}{_letters(position)}"
    return tuple(
        report.model_copy(update={"label": renamed[report.id]}) if report.id in renamed else report for report in found
    )


def _letters(position: int) -> str:
    """a, b ... z, aa, ab ..."""
    text = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _state(facts: Facts, report: Report, acts: bool) -> dict[str, object]:
    screened = verdict(facts, report.id, "title_abstract", acts)
    if screened is None:
        return {}
    decision, judgement = screened
    if decision == "exclude" and judgement is not None:
        return {"state": "excluded on title and abstract"} | _why(judgement)
    if report.document is None:
        retrieved = standing(facts, report.id, "retrieved")
        if retrieved is None or retrieved[1] is None:
            return {"sought": True}
        return {"sought": True, "state": "not retrieved", "reason": retrieved[1].reason}
    read = verdict(facts, report.id, "full_text", acts)
    if read is None:
        return {"sought": True}
    decision, judgement = read
    if decision == "include":
        return {"sought": True, "state": "included"}
    if decision == "ongoing":
        return {"sought": True, "state": "ongoing"}
    if decision == "exclude" and judgement is not None:
        return {"sought": True, "state": "excluded at full text"} | _why(judgement)
    reason = judgement.reason if judgement else why_open(facts, report.id, "full_text")
    return {"sought": True, "state": "awaiting classification", "reason": reason}


def _why(judgement: Judgement) -> dict[str, object]:
    return {
        "primary_criterion": judgement.answer.get("criterion") or "",
        "excluded_by": judgement.reviewer.kind,
        "reason": judgement.reason,
    }
