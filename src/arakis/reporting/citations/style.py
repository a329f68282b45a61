"""The door to the reference styles: an entry of the list, and a citation in the text."""

from dataclasses import dataclass

from arakis.domain.record import Citation
from arakis.errors import InputError
from arakis.reporting.citations import apa, chicago, harvard, vancouver
from arakis.reporting.citations.parts import day, in_press, people, surname, title
from arakis.reporting.document import Runs, plain

STYLES = ("vancouver", "apa6", "apa7", "chicago", "harvard")


@dataclass(frozen=True, slots=True)
class Cited:
    """A work with its number, the letter that tells it from another of the same author and year, and whether it is
    cited here for the first time."""

    work: Citation
    number: int
    letter: str = ""
    first: bool = False


def numbered(style: str) -> bool:
    """Whether the style cites by number."""
    return style == "vancouver"


def entry(work: Citation, style: str, letter: str = "") -> Runs:
    """The work as it stands in the reference list, without its number. Raises InputError for an unknown style."""
    if style == "vancouver":
        return vancouver.entry(work)
    if style in {"apa6", "apa7"}:
        return apa.entry(work, 6 if style == "apa6" else 7, letter)
    if style == "chicago":
        return chicago.entry(work, letter)
    if style == "harvard":
        return harvard.entry(work, letter)
    raise InputError(f"unknown reference style {style!r}", f"use one of: {', '.join(STYLES)}")


def in_text(cited: list[Cited], style: str) -> str:
    """The citation in the text: "[1-3,7]" or "(Aronson, 1948; Hart & Sutherland, 1977)"."""
    if numbered(style):
        return vancouver.in_text([item.number for item in cited])
    items = sorted(cited, key=lambda item: _order(item.work, item.letter))
    comma = "" if style == "chicago" else ","
    return "(" + "; ".join(f"{who(item, style)}{comma} {year(item.work, style)}{item.letter}" for item in items) + ")"


def who(cited: Cited, style: str) -> str:
    """The authors as a citation in the text names them; the start of the title where there are none."""
    names = [surname(name) for name in people(cited.work)]
    if not names:
        words = title(cited.work).split()
        return "\u201c" + " ".join(words[:4]).rstrip(".,:;?!") + "\u201d"
    last = "&" if style.startswith("apa") else "and"
    limit = {"apa6": 5 if cited.first else 2, "apa7": 2, "chicago": 3, "harvard": 3}[style]
    if len(names) > limit:
        return f"{names[0]} et al."
    if len(names) < 3:
        return f" {last} ".join(names)
    return ", ".join(names[:-1]) + ("" if style == "harvard" else ",") + f" {last} {names[-1]}"


def year(work: Citation, style: str) -> str:
    """The year as the style writes it, or its word for none."""
    if in_press(work):
        return "forthcoming" if style == "chicago" else "in press"
    return day(work)[0] or {"harvard": "no date"}.get(style, "n.d.")


def letters(works: list[tuple[str, Citation]], style: str) -> dict[str, str]:
    """Letters (a, b, c ...) for works that a citation in the text could not tell apart."""
    if numbered(style):
        return {}
    same: dict[str, list[tuple[str, Citation]]] = {}
    for key, work in works:
        same.setdefault(f"{who(Cited(work, 0), style)} {year(work, style)}", []).append((key, work))
    found: dict[str, str] = {}
    for group in same.values():
        ordered = sorted(group, key=lambda item: (title(item[1]).casefold(), item[0]))
        if len(ordered) > 1:
            found |= {key: _letter(at) for at, (key, _) in enumerate(ordered)}
    return found


def _letter(at: int) -> str:
    return (_letter(at // 26 - 1) if at >= 26 else "") + chr(ord("a") + at % 26)


def _order(work: Citation, letter: str) -> tuple[str, str, str, str]:
    first = " ".join(surname(name) for name in people(work)) or title(work)
    return first.casefold(), day(work)[0], letter, title(work).casefold()


def sorted_works(works: list[tuple[str, Citation, str]]) -> list[tuple[str, Citation, str]]:
    """Works (key, work, letter) in the order of an alphabetical reference list."""
    return sorted(works, key=lambda item: (*_order(item[1], item[2]), item[0]))


def format(citation: Citation, style: str, number: int) -> str:
    """The entry as plain words, with its number in numbered styles ("1. Aronson JD. ...")."""
    words = plain(entry(citation, style))
    return f"{number}. {words}" if numbered(style) else words
