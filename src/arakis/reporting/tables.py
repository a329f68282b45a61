"""The tables of a review as CSV text: everything that the manuscript's tables hold, and what they leave out.

Numbers are written as they are (full precision, a point for decimals), not as the manuscript rounds them. A cell of
outside text that a spreadsheet might run as a formula gets an apostrophe before it.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from arakis.domain.estimate import Estimate, Synthesis
from arakis.domain.report import Report
from arakis.domain.result import Datum
from arakis.domain.review import Review
from arakis.reporting.counts import KINDS, TASKS, decisions
from arakis.reporting.formats import clean

Cell = str | int | float | None
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_STATES = (
    "excluded at full text", "not retrieved", "awaiting classification", "ongoing", "removed before screening",
    "excluded on title and abstract",
)  # fmt: skip


def neutral(cell: Cell) -> str:
    """A cell as CSV holds it: numbers as they are, text on one line and without the power of a formula."""
    if cell is None:
        return ""
    if isinstance(cell, int | float):
        return repr(cell)
    words = clean(cell)
    return "'" + words if words.startswith(_RISKY) else words


def written(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table as CSV text (RFC 4180, lines end in LF)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headers)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return out.getvalue()


def tables(review: Review) -> dict[str, str]:
    """Every table by its name (without ".csv"). A table without rows has its headers alone."""
    return {
        "characteristics": _characteristics(review),
        "excluded": _excluded(review),
        "risk_of_bias": _bias(review),
        "results": _results(review),
        "syntheses": _syntheses(review),
        "sensitivity": _sensitivity(review),
        "summary_of_findings": _findings(review),
        "certainty": _certainty(review),
        "prisma": _prisma(review),
        "decisions": _decisions(review),
    }


def _characteristics(review: Review) -> str:
    keys = list(dict.fromkeys(key for study in review.studies for key in study.characteristics))
    titles = {report.id: report.title for report in review.reports}
    rows = [
        [study.id, study.label, study.design, study.allocation, "; ".join(study.registrations),
         "; ".join(titles.get(report, report) for report in study.reports),
         *(study.characteristics.get(key, "") for key in keys)]
        for study in review.studies
    ]  # fmt: skip
    return written(["study", "label", "design", "allocation", "registrations", "reports", *map(neutral, keys)], rows)


def _excluded(review: Review) -> str:
    texts = {criterion.id: criterion.text for criterion in review.protocol.criteria}

    def row(report: Report) -> list[Cell]:
        names = "; ".join(name.text for name in report.authors[:3])
        return [report.id, report.label, report.title, names, report.year, report.doi, report.state,
                report.primary_criterion, texts.get(report.primary_criterion, ""), report.reason,
                report.excluded_by]  # fmt: skip

    rows = [row(report) for state in _STATES for report in review.reports if report.state == state]
    headers = ["report", "label", "title", "authors", "year", "doi", "state", "criterion", "criterion_text", "reason",
               "decided_by"]  # fmt: skip
    return written(headers, rows)


def _bias(review: Review) -> str:
    labels = {study.id: study.label for study in review.studies}
    rows: list[list[Cell]] = []
    for item in review.bias:
        first: list[Cell] = [item.result, item.study, labels.get(item.study, ""), item.tool, item.effect_of_interest]
        for domain in item.domains:
            answers = "; ".join(f"{key} {answer}" for key, answer in sorted(domain.answers.items()))
            rows.append([*first, domain.domain, domain.name, domain.judgement, answers, domain.why])
        rows.append([*first, "overall", "Overall", item.overall, "", item.note])
    headers = [
        "result",
        "study",
        "label",
        "tool",
        "effect_of_interest",
        "domain",
        "name",
        "judgement",
        "answers",
        "why",
    ]
    return written(headers, rows)


def _datum(datum: Datum) -> tuple[Cell, Cell, Cell]:
    quote = datum.value.evidence[0].quote if datum.value is not None and datum.value.evidence else ""
    return (datum.value.value if datum.value else None), (datum.value.origin if datum.value else ""), quote


def _results(review: Review) -> str:
    labels = {study.id: study.label for study in review.studies}
    rows: list[list[Cell]] = []
    for result in review.results:
        groups = (
            ("intervention", result.intervention.arms, result.intervention.values),
            ("comparator", result.comparator.arms, result.comparator.values),
            ("effect", (), result.effect),
        )
        for side, arms, values in groups:
            for field, datum in values.items():
                rows.append(
                    [result.id, result.study, labels.get(result.study, ""), result.comparison, result.outcome,
                     result.instrument, result.time, result.population, side, "; ".join(arms), field, *_datum(datum),
                     datum.waits]
                )  # fmt: skip
    headers = ["result", "study", "label", "comparison", "outcome", "instrument", "time", "population", "side", "arms",
               "field", "value", "origin", "quote", "waits"]  # fmt: skip
    return written(headers, rows)


def _numbers(estimate: Estimate | None) -> list[Cell]:
    return [None, None, None, None] if estimate is None else [*estimate.shown, estimate.se]


def _syntheses(review: Review) -> str:
    rows: list[list[Cell]] = []
    for item in review.syntheses:
        for effect in item.effects:
            rows.append([item.id, item.name, item.measure, effect.study, effect.label, *_numbers(effect.estimate),
                         effect.weight if item.pooled else None, effect.note])  # fmt: skip
        for left in item.left_out:
            rows.append([item.id, item.name, item.measure, left.study, left.label, *_numbers(None), None,
                         f"not used: {left.reason}"])  # fmt: skip
        if item.pooled:
            rows.append([item.id, item.name, item.measure, "", "pooled", *_numbers(item.estimate), None, item.model])
    headers = ["synthesis", "name", "measure", "study", "label", "estimate", "low", "high", "se", "weight", "note"]
    return written(headers, rows)


def _sensitivity(review: Review) -> str:
    rows: list[list[Cell]] = []
    for item in review.syntheses:
        if item.estimate is not None:
            i2, tau2 = (item.heterogeneity.i2, item.heterogeneity.tau2) if item.heterogeneity else (None, None)
            rows.append([item.id, item.name, "main", "main analysis", len(item.effects), *_numbers(item.estimate),
                         i2, tau2, ""])  # fmt: skip
        for kind, found in (("sensitivity", item.sensitivity), ("leave one out", item.leave_one_out)):
            rows.extend(
                [item.id, item.name, kind, one.name, one.k, *_numbers(one.estimate), one.i2, one.tau2, one.note]
                for one in found
            )
    headers = [
        "synthesis",
        "name",
        "kind",
        "analysis",
        "studies",
        "estimate",
        "low",
        "high",
        "se",
        "i2",
        "tau2",
        "note",
    ]
    return written(headers, rows)


def _findings(review: Review) -> str:
    rated = {item.synthesis: item for item in review.certainty}

    def row(item: Synthesis) -> list[Cell]:
        found = rated.get(item.id)
        absolute = found.absolute if found else None
        shown: list[Cell] = [*item.estimate.shown] if item.pooled and item.estimate else [None, None, None]
        risks: list[Cell] = [None] * 7
        if absolute is not None:
            risks = [absolute.baseline, absolute.with_intervention, absolute.low, absolute.high, absolute.difference,
                     absolute.difference_low, absolute.difference_high]  # fmt: skip
        return [item.id, item.name, len(item.effects), item.participants, item.measure, *shown, *risks,
                absolute.source if absolute else "", found.level if found else "not rated"]  # fmt: skip

    headers = ["synthesis", "outcome", "studies", "participants", "measure", "estimate", "low", "high",
               "risk_comparator_per_1000", "risk_intervention_per_1000", "risk_low", "risk_high",
               "difference_per_1000", "difference_low", "difference_high", "baseline_source", "certainty"]  # fmt: skip
    return written(headers, [row(item) for item in review.syntheses])


def _certainty(review: Review) -> str:
    rows: list[list[Cell]] = [
        [item.synthesis, item.start, item.level, domain.name, domain.steps, domain.rule,
         "; ".join(f"{key}: {value}" for key, value in domain.inputs.items()), domain.judgement or ""]
        for item in review.certainty
        for domain in item.domains
    ]  # fmt: skip
    return written(["synthesis", "start", "level", "domain", "steps", "rule", "inputs", "judgement"], rows)


def _prisma(review: Review) -> str:
    rows: list[list[Cell]] = []
    for name, value in review.flow.model_dump().items():
        if isinstance(value, dict):
            rows.extend([name, str(key), int(count)] for key, count in value.items())
        else:
            rows.append([name, "", value])
    return written(["box", "part", "count"], rows)


def _decisions(review: Review) -> str:
    data = review.model_dump(mode="json", include={"judgements", "consensus", "results"})
    rows: list[list[Cell]] = [
        [label, *(decisions(data, key, kind) for kind in (*KINDS, "open"))] for key, label in TASKS
    ]
    return written(["task", "people", "models", "built_in", "open"], rows)
