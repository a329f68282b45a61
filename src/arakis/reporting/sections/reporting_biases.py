"""Reporting biases: small-study effects of each synthesis, or why they were not tested."""

from arakis.reporting.document import Block, Paragraph, Section, Text
from arakis.reporting.draft import Draft
from arakis.reporting.effects import name, synthesis_path
from arakis.reporting.sections.plots import plot


def reporting_biases(draft: Draft) -> Section:
    """Small-study effects of each synthesis, or why they were not tested."""
    at = "results.reporting_biases"
    blocks: list[Block] = []
    for synthesis in draft.review.syntheses:
        path, test = f"{synthesis_path(synthesis)}.small_study", synthesis.small_study
        if test is None:
            continue
        draft.report("21", at=at)
        lead = (*name(draft, synthesis), Text(": "))
        if test.p is None:
            words = (Text("small-study effects were not tested; "), *draft.maybe(f"{path}.reason", "sentence"))
        else:
            number = "intercept {$t.intercept|fixed:2}, " if test.intercept is not None else ""
            words = draft.say(f"{{$t.name|text}}, {number}P {{$t.p|p}}", t=path)
            words += (Text("."),)
            if test.reason.strip():
                words += (Text(" "), *draft.maybe(f"{path}.reason", "sentence"))
        blocks.append(Paragraph((*lead, *words)))
        blocks.extend(plot(draft, synthesis, "funnel"))
    if not blocks:
        blocks.append(
            draft.paragraph("Bias from missing results was not assessed, for there was no synthesis to test.")
        )
    return Section(at, "Reporting biases", tuple(blocks))
