"""Outcomes that a report names beside numbers without one that could be read: they stay open for a person."""

from collections.abc import Iterable, Iterator, Sequence

from arakis.domain.document import TextLayer
from arakis.domain.evidence import Evidence
from arakis.domain.protocol import Comparison, Outcome
from arakis.extraction.grid import Reader
from arakis.extraction.labels import Label
from arakis.extraction.mentions import mentions
from arakis.extraction.pairing import Spotted
from arakis.extraction.terms import Lexicon, any_of
from arakis.extraction.types import Extracted
from arakis.extraction.unread import unread_result

WHY = "the report names this beside numbers that could not be read safely"
UNREAD = frozenset({"title", "introduction", "methods", "discussion", "references"})  # where no findings stand


def named_only(
    layer: TextLayer,
    lexicon: Lexicon,
    spotted: Sequence[Spotted],
    readers: Sequence[Reader],
    trials: Iterable[str],
    read: Sequence[Extracted],
) -> list[Extracted]:
    """An open result for each trial and outcome that stands beside numbers, and of which nothing was `read`.

    Its evidence is the first place where the outcome is named. Of several comparisons in the protocol, those count of
    which the report names both sides.
    """
    known = {(one.trial, one.outcome) for one in read}
    comparisons = _compared(lexicon, spotted, readers)
    found: list[Extracted] = []
    for trial in trials:
        for outcome in lexicon.protocol.outcomes:
            if (trial, outcome.id) in known or not comparisons:
                continue
            place = next(_places(layer, spotted, readers, trial, outcome), None)
            if place is not None:
                found += [
                    unread_result(comparison, outcome, WHY).model_copy(update={"trial": trial, "evidence": (place,)})
                    for comparison in comparisons
                ]
    return found


def _compared(lexicon: Lexicon, spotted: Sequence[Spotted], readers: Sequence[Reader]) -> list[Comparison]:
    every = lexicon.protocol.comparisons
    if len(every) == 1:
        return list(every)
    hits = [hit for one in spotted for hit in one.hits]
    hits += [hit for reader in readers for label in _labels(reader) for hit in label.hits]
    return [
        comparison for comparison in every if {"I", "C"} <= {hit.side(comparison.id) for hit in hits if not hit.negated}
    ]


def _places(
    layer: TextLayer, spotted: Sequence[Spotted], readers: Sequence[Reader], trial: str, outcome: Outcome
) -> Iterator[Evidence]:
    """Where the outcome is named and not denied: labels of tables, then sentences with numbers of people in them."""
    for reader in readers:
        if reader.trial != trial or reader.caption.baseline:
            continue
        for label in _labels(reader):
            for hit in any_of(label.hits, outcome.id):
                yield layer.quote(hit.start, hit.end, "outcome", label.cell)
    for one in spotted:
        line = one.sentence
        if line.trial != trial or (line.section is not None and line.section.kind in UNREAD):
            continue
        if any_of(one.hits, outcome.id) and mentions(layer.text, line.start, line.end, outcome.kind == "continuous"):
            yield layer.quote(line.start, line.end, "outcome")


def _labels(reader: Reader) -> Iterator[Label]:
    yield reader.caption
    if reader.grid is None:
        return
    for row in reader.body():
        yield from row.labels
        yield from row.groups
    for column in range(reader.grid.labels, reader.grid.columns):
        yield from reader.path(column)
