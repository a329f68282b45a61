"""XML from outside, read safely: nothing is expanded, nothing is fetched, depth is bounded, and one broken element
does not lose the others."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # compiled, ships no types

from arakis.domain.record import Problem
from arakis.errors import InputError

DEPTH = 60
Element = Any  # an lxml element
XMLNS = re.compile(r"""\sxmlns(?::[\w.-]+)?\s*=\s*(?:"[^"<]*"|'[^'<]*')""")


def refuse_entities(text: str, name: str) -> None:
    """Raise InputError when the document declares entities of its own."""
    if re.search(r"<!ENTITY|<!DOCTYPE[^>\[]{0,2000}\[", text[:2_000_000]):
        raise InputError(
            f"{name} declares XML entities, which are never expanded",
            "export the references again, or remove the part in [ ] of its DOCTYPE line",
        )


def elements(text: str, names: tuple[str, ...], name: str) -> Iterator[tuple[int, Element | Problem]]:
    """Each element called one of `names`, with the line at which it begins; a Problem for one that is broken.

    Elements are cut out of the text at their start tags and parsed one by one.
    Raises InputError for entity declarations.
    """
    refuse_entities(text, name)
    alternatives = "|".join(names)
    starts = list(re.finditer(rf"<({alternatives})(?=[\s>])", text))
    root = re.search(r"<[A-Za-z][^!?<>]*>", text)
    spaces = "".join(dict.fromkeys(XMLNS.findall(root.group(0)))) if root else ""
    line, at = 1, 0
    for number, start in enumerate(starts):
        line += text.count("\n", at, start.start())
        at = start.start()
        until = starts[number + 1].start() if number + 1 < len(starts) else len(text)
        end = text.rfind(f"</{start.group(1)}>", at, until)
        if end < 0:
            yield line, Problem(message=f"Not read: <{start.group(1)}> is not closed", line=line)
            continue
        piece = text[at : end + len(start.group(1)) + 3]
        yield line, parse(f"<piece{spaces}>{piece}</piece>", line)


def parse(piece: str, line: int) -> Element | Problem:
    """The element inside `piece`, or a Problem when it is not well-formed or nested too deeply."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        element = etree.fromstring(piece.encode(), parser)[0]
    except (etree.XMLSyntaxError, IndexError) as error:
        where = line + max(getattr(error, "lineno", 1) or 1, 1) - 1
        return Problem(message=f"Not read: XML that is not well-formed ({_short(error)})", line=where)
    depth, at = 0, 0
    for event, _ in etree.iterwalk(element, events=("start", "end")):
        at += 1 if event == "start" else -1
        depth = max(depth, at)
    if depth > DEPTH:
        return Problem(message=f"Not read: XML nested {depth} levels deep; at most {DEPTH} are read", line=line)
    return element


def words(element: Element) -> str:
    """All text inside an element, in one line; "" for None."""
    if element is None:
        return ""
    return re.sub(r"\s+", " ", "".join(str(part) for part in element.itertext())).strip()


def _short(error: Exception) -> str:
    return re.sub(r"\s+", " ", str(error)).split(", line")[0][:120]
