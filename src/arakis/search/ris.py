"""RIS, in the dialects of databases and reference managers."""

import re

from arakis.domain.record import Problem
from arakis.search import fields
from arakis.search.entry import Entry
from arakis.search.vocabulary import table

TAGS = table("ris", "tags")
KINDS = table("ris", "kinds")
STRICT = re.compile(r"[ ]{0,3}([A-Z][A-Z0-9])(?:[ ]{2,4}|[ ]?\t[ ]?)-(?:[ \t]+(.*)|(.*))$")
LOOSE = re.compile(r"[ ]{0,3}([A-Z][A-Z0-9])[ \t]{0,4}-(?:[ \t]+(.*)|[ \t]*)$")
GLUED = re.compile(r"\s{2,}([A-Z][A-Z0-9])  - ")
HEADING = re.compile(r"(?:Record #\d+ of \d+|Provider: .*|Content: .*|Database: .*|<?\d+[.>]*)\s*$")


def entries(text: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a RIS file and what was wrong in it.

    An entry begins with TY and ends with ER. One that is not closed is read and reported; tags outside of an entry
    are reported with the line at which they begin, and not read.
    """
    tag_line = STRICT if re.search(r"(?m)^[ ]{0,3}TY(?:[ ]{2,4}|[ ]?\t[ ]?)-", text) else LOOSE
    found: list[Entry] = []
    problems: list[Problem] = []
    current: list[tuple[str, list[str]]] | None = None
    start = stray = 0

    def close(ended: bool) -> None:
        nonlocal current
        if current is None:
            return
        entry = assemble(current, start)
        if entry.empty:
            problems.append(Problem(message="Not read: an entry with nothing between TY and ER", line=start))
        else:
            found.append(entry)
            if not ended:
                problems.append(
                    Problem(message="The entry that begins here is not closed by ER; check that it is complete",
                            line=start, record=len(found))
                )  # fmt: skip
        current = None

    for number, line in enumerate(text.split("\n"), 1):
        match = tag_line.match(line) if len(line) > 3 else None
        if match is None:
            if current:
                current[-1][1].append(line.strip() if current[-1][0] != "N1" else line)
            continue
        tag, value = match.group(1), (match.group(2) or "").strip()
        if tag == "TY":
            close(ended=False)
            current, start, stray = [("TY", [value])], number, 0
        elif tag == "ER":
            if current is None and stray:
                problems.append(
                    Problem(message="Not read: an entry without its first line, TY; add it and import again",
                            line=stray)
                )  # fmt: skip
            close(ended=True)
            stray = 0
        elif current is None:
            stray = stray or number
        else:
            current.append((tag, [value]))
    close(ended=False)
    if stray:
        problems.append(Problem(message="Not read: lines outside of an entry (no TY before them)", line=stray))
    return found, problems


def assemble(lines: list[tuple[str, list[str]]], start: int) -> Entry:
    """An entry from its tags; which field an ambiguous tag is depends on the kind of publication and on the value."""
    entry = Entry(line=start)
    kind = KINDS.get(lines[0][1][0].strip().upper(), "other")
    entry.add("kind", "TY", kind)
    for tag, parts in lines[1:]:
        value = "\n".join(parts).strip()
        glued = GLUED.search(value) if tag in ("UR", "L2", "LK") else None
        if glued:
            put(entry, glued.group(1), value[glued.end() :], kind)
            value = value[: glued.start()]
        put(entry, tag, value, kind)
    settle(entry, kind)
    return entry


def put(entry: Entry, tag: str, value: str, kind: str) -> None:
    """Add one tag's value under the field that it means."""
    name = TAGS.get(tag)
    if name == "container" and kind in ("book", "thesis", "report") and tag == "BT":
        name = "title"
    elif name == "container" and kind in ("book", "thesis"):
        name = None  # the series of a book
    elif name == "type_or_doi":
        name = "doi" if fields.doi(value) else "type"
    elif name == "maybe_doi":
        name = "doi" if fields.doi(value) else None
    elif name == "maybe_pmid":
        labelled = re.search(r"pubmed|pmid|medline", value, re.I)
        if re.match(r"PMC\d+$", value.strip()):
            name = "pmcid"
        elif fields.pmid(value) and (labelled or re.fullmatch(r"\d{6,8}", value.strip())):
            name = "pmid"
        else:
            name = None
    elif name == "note":
        if not entry.get("doi") and re.match(r"\s*doi:?\s*\S", value, re.I) and fields.doi(value):
            entry.add("doi", tag, value)
        found = re.search(r"(?:^|\W)PMID:?\s*(\d{4,8})(?!\d)", value)
        if found:
            entry.add("pmid", tag, found.group(1))
    entry.add(name, tag, value)


def settle(entry: Entry, kind: str) -> None:
    """Decide what several tags together mean: journal or book title, abbreviation or full name, whose accession."""
    containers = entry.fields.pop("container", [])
    mixed = entry.fields.pop("abbreviation_or_journal", [])
    if containers and not entry.get("journal"):
        entry.fields["journal"] = containers
    elif containers:
        journals = entry.get("journal")
        for value in containers:
            if value not in journals:
                entry.kept.setdefault("T2", []).append(value)
    for value in mixed:
        entry.add("abbreviation" if entry.get("journal") or "." in value else "journal", "JO", value)
    if not entry.get("title") and kind == "book" and entry.get("journal"):
        entry.fields["title"] = entry.fields.pop("journal")
    for value in entry.fields.pop("provider", []):
        entry.add(None if entry.get("database") else "database", "DP", value)
    maybe = entry.fields.pop("maybe_accession", [])
    if not entry.get("accession"):
        for value in maybe[:1]:
            entry.add("accession", "ID", value)
        maybe = maybe[1:]
    for value in maybe:
        if value not in entry.get("accession"):
            entry.kept.setdefault("ID", []).append(value)
    if not entry.get("pmid"):
        for value in (*entry.get("accession"), *entry.get("url")):
            if re.search(r"ncbi\.nlm\.nih\.gov|pmid", value, re.I) and fields.pmid(value):
                entry.add("pmid", "AN", fields.pmid(value))
                break
        else:
            if re.fullmatch(r"\d{7,8}", entry.first("accession")) and entry.first("database").lower() in (
                "pubmed", "medline", "nlm",
            ):  # fmt: skip
                entry.add("pmid", "AN", entry.first("accession"))
    if not entry.get("doi"):
        for value in entry.get("note"):
            if "doi.org/" in value.lower() and fields.doi(value):
                entry.add("doi", "N1", value)
                break
