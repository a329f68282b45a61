"""A small SVG writer: a drawing collects elements and is written out once, with title and description.

Lengths are points (1/72 inch); x runs right, y down; a text stands on its baseline.
"""

from xml.sax.saxutils import escape, quoteattr

from arakis.figures import style
from arakis.figures.metrics import clean, measure, wrap

Point = tuple[float, float]


def fmt(number: float) -> str:
    """A length with at most two decimals and no superfluous zeros."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def text_safe(text: str) -> str:
    """`text` as the content of an element; characters that XML 1.0 cannot hold are dropped."""
    return escape("".join(c for c in text if " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"))


class Drawing:
    """Elements in the order in which they are drawn."""

    def __init__(self, width: float) -> None:
        """Start a drawing `width` points wide."""
        self.width = width
        self._items: list[str] = []

    def here(self) -> int:
        """A place in the drawing; what is moved there later lies under what follows."""
        return len(self._items)

    def move(self, start: int, to: int) -> None:
        """Move everything drawn since `start` to the place `to`."""
        moved = self._items[start:]
        del self._items[start:]
        self._items[to:to] = moved

    def _add(self, name: str, attributes: dict[str, str | float | None], content: str | None = None) -> None:
        parts = [
            f"{key.replace('_', '-')}={quoteattr(fmt(value) if isinstance(value, int | float) else value)}"
            for key, value in attributes.items()
            if value is not None
        ]
        head = " ".join([name, *parts])
        self._items.append(f"<{head}/>" if content is None else f"<{head}>{content}</{name}>")

    def line(
        self,
        start: Point,
        end: Point,
        stroke: str = style.INK,
        width: float = style.THIN,
        dash: str | None = None,
        role: str | None = None,
    ) -> None:
        """A straight line."""
        (x1, y1), (x2, y2) = start, end
        self._add(
            "line",
            {"class": role, "x1": x1, "y1": y1, "x2": x2, "y2": y2, "stroke": stroke, "stroke_width": width,
             "stroke_dasharray": dash},
        )  # fmt: skip

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str = "none",
        stroke: str | None = None,
        radius: float | None = None,
        role: str | None = None,
    ) -> None:
        """A rectangle, with an outline where `stroke` is given."""
        self._add(
            "rect",
            {"class": role, "x": x, "y": y, "width": width, "height": height, "rx": radius, "fill": fill,
             "stroke": stroke, "stroke_width": style.THIN if stroke else None},
        )  # fmt: skip

    def polygon(
        self, points: list[Point], fill: str = style.INK, stroke: str | None = None, role: str | None = None
    ) -> None:
        """A closed shape."""
        path = " ".join(f"{fmt(x)},{fmt(y)}" for x, y in points)
        self._add(
            "polygon",
            {"class": role, "points": path, "fill": fill, "stroke": stroke,
             "stroke_width": style.THIN if stroke else None},
        )  # fmt: skip

    def circle(
        self, centre: Point, radius: float, fill: str, stroke: str | None = None, role: str | None = None
    ) -> None:
        """A disc."""
        self._add(
            "circle",
            {"class": role, "cx": centre[0], "cy": centre[1], "r": radius, "fill": fill, "stroke": stroke,
             "stroke_width": style.THIN if stroke else None},
        )  # fmt: skip

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = style.BODY,
        bold: bool = False,
        anchor: str = "start",
        fill: str = style.INK,
        turn: bool = False,
    ) -> None:
        """One line of text on the baseline `y`; `anchor` is start, middle or end; `turn` writes it upwards."""
        self._add(
            "text",
            {"x": x, "y": y, "font_size": size, "font_weight": "bold" if bold else None,
             "text_anchor": None if anchor == "start" else anchor, "fill": None if fill == style.INK else fill,
             "transform": f"rotate(-90 {fmt(x)} {fmt(y)})" if turn else None},
            text_safe(clean(text)),
        )  # fmt: skip

    def paragraph(
        self,
        x: float,
        y: float,
        text: str,
        width: float,
        size: float = style.BODY,
        bold: bool = False,
        anchor: str = "start",
        fill: str = style.INK,
        most: int = 40,
    ) -> float:
        """`text` wrapped to `width`, its first baseline at `y`; returns the baseline after its last line."""
        for line in wrap(text, width, size, bold, most):
            self.text(x, y, line, size, bold, anchor, fill)
            y += size * style.LEADING
        return y

    def arrow(self, start: Point, end: Point, stroke: str = style.GREY, width: float = style.THIN) -> None:
        """A line with a filled head at its end; horizontal or vertical."""
        (x1, y1), (x2, y2) = start, end
        length = 4.5
        step = (x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)
        self.line(start, (x2 - step[0] * length, y2 - step[1] * length), stroke, width)
        self.head(end, step, length, stroke)

    def head(self, tip: Point, step: tuple[int, int], length: float, fill: str, role: str | None = None) -> None:
        """An arrow's head with its tip at `tip`, pointing along `step`."""
        back = tip[0] - step[0] * length, tip[1] - step[1] * length
        side = length * 0.42
        self.polygon(
            [tip, (back[0] + step[1] * side, back[1] + step[0] * side),
             (back[0] - step[1] * side, back[1] - step[0] * side)],
            fill, role=role,
        )  # fmt: skip

    def open(self, tip: str, role: str | None = None) -> None:
        """Begin a group; browsers show `tip` when the pointer rests on it."""
        name = f" class={quoteattr(role)}" if role else ""
        self._items.append(f"<g{name}><title>{text_safe(tip)}</title>")

    def close(self) -> None:
        """End the group."""
        self._items.append("</g>")

    def svg(self, height: float, title: str, description: str, width_mm: float = style.WIDTH_MM) -> str:
        """The whole document, `width_mm` wide on paper."""
        height_mm = width_mm * height / self.width
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" role="img" width="{fmt(width_mm)}mm" '
            f'height="{fmt(height_mm)}mm" viewBox="0 0 {fmt(self.width)} {fmt(height)}" '
            f'font-family="{style.FAMILY}" fill="{style.INK}" stroke-linecap="butt">'
        )
        paper = f'<rect width="{fmt(self.width)}" height="{fmt(height)}" fill="{style.PAPER}"/>'
        parts = [head, f"<title>{text_safe(title)}</title>", f"<desc>{text_safe(description)}</desc>", paper]
        return "\n".join([*parts, *self._items, "</svg>"]) + "\n"


def fits(text: str, width: float, size: float = style.BODY, bold: bool = False) -> bool:
    """Whether one line of `text` is no wider than `width`."""
    return measure(text, size, bold) <= width
