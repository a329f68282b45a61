"""Harvard, as in Cite Them Right, 12th edition (2022).

Up to three authors; of four or more the first and "et al." in italics; "(no date)"; "pp." before page ranges.
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
    return ", ".join(part for part in (clean(name.family), dotted(name.given, ""), clean(name.suffix)) if part)


def _authors(line: Line, work: Citation) -> bool:
    names = [_name(name) for name in people(work)]
    if not names:
        return False
    if len(names) > 3:
        line.add(f"{names[0]} ").add("et al.", slanted=True)
    elif len(names) == 1:
        line.add(names[0])
    else:
        line.add(", ".join(names[:-1]) + " and " + names[-1])
    return True


def _standing(work: Citation) -> bool:
    return work.kind in {"book", "thesis", "report", "web", "registration"}


def entry(work: Citation, letter: str = "") -> Runs:
    """The work as an entry of the reference list."""
    line = Line()
    year = "in press" if in_press(work) else day(work)[0] or "no date"
    year += (" " if letter and not day(work)[0] else "") + letter
    named = _authors(line, work)
    if named:
        line.add(f" ({year}) ")
    if _standing(work):
        line.add(title(work), slanted=True)
    else:
        line.add(f"\u2018{title(work)}\u2019")
    if not named:
        line.add(f" ({year})")
    _container(line, work)
    link = doi_url(work) or (clean(work.url) if work.kind in {"web", "report", "preprint", "registration"} else "")
    if link:
        line.add(f" Available at: {link}").stop()
    return line.runs()


def _pages(work: Citation) -> str:
    if not work.pages or is_locator(work.pages):
        return clean(work.pages)
    return f"{'pp' if is_range(work.pages) else 'p'}. {full_pages(work.pages)}"


def _container(line: Line, work: Citation) -> None:
    publisher, pages = clean(work.publisher), _pages(work)
    before = ", " if people(work) else " "  # the year stands between title and container where nobody is named
    if work.kind in {"chapter", "conference"} and journal(work):
        line.add(f"{before}in ").add(journal(work), slanted=True).stop()
        tail = ", ".join(part for part in (publisher, pages) if part)
        line.add(f" {tail}" if tail else "").stop()
    elif work.kind == "thesis":
        kind = "Master's thesis" if thesis_kind(work) == "master" else "PhD thesis"
        line.stop().add(f" {kind}.").add(f" {publisher}" if publisher else "").stop()
    elif work.kind == "preprint":
        house = journal(work) or publisher
        line.add(before if house else " ").add(house, slanted=True).add(" [Preprint]." if house else "[Preprint].")
    elif _standing(work):
        if work.kind == "report" and (work.volume or work.issue):
            line.stop().add(f" Report no. {clean(work.volume or work.issue)}")
        if work.kind == "registration" and work.registrations:
            line.stop().add(f" {clean(work.registrations[0])}")
        same = publisher == ", ".join(surname(name) for name in people(work))
        line.stop().add(f" {publisher}" if publisher and not same else "").stop()
    elif journal(work):
        line.add(before).add(journal(work), slanted=True)
        volume = clean(work.volume) + (f"({clean(work.issue)})" if work.issue else "")
        line.add(f", {volume}" if volume else "").add(f", {pages}" if pages else "").stop()
    else:
        line.stop()
