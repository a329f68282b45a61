"""ENW, EndNote's tagged import format."""

import re

from arakis.domain.record import Problem
from arakis.search import fields
from arakis.search.entry import Entry
from arakis.search.vocabulary import table

TAGS = table("enw", "tags")
KINDS = table("enw", "kinds")
LINE = re.compile(r"(%[A-Z0-9@!#$&()*+?^>~\[=<])[ \t]?(.*)$")


def entries(text: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of an ENW file and what was wrong in it. An entry begins with %0."""
    found: list[Entry] = []
    problems: list[Problem] = []
    tags: list[tuple[str, list[str]]] = []
    start = 0

    def close() -> None:
        nonlocal tags
        if tags:
            entry = assemble(tags, start)
            if entry.empty:
                problems.append(Problem(message="Not read: an entry with nothing in it", line=start))
            else:
                found.append(entry)
        tags = []

    blank = False
    for number, line in enumerate(text.split("\n"), 1):
        match = LINE.match(line)
        if match:
            tag, value = match.groups()
            if tag == "%0" or (blank and tag in {one for one, _ in tags} and tag in ("%T", "%A")):
                close()
            if not tags:
                start = number
            tags.append((tag, [value]))
        elif tags and line.strip():
            tags[-1][1].append(line.strip())
        blank = not line.strip()
    close()
    return found, problems


def assemble(tags: list[tuple[str, list[str]]], start: int) -> Entry:
    """An entry from its tags."""
    entry = Entry(line=start)
    for tag, parts in tags:
        value = " ".join(part.strip() for part in parts).strip()
        name = TAGS.get(tag)
        if tag == "%0":
            entry.add("kind", tag, KINDS.get(value.lower(), "other"))
        elif tag == "%K":
            for part in parts:
                for word in re.split(r"\s*[;,]\s*", part):
                    entry.add("keyword", tag, word)
        elif name == "container":
            entry.add("journal" if entry.first("kind") in ("chapter", "conference") else None, tag, value)
        elif name == "alternate_journal":
            entry.add(None, tag, value)
        elif name == "accession" and fields.pmid(value) and re.search(r"pmid|pubmed", value, re.I):
            entry.add("pmid", tag, value)
        else:
            entry.add(name, tag, value)
    return entry
