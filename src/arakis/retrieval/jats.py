"""JATS and related XML: linearised text, sections, tables and front matter. No entity is expanded, no network used."""

import html
import re
from typing import Any

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # lxml has no stubs

from arakis.domain.document import Cell, Front, Section, SectionKind, Table
from arakis.errors import InputError
from arakis.retrieval.front import clean_doi, registered
from arakis.retrieval.grid import local, write_grid
from arakis.retrieval.headings import cut, kind_of_heading
from arakis.retrieval.kind import decode
from arakis.retrieval.text import Writer, lowered, raised, squeeze

Element = Any  # an lxml element

MAX_DEPTH = 64
_PROLOG = re.compile(r"^\s*<\?xml[^>]{0,400}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,2000}(\[[^\]]{0,200000}\]\s*)?>", re.I)
_NAMESPACES = (
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:ali="http://www.niso.org/schemas/ali/1.0/"'
)
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
_SKIP = frozenset(
    [
        "object-id",
        "tex-math",
        "graphic",
        "inline-graphic",
        "media",
        "supplementary-material",
        "label-alternatives",
        "custom-meta-group",
        "permissions",
        "funding-group",
        "history",
        "counts",
        "journal-meta",
        "contrib-group",
        "aff",
        "author-notes",
        "pub-date",
        "related-article",
        "article-id",
        "article-categories",
        "processing-meta",
        "volume",
        "issue",
        "fpage",
        "lpage",
        "elocation-id",
        "self-uri",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "sec",
        "list",
        "list-item",
        "table-wrap",
        "table-wrap-group",
        "fig",
        "fig-group",
        "boxed-text",
        "disp-quote",
        "disp-formula",
        "fn",
        "fn-group",
        "ack",
        "ref-list",
        "def-list",
        "def-item",
        "abstract",
        "trans-abstract",
        "body",
        "back",
        "app",
        "app-group",
        "notes",
        "glossary",
        "table",
        "title",
        "statement",
        "verse-group",
        "speech",
        "sub-article",
        "response",
        "floats-group",
        "article",
        "front",
        "article-meta",
        "title-group",
    ]
)


def parse(data: bytes, name: str) -> Element:
    """The root element. Fragments without a common root are wrapped in one.

    Raises InputError for entities, for elements nested too deeply, and for XML that cannot be read.
    """
    text = decode(data).lstrip("\ufeff")
    if "<!ENTITY" in text.upper()[: text.find(">") + 400_000]:
        raise InputError(f"{name}: the XML declares entities, which are never expanded", "remove the DOCTYPE part")
    text = _DOCTYPE.sub("", _PROLOG.sub("", text), count=1)
    text = _NAMED.sub(_character, text).replace("\x00", "")
    root: Element | None = None
    message = ""
    wrapped = f"<fragments {_NAMESPACES}>{re.sub(r'<[?]xml[^>]{0,400}[?]>', '', text)}</fragments>"
    whole = re.search(r"<(?:\w+:)?article[\s>]", text) is not None
    for attempt, recover in ((text, False), (wrapped, False), (wrapped, True)):
        if recover and whole:
            continue  # an article cut off is not mended: what is missing would never be noticed
        try:
            root = etree.fromstring(attempt.strip().encode("utf-8", "replace"), _parser(recover))
            break
        except etree.XMLSyntaxError as error:
            message = error.msg or str(error)
            if "depth" in message.lower():
                raise InputError(f"{name}: elements are nested more than {MAX_DEPTH} deep", "not an article") from error
    if root is None:
        raise InputError(f"{name}: not well-formed XML ({message})", "download the file again")
    depth = _depth(root)
    if depth > MAX_DEPTH:
        raise InputError(f"{name}: elements are nested {depth} deep; at most {MAX_DEPTH} are read", "not an article")
    return root


def _parser(recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        recover=recover,
    )


def _character(match: re.Match[str]) -> str:
    named = html.unescape(match.group(0))
    return named if named != match.group(0) else f"&amp;{match.group(1)};"


def _depth(root: Element) -> int:
    deepest, level = 1, 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        level += 1 if event == "start" else -1
        deepest = max(deepest, level)
    return deepest


class Reading:
    """A JATS tree while it is written out."""

    def __init__(self) -> None:
        self.writer = Writer()
        self.marks: list[tuple[int, str, SectionKind | None]] = []
        self.tables: list[Table] = []
        self.problems: list[str] = []

    # words -----------------------------------------------------------------------------------------------------

    def words(self, node: Element) -> str:
        """The words of an inline element or cell, raised and lowered digits kept apart from their neighbours."""
        out: list[str] = []
        self._inline(node, out)
        return "".join(out)

    def _inline(self, node: Element, out: list[str]) -> None:
        out.append(node.text or "")
        for child in node:
            name = local(child)
            if name in ("sup", "sub"):
                inner = self.words(child)
                out.append(raised(inner) if name == "sup" else lowered(inner))
            elif name in ("break", "p", "list-item", "hr", "br"):
                out.append(" ")
                self._inline(child, out)
                out.append(" ")
            elif name == "alternatives":
                first = next((one for one in child if local(one) not in _SKIP), None)
                if first is not None:
                    self._inline(first, out)
            elif name == "xref" and child.get("ref-type") in ("fn", "table-fn"):
                out.append(raised(self.words(child)))
            elif name and name not in _SKIP:
                self._inline(child, out)
            out.append(child.tail or "")

    # blocks ----------------------------------------------------------------------------------------------------

    def block(self, node: Element, kind: SectionKind) -> None:
        """Write a block element; `kind` is that of the section around it."""
        name = local(node)
        if not name or name in _SKIP:
            return
        if name in ("abstract", "trans-abstract"):
            self.marks.append((self.writer.length, self._title(node) or "Abstract", "abstract"))
            self.children(node, "abstract")
        elif name in ("sec", "app", "ack", "notes", "glossary", "boxed-text", "sub-article", "response", "fn-group"):
            heading = self._title(node)
            default: SectionKind = "other" if name not in ("sec", "boxed-text") else kind
            own = default if kind == "abstract" else (kind_of_heading(heading) or _sec_type(node) or default)
            if kind == "abstract" and name == "sec":
                own = "abstract"
            self.marks.append((self.writer.length, heading, own))
            self.children(node, own)
            self.marks.append((self.writer.length, "", kind))
        elif name == "ref-list":
            self.marks.append((self.writer.length, self._title(node) or "References", "references"))
            self._references(node)
            self.marks.append((self.writer.length, "", "other"))
        elif name in ("table-wrap", "table"):
            self._table(node)
        elif name in _BLOCKS and self._has_blocks(node):
            self.children(node, kind)
        elif name == "label":
            return
        else:
            self.writer.line(self.words(node))

    def _has_blocks(self, node: Element) -> bool:
        return any(local(child) in _BLOCKS for child in node.iterdescendants())

    def children(self, node: Element, kind: SectionKind) -> None:
        """Blocks among the children in order; words between them become lines."""
        loose: list[str] = [node.text or ""]
        for child in node:
            name = local(child)
            if name in _BLOCKS or name in ("abstract", "trans-abstract", "fn-group", "ref-list"):
                self.writer.line("".join(loose))
                loose = []
                self.block(child, kind)
            elif name == "label" and local(node) in ("fig", "table-wrap", "fn", "disp-formula", "sec"):
                loose.append(self.words(child) + ". ")
            elif name == "caption":
                for part in child:
                    loose.append(self.words(part) + " ")
            elif name in ("sup", "sub"):
                inner = self.words(child)
                loose.append(raised(inner) if name == "sup" else lowered(inner))
            elif name and name not in _SKIP:
                loose.append(self.words(child))
            loose.append(child.tail or "")
        self.writer.line("".join(loose))

    def _title(self, node: Element) -> str:
        title = next((child for child in node if local(child) == "title"), None)
        return squeeze(self.words(title)).strip() if title is not None else ""

    def _references(self, node: Element) -> None:
        for child in node:
            if local(child) == "ref":
                self.writer.line(" ".join(" ".join(part for part in child.itertext() if part.strip()).split()))
            elif local(child) in ("title", "p"):
                self.writer.line(self.words(child))
            elif local(child) == "ref-list":
                self._references(child)

    def _table(self, node: Element) -> None:
        inner = [node] if local(node) == "table" else [one for one in node.iterdescendants() if local(one) == "table"]
        label = next((self.words(one).strip() for one in node.iterdescendants() if local(one) == "label"), "")
        caption = next((one for one in node if local(one) == "caption"), None)
        words = " ".join(self.words(part).strip() for part in caption) if caption is not None else ""
        line = ". ".join(part for part in (label.rstrip(". "), words) if part)
        start, end = self.writer.line(line)
        if not inner and local(node) == "table-wrap":
            self.problems.append(f"{label or 'a table'} is a picture; its numbers cannot be read")
        row = 0
        cells: list[Cell] = []
        for one in inner:
            more, problems = write_grid(one, self.writer, self.words, row)
            cells.extend(more)
            self.problems.extend(problems)
            row = max((cell.row for cell in cells), default=-1) + 1
        if cells:
            self.tables.append(
                Table(index=len(self.tables), label=label, caption_start=start, caption_end=end, cells=tuple(cells))
            )
        for foot in node:
            if local(foot) == "table-wrap-foot":
                for part in foot:
                    self.writer.line(self.words(part))


def _sec_type(node: Element) -> SectionKind | None:
    kind = (node.get("sec-type") or "").lower()
    for word, found in (
        ("method", "methods"),
        ("result", "results"),
        ("discussion", "discussion"),
        ("conclusion", "discussion"),
        ("intro", "introduction"),
    ):
        if word in kind:
            return found  # pyright: ignore[reportReturnType]
    return None


def _first(root: Element, path: str) -> str:
    found = root.find(path)
    return squeeze("".join(found.itertext())).strip() if found is not None else ""


def front(root: Element, text: str, references: int) -> Front:
    """Title, identifiers, authors and year of a JATS article."""
    ids: dict[str, str] = {}
    for node in root.iterfind(".//{*}article-meta/{*}article-id"):
        ids.setdefault((node.get("pub-id-type") or "").lower(), (node.text or "").strip())
    pmcid = (ids.get("pmc") or ids.get("pmcid") or ids.get("pmcaid") or "").upper().removeprefix("PMC")
    authors: list[str] = []
    for node in root.iterfind(".//{*}article-meta/{*}contrib-group/{*}contrib"):
        if (node.get("contrib-type") or "author") != "author":
            continue
        family = _first(node, "{*}name/{*}surname") or _first(node, ".//{*}surname")
        given = _first(node, "{*}name/{*}given-names") or _first(node, ".//{*}given-names")
        collective = _first(node, "{*}collab")
        if family or collective:
            authors.append(f"{family}, {given}".rstrip(", ") if family else collective[:300])
    years = [
        int(node.text.strip())
        for node in root.iterfind(".//{*}article-meta/{*}pub-date/{*}year")
        if node.text and re.fullmatch(r"\s*(1[89]|20)\d\d\s*", node.text)
    ]
    return Front(
        title=_first(root, ".//{*}article-meta//{*}article-title"),
        doi=clean_doi(ids.get("doi", "")),
        pmid=ids.get("pmid", "") if ids.get("pmid", "").isdigit() else "",
        pmcid=f"PMC{pmcid}" if pmcid.isdigit() else "",
        authors=tuple(authors[:500]),
        year=min(years) if years else None,
        registrations=registered(text[:references]),
    )


def read_jats(
    data: bytes, name: str
) -> tuple[str, tuple[Section, ...], tuple[Table, ...], Front, str, tuple[str, ...]]:
    """Text, sections, tables, front matter, language and problems of JATS `data`. Raises InputError (see `parse`)."""
    root = parse(data, name)
    reading = Reading()
    title = _first(root, ".//{*}article-meta//{*}article-title")
    if title:
        reading.marks.append((0, "", "title"))
        reading.writer.line(title)
    for node in root.iterfind(".//{*}article-meta/{*}title-group"):
        node.getparent().remove(node)
        break
    reading.block(root, "other") if local(root) in _BLOCKS else reading.children(root, "other")
    text = reading.writer.text
    sections = cut(len(text), _last_of_each(reading.marks))
    references = min((s.start for s in sections if s.kind == "references"), default=len(text))
    if not text.strip():
        raise InputError(f"{name}: the XML holds no text", "download the file again")
    language = (root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower()[:2]
    problems = tuple(dict.fromkeys(reading.problems))
    return text, sections, tuple(reading.tables), front(root, text, references), language, problems


def _last_of_each(
    marks: list[tuple[int, str, SectionKind | None]],
) -> list[tuple[int, str, SectionKind | None]]:
    """Of marks at one place the last: it is the innermost heading that starts there."""
    last: dict[int, tuple[int, str, SectionKind | None]] = {}
    for mark in marks:
        before = last.get(mark[0])
        if before and before[1] and mark[1]:
            mark = (mark[0], f"{before[1]} / {mark[1]}", mark[2])
        last[mark[0]] = mark
    return list(last.values())
