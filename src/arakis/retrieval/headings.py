"""Sections of a text by its headings."""

import re
from collections.abc import Sequence

from arakis.domain.document import Section, SectionKind
from arakis.retrieval.vocabulary import headings

_NUMBER = re.compile(r"^(?:\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,4}|[A-Z])[.)]?\s+)(?=\S)")


def kind_of_heading(heading: str) -> SectionKind | None:
    """The kind of section that starts under `heading`, or None when the words are not known."""
    plain = re.sub(r"\s+", " ", heading).strip(" :.—–-").lower()
    known = headings()
    found = known.get(plain) or known.get(_NUMBER.sub("", re.sub(r"\s+", " ", heading).strip()).strip(" :.—–-").lower())
    if found is None:
        words = re.findall(r"[a-z]+", plain)
        if 1 < len(words) <= 5 and words[0] in ("methods", "results", "discussion", "abstract", "summary"):
            found = known[words[0]]
        elif 2 < len(words) <= 5 and words[-2] == "and" and words[-1] in ("methods", "results"):
            found = known[words[-1]]
    return found  # pyright: ignore[reportReturnType]  # the YAML file's keys are SectionKinds


def cut(length: int, marks: Sequence[tuple[int, str, SectionKind | None]]) -> tuple[Section, ...]:
    """Sections between `marks` (offset, heading, kind), in order, without gaps after the first mark.

    A heading of no known kind continues the kind before it.
    """
    sections: list[Section] = []
    kind: SectionKind = "other"
    ordered = sorted(marks, key=lambda mark: mark[0])
    for at, (start, heading, own) in enumerate(ordered):
        end = ordered[at + 1][0] if at + 1 < len(ordered) else length
        kind = own or kind
        if end > start:
            sections.append(Section(kind=kind, heading=heading, start=start, end=end))
    return tuple(sections)


def settle_abstract(
    marks: Sequence[tuple[int, str, SectionKind | None]],
) -> list[tuple[int, str, SectionKind | None]]:
    """Give the parts of a structured abstract (Methods, Results ... under "Abstract") the kind "abstract"."""
    out = list(marks)
    inside = False
    seen: set[SectionKind] = set()
    for at, (offset, heading, kind) in enumerate(out):
        if kind == "abstract":
            inside, seen = True, set()
        elif inside and kind in ("introduction", "methods", "results", "discussion"):
            again = any(mark[2] == kind for mark in out[at + 1 :])
            if kind in seen or not again or (kind == "introduction" and seen):
                inside = False
            else:
                seen.add(kind)
                out[at] = (offset, heading, "abstract")
        elif inside and kind is not None:
            inside = False
    return out
