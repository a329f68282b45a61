"""What is screened, seen alike: the fields of a record or report, or the text layer of a document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from arakis.domain.document import TextLayer
from arakis.domain.evidence import Evidence, Part
from arakis.domain.record import Citation, Record
from arakis.domain.report import Report
from arakis.screening.vocabulary import words
from arakis.words.passages import Place, Span, passages, place
from arakis.words.sentences import sentences
from arakis.words.text import Text

LONGEST = 2_000_000  # characters of a document that are read
QUOTE = 300  # characters of a quote


@dataclass(frozen=True)
class Field:
    """The words of one part of the source."""

    part: Part
    text: Text
    spans: tuple[Span, ...]
    record: str = ""  # id of the record, for evidence
    layer: TextLayer | None = None

    def cite(self, start: int, end: int, note: str = "") -> Evidence:
        """Evidence for `text.plain[start:end]`."""
        low, high = self.text.span(start, end)
        if self.layer is not None:
            return self.layer.quote(low, high, note)
        quote = self.text.raw[low:high]
        return Evidence(source=self.record, part=self.part, start=low, end=high, quote=quote, note=note)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The sentence that holds `start:end`, or as much of it as a quote may have."""
        for span in self.spans:
            if span.start <= start and end <= span.end:
                low, high = span.start, span.end
                if high - low > QUOTE:
                    low = max(low, start - QUOTE // 3)
                    high = min(high, max(end, low + QUOTE))
                    low, high = _whole(self.text.plain, low, high, start, end)
                return low, high
        return start, end


@dataclass(frozen=True)
class Source:
    """What is screened. `foreign` when its running text is not English, `bare` when there is no abstract or text."""

    title: Field | None
    body: tuple[Field, ...]  # abstract, or the text of a document
    labels: tuple[Field, ...] = ()  # publication types
    keywords: Field | None = None
    language: Field | None = None
    year: Field | None = None
    foreign: bool = False
    bare: bool = False
    full: bool = False
    languages: tuple[str, ...] = field(default=())

    def fields(self) -> Iterator[Field]:
        """The fields whose words count as the paper's own."""
        if self.title is not None:
            yield self.title
        yield from self.body
        if self.keywords is not None:
            yield self.keywords


def of_citation(given: Record | Report) -> Source:
    """A record or report as it is screened on title and abstract."""

    def make(part: Part, where: Place) -> Field | None:
        written = given.part(part)
        if not written.strip():
            return None
        text = Text(written[:LONGEST])
        if part == "abstract":
            spans = tuple(Span(low, high, place(text.plain[low:high])) for low, high in sentences(text.plain))
        elif part in ("types", "keywords"):
            spans = tuple(Span(low, high, where) for low, high in _values(text.plain))
        else:
            spans = (Span(0, len(text.plain), where),)
        return Field(part, text, spans, record=_record(given, part))

    abstract, types = make("abstract", "plain"), make("types", "label")
    return Source(
        title=make("title", "label"),
        body=(abstract,) if abstract else (),
        labels=(types,) if types else (),
        keywords=make("keywords", "plain"),
        language=make("language", "label"),
        year=make("year", "label"),
        foreign=foreign(given.abstract) or (not given.abstract.strip() and foreign(given.title, 12)),
        bare=len(given.abstract.split()) < 15,
    )


def of_layer(layer: TextLayer, about: Citation | None = None) -> Source:
    """A document as it is screened on its full text; `about` gives the fields that a text does not have."""
    text = Text(layer.text[:LONGEST])
    title, spans = passages(layer, text)
    known = of_citation(about) if isinstance(about, Record | Report) else None
    return Source(
        title=Field("text", text, (title,), layer=layer) if title else None,
        body=(Field("text", text, tuple(spans), layer=layer),),
        labels=known.labels if known else (),
        language=known.language if known else None,
        year=known.year if known else None,
        foreign=foreign(text.plain[:20_000]),
        bare=len(text.plain.split()) < 50,
        full=True,
    )


def foreign(text: str, least: int = 25) -> bool:
    """Whether running text of at least `least` words is in another language than English."""
    found = re.findall(r"[^\W\d_]+", text.lower())
    if len(found) < least:
        return False
    common = set(words()["english"])
    return sum(word in common for word in found) < 0.12 * len(found)


def _record(given: Citation, part: Part) -> str:
    if isinstance(given, Report):
        return given.taken_from.get(part) or (given.records[0] if given.records else given.id)
    return given.id if isinstance(given, Record) else ""


def _values(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for value in text.split("; "):
        if value:
            yield at, at + len(value)
        at += len(value) + 2


def _whole(text: str, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    """`low:high` narrowed to whole words, never into `start:end`."""
    while low < start and low > 0 and not text[low - 1].isspace():
        low += 1
    while high > end and high < len(text) and not text[high].isspace():
        high -= 1
    while high > end and text[high - 1].isspace():
        high -= 1
    while low < start and text[low].isspace():
        low += 1
    return low, high
