"""Single fields of an entry brought into the form that records have: DOI, PMID, date, pages, language, text."""

import html
import re
import urllib.parse

from arakis.search.vocabulary import load

DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/(?:[^\s\"<>\\^{|}]|<(?=[\w.-]+:)|>(?=\d))+", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d|2100)(?!\d)")
MARKUP = re.compile(
    r"</?(?:jats:|mml:)?(?:i|b|u|em|strong|sub|sup|sc|p|br|span|italic|bold|title|sec|inf|div|h[1-6]|emph|"
    r"scp|small|tt|xref|fn|styled-content|named-content|underline|a)(?:\s[^<>]{0,200})?/?>",
    re.IGNORECASE,
)
SPACE = re.compile(r"[\s\u00a0\u2007\u202f]+")
MONTHS = {name: f"{number:02d}" for number, name in enumerate(load("bibtex")["months"], 1)}
REGISTRIES = tuple(
    (str(rule["hint"]), re.compile(rf"(?<![A-Za-z0-9])(?:{rule['pattern']})(?![0-9])", re.IGNORECASE))
    for rule in load("registries")["patterns"]
)
LANGUAGES = {str(code): str(name) for name, codes in load("languages")["codes"].items() for code in codes}
NAMES = {name.lower(): name for name in map(str, load("languages")["codes"]) if name}


def text(value: str) -> str:
    """`value` in one line: entities resolved (twice, as some exports write "&amp;lt;"), markup of letters taken out."""
    if "&" in value:
        value = html.unescape(value)
        if "&" in value:
            value = html.unescape(value)
    if "<" in value:
        value = MARKUP.sub("", value)
    return SPACE.sub(" ", value).strip()


def doi(value: str) -> str:
    """The DOI in `value`, bare and in lower case, or "". What stands behind it is cut off."""
    if "10." not in value:
        return ""
    for _ in range(2):  # some exports encode twice
        if "%" in value:
            value = urllib.parse.unquote(value)
    found = DOI.search(html.unescape(value))
    if not found:
        return ""
    one = re.split(r"https?:", found.group(0).lower())[0]
    one = re.split(r"[?&](?:partnerid|md5|via|utm|nosfx|journalcode|rft|[a-z]\w*=)", one)[0]
    one = re.sub(r"(?:\[doi\]|\[pii\]|[;,](?:10\.|https?:).*|/(?:full|abstract|pdf|epdf|html))$", "", one)
    one = one.rstrip(".,;:'’”\"")
    for opened, closed in ("()", "[]"):
        while one.endswith(closed) and one.count(closed) > one.count(opened):
            one = one[:-1].rstrip(".,;")
    whole = "/" in one and not one.endswith("/") and "/(issn)" not in one  # "(issn)": a journal's, not an article's
    return one if whole else ""


def pmid(value: str) -> str:
    """The PubMed number in `value` ("12345678", "PMID: 1234", a PubMed address), or ""."""
    found = re.search(r"(?:pmid|pubmed|medline|pubmed\.ncbi\.nlm\.nih\.gov)\W{0,4}(\d{1,8})(?!\d)", value, re.I)
    if found:
        return found.group(1).lstrip("0")
    value = value.strip().removesuffix(".0")
    return value.lstrip("0") if re.fullmatch(r"\d{1,8}", value) else ""


def pmcid(value: str) -> str:
    """The PubMed Central number in `value` as "PMC1234567", or ""."""
    found = re.search(r"PMC\s?(\d{3,9})", value, re.I) or re.fullmatch(r"\s*(\d{5,9})(?:\.0)?\s*", value)
    return f"PMC{found.group(1)}" if found else ""


def year(*values: str) -> int | None:
    """The first year of four digits from 1500 to 2100 in `values`, or None."""
    for value in values:
        found = YEAR.search(value)
        if found:
            return int(found.group(1))
        found = re.match(r"(1[5-9]\d\d|20\d\d)\d{4}(?!\d)", value.strip())
        if found:
            return int(found.group(1))
    return None


def date(*values: str) -> str:
    """The most precise date in `values` as "1948", "1948-03" or "1948-03-15", or ""."""
    best = ""
    for value in values:
        one = _date(value.strip())
        if len(one) > len(best):
            best = one
    return best


def _date(value: str) -> str:
    found = re.match(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)", value) or re.match(
        r"(\d{4})(\d{2})(\d{2})(?!\d)", value
    )
    if found and year(found.group(1)) and 1 <= int(found.group(2)) <= 12:
        day = found.group(3)
        tail = f"-{int(day):02d}" if day and 1 <= int(day) <= 31 else ""
        return f"{found.group(1)}-{int(found.group(2)):02d}{tail}"
    number = year(value)
    if number is None:
        return ""
    month = re.search(r"(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*", value, re.I)
    if not month:
        return str(number)
    rest = value.replace(str(number), " ", 1)
    day = re.search(r"(?<!\d)([0-3]?\d)(?:st|nd|rd|th)?(?![\d-])", rest)
    tail = f"-{int(day.group(1)):02d}" if day and 1 <= int(day.group(1)) <= 31 and "-" not in rest else ""
    return f"{number}-{MONTHS[month.group(1).lower()]}{tail}"


def pages(whole: str, start: str = "", end: str = "", article: str = "") -> str:
    """Pages as given: a range written in one field, or first and last page joined; else the article's number.

    Words instead of pages ("no pagination", "null") are left out.
    """
    whole, start, end = (_page(part) for part in (whole, start, end))
    if whole:
        return whole
    if start and end and end != start and "pp" not in start.lower() and not re.search(r"[-–—]", start):
        return f"{start}-{end}"
    return start or end or _page(article)


def _page(value: str) -> str:
    value = SPACE.sub(" ", value).strip(" .,;")
    if re.search(r"\d", value) or re.fullmatch(r"[ivxlcdm]+(?:\s*[-–]\s*[ivxlcdm]+)?", value, re.I):
        return value
    return ""


def number(value: str) -> str:
    """A volume or issue as given, without words that stand for nothing ("null", "n/a") and brackets around it."""
    value = SPACE.sub(" ", value).strip(" .,;")
    return "" if value.lower() in {"null", "none", "n/a", "na", "-", "nan", "no volume"} else value


def issn(values: list[str]) -> tuple[str, ...]:
    """The ISSNs ("1234-567X") in `values`, each once; ISBNs are left out."""
    found: list[str] = []
    for value in values:
        for left, right in re.findall(r"(?<![\dX-])(\d{4})-?(\d{3}[\dXx])(?![\dX-])", value):
            one = f"{left}-{right.upper()}"
            if one not in found:
                found.append(one)
    return tuple(found)


def registrations(*values: str) -> tuple[str, ...]:
    """The numbers of trial registers in `values`, in capitals without spaces, each once, in order."""
    found: list[str] = []
    for value in values:
        lowered = value.lower()
        hits: list[tuple[int, str]] = []
        for hint, pattern in REGISTRIES:
            if hint in lowered:
                hits += [(match.start(), next(filter(None, match.groups()), match.group(0)))
                         for match in pattern.finditer(value)]  # fmt: skip
        for _, one in sorted(hits):
            one = re.sub(r"\s+", "", one.upper())
            if one not in found:
                found.append(one)
    return tuple(found)


def language(value: str) -> str:
    """The name of a language for its code ("eng" -> "English"), several joined by "; "; other words as given."""
    out: list[str] = []
    for part in re.split(r"\s*[;,|]\s*", value.strip()):
        key = part.lower().strip(" .")
        name = LANGUAGES.get(key, NAMES.get(key, part.strip()))
        if name and name not in out:
            out.append(name)
    return "; ".join(out)
