"""Certainty of the evidence: the summary of findings, and how each rating came about."""

from arakis.domain.certainty import AbsoluteEffect
from arakis.domain.estimate import Synthesis
from arakis.reporting.document import Reference, Runs, Section, Text
from arakis.reporting.draft import Draft, join
from arakis.reporting.effects import (
    certainty_of,
    certainty_path,
    comparison_of,
    comparison_path,
    interval,
    measure_short,
    name,
    studies,
    synthesis_path,
)
from arakis.reporting.formats import clean


def certainty(draft: Draft) -> Section:
    """Summary of findings, and how each rating came about."""
    at, title = "results.certainty", "Certainty of the evidence"
    known = [item for item in draft.review.syntheses if item.effects]
    if not draft.review.certainty or not known:
        return Section(at, title, (draft.paragraph("The certainty of the evidence was not rated."),))
    draft.report("22", at=at)
    notes = [note for item in known if (note := _note(draft, item))]
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


def _note(draft: Draft, synthesis: Synthesis) -> Runs:
    """What stands below the table about an outcome: the source of its baseline risk and the footnotes of its rating."""
    path, found = certainty_path(synthesis), certainty_of(draft, synthesis)
    if found is None:
        return ()
    parts: list[Runs] = []
    if found.absolute is not None:
        parts.append(draft.say("baseline risk: {$c.absolute.source|sentence}", c=path))
    parts += [
        draft.maybe(f"{path}.footnotes[{at}]", "sentence") for at, words in enumerate(found.footnotes) if words.strip()
    ]
    return (*name(draft, synthesis), Text(": "), *join(parts)) if parts else ()


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
    elif len(synthesis.effects) == 1:
        alone = interval(draft, synthesis.effects[0].estimate, f"{path}.effects[0].estimate")
        effect = (Text(f"{measure_short(synthesis.measure)} "), *alone)
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
