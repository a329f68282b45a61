"""APA: Publication Manual of the American Psychological Association, 6th (2010) and 7th (2020) editions.

6th: up to seven authors, then six, an ellipsis and the last; "doi:10...". 7th: up to twenty authors, then nineteen, an
ellipsis and the last; the DOI as a link; article numbers with the word "Article".
"""

from arakis.domain.record import Citation, Name
from arakis.reporting.citations.parts import (
    Line,
    day,
    doi_url,
    dotted,
    full_pages,
    in_press,
    is_locator,
    is_range,
    journal,
    people,
    surname,
    thesis_kind,
    title,
)
from arakis.reporting.document import Runs
from arakis.reporting.formats import clean


def _name(name: Name) -> str:
    if name.literal or not name.family:
        return surname(name)
    parts = [clean(name.family), dotted(name.given)]
    if name.suffix:
        suffix = clean(name.suffix)
        parts.append(suffix + "." if suffix in {"Jr", "Sr"} else suffix)
    return ", ".join(part for part in parts if part)


def _authors(work: Citation, edition: int) -> str:
    names = [_name(name) for name in people(work)]
    limit = 7 if edition == 6 else 20
    if len(names) > limit:
        return ", ".join(names[: limit - 1]) + ", . . . " + names[-1]
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + ", & " + names[-1]


def _date(work: Citation, letter: str) -> str:
    if in_press(work):
        return f"(in press{'-' + letter if letter else ''})."
    year, month, date = day(work)
    if not year:
        return f"(n.d.{'-' + letter if letter else ''})."
    exact = work.kind == "web" and month
    return f"({year}{letter}, {month}{' ' + date if date else ''})." if exact else f"({year}{letter})."


def _standing(work: Citation) -> bool:
    """Whether the title is that of a whole work, and so in italics."""
    return work.kind in {"book", "thesis", "report", "web", "preprint", "registration"}


def entry(work: Citation, edition: int, letter: str = "") -> Runs:
    """The work as an entry of the reference list."""
    line = Line()
    authors = _authors(work, edition)
    if authors:
        line.add(authors).stop().add(f" {_date(work, letter)} ")
        line.add(title(work), slanted=_standing(work))
    else:
        line.add(title(work), slanted=_standing(work))
    _bracket(line, work, edition)
    line.stop()
    if not authors:
        line.add(f" {_date(work, letter)}")
    _container(line, work, edition)
    link = (f"doi:{clean(work.doi)}" if edition == 6 else doi_url(work)) if work.doi else ""
    if link:
        line.add(f" {link}")
    elif work.url and (_standing(work) and work.kind not in {"book"}):
        line.add(f" {_retrieved(work) if edition == 6 else ''}{clean(work.url)}")
    return line.runs()


def _house(work: Citation) -> str:
    """Who published a standing work, where that is not its author."""
    house = clean(work.publisher) or (journal(work) if work.kind in {"web", "preprint", "registration"} else "")
    return "" if house == ", ".join(surname(name) for name in people(work)) else house


def _retrieved(work: Citation) -> str:
    return f"Retrieved from {_house(work)} website: " if _house(work) else "Retrieved from "


def _bracket(line: Line, work: Citation, edition: int) -> None:
    if work.kind == "thesis":
        kind = "Master's thesis" if thesis_kind(work) == "master" else "Doctoral dissertation"
        if edition == 6:
            line.add(f" ({kind})")
        else:
            line.add(f" [{kind}{', ' + clean(work.publisher) if work.publisher else ''}]")
    elif work.kind == "report" and (work.volume or work.issue):
        line.add(f" (Report No. {clean(work.volume or work.issue)})")
    elif work.kind == "registration" and work.registrations:
        line.add(f" (Identifier {clean(work.registrations[0])})")


def _container(line: Line, work: Citation, edition: int) -> None:
    publisher = clean(work.publisher)
    if work.kind in {"chapter", "conference"} and journal(work):
        line.add(" In ").add(journal(work), slanted=True)
        if work.pages:
            line.add(f" ({'pp' if is_range(work.pages) else 'p'}. {full_pages(work.pages)})")
        line.stop().add(f" {publisher}" if publisher else "").stop()
    elif work.kind == "thesis":
        if edition == 6 and publisher:
            line.add(f" {publisher}").stop()
    elif _standing(work):
        named_below = edition == 6 and work.url and not work.doi and work.kind != "book"
        if _house(work) and not named_below:
            line.add(f" {_house(work)}").stop()
    elif journal(work):
        line.add(" ").add(journal(work), slanted=True)
        if work.volume:
            line.add(", ").add(clean(work.volume), slanted=True)
        if work.issue:
            line.add(f"({clean(work.issue)})" if work.volume else f", ({clean(work.issue)})")
        if work.pages:
            article = edition == 7 and is_locator(work.pages)
            line.add(f", {'Article ' if article else ''}{full_pages(work.pages)}")
        line.stop()
