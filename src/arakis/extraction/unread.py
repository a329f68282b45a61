"""A report that could not be read for results: every value that its outcomes need stays open and says why."""

from arakis.domain.document import TextLayer
from arakis.domain.protocol import Protocol
from arakis.domain.result import FieldName
from arakis.extraction.types import Extracted, Extraction, Field

SIDES: dict[str, tuple[FieldName, ...]] = {
    "dichotomous": ("events", "total"),
    "continuous": ("mean", "sd", "total"),
    "rate": ("events", "person_time"),
}
EFFECT: tuple[FieldName, ...] = ("estimate", "low", "high")


def unread(layer: TextLayer, protocol: Protocol, why: str) -> Extraction:
    """What stands for a text layer on which the rules gave no answer: open values for a person, with the reason."""
    results: list[Extracted] = []
    for comparison in protocol.comparisons:
        for outcome in protocol.outcomes:
            side: dict[FieldName, Field] = {name: Field(reason=why) for name in SIDES.get(outcome.kind, ())}
            effect: dict[FieldName, Field] = {} if side else {name: Field(reason=why) for name in EFFECT}
            results.append(
                Extracted(
                    comparison=comparison.id, outcome=outcome.id, intervention=side, comparator=side, effect=effect
                )
            )
    return Extraction(layer=layer.id, results=tuple(results), notes=(why,))
