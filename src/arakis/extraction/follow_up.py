"""How long people were followed, for results that a report gives without a time: those at the end of follow-up."""

import re

from arakis.domain.document import TextLayer
from arakis.domain.evidence import Evidence
from arakis.extraction.sentences import Sentence
from arakis.extraction.times import times
from arakis.extraction.types import Extracted

_FOLLOWED = re.compile(
    r"\b(?:observed|followed|follow(?:ed)?[- ]up|seen|watched|traced|examined|visited|kept\s+under|observation"
    r"|experience|surveillance)\b",
    re.I,
)
_FOR = re.compile(r"\b(?:for|of|to|until|over|during|lasted)\s+(?:\w+\s+){0,3}?$", re.I)
_AGE = re.compile(r"^\s*(?:of\s+age|old)\b", re.I)


def follow_up(layer: TextLayer, lines: list[Sentence]) -> tuple[str, float, Evidence] | None:
    """The longest time for which the report says that its people were followed: (words, months, evidence).

    Introduction and discussion are not read. None when no sentence says it.
    """
    found: list[tuple[float, str, Evidence]] = []
    for line in lines:
        kind = line.section.kind if line.section else "other"
        sentence = layer.text[line.start : line.end]
        if kind in ("discussion", "references") or not _FOLLOWED.search(sentence):
            continue
        for time in times(layer.text, line.start, line.end, label=True):
            before, after = layer.text[line.start : time.start], layer.text[time.end : time.end + 12]
            if time.months and _FOR.search(before) and not _AGE.match(after):
                found.append((time.months, time.text, layer.quote(line.start, line.end, "time")))
    if not found:
        return None
    months, words, evidence = max(found, key=lambda one: (one[0], -one[2].start))
    return words, months, evidence


def at_the_end(results: tuple[Extracted, ...], end: tuple[str, float, Evidence] | None) -> tuple[Extracted, ...]:
    """Results without a time, where the report gives no other time for the same outcome, as those at the end."""
    if end is None:
        return results
    words, months, evidence = end
    timed = {(one.trial, one.comparison, one.outcome) for one in results if one.months is not None}
    return tuple(
        one
        if one.months is not None or one.time or (one.trial, one.comparison, one.outcome) in timed
        else one.model_copy(update={"time": words, "months": months, "evidence": (evidence,)})
        for one in results
    )
