"""Results of individual studies: the numbers of each group and the effect, synthesis by synthesis."""

from arakis.domain.estimate import StudyEffect, Synthesis
from arakis.reporting.document import Block, Paragraph, Reference, Runs, Section, Table, Text
from arakis.reporting.draft import PROTOCOL, Draft, listed
from arakis.reporting.effects import (
    cell,
    comparison_of,
    comparison_path,
    heading,
    name,
    synthesis_path,
    usual_level,
)
from arakis.reporting.path import quoted

AT = "results.individual"


def individual(draft: Draft) -> tuple[Section, ...]:
    """A table for each synthesis, and a table of the results that entered none."""
    blocks: list[Block] = []
    for synthesis in draft.review.syntheses:
        if synthesis.effects:
            blocks.append(_table(draft, synthesis))
    used = {effect.result for item in draft.review.syntheses for effect in item.effects}
    rest = [index for index, result in enumerate(draft.review.results) if result.id not in used]
    if rest:
        blocks.append(_others(draft, rest))
    if not blocks:
        blocks.append(draft.paragraph("No study gave a result that could be shown."))
    else:
        draft.report("19", at=AT)
        blocks.extend(_without(draft))
    return (Section(AT, "Results of individual studies", tuple(blocks)),)


def _without(draft: Draft) -> list[Block]:
    """The included studies of which no result was read, by name."""
    known = {result.study for result in draft.review.results}
    silent = [study.id for study in draft.review.studies if study.id not in known]
    if not silent:
        return []
    labels = [draft.maybe(f"studies[id={quoted(study)}].label", "text", Text("unnamed")) for study in silent]
    words = "{count(without_result)|Word} included {count(without_result)|plural:study:studies} gave no result: "
    return [Paragraph((*draft.say(words), *listed(labels), Text(".")))]


def _side(draft: Draft, path: str, effect: StudyEffect, side: str) -> Runs:
    """The numbers of a group as they were analysed: events/total, or mean (SD), total."""
    data, place = effect.data, f"{path}.data.{side}"
    if f"{side}_events" in data and f"{side}_total" in data:
        return draft.say(f"{{{place}_events|amount}}/{{{place}_total|amount}}")
    if f"{side}_mean" in data and f"{side}_sd" in data:
        words = draft.say(f"{{{place}_mean|effect}} ({{{place}_sd|effect}})")
        if f"{side}_total" in data:
            words += draft.say(f", {{{place}_total|amount}}")
        return words
    return _from_result(draft, effect.result, side)


def _from_result(draft: Draft, result: str, side: str) -> Runs:
    found = next((item for item in draft.review.results if item.id == result), None)
    values = getattr(found, side).values if found else {}
    known = {key for key, datum in values.items() if datum.value is not None}
    place = f"results[id={quoted(result)}].{side}.values"
    if {"events", "total"} <= known:
        return draft.say(f"{{{place}.events.value.value|amount}}/{{{place}.total.value.value|amount}}")
    if "mean" in known:
        words = draft.say(f"{{{place}.mean.value.value|amount}}")
        for key, lead in (("sd", " (SD "), ("se", " (SE ")):
            if key in known:
                words += (Text(lead), *draft.say(f"{{{place}.{key}.value.value|amount}}"), Text(")"))
                break
        return words + (draft.say(f", {{{place}.total.value.value|amount}}") if "total" in known else ())
    shown = [draft.say(f"{key} {{{place}.{key}.value.value|amount}}") for key in sorted(known)]
    words: Runs = ()
    for item in shown:
        words += ((Text(", "),) if words else ()) + item
    return words or (Text("\u2013"),)


def _table(draft: Draft, synthesis: Synthesis) -> Table:
    path = synthesis_path(synthesis)
    compared = comparison_of(draft, synthesis)
    sides: list[Runs] = [(Text("Intervention"),), (Text("Comparator"),)]
    if compared:
        where = comparison_path(synthesis)
        sides = [draft.say("{$c.intervention.name|text}", c=where), draft.say("{$c.comparator.name|text}", c=where)]
    usual = usual_level([effect.estimate for effect in synthesis.effects])
    rows: list[tuple[Runs, ...]] = []
    for index, effect in enumerate(synthesis.effects):
        at = f"{path}.effects[{index}]"
        cells: list[Runs] = [
            draft.maybe(f"{at}.label", "text"),
            _side(draft, at, effect, "intervention"),
            _side(draft, at, effect, "comparator"),
            cell(draft, effect.estimate, f"{at}.estimate", usual),
        ]
        if synthesis.pooled:
            cells.append(draft.say(f"{{{at}.weight|percent:1}}"))
        rows.append(tuple(cells))
    notes = [
        draft.say(f"{{{path}.effects[{index}].label|text}}: {{{path}.effects[{index}].note|sentence}}")
        for index, effect in enumerate(synthesis.effects)
        if effect.note.strip()
    ]
    elsewhere = {effect.result for other in draft.review.syntheses for effect in other.effects}
    notes += [
        (
            *draft.maybe(f"studies[id={quoted(item.study)}].label", "text"),
            Text(": not used here; "),
            *draft.maybe(f"{path}.left_out[{index}].reason", "sentence"),
        )
        for index, item in enumerate(synthesis.left_out)
        if item.result in elsewhere  # the others stand in the table of results that entered no synthesis
    ]
    dichotomous = all("intervention_events" in effect.data for effect in synthesis.effects)
    continuous = all("intervention_mean" in effect.data for effect in synthesis.effects)
    if dichotomous:
        notes.insert(0, (Text("Groups: people with the event / people in the group."),))
    elif continuous:
        notes.insert(0, (Text("Groups: mean (standard deviation), number of people."),))
    headers: list[str | Runs] = ["Study", *sides, heading(synthesis, usual)]
    return draft.table(
        f"results-{synthesis.id}",
        (Text("Results of individual studies: "), *name(draft, synthesis)),
        [*headers, "Weight"] if synthesis.pooled else headers,
        rows,
        widths=(2.2, 1.7, 1.7, 2.4, 1.0) if synthesis.pooled else (2.2, 1.7, 1.7, 2.4),
        footnotes=notes,
        numeric=(1, 2, 3, 4),
    )


def _others(draft: Draft, indexes: list[int]) -> Table:
    rows: list[tuple[Runs, ...]] = []
    outcomes = {item.id for item in draft.review.protocol.outcomes}
    studies = {item.id for item in draft.review.studies}
    for index in indexes:
        result, path = draft.review.results[index], f"results[{index}]"
        study = f"studies[id={quoted(result.study)}].label" if result.study in studies else f"{path}.study"
        outcome = (
            f"{PROTOCOL}.outcomes[id={quoted(result.outcome)}].name" if result.outcome in outcomes
            else f"{path}.outcome"
        )  # fmt: skip
        rows.append(
            (
                draft.maybe(study, "text"),
                draft.maybe(outcome, "text"),
                draft.maybe(f"{path}.time", "text"),
                _from_result(draft, result.id, "intervention"),
                _from_result(draft, result.id, "comparator"),
                _why(draft, index),
            )
        )
    return draft.table(
        "results-other",
        (Text("Results that entered no synthesis"),),
        ("Study", "Outcome", "Time", "Intervention", "Comparator", "Remark"),
        rows,
        numeric=(3, 4),
        footnotes=(
            (Text("Groups: events / people, or mean (standard deviation), people; a dash where nothing stands."),),
        ),
    )


def _why(draft: Draft, index: int) -> Runs:
    result = draft.review.results[index]
    for place, synthesis in enumerate(draft.review.syntheses):
        for at, item in enumerate(synthesis.left_out):
            if item.result == result.id:
                return draft.maybe(f"syntheses[{place}].left_out[{at}].reason", "text")
    for side in ("intervention", "comparator"):
        for key, datum in getattr(result, side).values.items():
            if datum.waits:
                return (Text("waits: "), Reference(place := f"results[{index}].{side}.values.{key}.waits", "inline",
                        draft.ref(place, "inline").text))  # fmt: skip
    if any(item.id == result.outcome and not item.pool for item in draft.review.protocol.outcomes):
        return (Text("reported, not pooled, by the protocol"),)
    return (Text("\u2013"),)
