"""What a person should still decide, one line each."""

import shlex
from collections.abc import Sequence

from arakis.domain.estimate import Synthesis
from arakis.domain.protocol import Protocol
from arakis.domain.record import Record
from arakis.domain.report import Report, Study
from arakis.domain.result import Result
from arakis.domain.review import Waiting
from arakis.review.reports import SEPARATOR


def waiting(
    review: str,
    protocol: Protocol,
    pairs: dict[tuple[str, str], str],
    records: Sequence[Record],
    reports: Sequence[Report],
    studies: Sequence[Study],
    results: Sequence[Result],
    links: Sequence[tuple[str, str]] = (),
    syntheses: Sequence[Synthesis] = (),
) -> tuple[Waiting, ...]:
    """Everything that waits: pairs that may be duplicates, reports to classify or to link, values to fill in, results
    of one study among which the protocol's rule does not choose.

    pairs  records -> whether they are the same report
    links  reports that may be of one study
    """
    titles = {record.id: record.title for record in records}
    labels = {study.id: study.label for study in studies}
    found: list[Waiting] = []
    of_record = {record: report.id for report in reports for record in report.records}
    for (first, second), answer in sorted(pairs.items()):
        if answer == "ask" and of_record.get(first) != of_record.get(second):  # else others have joined them
            found.append(
                Waiting(
                    kind="duplicate",
                    subject=f"{first}{SEPARATOR}{second}",
                    question="same",
                    text=f"Are these the same report? “{titles.get(first, first)}” / “{titles.get(second, second)}”",
                    command=f"arakis review screen {review}",
                )
            )
    for report in reports:
        if report.state == "awaiting classification":
            found.append(
                Waiting(
                    kind="eligibility",
                    subject=report.id,
                    question="report@full_text",
                    text=f"Is {report.label} eligible? {report.reason}".strip(),
                    command=f"arakis review screen {review}",
                )
            )
    called = {report.id: report.label for report in reports}
    for first, second in sorted(links):
        found.append(
            Waiting(
                kind="study",
                subject=f"{first}{SEPARATOR}{second}",
                question="same study",
                text=f"Are {called[first]} and {called[second]} reports of one study?",
                command=f"arakis review screen {review}",
            )
        )
    names = {outcome.id: outcome for outcome in protocol.outcomes}
    settled = {(one.study, one.comparison, one.outcome) for one in results if one.settled}
    for result in results:
        outcome = names.get(result.outcome)
        ruled_out = not result.settled and (result.study, result.comparison, result.outcome) in settled
        if outcome is None or ruled_out:
            continue
        reasons: dict[str, list[str]] = {}
        for place, datum in result.open_fields(outcome.kind):
            reasons.setdefault(datum.waits, []).append(place)
        for reason, places in reasons.items():
            named = ", ".join(place.replace(".", " ") for place in places)
            which = ", ".join(part for part in (result.instrument, result.time, result.population) if part)
            about = f"{outcome.name} ({which})" if which else outcome.name
            found.append(
                Waiting(
                    kind="value",
                    subject=result.id,
                    question=" ".join(places),
                    text=f"{labels.get(result.study, result.study)}, {about}: {named}: {reason}",
                    command=f"arakis extract show {review} {result.id}",
                )
            )
    for synthesis in syntheses:
        undecided = {one.study: one.reason for one in synthesis.left_out if one.waits}
        for study, reason in undecided.items():
            label = labels.get(study, study)
            found.append(
                Waiting(
                    kind="result",
                    subject=study,
                    question=synthesis.id,
                    text=f"Which result of {label} stands for {names[synthesis.outcome].name}? {reason}",
                    command=f"arakis extract show {review} {shlex.quote(label)}",
                )
            )
    return tuple(found)
