"""Results of syntheses: each with its text, sensitivity analyses and figure."""

from arakis.domain.estimate import Estimate, Sensitivity, Synthesis
from arakis.reporting.document import Block, Bullets, Paragraph, Runs, Section, Table, Text, plain
from arakis.reporting.draft import Draft
from arakis.reporting.effects import (
    cell,
    heading,
    headline,
    interval,
    measure_name,
    name,
    outcome_of,
    sentences,
    synthesis_path,
    usual_level,
)
from arakis.reporting.sections.plots import plot

LISTED = 20  # effects that are also listed in the text; the table of individual results has all


def syntheses(draft: Draft) -> Section:
    """Every synthesis under its own heading."""
    at = "results.syntheses"
    drafted = draft.drafted(at)
    lead: tuple[Block, ...] = drafted or ()
    if not draft.review.syntheses:
        return Section(at, "Results of syntheses", (*lead, draft.paragraph("No synthesis was made.")))
    draft.report("20a", "20b", at=at)
    parts = tuple(_synthesis(draft, item, index) for index, item in enumerate(draft.review.syntheses))
    return Section(at, "Results of syntheses", lead, parts)


def _synthesis(draft: Draft, synthesis: Synthesis, index: int) -> Section:
    blocks: list[Block] = [Paragraph(_who(draft, synthesis))]
    if synthesis.effects and not (len(synthesis.effects) > 1 and not synthesis.pooled):
        blocks.append(Paragraph(headline(draft, synthesis)))
    if synthesis.pooled and synthesis.estimate is not None:
        blocks.append(Paragraph(sentences(_pooled(draft, synthesis))))
    elif len(synthesis.effects) > 1:
        blocks.extend(_narrative(draft, synthesis))
    notes = [draft.maybe(f"{synthesis_path(synthesis)}.notes[{at}]", "sentence")
             for at, note in enumerate(synthesis.notes) if note.strip()]  # fmt: skip
    if notes:
        blocks.append(Paragraph(sentences(notes)))
    if synthesis.effects:
        blocks.extend(plot(draft, synthesis, "forest"))
    if synthesis.subgroups:
        draft.report("20c", at="results.syntheses")
        blocks.append(_subgroups(draft, synthesis))
    if synthesis.sensitivity or synthesis.leave_one_out:
        draft.report("20d", at="results.syntheses")
        blocks.append(_sensitivity(draft, synthesis))
    title = name(draft, synthesis)
    return Section(f"results.syntheses.{index}", plain(title), tuple(blocks), title=title)


def _who(draft: Draft, synthesis: Synthesis) -> Runs:
    """How many studies contribute, and at what risk of bias."""
    path, ids = synthesis_path(synthesis), {effect.result for effect in synthesis.effects}
    if not ids:
        parts: list[Runs] = [draft.say("No study contributes a result.")]
    else:
        number = f"count(studies_in,{synthesis.id})"
        words = draft.say(f"{{{number}|Word}} {{{number}|plural:study contributes:studies contribute}}")
        if synthesis.participants is not None:
            words += draft.say(", with {$s.participants|int} {$s.participants|plural:participant:participants}", s=path)
        if synthesis.events is not None:
            words += draft.say(" and {$s.events|no} {$s.events|plural:event:events}", s=path)
        parts = [(*words, Text("."))]
    if any(item.result in ids and item.overall == "high" for item in draft.review.bias):
        number = f"count(risk_in,{synthesis.id},high)"
        parts.append(
            draft.say(
                f"Of the contributing results, {{{number}|int}} {{{number}|plural:was:were}} at high risk of bias."
            )
        )
    if synthesis.left_out:
        parts.append(
            draft.say(
                "{len($s.left_out)|Word} {len($s.left_out)|plural:result was:results were} not used; the reasons "
                "stand with the individual results.",
                s=path,
            )
        )
    return sentences(parts)


def _pooled(draft: Draft, synthesis: Synthesis) -> list[Runs]:
    path, estimate = synthesis_path(synthesis), synthesis.estimate
    assert estimate is not None
    parts: list[Runs] = []
    method = f"{path}.estimate.method" if estimate.method.strip() else f"{path}.model"
    words = (Text("Method: "), *draft.maybe(method, "inline"))
    if estimate.p is not None:
        words += draft.say(" (P {$s.estimate.p|p})", s=path)
    parts.append((*words, Text(".")))
    if synthesis.heterogeneity is not None:
        parts.append(_heterogeneity(draft, synthesis))
    if synthesis.prediction is not None and synthesis.prediction.shown[1] is not None:
        parts.append(
            draft.say(
                "The {$s.prediction.level|share} prediction interval runs from {$s.prediction.shown[1]|effect} to "
                "{$s.prediction.shown[2]|effect}.",
                s=path,
            )
        )
    if outcome := outcome_of(draft, synthesis):
        better = "lower" if outcome.direction == "lower" else "higher"
        parts.append((Text(f"For this outcome {better} values are better."),))
    if synthesis.converged.strip() and not (synthesis.sensitivity or synthesis.leave_one_out):
        parts.append(draft.say("Convergence: {$s.converged|sentence}", s=path))
    return parts


def _heterogeneity(draft: Draft, synthesis: Synthesis) -> Runs:
    path, found = f"{synthesis_path(synthesis)}.heterogeneity", synthesis.heterogeneity
    assert found is not None
    words = draft.say("Heterogeneity: Q {$h.q|fixed:2} on {$h.df|int} {$h.df|plural:degree:degrees} of freedom", h=path)
    if found.p is not None:
        words += draft.say(" (P {$h.p|p})", h=path)
    words += draft.say(", tau² {$h.tau2|fixed:3} ({$h.estimator|text}", h=path)
    if found.tau2_low is not None and found.tau2_high is not None:
        words += draft.say("; interval {$h.tau2_low|fixed:3} to {$h.tau2_high|fixed:3}", h=path)
    words += (Text(")"),)
    if found.i2 is not None:
        words += draft.say(", I² {$h.i2|percent:1}", h=path)
    return (*words, Text("."))


def _narrative(draft: Draft, synthesis: Synthesis) -> list[Block]:
    """What can be said without pooling: each effect, and the directions counted. No vote on significance."""
    path, number = synthesis_path(synthesis), len(synthesis.effects)
    blocks: list[Block] = [
        Paragraph((Text("The results were not pooled: "), *draft.maybe(f"{path}.reason", "sentence")))
    ]
    below, above = f"count(effects_below,{synthesis.id})", f"count(effects_above,{synthesis.id})"
    blocks.append(
        draft.paragraph(
            f"Of the {{len({path}.effects)|int}} results, {{{below}|none}} {{{below}|plural:lies:lie}} below and "
            f"{{{above}|none}} {{{above}|plural:lies:lie}} above the line of no effect; this says nothing about the "
            "size or the certainty of the effects."
        )
    )
    if number <= LISTED:
        items = [
            (
                *draft.maybe(f"{path}.effects[{at}].label", "text"),
                Text(f": {measure_name(synthesis.measure)} "),
                *interval(draft, effect.estimate, f"{path}.effects[{at}].estimate"),
                Text("."),
            )
            for at, effect in enumerate(synthesis.effects)
        ]
        blocks.append(Bullets(tuple(items)))
    return blocks


def _estimate(draft: Draft, estimate: Estimate | None, path: str, usual: bool) -> Runs:
    return cell(draft, estimate, path, usual) if estimate else (Text("not available"),)


def _number(draft: Draft, value: float | None, path: str, form: str) -> Runs:
    return (draft.ref(path, form),) if value is not None else (Text("\u2013"),)


def _sensitivity(draft: Draft, synthesis: Synthesis) -> Table:
    path = synthesis_path(synthesis)
    every = (*synthesis.sensitivity, *synthesis.leave_one_out)
    usual = usual_level([synthesis.estimate, *(item.estimate for item in every)])
    noted = any(item.note.strip() for item in every)
    rows: list[tuple[Runs, ...]] = []
    if synthesis.estimate is not None:
        h = synthesis.heterogeneity
        rows.append(
            (
                (Text("Main analysis"),),
                draft.say("{len($s.effects)|int}", s=path),
                cell(draft, synthesis.estimate, f"{path}.estimate", usual),
                _number(draft, h.i2 if h else None, f"{path}.heterogeneity.i2", "percent:1"),
                _number(draft, h.tau2 if h else None, f"{path}.heterogeneity.tau2", "fixed:3"),
                (Text("\u2013"),),
            )
        )
    groups: tuple[tuple[str, tuple[Sensitivity, ...]], ...] = (
        ("sensitivity", synthesis.sensitivity),
        ("leave_one_out", synthesis.leave_one_out),
    )
    for key, items in groups:
        for at, item in enumerate(items):
            place = f"{path}.{key}[{at}]"
            rows.append(
                (
                    draft.maybe(f"{place}.name", "upper"),
                    draft.say("{$p.k|int}", p=place) if item.k else (Text("\u2013"),),
                    _estimate(draft, item.estimate, f"{place}.estimate", usual),
                    _number(draft, item.i2, f"{place}.i2", "percent:1"),
                    _number(draft, item.tau2, f"{place}.tau2", "fixed:3"),
                    draft.maybe(f"{place}.note", "inline", Text("\u2013")),
                )
            )
    return draft.table(
        f"sensitivity-{synthesis.id}",
        (Text("Sensitivity analyses: "), *name(draft, synthesis)),
        ("Analysis", "Studies", heading(synthesis, usual), "I²", "tau²", "Note")[: 6 if noted else 5],
        [row[: 6 if noted else 5] for row in rows],
        widths=(3, 0.9, 2.2, 0.9, 0.9, 2)[: 6 if noted else 5],
        numeric=(1, 2, 3, 4),
        footnotes=[draft.say("Convergence: {$s.converged|sentence}", s=path)] if synthesis.converged.strip() else [],
    )


def _subgroups(draft: Draft, synthesis: Synthesis) -> Table:
    path = synthesis_path(synthesis)
    usual = usual_level([item.estimate for item in synthesis.subgroups])
    rows = [
        (
            draft.say("{$g.variable|upper}: {$g.level|text}", g=f"{path}.subgroups[{at}]"),
            draft.say("{$g.k|int}", g=f"{path}.subgroups[{at}]"),
            _estimate(draft, item.estimate, f"{path}.subgroups[{at}].estimate", usual),
            _number(draft, item.tau2, f"{path}.subgroups[{at}].tau2", "fixed:3"),
        )
        for at, item in enumerate(synthesis.subgroups)
    ]
    notes: list[Runs] = []
    if {"q", "df", "p"} <= synthesis.subgroup_test.keys():
        notes.append(
            draft.say(
                "Test for subgroup differences: χ² {$s.subgroup_test.q|fixed:2} on {$s.subgroup_test.df|int} "
                "{$s.subgroup_test.df|plural:degree:degrees} of freedom, P {$s.subgroup_test.p|p}.",
                s=path,
            )
        )
    return draft.table(
        f"subgroups-{synthesis.id}",
        (Text("Subgroups: "), *name(draft, synthesis)),
        ("Subgroup", "Studies", heading(synthesis, usual), "tau²"),
        rows,
        widths=(3, 1, 2.6, 1),
        numeric=(1, 2, 3),
        footnotes=notes,
    )
