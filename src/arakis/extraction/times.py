"""Time points in words, and in months."""

import re
from dataclasses import dataclass

from arakis.extraction.numbers import numbers
from arakis.extraction.words import load

_UNIT = r"(?:hours?|hrs?|minutes?|mins?|days?|weeks?|wks?|months?|mos?|years?|yrs?|decades?)"
_COUNT = re.compile(rf"[\s-]*(?P<unit>{_UNIT})\b(?![\s-]*(?:old|of\s+age))", re.I)
_NUMBERED = re.compile(r"\b(?P<unit>day|week|wk|month|year|hour)s?[\s-]*$", re.I)
_ENDED = re.compile(r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve)[\s-]*$", re.I)  # "12 months 61"
_RANGE = re.compile(r"(?:\d\s*(?:-|–|—|to|and)|[<>≤≥]|\bunder|\bover|\bbelow|\babove)\s*$", re.I)
_AGE = re.compile(r"(?:aged?|ages|aged?\s+of|than|under|over|mean\s+age\s+(?:of|was)|between)\s*$", re.I)
_AFTER = re.compile(
    r"(?:\b(?:at|after|by|within|over|during|through|until|first|next|following|lasting|in|of|every|from)\b|follow-?\s?up\s*(?:of|at|was|:|\()?|followed\s+(?:up\s+)?for|observed\s+for)"
    r"\s+(?:the\s+|a\s+|an\s+|about\s+|approximately\s+|end\s+of\s+|first\s+|mean\s+|median\s+|period\s+of\s+|average\s+of\s+|next\s+)*$",
    re.I,
)


@dataclass(frozen=True)
class Time:
    """A time point as worded at `start:end`, and in months."""

    text: str
    months: float
    start: int
    end: int


def times(text: str, start: int, end: int, label: bool) -> list[Time]:
    """Time points in `text[start:end]`.

    In a `label` (of a table's row, column or caption) any duration is one; in a sentence only one that is led by a
    word such as "at" or "after", or stands with "follow-up". Ages are none, nor are ranges in labels
    ("0-4 years").
    """
    units = load("time")["months"]
    out: list[Time] = []
    for number in numbers(text, start, end):
        if number.percent or number.value < 0:
            continue
        before = text[max(start, number.start - 60) : number.start]
        following = _COUNT.match(text, number.end, min(end, number.end + 14))
        if _AGE.search(before) or (label and _RANGE.search(before)):
            continue
        if label and re.match(r"\s*(?:-|–|—|to)\s*\d", text[number.end : end]):
            continue
        if following:
            unit = following.group("unit").lower()
            led = label or _AFTER.search(before) or re.match(r"[\s-]*follow", text[following.end() : end], re.I)
            if not led or (
                re.search(r"\b(?:for|every|per)\s*$", before, re.I)
                and not re.search(r"follow\w*\s+(?:up\s+)?for\s*$|observed\s+for\s*$", before, re.I)
            ):
                continue
            out.append(_time(text, number.start, following.end(), number.value * units[unit]))
            continue
        named = _NUMBERED.search(before)
        if named and number.decimals == 0 and not number.word and not _ENDED.search(before[: named.start()]):
            at = max(start, number.start - 60) + named.start("unit")
            out.append(_time(text, at, number.end, number.value * units[named.group("unit").lower()]))
    return out


def _time(text: str, start: int, end: int, months: float) -> Time:
    return Time(
        text=re.sub(r"\s+", " ", text[start:end].replace("-", " ")), months=round(months, 4), start=start, end=end
    )
