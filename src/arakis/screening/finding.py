"""Words found in a source: terms, kinds of publication, people and animals, ways of allocation."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from arakis.screening.source import Field, Source
from arakis.screening.vocabulary import Kind, kinds, original, terms, words
from arakis.words.allocation import Kind as Allocation
from arakis.words.allocation import settle, wordings
from arakis.words.negation import leaves_out, negated
from arakis.words.passages import RANK, Span
from arakis.words.terms import Hit, Terms


@dataclass(frozen=True)
class Finding:
    """Words at `start:end` of `field.text.plain`; `rank` tells how surely they speak of this paper (see place)."""

    field: Field
    start: int
    end: int
    rank: int
    what: str  # the term or kind

    @property
    def words(self) -> str:
        """The words themselves, on one line."""
        return " ".join(self.field.text.plain[self.start : self.end].split())


def spans_of(field: Field, start: int, end: int) -> Span | None:
    """The span of `field` that holds `start:end`."""
    low, high = 0, len(field.spans)
    while low < high:
        middle = (low + high) // 2
        if field.spans[middle].end < end:
            low = middle + 1
        else:
            high = middle
    if low < len(field.spans) and field.spans[low].start <= start:
        return field.spans[low]
    return None


def of_terms(source: Source, looked_for: Terms, *, strict: bool = False) -> list[Finding]:
    """Where terms stand and are not denied. `strict` leaves out sentences that tell who was excluded."""
    found: list[Finding] = []
    if not looked_for:
        return found
    for field in source.fields():
        for hit in looked_for.find(field.text):
            span = spans_of(field, hit.start, hit.end)
            if span is None or negated(field.text, hit.start, hit.end):
                continue
            if strict and leaves_out(field.text.plain[span.start : span.end]):
                continue
            found.append(Finding(field, hit.start, hit.end, RANK[span.place], hit.term))
    return found


def of_kind(source: Source, kind: Kind) -> list[Finding]:
    """Where a paper shows that it is of a kind: its publication type, its title, or a sentence about itself."""
    found: list[Finding] = []
    for field in source.labels:
        for span in field.spans:
            value = field.text.plain[span.start : span.end]
            if value.lower() in kind.types:
                found.append(Finding(field, span.start, span.end, RANK["label"], kind.name))
    if kind.title is not None and source.title is not None:
        span = source.title.spans[0]
        found += _matches(source.title, kind.title, (span,), kind.name)
    if kind.own is not None:
        for field in source.body:
            found += _matches(field, kind.own, field.spans, kind.name)
    return found


def of_animals(source: Source) -> tuple[list[Finding], list[Finding]]:
    """Words for animals and words for people. "Adult rats" and "newborn calves" are not people."""
    creatures = of_terms(source, Terms(kinds()["animals"].words), strict=True)
    people = of_terms(source, terms("people"))
    people = [one for one in people if not _belongs(one, creatures)]
    for field in (source.keywords, *source.labels):
        if field is not None:
            tags = {field.text.plain[span.start : span.end].strip("* ").lower(): span for span in field.spans}
            for name, into in (("people_types", people), ("animal_types", creatures)):
                for tag in words()[name]:
                    if tag.lower() in tags:
                        span = tags[tag.lower()]
                        into.append(Finding(field, span.start, span.end, RANK["label"], tag))
    return [one for one in creatures if not _is_tag(one, source)], people


def of_original(source: Source) -> list[Finding]:
    """Where a paper shows that it has data of its own."""
    return of_kind(source, original())


def of_allocation(source: Source) -> tuple[Allocation, list[Finding], str]:
    """How the paper says its groups were formed: the kind, the words and why."""
    places: list[tuple[Field, list[tuple[int, int]]]] = []
    if source.title is not None:
        places.append((source.title, [(span.start, span.end) for span in source.title.spans]))
    for field in source.body:
        spans = [(span.start, span.end) for span in field.spans if span.place in ("own", "plain", "label")]
        places.append((field, spans))
    worded = [(one, field) for field, spans in places for one in wordings(field.text, spans)]
    kind, chosen, why = settle([one for one, _ in worded])
    found: list[Finding] = []
    for one in chosen:
        field = next(other for item, other in worded if item is one)
        span = spans_of(field, one.start, one.end)
        found.append(Finding(field, one.start, one.end, RANK[span.place] if span else 1, one.kind))
    return kind, found, why


def of_random(source: Source) -> bool:
    """Whether anything in the paper's own words claims random allocation."""
    for field in source.fields():
        spans = [(span.start, span.end) for span in field.spans if span.place != "background"]
        if any(one.kind == "random" for one in wordings(field.text, spans)):
            return True
    return False


def best(found: Sequence[Finding], most: int = 3) -> list[Finding]:
    """The findings to quote: the highest ranks first, different words first, in the order of the text."""
    chosen: list[Finding] = []
    seen: set[str] = set()
    for one in sorted(found, key=lambda item: -item.rank):
        key = one.words.lower()
        if key not in seen:
            seen.add(key)
            chosen.append(one)
        if len(chosen) == most:
            break
    return chosen


def without(found: Iterable[Finding], others: Sequence[Finding]) -> list[Finding]:
    """`found` without those inside a longer one of `others` in the same part."""
    return [
        one
        for one in found
        if not any(
            other.field.part == one.field.part
            and other.start <= one.start
            and one.end <= other.end
            and other.end - other.start > one.end - one.start
            for other in others
        )
    ]


def _matches(field: Field, pattern: re.Pattern[str], spans: Sequence[Span], name: str) -> list[Finding]:
    found: list[Finding] = []
    for span in spans:
        if span.place == "background":
            continue
        for match in pattern.finditer(field.text.lower, span.start, span.end):
            if match.end() > match.start() and not negated(field.text, match.start(), match.end()):
                start, end = _trimmed(field.text.plain, match.start(), match.end())
                found.append(Finding(field, start, end, max(RANK[span.place], RANK["own"]), name))
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end - 1 and text[start] in " :.?!\n":
        start += 1
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return start, end


def _belongs(one: Finding, creatures: Sequence[Finding]) -> bool:
    """Whether a word for people describes an animal that follows within a word or two."""
    return any(
        other.field is one.field
        and 0 <= other.start - one.end <= 25
        and len(one.field.text.plain[one.end : other.start].split()) <= 1
        and not re.search(r"[.,;:]", one.field.text.plain[one.end : other.start])
        for other in creatures
    )


def _is_tag(one: Finding, source: Source) -> bool:
    """Whether a finding is a keyword that merely contains the word, such as "Mice, Inbred" beside "Humans"."""
    return source.keywords is not None and one.field is source.keywords and one.rank < RANK["label"]


__all__ = ["Finding", "Hit", "best", "of_allocation", "of_animals", "of_kind", "of_original", "of_terms", "without"]
