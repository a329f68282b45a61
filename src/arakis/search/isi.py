"""The tagged format of Web of Science (ISI, CIW, "other reference software")."""

import re

from arakis.domain.record import Problem
from arakis.search.entry import Entry
from arakis.search.vocabulary import load, table

TAGS = table("isi", "tags")
KINDS = table("isi", "kinds")
MULTIPLE = frozenset(load("isi")["multiple"])
LINE = re.compile(r"([A-Z][A-Z0-9])(?: (.*))?$")


def entries(text: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a Web of Science file (PT ... ER) and what was wrong in it."""
    found: list[Entry] = []
    problems: list[Problem] = []
    tags: list[tuple[str, list[str]]] = []
    start = stray = 0

    def close(ended: bool) -> None:
        nonlocal tags
        if tags:
            entry = assemble(tags, start)
            if entry.empty:
                problems.append(Problem(message="Not read: an entry with nothing between PT and ER", line=start))
            else:
                found.append(entry)
                if not ended:
                    problems.append(
                        Problem(message="The entry that begins here is not closed by ER; check that it is complete",
                                line=start, record=len(found))
                    )  # fmt: skip
        tags = []

    for number, line in enumerate(text.split("\n"), 1):
        match = LINE.match(line)
        tag = match.group(1) if match else ""
        if tag == "PT":
            close(ended=False)
            tags, start, stray = [("PT", [match.group(2) or "" if match else ""])], number, 0
        elif tag in ("ER", "EF"):
            if stray and tag == "ER":
                problems.append(Problem(message="Not read: an entry without its first line, PT", line=stray))
            stray = 0
            close(ended=True)
        elif match and tags:
            tags.append((tag, [match.group(2) or ""]))
        elif match and tag not in ("FN", "VR"):
            stray = stray or number
        elif tags and line.strip():
            tags[-1][1].append(line.strip())
    close(ended=False)
    return found, problems


def assemble(tags: list[tuple[str, list[str]]], start: int) -> Entry:
    """An entry from its tags; full names (AF) are preferred to AU where there are as many."""
    entry = Entry(line=start)
    entry.add("kind", "PT", KINDS.get(tags[0][1][0].strip()[:1].upper(), "other"))
    counts = {tag: len(parts) for tag, parts in tags if tag in ("AU", "AF")}
    author = "full_author" if counts.get("AF", 0) >= counts.get("AU", 1) else "author"
    month = ""
    for tag, parts in tags[1:]:
        name = TAGS.get(tag)
        if tag in MULTIPLE:
            for part in parts:
                if name in ("author", "full_author"):
                    if name == author:
                        entry.add("author", tag, re.sub(r"\s*\([^()]*@[^()]*\)\s*$", "", part))
                else:
                    entry.add(name, tag, part)
            continue
        value = " ".join(part.strip() for part in parts).strip()
        if name == "keyword_list":
            for word in re.split(r"\s*;\s*", value):
                entry.add("keyword", tag, word)
        elif name == "month":
            month = value
        else:
            entry.add(name, tag, value)
    if month and entry.first("year"):
        entry.add("date", "PD", month if entry.first("year") in month else f"{entry.first('year')} {month}")
    accession = entry.first("accession")
    if accession.startswith("MEDLINE:") and not entry.get("pmid"):
        entry.add("pmid", "UT", accession)
    if accession.partition(":")[0].isalpha() and ":" in accession:
        entry.add("database", "UT", {"WOS": "Web of Science", "ISI": "Web of Science"}.get(
            accession.partition(":")[0], accession.partition(":")[0]))  # fmt: skip
    return entry
