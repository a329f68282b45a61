"""How a value of the review is written in the manuscript: one named format per way of writing.

A format is a name, or a name with arguments after colons: `fixed:2`, `plural:study:studies`.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

MINUS = "\u2212"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SPACE = re.compile(r"\s+")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_SENTENCE = re.compile(r"(?<=[a-z0-9)\]][.!?])\s+(?=[A-Z])")


class FormatError(ValueError):
    """A format that does not exist, or a value that it cannot write."""


def clean(text: str) -> str:
    """Outside text on one line, without control characters."""
    return _SPACE.sub(" ", CONTROL.sub("", text)).strip()


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value or abs(value) == float("inf"):
        raise FormatError(f"not a number: {value!r}")
    return float(value)


def fixed(value: Any, places: int) -> str:
    """A number with so many decimals, thousands apart, with a true minus sign; never "-0.00"."""
    text = f"{_number(value):,.{places}f}"
    if text.startswith("-"):
        return text[1:] if not text.strip("-0.,") else MINUS + text[1:]
    return text


def effect(value: Any) -> str:
    """An effect or limit: two decimals, and more only where fewer than two digits would be left of a small number."""
    size = abs(_number(value))
    if size >= 0.0995 or size == 0:
        return fixed(value, 2)
    if size >= 0.00995:
        return fixed(value, 3)
    return fixed(value, 4) if size >= 0.00005 else ("<0.0001" if value > 0 else f">{MINUS}0.0001")


def probability(value: Any) -> str:
    """A P value with its sign: "= 0.04", "< 0.001"."""
    number = _number(value)
    if not 0 <= number <= 1:
        raise FormatError(f"not a probability: {value!r}")
    if number < 0.001:
        return "< 0.001"
    if number > 0.995:
        return "> 0.99"
    return f"= {number:.3f}" if number < 0.0995 else f"= {number:.2f}"


def whole(value: Any) -> str:
    """A whole number, thousands apart from 10,000 on. Raises FormatError for a fraction."""
    number = _number(value)
    if number != round(number):
        raise FormatError(f"not a whole number: {value!r}")
    text = f"{int(number):,}" if abs(number) >= 10_000 else str(int(number))
    return text.replace("-", MINUS)


def amount(value: Any) -> str:
    """A number as it was read: whole where it is whole, otherwise its own decimals (at most four)."""
    number = _number(value)
    return whole(number) if number == round(number) else fixed(number, 4).rstrip("0")


def date(value: Any) -> str:
    """The day of an ISO time in words: "23 November 2026"; "" where no time is kept."""
    found = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", str(value))
    if not found:
        raise FormatError(f"not a date: {value!r}")
    year, month, day = found.groups()
    if month and not 1 <= int(month) <= 12:
        raise FormatError(f"not a date: {value!r}")
    parts = [str(int(day))] if day else []
    parts += [MONTHS[int(month) - 1]] if month else []
    return " ".join([*parts, year])


def text(value: Any) -> str:
    """Words as they stand, on one line."""
    if not isinstance(value, str) or not clean(value):
        raise FormatError("no words there")
    return clean(value)


def _lower(value: Any) -> str:
    words = text(value)
    keep = len(words) > 1 and (words[1].isupper() or words[1].isdigit() or words[1] in ".-")
    return words if keep else words[0].lower() + words[1:]


def _upper(value: Any) -> str:
    words = text(value)
    return words[0].upper() + words[1:]


def _sentence(value: Any) -> str:
    words = text(value)
    return words if words[-1] in ".!?" else words + "."


def _inline(value: Any) -> str:
    return text(value).rstrip(".") or text(value)


def _first(value: Any) -> str:
    """The first sentence."""
    return _sentence(_SENTENCE.split(text(value))[0])


def _list(value: Any) -> str:
    items = list(value.keys()) if isinstance(value, dict) else value
    if not isinstance(items, Sequence) or isinstance(items, str) or not items:
        raise FormatError("no list there")
    words = list(dict.fromkeys(text(item) for item in items if isinstance(item, str) and clean(item)))
    if not words:
        raise FormatError("no list there")
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def _plural(value: Any, one: str, many: str) -> str:
    return one if abs(_number(value)) == 1 else many


def _no(value: Any) -> str:
    return "No" if _number(value) == 0 else whole(value)


_SMALL = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def word(value: Any) -> str:
    """A whole number below a hundred in words, for the start of a sentence; others in digits. Nought is "no"."""
    number = _number(value)
    if number != round(number) or not 0 <= number < 100:
        return whole(value)
    tens, ones = divmod(int(number), 10)
    if tens < 2:
        return _SMALL[int(number)]
    return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")


def _cut(value: Any, length: str) -> str:
    words = text(value)
    limit = int(length)
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.") + " \u2026"


FORMATS: dict[str, Callable[..., str]] = {
    "text": text,
    "lower": _lower,
    "upper": _upper,
    "sentence": _sentence,
    "Sentence": lambda value: _upper(_sentence(value)),
    "inline": _inline,
    "first": _first,
    "cut": _cut,
    "from": lambda value, start: text(text(value)[int(start) :].strip(" :;,.")),
    "list": _list,
    "int": whole,
    "no": lambda value: _no(value).replace("No", "no"),
    "No": _no,
    "none": lambda value: _no(value).replace("No", "none"),
    "word": word,
    "Word": lambda value: word(value).capitalize(),
    "amount": amount,
    "fixed": lambda value, places: fixed(value, int(places)),
    "effect": effect,
    "p": probability,
    "percent": lambda value, places="0": fixed(value, int(places)) + "%",
    "share": lambda value, places="0": fixed(100 * _number(value), int(places)) + "%",
    "round": lambda value: fixed(value, 0),
    "signed": lambda value: ("+" if round(_number(value)) > 0 else "") + fixed(value, 0),
    "size": lambda value: fixed(abs(_number(value)), 0),
    "money": lambda value: fixed(value, 2),
    "date": date,
    "year": lambda value: str(int(_number(value))),
    "plural": _plural,
}


def render(value: Any, name: str) -> str:
    """`value` written by the format `name`. Raises FormatError when it cannot be."""
    kind, *arguments = name.split(":")
    if kind not in FORMATS:
        raise FormatError(f"no format is named {kind!r}")
    try:
        return FORMATS[kind](value, *arguments)
    except (TypeError, ValueError, OverflowError) as error:
        if isinstance(error, FormatError):
            raise
        raise FormatError(f"{name}: cannot write {value!r}") from error
