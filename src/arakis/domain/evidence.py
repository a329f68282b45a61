"""Evidence: the words that a judgement rests on, and where they stand."""

from typing import Literal

from pydantic import Field

from arakis.domain.base import Frozen

Part = Literal["text", "title", "abstract", "keywords", "types", "journal", "language", "year", "authors"]


class Box(Frozen):
    """A rectangle on a page in PDF points, origin at the lower left."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


class Evidence(Frozen):
    """A quote that stands verbatim at `start:end` (characters, end exclusive) of a source's part.

    `source` is the id of a text layer (part "text") or of a record (part "title", "abstract" ...). `verify` checks
    that the source's part reads exactly `quote` there. For a table cell, `table`, `row` and `column` (0-based) are
    given as well and the offsets are those of the cell's words in the layer's text.
    """

    source: str
    part: Part = "text"
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    quote: str
    page: int | None = None  # 1-based
    boxes: tuple[Box, ...] = ()
    table: int | None = None
    row: int | None = None
    column: int | None = None
    note: str = ""  # what the words are for: "column heading: vaccinated", "arm", "outcome", "time"
