"""Reading a file of references, whatever its name: the format is recognised by its content."""

import hashlib
import re

from arakis.domain.record import Problem
from arakis.errors import InputError
from arakis.search import bibtex, endnote_xml, enw, isi, nbib, pubmed_xml, ris, table
from arakis.search.build import record
from arakis.search.decode import ADVICE, decode
from arakis.search.entry import Entry
from arakis.search.reading import Reading
from arakis.search.vocabulary import load

LIMIT = 500 * 1024 * 1024
PROBLEMS = 1000
HEAD = 200_000
TESTS = (
    ("PubMed XML", re.compile(r"<Pubmed(?:Book)?Article(?:Set)?[\s/>]")),
    ("EndNote XML", re.compile(r"<records?\b[\s\S]{0,3000}?<(?:ref-type|contributors|titles)\b")),
    ("RIS", re.compile(r"(?m)^[ ]{0,3}TY[ \t]{0,4}-(?:[ \t]|$)")),
    ("NBIB", re.compile(r"(?m)^PMID\s?- ?\d")),
    ("ISI", re.compile(r"(?m)^PT [A-Z]\b.*\n(?:.*\n){0,400}?(?:AU|TI|SO|UT) ")),
    ("ENW", re.compile(r"(?m)^%0 \S")),
    ("BibTeX", re.compile(r"(?m)^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]")),
)


def recognise(text: str, name: str) -> str:
    """The format of a text: "RIS", "NBIB", "PubMed XML", "BibTeX", "ISI", "ENW", "EndNote XML" or "CSV".

    Raises InputError for web pages and for what is none of these.
    """
    head = text[:HEAD]
    start = head.lstrip()[:2000].lower()
    if re.match(r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body)\b", start, re.DOTALL):
        raise InputError(f"{name} is a web page, not a file of references", f"log in to the database again; {ADVICE}")
    found = [(match.start(), form) for form, pattern in TESTS if (match := pattern.search(head))]
    if found:
        return min(found)[1]
    if re.search(r"(?m)^[A-Z][A-Z0-9]  - \S", head) and re.search(r"(?m)^ER  -", head):
        return "RIS"
    if start.startswith("<"):
        raise InputError(f"{name} is XML, but not of PubMed or EndNote", ADVICE)
    return "CSV"


def read(data: bytes, name: str, run: str = "", limit: int = LIMIT) -> Reading:
    """The records of a file.

    data   the file's bytes
    name   its name, for messages only
    run    id of the source run that the records belong to
    limit  size in bytes above which a file is refused

    Good entries are read and broken ones are reported as problems with their line.
    Raises InputError when nothing can be read from it, with a hint that says what to do.
    """
    if len(data) > limit:
        raise InputError(
            f"{name} has {len(data) / 1e6:.0f} MB; at most {limit / 1e6:.0f} MB are read", "split it into several files"
        )
    text, encoding, problems = decode(data, name)
    form = recognise(text, name)
    entries, more, columns = _entries(text, name, form)
    problems += more
    if not entries:
        where = f" (line {more[0].line}: {more[0].message})" if more and more[0].line else ""
        raise InputError(f"{name} has no records that can be read{where}", f"check that the search found any; {ADVICE}")
    dialect, source = _dialect(form, text, columns)
    document = hashlib.sha256(data).hexdigest()
    order = "family first" if form == "CSV" and dialect == "PubMed" else "given first"
    records = tuple(record(entry, position, document, run, order) for position, entry in enumerate(entries, 1))
    untitled = [one for one in records if not one.title]
    if untitled:
        problems.append(
            Problem(
                message=f"{len(untitled)} records have no title, the first begins here",
                line=untitled[0].line,
                record=untitled[0].position,
            )
        )
    if len(problems) > PROBLEMS:
        rest = len(problems) - PROBLEMS
        problems = [*problems[:PROBLEMS], Problem(message=f"{rest} further problems of this file are not listed")]
    databases = {one.database for one in records}
    if not source and len(databases) == 1:
        source = databases.pop()
    return Reading(
        name=name,
        format=form,
        dialect=dialect,
        source=source,
        encoding=encoding,
        document=document,
        records=records,
        problems=tuple(problems),
    )


def _entries(text: str, name: str, form: str) -> tuple[list[Entry], list[Problem], list[str]]:
    if form == "CSV":
        return table.entries(text, name)
    if form in ("PubMed XML", "EndNote XML"):
        reader = pubmed_xml.entries if form == "PubMed XML" else endnote_xml.entries
        entries, problems = reader(text, name)
        return entries, problems, []
    plain = {"RIS": ris.entries, "NBIB": nbib.entries, "ISI": isi.entries, "ENW": enw.entries, "BibTeX": bibtex.entries}
    entries, problems = plain[form](text)
    return entries, problems, []


def _dialect(form: str, text: str, columns: list[str]) -> tuple[str, str]:
    """Which exporter wrote the file, and the database it names: its signs must be in four of five entries."""
    head = text[:HEAD]
    begins = next((pattern for one, pattern in TESTS if one == form), None)
    wanted_times = len(begins.findall(head)) * 0.8 if begins and form in ("RIS", "BibTeX") else 1
    for rule in load("dialects").get(form, ()):
        wanted = rule.get("columns")
        if wanted and set(wanted) <= set(columns):
            return str(rule["dialect"]), str(rule["source"])
        if rule.get("text"):
            times = sum(1 for _ in re.finditer(str(rule["text"]), head, re.MULTILINE))
            if times and (times >= wanted_times or rule.get("once")):
                return str(rule["dialect"]), str(rule["source"])
    return "", ""
