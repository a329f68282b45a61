"""The shape of what stands in a table cell: "4/123", "4 (3.3%)", "5.2 ± 1.1", "0.37 (0.12 to 1.13)"."""

import re
from dataclasses import dataclass

from arakis.extraction.numbers import Number, numbers

_MARKS = re.compile(r"[*†‡§¶#‖⁎∗⁰¹²³⁴-⁹ᵃ-ᶻᵃᵇᶜᵈᵉᶠ]+")
_SHAPES: tuple[tuple[str, str], ...] = (
    (r"@", "plain"),
    (r"@%", "percent"),
    (r"@/@", "n/N"),
    (r"@of@", "n/N"),
    (r"@outof@", "n/N"),
    (r"@/@[(\[]@%?[)\]]", "n/N(p)"),
    (r"@of@[(\[]@%?[)\]]", "n/N(p)"),
    (r"@/@,?@%", "n/N(p)"),
    (r"@[(\[]@/@[)\]]", "p(n/N)"),
    (r"@%[(\[]@/@[)\]]", "p(n/N)"),
    (r"@%[(\[]@of@[)\]]", "p(n/N)"),
    (r"@[(\[]@%[)\]]", "n(p%)"),
    (r"@[,;]@%", "n(p%)"),
    (r"@%[(\[]n?=?@[)\]]", "p%(n)"),
    (r"@[(\[]@[)\]]", "a(b)"),
    (r"@[(\[](?:±|\+/-|sd=?|sd:)@[)\]]", "a±b"),
    (r"@(?:±|\+/-|\+-|\+/−)@", "a±b"),
    (r"@(?:±|\+/-)@%?[(\[](?:n=)?@[)\]]", "a±b(n)"),
    (r"@[(\[{]@(?:-|–|—|−|to|,|;|:)@[)\]}]", "a(b-c)"),
    (r"@,@(?:-|–|—|−|to)@", "a(b-c)"),
    (r"@(?:-|–|—|−|to)@", "range"),
)  # fmt: skip
_COMPILED = tuple((re.compile(shape), name) for shape, name in _SHAPES)


@dataclass(frozen=True)
class Shape:
    """The kind of a cell and its numbers in the order in which they stand."""

    kind: str
    numbers: tuple[Number, ...]


def shape(text: str, start: int, end: int) -> Shape | None:
    """The shape of the cell `text[start:end]`, or None when it is not understood as a whole."""
    found = numbers(text, start, end)
    if not found or len(found) > 4 or end - start > 120:
        return None
    parts: list[str] = []
    at = start
    for number in found:
        parts.append(text[at : number.start])
        parts.append("@")
        at = number.end
    parts.append(text[at:end])
    skeleton = re.sub(r"\s+", "", _MARKS.sub("", "".join(parts))).lower()
    skeleton = skeleton.strip(".;,:").replace("percent", "%")
    skeleton = (
        re.sub(r"^[(](.*)[)]$", r"\1", skeleton) if skeleton.count("(") == 1 and skeleton.count("@") == 1 else skeleton
    )
    for pattern, kind in _COMPILED:
        if pattern.fullmatch(skeleton):
            return Shape(kind, tuple(found))
    return None
