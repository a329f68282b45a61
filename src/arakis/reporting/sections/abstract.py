"""The structured abstract (PRISMA 2020 for abstracts)."""

from arakis.reporting.document import Gap, Paragraph, Runs, Section, Text
from arakis.reporting.draft import PROTOCOL, Draft
from arakis.reporting.effects import conclusion, headline, sentences
from arakis.reporting.path import quoted

HEADING = "Abstract"


def abstract(draft: Draft) -> Section:
    """Background, objectives, methods, results, limitations, conclusions, funding, registration."""
    if draft.given(f"{PROTOCOL}.rationale") and draft.given(f"{PROTOCOL}.funding"):
        draft.report("2", at="abstract")
    drafted = draft.drafted("abstract")
    if drafted is not None:
        return Section("abstract", HEADING, drafted)
    objective = "objectives" if draft.given(f"{PROTOCOL}.objectives") else "question"
    blocks = (
        Paragraph(draft.own("rationale", "first", "background: why the review is needed"), "Background"),
        Paragraph(draft.own(objective, "sentence", "the objectives"), "Objectives"),
        Paragraph(_methods(draft), "Methods"),
        Paragraph(_results(draft), "Results"),
        Paragraph(_limitations(draft), "Limitations"),
        Paragraph(conclusions(draft), "Conclusions"),
        Paragraph(draft.own("funding", "sentence", "sources of funding"), "Funding"),
        Paragraph(draft.own("registration", "sentence", "register and number, or that there is none"), "Registration"),
    )
    return Section("abstract", HEADING, blocks)


def _methods(draft: Draft) -> Runs:
    review, parts = draft.review, list[Runs]()
    searched = [run for run in review.runs if not run.error]
    if searched:
        words = (Text("Records came from "), *draft.maybe("runs[error=][*].source", "list"))
        if any(run.at for run in searched):
            words += draft.say(" (the last on {latest(runs[error=][*].at)|date})")
        parts.append((*words, Text(".")))
    else:
        parts.append(draft.say("No search has been recorded."))
    concepts = (("population", "population"), ("intervention", "intervention"), ("comparator", "comparator"))
    asked = [
        draft.say(f"{label}: {{{PROTOCOL}.{key}.text|inline}}")
        for key, label in concepts
        if draft.given(f"{PROTOCOL}.{key}.text")
    ]
    if asked:
        joined: Runs = (Text("Eligible "), *asked[0])
        for item in asked[1:]:
            joined += (Text("; "), *item)
        parts.append((*joined, Text(".")))
    tools = sorted({item.tool for item in review.bias if item.tool})
    if tools:
        parts.append(draft.say(f"Risk of bias was assessed with {{bias[tool={quoted(tools[0])}][0].tool|text}}."))
    if any(item.pooled for item in review.syntheses):
        parts.append(draft.say(f"Results were pooled by {{{PROTOCOL}.synthesis.model|text}}-effects meta-analysis."))
    if review.certainty:
        parts.append(draft.say("Certainty of the evidence was rated by the GRADE approach with stated rules."))
    return sentences(parts)


def _results(draft: Draft) -> Runs:
    flow = draft.review.flow
    parts: list[Runs] = [
        draft.say("The search identified {flow.identified|no} {flow.identified|plural:record:records}."),
    ]
    if flow.identified:
        parts.append(
            draft.say(
                "{flow.assessed|Word} {flow.assessed|plural:report was:reports were} assessed at full text; "
                "{flow.included_studies|no} {flow.included_studies|plural:study:studies} "
                "({flow.included_reports|no} {flow.included_reports|plural:report:reports}) "
                "{flow.included_studies|plural:was:were} included."
            )
        )
    if flow.awaiting:
        parts.append(
            draft.say("{flow.awaiting|Word} {flow.awaiting|plural:report awaits:reports await} classification.")
        )
    parts.extend(headline(draft, item) for item in draft.review.syntheses)
    if not draft.review.syntheses and flow.included_studies:
        parts.append(draft.say("No synthesis was made."))
    return sentences(parts)


def _limitations(draft: Draft) -> Runs:
    parts: list[Runs] = []
    if draft.number("count(studies_at_risk,high)"):
        parts.append(
            draft.say(
                "Of {len(studies)|int} included {len(studies)|plural:study:studies}, {count(studies_at_risk,high)|int} "
                "{count(studies_at_risk,high)|plural:was:were} at high risk of bias."
            )
        )
    if draft.review.flow.not_retrieved:
        parts.append(
            draft.say("{flow.not_retrieved|Word} {flow.not_retrieved|plural:report was:reports were} not retrieved.")
        )
    if draft.review.waiting:
        parts.append(
            draft.say(
                "{len(waiting)|Word} {len(waiting)|plural:decision still waits:decisions still wait} for a person, "
                "so the results are provisional."
            )
        )
    return sentences(parts) or (Gap("the main limitations of the evidence"),)


def conclusions(draft: Draft) -> Runs:
    """What may be concluded, outcome by outcome; the same words stand under Conclusions."""
    if not draft.review.studies:
        return draft.say("No study was included, so the question remains open.")
    if not draft.review.syntheses:
        return draft.say("The included studies gave no results that this review could synthesise.")
    return sentences([conclusion(draft, item) for item in draft.review.syntheses])
