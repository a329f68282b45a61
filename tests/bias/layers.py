"""Small text layers for tests: a text with headings in capitals on their own lines."""

import re

from arakis.domain.base import content_id
from arakis.domain.document import Section, TextLayer

KINDS = {
    "ABSTRACT": "abstract",
    "INTRODUCTION": "introduction",
    "METHODS": "methods",
    "RESULTS": "results",
    "DISCUSSION": "discussion",
    "REFERENCES": "references",
}


def layer(text: str) -> TextLayer:
    """A layer of `text`, its first line the title, its sections by headings such as METHODS."""
    marks = [(match.start(), match.group(1)) for match in re.finditer(rf"(?m)^({'|'.join(KINDS)})$", text)]
    sections = [Section(kind="title", heading="", start=0, end=marks[0][0] if marks else text.index("\n"))]
    for at, (start, heading) in enumerate(marks):
        end = marks[at + 1][0] if at + 1 < len(marks) else len(text)
        sections.append(Section(kind=KINDS[heading], heading=heading, start=start, end=end))  # type: ignore[arg-type]  # one of the kinds
    return TextLayer(
        id=content_id("layer", text),
        document="0" * 64,
        media_type="text/plain",
        extractor="test",
        version="1",
        text=text,
        sections=tuple(sections),
    )
