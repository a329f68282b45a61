"""Parts that the reference styles share: initials, page ranges, dates, titles, and joining without doubled stops."""

import re
from importlib.resources import files

import yaml

from arakis.domain.record import Citation, Name
from arakis.reporting.document import Emphasis, Run, Runs, Text
from arakis.reporting.formats import MONTHS, clean

_DATA = yaml.safe_load((files("arakis.reporting.citations") / "words.yaml").read_text(encoding="utf-8"))
LANGUAGES: dict[str, str] = {
    word.casefold(): name for name, words in _DATA["languages"].items() for word in (name, *words)
}
_RANGE = re.compile(r"^([A-Za-z]*)(\d+)\s*(?:--?|[\u2010-\u2015])\s*([A-Za-z]*)(\d+)([A-Za-z]*)$")
DASH = "\u2013"


def initials(given: str) -> list[str]:
    """The initials of given names, hyphens kept before the letter they join: "Jean-Paul M" -> ["J", "-P", "M"]."""
    found: list[str] = []
    for word in re.split(r"[\s.]+", clean(given)):
        for at, part in enumerate(word.split("-")):
            letters = re.sub(r"[^\w]", "", part)
            if not letters:
                continue
            several = letters.isupper() and 1 < len(letters) <= 4
            for letter in letters if several else letters[0]:
                found.append(("-" if at and letter == letters[0] else "") + letter.upper())
    return found


def dotted(given: str, between: str = " ") -> str:
    """Initials with stops: "J. D.", "J.-P."."""
    text = ""
    for letter in initials(given):
        text += letter + "." if letter.startswith("-") or not text else between + letter + "."
    return text


def surname(name: Name) -> str:
    """What stands for a person or body in the text: the family name or the collective name."""
    return clean(name.literal or name.family or name.given)


def people(work: Citation) -> list[Name]:
    """The authors that have a name."""
    return [name for name in work.authors if surname(name)]


def _span(pages: str) -> tuple[str, int, int, str] | None:
    match = _RANGE.match(clean(pages).replace("pp. ", "").replace("p. ", ""))
    if not match:
        return None
    prefix, first, second_prefix, last, tail = match.groups()
    if (second_prefix and second_prefix != prefix) or tail:
        return None
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return prefix, int(first), int(last), first if first.startswith("0") else ""


def full_pages(pages: str) -> str:
    """A page range written out: "255-81" -> "255–281"; anything else as it is, with en dashes."""
    span = _span(pages)
    if span is None or span[3] or span[2] < span[1]:
        return re.sub(r"(?<=\w)\s*(?:--?|[\u2010-\u2015])\s*(?=[A-Za-z]?\d)", DASH, clean(pages))
    prefix, first, last, _ = span
    return f"{prefix}{first}" if first == last else f"{prefix}{first}{DASH}{prefix}{last}"


def short_pages(pages: str) -> str:
    """A page range without repeated digits (NLM): "255-281" -> "255-81"."""
    span = _span(pages)
    if span is None or span[3] or span[2] < span[1]:
        return re.sub(r"\s*[\u2010-\u2015]\s*|--", "-", clean(pages))
    prefix, first, last, _ = span
    if first == last:
        return f"{prefix}{first}"
    start, end = str(first), str(last)
    if len(start) == len(end):
        same = next((at for at, (one, other) in enumerate(zip(start, end, strict=True)) if one != other), 0)
        end = end[same:]
        return f"{prefix}{start}-{end}"
    return f"{prefix}{start}-{prefix}{end}"


def chicago_pages(pages: str) -> str:
    """A page range by the Chicago rule: 3–10, 100–104, 107–8, 321–28, 1496–500."""
    span = _span(pages)
    if span is None or span[3] or span[2] < span[1] or span[0]:
        return full_pages(pages)
    _, first, last, _ = span
    if first == last:
        return str(first)
    start, end = str(first), str(last)
    if first >= 100 and first % 100 and len(start) == len(end):
        least = 1 if first % 100 < 10 else 2
        same = next(at for at, (one, other) in enumerate(zip(start, end, strict=True)) if one != other)
        end = end[min(same, len(end) - least) :]
    return f"{start}{DASH}{end}"


def is_range(pages: str) -> bool:
    """Whether there are several pages."""
    return bool(re.search(r"\d\s*(?:-|[\u2010-\u2015]|,)\s*[A-Za-z]?\d", pages))


def is_locator(pages: str) -> bool:
    """Whether it is an article number (e1000097, n71) and no page."""
    return bool(pages) and not is_range(pages) and not re.fullmatch(r"\d{1,5}|[A-Z]\d{1,3}|[ivxlc]+", clean(pages))


def day(work: Citation) -> tuple[str, str, str]:
    """Year, month name and day, each "" where it is not known."""
    match = re.match(r"^(\d{4})(?:-(\d\d))?(?:-(\d\d))?", work.date)
    year, month, date = match.groups() if match else (None, None, None)
    if work.year is not None and year != str(work.year):
        year, month, date = str(work.year), None, None
    name = MONTHS[int(month) - 1] if month and 1 <= int(month) <= 12 else ""
    return year or "", name, str(int(date)) if date and name else ""


def in_press(work: Citation) -> bool:
    """Whether the work is accepted and not yet out: it says so and has no volume and no pages."""
    words = " ".join((*work.notes, *work.types)).casefold()
    return not work.volume and not work.pages and any(sign in words for sign in _DATA["in_press"])


def thesis_kind(work: Citation) -> str:
    """ "master" or "doctoral"."""
    words = " ".join((*work.types, *work.notes)).casefold()
    return "master" if any(sign in words for sign in _DATA["master"]) else "doctoral"


def journal(work: Citation) -> str:
    """The full name of the container."""
    return clean(work.journal or work.abbreviation)


def language(work: Citation) -> str:
    """The English name of the language when it is not English, else ""."""
    name = LANGUAGES.get(clean(work.language).casefold(), "")
    return "" if name == "English" else name


def title(work: Citation) -> str:
    """The title without its final stop, with the translation in brackets where there is one."""
    own, other = (_bare(work.title), _bare(work.translated_title))
    if own and other and own.casefold() != other.casefold():
        return f"{own} [{other}]"
    return own or (f"[{other}]" if other else "[Untitled]")


def _bare(words: str) -> str:
    words = clean(words)
    return words[:-1] if words.endswith(".") and not words.endswith("..") else words


def doi_url(work: Citation) -> str:
    """The DOI as a link, or ""."""
    return f"https://doi.org/{clean(work.doi)}" if work.doi else ""


def italic(words: str) -> Run:
    """Words in italics."""
    return Emphasis((Text(words),))


class Line:
    """A reference put together piece by piece; a full stop is never doubled."""

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._tail = ""

    def add(self, words: str, *, slanted: bool = False) -> "Line":
        """Puts words at the end."""
        if words:
            if not slanted and self._tail in ".?!" and self._tail and words.startswith("."):
                words = words[1:]
            if words:
                self._runs.append(italic(words) if slanted else Text(words))
                bare = words.rstrip("\u201d\u2019 ")
                self._tail = bare[-1] if bare and words == words.rstrip() else ""
        return self

    def stop(self) -> "Line":
        """Ends the sentence, unless it has ended."""
        return self.add("." if self._tail not in {".", "?", "!"} else "")

    def runs(self) -> Runs:
        """What was put together."""
        return tuple(self._runs)
