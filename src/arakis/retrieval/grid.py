"""Tables of XML and HTML as cells: spans expanded to places, words written to the text."""

from collections.abc import Callable
from typing import Any

from arakis.domain.document import Cell
from arakis.retrieval.text import Writer, squeeze

Element = Any  # an lxml element

MAX_CELLS = 20_000
MAX_SPAN = 500


def local(node: Element) -> str:
    """The element's name without its namespace, in lower case; "" for comments and instructions."""
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def span(node: Element, name: str) -> int:
    """A rowspan or colspan, at least 1 and bounded."""
    try:
        return max(1, min(int((node.get(name) or "1").strip()), MAX_SPAN))
    except ValueError:
        return 1


def write_grid(
    table: Element,
    writer: Writer,
    words: Callable[[Element], str],
    first_row: int = 0,
) -> tuple[list[Cell], list[str]]:
    """Write the rows of `table` as lines with tabs between cells; the cells with their offsets, and problems.

    A row is a heading row when it stands in a thead, or when all its filled cells are th and no data row came before.
    """
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    problems: list[str] = []
    row = first_row
    body_seen = False
    for line in table.iter():
        if local(line) != "tr":
            continue
        parts = [child for child in line if local(child) in ("td", "th")]
        if not parts:
            continue
        head = any(local(above) == "thead" for above in line.iterancestors())
        texts = [squeeze(words(part)).strip(" ") for part in parts]
        filled = [part for part, text in zip(parts, texts, strict=True) if text]
        if not head and not body_seen and filled and all(local(part) == "th" for part in filled) and len(filled) > 1:
            head = True
        body_seen = body_seen or (bool(filled) and not head)
        column = 0
        wrote = False
        for part, text in zip(parts, texts, strict=True):
            while (row, column) in taken:
                column += 1
            rows, columns = span(part, "rowspan"), span(part, "colspan")
            if len(cells) >= MAX_CELLS or len(taken) > 20 * MAX_CELLS:
                problems.append("a table is too large; its last rows were left out")
                return cells, problems
            taken.update((row + down, column + right) for down in range(rows) for right in range(columns))
            if wrote:
                writer.add("\t")
            start, end = writer.add(text)
            wrote = True
            cells.append(
                Cell(
                    row=row,
                    column=column,
                    start=start,
                    end=end,
                    header=head,
                    row_span=rows,
                    column_span=columns,
                )
            )
            column += columns
        writer.add("\n")
        row += 1
    return cells, problems
