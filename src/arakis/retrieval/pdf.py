"""PDF full texts by PDFium: text in stream order, pages, line boxes, headings, tables, front matter."""

import ctypes
import re
import statistics
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from arakis.domain.document import Front, Page, Section, Table
from arakis.domain.evidence import Box
from arakis.errors import InputError
from arakis.retrieval.front import front_of
from arakis.retrieval.ocr import Ocr
from arakis.retrieval.plain import sections_of_lines
from arakis.retrieval.tables import Line, Word, tables_of_page
from arakis.retrieval.text import RAISED

MAX_PAGES = 2_000
MAX_CHARACTERS = 12_000_000
MAX_PIXELS = 40_000_000  # of a page that is recognised
_HYPHEN = 2  # PDFium's sign for a hyphen at the end of a line
_TENS = re.compile(r"(?<![a-z])(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)$", re.I)  # sixty-four
_SIGNS = "=<>≤≥≈~±×+-−–(/"  # after which a digit is not raised, whatever the sign's own font
_BOLD = ("bold", "heavy", "black", "semibold", "demi")


@dataclass
class Reading:
    """What was read so far."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    pages: list[Page] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    ocr: bool = False


def read_pdf(
    data: bytes, name: str, ocr: Ocr | None
) -> tuple[
    str,
    tuple[Page, ...],
    tuple[Section, ...],
    tuple[Table, ...],
    tuple[tuple[int, Box], ...],
    Front,
    bool,
    tuple[str, ...],
]:
    """Text, pages, sections, tables, lines, front matter, whether OCR was used, and problems.

    Raises InputError for encrypted, damaged and empty PDFs.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        words = str(error).lower()
        if "password" in words or "security" in words:
            raise InputError(
                f"{name}: the PDF is encrypted", "open it, save it without a password, and try again"
            ) from error
        if re.search(rb"/Count\s+0\b", data) and not re.search(rb"/Type\s*/Page\b", data):
            raise InputError(f"{name}: the PDF has no pages", "download it again") from error
        raise InputError(f"{name}: the PDF is damaged or cut off", "download it again") from error
    try:
        count = len(document)
        if count == 0:
            raise InputError(f"{name}: the PDF has no pages", "download it again")
        reading = Reading()
        silent: list[int] = []
        for number in range(1, min(count, MAX_PAGES) + 1):
            if not _page(document, number, reading):
                silent.append(number)
            if reading.length > MAX_CHARACTERS:
                reading.problems.append(f"only the first {number} pages were read: the text is too long")
                break
        if count > MAX_PAGES:
            reading.problems.append(f"only the first {MAX_PAGES} of {count} pages were read")
        extra: dict[int, str] = {}
        if silent:
            extra = _recognise(document, silent, ocr, reading)
    finally:
        document.close()
    if extra:
        reading = _with_pages(reading, extra)
    text = "".join(reading.parts)
    if not text.strip() and not reading.problems:
        reading.problems.append("no text on any page")
    heads, title = _headings(reading.lines, text)
    sections = sections_of_lines(text, heads)
    references = next((s.start for s in sections if s.kind == "references"), None)
    tables: list[Table] = []
    for page in reading.pages:
        on_page = [line for line in reading.lines if page.start <= line.start < page.end]
        tables.extend(tables_of_page(on_page, text, page.number, len(tables)))
    boxes = tuple((line.start, line.box) for line in reading.lines)
    return (
        text,
        tuple(reading.pages),
        sections,
        tuple(tables),
        boxes,
        front_of(text, title, references),
        reading.ocr,
        tuple(reading.problems),
    )


def _page(document: pdfium.PdfDocument, number: int, reading: Reading) -> bool:
    """Read one page; whether it holds text. A page that PDFium cannot load is noted as a problem."""
    start = reading.length
    try:
        page = document[number - 1]
        text_page = page.get_textpage()
    except pdfium.PdfiumError:
        reading.problems.append(f"page {number} is damaged and was not read")
        reading.pages.append(Page(number=number, start=start, end=start))
        return True
    handle = text_page.raw
    origin_x, origin_y = ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    loose = raw.FS_RECTF()
    out: list[str] = []
    at = reading.length
    line: Line | None = None
    word: Word | None = None
    base_height = 0.0
    base_bottom = 0.0
    high = 0
    for index in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        sign = chr(code) if code and not 0xD800 <= code < 0xE000 else ""
        if not sign or sign in "\r\ufeff\u00ad" or code in (0xFFFF,):
            continue
        if code in (_HYPHEN, 0xFFFE) or (sign == "-" and raw.FPDFText_IsHyphen(handle, index) == 1 and code == _HYPHEN):
            if out and (out[-1].isdigit() or _TENS.search("".join(out[-9:]))):
                out.append("-")
                at += 1
            line = word = None
            continue
        if sign == "\n":
            if out and out[-1] != "\n":
                out.append("\n")
                at += 1
            line = word = None
            continue
        if ord(sign) < 32:
            sign = " "
        if sign == " ":
            if out and out[-1] not in " \n":
                out.append(" ")
                at += 1
            word = None
            continue
        raw.FPDFText_GetCharBox(handle, index, left, right, bottom, top)
        raw.FPDFText_GetLooseCharBox(handle, index, loose)
        height = loose.top - loose.bottom
        if line is not None and (line.box.bottom > top.value + 1 or line.box.top < bottom.value - 1) and word is None:
            if out and out[-1] == " ":
                out[-1] = "\n"
            line = None
        raised = False
        if word is not None and sign.isalnum() and sign in RAISED and out[-1] not in _SIGNS:
            raw.FPDFText_GetCharOrigin(handle, index, origin_x, origin_y)
            raised = bottom.value - origin_y.value > 0.2 * height > 0  # a glyph of the font that sits high
            raised = raised and (sign.isdigit() or out[-1].isdigit() or out[-1] in RAISED.values())
        if raised or (
            word is not None
            and sign in RAISED
            and out[-1] not in _SIGNS
            and (sign.isdigit() or out[-1].isdigit() or out[-1] in RAISED.values())
            and 0 < height < 0.82 * base_height
            and bottom.value > base_bottom + 0.12 * base_height
        ):
            sign = RAISED[sign]
        elif sign.isalnum():
            base_height, base_bottom = height, loose.bottom
        if line is None:
            line = Line(start=at, end=at, page=number, height=height, bold=_bold(handle, index))
            reading.lines.append(line)
        if word is None:
            word = Word(start=at, end=at, left=left.value, right=right.value, bottom=bottom.value, top=top.value)
            line.words.append(word)
        out.append(sign)
        at += len(sign)
        word.extend(at, left.value, right.value, bottom.value, top.value)
        line.end = at
        rounded = round(height, 1)
        line.heights[rounded] = line.heights.get(rounded, 0) + 1
    if out and out[-1] != "\n":
        out.append("\n")
        at += 1
    text_page.close()
    page.close()
    reading.parts.append("".join(out))
    reading.length = at
    reading.pages.append(Page(number=number, start=start, end=at))
    return any(not sign.isspace() for sign in out)


def _bold(handle: object, index: int) -> bool:
    if raw.FPDFText_GetFontWeight(handle, index) >= 600:
        return True
    buffer = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    size = raw.FPDFText_GetFontInfo(handle, index, buffer, 128, flags)
    return 0 < size <= 128 and any(word in buffer.value.decode("utf-8", "replace").lower() for word in _BOLD)


def _recognise(document: pdfium.PdfDocument, silent: list[int], ocr: Ocr | None, reading: Reading) -> dict[int, str]:
    """Text of pages without text by OCR: page number -> text."""
    listed = ", ".join(str(number) for number in silent[:10]) + (" ..." if len(silent) > 10 else "")
    noun = "page" if len(silent) == 1 else "pages"
    if ocr is None:
        reading.problems.append(
            f"no text on {noun} {listed} (scanned?); install tesseract (Debian: apt install tesseract-ocr) to read them"
        )
        return {}
    found: dict[int, str] = {}
    for number in silent[: ocr.max_pages]:
        text = ocr.text(_picture(document[number - 1]))
        if text.strip():
            found[number] = text.replace("\r", "").replace("\f", "\n").rstrip("\n") + "\n"
    missing = [number for number in silent if number not in found]
    if missing:
        reading.problems.append(f"no text found on page {', '.join(str(number) for number in missing[:10])}")
    return found


def _picture(page: pdfium.PdfPage) -> bytes:
    """A page in grey at 288 dots per inch (fewer where it is huge) as PGM, which needs no library for images."""
    area = page.get_width() * page.get_height()
    scale = min(4.0, (MAX_PIXELS / max(area, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)  # pyright: ignore[reportArgumentType]  # any number will do
    rows, width = bytes(bitmap.buffer), bitmap.width
    kept = b"".join(rows[at * bitmap.stride : at * bitmap.stride + width] for at in range(bitmap.height))
    return b"P5 %d %d 255\n" % (width, bitmap.height) + kept


def _with_pages(reading: Reading, extra: dict[int, str]) -> Reading:
    """The reading with recognised text put in the place of its silent pages; lines move along."""
    out = Reading(problems=reading.problems, ocr=True)
    text = "".join(reading.parts)
    for page in reading.pages:
        own = extra.get(page.number)
        words = own if own is not None else text[page.start : page.end]
        shift = out.length - page.start
        for line in reading.lines:
            if own is None and page.start <= line.start < page.end:
                line.shift(shift)
                out.lines.append(line)
        out.parts.append(words)
        out.pages.append(Page(number=page.number, start=out.length, end=out.length + len(words)))
        out.length += len(words)
    return out


def _headings(lines: list[Line], text: str) -> tuple[frozenset[int], str]:
    """Offsets of lines that look like headings (bold or larger, short), and a guess at the title."""
    if not lines:
        return frozenset(), ""
    for line in lines:
        line.settle()
    heights = sorted(line.height for line in lines for _ in range(max(1, (line.end - line.start) // 20)))
    body = statistics.median(heights)
    mostly_bold = sum(line.bold for line in lines) > len(lines) // 2
    heads: set[int] = set()
    for line in lines:
        words = text[line.start : line.end]
        if (
            3 <= len(words) <= 90
            and words[-1] not in ".,;"
            and sum(sign.isalpha() for sign in words) > len(words) // 2
            and (line.height > 1.12 * body or (line.bold and not mostly_bold))
            and not words.lower().startswith(("table", "figure", "fig."))
        ):
            heads.add(line.start)
    first = [line for line in lines if line.page == lines[0].page and line.end - line.start > 3]
    tallest = max(
        (line.height for line in first if sum(s.isalpha() for s in text[line.start : line.end]) > 8), default=0.0
    )
    title: list[Line] = []
    for line in first:
        if line.height >= 0.97 * tallest and tallest > 1.1 * body:
            title.append(line)
        elif title:
            break
    guess = " ".join(text[title[0].start : title[-1].end].split()) if title else ""
    if not 8 <= len(guess) <= 400:
        guess = ""
    return frozenset(heads), guess
