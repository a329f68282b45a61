"""Whether a quote that a reviewer gives stands in a text, word for word, and may be evidence."""

import re
from functools import lru_cache
from importlib.resources import files

import yaml

_SPACE = re.compile(r"\s+")
_BROKEN = re.compile(r"(?<=[a-z])[-\u00ad][ \t]*\n\s*(?=[a-z])|\s+")
_STOP = re.compile(r"[.!?](?:\s|$)|\n[ \t]*\n")
LONGEST_QUOTE = 600  # characters


def quoted(quote: str, text: str) -> tuple[int, int] | str:
    """Where a model's quote stands in `text`, or why it is no evidence, in words."""
    if not quote.strip():
        return "it gave no quote"
    if len(quote) > LONGEST_QUOTE:
        return f"its quote is longer than {LONGEST_QUOTE} characters"
    span = locate(quote, text)
    if span is None:
        return f"its quote is not in the text: “{_short(quote)}”"
    if addresses(text, *span):
        return f"its quote is out of a sentence that tells readers what to answer: “{_short(quote)}”"
    return span


def addresses(text: str, start: int, end: int) -> bool:
    """Whether a sentence at `start:end` tells its reader what to answer instead of reporting something."""
    low = max(
        (match.end() for match in _STOP.finditer(text, max(0, start - 1_000), start)), default=max(0, start - 1_000)
    )
    stop = _STOP.search(text, max(start, end - 1))
    high = min(stop.end() if stop else len(text), end + 1_000)
    return any(pattern.search(text, low, high) for pattern in _addressing())


@lru_cache(maxsize=1)
def _addressing() -> tuple[re.Pattern[str], ...]:
    listed = yaml.safe_load((files("arakis.words") / "addressing.yaml").read_text("utf-8"))["sentences"]
    return tuple(re.compile(one.replace(" ", r"\s+"), re.IGNORECASE | re.MULTILINE) for one in listed)


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= 120 else words[:119] + "…"


def locate(quote: str, text: str, start: int = 0) -> tuple[int, int] | None:
    """Where `quote` stands in `text[start:]`, white space aside; None when it does not stand there word for word.

    A word broken by a hyphen at a line's end may be quoted broken or whole. A quote begins and ends at a word's edge
    and holds a letter or digit.
    """
    wanted = " ".join(quote.split())
    if not re.search(r"\w", wanted):
        return None
    before = r"(?<!\w)" if wanted[0].isalnum() else ""
    after = r"(?!\w)" if wanted[-1].isalnum() else ""
    pattern = re.compile(before + re.escape(wanted) + after)
    for skipped in (_SPACE, _BROKEN):
        plain, offsets = _flat(text, start, skipped)
        found = pattern.search(plain)
        if found:
            return offsets[found.start()], offsets[found.end() - 1] + 1
    return None


def _flat(text: str, start: int, skipped: re.Pattern[str]) -> tuple[str, list[int]]:
    """`text[start:]` with what `skipped` finds taken out (white space: made one blank), and each letter's offset."""
    pieces: list[str] = []
    offsets: list[int] = []
    at = start
    for match in skipped.finditer(text, start):
        pieces.append(text[at : match.start()])
        offsets += range(at, match.start())
        if match.group()[0].isspace():
            pieces.append(" ")
            offsets.append(match.start())
        at = match.end()
    pieces.append(text[at:])
    offsets += range(at, len(text))
    return "".join(pieces), offsets
