"""Results of syntheses: each with its text, sensitivity and figures; then reporting biases and certainty."""

from arakis.domain.certainty import AbsoluteEffect
from arakis.domain.estimate import Estimate, Sensitivity, Synthesis
from arakis.reporting.document import Block, Bullets, Paragraph, Picture, Reference, Runs, Section, Table, Text, plain
from arakis.reporting.draft import Draft
from arakis.reporting.effects import (
    cell,
    certainty_of,
    certainty_path,
    comparison_of,
    comparison_path,
    heading,
    headline,
    interval,
    measure_name,
    measure_short,
    name,
    outcome_of,
    outcome_path,
    sentences,
    studies,
    synthesis_path,
    usual_level,
)
from arakis.reporting.formats import clean

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
        blocks.extend(_figure(draft, synthesis, "forest"))
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
        parts = [draft.say("No study contributes a result.")]
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
                "stand under the table of individual results.",
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
    if synthesis.converged.strip():
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
            f"Of the {{len({path}.effects)|int}} results, {{{below}|no}} {{{below}|plural:lies:lie}} below and "
            f"{{{above}|no}} {{{above}|plural:lies:lie}} above the line of no effect; this says nothing about the size "
            "or the certainty of the effects."
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


def _figure(draft: Draft, synthesis: Synthesis, kind: str) -> tuple[Picture, ...]:
    own = f"{kind}-{synthesis.id}"
    pooled = [item for item in draft.review.syntheses if item.pooled]
    figure = own if own in draft.figures or len(pooled) > 1 or not synthesis.pooled else kind
    path = synthesis_path(synthesis)
    word = "Forest plot" if kind == "forest" else "Funnel plot"
    where = "{$o.name|inline}" if outcome_of(draft, synthesis) else "{$s.outcome|text}"
    if len(draft.review.protocol.comparisons) > 1 and synthesis.name.strip():
        where = "{$s.name|inline}"
    number = f"count(studies_in,{synthesis.id})"
    alt = f"{word}: {where}: {{{number}|int}} {{{number}|plural:study:studies}}"
    if synthesis.estimate is not None and synthesis.pooled and synthesis.estimate.shown[1] is not None:
        alt += (
            f"; pooled {measure_name(synthesis.measure)} {{$s.estimate.shown[0]|effect}}, "
            "{$s.estimate.level|share} interval {$s.estimate.shown[1]|effect} to {$s.estimate.shown[2]|effect}"
        )
    return draft.picture(figure, f"{word}: {where}.", f"{alt}.", s=path, o=outcome_path(synthesis))


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
            words = draft.say("test of {$t.name|text}, P {$t.p|p}", t=path)
            if test.intercept is not None:
                words = draft.say("test of {$t.name|text}, intercept {$t.intercept|fixed:2}, P {$t.p|p}", t=path)
            words += (Text("."),)
            if test.reason.strip():
                words += (Text(" "), *draft.maybe(f"{path}.reason", "sentence"))
        blocks.append(Paragraph((*lead, *words)))
        blocks.extend(_figure(draft, synthesis, "funnel"))
    if not blocks:
        blocks.append(
            draft.paragraph("Bias from missing results was not assessed, for there was no synthesis to test.")
        )
    return Section(at, "Reporting biases", tuple(blocks))


def certainty(draft: Draft) -> Section:
    """Summary of findings, and how each rating came about."""
    at, title = "results.certainty", "Certainty of the evidence"
    known = [item for item in draft.review.syntheses if item.effects or certainty_of(draft, item)]
    if not draft.review.certainty or not known:
        return Section(at, title, (draft.paragraph("The certainty of the evidence was not rated."),))
    draft.report("22", at=at)
    notes = [
        (*name(draft, item), Text(": baseline risk: "),
         *draft.say("{$c.absolute.source|sentence}", c=certainty_path(item)))
        for item in known
        if (found := certainty_of(draft, item)) and found.absolute is not None
    ]  # fmt: skip
    notes += [
        (*name(draft, item), Text(": "), *draft.maybe(f"{certainty_path(item)}.footnotes[{place}]", "sentence"))
        for item in known
        if (found := certainty_of(draft, item))
        for place, words in enumerate(found.footnotes)
        if words.strip()
    ]
    table = draft.table(
        "summary_of_findings",
        (Text("Summary of findings"),),
        (
            "Outcome",
            "Studies, participants",
            "Effect (interval)",
            "Risk with comparator, per 1000",
            "Risk with intervention, per 1000",
            "Difference, per 1000",
            "Certainty",
        ),
        [_finding(draft, item) for item in known],
        widths=(2.1, 1.9, 2.2, 1.7, 1.9, 1.9, 1.4),
        footnotes=notes,
        numeric=(1, 2, 3, 4, 5, 6),
    )
    ratings = [row for item in known if certainty_of(draft, item) for row in _ratings(draft, item)]
    if not ratings:
        return Section(at, title, (table,))
    how = draft.table(
        "certainty",
        (Text("How the certainty was rated"),),
        ("Outcome", "Domain", "Rating", "Rule and inputs"),
        ratings,
        widths=(1.6, 1.5, 1.2, 5.2),
    )
    return Section(at, title, (table, how))


def _finding(draft: Draft, synthesis: Synthesis) -> tuple[Runs, ...]:
    path, where = synthesis_path(synthesis), certainty_path(synthesis)
    found = certainty_of(draft, synthesis)
    absolute: AbsoluteEffect | None = found.absolute if found else None
    effect: Runs = (Text("not pooled"),)
    if synthesis.pooled and synthesis.estimate is not None:
        effect = (
            Text(f"{measure_short(synthesis.measure)} "),
            *interval(draft, synthesis.estimate, f"{path}.estimate"),
        )
    first = name(draft, synthesis)
    if not synthesis.name.strip() and comparison_of(draft, synthesis):
        first = (*first, *draft.say(": {$c.intervention.name|text} against {$c.comparator.name|lower}",
                                    c=comparison_path(synthesis)))  # fmt: skip
    dash: Runs = (Text("\u2013"),)
    level: Runs = draft.say("{$c.level|upper}", c=where) if found else (Text("not rated"),)
    if absolute is None:
        risks = (dash, dash, dash)
    else:
        risks = (
            draft.say("{$c.absolute.baseline|round}", c=where),
            draft.say(
                "{$c.absolute.with_intervention|round} ({$c.absolute.low|round} to {$c.absolute.high|round})", c=where
            ),
            draft.say(
                "{$c.absolute.difference|signed} ({$c.absolute.difference_low|signed} to "
                "{$c.absolute.difference_high|signed})",
                c=where,
            ),
        )
    return (first, studies(draft, synthesis), effect, *risks, level)


def _ratings(draft: Draft, synthesis: Synthesis) -> list[tuple[Runs, ...]]:
    """A row for each domain: what was done, by which rule, on which numbers."""
    where, found = certainty_path(synthesis), certainty_of(draft, synthesis)
    assert found is not None
    rows: list[tuple[Runs, ...]] = [
        (name(draft, synthesis), (Text("starts at"),), draft.say("{$c.start|text}", c=where), (Text("by design"),))
    ]
    for at, domain in enumerate(found.domains):
        place = f"{where}.domains[{at}]"
        words = list(draft.maybe(f"{place}.rule", "sentence", Text("\u2013")))
        for index, key in enumerate(domain.inputs):
            words += [Text(" " if not index else "; "), Reference(f"keys({place}.inputs)[{index}]", "text", clean(key))]
            words += [Text(": "), *draft.maybe(f"values({place}.inputs)[{index}]", "inline")]
        words += [Text(".")] if domain.inputs else []
        if domain.judgement:
            words += [Text(" Decided by a person.")]
        rows.append(((), draft.say("{$d.name|text}", d=place), _steps(draft, domain.steps, place), tuple(words)))
    rows.append(((), (Text("result"),), draft.say("{$c.level|text}", c=where), (Text("\u2013"),)))
    return rows


def _steps(draft: Draft, steps: int | None, place: str) -> Runs:
    if steps is None:
        return (Text("not assessed"),)
    if not steps:
        return (Text("not changed"),)
    return draft.say(f"{'down' if steps < 0 else 'up'} {{$d.steps|size}} {{$d.steps|plural:level:levels}}", d=place)
