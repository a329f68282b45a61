"""Sizes of arms as sentences and headings give them: "BCG group (n = 123)", "123 were vaccinated", "139 controls"."""

import re
from dataclasses import dataclass

from arakis.domain.document import TextLayer
from arakis.domain.evidence import Evidence
from arakis.extraction.numbers import Number, numbers
from arakis.extraction.prose import Side, Spotted, sides_in
from arakis.extraction.tokens import normal
from arakis.extraction.words import words

_AFTER = re.compile(r"\s*(?:[a-z]+\s+){0,2}?[,:]?\s*[(\[]\s*(?:[^()\[\]]{0,40}[;,]\s*)?[nN]\s*=\s*$")
_GIVEN = re.compile(
    r"\s+(?:(?:[a-zA-Z-]+)\s+){0,3}?(?:(?:were|was|had\s+been|being)\s+)?(?:(?:randomly|alternately|also|then)\s+)?(?:(?:randomi[sz]ed|allocated|assigned|given|received|receiving|offered|left|served|kept|treated|who\s+were|who\s+received|entered|acted|in|into|to)\s+)*(?:with\s+|as\s+|to\s+|in\s+|into\s+|for\s+)?(?:the\s+|an?\s+)?$",
    re.I,
)
_HOLDS = re.compile(
    r"\s*(?:groups?|arms?)?\s*(?:,\s*)?(?:comprised|included|consisted\s+of|contained|numbered|had|totall?ed|:|was\s+made\s+up\s+of|there\s+were)\s+(?:of\s+)?(?:a\s+total\s+of\s+)?$",
    re.I,
)


_TO = re.compile(r"\s+(?:[a-z-]+\s+){0,2}?to\s+(?:receive\s+|the\s+|an?\s+)?$", re.I)
_ALLOCATED = re.compile(
    r"randomi[sz]ed|randomly|allocat|assigned|divided|enrol|recruit|comprised|consisted|received|were\s+(?:given|left|offered)|served|entered",
    re.I,
)


@dataclass(frozen=True)
class Size:
    """The number of people in one side's arm at one place."""

    comparison: str
    side: str
    arm: str
    number: Number
    tie: Evidence
    place: str
    trial: str = ""


def sizes_in(layer: TextLayer, spotted: list[Spotted], comparison: str, generic: bool) -> list[Size]:
    """Sizes of arms in sentences of the abstract, methods and results."""
    out: list[Size] = []
    text = layer.text
    for one in spotted:
        section = one.sentence.section
        if section is not None and section.kind in ("introduction", "discussion", "references", "title"):
            continue
        sides = sides_in(text, one, comparison, generic)
        if not sides:
            continue
        if (
            section is not None
            and section.kind == "results"
            and not _ALLOCATED.search(text, one.sentence.start, one.sentence.end)
        ):
            continue  # "(n = 9)" among results may be those in whom something was measured
        found = numbers(text, one.sentence.start, one.sentence.end)
        for side in sides:
            number = _size(text, one, side, found)
            if number is not None:
                place = "abstract" if section and section.kind == "abstract" else "text"
                tie = layer.quote(side.start, side.end, "arm")
                out.append(Size(comparison, side.side, side.text, number, tie, place, one.sentence.trial))
    return out


def _size(text: str, one: Spotted, side: Side, found: list[Number]) -> Number | None:
    for number in found:
        if not number.whole or number.value < 2:
            continue
        if number.start >= side.end and number.start - side.end < 60:
            gap = text[side.end : number.start]
            if _AFTER.match(gap) and re.match(r"\s*[)\],;]", text[number.end : number.end + 3]):
                return number
            if _HOLDS.match(gap) and _people(text, number):
                return number
        if number.end <= side.start and side.start - number.end < 70:
            gap = text[number.end : side.start]
            if any(number.end < other.start < side.start for other in found):
                continue
            led = text[max(one.sentence.start, number.start - 14) : number.start].lower()
            if re.search(r"(?:group|arm|table|aged?|trial|study|p\s*[=<])\s*$", led):
                continue
            led_by = _ALLOCATED.search(text, one.sentence.start, number.start)
            if led_by and _only_people(gap) and _TO.match(gap):
                return number
            if (
                _only_people(gap)
                and _GIVEN.match(gap)
                and re.search(
                    r"(?:randomi|allocat|assign|given|receiv|left|served|kept|were|entered|acted|offered)", gap, re.I
                )
            ):
                return number
    return None


_DONE = re.compile(
    r"(?:were|was|had|been|being|who|to|into|in|as|with|the|an?|of|and|for|randomly|alternately|also|then|only|not|never|already|each|"
    r"(?:randomi[sz]|allocat|assign|receiv|giv|offer|treat|serv|enter|act|keep|kept|left|ly)\w*)",
    re.I,
)


def _only_people(gap: str) -> bool:
    """Whether the words between a number and an arm speak of people, not of villages, schools or doses."""
    people = {normal(word) for word in words("context", "count_nouns")}
    return all(
        _DONE.fullmatch(word)
        or normal(word) in people
        or normal(word) in ("group", "arm", "randomized", "eligible", "remaining", "other")
        for word in re.findall(r"[A-Za-z]+", gap)
    )


def _people(text: str, number: Number) -> bool:
    after = text[number.end : number.end + 30].lower()
    return any(
        re.match(rf"\s+(?:[a-z-]+\s+){{0,2}}{re.escape(noun)}\b", after) for noun in words("context", "count_nouns")
    )
