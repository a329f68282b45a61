"""Numbers of one arm in a sentence: "4 of the 123", "4/123", "4 (3.3%)", "5.2 ± 1.1", "4 cases"."""

import re
from dataclasses import dataclass
from functools import cache

from arakis.extraction.numbers import Number, numbers
from arakis.extraction.words import words

_SKIPPED = re.compile(
    r"(?:\bp\s*[=<>≤]\s*|\bP\s*[=<>≤]\s*|\bCI\b[^;)]{0,12}|\b[Tt]able\s|\b[Ff]ig(?:ure|\.)?\s|\b(?:group|arm|grade|stage|type|phase|trial|study|version|aged?|week|month|day|year|visit|step|item|reference|ref)s?\s|[χ²]\s*=?\s*|\bdf\s*=\s*|\b[tF]\s*=\s*|\[|\bScore\s)$"
)
_AT = re.compile(  # "At 12 months 61 children": the number begins what is told
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve))[\s-]*(?:day|week|month|year)s?,?\s+$", re.I
)
_UNIT_AFTER = re.compile(
    r"[\s-]*(?:years?|months?|weeks?|days?|hours?|minutes?|mg|g|kg|ml|mL|mm|cm|m|mmol|iu|IU|μg|µg|°|km|points?|times?|fold|percent|per\b|%|[-–]\s*\d|x\b|×|st\b|nd\b|rd\b|th\b|-?(?:week|month|year|day|arm|group|item|point)\b|(?:centres|centers|sites|hospitals|schools|clusters|villages|trials|studies|countries|groups|arms|doses|sessions|visits))"
)
_LED = re.compile(
    r"\b(?:of|among|amongst|in)\s+(?:the\s+|all\s+|these\s+|those\s+|a\s+total\s+of\s+)?$", re.I
)  # before a number of all people


@dataclass(frozen=True)
class Mention:
    """Numbers that stand together: a "pair" (events and total), a "count" or a "mean"; the span takes in all."""

    kind: str
    start: int
    end: int
    events: Number | None = None
    total: Number | None = None
    percent: Number | None = None
    mean: Number | None = None
    spread: Number | None = None
    spread_kind: str = ""
    denied: bool = False  # the events are people without the event
    strong: bool = True  # a count with a noun or a percentage beside it


@cache
def _nouns() -> str:
    return "|".join(sorted(words("context", "count_nouns"), key=len, reverse=True))


_COUNTED = frozenset({"case", "cases", "event", "events", "death", "deaths"})  # what happens, not to whom


@cache
def _people() -> re.Pattern[str]:
    """Words for people directly behind a number: "in 123 participants" counts them all."""
    nouns = [word for word in words("context", "count_nouns") if word not in _COUNTED]
    return re.compile(rf"\s+(?:[a-z-]+\s+){{0,1}}?(?:{'|'.join(sorted(nouns, key=len, reverse=True))})\b", re.I)


def _all_in(before: str) -> bool:
    """Whether words lead to a number of all people ("tuberculosis in"), not of those affected ("was found in")."""
    found = re.search(r"\b([a-z-]+)\s+in(?:\s+the)?\s*$", before, re.I)
    if found is None:
        return False
    verb = found.group(1).lower()
    return not (verb.endswith("ed") or verb in ("seen", "found", "present", "arose", "was", "were", "began", "only"))


@cache
def _between() -> dict[str, re.Pattern[str]]:
    noun = _nouns()
    return {
        "of": re.compile(
            rf"\s*(?:[,(]\s*)?(?:(?:[a-zA-Z-]+\s+){{0,2}}(?:{noun})\s+)?(?:out\s+)?(?:of|among|amongst|in|from)\s+(?:all\s+|whom\s+)?(?:a\s+total\s+of\s+|the\s+|these\s+|those\s+|our\s+)?(?:total\s+of\s+)?",
            re.I,
        ),
        "cases": re.compile(  # "27 definite cases of the disease in 13,598 participants"
            r"\s+(?:[a-z-]+\s+){0,2}?(?:cases?|deaths?|events?|attacks?|episodes?|instances?)\s+(?:of|from|due\s+to)\s+"
            r"(?:[a-zA-Z-]+\s+){1,4}?(?:in|among|amongst)\s+(?:all\s+|the\s+|these\s+|those\s+)?"
        ),
        "counted": re.compile(rf"\s+(?:[a-z-]+\s+){{0,2}}?(?:{noun})\s*[(\[]\s*", re.I),  # "97 children (49.0%)"
        "far": re.compile(
            r"\s+[a-z-]+(?:\s+[a-z-]+){0,6}?\s+(?:among|amongst|in|from)\s+(?:the|these|those|all|a\s+total\s+of)\s+(?:total\s+of\s+)?"
        ),
        "slash": re.compile(r"\s?/\s?"),
        "noun": re.compile(rf"\s+(?:[a-zA-Z-]+\s+){{0,3}}?(?:{noun})\b", re.I),
        "did": re.compile(
            r"\s+of\s+(?:the|those|these|them)\s+[a-z]|\s+(?:(?:of\s+(?:them|these|whom|those|the\s+[a-z]+))\s+)?(?:had|have|has|developed|contracted|experienced|suffered|died|were|was|fell|became|got|occurred|showed|reported|remained|did|required|achieved|responded|relapsed|acquired|in\b|among\b|amongst\b|arose|survived|with\b)",
            re.I,
        ),
    }


def mentions(text: str, start: int, end: int, continuous: bool) -> list[Mention]:
    """The mentions in a sentence, in order, none overlapping."""
    found = [n for n in numbers(text, start, end) if not _skipped(text, start, n)]
    if continuous:
        return _means(text, start, end, found)
    return [
        mention
        for mention in _counts(text, start, end, found)
        if not any(number and _of_things(text, number) for number in (mention.events, mention.total))
    ]


@cache
def _things() -> re.Pattern[str]:
    joining = "|".join(words("context", "joining"))
    between = rf"(?:[\s-]+(?!(?:{joining})\b)[A-Za-z]+){{0,2}}?"
    return re.compile(
        between
        + r"[\s-]+(?:"
        + "|".join(words("context", "things"))
        + r")\b(?![\s-]+[a-z]*(?:group|patients|residents|children))",
        re.I,
    )


def _of_things(text: str, number: Number) -> bool:
    """Whether the number counts villages, schools, visits or days: "10 of the 40 control villages"."""
    following = re.match(r"[^,;.()]{0,45}", text[number.end : number.end + 45])
    return bool(following and _things().match(following.group(0)))


def _skipped(text: str, start: int, number: Number) -> bool:
    """Whether the number is a p value, an age, a reference, the number of a table or group ..."""
    before = text[max(start, number.start - 24) : number.start]
    if not _SKIPPED.search(before) or _AT.search(text[max(start, number.start - 40) : number.start]):
        return False
    counted = re.match(
        rf"\s*(?:of|out\s+of)\s|\s?/\s?\d|\s*\(\s*[\d.·]+\s*%|\s+(?:{_nouns()})\b",
        text[number.end : number.end + 40],
        re.I,
    )
    return not (counted and re.search(r"\b(?:group|arm|trial|study)s?\s$", before))


def _counts(text: str, start: int, end: int, found: list[Number]) -> list[Mention]:
    out: list[Mention] = []
    used: set[Number] = set()
    patterns = _between()
    for at, number in enumerate(found):
        if number in used or not number.whole:
            continue
        following = found[at + 1] if at + 1 < len(found) else None
        # p % sits in brackets behind the first number: 4 (3.3%) of 123
        percent: Number | None = None
        stop = number.end
        if following and following.percent:
            gap = text[number.end : following.start]
            counted = patterns["counted"].fullmatch(gap) and not re.search(
                r"\b(?:of|among|amongst)\s+(?:[a-z]+\s+)?$", text[start : number.start], re.I
            )
            if counted or re.fullmatch(r"\s*[(\[,]?\s*", gap):
                percent = following
                stop = _close(text, following.end, end)
                following = found[at + 2] if at + 2 < len(found) else None
        if following and following.whole and following not in used:
            between = text[stop : following.start]
            slash = patterns["slash"].fullmatch(between)
            if (
                slash
                and "/" in text[max(start, number.start - 1) : number.start] + text[following.end : following.end + 1]
            ):
                continue  # a date, or a ratio of three
            far = patterns["far"].fullmatch(between) and re.match(
                r"\s+[A-Za-z]", text[following.end : following.end + 3]
            )
            whole = (
                slash
                or patterns["of"].fullmatch(between)
                or patterns["cases"].fullmatch(between)
                or (far and not _UNIT_AFTER.match(text, following.end))
            )
            if (
                whole
                and number.value <= following.value
                and not (patterns["slash"].fullmatch(between) and _UNIT_AFTER.match(text, following.end))
            ):
                last = following.end
                after = found[found.index(following) + 1] if found.index(following) + 1 < len(found) else None
                if after and after.percent and re.fullmatch(r"\s*[(\[,;]?\s*", text[last : after.start]):
                    percent = percent or after
                    last = _close(text, after.end, end)
                    used.add(after)
                out.append(Mention("pair", number.start, last, events=number, total=following, percent=percent))
                used |= {number, following} | ({percent} if percent else set())
                continue
        if percent is not None:
            out.append(Mention("count", number.start, stop, events=number, percent=percent))
            used |= {number, percent}
            continue
        # "of 123 vaccinated children, 4 developed ..."
        led = _LED.search(text[start : number.start])
        if (
            led
            and following
            and following.whole
            and following not in used
            and following.value <= number.value
            and following.end - number.start < 160
        ):
            between = text[number.end : following.start]
            closed = not re.search(r"[;.]|\bgroup\b[^,]*\band\b|\bwhereas\b|\bwhile\b|\bversus\b|\bcompared\b", between)
            percent_after = found[found.index(following) + 1] if found.index(following) + 1 < len(found) else None
            last = following.end
            near: Number | None = None
            if (
                percent_after
                and percent_after.percent
                and re.fullmatch(r"\s*[(\[,]?\s*", text[last : percent_after.start])
            ):
                near = percent_after
                last = _close(text, percent_after.end, end)
            does = (
                patterns["did"].match(text, last)
                or patterns["noun"].match(text, last)
                or re.match(r"\s*[,;.)]|\s+and\b|\s*$", text[last : end + 1])
            )
            if (
                closed
                and "," in between + ","
                and does
                and not _UNIT_AFTER.match(text, following.end)
                and not patterns["of"].fullmatch(between)
                and re.search(r"[,)]|\b(?:only|there\s+were|just)\s*$", between)
            ):
                out.append(Mention("pair", number.start, last, events=following, total=number, percent=near))
                used |= {number, following} | ({near} if near else set())
                continue
        # "123 were vaccinated, of whom 4 developed"
        if following and following.whole and following not in used and following.value <= number.value:
            between = text[number.end : following.start]
            if (
                re.search(r",?\s+of\s+(?:whom|which|these)\s+(?:only\s+|just\s+)?$", between)
                and len(between) < 140
                and not re.search(r"[;.]", between)
            ):
                out.append(Mention("pair", number.start, following.end, events=following, total=number))
                used |= {number, following}
                continue
        if _UNIT_AFTER.match(text, number.end):
            continue
        noun = patterns["noun"].match(text, number.end)
        does = patterns["did"].match(text, number.end)
        whole = re.search(
            r"(?:\bof|\bof\s+the|\bamong|\bamong\s+the|\btotal\s+of|\ball|\bper|/|\d\s*[-–])\s*$",
            text[start : number.start],
            re.I,
        )
        people = _people().match(text, number.end)
        size = people and text[number.start - 1 : number.start] == "(" and text[people.end() : people.end() + 1] == ")"
        people = size or (people and _all_in(text[start : number.start]))
        if (noun or does) and not whole and not people:
            out.append(Mention("count", number.start, number.end, events=number, strong=bool(noun)))
            used.add(number)
    return out


def _close(text: str, at: int, end: int) -> int:
    match = re.match(r"\s?%?\s?(?:per\s?cent)?\s?[)\]]?", text[at:end])
    return at + match.end() if match else at


def _means(text: str, start: int, end: int, found: list[Number]) -> list[Mention]:
    out: list[Mention] = []
    used: set[Number] = set()
    for at, number in enumerate(found):
        if number in used:
            continue
        following = found[at + 1] if at + 1 < len(found) else None
        if following is None:
            continue
        between = text[number.end : following.start]
        plus = re.fullmatch(r"\s*(?:[a-zA-Z/%²³]{1,8}\s*)?\(?\s*(?:±|\+/-|\+-|\+\\?-)\s*", between)
        label = re.fullmatch(
            r"\s*(?:[a-zA-Z/%²³]{1,10}\s*)?[(\[,;]?\s*(?:with\s+an?\s+)?"
            r"(?P<what>s\.?d\.?|standard deviation|s\.?e\.?m?\.?|standard error)(?:\s+of)?\s*[=:,]?\s*(?:±\s*)?",
            between,
            re.I,
        )
        bracket = re.fullmatch(r"\s*(?:[a-zA-Z/%²³]{1,10}\s*)?\(\s*", between) and re.match(
            r"\s*\)", text[following.end : end]
        )
        if plus or label or bracket:
            kind = ""
            if label:
                kind = "se" if label.group("what").lower().replace(".", "").startswith(("se", "standard e")) else "sd"
            close = re.match(r"\s*\)?", text[following.end : end])
            last = following.end + (close.end() if close and "(" in between else 0)
            out.append(
                Mention(
                    "mean",
                    number.start,
                    last,
                    mean=number,
                    spread=following,
                    spread_kind=kind or ("bracket" if bracket and not plus else ""),
                )
            )
            used |= {number, following}
    return out
