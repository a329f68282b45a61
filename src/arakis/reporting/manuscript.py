"""The manuscript: a pure function of the review and of the figures that the caller drew from it."""

from collections.abc import Mapping

from arakis.domain.review import Review
from arakis.reporting.citations.style import entry, numbered, sorted_works
from arakis.reporting.document import (
    Bibliography,
    Block,
    Entry,
    Figure,
    Manuscript,
    Paragraph,
    Runs,
    Section,
    Text,
    plain,
    walk,
)
from arakis.reporting.draft import PROTOCOL, Draft
from arakis.reporting.formats import render
from arakis.reporting.path import Resolver, quoted
from arakis.reporting.sections.abstract import abstract
from arakis.reporting.sections.appendices import checklist, lists
from arakis.reporting.sections.discussion import conclusion, discussion
from arakis.reporting.sections.introduction import introduction
from arakis.reporting.sections.methods import methods
from arakis.reporting.sections.results import results
from arakis.reporting.sections.statements import statements


def manuscript(review: Review, figures: Mapping[str, Figure] | None = None) -> Manuscript:
    """The manuscript of a review.

    figures  by name: `prisma`, `traffic_light`, `bias_summary`, `forest-ID` and `funnel-ID` with a synthesis's id
             (or plain `forest` and `funnel` where only one synthesis was pooled). A figure of another name is put into
             an appendix. A figure that is not given is left out.

    Works for any review, an empty one included. Raises nothing for a valid Review.
    """
    drawn = dict(figures or {})
    resolve = Resolver(review.model_dump(mode="json"))
    first = Draft(review, drawn, resolve)
    _write(first)
    # Only now is it known which works are cited, and which of them a citation in the text could not tell apart.
    second = Draft(review, drawn, resolve, first.cited)
    return _write(second)


def _write(draft: Draft) -> Manuscript:
    body = [
        abstract(draft),
        introduction(draft),
        methods(draft),
        results(draft),
        discussion(draft),
        conclusion(draft),
        statements(draft),
    ]
    appended = lists(draft)
    further = _further(draft, (*body, *appended))
    references = Section("references", "References", (_bibliography(draft),))
    title = _title(draft)
    if "systematic review" in plain(title).casefold() or "meta-analysis" in plain(title).casefold():
        draft.report("1", at="title")
    headings = {section.id: section.heading for _, section in walk((*body, *appended))} | {"title": "Title"}
    appendices = Section("appendix", "Appendices", sections=(*appended, *further, checklist(draft, headings)))
    return Manuscript(
        title=title,
        authors=_authors(draft),
        banner=_banner(draft),
        colophon=_colophon(draft),
        sections=(*body, references, appendices),
        running=render(plain(title), "cut:95"),
        style=draft.style,
        figures=dict(draft.figures),
    )


def _title(draft: Draft) -> Runs:
    path = f"{PROTOCOL}.title" if draft.given(f"{PROTOCOL}.title") else f"{PROTOCOL}.question"
    return draft.say(f"{{{path}|text}}")


def _authors(draft: Draft) -> Runs:
    runs: Runs = ()
    for index, author in enumerate(draft.review.protocol.authors):
        path = f"{PROTOCOL}.authors[{index}]"
        runs += ((Text("; "),) if runs else ()) + draft.say("{$a.name|text}", a=path)
        if author.affiliation.strip():
            runs += draft.say(" ({$a.affiliation|text})", a=path)
    return runs


def _banner(draft: Draft) -> Runs:
    if not draft.review.waiting:
        return ()
    kinds = list(dict.fromkeys(item.kind for item in draft.review.waiting))
    words = draft.say(
        "Provisional: {len(waiting)|int} {len(waiting)|plural:decision waits:decisions wait} for a person ("
    )
    for at, kind in enumerate(kinds):
        words += (Text(", "),) if at else ()
        words += draft.say(f"{{waiting[kind={quoted(kind)}][0].kind|text}}: {{count(waiting,{kind})|int}}")
    return words + draft.say("). Counts and results may change when they are made.")


def _colophon(draft: Draft) -> Runs:
    words = draft.say("Edition {edition|int} of the review {id|text}")
    if draft.review.exported_at:
        words += draft.say(", written on {exported_at|date}")
    words += draft.say(" by Arakis {arakis|text}.")
    if draft.review.ledger_head:
        words += draft.say(" Ledger: {ledger_events|int} events, last hash {ledger_head|text}.")
    return words


def _further(draft: Draft, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    used = {getattr(block, "name", "") for _, section in walk(sections) for block in section.blocks}
    blocks: list[Block] = []
    for name in draft.figures:
        if name not in used:
            blocks.extend(draft.picture(name, "Further figure.", "Further figure."))
    return (Section("appendix.figures", "Further figures", tuple(blocks)),) if blocks else ()


def _bibliography(draft: Draft) -> Block:
    style = draft.style
    works = [(key, draft.work(key), draft.letters.get(key, "")) for key in draft.cited]
    if not works:
        return Paragraph((Text("Nothing is cited."),))
    if not numbered(style):
        works = sorted_works(works)
    entries = tuple(
        Entry(
            work=key,
            number=at,
            path="" if key.startswith("literature:") else f"reports[id={quoted(key)}]",
            format=f"citation:{style}" + (f":{letter}" if letter else ""),
            runs=entry(work, style, letter),
        )
        for at, (key, work, letter) in enumerate(works, 1)
    )
    return Bibliography(entries, numbered(style))
