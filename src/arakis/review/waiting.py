"""What a person should still decide, one line each."""

from collections.abc import Iterator, Sequence

from arakis.domain.protocol import Protocol
from arakis.domain.record import Record
from arakis.domain.report import Report, Study
from arakis.domain.result import Datum, Result
from arakis.domain.review import Waiting
from arakis.review.reports import SEPARATOR

NEEDED = {
    "dichotomous": ("events", "total"),
    "rate": ("events", "person_time"),
    "continuous": ("mean", "sd", "total"),
    "time-to-event": ("estimate", "low", "high"),
    "other": ("estimate", "low", "high"),
}


def waiting(
    review: str,
    protocol: Protocol,
    pairs: dict[tuple[str, str], str],
    records: Sequence[Record],
    reports: Sequence[Report],
    studies: Sequence[Study],
    results: Sequence[Result],
    links: Sequence[tuple[str, str]] = (),
) -> tuple[Waiting, ...]:
    """Everything that waits: pairs that may be duplicates, reports to classify or to link, values to fill in.

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
    for result in results:
        outcome = names.get(result.outcome)
        if outcome is None:
            continue
        for place, datum in _open(result, NEEDED[outcome.kind]):
            found.append(
                Waiting(
                    kind="value",
                    subject=result.id,
                    question=place,
                    text=f"{labels.get(result.study, result.study)}, {outcome.name}: {place.replace('.', ' ')}: "
                    f"{datum.waits}",
                    command=f"arakis extract show {review} {result.id}",
                )
            )
    return tuple(found)


def _open(result: Result, needed: Sequence[str]) -> Iterator[tuple[str, Datum]]:
    sides = {"intervention": result.intervention.values, "comparator": result.comparator.values}
    has_effect = all(result.effect.get(name) and result.effect[name].value for name in ("estimate", "low", "high"))
    for side, values in sides.items():
        for name, datum in values.items():
            if name in needed and datum.value is None and datum.waits and not has_effect:
                yield f"{side}.{name}", datum
    for name, datum in result.effect.items():
        if name in needed and datum.value is None and datum.waits:
            yield f"effect.{name}", datum
