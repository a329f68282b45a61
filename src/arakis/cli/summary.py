"""The short report at the end of a review: counts, the pooled result, a forest plot, what is left to decide."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from arakis.domain.estimate import Synthesis
from arakis.domain.review import Review

if TYPE_CHECKING:
    from arakis.figures.words import ForestLabels


def summary(review: Review, output: Path | None, option: str = "") -> str:
    """The report as text for a terminal; `option` is what commands need to find the workspace."""
    lines = ["", review.protocol.title or review.protocol.question, "=" * 78, *_flow(review)]
    lines += _failed(review)
    lines += _syntheses(review)
    if output:
        lines += ["", *_files(output)]
    lines += _waiting(review)
    lines += ["", _next(review, option)]
    return "\n".join(lines)


def _flow(review: Review) -> list[str]:
    flow = review.flow
    rows = [
        ("Records identified", flow.identified, ", ".join(f"{name} {n}" for name, n in flow.by_source.items())),
        ("Duplicates removed", flow.duplicates, ""),
        ("Screened", flow.screened, ""),
        (
            "Excluded on title and abstract",
            flow.excluded + flow.excluded_automation,
            f"{flow.excluded_automation} of them by automation" if flow.excluded_automation else "",
        ),
        ("Not retrieved", flow.not_retrieved, ""),
        ("Excluded at full text", flow.excluded_full_text, ", ".join(f"{k} {n}" for k, n in flow.reasons.items())),
        ("Awaiting classification", flow.awaiting, ""),
        ("Included", flow.included_reports, f"reports of {flow.included_studies} studies"),
    ]
    return [f"  {name:<32}{number:>6}  {note}".rstrip() for name, number, note in rows]


def _failed(review: Review) -> list[str]:
    lines = [f"  ! {run.source}: {run.error}" for run in review.runs if run.error]
    for run in review.runs:
        lines += [
            f"  ! {run.file or run.source}{f', line {problem.line}' if problem.line else ''}: {problem.message}"
            for problem in run.problems[:5]
        ]
        if len(run.problems) > 5:
            lines.append(f"  ! {run.file or run.source}: {len(run.problems) - 5} more problems (see review.json)")
    unread = [one for one in review.documents if one.layer is None]
    lines += [f"  ! {one.name}: {'; '.join(one.problems)}" for one in unread[:40]]
    remarks = [(one.name, problem) for one in review.documents if one.layer for problem in one.problems]
    lines += [f"  ! {name}: {problem}" for name, problem in remarks[:8]]
    more = max(len(unread) - 40, 0) + max(len(remarks) - 8, 0)
    if more:
        lines.append(f"  ! {more} more remarks on full texts (see review.json)")
    return ["", *lines] if lines else []


def _syntheses(review: Review) -> list[str]:
    from arakis.figures.text import forest_text

    names = {outcome.id: outcome.name for outcome in review.protocol.outcomes}
    lines: list[str] = []
    unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    for synthesis in review.syntheses:
        lines.append("")
        if synthesis.effects and synthesis.pooled:
            lines += forest_text(synthesis, 78, _labels(review, synthesis), plain=not unicode).splitlines()
            lines += _pooled(review, synthesis.id)
        else:
            studies = len({effect.study for effect in synthesis.effects})
            lines.append(names.get(synthesis.outcome, synthesis.outcome))
            lines.append(f"  not pooled ({studies} {'study' if studies == 1 else 'studies'}): {synthesis.reason}")
    return lines


def _labels(review: Review, synthesis: Synthesis) -> "ForestLabels":
    from arakis.figures.words import ForestLabels

    sides = next(one for one in review.protocol.comparisons if one.id == synthesis.comparison)
    outcome = next(one for one in review.protocol.outcomes if one.id == synthesis.outcome)
    return ForestLabels(sides.intervention.name, sides.comparator.name, outcome=outcome.name)


def _pooled(review: Review, identity: str) -> list[str]:
    synthesis = next(one for one in review.syntheses if one.id == identity)
    certainty = next((one for one in review.certainty if one.synthesis == identity), None)
    estimate, spread, prediction = synthesis.estimate, synthesis.heterogeneity, synthesis.prediction
    lines: list[str] = []
    if estimate:
        value, low, high = estimate.shown
        lines.append(f"  Pooled {synthesis.measure} {value:.2f} ({low:.2f} to {high:.2f}), {estimate.method}")
    if prediction and prediction.low is not None:
        _, low, high = prediction.shown
        lines.append(f"  Prediction interval {low:.2f} to {high:.2f}")
    if spread:
        i2 = f", I² {spread.i2:.1f} %" if spread.i2 is not None else ""
        lines.append(f"  tau² {spread.tau2:.4f}{i2}")
    if certainty:
        lines.append(f"  Certainty of the evidence (GRADE, by rules): {certainty.level}")
    return lines


def _files(output: Path) -> list[str]:
    names = ("manuscript.pdf", "manuscript.docx", "manuscript.md", "figures", "review.json")
    return [f"  {output / name}" for name in names if (output / name).exists()]


def _waiting(review: Review) -> list[str]:
    if not review.waiting:
        return ["", "Nothing waits for a person."]
    lines = ["", f"For a person to decide ({len(review.waiting)}):"]
    lines += [f"  - {one.text}" for one in review.waiting[:8]]
    if len(review.waiting) > 8:
        lines.append(f"  … and {len(review.waiting) - 8} more")
    return lines


def _next(review: Review, option: str) -> str:
    if any(one.kind in ("eligibility", "duplicate", "study") for one in review.waiting):
        return f"Next: arakis review screen {review.id}{option}"
    if review.waiting:
        return f"Next: {review.waiting[0].command}{option}"
    if any(run.error for run in review.runs):
        return f"Next: arakis review resume {review.id}{option}  (asks again what could not be reached)"
    return f"Next: arakis review verify {review.id}{option}"
