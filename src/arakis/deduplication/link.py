"""Reports of one study, linked by evidence: registration, words about other reports, authors, titles, numbers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal

from rapidfuzz import fuzz

from arakis.deduplication.normalise import plain
from arakis.deduplication.vocabulary import load
from arakis.domain.report import Report

NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:[,\u2009\u202f ]\d{3})+(?![\d,])|(?<![\d.,])\d{3,7}(?![\d.,]*\d)")
YEARS = range(1800, 2101)
TITLES = 62.0  # rapidfuzz.token_set_ratio from which two titles are about the same matter
SHARED = 2  # numbers that two texts must have in common to count as the same people
MOST = 60  # numbers of one text that are looked at


@dataclass(frozen=True)
class Link:
    """What is thought of two reports, and why. `quotes` are (report, start, end) in the texts that were given."""

    a: str
    b: str
    answer: Literal["same study", "ask", "different"]
    reasons: tuple[str, ...]
    quotes: tuple[tuple[str, int, int], ...] = ()


def links(reports: Sequence[Report], texts: Mapping[str, str] | None = None) -> list[Link]:
    """Pairs of reports that are, or may be, about one study; pairs without any sign of it are left out.

    texts  report id -> full text, where there is one

    The same registration number links. So do a common author with a statement that the report is one of several and
    like titles, or with numbers of people in common. Less than that is put to a person.
    """
    given = texts or {}
    numbers = {report.id: set(_numbers(given.get(report.id, ""))) for report in reports}
    said = {report.id: _statement(given.get(report.id, "")) for report in reports}
    found: list[Link] = []
    for first, second in combinations(sorted(reports, key=lambda one: one.id), 2):
        link = _link(first, second, numbers, said)
        if link is not None:
            found.append(link)
    return found


def _link(
    a: Report, b: Report, numbers: Mapping[str, set[int]], said: Mapping[str, tuple[int, int] | None]
) -> Link | None:
    registered = sorted(set(a.registrations) & set(b.registrations))
    if registered:
        return Link(a.id, b.id, "same study", (f"the same registration number {registered[0]}",))
    authors = sorted(_authors(a) & _authors(b))
    common = sorted(numbers[a.id] & numbers[b.id])
    alike = fuzz.token_set_ratio(plain(a.title), plain(b.title))
    spoken = [(one, span) for one in (a.id, b.id) if (span := said[one]) is not None]
    quotes = tuple((one, *span) for one, span in spoken)
    reasons: list[str] = []
    if authors:
        reasons.append(f"an author in common: {', '.join(name.title() for name in authors[:3])}")
    if spoken:
        reasons.append("one says that it is one of several reports")
    if alike >= TITLES:
        reasons.append("titles alike")
    people = len(common) >= SHARED
    if people:
        reasons.append(f"the same numbers of people: {', '.join(str(number) for number in common[:4])}")
    if authors and ((spoken and (alike >= TITLES or people)) or (people and alike >= TITLES)):
        return Link(a.id, b.id, "same study", tuple(reasons), quotes)
    if (authors and len(common) > SHARED) or (spoken and people and alike >= TITLES):
        return Link(a.id, b.id, "ask", tuple(reasons), quotes)
    return None


def _authors(report: Report) -> set[str]:
    return {plain(name.family or name.literal) for name in report.authors if name.family or name.literal}


def _numbers(text: str) -> Iterator[int]:
    for count, found in enumerate(NUMBER.finditer(text)):
        if count >= MOST * 20:
            return
        number = int(re.sub(r"\D", "", found.group()))
        if number >= 150 and number not in YEARS and number % 100:
            yield number


def _statement(text: str) -> tuple[int, int] | None:
    found = _pattern().search(text[:20_000].lower())
    if found is None:
        return None
    start = max(text.rfind(". ", 0, found.start()) + 2, text.rfind("\n", 0, found.start()) + 1, 0)
    end = text.find(".", found.end())
    return start, end + 1 if 0 < end < found.end() + 300 else found.end()


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one.replace(' ', chr(92) + 's+')})" for one in load("links")["statement"]))
