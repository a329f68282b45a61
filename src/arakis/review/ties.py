"""Values and the words that tie them to their side of a comparison: swapped arms are found by what the words say."""

from collections.abc import Iterator

from arakis.domain.evidence import Evidence
from arakis.domain.protocol import Comparison, Group
from arakis.domain.result import Computed, Datum, Result, Side, Stated, Value
from arakis.domain.review import Review
from arakis.extraction.numbers import numbers
from arakis.words.negation import negated
from arakis.words.terms import Terms
from arakis.words.text import Text

ARM = "arm"  # the note of evidence that names the arm of a value
BY_PERSON = "quoted by a person"  # the note of evidence whose reading is a person's own


def untied(review: Review) -> list[str]:
    """Values whose own evidence says something else, in words: it names the other side of the comparison, or does
    not hold the number."""
    labels = {study.id: study.label for study in review.studies}
    comparisons = {one.id: one for one in review.protocol.comparisons}
    found: list[str] = []
    for result in review.results:
        name = f"{labels.get(result.study, result.study)}, {result.outcome}"
        comparison = comparisons.get(result.comparison)
        if comparison is not None:
            found += [f"{name}, {line}" for line in _swapped(result, comparison)]
        found += [f"{name}, {line}" for line in _misread(result)]
    return found


class _Words:
    """How reports call one side: its words in the protocol, and the arms that make it up."""

    def __init__(self, name: str, group: Group, arms: tuple[str, ...]) -> None:
        self.name = f"{name} ({group.name})"
        self._protocol = Terms((group.name, *group.terms))
        self._arms = tuple(_plain(arm) for arm in arms)

    def protocol(self, quote: str) -> int:
        """How many characters of `quote` the protocol's longest word for this side takes up that is not denied there;
        0: none."""
        text = Text(quote)
        hits = self._protocol.find(text)
        return max((hit.end - hit.start for hit in hits if not negated(text, hit.start, hit.end)), default=0)

    def any(self, quote: str) -> int:
        """The same, where the names of the side's arms count as well."""
        plain = _plain(quote)
        named = [len(arm) for arm in self._arms if arm and f" {arm} " in f" {plain} "]
        return max([self.protocol(quote), *named])


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _swapped(result: Result, comparison: Comparison) -> Iterator[str]:
    sides = {"intervention": result.intervention, "comparator": result.comparator}
    words = {
        "intervention": _Words("intervention", comparison.intervention, result.intervention.arms),
        "comparator": _Words("comparator", comparison.comparator, result.comparator.arms),
    }
    for (name, side), other in zip(sides.items(), ("comparator", "intervention"), strict=True):
        own, theirs = words[name], words[other]
        for arm in side.arms:
            if theirs.protocol(arm) and not own.protocol(arm):
                yield f"{name}: its arm “{arm}” is named like the {theirs.name}, not like the {own.name}"
        for place, span in _arms(side):
            if theirs.any(span.quote) > own.any(span.quote):
                yield (
                    f"{name} {place}: the words “{span.quote[:80]}” that tie it to its arm name the {theirs.name}, "
                    f"not the {own.name}"
                )


def _arms(side: Side) -> Iterator[tuple[str, Evidence]]:
    """The words that name the arm of each standing value, with the field."""
    for place, datum in side.values.items():
        for value in _stated(datum.value):
            for span in value.evidence:
                if span.note == ARM:
                    yield place, span


def _misread(result: Result) -> Iterator[str]:
    """Stated values whose own quote does not hold them as a whole number."""
    for place, datum in places(result):
        for value in _stated(datum.value):
            quote = value.evidence[0] if value.evidence else None
            if quote is None:
                yield f"{place}: {value.value:g} has no quote"
            elif quote.note != BY_PERSON and value.value not in {one.value for one in numbers(quote.quote)}:
                yield f"{place}: {value.value:g} is not what its quote “{quote.quote[:80]}” says"


def places(result: Result) -> Iterator[tuple[str, Datum]]:
    """Every field of a result with its name in words: "intervention events", "effect estimate"."""
    for side, values in (
        ("intervention", result.intervention.values),
        ("comparator", result.comparator.values),
        ("effect", result.effect),
    ):
        for name, datum in values.items():
            yield f"{side} {name}", datum


def _stated(value: Value | None) -> Iterator[Stated]:
    if isinstance(value, Stated):
        yield value
    elif isinstance(value, Computed):
        for inner in value.inputs.values():
            yield from _stated(inner)
