"""Numbers in text as whole numbers at their place: digits with groups and decimals, and number words."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from arakis.extraction.words import load

_SPACED = re.compile(r"(?<![\d.,·])\d{1,3} \d{3}(?![\d.,·])")
_ALONE = re.compile(r"\d{1,3}(?:\s{1,2}\d{3})+")


_DIGITS = re.compile(
    r"(?<![\w.,·^])(?<![A-Za-z]-)(?P<sign>[-−–+](?=[\d.·]))?"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,3}(?:[\u00a0\u2009\u202f\u2008]\d{3})+"
    r"|\d{1,3}(?:(?: |\s?\n)\d{3})+(?![\d.,·])|\d+|(?=[.·]\d))"  # a line may end within a number
    r"(?P<decimal>[.·,]\d+)?"
    r"(?![\d]|[.,·]\d|[A-Za-z])(?P<percent>\s?(?:%|per\s?cent\b))?"
)
_BEFORE_GROUP = re.compile(
    r"(?:group|table|arm|figure|fig\.?|trial|study|week|day|month|year|stage|grade|class|phase)\s$", re.I
)


@dataclass(frozen=True)
class Number:
    """A number as it stands at `start:end`; `decimals` of its digits follow the point."""

    value: float
    start: int
    end: int
    decimals: int = 0
    percent: bool = False  # a per cent sign follows
    word: bool = False

    @property
    def whole(self) -> bool:
        """Whether it can be a count."""
        return self.decimals == 0 and self.value >= 0 and not self.percent


def parse(quote: str) -> float | None:
    """The number that `quote` is, or None when it is not one number and nothing else."""
    found = numbers(quote)
    if len(found) == 1 and found[0].start == 0 and found[0].end == len(quote):
        return found[0].value
    return None


def numbers(text: str, start: int = 0, end: int | None = None) -> list[Number]:
    """The numbers that stand in `text[start:end]`, in order. A number that is part of a word, a larger number, a
    version or a fraction such as "CD4", "1.2.3" is not one."""
    stop = len(text) if end is None else end
    found: list[Number] = []
    for match in _DIGITS.finditer(text, start, stop):
        number = _digits(match, text)
        if number is not None:
            found.extend(number)
    found.extend(_in_words(text, start, stop))
    return sorted(found, key=lambda number: number.start)


def _digits(match: re.Match[str], text: str) -> list[Number] | None:
    whole, decimal = match.group("whole"), match.group("decimal") or ""
    begin, finish = match.start(), match.end("decimal") if decimal else match.end("whole")
    if not whole and not decimal:
        return None
    if "\n" in whole and not _parted_by_spaces(text):
        return None  # one number or two
    if (" " in whole or "\n" in whole) and _BEFORE_GROUP.search(text, max(0, begin - 8), begin):
        return None
    sign = match.group("sign")
    if (sign and begin and (text[begin - 1].isalnum() or text[begin - 1] in ")]%")) or (
        sign and sign == "–" and begin > 1 and text[begin - 1] == " " and text[begin - 2].isdigit()
    ):
        sign = None
        begin += 1
    if decimal.startswith(",") and len(decimal) == 4 and whole not in ("", "0"):
        return None  # "1234,567" is neither a grouping nor clearly a decimal comma
    plain = re.sub(r"[^\d]", "", whole) or "0"
    value = float(plain + ("." + decimal[1:] if decimal else ""))
    if sign and sign != "+":
        value = -value
    return [
        Number(
            value=value,
            start=begin,
            end=finish,
            decimals=len(decimal) - 1 if decimal else 0,
            percent=bool(match.group("percent")),
        )
    ]


@lru_cache(maxsize=16)
def _parted_by_spaces(text: str) -> bool:
    """Whether the text writes thousands with a space, or is nothing but such a number."""
    return bool(_SPACED.search(text) or _ALONE.fullmatch(text))


@cache
def _word_pattern() -> re.Pattern[str]:
    lists = load("numbers")
    every = sorted({*lists["units"], *lists["tens"], *lists["scales"]}, key=len, reverse=True)
    one = "|".join(every)
    return re.compile(rf"(?<![\w-])(?:{one})(?:(?:[\s-]+(?:and[\s-]+)?)(?:{one}))*(?![\w]|-[a-z])", re.I)


def _in_words(text: str, start: int, end: int) -> list[Number]:
    found: list[Number] = []
    for match in _word_pattern().finditer(text, start, end):
        for first, last in _parted(match.group(0)):
            begin, stop = match.start() + first, match.start() + last
            value = words_value(text[begin:stop])
            if value is not None:
                percent = bool(re.match(r"\s?(?:%|per\s?cent\b)", text[stop : stop + 12]))
                found.append(Number(value=float(value), start=begin, end=stop, percent=percent, word=True))
    return found


def _parted(run: str) -> list[tuple[int, int]]:
    """Places of the numbers in a run of number words: "five and thirty-one" are two, "one hundred and one" is one."""
    if words_value(run) is not None:
        return [(0, len(run))]
    edges = [0, *(edge for match in re.finditer(r"\s+and\s+", run) for edge in match.span()), len(run)]
    parts = list(zip(edges[::2], edges[1::2], strict=True))
    out: list[tuple[int, int]] = []
    for first, last in parts:
        if out and words_value(run[out[-1][0] : last]) is not None:
            out[-1] = (out[-1][0], last)
        else:
            out.append((first, last))
    return out


def words_value(text: str) -> int | None:
    """The value of number words ("one hundred and twenty-three" is 123), or None when they are not one number."""
    lists = load("numbers")
    units, tens, scales = lists["units"], lists["tens"], lists["scales"]
    total, current, last = 0, 0, ""
    for word in re.split(r"[\s-]+", text.lower().strip()):
        if word == "and":
            if last not in ("scale",):
                return None
            continue
        if word in units:
            if last in ("unit",) or (last == "ten" and (units[word] > 9 or units[word] == 0)):
                return None
            if last == "scale" and units[word] == 0:
                return None
            current += units[word]
            last = "unit"
        elif word in tens:
            if last in ("unit", "ten"):
                return None
            current += tens[word]
            last = "ten"
        elif word in scales:
            if last == "" and word == "thousand":
                return None
            if scales[word] == 100:
                current = max(current, 1) * 100
            else:
                total += max(current, 1) * 1000
                current = 0
            last = "scale"
        else:
            return None
    return total + current if last else None


def percentage_agrees(part: float, whole: float, percent: Number) -> bool:
    """Whether `part` of `whole` rounds (or is cut off) to the stated percentage, within one unit of its last digit."""
    if whole <= 0:
        return False
    return abs(100 * part / whole - percent.value) <= 10**-percent.decimals + 1e-9
