"""A finished review held against a key of the demonstration: what is right, wrong and open."""

from dataclasses import dataclass, field
from typing import Any

from arakis.domain.report import Report
from arakis.domain.result import Result
from arakis.domain.review import Review

SIDES = (("intervention", "tpos", "intervention_total"), ("comparator", "cpos", "comparator_total"))


@dataclass
class Counts:
    """How the numbers of the included trials were read: (trial, field, got, due) each."""

    right: list[tuple[str, str, float, float]] = field(default_factory=list)
    wrong: list[tuple[str, str, float, float]] = field(default_factory=list)
    missing: list[tuple[str, str, float]] = field(default_factory=list)


def report_of(review: Review, entry: dict[str, Any]) -> Report:
    """The report of a key's entry, by DOI, PMID or title."""
    for report in review.reports:
        if (entry["doi"] and report.doi == entry["doi"].lower()) or (entry["pmid"] and report.pmid == entry["pmid"]):
            return report
    plain = entry["title"].casefold().rstrip(".")
    return next(report for report in review.reports if report.title.casefold().rstrip(".") == plain)


def results_of(review: Review, report: Report, outcome: str) -> list[Result]:
    """The results of the study of a report for an outcome."""
    return [one for one in review.results if one.outcome == outcome and one.study in report.studies]


def used(review: Review, report: Report, outcome: str = "tuberculosis") -> Result | None:
    """The result of a report's study that the synthesis of the outcome uses."""
    chosen = {effect.result for one in review.syntheses if one.outcome == outcome for effect in one.effects}
    found = [one for one in results_of(review, report, outcome) if report.id in one.reports]
    return next((one for one in found if one.id in chosen), found[0] if found else None)


def counts(review: Review, key: dict[str, Any]) -> Counts:
    """The 52 counts of the trials: events and totals of both sides; missing where a person must choose the result."""
    found = Counts()
    waits = {one.study for synthesis in review.syntheses for one in synthesis.left_out if one.waits}
    for entry in key["included"]:
        report = report_of(review, entry)
        result = None if waits & set(report.studies) else used(review, report)
        for side, events, total in SIDES:
            for name, due in (("events", entry["counts"][events]), ("total", entry["counts"][total])):
                got = getattr(result, side).number(name) if result else None
                where = f"{side}.{name}"
                if got is None:
                    found.missing.append((entry["label"], where, due))
                elif got == due:
                    found.right.append((entry["label"], where, got, due))
                else:
                    found.wrong.append((entry["label"], where, got, due))
    return found


def answers(review: Review, key: dict[str, Any]) -> str:
    """A person's file of answers for what is still open."""
    import yaml

    given = []
    open_ones = counts(review, key).missing
    for entry in key["included"]:
        due = {where: value for label, where, value in open_ones if label == entry["label"]}
        if due:
            report = report_of(review, entry)
            result = used(review, report)
            given.append(
                {
                    "report": report.id,
                    "outcome": "tuberculosis",
                    "time": result.time if result else "",
                    "population": result.population if result else "",
                    "source": "read by a person from the report",
                    "settles": True,
                    "values": due,
                }
            )
    return yaml.safe_dump({"by": "Test Person", "answers": given})
