"""Vancouver (NLM citation-sequence): Citing Medicine, 2nd edition, and the ICMJE sample references.

At most six authors, then "et al"; at most two initials; abbreviated journal; page ranges without repeated digits.
"""

from arakis.domain.record import Citation, Name
from arakis.reporting.citations.parts import (
    Line,
    day,
    in_press,
    initials,
    journal,
    language,
    people,
    short_pages,
    surname,
    thesis_kind,
    title,
)
from arakis.reporting.document import Runs
from arakis.reporting.formats import clean


def _name(name: Name) -> str:
    if name.literal or not name.family:
        return surname(name)
    letters = "".join(letter.lstrip("-") for letter in initials(name.given))[:2]
    return " ".join(part for part in (clean(name.family), letters, clean(name.suffix).rstrip(".")) if part)


def _date(work: Citation) -> str:
    year, month, date = day(work)
    return " ".join(part for part in (year or "[date unknown]", month[:3], date) if part)


def entry(work: Citation) -> Runs:
    """The work as an entry of the reference list."""
    line = Line()
    names = [_name(name) for name in people(work)]
    if names:
        line.add(", ".join(names[:6]) + (", et al" if len(names) > 6 else "")).stop().add(" ")
    line.add(title(work))
    _body(line, work)
    if tongue := language(work):
        line.add(f" {tongue}.")
    if work.kind in {"web", "registration", "report"} and work.url and not work.doi:
        line.add(f" Available from: {clean(work.url)}")
        return line.runs()
    if work.doi:
        line.add(f" doi: {clean(work.doi)}.")
    numbers = [f"PMID: {clean(work.pmid)}"] if work.pmid else []
    numbers += [f"PMCID: {clean(work.pmcid)}"] if work.pmcid else []
    if numbers:
        line.add(" " + "; ".join(numbers) + ".")
    return line.runs()


def _body(line: Line, work: Citation) -> None:
    year = day(work)[0] or "[date unknown]"
    publisher = clean(work.publisher)
    imprint = f"{publisher}; {year}." if publisher else f"{year}."
    if work.kind == "book":
        line.stop().add(f" {imprint}")
    elif work.kind in {"chapter", "conference"}:
        line.stop().add(f" In: {journal(work)}" if journal(work) else "").stop().add(f" {imprint}")
        line.add(f" p. {short_pages(work.pages)}." if work.pages else "")
    elif work.kind == "thesis":
        line.add(" [master's thesis]." if thesis_kind(work) == "master" else " [dissertation].").add(f" {imprint}")
    elif work.kind == "report":
        line.add(" [Internet]." if work.url and not work.doi else "").stop().add(f" {imprint}")
        line.add(f" Report No.: {clean(work.volume or work.issue)}." if work.volume or work.issue else "")
    elif work.kind in {"web", "registration"}:
        site = publisher or journal(work)
        line.add(" [Internet].").add(f" {site}; {_date(work)}." if site else f" {_date(work)}.")
        if work.kind == "registration" and work.registrations:
            line.add(f" Identifier: {clean(work.registrations[0])}.")
    elif work.kind == "preprint":
        line.stop().add(f" {journal(work) or publisher or ''} [Preprint].").add(f" {_date(work)}.")
    else:
        line.stop()
        name = clean(work.abbreviation or work.journal)
        line.add(f" {name}").stop() if name else None
        if in_press(work):
            line.add(f" Forthcoming {day(work)[0]}".rstrip()).stop()
            return
        volume = clean(work.volume) + (f"({clean(work.issue)})" if work.issue else "")
        line.add(f" {_date(work)}")
        line.add(f";{volume}" if volume else "").add(f":{short_pages(work.pages)}" if work.pages else "").stop()


def in_text(numbers: list[int]) -> str:
    """Numbers in brackets, runs of three and more as a range: [1-3,7]."""
    ordered = sorted(set(numbers))
    parts: list[str] = []
    at = 0
    while at < len(ordered):
        end = at
        while end + 1 < len(ordered) and ordered[end + 1] == ordered[end] + 1:
            end += 1
        if end - at >= 2:
            parts.append(f"{ordered[at]}-{ordered[end]}")
        else:
            parts.extend(str(number) for number in ordered[at : end + 1])
        at = end + 1
    return "[" + ",".join(parts) + "]"
