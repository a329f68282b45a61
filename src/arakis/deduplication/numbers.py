"""Pages, volumes and issues as numbers that can be compared, whatever the style or the damage."""

import re
from typing import NamedTuple

MONTHS = {name: at for at, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}  # fmt: skip
SHEET = re.compile(r"0?(\d{1,2})-(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)$|"
                   r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-0?(\d{1,2})$")  # fmt: skip
DASH = re.compile(r"\s*(?:--+|[-–—‐‑‒−])\s*")
PAGE = re.compile(r"([a-z]{0,4}\.?\s?)(\d+)([a-z]{0,3})(?:[-]([a-z]{0,4}\.?\s?)(\d+)([a-z]{0,3}))?(?![\d])")
LABEL = re.compile(r"^(?:article (?:number|no\.?|id)|art(?:icle)?\.?|pp?\.?|pages?|no\.?|unsp|id|paper):?\s*(?=\S)")
ROMAN = re.compile(r"[ivxlcdm]+")


class Pages(NamedTuple):
    """First and last page; an article number stands as first with no last. Empty: not known."""

    first: str = ""
    last: str = ""


def unsheet(text: str) -> str:
    """Undo what spreadsheets make of "1-8": "01-Aug" becomes "1-8" again."""
    match = SHEET.match(text.strip().lower())
    if not match:
        return text
    if match.group(1):
        return f"{match.group(1)}-{MONTHS[match.group(2)]}"
    return f"{MONTHS[match.group(3)]}-{match.group(4)}"


def pages(text: str) -> Pages:
    """The first range of pages in `text`, last page written out: "221-8" is 221 to 228, "e37-42" is e37 to e42."""
    text = unsheet(text.strip()).lower()
    text = DASH.sub("-", text)
    text = re.sub(r"(?<![a-z])([ivx]{1,4})-(?=\d)", r"\1", LABEL.sub("", text))
    match = PAGE.match(text)
    if match:
        lead, first, tail, lead2, last, _ = match.groups()
        prefix = re.sub(r"[^a-z]", "", lead)
        first = first.lstrip("0") or "0"
        if prefix in ("suppl", "supp", "t", "p", "pp") and not last:
            prefix = "" if prefix in ("p", "pp") else prefix
        if last is None:
            return Pages(prefix + first + tail, "")
        last = last.lstrip("0") or "0"
        if len(last) < len(first):
            last = first[: len(first) - len(last)] + last
        if int(last) < int(first):
            return Pages(prefix + first + tail, "")
        return Pages(prefix + first + tail, (re.sub(r"[^a-z]", "", lead2 or "") or prefix) + last)
    parts = text.split("-")
    if parts and ROMAN.fullmatch(parts[0].strip()):
        return Pages(parts[0].strip(), parts[-1].strip() if len(parts) > 1 else "")
    return Pages()


def volume(text: str) -> tuple[str, str]:
    """The number of a volume, and the issue where both were written into it ("29 (7)", "88 Suppl 1")."""
    text = unsheet(text).lower().strip()
    match = re.match(r"(?:vol(?:ume)?\.?\s*)?([a-z]{0,2}\d+[a-z]?)\b\s*(.*)$", text) or re.search(
        r"[a-z]{3,}\.?\s(\d{1,4})()$", text
    )
    if not match:
        roman = re.fullmatch(ROMAN, text)
        return (str(_roman(text)), "") if roman and text and _roman(text) else ("", "")
    number, rest = match.groups()
    if rest.startswith(")"):
        return "", ""
    rest = rest.replace("(no pagination)", "")
    inner = re.search(r"\(([^()]*)\)", rest)
    tail = inner.group(1) if inner else rest if re.match(r"suppl|s\d|issue|no\b|pt|part|-", rest) else ""
    return number.lstrip("0") or "0", issue(tail)


def issue(text: str) -> str:
    """The number of an issue; supplements begin with s: "Suppl 1" and "1 Supplement 1" are "s1"."""
    text = DASH.sub("-", unsheet(text).lower().strip())
    if re.search(r"supp|^s\d", text):
        numbers = re.findall(r"\d+", text)
        return "s" + (numbers[-1].lstrip("0") if numbers else "")
    match = re.search(r"\d+(?:[-/]\d+)*", text)
    if not match or len(match.group(0)) > 9 or re.match(r"e\d{3,}", text):
        return ""
    return "-".join(part.lstrip("0") or "0" for part in re.split(r"[-/]", match.group(0)))


def _roman(text: str) -> int:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    total = 0
    for at, sign in enumerate(text):
        value = values[sign]
        total += -value if at + 1 < len(text) and values[text[at + 1]] > value else value
    return total if total < 5000 else 0
