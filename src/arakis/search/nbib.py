"""NBIB, the MEDLINE display format of PubMed."""

import re

from arakis.domain.record import Problem
from arakis.search.entry import Entry
from arakis.search.vocabulary import table

TAGS = table("nbib", "tags")
RELATIONS = table("nbib", "relations")
LINE = re.compile(r"([A-Z][A-Z0-9]{1,3})\s{0,2}- ?(.*)$")
ONCE = ("PMID", "OWN", "STAT", "TI", "PMC")  # tags that stand once in an entry


def entries(text: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a MEDLINE file and what was wrong in it.

    An entry begins with PMID; after an empty line it may also begin with another tag that stands once in an entry.
    Lines that are neither a tag nor a continuation are reported.
    """
    found: list[Entry] = []
    problems: list[Problem] = []
    tags: list[tuple[str, str]] = []
    seen: set[str] = set()
    start, blank, odd = 1, True, 0

    def close() -> None:
        nonlocal tags, seen
        if tags:
            entry = assemble(tags, start)
            if entry.get("pmid") or entry.get("title"):
                found.append(entry)
                if not entry.get("pmid"):
                    problems.append(Problem(message="This entry has no PMID", line=start, record=len(found)))
                if not entry.get("title"):
                    problems.append(Problem(message="This entry has no title (TI)", line=start, record=len(found)))
            else:
                problems.append(Problem(message="Not read: an entry without PMID and title", line=start))
        tags, seen = [], set()

    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            blank = True
            continue
        match = LINE.match(line)
        if match is None:
            if line[:1].isspace() and tags:
                tags[-1] = (tags[-1][0], f"{tags[-1][1]} {line.strip()}")
            elif not re.match(r"\d+[.:]?\s*$", line.strip()):
                if not odd:
                    odd = number
                if tags and not blank:
                    tags[-1] = (tags[-1][0], f"{tags[-1][1]} {line.strip()}")
            blank = False
            continue
        tag, value = match.group(1), match.group(2).strip()
        begins = tag in seen and (tag == "PMID" or (blank and tag in ONCE))
        if begins or (blank and tag in ("PMID", "PMC") and "PMID" in seen):
            close()
        if not tags:
            start = number
        tags.append((tag, value))
        if tag in ONCE:
            seen.add(tag)
        blank = False
    close()
    if odd:
        problems.append(
            Problem(
                message="A line is neither a tag nor the continuation of one (continuations are indented)", line=odd
            )
        )
    return found, problems


def assemble(tags: list[tuple[str, str]], start: int) -> Entry:
    """An entry from its tags. FAU (full names) are preferred to AU; DOIs stand in LID or AID with "[doi]"."""
    entry = Entry(line=start)
    entry.add("database", "", "PubMed")
    full = sum(tag == "FAU" for tag, _ in tags)
    short = sum(tag == "AU" for tag, _ in tags)
    wanted = "full_author" if full >= short else "short_author"
    for tag, value in tags:
        name = TAGS.get(tag)
        if name in ("full_author", "short_author"):
            if name == wanted:
                entry.add("author", tag, value if name == "full_author" else _comma(value))
        elif name == "identifier":
            if value.endswith("[doi]"):
                entry.add("doi", tag, value.removesuffix("[doi]"))
            elif tag == "LID" and not value.endswith("]"):
                entry.add("article_number", tag, value)
            else:
                entry.add(None, tag, value)
        elif name == "relation":
            entry.add("note", tag, f"{RELATIONS.get(tag, tag)}: {value}")
        elif name == "book_title":
            entry.add("journal", tag, value)
        elif name == "registry":
            entry.add("registry", tag, value)
            entry.add(None, tag, value)
        elif name == "pmcid" and not re.search(r"\d", value):
            continue
        else:
            entry.add(name, tag, value)
    if entry.get("journal") and not entry.get("title"):
        entry.fields["title"] = entry.fields.pop("journal")
        entry.add("kind", "", "book")
    elif any(tag == "BTI" for tag, _ in tags):
        entry.add("kind", "", "chapter")
    else:
        entry.add("kind", "", "preprint" if "Preprint" in entry.get("type") else "article")
    entry.add("accession", "PMID", entry.first("pmid"))
    return entry


def _comma(value: str) -> str:
    """PubMed's short names, "van der Berg JA Jr", with the comma that tells the parts."""
    match = re.fullmatch(r"(.+?) ([A-Z]{1,4})((?: (?:Jr|Sr|2nd|3rd|I{2,3}|IV))?)", value)
    return f"{match.group(1)}, {match.group(2)}{',' + match.group(3) if match.group(3) else ''}" if match else value
