"""Appendices: queries, reports that are not in the review and why, and the PRISMA 2020 checklist."""

from importlib.resources import files

import yaml

from arakis.domain.report import Report
from arakis.reporting.document import Block, Constant, Paragraph, Runs, Section, Text
from arakis.reporting.draft import PROTOCOL, Draft
from arakis.reporting.formats import clean
from arakis.reporting.path import quoted

CHECKLIST: list[dict[str, str]] = yaml.safe_load(
    (files("arakis.reporting") / "checklist.yaml").read_text(encoding="utf-8")
)["items"]
DASH = Text("\u2013")
WHO = {"": "not stated", "person": "person", "model": "model", "built-in": "built-in"}
LONGEST = 150  # rows of a list in the manuscript; the CSV beside it holds all


def lists(draft: Draft) -> tuple[Section, ...]:
    """The appendices that cite reports; they are written before the reference list is closed."""
    found = [
        _queries(draft),
        _reports(draft, "excluded", "Excluded studies", "Reports excluded at full text, with reasons",
                 [item for item in draft.review.reports if item.state == "excluded at full text"]),
        _reports(draft, "automation", "Reports excluded by automation",
                 "Reports excluded on title and abstract by automation",
                 [item for item in draft.review.reports
                  if item.state == "excluded on title and abstract" and item.excluded_by in {"model", "built-in"}]),
        _reports(draft, "not_retrieved", "Reports not retrieved", "Reports that were sought and not retrieved",
                 [item for item in draft.review.reports if item.state == "not retrieved"]),
        _reports(draft, "awaiting", "Studies awaiting classification", "Reports awaiting classification",
                 [item for item in draft.review.reports if item.state == "awaiting classification"]),
        _reports(draft, "ongoing", "Ongoing studies", "Reports of ongoing studies",
                 [item for item in draft.review.reports if item.state == "ongoing"]),
    ]  # fmt: skip
    return tuple(section for section in found if section is not None)


def _queries(draft: Draft) -> Section | None:
    items: list[Block] = []
    for run in draft.review.runs:
        if run.query.strip():
            path = f"runs[id={quoted(run.id)}]"
            items.append(Paragraph((*draft.say("{$r.source|text}: ", r=path), draft.ref(f"{path}.query", "text"))))
    asked = {run.query for run in draft.review.runs}
    for index, (_, query) in enumerate(draft.review.protocol.queries.items()):
        if query.strip() and query not in asked:
            held = f"{PROTOCOL}.queries"
            words = draft.say(f"{{keys({held})[{index}]|text}} (as planned): {{values({held})[{index}]|text}}")
            items.append(Paragraph(words))
    return Section("appendix.queries", "Search queries", tuple(items)) if items else None


def _label(draft: Draft, report: Report) -> Runs:
    path = f"reports[id={quoted(report.id)}]"
    if report.label.strip():
        return draft.say("{$r.label|text}", r=path)
    return draft.maybe(f"{path}.title", "cut:80", Text("untitled"))


def _reports(draft: Draft, key: str, heading: str, title: str, reports: list[Report]) -> Section | None:
    if not reports:
        return None
    excluded = key in {"excluded", "automation"}
    rows: list[tuple[Runs, ...]] = []
    for report in reports[:LONGEST]:
        path = f"reports[id={quoted(report.id)}]"
        first: Runs = _label(draft, report)
        if key != "automation":
            first = (*first, Text(" "), draft.cite((report.id,)))
        cells = (first, draft.maybe(f"{path}.title", "cut:160"))
        if excluded:
            criterion = draft.maybe(f"{path}.primary_criterion", "text", DASH)
            rows.append((*cells, criterion, _why(draft, report), (Text(WHO[report.excluded_by]),)))
        else:
            rows.append((*cells, _why(draft, report)))
    notes: list[Runs] = []
    if excluded and any(report.primary_criterion for report in reports):
        notes.append(
            (Text("Criteria: see Eligibility criteria in the methods. Built-in: decided by the built-in engine."),)
        )
    if len(reports) > LONGEST:
        path = f"len(reports[state={quoted(str(reports[0].state))}])"
        path = "flow.excluded_automation" if key == "automation" else path
        notes.append(draft.say(f"The list is cut; all {{{path}|int}} reports stand in tables/excluded.csv."))
    table = draft.table(
        key,
        (Text(title),),
        ("Report", "Title", "Criterion", "Reason", "By") if excluded else ("Report", "Title", "Remark"),
        rows,
        widths=(1.9, 3.4, 1.05, 3, 0.95) if excluded else (1.8, 3.4, 3),
        footnotes=notes,
    )
    return Section(f"appendix.{key}", heading, (table,))


def _why(draft: Draft, report: Report) -> Runs:
    """The reason in words, without the criterion's own text where it only repeats that."""
    path = f"reports[id={quoted(report.id)}].reason"
    criterion = next((item for item in draft.review.protocol.criteria if item.id == report.primary_criterion), None)
    if not report.reason.strip():
        if criterion is None:
            return (DASH,)
        return (Text("not met" if criterion.kind == "include" else "met"),)
    if criterion is not None:
        repeated = clean(criterion.text)
        at = clean(report.reason).find(repeated)
        rest = clean(report.reason)[at + len(repeated) :].strip(" :;,.")
        if at >= 0 and rest:
            return draft.maybe(path, f"from:{at + len(repeated)}", DASH)
    return draft.maybe(path, "inline", DASH)


def checklist(draft: Draft, headings: dict[str, str]) -> Section:
    """The PRISMA 2020 checklist; `headings` gives each section's heading by its id."""
    rows: list[tuple[Runs, ...]] = []
    for item in CHECKLIST:
        at = draft.reported.get(item["item"], "")
        where = Text(f"Section \u201c{headings[at]}\u201d") if at in headings else Text("Not reported")
        rows.append(((Constant(item["item"]),), (Text(item["topic"]),), (Text(item["asks"]),), (where,)))
    table = draft.table(
        "checklist",
        (Text("PRISMA 2020 checklist"),),
        ("Item", "Topic", "What is asked", "Location"),
        rows,
        widths=(0.6, 2.2, 4.2, 3.1),
        footnotes=(
            (Text("Items in words of our own, after the PRISMA 2020 statement. An item is said to be reported only "
                  "where the manuscript holds it."),),
        ),
    )  # fmt: skip
    return Section("appendix.checklist", "PRISMA 2020 checklist", (table,))
