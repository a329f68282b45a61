"""Sides that a sentence names, and which number belongs to which of them by the order of the words."""

import re
from dataclasses import dataclass

from arakis.domain.document import TextLayer
from arakis.extraction.mentions import Mention
from arakis.extraction.numbers import Number, numbers
from arakis.extraction.sentences import Sentence
from arakis.extraction.terms import Hit, Lexicon
from arakis.extraction.tokens import Token, find, phrase, tokens
from arakis.extraction.words import words

_VERSUS = re.compile(r"\b(?:vs\.?|versus|compared\s+(?:with|to)|against|as\s+against|than)\b", re.I)
_RESPECTIVELY = re.compile(r"\brespectively\b", re.I)
_FINER = re.compile(
    r"[;:]|,?\s+(?:whereas|while|but|although|as\s+compared\s+(?:with|to)|compared\s+(?:with|to)|against|versus|vs\.?)\b",
    re.I,
)
_ELLIPSIS = re.compile(
    r"\b(?:who|that|which)\s+(?:had|have|did|were|was|received?)\s+(?:not|none)\b(?=\s*(?:[.,;)]|$|and\b))", re.I
)
_CLAUSE = re.compile(r"[;:]|,?\s+(?:whereas|while|but|although)\b", re.I)


@dataclass(frozen=True)
class Side:
    """A place that names one side."""

    side: str
    start: int
    end: int
    text: str


@dataclass
class Spotted:
    """A sentence with its words and what the protocol names in them."""

    sentence: Sentence
    found: list[Token]
    hits: list[Hit]


def spot(layer: TextLayer, sentence: Sentence, lexicon: Lexicon) -> Spotted:
    """The sentence's words and hits."""
    found = tokens(layer.text, sentence.start, sentence.end)
    return Spotted(sentence, found, lexicon.spot(found))


def sides_in(text: str, spotted: Spotted, comparison: str, generic: bool) -> list[Side]:
    """Places that name a side, in order; repeated places of one side with nothing between are one.

    `generic` also takes words such as "control group" for the side that the terms do not name,
    in a sentence that names the other.
    """
    out: list[Side] = []
    for hit in spotted.hits:
        side = hit.side(comparison)
        if side and not (hit.negated and side == "I"):
            out.append(Side(side, hit.start, hit.end, text[hit.start : hit.end]))
    if len({s.side for s in out}) == 1:  # "among 12 who had been treated, and among 14 who had not"
        for match in _ELLIPSIS.finditer(text, max(s.end for s in out), spotted.sentence.end):
            other = "C" if out[0].side == "I" else "I"
            out.append(Side(other, match.start(), match.end(), match.group().strip()))
            break
    if generic and len({s.side for s in out}) == 1:
        named = {(s.start, s.end) for s in out}
        for side, name in (("C", "comparator"), ("I", "intervention")):
            for word in words("context", name):
                one = phrase(word)
                for at in find(spotted.found, one):
                    start, end = spotted.found[at].start, spotted.found[at + len(one) - 1].end
                    following = spotted.found[at + len(one)].word if at + len(one) < len(spotted.found) else ""
                    group = following in ("group", "arm") or word == "controls"
                    if group and not any(start < right and end > left for left, right in named):
                        out.append(Side(side, start, end, text[start:end]))
                        named.add((start, end))
    out.sort(key=lambda s: s.start)
    return out


def pair(text: str, spotted: Spotted, found: list[Mention], sides: list[Side]) -> dict[int, Side]:
    """Mention index -> the side it belongs to. Mentions whose side is not clear are left out."""
    if not found or not sides:
        return {}
    start, end = spotted.sentence.start, spotted.sentence.end
    out: dict[int, Side] = {}
    free = list(sides)
    for at, mention in enumerate(found):
        inside = [s for s in sides if mention.start <= s.start and s.end <= mention.end]
        if inside and len({s.side for s in inside}) == 1:
            out[at] = inside[0]
            free = [s for s in free if s not in inside]
    left = [at for at in range(len(found)) if at not in out]
    if not left:
        return out
    listed = _listed(text, found, left, free, end)
    if listed is not None:
        out.update(listed)
        return out
    for first, last in clauses(text, start, end):
        mine = [at for at in left if first <= found[at].start < last]
        here = [
            s
            for s in free
            if first <= s.start < last and not any(found[at].start <= s.start < found[at].end for at in out)
        ]
        out.update(_alternate(text, found, mine, here, (first, last)))
    if not any(at in out for at in left):
        for first, last in clauses(text, start, end, _FINER):
            mine = [at for at in left if first <= found[at].start < last]
            here = [s for s in free if first <= s.start < last]
            if len(mine) == 1 and len({s.side for s in here}) == 1:
                out[mine[0]] = here[0]
        if len({(side.side, side.text.lower()) for side in out.values()}) != len(out):
            return {}
    return out


def clauses(text: str, start: int, end: int, marks: re.Pattern[str] = _CLAUSE) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    at = start
    for match in marks.finditer(text, start, end):
        if text[at : match.start()].count("(") > text[at : match.start()].count(")"):
            continue
        out.append((at, match.start()))
        at = match.start()
    out.append((at, end))
    return out


def _alternate(
    text: str, found: list[Mention], mine: list[int], here: list[Side], bounds: tuple[int, int]
) -> dict[int, Side]:
    """Mentions and sides in turn: all number first, or all side first; else nothing."""
    if not mine or not here:
        return {}
    places: list[tuple[int, str, int]] = sorted(
        [(found[at].start, "M", at) for at in mine] + [(s.start, "A", index) for index, s in enumerate(here)]
    )
    merged: list[tuple[str, int]] = []
    for _, kind, index in places:
        if merged and kind == "A" and merged[-1][0] == "A" and here[merged[-1][1]].side == here[index].side:
            continue
        merged.append((kind, index))
    order = "".join(kind for kind, _ in merged)
    out: dict[int, Side] = {}
    if order == "AAMM" and here[merged[0][1]].side != here[merged[1][1]].side:
        gap = text[found[merged[2][1]].end : found[merged[3][1]].start]
        between = text[here[merged[0][1]].end : here[merged[1][1]].start]
        if _VERSUS.search(gap) and (_VERSUS.search(between) or re.search(r"\band\b", between)):
            return {merged[2][1]: here[merged[0][1]], merged[3][1]: here[merged[1][1]]}
        return {}
    first, last = min(place for place, _, _ in places), max(place for place, _, _ in places)
    loose = [
        number
        for number in numbers(text, max(0, first - 80), last + 80)
        if number.whole
        and not number.percent
        and not any(one.start <= number.start < one.end for one in found)
        and not 1800 <= number.value <= 2100
        and bounds[0] <= number.start < bounds[1]
        and re.match(r"\s+(?:[a-z]+\s+)?(?:in|of|among|with)\s+the\b", text[number.end : number.end + 30])
    ]
    if loose:  # a number that is not understood may shift all others to the wrong side
        return {}
    if re.fullmatch(r"(?:M+A)+", order):  # number first: the side follows its number
        for at in range(len(merged) - 1):
            if merged[at][0] == "M" and merged[at + 1][0] == "A":
                mention, side = found[merged[at][1]], here[merged[at + 1][1]]
                if _joined(text[mention.end : side.start]):
                    out[merged[at][1]] = side
    elif re.fullmatch(r"(?:AM+)+", order):  # side first
        for at in range(1, len(merged)):
            if merged[at][0] == "M" and merged[at - 1][0] == "A":
                side, mention = here[merged[at - 1][1]], found[merged[at][1]]
                if _joined(text[side.end : mention.start]) or re.search(r"\(\s*$", text[: mention.start][-3:]):
                    out[merged[at][1]] = side
    if len({(out[at].side, out[at].text.lower()) for at in out}) != len(out):
        return {}
    return out


def _joined(gap: str) -> bool:
    """Whether no other group is named between a number and the side it is tied to."""
    return len(gap) < 110 and not _VERSUS.search(gap)


def _listed(text: str, found: list[Mention], left: list[int], free: list[Side], end: int) -> dict[int, Side] | None:
    """ "a, b and c in X, Y and Z, respectively": by position in two lists of the same length; None when not such."""
    match = _RESPECTIVELY.search(
        text,
        found[left[0]].start if free and free[0].start > found[left[0]].start else (free[0].start if free else 0),
        end + 14,
    )
    if match is None or len(left) < 2:
        return None
    last_mention = found[left[-1]].end
    after = [s for s in free if last_mention <= s.start < match.start()]
    before = [s for s in free if s.end <= found[left[0]].start]
    if after:
        return _by_list(text, last_mention, match.start(), left, after)
    if before:
        return _by_list(text, before[0].start, found[left[0]].start, left, before)
    return {}


def _by_list(text: str, start: int, end: int, left: list[int], sides: list[Side]) -> dict[int, Side]:
    pieces: list[tuple[int, int]] = []
    at = start
    for match in re.finditer(r",\s*(?:and\s+)?|\s+and\s+|\s+vs\.?\s+|\s+versus\s+", text[start:end]):
        if text[at : start + match.start()].strip():
            pieces.append((at, start + match.start()))
        at = start + match.end()
    if text[at:end].strip(" ,;()"):
        pieces.append((at, end))
    pieces = [(one, two) for one, two in pieces if re.search(r"[A-Za-z]", text[one:two])]
    if len(pieces) != len(left):
        if len(sides) == len(left) == 2 and sides[0].side != sides[1].side:
            return {left[0]: sides[0], left[1]: sides[1]}
        return {}
    out: dict[int, Side] = {}
    for at, (one, two) in zip(left, pieces, strict=True):
        inside = [s for s in sides if one <= s.start and s.end <= two]
        if len({s.side for s in inside}) == 1:
            out[at] = inside[0]
    return out


def size_beside(text: str, one: Spotted, side: Side, sides: list[Side]) -> Number | None:
    """The 25 of "the zinc group (n = 25)" in a sentence that gives the side's result."""
    for place in sides:
        if place.side != side.side:
            continue
        match = re.match(r"[\s-]*(?:[A-Za-z-]+\s+){0,3}?[(\[]\s*[nN]\s*=\s*", text[place.end : one.sentence.end])
        if match:
            at = place.end + match.end()
            number = next((n for n in numbers(text, at, one.sentence.end) if n.start == at), None)
            if number and number.whole and re.match(r"\s*[)\],;]", text[number.end : number.end + 3]):
                return number
    return None
