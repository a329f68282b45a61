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
from arakis.extraction.times import Time, times
from arakis.extraction.types import Extracted
from arakis.extraction.unread import unread_result

CLOSE = 0.1  # share by which two wordings of one time may differ: 12 weeks, 3 months
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
    """An open result for each trial and outcome that stands beside numbers, and of which nothing was `read`; and for
    each time at which a sentence gives numbers of an outcome that was read at other times only, where the protocol may
    want that time before the others.

    Its evidence is the first place where the outcome is named. Of several comparisons in the protocol, those count of
    which the report names both sides.
    """
    comparisons = _compared(lexicon, spotted, readers)
    found: list[Extracted] = []
    for trial in trials:
        for outcome in lexicon.protocol.outcomes:
            known = [one.months for one in read if (one.trial, one.outcome) == (trial, outcome.id)]
            places = _places(layer, spotted, readers, trial, outcome)
            for place, time in _unread(places, known, outcome.time.prefer):
                update = {
                    "trial": trial,
                    "evidence": (place,),
                    "time": time.text if time else "",
                    "months": time.months if time else None,
                }
                found += [unread_result(one, outcome, WHY).model_copy(update=update) for one in comparisons]
    return found


def _unread(
    places: Iterator[tuple[Evidence, Time | None]], known: Sequence[float | None], prefer: str
) -> list[tuple[Evidence, Time | None]]:
    """Of the places that name an outcome the first where none of its results is known, else the first of each time at
    which none is and which may come before those that are. A result without a time may be that of any place."""
    if not known:
        first = next(places, None)
        return [] if first is None else [(first[0], None)]
    found: dict[float, tuple[Evidence, Time | None]] = {}
    months = [month for month in known if month is not None]
    for place, time in places if len(months) == len(known) else ():
        if time is None or any(abs(time.months - month) < CLOSE * time.months for month in months):
            continue
        too_early = prefer == "longest" and time.months < max(months)
        too_late = prefer == "shortest" and time.months > min(months)
        if not (too_early or too_late):
            found.setdefault(time.months, (place, time))
    return [found[key] for key in sorted(found)]


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
) -> Iterator[tuple[Evidence, Time | None]]:
    """Where the outcome is named and not denied: labels of tables, then sentences with numbers of people in them, each
    with the only time that it names."""
    for reader in readers:
        if reader.trial != trial or reader.caption.baseline:
            continue
        for label in _labels(reader):
            for hit in any_of(label.hits, outcome.id):
                yield layer.quote(hit.start, hit.end, "outcome", label.cell), None
    for one in spotted:
        line = one.sentence
        if line.trial != trial or (line.section is not None and line.section.kind in UNREAD):
            continue
        if any_of(one.hits, outcome.id) and mentions(layer.text, line.start, line.end, outcome.kind == "continuous"):
            moments = {time.months: time for time in times(layer.text, line.start, line.end, label=False)}
            only = next(iter(moments.values())) if len(moments) == 1 else None
            yield layer.quote(line.start, line.end, "outcome"), only


def _labels(reader: Reader) -> Iterator[Label]:
    yield reader.caption
    if reader.grid is None:
        return
    for row in reader.body():
        yield from row.labels
        yield from row.groups
    for column in range(reader.grid.labels, reader.grid.columns):
        yield from reader.path(column)
