"""CSV and TSV with any column names, preambles before the header, and any of four separators."""

import csv
import re

from arakis.domain.record import Problem
from arakis.errors import InputError
from arakis.search import fields
from arakis.search.decode import ADVICE
from arakis.search.entry import Entry
from arakis.search.names import several
from arakis.search.vocabulary import load, table, words

COLUMNS = table("columns", "columns")
TITLES = words("columns", "title_columns")
RIS_KINDS = {str(key): str(value) for key, value in load("ris")["kinds"].items()}
SEPARATORS = (",", "\t", ";", "|")
LOOK = 40  # lines among which the header is looked for
SAYS = ("title", "abstract", "doi", "pmid", "author", "journal")  # one of them makes a row an entry
CELL = 10_000_000  # characters of one cell
EMBASE_SOURCE = re.compile(
    r"(?P<journal>.+?)\s*\((?P<year>\d{4})\)\s*(?P<volume>[^\s:;(]*)?(?::(?P<issue>[^\s:(]*))?\s*"
    r"(?:Article Number: (?P<article>\S+?)[.\s]|\((?P<pages>[^)]*)\))?"
)
PUBMED_CITATION = re.compile(
    r"\.\s*\d{4}[^;.]*;\s*(?P<volume>[^(:;]*?)(?:\((?P<issue>[^)]*)\))?\s*:\s*(?P<pages>[^.;]+)\."
)


def key(column: str) -> str:
    """A column's name as it is looked up: lower case, letters and digits only."""
    return re.sub(r"[^a-z0-9]", "", column.lower().replace("\ufeff", ""))


def header(text: str) -> tuple[int, str, list[str]] | None:
    """Line number (0-based), separator and column names of the header, or None when there is none.

    A header is a row with a title column and at least one other known column, or a title column alone.
    """
    best: tuple[int, int, str, list[str]] | None = None
    lines = text.split("\n", LOOK)[:LOOK]
    for number, line in enumerate(lines):
        if not line.strip() or len(line) > 100_000:
            continue
        for separator in SEPARATORS:
            cells = next(csv.reader([line], delimiter=separator), [])
            names = [key(cell) for cell in cells]
            known = sum(name in COLUMNS for name in names)
            if known and any(name in TITLES for name in names) and (best is None or known > best[0]):
                best = (known, number, separator, [cell.strip().lstrip("\ufeff") for cell in cells])
    if best is None or (best[0] == 1 and len(best[3]) > 8):
        return None
    return best[1:]


def entries(text: str, name: str) -> tuple[list[Entry], list[Problem], list[str]]:
    """The entries of a table, what was wrong in it, and the column names (as looked up).

    A row with more cells than the header has columns is reported and not read. A quote that is never closed would
    swallow the rows behind it: such a row is reported, and reading goes on with the next line.

    Raises InputError when no row names a title column.
    """
    found_header = header(text)
    if found_header is None:
        if not any(separator in line for line in text.split("\n", LOOK)[:LOOK] for separator in SEPARATORS):
            raise InputError(f"{name} holds no references in a format that is known", ADVICE)
        raise InputError(
            f"{name} is a table without a row of column names",
            'put column names in its first row, one of them "title" (others: authors, year, journal, abstract, doi)',
        )
    first, separator, columns = found_header
    names = [key(column) for column in columns]
    lines = text.split("\n")
    out: list[Entry] = []
    problems: list[Problem] = []
    csv.field_size_limit(CELL)
    at = first + 1
    while at < len(lines):
        broken = _rows(lines, at, separator, columns, names, out, problems)
        if broken is None:
            break
        at = broken
    return out, problems, names


def _rows(
    lines: list[str],
    start: int,
    separator: str,
    columns: list[str],
    names: list[str],
    out: list[Entry],
    problems: list[Problem],
) -> int | None:
    """Read rows from line `start` on; the line to go on with after an unclosed quote, or None at the end."""
    reader = csv.reader((line + "\n" for line in lines[start:]), delimiter=separator)
    while True:
        begins = start + reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return None
        except csv.Error:
            problems.append(Problem(message="Not read: a row with a cell that is too long", line=begins + 1))
            return begins + 1
        ends = start + reader.line_num
        if not any(cell.strip() for cell in cells):
            continue
        while len(cells) > len(columns) and not cells[-1].strip():
            cells.pop()
        cells = _joined(columns, cells)
        swallowed = ends - begins > 1 and len(cells) != len(columns)
        if ends == len(lines) and ends - begins > 1 and "\n".join(lines[begins:ends]).count('"') % 2:
            swallowed = True
        if swallowed:
            problems.append(Problem(message="Not read: a row with a quote that is not closed", line=begins + 1))
            return begins + 1
        if len(cells) > len(columns):
            problems.append(
                Problem(
                    message=f"Not read: a row of {len(cells)} cells under {len(columns)} columns; put cells that "
                    "contain the separator in quotes",
                    line=begins + 1,
                )
            )
            continue
        entry = row(columns, names, cells, begins + 1)
        if not any(entry.get(name) for name in SAYS):
            problems.append(Problem(message="Not read: a row that says nothing of a publication", line=begins + 1))
        else:
            out.append(entry)


def _joined(columns: list[str], cells: list[str]) -> list[str]:
    """The cells of a row in which a numbered column ("Funding Text 1") was written several times, put into one."""
    extra = len(cells) - len(columns)
    numbered = [at for at, column in enumerate(columns) if column.endswith(" 1")]
    if extra <= 0 or extra > 5 or len(numbered) != 1:
        return cells
    at = numbered[0]
    return [*cells[:at], " ".join(cells[at : at + extra + 1]), *cells[at + extra + 1 :]]


def row(columns: list[str], names: list[str], cells: list[str], line: int) -> Entry:
    """An entry from the cells of a row."""
    entry = Entry(line=line)
    scopus = "eid" in names
    full = "authorfullnames" in names
    titled = any(name in TITLES and cell.strip() for name, cell in zip(names, cells, strict=False))
    for column, name, cell in zip(columns, names, cells, strict=False):
        value = cell.strip()
        if value.startswith('="') and value.endswith('"'):
            value = value[2:-1]
        if not value or value.lower() in ("null", "nan", "n/a"):
            continue
        field = COLUMNS.get(name)
        if field == "authors" and full:
            continue
        if name == "displayname" and titled and "title" in names:
            continue
        if field in ("authors", "full_authors"):
            for one in several(value):
                entry.add("author", column, re.sub(r"\s*\(\d{6,}\)$", "", one))
        elif field == "keyword_list":
            for word in re.split(r"\s*[;|]\s*", value):
                entry.add("keyword", column, word)
        elif field == "citation":
            _citation(entry, column, value, scopus)
        elif field == "embase_id":
            entry.add(None, column, value)
        elif field == "ris_kind":
            entry.add("kind", column, RIS_KINDS.get(value.upper(), value))
        elif field == "issn":
            for one in re.split(r"[;,|\s]+", value):
                entry.add("issn", column, one)
        elif field == "accession" and entry.get("accession"):
            entry.add(None, column, value)
        else:
            entry.add(field, column, value)
    if not entry.get("pmid"):
        for value in entry.get("accession"):
            if re.search(r"pubmed|pmid|^mdl-\d", value, re.I) and (found := re.search(r"\d{4,8}", value)):
                entry.add("pmid", "accession", found.group(0))
    types = entry.get("type")
    if not entry.get("kind") and types:
        entry.add("kind", "type", _kind(types[0]))
    return entry


def _kind(value: str) -> str:
    known = load("kinds")["kinds"]
    for word in (value.lower(), *re.split(r"\s*[;,|]\s*", value.lower())):
        if word in known:
            return str(known[word])
    return "article"


def _citation(entry: Entry, column: str, value: str, scopus: bool) -> None:
    """A cell with journal, year, volume and pages in one: as Embase, PubMed and Cochrane write it."""
    if scopus:
        entry.add("database", column, value)
        return
    embase = EMBASE_SOURCE.match(value)
    pubmed = PUBMED_CITATION.search(value)
    if embase and key(column) == "source":
        parts = embase.groupdict()
        if not entry.get("journal"):
            entry.add("journal", column, parts["journal"])
        entry.add("year", column, parts["year"] or "")
        entry.add("volume", column, parts["volume"] or "")
        entry.add("issue", column, parts["issue"] or "")
        entry.add("pages", column, parts["pages"] or "")
        entry.add("article_number", column, parts["article"] or "")
    elif pubmed:
        for name, part in pubmed.groupdict().items():
            if part and not entry.get(name):
                entry.add(name, column, part)
    elif key(column) == "source" and not entry.get("journal") and len(value) < 200 and not re.search(r"\d{4}", value):
        entry.add("journal", column, value)
    if not entry.get("doi") and fields.doi(value):
        entry.add("doi", column, value)
    entry.add(None, column, value)
