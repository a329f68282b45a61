"""BibTeX and BibLaTeX, also as databases write them: without keys, with fields repeated, with preambles."""

import re

from arakis.domain.record import Problem
from arakis.search import latex
from arakis.search.entry import Entry
from arakis.search.vocabulary import load, table

FIELDS = table("bibtex", "fields")
KINDS = table("bibtex", "kinds")
INHERITED = table("bibtex", "inherited")
MONTHS = {str(name): str(number) for number, name in enumerate(load("bibtex")["months"], 1)}
START = re.compile(r"^[ \t]*@[ \t]*([A-Za-z]+)[ \t]*[{(]", re.MULTILINE)
NAME = re.compile(r"[\s,]*([^\s=,{}()\"#%][^=,{}()\"#%\n]{0,60}?)\s*=\s*")
CLOSES = re.compile(r"\s*(?:[})]|,\s*[})]|,\s*[^\s=,{}()\"#%]{1,60}\s*=\s*[{\"\w]|#|$)")
AND = re.compile(r"\s+and\s+", re.IGNORECASE)
SILENT = frozenset({"comment", "preamble", "string", "set", "xdata"})


class _Broken(Exception):
    """An entry that ends too early; `at` is where."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


def entries(text: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a BibTeX file and what was wrong in it.

    A repeated field keeps all values, a repeated key both entries. A broken entry is reported with its line, and
    reading goes on at the next line that begins with "@".
    """
    macros = dict(MONTHS)
    raw: list[tuple[int, str, str, list[tuple[str, str]]]] = []
    problems: list[Problem] = []
    starts = list(START.finditer(text))
    line, counted, at = 1, 0, 0
    for number, start in enumerate(starts):
        if start.start() < at:
            continue  # inside the value of the entry before
        line += text.count("\n", counted, start.start())
        counted = start.start()
        kind = start.group(1).lower()
        if kind in ("comment", "preamble"):
            continue
        limit = starts[number + 1].start() if number + 1 < len(starts) else len(text)
        try:
            key, pairs, at = _entry(text, start.end(), macros, kind)
        except _Broken as error:
            if kind != "string":
                problems.append(Problem(message=f"Not read: a BibTeX entry {error}", line=line))
            at = limit
            continue
        if kind == "string":
            macros.update((name, value) for name, value in pairs)
        elif kind not in SILENT:
            raw.append((line, kind, key, pairs))
    parents = {key.lower(): pairs for _, _, key, pairs in raw if key}
    found: list[Entry] = []
    for line, kind, key, pairs in raw:
        entry = assemble(line, kind, key, pairs, parents)
        if entry.empty:
            problems.append(Problem(message=f"Not read: @{kind}{{{key}}} has no fields", line=line))
        else:
            found.append(entry)
    return found, problems


def _entry(text: str, at: int, macros: dict[str, str], kind: str) -> tuple[str, list[tuple[str, str]], int]:
    """Key, fields in order and the end of the entry whose opening brace ends at `at`."""
    key = ""
    if kind != "string":
        match = re.compile(r"\s*([^,={}\"\n]*?)\s*(?:,|(?=[})\n]))").match(text, at)
        if match:
            key, at = match.group(1), match.end()
    pairs: list[tuple[str, str]] = []
    while True:
        while at < len(text) and (text[at].isspace() or text[at] == ","):
            at += 1
        if at >= len(text):
            raise _Broken("is not closed", at)
        if text[at] in "})":
            return key, pairs, at + 1
        match = NAME.match(text, at)
        if not match:
            raise _Broken(f"cannot be understood at {_excerpt(text, at)!r}", at)
        value, at = _value(text, match.end(), macros)
        pairs.append((match.group(1).lower(), value))
        follow = re.compile(r"\s*").match(text, at)
        at = follow.end() if follow else at
        if at < len(text) and text[at] not in ",})" and not NAME.match(text, at):
            raise _Broken(f"cannot be understood at {_excerpt(text, at)!r}", at)


def _value(text: str, at: int, macros: dict[str, str]) -> tuple[str, int]:
    parts: list[str] = []
    while True:
        if at >= len(text):
            raise _Broken("is not closed", at)
        if text[at] == "{":
            end = _closing(text, at)
            parts.append(text[at + 1 : end])
            at = end + 1
        elif text[at] == '"':
            end = _quote(text, at)
            parts.append(text[at + 1 : end])
            at = end + 1
        else:
            match = re.compile(r"[^\s,#{}()\"]*").match(text, at)
            word = match.group(0) if match else ""
            if not word and text[at] not in ",}":
                raise _Broken(f"cannot be understood at {_excerpt(text, at)!r}", at)
            parts.append(macros.get(word.lower(), word))
            at += len(word)
        joined = re.compile(r"\s*#\s*").match(text, at)
        if not joined:
            return "".join(parts), at
        at = joined.end()


def _closing(text: str, at: int) -> int:
    """Where the brace that opens at `at` is closed; a line that begins an entry means that it never is."""
    depth = 0
    for match in re.compile(r"[{}]|\\[{}]|\n[ \t]*@[A-Za-z]+[ \t]*\{[^\n{}=]*,[ \t]*\n").finditer(text, at):
        sign = match.group(0)
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                return match.start()
        elif sign[0] == "\n":
            raise _Broken("has a brace that is not closed", match.start())
    raise _Broken("has a brace that is not closed", len(text))


def _quote(text: str, at: int) -> int:
    depth = 0
    for match in re.compile(r"[{}\"]|\\.|\n[ \t]*@[A-Za-z]+[ \t]*\{[^\n{}=]*,[ \t]*\n").finditer(text, at + 1):
        sign = match.group(0)
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        elif sign == '"' and depth <= 0 and CLOSES.match(text, match.end()):
            return match.start()
        elif sign[0] == "\n":
            raise _Broken("has a quote that is not closed", match.start())
    raise _Broken("has a quote that is not closed", len(text))


def _excerpt(text: str, at: int) -> str:
    return text[at : at + 30].split("\n")[0]


def _people(value: str) -> list[str]:
    """The names in a field, at " and "; where that is missing, at commas with two spaces behind ("A, B,  C, D")."""
    names = AND.split(re.sub(r"\s+", " ", value))
    if len(names) == 1 and re.search(r"\S, [^,]+,  \S", value):
        return re.split(r",  +", value)
    return names


def assemble(
    line: int, kind: str, key: str, pairs: list[tuple[str, str]], parents: dict[str, list[tuple[str, str]]]
) -> Entry:
    """An entry from its fields; what a cross-referenced parent has is taken over where the child lacks it."""
    entry = Entry(line=line)
    entry.add("kind", "", KINDS.get(kind, "other"))
    own = {name for name, _ in pairs}
    parent = next((parents.get(value.strip().lower()) for name, value in pairs if name == "crossref"), None)
    inherited = [
        (INHERITED[name], value) for name, value in parent or () if name in INHERITED and INHERITED[name] not in own
    ]
    if kind in ("article", "suppperiodical"):
        inherited = [("journal" if name == "booktitle" else name, value) for name, value in inherited]
    month = ""
    for name, value in [*pairs, *inherited]:
        if value.strip(" {}").lower() in ("", "null"):
            continue
        field = FIELDS.get(name)
        if field in ("author", "editor"):
            for one in _people(value):
                whole = one.strip().startswith("{") and one.strip().endswith("}") and one.count("{") == 1
                word = latex.plain(one).strip()
                if word.lower() == "others":
                    continue
                is_group = whole and "," not in word and " " in word
                entry.add("collective" if field == "author" and is_group else field, name, word)
        elif field == "keyword_list":
            for word in re.split(r"\s*[;,]\s*", latex.plain(value)):
                entry.add("keyword", name, word)
        elif field == "month":
            month = MONTHS.get(value.strip(" {}").lower()[:3], value.strip(" {}"))
        elif field == "container":
            entry.add("journal", name, latex.plain(value))
        elif field == "maybe_doi":
            entry.add("doi" if "10." in value and not any(one == "doi" for one, _ in pairs) else None, name, value)
        elif field in ("doi", "url"):
            entry.add(field, name, value.replace("\\", "").strip("{} "))
        elif field == "issue" and name == "number" and any(one == "issue" for one, _ in pairs):
            entry.add(None, name, value)
        elif field in ("year", "pages", "volume", "issue"):
            entry.add(field, name, latex.plain(value).replace("--", "-"))
        else:
            entry.add(field, name, latex.plain(value))
    if month and entry.first("year"):
        join = "-" if month.isdigit() else " "
        entry.add("date", "month", f"{entry.first('year')}{join}{month}")
    if not entry.get("accession"):
        entry.add("accession", "key", key)
    elif key:
        entry.kept["key"] = [key]
    return entry
