"""Methods of analysis: effect measures, synthesis, reporting bias and certainty, with the conventions in use."""

from arakis.reporting.document import Block, Bullets, Gap, Paragraph, Runs, Section, Text, plain
from arakis.reporting.draft import PROTOCOL, Draft
from arakis.reporting.effects import measure_name, sentences
from arakis.reporting.path import quoted


def analysis(draft: Draft) -> tuple[Section, ...]:
    """The last parts of the methods."""
    return (_measures(draft), _synthesis(draft), _reporting_bias(draft), _certainty(draft))


def _measures(draft: Draft) -> Section:
    at, heading = "methods.measures", "Effect measures"
    items: list[Runs] = []
    for outcome in draft.review.protocol.outcomes:
        path = f"{PROTOCOL}.outcomes[id={quoted(outcome.id)}]"
        better = f"{outcome.direction} values are better"
        words = draft.say("{$o.name|inline}: ", o=path)
        pool = "" if outcome.pool else "; reported, not pooled, by the protocol"
        items.append((*words, Text(f"{measure_name(outcome.measure)} ({better}){pool}.")))
    if not items:
        return Section(at, heading, (Paragraph((Gap("the effect measures"),)),))
    draft.report("12", at=at)
    return Section(at, heading, (Bullets(tuple(items)),))


def _synthesis(draft: Draft) -> Section:
    review, at = draft.review, "methods.synthesis"
    rules = review.protocol.synthesis
    draft.report("13a", "13b", "13c", "13d", at=at)
    pooled = any(item.pooled for item in review.syntheses)
    blocks: list[Block] = [
        draft.paragraph(
            "A synthesis takes results that share a comparison and an outcome, at most one result per study and "
            "comparison, by rules that do not look at the size of an effect."
        )
    ]
    chosen = [draft.say("{$s.rule|sentence}", s=f"syntheses[id={quoted(item.id)}]")
              for item in review.syntheses if item.rule.strip()]  # fmt: skip
    unique = {plain(runs): runs for runs in chosen}
    if unique:
        blocks.append(Bullets(tuple(unique.values())))
    parts: list[Runs] = []
    arms = {
        "combine": "Arms of a study that fall on the same side of a comparison are combined.",
        "split": "Where arms share a control group, the control group is split between them.",
    }[rules.arms]
    parts.append((Text(arms),))
    parts.append(_model(draft, pooled))
    parts.append(
        (
            Text(
                "Ratio measures are analysed on the logarithmic scale. Heterogeneity is described by Cochran's Q, by "
            ),
            Text("tau² with a Q-profile interval "),
            draft.methods("qprofile"),
            Text(" and by I² computed from tau² "),
            draft.methods("i2"),
            Text(". The prediction interval "),
            draft.methods("prediction"),
            Text(" tells in what range the effect of a new study would be expected."),
        )
    )
    blocks.append(Paragraph(sentences(parts)))
    blocks.append(
        Paragraph(
            (
                Text("Where pooling would not be sensible, results are given study by study in a structured "),
                Text("narrative "),
                draft.methods("swim"),
                Text(", and the rule that applied is named. Heterogeneity alone is never the reason."),
            )
        )
    )
    if rules.subgroups:
        draft.report("13e", at=at)
        blocks.append(draft.paragraph(f"Subgroups were compared by {{{PROTOCOL}.synthesis.subgroups|list}}."))
    else:
        blocks.append(draft.paragraph("No subgroup analysis was planned."))
    if any(item.sensitivity or item.leave_one_out for item in review.syntheses):
        draft.report("13f", at=at)
        blocks.append(
            draft.paragraph(
                "Sensitivity analyses repeat each synthesis with other conventions and leave out each study in turn."
            )
        )
    return Section(at, "Synthesis methods", tuple(blocks))


def _model(draft: Draft, pooled: bool) -> Runs:
    rules = draft.review.protocol.synthesis
    did = "were pooled" if pooled else "were to be pooled"
    if rules.model == "fixed":
        return (Text(f"Studies {did} by a fixed-effect model with inverse-variance weights and a Wald-type interval."),)
    key, name = {
        "REML": ("reml", "restricted maximum likelihood"),
        "DL": ("dl", "the method of DerSimonian and Laird"),
    }[rules.tau2]
    runs: Runs = (
        Text(f"Studies {did} by a random-effects model, with the variance between studies estimated by {name} "),
        draft.methods(key),
    )
    if rules.interval == "HKSJ":
        return (
            *runs,
            Text(" and the interval by the method of Hartung, Knapp, Sidik and Jonkman "),
            draft.methods("hksj"),
            Text(
                "; where too few studies or no variance between them make that unfit, a Wald-type interval takes its "
            ),
            Text("place, and the text says so."),
        )
    return (*runs, Text(" and a Wald-type interval."))


def _reporting_bias(draft: Draft) -> Section:
    at = "methods.reporting_bias"
    draft.report("14", at=at)
    return Section(
        at,
        "Reporting bias assessment",
        (
            Paragraph(
                (
                    Text("Small-study effects are tested by the regression of Egger "),
                    draft.methods("egger"),
                    Text(" and shown in a funnel plot, only where a synthesis has enough studies for it. Selective "),
                    Text("reporting within studies is part of the assessment of risk of bias."),
                )
            ),
        ),
    )


def _certainty(draft: Draft) -> Section:
    at = "methods.certainty"
    review = draft.review
    if not review.certainty:
        words = draft.say("The certainty of the evidence was not rated.")
        return Section(at, "Certainty assessment", (Paragraph(words),))
    draft.report("15", at=at)
    lead: Runs = (
        Text("The certainty of the evidence was rated for each synthesis by the GRADE approach "),
        draft.methods("grade"),
        Text(
            ", by stated rules whose inputs are shown with each rating. Evidence from randomised trials starts at "
            "high, from other designs at low."
        ),
    )
    parts: list[Runs] = [lead]
    if any(item.absolute for item in review.certainty):
        parts.append(draft.say("Absolute effects are given per 1000 people, at a baseline risk whose source is named."))
    return Section(at, "Certainty assessment", (Paragraph(sentences(parts)),))
