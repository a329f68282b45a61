"""Studies from included reports: reports of one study linked, a report of several trials taken apart."""

from collections.abc import Iterable, Sequence

from arakis.domain.base import content_id
from arakis.domain.family import families
from arakis.domain.report import Report, Study
from arakis.review.decisions import standing
from arakis.review.facts import Facts
from arakis.review.reports import SEPARATOR


def studies(facts: Facts, included: Sequence[Report]) -> tuple[Study, ...]:
    """The studies that the included reports describe, in the order of their main reports."""
    by_id = {report.id: report for report in included}
    found: list[Study] = []
    for family in families(list(by_id), linked(facts)):
        members = sorted((by_id[identity] for identity in family), key=_age)
        trials: dict[str, list[Report]] = {}
        for report in members:
            for trial in _trials(facts, report.id):
                trials.setdefault(trial, []).append(report)
        several = [name for name in trials if name]
        if several and "" in trials:
            for report in trials.pop(""):
                for name in several:
                    if report not in trials[name]:
                        trials[name].append(report)
        for trial, of_trial in trials.items():
            found.append(_study(facts, trial, of_trial))
    return _perhaps(found, unsure(facts, found))


def _perhaps(found: Sequence[Study], pairs: Iterable[tuple[str, str]]) -> tuple[Study, ...]:
    """The studies, each with those of which it is asked whether they are the same."""
    asked: dict[str, set[str]] = {}
    for pair in pairs:
        for one, other in (pair, pair[::-1]):
            others = {study.id for study in found if other in study.reports}
            for study in found:
                if one in study.reports:
                    asked.setdefault(study.id, set()).update(others - {study.id})
    return tuple(
        study.model_copy(update={"perhaps": tuple(sorted(asked[study.id]))}) if study.id in asked else study
        for study in found
    )


def linked(facts: Facts) -> list[tuple[str, str]]:
    """The pairs of reports that stand as reports of one study."""
    pairs: list[tuple[str, str]] = []
    for subject, question in facts.by_question:
        if question != "same study":
            continue
        found = standing(facts, subject, question)
        if found and found[1] is not None and found[1].answer == "same study":
            first, second = subject.split(SEPARATOR)
            pairs.append((first, second))
    return pairs


def unsure(facts: Facts, of_study: Sequence[Study]) -> list[tuple[str, str]]:
    """The pairs of included reports, now in different studies, of which it is not known whether they are of one."""
    belongs = {report: study.id for study in of_study for report in study.reports}
    pairs: list[tuple[str, str]] = []
    for subject, question in facts.by_question:
        if question != "same study":
            continue
        found = standing(facts, subject, question)
        first, second = subject.split(SEPARATOR)
        apart = first in belongs and second in belongs and belongs[first] != belongs[second]
        if apart and found and (found[1] is None or found[1].answer is None):
            pairs.append((first, second))
    return pairs


def _age(report: Report) -> tuple[int, str, str]:
    return (report.year or 9999, report.date, report.id)


def _trials(facts: Facts, report: str) -> list[str]:
    found: list[str] = []
    for subject, question in facts.by_question:
        if subject == report and question.startswith("trial:"):
            known = standing(facts, subject, question)
            if known and known[1] is not None and known[1].answer is not None:
                found.append(question.removeprefix("trial:"))
    return found or [""]


def _study(facts: Facts, trial: str, reports: Sequence[Report]) -> Study:
    main = reports[0]
    design, allocation = "", ""
    characteristics: dict[str, str] = {}
    registrations: list[str] = []
    for report in reports:
        found = standing(facts, report.id, "design")
        if found and found[1] is not None and isinstance(found[1].answer, dict):
            allocation = allocation or str(found[1].answer.get("allocation", ""))
            design = design or str(found[1].answer.get("design", ""))
        described = standing(facts, report.id, f"trial:{trial}")
        if described and described[1] is not None and isinstance(described[1].answer, dict):
            for name, text in described[1].answer.get("characteristics", {}).items():
                characteristics.setdefault(name, text)
            registrations += described[1].answer.get("registrations", [])
        registrations += report.registrations
    return Study(
        id=content_id("study", main.id, trial),
        label=f"{main.label} ({trial})" if trial else main.label,
        reports=tuple(report.id for report in reports),
        trial=trial,
        design=design,
        allocation=allocation or "not stated",
        registrations=tuple(dict.fromkeys(registrations)),
        characteristics=characteristics,
    )
