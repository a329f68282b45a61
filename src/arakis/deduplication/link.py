"""Reports of one study, linked by evidence: registration, sentences that name the other report, authors, numbers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal

from rapidfuzz import fuzz

from arakis.deduplication.citing import Citing, body_of, citing
from arakis.deduplication.normalise import plain
from arakis.deduplication.vocabulary import load
from arakis.domain.report import Report

NUMBER = re.compile(
    r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])|(?<![\d.,])\d{1,3}(?:[\u2009\u202f\u00a0]\d{3})+(?!\d)"
    r"|(?<![\d.,])\d{3,7}(?![\d.,]*\d)"
)
YEARS = range(1800, 2101)
TITLES = 62.0  # rapidfuzz.token_set_ratio from which two titles are about the same matter
SHARED = 2  # numbers that two texts must have in common to count as the same people
SEVERAL = 2  # a report with more registration numbers names the trials of others as well
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

    These make one study: the same registration number; a sentence in which one names the other as a report of its own
    study (citing.py), with an author in common or in words about itself; an author in common together with a statement
    that the report is one of several and like titles, or with the same numbers of people. Less is put to a person,
    and so is anything where both are registered under numbers that differ. Independent of the order of `reports`.
    """
    given = texts or {}
    ordered = sorted(reports, key=lambda one: one.id)
    bodies = {report.id: body_of(given.get(report.id, "")) for report in ordered}
    numbers = {identity: set(_numbers(body)) for identity, body in bodies.items()}
    people_in = {identity: set(_people(body)) for identity, body in bodies.items()}
    said = {report.id: _statement(given.get(report.id, "")) for report in ordered}
    named: dict[tuple[str, str], Citing] = {}
    for report in ordered:
        others = [one for one in ordered if one.id != report.id and (one.year or 0) <= (report.year or 9999)]
        for found in citing(given.get(report.id, ""), others):
            named[report.id, found.cited] = found
    links_found: list[Link] = []
    for first, second in combinations(ordered, 2):
        link = _registered(first, second) or _named(first, second, named)
        link = link or _alike(first, second, numbers, people_in, said)
        if link is not None:
            links_found.append(link)
    return links_found


def _registered(a: Report, b: Report) -> Link | None:
    shared = sorted(set(a.registrations) & set(b.registrations))
    if not shared:
        return None
    reason = f"the same registration number {shared[0]}"
    if max(len(a.registrations), len(b.registrations)) > SEVERAL:
        return Link(a.id, b.id, "ask", (f"{reason}, but one names several trials",))
    return Link(a.id, b.id, "same study", (reason,))


def _differs(a: Report, b: Report) -> bool:
    """Whether both are registered, under numbers that have nothing in common."""
    return bool(a.registrations and b.registrations) and not set(a.registrations) & set(b.registrations)


def _named(a: Report, b: Report, named: Mapping[tuple[str, str], Citing]) -> Link | None:
    found = [(one, other, hit) for one, other in ((a, b), (b, a)) if (hit := named.get((one.id, other.id)))]
    if not found:
        return None
    authors = _shared(a, b)
    reasons = [f"one names the other as a report of its study, by {hit.how}" for _, _, hit in found]
    if authors:
        reasons.append(f"an author in common: {', '.join(name.title() for name in authors[:3])}")
    sure = bool(authors) or any(hit.own for _, _, hit in found)
    if _differs(a, b):
        sure = False
        reasons.append("but their registration numbers differ")
    quotes = tuple((one.id, hit.start, hit.end) for one, _, hit in found)
    return Link(a.id, b.id, "same study" if sure else "ask", tuple(dict.fromkeys(reasons)), quotes)


def _alike(
    a: Report,
    b: Report,
    numbers: Mapping[str, set[int]],
    people_in: Mapping[str, set[int]],
    said: Mapping[str, tuple[int, int] | None],
) -> Link | None:
    authors = _shared(a, b)
    common = sorted((people_in[a.id] & numbers[b.id]) | (numbers[a.id] & people_in[b.id]))
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
    if _differs(a, b):
        return None
    if authors and people:
        return Link(a.id, b.id, "same study", tuple(reasons), quotes)
    if authors and alike >= TITLES and (spoken or people):
        several = len(authors) >= SHARED  # one name in common may be a namesake
        return Link(a.id, b.id, "same study" if spoken and several else "ask", tuple(reasons), quotes)
    if spoken and people and alike >= TITLES:
        return Link(a.id, b.id, "ask", tuple(reasons), quotes)
    return None


def _authors(report: Report) -> set[str]:
    """Family names with the first letter of the given name, where it is known."""
    found: set[str] = set()
    for name in report.authors:
        family = plain(name.family or name.literal)
        if family:
            found.add(f"{family} {plain(name.given)[:1]}".strip())
    return found


def _shared(a: Report, b: Report) -> list[str]:
    """The authors of both reports; one without a given name is the one with it."""
    left, right = _authors(a), _authors(b)
    bare = {one for one in left | right if len(one.split()[-1]) > 1}
    both = left & right
    for one in bare - both:
        if any(other.rsplit(" ", 1)[0] == one for other in (left if one in right else right)):
            both.add(one)
    return sorted(both)


def _numbers(text: str) -> Iterator[int]:
    """Numbers that may count people: neither years nor round ones."""
    for count, found in enumerate(NUMBER.finditer(text)):
        if count >= MOST * 20:
            return
        number = _telling(found.group())
        if number:
            yield number


def _people(text: str) -> Iterator[int]:
    """Those of them that stand before words for people."""
    for found in NUMBER.finditer(text):
        number = _telling(found.group())
        if number and _before_people().match(text, found.end()):
            yield number


def _telling(words: str) -> int:
    """The number in `words` where it tells one group of people from another; 0 for years, small and round ones."""
    number = int(re.sub(r"\D", "", words))
    year = number in YEARS and words.isdigit()
    return number if number >= 100 and number % 100 and not year else 0


@lru_cache(maxsize=1)
def _before_people() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:[a-z-]+\s+){{0,3}}?(?:{'|'.join(load('links')['people'])})\b", re.I)


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
