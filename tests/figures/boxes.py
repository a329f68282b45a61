"""Reading a figure back: where its texts and shapes stand, measured as a viewer would draw them."""

from dataclasses import dataclass
from xml.etree import ElementTree

from arakis.figures.metrics import measure

NS = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Text:
    """A line of text and the box of its ink: x0 < x1, y0 (top) < y1."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float


@dataclass(frozen=True)
class Figure:
    """A parsed figure."""

    root: ElementTree.Element
    width: float
    height: float
    title: str
    desc: str
    texts: list[Text]

    def words(self) -> str:
        """All texts, in drawing order."""
        return " ".join(text.text for text in self.texts)

    def shapes(self, role: str) -> list[ElementTree.Element]:
        """The elements of a class."""
        return [element for element in self.root.iter() if element.get("class") == role]


def read(svg: str) -> Figure:
    """Parse `svg`; an error when it is not well-formed."""
    root = ElementTree.fromstring(svg)
    _, _, width, height = (float(v) for v in root.get("viewBox").split())
    texts = []
    for element in root.iter(f"{NS}text"):
        size, bold = float(element.get("font-size")), element.get("font-weight") == "bold"
        x, y, text = float(element.get("x")), float(element.get("y")), element.text or ""
        wide = measure(text, size, bold)
        start = {"start": 0.0, "middle": wide / 2, "end": wide}[element.get("text-anchor", "start")]
        up, down = 0.72 * size, 0.21 * size
        if element.get("transform"):  # written upwards around (x, y)
            texts.append(Text(text, x - up, y - wide + start, x + down, y + start, size))
        else:
            texts.append(Text(text, x - start, y - up, x - start + wide, y + down, size))
    return Figure(root, width, height, root.findtext(f"{NS}title"), root.findtext(f"{NS}desc"), texts)


def overlaps(figure: Figure) -> list[tuple[str, str]]:
    """Pairs of texts whose boxes cut each other."""
    ordered = sorted(figure.texts, key=lambda t: t.y0)
    found = []
    for i, one in enumerate(ordered):
        for two in ordered[i + 1 :]:
            if two.y0 >= one.y1:
                break
            if one.x0 < two.x1 - 0.01 and two.x0 < one.x1 - 0.01 and one.y0 < two.y1 - 0.01:
                found.append((one.text, two.text))
    return found


def outside(figure: Figure) -> list[str]:
    """Texts and shapes that leave the figure."""
    found = [t.text for t in figure.texts if t.x0 < 0 or t.y0 < 0 or t.x1 > figure.width or t.y1 > figure.height]
    for element in figure.root.iter():
        points = []
        get = lambda name, element=element: float(element.get(name, "0"))  # noqa: E731
        if element.tag == f"{NS}rect":
            points = [(get("x"), get("y")), (get("x") + get("width"), get("y") + get("height"))]
        elif element.tag == f"{NS}line":
            points = [(get("x1"), get("y1")), (get("x2"), get("y2"))]
        elif element.tag == f"{NS}circle":
            points = [(get("cx") - get("r"), get("cy") - get("r")), (get("cx") + get("r"), get("cy") + get("r"))]
        elif element.tag == f"{NS}polygon":
            points = [tuple(float(v) for v in pair.split(",")) for pair in element.get("points").split()]
        if any(not (-0.01 <= x <= figure.width + 0.01 and -0.01 <= y <= figure.height + 0.01) for x, y in points):
            found.append(ElementTree.tostring(element, "unicode"))
    return found
