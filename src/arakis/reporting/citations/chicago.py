"""Chicago author-date: The Chicago Manual of Style, 17th edition (2017), chapter 15.

Up to ten authors; of more, the first seven and "et al.". Page ranges shortened by its rule 9.61. Titles keep the
capitals that they came with.
"""

from arakis.domain.record import Citation, Name
from arakis.reporting.citations.parts import (
    Line,
    chicago_pages,
    day,
    doi_url,
    in_press,
    initials,
    journal,
    people,
    surname,
    thesis_kind,
    title,
)
from arakis.reporting.document import Runs
from arakis.reporting.formats import clean


def _given(given: str) -> str:
    words = [word for word in clean(given).split(" ") if word]
    spelled: list[str] = []
    for word in words:
        letters = word.replace(".", "")
        if len(letters) == 1 or (letters.isupper() and len(letters) <= 4) or "." in word[:-1]:
            spelled.extend(letter.lstrip("-") + "." for letter in initials(word))
        else:
            spelled.append(word)
    return " ".join(spelled)


def _name(name: Name, first: bool) -> str:
    if name.literal or not name.family:
        return surname(name)
    suffix = clean(name.suffix)
    suffix = suffix + "." if suffix in {"Jr", "Sr"} else suffix
    family, given = clean(name.family), _given(name.given)
    if first:
        return ", ".join(part for part in (family, given, suffix) if part)
    return " ".join(part for part in (given, family, suffix) if part)


def _authors(work: Citation) -> str:
    names = [_name(name, at == 0) for at, name in enumerate(people(work))]
    if len(names) > 10:
        return ", ".join(names[:7]) + ", et al."
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + ", and " + names[-1]


def entry(work: Citation, letter: str = "") -> Runs:
    """The work as an entry of the reference list."""
    line = Line()
    year = "Forthcoming" if in_press(work) else day(work)[0] or "n.d."
    year += ("-" if letter and not day(work)[0] else "") + letter
    authors = _authors(work)
    if authors:
        line.add(authors).stop().add(f" {year}").stop().add(" ")
    _title(line, work)
    if not authors:
        line.add(f" {year}").stop()
    _container(line, work)
    link = doi_url(work) or (clean(work.url) if work.kind in {"web", "report", "preprint", "registration"} else "")
    if link:
        line.add(f" {link}.")
    return line.runs()


def _title(line: Line, work: Citation) -> None:
    words = title(work)
    if work.kind in {"book", "report"}:
        line.add(words, slanted=True).stop()
    else:
        line.add(f"\u201c{words}{'' if words[-1] in '?!' else '.'}\u201d")


def _container(line: Line, work: Citation) -> None:
    publisher = clean(work.publisher)
    if work.kind in {"chapter", "conference"} and journal(work):
        line.add(" In ").add(journal(work), slanted=True)
        line.add(f", {chicago_pages(work.pages)}" if work.pages else "").stop()
        line.add(f" {publisher}" if publisher else "").stop()
    elif work.kind == "thesis":
        kind = "Master's thesis" if thesis_kind(work) == "master" else "PhD diss."
        line.add(f" {kind}{', ' + publisher if publisher else ''}").stop()
    elif work.kind == "preprint":
        house = journal(work) or publisher
        line.add(f" Preprint{', ' + house if house else ''}").stop()
    elif work.kind in {"book", "report", "web", "registration"}:
        house = publisher or journal(work)
        if work.kind == "report" and (work.volume or work.issue):
            line.add(f" Report no. {clean(work.volume or work.issue)}").stop()
        line.add(f" {house}" if house else "").stop()
        if work.kind == "registration" and work.registrations:
            line.add(f" {clean(work.registrations[0])}").stop()
    elif journal(work):
        line.add(" ").add(journal(work), slanted=True)
        line.add(f" {clean(work.volume)}" if work.volume else "")
        line.add(f" ({clean(work.issue)})" if work.issue and work.volume else "")
        line.add(f", no. {clean(work.issue)}" if work.issue and not work.volume else "")
        if work.pages:
            line.add(f"{':' if work.volume or work.issue else ','} {chicago_pages(work.pages)}")
        line.stop()
