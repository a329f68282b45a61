"""SVG to PNG and PDF through typst, with the bundled font; the same bytes for the same figure."""

from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from xml.etree import ElementTree

import typst

from arakis.errors import InputError
from arakis.figures.metrics import covered

_LARGEST_SIDE = 20_000  # pixels; a taller figure is rendered at a lower resolution
_SOURCE = """
#set document(date: none, title: sys.inputs.title)
#set page(width: {width}pt, height: {height}pt, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: {width}pt, alt: sys.inputs.alt)
"""


def font_folder() -> Path:
    """The folder with the bundled font, to be given to typst where a document contains these figures."""
    with as_file(files("arakis.figures").joinpath("fonts")) as folder:
        return Path(folder)


def png(svg: str, dpi: float = 300.0) -> bytes:
    """The figure as a PNG picture of `dpi` pixels an inch. InputError when `svg` cannot be drawn."""
    width, height, source, inputs, plain = _document(svg)
    ppi = min(dpi, _LARGEST_SIDE * 72 / max(width, height))
    return _compile(source, inputs, plain, "png", ppi)


def pdf(svg: str) -> bytes:
    """The figure as a one-page PDF with vector shapes and real text. InputError when `svg` cannot be drawn."""
    _, _, source, inputs, plain = _document(svg)
    return _compile(source, inputs, plain, "pdf", None)


def _document(svg: str) -> tuple[float, float, bytes, dict[str, str], bool]:
    """Width and height (points), typst source, its inputs, and whether the bundled font has every character."""
    if "<!" in svg:
        raise InputError("the figure has a document type declaration, which figures do not have")
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        raise InputError(f"the figure is not well-formed SVG: {error}") from error
    width, height = (_points(root.get(name, "")) for name in ("width", "height"))
    names = {name: root.findtext(f"{{http://www.w3.org/2000/svg}}{name}") or "" for name in ("title", "desc")}
    source = _SOURCE.format(width=width, height=height).encode()
    plain = covered("".join(root.itertext()))
    return width, height, source, {"svg": svg, "title": names["title"], "alt": names["desc"]}, plain


def _points(length: str) -> float:
    try:
        return round(float(length.removesuffix("mm")) * 72 / 25.4, 3)
    except ValueError as error:
        raise InputError("the figure has no width and height in millimetres") from error


@lru_cache(maxsize=2)
def _fonts(system: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=system, font_paths=[font_folder()])


def _compile(source: bytes, inputs: dict[str, str], plain: bool, kind: str, ppi: float | None) -> bytes:
    """System fonts are looked at only where the bundled one lacks a character (an ideograph, say)."""
    try:
        made = typst.compile(
            source, format="png" if kind == "png" else "pdf", ppi=ppi, sys_inputs=inputs,
            font_paths=_fonts(system=not plain),
        )  # fmt: skip
    except typst.TypstError as error:
        raise InputError(f"the figure could not be drawn: {error.message}") from error
    return made
