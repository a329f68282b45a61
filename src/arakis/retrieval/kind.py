"""What a file is, by its content and not by its name."""

import codecs
import re
from typing import Literal

from arakis.errors import InputError

Kind = Literal["pdf", "jats", "html", "text"]
MAX_BYTES = 200_000_000

_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']", re.I)
_HTML = re.compile(r"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_MARKUP = re.compile(r"^\s*<[?!a-zA-Z]")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0"


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of `data`; `name` is used in messages, and to find a page of a web site that was saved as a PDF.

    Raises InputError for empty, too large and unreadable files, with what to do.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise InputError(f"{name}: the file is empty", "download it again, or remove it from the folder")
    if len(data) > MAX_BYTES:
        raise InputError(f"{name}: larger than {MAX_BYTES // 1_000_000} MB", "split it, or give the article alone")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_ZIP) or data.startswith(_OLE):
        raise InputError(f"{name}: an office or archive file, not an article", "save it as PDF and give the PDF")
    head = decode(data[:4000])
    if _HTML.match(head) or (_MARKUP.match(head) and re.search(r"<html[\s>]", head, re.I)):
        if name.lower().endswith(".pdf"):
            raise InputError(
                f"{name}: a web page, not a PDF (often a login or error page saved under the article's name)",
                "open it in a browser to see what it says, then download the PDF itself",
            )
        return "html"
    if _MARKUP.match(head):
        return "jats"
    if name.lower().endswith(".pdf"):
        raise InputError(f"{name}: not a PDF, whatever its name says", "download the PDF again")
    if head.count("\x00") or sum(1 for c in head if ord(c) < 32 and c not in "\t\r\n\f") > len(head) // 100:
        raise InputError(f"{name}: a binary file of an unknown kind", "give a PDF, JATS XML, HTML or plain text")
    return "text"


def decode(data: bytes) -> str:
    """`data` as text: by its byte order mark, its XML declaration, as UTF-8, else as Windows-1252."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    declared = _DECLARED.match(data[:400])
    if declared:
        try:
            return data.decode(declared.group(1).decode("ascii"), "replace")
        except LookupError:
            pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4:  # a character cut off at the end of a sample
            return data[: error.start].decode("utf-8")
        return data.decode("cp1252", "replace")
