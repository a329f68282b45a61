"""Plain text and HTML full texts."""

import re
from typing import Any

from lxml import (
    etree,  # pyright: ignore[reportAttributeAccessIssue]  # lxml has no stubs
    html,
)

from arakis.domain.document import Front, Section, SectionKind, Table
from arakis.errors import InputError
from arakis.retrieval.front import front_of
from arakis.retrieval.grid import local, write_grid
from arakis.retrieval.headings import cut, kind_of_heading, settle_abstract
from arakis.retrieval.kind import decode
from arakis.retrieval.text import Writer, lowered, raised, squeeze

Element = Any  # an lxml element

_SKIP = frozenset(
    [
        "script",
        "style",
        "noscript",
        "svg",
        "nav",
        "header",
        "footer",
        "form",
        "button",
        "iframe",
        "template",
        "head",
        "aside",
    ]
)
_BLOCK = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "li",
        "ul",
        "ol",
        "dl",
        "dd",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "br",
        "hr",
        "tr",
        "caption",
    ]
)
MAX_DEPTH = 200


def read_text(data: bytes, name: str) -> tuple[str, tuple[Section, ...], Front]:
    """Text, sections and front matter of a plain text file."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if not text.strip():
        raise InputError(f"{name}: the file holds no text", "download it again")
    sections = sections_of_lines(text)
    title = next((line.strip() for line in text.split("\n") if len(line.split()) > 3), "")
    references = min((s.start for s in sections if s.kind == "references"), default=None)
    return text, sections, front_of(text, title[:500], references)


def sections_of_lines(text: str, extra: frozenset[int] = frozenset()) -> tuple[Section, ...]:
    """Sections by lines that are headings: known words standing alone, or lines that start at an offset in `extra`."""
    marks: list[tuple[int, str, SectionKind | None]] = []
    at = 0
    for line in text.split("\n"):
        words = line.strip()
        if words and len(words) <= 120:
            kind = kind_of_heading(words) if len(words) <= 60 and not words.endswith(",") else None
            if kind or at in extra:
                marks.append((at, words, kind))
            else:
                run_in = re.match(r"([A-Z][A-Za-z]+(?: [a-z]+)?)\s*[:.—]\s*[—-]?\s*[A-Z]", words)
                run_kind = kind_of_heading(run_in.group(1)) if run_in else None
                if run_in and run_kind:
                    marks.append((at, run_in.group(1), run_kind))
        at += len(line) + 1
    return cut(len(text), settle_abstract(marks))


class _Page:
    def __init__(self) -> None:
        self.writer = Writer()
        self.marks: list[tuple[int, str, SectionKind | None]] = []
        self.tables: list[Table] = []
        self.problems: list[str] = []
        self.loose: list[str] = []

    def flush(self) -> None:
        self.writer.line("".join(self.loose))
        self.loose = []

    def words(self, node: Element) -> str:
        out: list[str] = [node.text or ""]
        for child in node:
            name = local(child)
            if name in ("sup", "sub"):
                out.append(raised(self.words(child)) if name == "sup" else lowered(self.words(child)))
            elif name and name not in _SKIP:
                out.append((" " if name in _BLOCK else "") + self.words(child))
            out.append(child.tail or "")
        return "".join(out)

    def walk(self, node: Element, depth: int) -> None:
        name = local(node)
        if not name or name in _SKIP:
            return
        if depth > MAX_DEPTH:
            raise InputError(f"the page's elements are nested more than {MAX_DEPTH} deep", "save it as PDF")
        if name == "table":
            self.flush()
            self._table(node)
            return
        if name in _BLOCK:
            self.flush()
        if re.fullmatch(r"h[1-6]", name):
            heading = squeeze(self.words(node)).strip()
            self.marks.append((self.writer.length, heading[:200], kind_of_heading(heading)))
            self.loose.append(self.words(node))
            self.flush()
            return
        if name in ("sup", "sub"):
            self.loose.append(raised(self.words(node)) if name == "sup" else lowered(self.words(node)))
            return
        self.loose.append(node.text or "")
        for child in node:
            self.walk(child, depth + 1)
            self.loose.append(child.tail or "")
        if name in _BLOCK:
            self.flush()

    def _table(self, node: Element) -> None:
        caption = next((one for one in node if local(one) == "caption"), None)
        start, end = self.writer.line(self.words(caption)) if caption is not None else (self.writer.length,) * 2
        cells, problems = write_grid(node, self.writer, self.words)
        self.problems.extend(problems)
        label = re.match(r"Table\s+\w+", self.writer.text[start:end]) if end > start else None
        if cells:
            self.tables.append(
                Table(
                    index=len(self.tables),
                    label=label.group(0) if label else "",
                    caption_start=start,
                    caption_end=end,
                    cells=tuple(cells),
                )
            )


def read_html(data: bytes, name: str) -> tuple[str, tuple[Section, ...], tuple[Table, ...], Front, tuple[str, ...]]:
    """Text, sections, tables, front matter (citation_ meta tags) and problems of an HTML full text."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, huge_tree=False)
    try:
        root = html.document_fromstring(decode(data).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise InputError(f"{name}: the web page cannot be read ({error})", "save it as PDF") from error
    page = _Page()
    body = root.find("body")
    page.walk(body if body is not None else root, 0)
    page.flush()
    text = page.writer.text
    if not text.strip():
        raise InputError(f"{name}: the web page holds no text", "save the article as PDF")
    sections = cut(len(text), settle_abstract(page.marks))
    metas: dict[str, str] = {}
    for node in root.iter("meta"):
        metas.setdefault((node.get("name") or "").lower(), (node.get("content") or "").strip())
    title = metas.get("citation_title") or next((m[1] for m in page.marks), "")
    references = min((s.start for s in sections if s.kind == "references"), default=None)
    found = front_of(text, title, references)
    updates: dict[str, str] = {}
    if metas.get("citation_doi"):
        updates["doi"] = metas["citation_doi"].lower().removeprefix("doi:")
    if metas.get("citation_pmid", "").isdigit():
        updates["pmid"] = metas["citation_pmid"]
    return text, sections, tuple(page.tables), found.model_copy(update=updates), tuple(page.problems)
