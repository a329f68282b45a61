"""The screening desk in the terminal: what waits, one thing after another, one key each."""

import sys
from collections.abc import Mapping, Sequence

from arakis.cli import doors
from arakis.domain.judgement import Reviewer
from arakis.domain.record import Record
from arakis.domain.report import Report
from arakis.domain.review import Review
from arakis.errors import InputError
from arakis.extraction.answers import find_report
from arakis.review import actions
from arakis.review.build import read
from arakis.review.reports import SEPARATOR
from arakis.workspace import Workspace


def decide_named(
    workspace: Workspace,
    review: str,
    named: Mapping[str, Sequence[str]],
    pairs: Mapping[bool, Sequence[str]],
    criterion: str,
    reason: str,
    reviewer: str,
    adjudicate: bool,
) -> int:
    """Decisions given by options; returns how many. All are checked before the first is written.

    named  "include", "exclude", "reopen" -> reports by DOI, PMID or label
    pairs  whether they are the same -> pairs of such names, parted by "|"
    """
    found = read(workspace, review)
    person = _person(reviewer)
    chosen = [(choice, find_report(found, name)) for choice, names in named.items() for name in names]
    if any(choice == "exclude" for choice, _ in chosen) and criterion not in {
        one.id for one in found.protocol.criteria
    }:
        known = ", ".join(one.id for one in found.protocol.criteria)
        raise InputError("an exclusion needs a criterion of the protocol", f"give --criterion one of {known}")
    answered = [(_pair(found, pair), same) for same, given in pairs.items() for pair in given]
    for (pair, question), same in answered:
        actions.settle_pair(workspace, found, pair, same, person, question, reason)
    for choice, report in chosen:
        actions.decide(
            workspace,
            found,
            report,
            choice,  # pyright: ignore[reportArgumentType]
            person,
            criterion=criterion if choice == "exclude" else "",
            reason=reason,
            adjudicates=adjudicate,
        )
    return len(chosen) + len(answered)


def _pair(review: Review, named: str) -> tuple[str, str]:
    """The pair that a person names "A | B" and the question about it: one that waits, else two records (by their ids)
    that may be one report, else two reports that may be of one study. Raises InputError.
    """
    wanted = [name.strip().casefold() for name in named.split("|")]
    if len(wanted) != 2:
        raise InputError(f"{named!r} is not a pair", "name two reports or records, parted by |")
    things: dict[str, Record | Report] = {one.id: one for one in (*review.records, *review.reports)}
    for one in review.waiting:
        if one.kind in ("duplicate", "study"):
            first, second = (_names(things[identity]) for identity in one.subject.split(SEPARATOR))
            if any(a in first and b in second for a, b in (wanted, wanted[::-1])):
                return one.subject, one.question
    records = {one.id for one in review.records}
    if set(wanted) <= records:
        found, question = wanted, "same"
    else:
        found, question = [find_report(review, name).id for name in wanted], "same study"
    if found[0] == found[1]:
        raise InputError(f"{named!r} names one thing twice", "name two different ones")
    return SEPARATOR.join(sorted(found)), question


def _names(thing: Record | Report) -> set[str]:
    """How a person may name a record or report."""
    names = {thing.id, thing.doi, thing.pmid, thing.title, thing.label if isinstance(thing, Report) else ""}
    return {name.strip().casefold() for name in names} - {""}


def decide_all(workspace: Workspace, review: str, reviewer: str, excluded: bool) -> int:
    """Go through everything that waits, asking for a key each; returns how many decisions were made."""
    found = read(workspace, review)
    person = _person(reviewer)
    reports = {report.id: report for report in found.reports}
    pairs = [one for one in found.waiting if one.kind in ("duplicate", "study")]
    open_reports = [reports[one.subject] for one in found.waiting if one.kind == "eligibility"]
    shut = [
        report
        for report in found.reports
        if excluded and report.state == "excluded on title and abstract" and report.excluded_by != "person"
    ]
    if not (pairs or open_reports or shut):
        print("nothing waits to be screened")
        return 0
    if not sys.stdin.isatty():
        raise InputError(
            "there is no terminal to ask in", "decide with --include, --exclude --criterion, --reopen (see --help)"
        )
    decided = 0
    for pair in pairs:
        things = {one.id: one for one in (*found.records, *found.reports)}
        first, second = (things[name] for name in pair.subject.split(SEPARATOR))
        asked = "The same report?" if pair.kind == "duplicate" else "Reports of one study?"
        print(f"\n{asked}\n  1 {_line(first)}\n  2 {_line(second)}")
        why = next((one.reason for one in found.judgements if one.subject == pair.subject), "")
        print(f"  {why}")
        key = _key("[y] same  [n] different  [s] skip  [q] quit", "ynsq")
        if key == "q":
            return decided
        if key in "yn":
            actions.settle_pair(workspace, found, pair.subject, key == "y", person, pair.question)
            decided += 1
    for report in [*open_reports, *shut]:
        _show(found, report)
        if report in shut:
            key = _key("[r] reopen  [s] leave excluded  [q] quit", "rsq")
        else:
            key = _key("[i] include  [e] exclude  [s] skip  [q] quit", "iesq")
        if key == "q":
            break
        if key == "s":
            continue
        criterion = _criterion(found) if key == "e" else ""
        if key == "e" and not criterion:
            continue
        reason = input("why, in a few words: ").strip() if key in "ie" else ""
        choice = {"i": "include", "e": "exclude", "r": "reopen"}[key]
        actions.decide(workspace, found, report, choice, person, criterion=criterion, reason=reason)  # pyright: ignore[reportArgumentType]
        decided += 1
    return decided


def _person(name: str) -> Reviewer:
    return Reviewer(kind="person", name=name.strip() or doors.user())


def _line(record: Record | Report) -> str:
    authors = "; ".join(name.text for name in record.authors[:3])
    return f"{authors}. {record.title} {record.journal} {record.year or ''};{record.volume}:{record.pages} {record.doi}"


def _show(review: Review, report: Report) -> None:
    print(f"\n{'-' * 78}\n{report.label}  {report.title}\n{report.journal} {report.year or ''}  {report.doi}\n")
    stage = "full_text" if report.document else "title_abstract"
    if report.abstract:
        print(report.abstract[:1500] + "\n")
    texts = {one.id: one for one in review.protocol.criteria}
    for judgement in review.judgements:
        if judgement.subject != report.id or not judgement.question.startswith("criterion:"):
            continue
        name, _, at = judgement.question.removeprefix("criterion:").partition("@")
        if at != stage or name not in texts:
            continue
        print(f"  {name} ({texts[name].kind}) {texts[name].text}\n     {judgement.answer}: {judgement.reason}")
        for evidence in judgement.evidence[:2]:
            print(f"     “{evidence.quote}”{f' (page {evidence.page})' if evidence.page else ''}")


def _criterion(review: Review) -> str:
    known = [one.id for one in review.protocol.criteria]
    given = input(f"criterion ({', '.join(known)}; empty: back): ").strip()
    matching = [one for one in known if one.casefold() == given.casefold()]
    return matching[0] if matching else ""


def _key(prompt: str, keys: str) -> str:
    while True:
        given = input(f"{prompt}: ").strip().casefold()[:1]
        if given and given in keys:
            return given
