"""Sentences of a text by their offsets."""

import re

_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|vs|cf|al|ca|approx|fig|figs|ref|refs|no|nos|dr|drs|mr|mrs|ms|prof|st|inc|ltd|resp|viz|etc)"
    r"|(?<![a-z])[A-Z])\.$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s)|\n[ \t]*\n")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The sentences of `text[start:end]` as (start, end), without the white space around them.

    A full stop ends a sentence when white space and a capital, a digit or an opening bracket follow and it does not
    belong to a usual abbreviation or an initial; an empty line always does.
    """
    end = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    at = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if match.group().startswith("\n"):
            stop = match.start()
        else:
            rest = text[stop : min(stop + 40, end)].lstrip()
            if rest and not (rest[0].isupper() or rest[0].isdigit() or rest[0] in "([\"“'‘"):
                continue
            if _ABBREVIATION.search(text[max(at, match.start() - 12) : match.start() + 1]):
                continue
        _add(spans, text, at, stop)
        at = match.end()
    _add(spans, text, at, end)
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append((start, end))
