"""Methods: what was planned and done, from the protocol in force and the facts of the review."""

from arakis.reporting.document import Block, Bullets, Gap, Paragraph, Runs, Section, Text
from arakis.reporting.draft import PROTOCOL, Draft, join, listed
from arakis.reporting.effects import sentences
from arakis.reporting.path import quoted
from arakis.reporting.sections.analysis import analysis

MODES = {
    "rank": "In this review its exclusions on their own took no effect: such reports went on to a person.",
    "act": "In this review its exclusions took effect; they are counted apart and listed.",
}


def methods(draft: Draft) -> Section:
    """Every part of the methods that PRISMA 2020 asks for."""
    return Section(
        "methods",
        "Methods",
        sections=(
            _protocol(draft),
            _eligibility(draft),
            _sources(draft),
            _selection(draft),
            _collection(draft),
            _bias(draft),
            *analysis(draft),
        ),
    )


def _protocol(draft: Draft) -> Section:
    at = "methods.protocol"
    lead = (*draft.say("This review is reported by the PRISMA 2020 statement "), draft.methods("prisma"), Text("."))
    blocks: list[Block] = [Paragraph(lead)]
    registration = draft.own("registration", "sentence", "register and number, or that there is none")
    blocks.append(Paragraph(registration, "Registration"))
    if draft.given(f"{PROTOCOL}.registration"):
        draft.report("24a", at=at)
    draft.report("24b", at=at)
    words = draft.say(
        "The full protocol, with the terms by which each criterion was recognised, is part of the data that "
        "accompany this review (review.json)."
    )
    if draft.review.protocols[0].at:
        words += draft.say(" It was set down on {protocols[0].at|date}.")
    if len(draft.review.protocols) == 1:
        blocks.append(Paragraph((*words, *draft.say(" It was not amended."))))
        draft.report("24c", at=at)
        return Section(at, "Protocol and registration", tuple(blocks))
    amended = draft.say(
        " It stands in version {protocols[-1].number|int}. Every decision names the version under which it was made. "
        "The amendments were:"
    )
    blocks.append(Paragraph((*words, *amended)))
    items: list[Runs] = []
    for index, version in enumerate(draft.review.protocols):
        if index == 0:
            continue
        path = f"protocols[{index}]"
        item = draft.say("Version {$v.number|int}", v=path)
        if version.at:
            item += draft.say(", {$v.at|date}", v=path)
        late = " (made after screening had begun)" if version.after_screening else " (made before screening)"
        item += (Text(f"{late}: "), *draft.maybe(f"{path}.reason", "sentence", Gap("the reason for this amendment")))
        items.append(item)
    draft.report("24c", at=at)
    return Section(at, "Protocol and registration", (*blocks, Bullets(tuple(items))))


def _eligibility(draft: Draft) -> Section:
    protocol = draft.review.protocol
    if not protocol.criteria:
        return Section("methods.eligibility", "Eligibility criteria", (Paragraph((Gap("the eligibility criteria"),)),))
    draft.report("5", at="methods.eligibility")
    items: list[Runs] = []
    for criterion in protocol.criteria:
        path = f"{PROTOCOL}.criteria[id={quoted(criterion.id)}]"
        kind = "must be met" if criterion.kind == "include" else "must not be met"
        items.append(
            (
                *draft.say("{$c.id|text} ({$c.element|text}, ", c=path),
                Text(kind + "): "),
                *draft.say("{$c.text|sentence}", c=path),
            )
        )
    blocks: list[Block] = [
        draft.paragraph(
            f"Eligibility was decided on {{len({PROTOCOL}.criteria)|word}} "
            f"{{len({PROTOCOL}.criteria)|plural:criterion, judged:criteria, each judged}} separately:"
        ),
        Bullets(tuple(items)),
    ]
    limits: list[Runs] = []
    if protocol.languages:
        limits.append(draft.say(f"Languages were limited to {{{PROTOCOL}.languages|list}}."))
    else:
        limits.append(draft.say("There was no limit on language."))
    dates = f"{PROTOCOL}.dates"
    if protocol.dates.start and protocol.dates.end:
        limits.append(draft.say(f"Years of publication: {{{dates}.from|year}} to {{{dates}.to|year}}."))
    elif protocol.dates.start:
        limits.append(draft.say(f"Years of publication: from {{{dates}.from|year}} on."))
    elif protocol.dates.end:
        limits.append(draft.say(f"Years of publication: up to {{{dates}.to|year}}."))
    else:
        limits.append(draft.say("There was no limit on the year of publication."))
    return Section("methods.eligibility", "Eligibility criteria", (*blocks, Paragraph(sentences(limits))))


ANNOUNCED = "Announced: number of records that the source said it held; a file that was imported says nothing."


def _sources(draft: Draft) -> Section:
    review, at = draft.review, "methods.search"
    if not review.runs:
        return Section(at, "Information sources and search", (draft.paragraph("No search has been recorded."),))
    draft.report("6", at=at)
    platform = any(run.platform for run in review.runs)
    announced = any(run.announced is not None for run in review.runs)
    none = Text("\u2013")
    rows: list[tuple[Runs, ...]] = []
    for run in review.runs:
        path = f"runs[id={quoted(run.id)}]"
        found = draft.say("not reached: {$r.error|inline}", r=path) if run.error else draft.maybe(
            f"{path}.obtained", "int")  # fmt: skip
        rows.append(
            (
                draft.maybe(f"{path}.source", "text"),
                *((draft.maybe(f"{path}.platform", "text", none),) if platform else ()),
                draft.maybe(f"{path}.kind", "text"),
                draft.maybe(f"{path}.at", "date"),
                *((draft.maybe(f"{path}.announced", "int", none),) if announced else ()),
                found,
            )
        )
    table = draft.table(
        "sources",
        (Text("Sources searched"),),
        (
            "Source",
            *(("Platform",) if platform else ()),
            "Kind",
            "Date",
            *(("Announced",) if announced else ()),
            "Obtained",
        ),
        rows,
        widths=(3, *((2,) if platform else ()), 1.6, 2, *((1.4,) if announced else ()), 1.4),
        numeric=tuple(range(3 + platform, 4 + platform + announced)),
        footnotes=((Text(ANNOUNCED),),) if announced else (),
    )
    blocks: list[Block] = [
        draft.paragraph(
            "{len(runs)|Word} {len(runs)|plural:search was:searches were} made or imported. "
            "The date is that on which the source was searched or its file was imported."
        ),
        table,
    ]
    if any(run.query for run in review.runs) or review.protocol.queries:
        draft.report("7", at="appendix.queries")
        blocks.append(draft.paragraph("The queries are given in the appendix (Search queries)."))
    else:
        blocks.append(Paragraph((Gap("the full queries, which the imported files do not hold"),)))
    return Section(at, "Information sources and search", tuple(blocks))


def _selection(draft: Draft) -> Section:
    review, at = draft.review, "methods.selection"
    draft.report("8", at=at)
    parts: list[Runs] = [
        draft.say(
            "Records of the same document were merged; pairs whose fields left it open were put to a person. Each "
            "report was judged criterion by criterion, first on title and abstract and then on its full text."
        ),
        draft.say(
            f"The protocol asks for {{{PROTOCOL}.reviewers|word}} "
            f"{{{PROTOCOL}.reviewers|plural:reviewer:reviewers}} per report."
        ),
    ]
    parts.extend(_deciders(draft))
    if any(document.origin.strip() for document in review.documents):
        parts.append(draft.say("Full texts came from: {documents[*].origin|list}."))
    blocks: list[Block] = [Paragraph(sentences(parts))]
    if any(item.reviewer.kind == "built-in" for item in review.judgements):
        blocks.append(
            draft.paragraph(
                "The built-in engine works by rules on the words of the criteria. It excludes only on words that "
                "stand in the record and contradict a criterion; that something is not mentioned is no reason. It "
                "was not validated for the topic of this review, and its sensitivity here is not known."
            )
        )
        words = [
            draft.say("{automation." + key + "|Sentence}")
            for key in ("why", "reason", "note")
            if isinstance(review.automation.get(key), str) and review.automation[key].strip()
        ]
        mode = review.automation.get("mode")
        if mode in MODES:
            words.insert(0, (Text(MODES[mode]),))
        if words:
            blocks.append(Paragraph(sentences(words)))
    return Section(at, "Selection process", tuple(blocks))


def _deciders(draft: Draft) -> list[Runs]:
    said: list[Runs] = []
    for stage, words in (("title_abstract", "On title and abstract"), ("full_text", "At full text")):
        counts: list[Runs] = []
        for kind, who in (
            ("person", "by people"),
            ("model", "by a model"),
            ("built-in", "by the built-in engine"),
            ("open", "left open"),
        ):
            path = f"count(decisions,{stage},{kind})"
            if draft.number(path):
                counts.append((*draft.say(f"{{{path}|int}} "), Text(who)))
        if counts:
            each = join(counts, ", ")
            said.append((Text(f"{words}, reports were decided as follows: "), *each, Text(".")))
    return said


def _collection(draft: Draft) -> Section:
    at = "methods.collection"
    draft.report("9", "10a", at=at)
    blocks: list[Block] = (
        [draft.paragraph("No numbers were extracted.")]
        if not draft.review.results
        else [
            draft.paragraph(
                "Numbers were taken from the reports with the words they stand in: each value keeps its quote and its "
                "place in the document, and what ties it to its group, outcome and time. Where a value was unsure, it "
                "was left open for a person. A value is stated in a report, computed from stated values by a named "
                "formula, measured from a figure by a person, or supplied by a person."
            )
        ]
    )
    if draft.review.results:
        blocks.append(
            draft.paragraph(
                "Of {count(values)|int} {count(values)|plural:value:values} that stand, {count(read)|none} "
                "{count(read)|plural:was:were} read by machine and {count(values,person)|none} "
                "{count(values,person)|plural:was:were} given or confirmed by a person; {count(open_values)|no} "
                "{count(open_values)|plural:value is:values are} open."
            )
        )
    keys: dict[str, Runs] = {}
    for study in draft.review.studies:
        for place, key in enumerate(study.characteristics):
            path = f"keys(studies[id={quoted(study.id)}].characteristics)[{place}]"
            if key.strip() and key not in keys:
                keys[key] = draft.maybe(path, "text")
    if keys:
        draft.report("10b", at=at)
        lead = Text("Of each study, design, allocation and these characteristics were sought as well: ")
        tail = ". What the reports do not say is shown as not reported; nothing was imputed."
        blocks.append(Paragraph((lead, *listed(list(keys.values())), Text(tail))))
    items: list[Runs] = []
    for outcome in draft.review.protocol.outcomes:
        path = f"{PROTOCOL}.outcomes[id={quoted(outcome.id)}]"
        item = draft.say("{$o.name|inline} ({$o.role|text}, {$o.kind|text}): ", o=path)
        rule = {"longest": "the longest", "shortest": "the shortest", "nearest": "the nearest"}[outcome.time.prefer]
        item += (Text(f"where a study reports several times, {rule}"),)
        if outcome.time.prefer == "nearest" and outcome.time.target:
            item += draft.say(" to {$o.time.target|text}", o=path)
        item += (Text(" follow-up"),) if outcome.time.prefer != "nearest" else ()
        if outcome.time.start:
            item += draft.say(", not before {$o.time.from|text}", o=path)
        if outcome.time.end:
            item += draft.say(", not after {$o.time.to|text}", o=path)
        if outcome.instruments:
            item += draft.say("; instruments in order of preference: {$o.instruments|list}", o=path)
        if outcome.populations:
            item += draft.say("; analysis populations in order of preference: {$o.populations|list}", o=path)
        items.append((*item, Text(".")))
    if items:
        blocks.append(draft.paragraph("The outcomes, and how a result was chosen where a study gives several:"))
        blocks.append(Bullets(tuple(items)))
    else:
        blocks.append(Paragraph((Gap("the outcomes sought"),)))
    return Section(at, "Data collection and data items", tuple(blocks))


def _bias(draft: Draft) -> Section:
    review, at = draft.review, "methods.bias"
    heading = "Risk of bias assessment"
    tools = sorted({item.tool for item in review.bias if item.tool})
    if not review.bias:
        return Section(at, heading, (draft.paragraph("No result was assessed for risk of bias."),))
    draft.report("11", at=at)
    parts: list[Runs] = []
    for tool in tools:
        parts.append(
            (
                *draft.say(
                    "Risk of bias was assessed per result with {$t.tool|text} ", t=f"bias[tool={quoted(tool)}][0]"
                ),
                *((draft.methods("rob2"),) if tool == "RoB 2" else ()),
                Text(", by its signalling questions and its published decision algorithm."),
            )
        )
    if tools:
        effect = {"assignment": "of assignment to the intervention", "adherence": "of adhering to the intervention"}
        parts.append((Text(f"The effect of interest was that {effect[review.protocol.effect_of_interest]}."),))
        parts.append(
            draft.say("Answers rest on quotes; where a report is silent, the answer is that there is no information.")
        )
    if any(not item.tool for item in review.bias):
        parts.append(draft.say("Results of designs for which no tool is at hand were not assessed."))
    return Section(at, heading, (Paragraph(sentences(parts)),))
