"""Statements: who decided what, authors, support, interests, availability."""

from arakis.reporting.counts import KINDS, TASKS
from arakis.reporting.document import Block, Bullets, Gap, Paragraph, Runs, Section, Table, Text
from arakis.reporting.draft import PROTOCOL, Draft
from arakis.reporting.effects import sentences


def statements(draft: Draft) -> Section:
    """Everything that stands between the conclusions and the references."""
    return Section(
        "statements",
        "Statements",
        sections=(_decided(draft), _authors(draft), _funding(draft), _interests(draft), _availability(draft)),
    )


def _decided(draft: Draft) -> Section:
    rows: list[tuple[Runs, ...]] = []
    for key, label in TASKS:
        cells = [f"count(decisions,{key},{kind})" for kind in (*KINDS, "open")]
        if any(draft.number(path) for path in cells):
            rows.append(((Text(label),), *(draft.say(f"{{{path}|int}}") for path in cells)))
    blocks: list[Block] = []
    if rows:
        table: Table = draft.table(
            "decisions",
            (Text("Standing decisions, by who made them"),),
            ("Task", "People", "Models", "Built-in engine", "Open"),
            rows,
            widths=(4, 1.2, 1.2, 1.5, 1),
            numeric=(1, 2, 3, 4),
            footnotes=(
                (
                    Text(
                        "The answer that stands counts: a person's over a machine's. Open: no answer, or answers that "
                        "differ."
                    ),
                ),
            ),
        )
        blocks.append(table)
    else:
        blocks.append(draft.paragraph("No decision has been recorded."))
    parts: list[Runs] = []
    if draft.review.results:
        parts.append(
            draft.say(
                "Of the extracted values, {count(read)|none} {count(read)|plural:was:were} read by machine and "
                "{count(values,person)|none} answered by a person."
            )
        )
    for index, use in enumerate(draft.review.models):
        path = f"models[{index}]"
        words = draft.say("The model {$m.model|text} was asked {$m.calls|int} {$m.calls|plural:time:times}", m=path)
        words += (Text("."),) if use.unpriced else draft.say(" (US$ {$m.cost|money}).", m=path)
        parts.append(words)
    if not draft.review.models and rows:
        parts.append(draft.say("No language model was used."))
    if any(draft.review.prose.values()):
        parts.append(draft.say("Passages of this text were drafted by a language model; their numbers are checked."))
    parts.append(draft.say("This text was drafted by Arakis {arakis|text} from the recorded facts of the review."))
    blocks.append(Paragraph(sentences(parts)))
    return Section("statements.decided", "Who decided what", tuple(blocks))


def _authors(draft: Draft) -> Section:
    items: list[Runs] = []
    for index, author in enumerate(draft.review.protocol.authors):
        path = f"{PROTOCOL}.authors[{index}]"
        words = draft.say("{$a.name|text}: ", a=path)
        gap = Gap("roles of this author")
        items.append((*words, *(draft.say("{$a.roles|list}", a=path) if author.roles else (gap,)), Text(".")))
    blocks: tuple[Block, ...] = (Bullets(tuple(items)),) if items else (Paragraph((Gap("authors and their roles"),)),)
    return Section("statements.authors", "Authors and their roles", blocks)


def _funding(draft: Draft) -> Section:
    at = "statements.funding"
    if draft.given(f"{PROTOCOL}.funding"):
        draft.report("25", at=at)
    words = draft.own("funding", "sentence", "sources of funding and the role of funders")
    return Section(at, "Funding", (Paragraph(words),))


def _interests(draft: Draft) -> Section:
    at = "statements.interests"
    if draft.given(f"{PROTOCOL}.interests"):
        draft.report("26", at=at)
    return Section(at, "Competing interests", (Paragraph(draft.own("interests", "sentence", "competing interests")),))


def _availability(draft: Draft) -> Section:
    at = "statements.availability"
    draft.report("27", at=at)
    parts: list[Runs] = []
    if draft.given(f"{PROTOCOL}.data_availability"):
        parts.append(draft.own("data_availability", "sentence", "availability of data"))
    parts.append(
        draft.say(
            "The complete record of the review (review.json), the ledger of decisions (audit.jsonl), the tables as CSV "
            "and the analysis data with a script stand beside this manuscript; every number in it can be followed to "
            "its place in review.json."
        )
    )
    return Section(at, "Availability of data, code and other materials", (Paragraph(sentences(parts)),))
