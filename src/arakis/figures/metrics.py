"""How wide a text is: advance widths of the bundled font (fonts/README.md), estimates for scripts it lacks."""

import json
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from arakis.figures.style import BODY

LONGEST = 2_000  # characters of one text that are looked at; longer ones end in an ellipsis
ELLIPSIS = "…"
NO_BREAK = "\u00a0"


@lru_cache(maxsize=2)
def _advances(bold: bool) -> dict[int, float]:
    """Code point -> advance width in em."""
    table = json.loads(files("arakis.figures").joinpath("fonts", "widths.json").read_text("utf-8"))
    unit = table["units_per_em"]
    runs = table["bold" if bold else "regular"]
    return {first + i: width / unit for first, widths in runs for i, width in enumerate(widths)}


@lru_cache(maxsize=4096)
def _other(char: str) -> float:
    """The width in em to allow for a character that the bundled font lacks; generous, so that nothing overlaps."""
    if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return 1.25 if ord(char) > 0x1F000 and ord(char) < 0x20000 else 1.0  # emoji are wider than ideographs
    name = unicodedata.name(char, "")
    return 0.62 if name.startswith(("HEBREW", "ARABIC")) else 0.8


def covered(text: str) -> bool:
    """Whether the bundled font has a glyph for every character of `text`."""
    table = _advances(False)
    return all(ord(char) in table or _other(char) == 0.0 for char in text if not char.isspace())


def measure(text: str, size: float = BODY, bold: bool = False) -> float:
    """The width of one line of `text` in points at type size `size` (points)."""
    table = _advances(bold)
    return size * sum(table[ord(c)] if ord(c) in table else _other(c) for c in text)


def clean(text: str) -> str:
    """`text` on one line, without characters that XML or a terminal cannot hold, cut at `LONGEST` with an ellipsis."""
    spaced = "".join(" " if c.isspace() and c != NO_BREAK else c for c in text[: LONGEST + 1])
    kept = "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cs", "Cn"))
    line = " ".join(part for part in kept.split(" ") if part)
    return line if len(text) <= LONGEST else line[: LONGEST - 1] + ELLIPSIS


def _pieces(text: str) -> Iterator[str]:
    """`text` cut wherever a line may end: after spaces, hyphens and slashes, and between ideographs."""
    piece = ""
    for char in text:
        wide = unicodedata.east_asian_width(char) in "WF"
        after_wide = piece != "" and unicodedata.east_asian_width(piece[-1]) in "WF"
        closing = unicodedata.category(char) in ("Pe", "Pf", "Po", "Mn") or char == " "
        if piece and not closing and (wide or after_wide or piece[-1] in " -/–"):
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def wrap_label(text: str, width: float, size: float = BODY) -> list[str]:
    """The name of a study in at most four lines; a year or letter at its end never stands alone on a line."""
    head, _, tail = clean(text).rpartition(" ")
    tied = f"{head}{NO_BREAK}{tail}" if head and len(tail) <= 6 else text
    lines = wrap(text, width, size, most=4)
    return lines if len(lines) == 1 else wrap(tied, width, size, most=4)


def _fitting(text: str, width: float, size: float, bold: bool) -> int:
    """How many characters of `text` fit into `width`, at least one."""
    count, used = 0, 0.0
    for char in text:
        used += measure(char, size, bold)
        if used > width and count:
            break
        count += 1
    return max(count, 1)


def wrap(text: str, width: float, size: float = BODY, bold: bool = False, most: int = 40) -> list[str]:
    """`text` in lines no wider than `width` points, at most `most` of them (the last then ends in an ellipsis).

    A word wider than the line is broken between characters. Empty text gives one empty line.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(clean(text)):
        while True:
            if measure((line + piece).rstrip(), size, bold) <= width:
                line += piece
                break
            if line:
                lines.append(line.rstrip())
                line = ""
                continue
            cut = _fitting(piece, width, size, bold)
            lines.append(piece[:cut])
            piece = piece[cut:]
            if not piece.strip():
                break
    if line.strip() or not lines:
        lines.append(line.rstrip())
    if len(lines) > most:
        last = lines[most - 1]
        while last and measure(last + ELLIPSIS, size, bold) > width:
            last = last[:-1]
        lines = [*lines[: most - 1], last + ELLIPSIS]
    return lines
