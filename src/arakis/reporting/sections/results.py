"""Results of the search, the studies and their risk of bias."""

from collections import Counter

from arakis.domain.bias import BiasAssessment
from arakis.domain.report import Report, Study
from arakis.reporting.document import Block, Bullets, Paragraph, Reference, Runs, Section, Table, Text
from arakis.reporting.draft import PROTOCOL, Draft, listed
from arakis.reporting.effects import sentences
from arakis.reporting.formats import clean
from arakis.reporting.path import quoted
from arakis.reporting.sections.certainty import certainty
from arakis.reporting.sections.individual import individual
from arakis.reporting.sections.reporting_biases import reporting_biases
from arakis.reporting.sections.syntheses import syntheses

CHARACTERISTICS = 4  # columns for what reports say of a study, beside design and allocation


def results(draft: Draft) -> Section:
    """Every part of the results that PRISMA 2020 asks for."""
    return Section(
        "results",
        "Results",
        sections=(
            _selection(draft),
            _characteristics(draft),
            _bias(draft),
            *individual(draft),
            syntheses(draft),
            reporting_biases(draft),
            certainty(draft),
        ),
    )


def _selection(draft: Draft) -> Section:
    flow, at = draft.review.flow, "results.selection"
    drafted = draft.drafted("results.selection")
    blocks: list[Block] = list(drafted) if drafted is not None else [Paragraph(sentences(_story(draft)))]
    if len(flow.by_source) > 1:
        items = [
            (Reference(f"keys(flow.by_source)[{index}]", "text", clean(source)), Text(" "))
            for index, source in enumerate(flow.by_source)
        ]
        counts = [draft.say(f"{{values(flow.by_source)[{index}]|int}}") for index in range(len(items))]
        pairs = [(*item, *count) for item, count in zip(items, counts, strict=True)]
        blocks.append(Paragraph((Text("Records by source: "), *listed(pairs), Text("."))))
    if flow.excluded_full_text:
        blocks.extend(_reasons(draft))
        draft.report("16b", at="appendix.excluded")
    picture = draft.picture(
        "prisma",
        "PRISMA 2020 flow diagram of the selection of reports and studies.",
        "Flow diagram: {flow.identified|int} records identified, {flow.screened|int} screened, {flow.sought|int} "
        "sought for retrieval, {flow.assessed|int} assessed at full text, {flow.included_studies|int} studies "
        "included in {flow.included_reports|int} reports.",
    )
    draft.report("16a", at=at)
    return Section(at, "Study selection", (*blocks, *picture))


def _story(draft: Draft) -> list[Runs]:
    flow = draft.review.flow
    if not flow.identified:
        return [draft.say("The search identified {flow.identified|no} records, so that nothing could be screened.")]
    parts = [draft.say("The search identified {flow.identified|int} {flow.identified|plural:record:records}.")]
    removed: list[Runs] = []
    for box, words in (
        ("duplicates", "plural:duplicate:duplicates"),
        ("removed_automation", "plural:record marked ineligible by automation:records marked ineligible by automation"),
        ("removed_other", "plural:record for other reasons:records for other reasons"),
    ):
        if getattr(flow, box):
            removed.append(draft.say(f"{{flow.{box}|int}} {{flow.{box}|{words}}}"))
    if removed:
        total = flow.duplicates + flow.removed_automation + flow.removed_other
        verb = " was removed." if total == 1 else " were removed."
        parts.append((Text("Before screening, "), *listed(removed), Text(verb)))
    parts.append(
        draft.say(
            "Screening of {flow.screened|no} {flow.screened|plural:report:reports} on title and abstract excluded "
            "{flow.excluded|none} by the decision of people and {flow.excluded_automation|none} by automation."
        )
    )
    if flow.sought:
        parts.append(
            draft.say(
                "Of the {flow.sought|int} {flow.sought|plural:report:reports} sought for retrieval, "
                "{flow.not_retrieved|none} {flow.not_retrieved|plural:was:were} not retrieved; "
                "{flow.assessed|none} {flow.assessed|plural:was:were} assessed at full text, and "
                "{flow.excluded_full_text|none} of these excluded."
            )
        )
    for box, words in (
        ("awaiting", "plural:report awaits classification by a person:reports await classification by a person"),
        ("ongoing", "plural:report describes an ongoing study:reports describe ongoing studies"),
        ("undecided", "plural:report is not yet decided:reports are not yet decided"),
    ):
        if getattr(flow, box):
            parts.append(draft.say(f"{{flow.{box}|Word}} {{flow.{box}|{words}}}."))
    if flow.included_studies:
        parts.append(
            draft.say(
                "{flow.included_studies|Word} {flow.included_studies|plural:study:studies}, described in "
                "{flow.included_reports|int} {flow.included_reports|plural:report:reports}, "
                "{flow.included_studies|plural:was:were} included."
            )
        )
    else:
        parts.append(draft.say("No study was included."))
    return parts


def _reasons(draft: Draft) -> list[Block]:
    counts = Counter(draft.review.flow.reasons)
    known = {criterion.id for criterion in draft.review.protocol.criteria}
    items: list[Runs] = []
    for identity, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        index = list(draft.review.flow.reasons).index(identity)
        number = draft.say(f"{{values(flow.reasons)[{index}]|int}}")
        if identity in known:
            path = f"{PROTOCOL}.criteria[id={quoted(identity)}]"
            unmet = "not met" if _kind(draft, identity) == "include" else "met"
            words = (*draft.say("{$c.id|text} ({$c.text|inline}) ", c=path), Text(f"{unmet}: "))
        else:
            words = (*draft.maybe(f"keys(flow.reasons)[{index}]", "text", Text("no criterion named")), Text(": "))
        items.append((*words, *number))
    return [draft.paragraph("Primary reasons for exclusion at full text:"), Bullets(tuple(items))]


def _kind(draft: Draft, criterion: str) -> str:
    return next(item.kind for item in draft.review.protocol.criteria if item.id == criterion)


def _characteristics(draft: Draft) -> Section:
    at, heading, studies = "results.characteristics", "Study characteristics", draft.review.studies
    if not studies:
        return Section(at, heading, (draft.paragraph("No study was included."),))
    draft.report("17", at=at)
    every = list(dict.fromkeys(key for study in studies for key in study.characteristics))
    keys, more = every[:CHARACTERISTICS], len(every) > CHARACTERISTICS
    headers: list[str | Runs] = ["Study", "Design", "Allocation"]
    for key in keys:
        holder = next(study for study in studies if key in study.characteristics)
        place = f"keys(studies[id={quoted(holder.id)}].characteristics)[{list(holder.characteristics).index(key)}]"
        headers.append(draft.maybe(place, "upper", Text("\u2013")))
    rows = [_row(draft, study, keys) for study in studies]
    table = draft.table(
        "characteristics",
        (Text("Characteristics of included studies"),),
        headers,
        rows,
        wide=_long(draft),
        footnotes=[(Text("Further characteristics are in tables/characteristics.csv."),)] if more else [],
    )
    words = draft.say(
        "The table gives what the reports of the included {len(studies)|plural:study:studies} say, and where they are "
        "silent."
    )
    return Section(at, heading, (Paragraph(words), table))


def _long(draft: Draft) -> bool:
    """Whether the table is long and wordy enough to be worth pages of its own, in landscape."""
    words = sum(min(len(text), 240) for study in draft.review.studies for text in study.characteristics.values())
    return len(draft.review.studies) > 20 and words > 220 * len(draft.review.studies)


def _row(draft: Draft, study: Study, keys: list[str]) -> tuple[Runs, ...]:
    path = f"studies[id={quoted(study.id)}]"
    cells = [draft.study(study.id), draft.maybe(f"{path}.design", "text"), draft.maybe(f"{path}.allocation", "text")]
    for key in keys:
        if key not in study.characteristics:
            cells.append((Text("not reported"),))
            continue
        place = list(study.characteristics).index(key)
        cells.append(draft.maybe(f"values({path}.characteristics)[{place}]", "cut:240"))
    return tuple(cells)


def _bias(draft: Draft) -> Section:
    review, at, heading = draft.review, "results.bias", "Risk of bias in studies"
    if not review.bias:
        return Section(at, heading, (draft.paragraph("No result was assessed for risk of bias."),))
    draft.report("18", at=at)
    parts: list[Runs] = []
    for level, words in (
        ("low", "at low risk of bias"),
        ("some concerns", "with some concerns"),
        ("high", "at high risk of bias"),
        ("not assessed", "not assessed"),
    ):
        number = f"len(bias[overall={quoted(level)}])"
        if draft.number(number):
            parts.append((*draft.say(f"{{{number}|int}} "), Text(words)))
    summary = (
        *draft.say("{len(bias)|Word} {len(bias)|plural:result was:results were} assessed; overall, "),
        *listed(parts),
        Text("."),
    )
    blocks: list[Block] = [Paragraph(summary)]
    blocks.extend(_bias_tables(draft))
    which = "for each study the result that enters a synthesis, or where none does, the first in the table"
    for name, caption, alt in (
        (
            "traffic_light",
            f"Risk of bias, domain by domain; {which}." if _several(draft) else
            "Risk of bias of each result, domain by domain.",
            "Grid of judgements: studies by domain; the same judgements stand in the table.",
        ),
        (
            "bias_summary",
            f"Risk of bias by domain: share of studies at each judgement; {which}." if _several(draft) else
            "Risk of bias by domain: share of results at each judgement.",
            "Bars of the share of judgements in each domain, over the studies.",
        ),
    ):  # fmt: skip
        blocks.extend(draft.picture(name, caption, alt))
    return Section(at, heading, tuple(blocks))


def _several(draft: Draft) -> bool:
    """Whether more than one result of some study was assessed."""
    assessed = draft.review.bias
    return len({item.result for item in assessed}) > len({item.study for item in assessed})


def _bias_tables(draft: Draft) -> list[Table]:
    assessed = [(index, item) for index, item in enumerate(draft.review.bias)]
    labels = {study.id: study.label for study in draft.review.studies}
    names: dict[str, str] = {}
    for index, item in assessed:
        for place, domain in enumerate(item.domains):
            names.setdefault(domain.domain, f"bias[{index}].domains[{place}]")
    several = _several(draft)
    results = {result.id: index for index, result in enumerate(draft.review.results)}
    rows: list[tuple[Runs, ...]] = []
    for index, item in assessed:
        study = draft.maybe(f"studies[id={quoted(item.study)}].label", "text") if item.study in labels else draft.say(
            f"{{bias[{index}].study|text}}")  # fmt: skip
        cells: list[Runs] = [study]
        if several:
            cells.append(_outcome(draft, results.get(item.result)))
        for domain in sorted(names):
            place = next((at for at, found in enumerate(item.domains) if found.domain == domain), None)
            cells.append(draft.say(f"{{bias[{index}].domains[{place}].judgement|text}}") if place is not None else (
                Text("\u2013"),))  # fmt: skip
        cells.append(draft.say(f"{{bias[{index}].overall|text}}"))
        rows.append(tuple(cells))
    headers: list[str | Runs] = ["Study", *(["Outcome"] if several else [])]
    headers += [draft.say("{$d.domain|text}", d=names[domain]) for domain in sorted(names)]
    notes: Runs = ()
    for domain in sorted(names):
        notes += (Text("; "),) if notes else ()
        notes += draft.say("{$d.domain|text}: {$d.name|inline}", d=names[domain])
    why = (Text("The answers behind each judgement are in tables/risk_of_bias.csv."),)
    remarks = list(dict.fromkeys(item.note for _, item in assessed if item.note.strip()))
    extra = [_remark(draft, [(index, item) for index, item in assessed if item.note == note]) for note in remarks]
    return [
        draft.table(
            "risk_of_bias",
            (Text("Risk of bias in the results of included studies"),),
            [*headers, "Overall"],
            rows,
            widths=(2.2, *((2.6,) if several else ()), *(1.3 for _ in names), 1.3),
            footnotes=[*([(*notes, Text("."))] if notes else []), *extra, why],
        )
    ]


def _remark(draft: Draft, assessed: list[tuple[int, BiasAssessment]]) -> Runs:
    """A note on assessments, with the studies that it speaks of where it does not speak of all."""
    note = draft.say(f"{{bias[{assessed[0][0]}].note|Sentence}}")
    known = {study.id for study in draft.review.studies}
    studies = [one for one in dict.fromkeys(item.study for _, item in assessed) if one in known]
    if not studies or len(assessed) == len(draft.review.bias):
        return note
    names: Runs = ()
    for at, study in enumerate(studies):
        names += (Text(", "),) if at else ()
        names += draft.say(f"{{studies[id={quoted(study)}].label|text}}")
    return (*names, Text(": "), *note)


def _outcome(draft: Draft, index: int | None) -> Runs:
    """The outcome of a result, and what else tells it from others of its study: instrument, time, population."""
    if index is None:
        return (Text("not reported"),)
    result = draft.review.results[index]
    if any(item.id == result.outcome for item in draft.review.protocol.outcomes):
        words = draft.say("{$o.name|inline}", o=f"{PROTOCOL}.outcomes[id={quoted(result.outcome)}]")
    else:
        words = draft.maybe(f"results[{index}].outcome", "text")
    same = [one for one in draft.review.results if (one.study, one.outcome) == (result.study, result.outcome)]
    for name in ("instrument", "time", "population") if len(same) > 1 else ():
        if str(getattr(result, name)).strip():
            words = (*words, Text(", "), *draft.say(f"{{results[{index}].{name}|inline}}"))
    return words


def state(draft: Draft, name: str) -> list[Report]:
    """The reports that ended in a state, in the order of the review."""
    return [report for report in draft.review.reports if report.state == name]
