"""EndNote XML, as EndNote, Mendeley and other reference managers write it."""

from arakis.domain.record import Problem
from arakis.search import fields, xml
from arakis.search.entry import Entry
from arakis.search.names import several
from arakis.search.xml import Element

SIMPLE = (
    ("titles/title", "title"),
    ("titles/tertiary-title", None),
    ("titles/translated-title", "translated_title"),
    ("titles/alt-title", "abbreviation"),
    ("titles/short-title", None),
    ("periodical/abbr-1", "abbreviation"),
    ("alt-periodical/abbr-1", "abbreviation"),
    ("abstract", "abstract"),
    ("dates/year", "year"),
    ("dates/pub-dates/date", None),
    ("volume", "volume"),
    ("number", "issue"),
    ("isbn", "issn"),
    ("publisher", "publisher"),
    ("electronic-resource-num", "doi"),
    ("language", "language"),
    ("accession-num", "accession"),
    ("remote-database-name", "database"),
    ("work-type", "type"),
    ("custom2", "custom2"),
    ("notes", "note"),
    ("research-notes", "note"),
    ("custom1", None),
    ("custom3", None),
    ("custom7", "article_number"),
    ("label", None),
    ("auth-address", None),
)


def entries(text: str, name: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of an EndNote XML file and what was wrong in it. Raises InputError for entity declarations."""
    found: list[Entry] = []
    problems: list[Problem] = []
    for line, element in xml.elements(text, ("record",), name):
        if isinstance(element, Problem):
            problems.append(element)
            continue
        entry = _entry(element, line)
        if entry.empty:
            problems.append(Problem(message="Not read: a record with nothing in it", line=line))
        else:
            found.append(entry)
    return found, problems


def _entry(root: Element, line: int) -> Entry:
    entry = Entry(line=line)
    kind = root.find("ref-type")
    entry.add("kind", "ref-type", (kind.get("name") or "").lower() if kind is not None else "")
    for path, field in SIMPLE:
        for element in root.findall(path):
            value = xml.words(element)
            if field == "custom2":
                field = "pmcid" if value.upper().startswith("PMC") else "pmid" if fields.pmid(value) else None
            entry.add(field, path.rsplit("/", 1)[-1], value)
    for author in root.findall("contributors/authors/author"):
        for one in several(xml.words(author)):
            entry.add("author", "author", one)
    secondary = [xml.words(element) for element in root.findall("titles/secondary-title")]
    full = [xml.words(element) for element in root.findall("periodical/full-title")]
    for value in full or secondary:
        entry.add("journal", "full-title", value)
    for value in secondary if full else ():
        if value not in full:
            entry.add(None, "secondary-title", value)
    pages = root.find("pages")
    if pages is not None:
        entry.add("pages", "pages", xml.words(pages))
        entry.add("start", "start", pages.get("start", ""))
        entry.add("end", "end", pages.get("end", ""))
    for element in root.findall("keywords/keyword"):
        entry.add("keyword", "keyword", xml.words(element))
    for element in (*root.findall("urls/related-urls/url"), *root.findall("urls/web-urls/url")):
        entry.add("url", "url", xml.words(element))
    if not entry.get("pmid"):
        accession = entry.first("accession")
        if "nlm" in entry.first("database").lower() or any("pubmed" in value for value in entry.get("url")):
            entry.add("pmid", "accession-num", fields.pmid(accession))
    return entry
