"""Which sentences of a document speak of the paper itself, and which of what went before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import yaml

from arakis.domain.document import Section, TextLayer
from arakis.words.allocation import union
from arakis.words.sentences import sentences
from arakis.words.text import Text

Place = Literal["label", "own", "plain", "background"]
RANK: dict[Place, int] = {"label": 3, "own": 2, "plain": 1, "background": 0}


@dataclass(frozen=True)
class Span:
    """A title, a value or a sentence at `start:end` of a field's `text.plain`."""

    start: int
    end: int
    place: Place


def place(sentence: str) -> Place:
    """ "own" for a sentence about this paper, "background" for one about others, "plain" where neither shows.

    "We", "this study" or a heading such as "METHODS:" make it its own; otherwise words about earlier work make it
    background, and a past tense ("were vaccinated") its own.
    """
    lower = sentence.lower()
    if _pattern("own").search(lower):
        return "own"
    if _pattern("background").search(lower):
        return "background"
    return "own" if _pattern("passive").search(lower) else "plain"


@lru_cache(maxsize=4)
def _pattern(name: str) -> re.Pattern[str]:
    return union(yaml.safe_load(files("arakis.words").joinpath("places.yaml").read_text("utf-8"))[name])


def passages(layer: TextLayer, text: Text) -> tuple[Span | None, list[Span]]:
    """The title of a document, and its sentences with their places, in `text` (made of the layer's text).

    References are left out; introduction and discussion are background,
    methods speak of the paper unless they name earlier work.
    """
    plain = text.plain
    spans: list[Span] = []
    title: Span | None = None
    # Where no heading of methods was read, they may stand under that of the introduction.
    headed = any(section.kind == "methods" for section in layer.sections)
    elsewhere = ("introduction", "discussion") if headed else ("discussion",)
    for kind, low, high in _parts(layer, text):
        if kind == "references":
            continue
        if kind == "title":
            title = title or Span(low, high, "label")
            continue
        for start, end in sentences(plain, low, high):
            here = place(plain[start:end])
            if kind in elsewhere:
                here = "background"
            elif kind == "methods" and not _pattern("earlier").search(plain[start:end].lower()):
                here = "own"
            elif kind == "table":
                here = "plain"
            spans.append(Span(start, end, here))
    if title is None and layer.front.title:
        words_of_it = re.escape(" ".join(layer.front.title.split())[:300]).replace(r"\ ", r"\s+")
        match = re.search(words_of_it, plain[:10_000], re.IGNORECASE)
        title = Span(match.start(), match.end(), "label") if match else None
    return title, spans


def _parts(layer: TextLayer, text: Text) -> Iterator[tuple[str, int, int]]:
    """The parts of the text: (kind, start, end) in `text.plain`, without overlap."""
    end = len(text.plain)
    starts: list[tuple[int, str]] = [(0, "other")]
    sections: list[Section] = sorted(layer.sections, key=lambda one: (one.start, one.end))
    for section in sections:
        starts.append((_to_plain(text, section.start), section.kind))
    if not any(section.kind == "references" for section in sections):
        heading = None
        for match in re.finditer(r"(?im)^\W*(?:references|literature cited|bibliography|literature)\W*$", text.plain):
            heading = match
        if heading is not None and heading.start() > end // 3:
            starts.append((heading.start(), "references"))
    starts.sort(key=lambda one: one[0])
    for at, (start, kind) in enumerate(starts):
        stop = starts[at + 1][0] if at + 1 < len(starts) else end
        if stop > start:
            yield kind, start, stop


def _to_plain(text: Text, raw: int) -> int:
    """The offset in `text.plain` of an offset in `text.raw`."""
    low, high = 0, len(text.plain)
    while low < high:
        middle = (low + high) // 2
        if text.span(middle, middle + 1)[0] < raw:
            low = middle + 1
        else:
            high = middle
    return low
