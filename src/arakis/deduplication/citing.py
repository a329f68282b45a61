"""Sentences of a full text that say to which other report its study belongs: by author and year, title, DOI or the
number of a reference."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from arakis.deduplication.normalise import family, plain
from arakis.deduplication.vocabulary import load
from arakis.domain.report import Report

MOST = 400_000  # characters of a text that are looked at
TITLE = 25  # letters that a title must have to be looked for in a text
HEADING = re.compile(r"\n\s*(?:\d+\.?\s*)?(?:references|literature cited|bibliography|works cited)\s*:?\s*\n", re.I)
STOP = re.compile(r"[.!?][)\]”\"’']*\s+(?=[A-Z0-9\[(“\"])|\n\s*\n")
ENTRY = re.compile(r"(?m)^\s*\[?(\d{1,3})[\].)]?\s")


@dataclass(frozen=True, slots=True)
class Citing:
    """A sentence (`start:end`) that ties the text's study to the report `cited`.

    how      "author and year", "title", "DOI", "reference 12"
    own      the sentence speaks of this report's own participants or trial ("our", "this report", "the same children")
    """

    cited: str
    start: int
    end: int
    how: str
    own: bool


@dataclass(frozen=True, slots=True)
class _Words:
    belongs: re.Pattern[str]
    own: re.Pattern[str]
    others: re.Pattern[str]
    short: frozenset[str]


def citing(text: str, reports: Sequence[Report]) -> list[Citing]:
    """The first sentence for each of `reports` in which `text` says that it belongs to the same study.

    A sentence counts when it names the report and has words of belonging ("follow-up of", "the trial described by",
    "previously reported"); comparisons with the work of others ("in contrast to") do not. Reports with the same first
    author and year are told apart by title or DOI only. `start` and `end` are offsets in `text`.
    """
    text = text[:MOST]
    flat = _flat(text)
    body = _body(text)
    words = _words()
    spans = [
        (start, end)
        for start, end in _sentences(text, body)
        if words.belongs.search(flat[start:end]) and not words.others.search(flat[start:end])
    ]
    if not spans:
        return []
    found: list[Citing] = []
    labels = [_label(report) for report in reports]
    for at, report in enumerate(reports):
        shared = labels.count(labels[at]) > 1
        for how, pattern in _patterns(report, flat, body, by_name=not shared):
            hit = next(((start, end) for start, end in spans if pattern.search(flat[start:end])), None)
            if hit:
                own = words.own.search(flat[hit[0] : hit[1]]) is not None
                found.append(Citing(report.id, *hit, how, own))
                break
    return found


def body_of(text: str) -> str:
    """A text without its list of references."""
    return text[: _body(text)]


def _body(text: str) -> int:
    """Where the list of references begins, or the end."""
    last = None
    for last in HEADING.finditer(text):  # noqa: B007
        pass
    return last.start() if last and last.start() > len(text) // 4 else len(text)


def _flat(text: str) -> str:
    """The text in lower case without accents, letter for letter, so that offsets stay."""
    if text.isascii():
        return text.lower()
    return "".join(_letter(sign) for sign in text)


@lru_cache(maxsize=4096)
def _letter(sign: str) -> str:
    base = unicodedata.normalize("NFKD", sign)[0].lower()
    return base if len(base) == 1 else sign


def _sentences(text: str, body: int) -> list[tuple[int, int]]:
    """Sentences of the body. A stop behind an abbreviation or an initial ends none."""
    short = _words().short
    found: list[tuple[int, int]] = []
    start = 0
    for stop in STOP.finditer(text, 0, body):
        before = re.search(r"([^\W\d_]+)$", text[max(0, stop.start() - 15) : stop.start()])
        if text[stop.start()] == "." and before:
            word = before.group(1)
            if word.lower() in short or (len(word) == 1 and word.isupper()):
                continue
        end = stop.start() + len(stop.group(0).rstrip())
        if end - start > 2:
            found.append((start, min(end, start + 1500)))
        start = stop.end()
    if body - start > 2:
        found.append((start, min(body, start + 1500)))
    return [(start + len(text[start:end]) - len(text[start:end].lstrip()), end) for start, end in found]


def _label(report: Report) -> tuple[str, int | None]:
    name = report.authors[0] if report.authors else None
    return (family(name.family or name.literal) if name else "", report.year)


def _patterns(report: Report, flat: str, body: int, by_name: bool) -> list[tuple[str, re.Pattern[str]]]:
    """How the report may be named in a sentence, surest first."""
    patterns: list[tuple[str, re.Pattern[str]]] = []
    if report.doi:
        patterns.append(("DOI", re.compile(re.escape(report.doi) + r"(?![\w/])")))
    title = _title(report)
    if title:
        patterns.append(("title", title))
    number = _reference(report, title, flat, body)
    if number:
        patterns.append((f"reference {number}", _marker(number)))
    name = report.authors[0] if report.authors else None
    if by_name and name and report.year and (words := plain(name.family or name.literal)):
        spelled = r"[\W_]+".join(re.escape(word) for word in words.split())
        year = str(report.year)
        patterns.append(
            ("author and year", re.compile(rf"(?<![a-z]){spelled}(?![a-z])[^;]{{0,80}}?(?<!\d){year}(?!\d)"))
        )
    return patterns


def _title(report: Report) -> re.Pattern[str] | None:
    words = plain(report.title).split()
    if len("".join(words)) < TITLE or len(words) < 4:
        return None
    return re.compile(r"(?<![a-z])" + r"[\W_]+".join(re.escape(word) for word in words))


def _reference(report: Report, title: re.Pattern[str] | None, flat: str, body: int) -> str:
    """The number of the report in the list of references, or ""."""
    if body >= len(flat):
        return ""
    at = -1
    if report.doi:
        at = flat.find(report.doi, body)
    if at < 0 and title:
        found = title.search(flat, body)
        at = found.start() if found else -1
    if at < 0:
        return ""
    entries = list(ENTRY.finditer(flat, body))
    place = bisect_right([entry.start() for entry in entries], at) - 1
    return entries[place].group(1) if place >= 0 and at - entries[place].start() < 600 else ""


def _marker(number: str) -> re.Pattern[str]:
    """A reference's number in the text: [12], [3, 12], (12), ^12 or glued to a word: "trial.12"."""
    return re.compile(
        rf"[\[(](?:[^\[\]()]{{0,40}}(?<!\d))?{number}(?!\d)(?:[,;–-][^\[\]()]{{0,40}})?[\])]|\^{number}(?!\d)"
        rf"|(?<=[a-z][.,;]){number}(?!\d)|(?<=[a-z]){number}(?![\d%a-z])"
    )


@lru_cache(maxsize=1)
def _words() -> _Words:
    lists = load("links")

    def union(name: str) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{one.replace(' ', chr(92) + 's+')})" for one in lists[name]))

    return _Words(union("belongs"), union("own"), union("others"), frozenset(map(str, lists["abbreviations"])))
