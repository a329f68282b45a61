"""From an entry to a record: one place where fields are chosen, cleaned and put together."""

import re

from arakis.domain.base import content_id
from arakis.domain.record import Name, Record
from arakis.search import fields
from arakis.search.entry import Entry
from arakis.search.names import MAXIMUM, person
from arakis.search.vocabulary import table

KINDS = table("kinds", "kinds")
SINGLE = ("title", "journal", "abbreviation", "volume", "issue", "publisher", "database", "accession")


def record(entry: Entry, position: int, document: str, run: str = "", order: str = "given first") -> Record:
    """The record of `entry`.

    position   1-based place in the file or answer
    document   SHA-256 of the file, or another text that tells one source of entries from another; with the position
               it makes the id
    order      how names without comma are written: "given first" or "family first"
    """
    kept = {key: list(values) for key, values in entry.kept.items()}

    def single(name: str) -> str:
        values = list(dict.fromkeys(fields.text(value) for value in entry.get(name)))
        values = [value for value in values if value]
        if len(values) > 1:
            kept.setdefault(name, []).extend(values[1:])
        return values[0] if values else ""

    chosen = {name: single(name) for name in SINGLE}
    title, subtitle = chosen["title"], fields.text(entry.first("subtitle"))
    if subtitle and subtitle.lower() not in title.lower():
        title = f"{title}: {subtitle}" if title else subtitle
    abstracts = list(dict.fromkeys(fields.text(value) for value in entry.get("abstract")))
    journal = chosen["journal"] or chosen["abbreviation"]
    doi = next((one for value in entry.get("doi") if (one := fields.doi(value))), "")
    if not doi:
        doi = next((one for value in entry.get("url") if "doi" in value.lower() and (one := fields.doi(value))), "")
    pmid = next((one for value in entry.get("pmid") if (one := fields.pmid(value))), "")
    pmcid = next((one for value in entry.get("pmcid") if (one := fields.pmcid(value))), "")
    notes = tuple(dict.fromkeys(fields.text(value) for value in entry.get("note")))
    date = fields.date(*entry.get("date"), *entry.get("year"))
    year = fields.year(*entry.get("year"), *entry.get("date"))
    if date and year and not date.startswith(str(year)):
        date = str(year)
    kind = entry.first("kind")
    return Record(
        id=content_id("record", document, position),
        run=run,
        position=position,
        line=entry.line,
        title=title,
        translated_title=fields.text(entry.first("translated_title")),
        abstract="\n".join(part for part in abstracts if part and not _placeholder(part)),
        authors=authors(entry, order),
        year=year,
        date=date,
        kind=kind if kind in set(KINDS.values()) else KINDS.get(kind.lower(), "other") if kind else "article",
        journal=journal,
        abbreviation=chosen["abbreviation"],
        issn=fields.issn(entry.get("issn")),
        publisher=chosen["publisher"],
        volume=fields.number(chosen["volume"]),
        issue=fields.number(chosen["issue"]),
        pages=fields.pages(
            entry.first("pages"), entry.first("start"), entry.first("end"), entry.first("article_number")
        ),
        doi=doi,
        pmid=pmid,
        pmcid=pmcid,
        registrations=fields.registrations(
            *entry.get("registry"), chosen["accession"], title, *abstracts, *entry.get("note"), *entry.get("keyword")
        ),
        types=tuple(dict.fromkeys(fields.text(value) for value in entry.get("type"))),
        keywords=tuple(dict.fromkeys(word for value in entry.get("keyword") if (word := fields.text(value)))),
        language=fields.language("; ".join(entry.get("language"))),
        url=next((value.strip() for value in entry.get("url") if re.match(r"\s*(?:https?|ftp)://", value)), ""),
        notes=tuple(note for note in notes if note),
        database=chosen["database"],
        accession=chosen["accession"],
        kept={key: tuple(values) for key, values in kept.items()},
    )


def authors(entry: Entry, order: str) -> tuple[Name, ...]:
    """The authors of an entry in the order given, then its groups."""
    people = [person(fields.text(value), order) for value in entry.get("author")[:MAXIMUM]]
    half = len(people) // 2
    if half and people[:half] == people[half:] and len(set(people[:half])) == half:
        people = people[:half]  # the list was given under two tags
    groups = [Name(literal=fields.text(value)) for value in entry.get("collective")[:MAXIMUM]]
    out = [name for name in people if name.text and not _placeholder(name.text)]
    return (*out, *(name for name in dict.fromkeys(groups) if name.text and name not in out))


def _placeholder(value: str) -> bool:
    return value.strip(" .[]()").lower() in {
        "null",
        "n/a",
        "none",
        "anonymous",
        "anon",
        "no abstract available",
        "no abstract",
        "abstract not available",
    }
