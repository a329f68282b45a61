"""From the bytes of a file to text, and refusing early what is no text at all."""

import codecs
import re

from arakis.domain.record import Problem
from arakis.errors import InputError

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC = (
    (b"%PDF", "a PDF", "put full texts in the full-text folder; export references as RIS, NBIB, BibTeX or CSV"),
    (b"PK\x03\x04", "a ZIP or Excel file", "unpack it, or save the sheet as CSV"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "save it as CSV"),
    (b"\x1f\x8b", "a gzip file", "unpack it first"),
    (b"SQLite format 3", "an SQLite database", "export the references as RIS, NBIB, BibTeX or CSV"),
)
ADVICE = "export the references again as RIS, NBIB, PubMed XML, BibTeX or CSV"
XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def decode(data: bytes, name: str) -> tuple[str, str, list[Problem]]:
    """The text of `data` with line ends as "\\n", the encoding it was in, and what had to be mended.

    Tried in this order: a byte order mark, UTF-16 without one, the encoding an XML declaration names, UTF-8. Lines
    that are not UTF-8 are read as Windows-1252 (a superset of Latin-1's letters), so that files put together from
    several exports come out right line by line.

    Raises InputError when there is nothing in it or when it is not text.
    """
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise InputError(f"{name} is empty", ADVICE)
    for magic, what, hint in MAGIC:
        if data.startswith(magic):
            raise InputError(f"{name} is {what}, not a file of references", hint)
    text, encoding = _text(data)
    problems: list[Problem] = []
    if text is None:
        text, encoding, problems = _line_by_line(data)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    sample = text[:200_000]
    if len(CONTROL.findall(sample)) > 0.02 * len(sample) + 20:
        raise InputError(f"{name} is a binary file, not a file of references", ADVICE)
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        count = text.count("\x00")
        text = text.replace("\x00", "")
        problems.append(Problem(message=f"{count} NUL characters were left out, the first in this line", line=line))
    return text, encoding, problems


def _text(data: bytes) -> tuple[str | None, str]:
    """The text when one encoding fits all of it, else (None, "")."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding.removesuffix("-sig")
            except UnicodeDecodeError:
                return (data.decode(encoding, "replace"), encoding) if encoding != "utf-8-sig" else (None, "")
    head = data[:4000]
    if head.count(0) > len(head) // 4:
        wide = "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
        try:
            return data.decode(wide), wide
        except UnicodeDecodeError:
            return None, ""
    declared = XML_ENCODING.match(data.lstrip()[:300])
    for encoding in (declared.group(1).decode("ascii"), "utf-8") if declared else ("utf-8",):
        try:
            return data.decode(encoding), encoding.lower()
        except (UnicodeDecodeError, LookupError):
            continue
    return None, ""


def _line_by_line(data: bytes) -> tuple[str, str, list[Problem]]:
    lines = data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    out: list[str] = []
    foreign: list[int] = []
    wide = 0  # lines that need UTF-8
    for number, line in enumerate(lines, 1):
        try:
            out.append(line.decode("utf-8"))
            wide += not line.isascii()
        except UnicodeDecodeError:
            foreign.append(number)
            try:
                out.append(line.decode("cp1252"))
            except UnicodeDecodeError:
                out.append(line.decode("latin-1"))
    if not foreign:
        return "\n".join(out), "utf-8", []
    message = (
        f"{len(foreign)} lines are not UTF-8 and were read as Windows-1252, the first is this one; "
        "check letters with accents"
    )
    problems = [Problem(message=message, line=foreign[0])]
    return "\n".join(out), "utf-8 and windows-1252" if wide else "windows-1252", problems
