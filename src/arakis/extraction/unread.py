"""A report that could not be read for results: every value that its outcomes need stays open and says why."""

from arakis.domain.document import TextLayer
from arakis.domain.protocol import Comparison, Outcome, Protocol
from arakis.domain.result import NEEDED_OF_EFFECT, NEEDED_OF_SIDES, FieldName
from arakis.extraction.types import Extracted, Extraction, Field


def unread(layer: TextLayer, protocol: Protocol, why: str) -> Extraction:
    """What stands for a text layer on which the rules gave no answer: open values for a person, with the reason."""
    results = [
        unread_result(comparison, outcome, why) for comparison in protocol.comparisons for outcome in protocol.outcomes
    ]
    return Extraction(layer=layer.id, results=tuple(results), notes=(why,))


def unread_result(comparison: Comparison, outcome: Outcome, why: str) -> Extracted:
    """A result of which every value that its outcome needs is open."""
    side: dict[FieldName, Field] = {name: Field(reason=why) for name in NEEDED_OF_SIDES.get(outcome.kind, ())}
    effect: dict[FieldName, Field] = {} if side else {name: Field(reason=why) for name in NEEDED_OF_EFFECT}
    return Extracted(comparison=comparison.id, outcome=outcome.id, intervention=side, comparator=side, effect=effect)
