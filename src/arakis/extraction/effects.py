"""Effects with their intervals as sentences give them: "RR 0.37 (95% CI 0.12 to 1.13; P = 0.08)"."""

import re
from dataclasses import replace
from functools import cache

from arakis.domain.document import TextLayer
from arakis.extraction.claims import Claim, Where, stated
from arakis.extraction.numbers import Number, numbers
from arakis.extraction.prose import Prose, Spotted, sides_in
from arakis.extraction.words import load

_INTERVAL = re.compile(
    r"[\s,;:=(\[]*(?:with\s+(?:an?\s+)?)?(?:95\s*%|95\s+per\s+cent)?\s*(?:confidence\s+(?:intervals?|limits)|C\.?I\.?s?|CL)?\s*(?:\(?\s*CI\s*\)?)?\s*(?:of|was|from|,|:|=|\[|\()*\s*$",
    re.I,
)
_TO = re.compile(r"\s*(?:-|–|—|−|to|,|;|and)\s*$", re.I)
_P = re.compile(r"\b[pP]\s*(?:-?\s*value)?\s*(?:of|=|:)\s*$")


@cache
def _measures() -> re.Pattern[str]:
    names: list[str] = []
    for measure, phrases in load("statistics")["effect"].items():
        if measure == "MD":
            phrases = ["mean difference"]
        for one in phrases:
            names.append(rf"(?P<{measure}_{len(names)}>{re.escape(str(one)).replace(chr(92) + ' ', r'[ -]')})")
    return re.compile(
        r"(?<![A-Za-z])(?P<adjusted>adjusted\s+|a(?=[HRO]R\b))?(?:" + "|".join(names) + r")s?(?![A-Za-z])"
        r"(?:\s*\([A-Z]{1,4}\))?(?:\s+(?:for|of|was|were|is|in|with|comparing|between)\b[^.;()\d]{0,80}?)?[\s,:=\[(]*(?:of|was|is)?\s*$",
        re.I,
    )


def read_effects(layer: TextLayer, prose: Prose, spotted: list[Spotted], first_group: int) -> list[Claim]:
    """Effects of sentences that name the outcome and a side of the comparison."""
    out: list[Claim] = []
    text = layer.text
    group = first_group
    for index, one in enumerate(spotted):
        section = one.sentence.section
        if section is not None and section.kind in ("title", "introduction", "methods", "references"):
            continue
        found = numbers(text, one.sentence.start, one.sentence.end)
        for at, number in enumerate(found):
            before = text[max(one.sentence.start, number.start - 140) : number.start]
            named = _measures().search(before)
            if named is None or at + 2 >= len(found) or number.percent:
                continue
            measure = next(key.split("_")[0] for key, value in named.groupdict().items() if value and "_" in key)
            interval = _interval(text, number, found[at + 1 :])
            if interval is None:
                continue
            low, high, rest = interval
            for comparison in prose.lexicon.protocol.comparisons:
                sides = sides_in(text, one, comparison.id, prose.two_arms)
                if not sides and len(prose.lexicon.protocol.comparisons) > 1:
                    continue
                for outcome in prose.lexicon.protocol.outcomes:
                    hits = [h for h in one.hits if outcome.id in h.outcomes and not h.negated]
                    rivals = [h for h in one.hits if h.outcomes and outcome.id not in h.outcomes]
                    if not hits or rivals or (not sides and not prose.two_arms):
                        continue
                    where = prose.where_of(one, comparison.id, outcome, number)
                    if where is None:
                        continue
                    group += 1
                    out.extend(
                        _claims(
                            layer,
                            one,
                            replace(where),
                            measure + (" adjusted" if named.group("adjusted") else ""),
                            [("estimate", number), ("low", low), ("high", high), *_p(text, rest)],
                            hits[0].start,
                            hits[0].end,
                            named,
                            number,
                            group,
                        )
                    )
        del index
    return out


def _interval(text: str, number: Number, rest: list[Number]) -> tuple[Number, Number, list[Number]] | None:
    at = 0
    if rest and rest[0].value in (90, 95, 99) and rest[0].percent:
        at = 1
    if len(rest) < at + 2:
        return None
    low, high = rest[at], rest[at + 1]
    gap = text[number.end : low.start]
    if at == 1 and rest[0].value != 95:
        return None
    if len(gap) > 60 or not re.search(r"95|CI|confidence|[(\[]", gap) or not _INTERVAL.fullmatch(gap):
        return None
    if not _TO.fullmatch(text[low.end : high.start]):
        return None
    return low, high, rest[at + 2 :]


def _p(text: str, rest: list[Number]) -> list[tuple[str, Number]]:
    if rest and _P.search(text[max(0, rest[0].start - 14) : rest[0].start]) and 0 <= rest[0].value <= 1:
        return [("p", rest[0])]
    return []


def _claims(
    layer: TextLayer,
    one: Spotted,
    where: Where,
    measure: str,
    roles: list[tuple[str, Number]],
    start: int,
    end: int,
    named: re.Match[str],
    number: Number,
    group: int,
) -> list[Claim]:
    offset = max(one.sentence.start, number.start - 140)
    label = layer.quote(
        offset + named.start(), offset + len(named.group(0).rstrip(" ,:=[(")) + named.start(), "measure"
    )
    ties = [layer.quote(start, end, "outcome"), label]
    section = one.sentence.section
    place = "abstract" if section and section.kind == "abstract" else "text"
    return [
        Claim(
            where=where,
            side="E",
            arm="",
            role=role,
            value=stated(layer, value, ties),
            place=place,
            number=value,
            measure=measure,
            group=group,
        )
        for role, value in roles
    ]
