"""How the groups of a study were formed and what design it has, from its full text."""

from dataclasses import dataclass

from arakis.domain.document import TextLayer
from arakis.domain.evidence import Evidence
from arakis.words.allocation import Kind, designs, settle, wordings
from arakis.words.passages import RANK, Span, passages
from arakis.words.text import Text

_TRIALS = ("random", "alternate", "systematic")
_QUOTES = 3


@dataclass(frozen=True)
class Allocation:
    """The way of allocation with the words it rests on. `method`: whether the report tells how it was done."""

    kind: Kind
    design: str  # "parallel", "cluster", "crossover", "factorial", "cohort" ..., "not randomised", "" when not known
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    method: bool = False


def allocation(layer: TextLayer) -> Allocation:
    """What the report says of its own allocation; introduction, discussion and references are not read.

    Random by a told method, or claimed only; alternate; systematic (dates, numbers, names); not random (choice,
    availability, volunteers against the rest); "not stated" when nothing is said or the words disagree.
    """
    text = Text(layer.text)
    title, spans = passages(layer, text)
    read = [span for span in (*((title,) if title else ()), *spans) if span.place != "background"]
    ranges = [(span.start, span.end) for span in read]
    kind, chosen, reason = settle(wordings(text, ranges))
    evidence: list[Evidence] = []
    for one in chosen:
        quoted = quote(layer, text, spans, one.start, one.end)
        if not any((known.start, known.end) == (quoted.start, quoted.end) for known in evidence):
            evidence.append(quoted)
    design, worded = _design(kind, text, title, read)
    if worded is not None and design not in ("parallel", "", "not randomised"):
        quoted = quote(layer, text, spans, *worded, note="design")
        evidence = [*evidence[:_QUOTES], quoted]
    method = kind != "not stated" and any(one.method for one in chosen)
    return Allocation(kind, design, tuple(evidence[: _QUOTES + 1]), reason, method)


def quote(
    layer: TextLayer, text: Text, spans: list[Span], start: int, end: int, note: str = "", most: int = 400
) -> Evidence:
    """Evidence for the sentence that holds `start:end` of `text.plain`, or for the words alone if it is very long."""
    for span in spans:
        if span.start <= start and end <= span.end and span.end - span.start <= most:
            start, end = span.start, span.end
            break
    return layer.quote(*text.span(start, end), note)


def _design(kind: Kind, text: Text, title: Span | None, read: list[Span]) -> tuple[str, tuple[int, int] | None]:
    found = designs(text, [(span.start, span.end) for span in read])
    if kind in _TRIALS:
        for name in ("crossover", "cluster", "factorial"):
            own = [(low, high) for one, low, high in found if one == name]
            if own:
                return name, own[0]
        return "parallel", None
    told = [
        (RANK["label"] if title and title.start <= low < title.end else 1, name, low, high)
        for name, low, high in found
        if name not in ("cluster", "crossover", "factorial")
    ]
    if told:
        _, name, low, high = max(told, key=lambda one: (one[0], -one[2]))
        return name, (low, high)
    return ("not randomised", None) if kind == "not random" else ("", None)
