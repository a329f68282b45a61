"""A forest plot drawn with characters, for a terminal."""

import textwrap
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from arakis.domain.estimate import RATIOS, Estimate, Synthesis
from arakis.figures import number as n
from arakis.figures import words
from arakis.figures.axis import Axis, reach
from arakis.figures.metrics import clean
from arakis.figures.words import ForestLabels

Show = Callable[[str], str]
LEAST, MOST = 56, 400  # columns


@dataclass(frozen=True)
class _Glyphs:
    """The characters of a drawing."""

    line: str
    ends: str  # left, right
    clipped: str  # left, right
    heavy: str
    light: str
    cross: str  # the interval passes the line of no effect
    null: str
    pooled: str  # left, line, middle, right
    range: str  # prediction interval: left, line, right
    axis: str  # line, tick
    rule: str
    more: str


UNICODE = _Glyphs("─", "├┤", "◂▸", "■", "▪", "┼", "│", "╞═◆╡", "├┄┤", "─┬", "─", "…")
ASCII = _Glyphs("-", "[]", "<>", "#", "+", "-", ":", "(=O)", "[.]", "-+", "-", "~")


def forest_text(synthesis: Synthesis, width: int = 80, labels: ForestLabels | None = None, plain: bool = False) -> str:
    """The forest plot of `synthesis` in lines of at most `width` columns (56 to 400), without colours.

    Each study has its interval, its effect and its weight; the heavier half of the squares is larger. `plain` uses
    ASCII alone, for terminals that have nothing else: names in other scripts then lose their characters.
    """
    width = max(LEAST, min(width, MOST))
    labels = labels or ForestLabels()
    glyphs = ASCII if plain else UNICODE
    show = _ascii if plain else clean
    decimals = n.decimals_for(synthesis)
    pooled = synthesis.estimate if synthesis.pooled else None
    names = [show(effect.label) for effect in synthesis.effects]
    shown = [show(n.interval(effect.estimate.shown, decimals)) for effect in synthesis.effects]
    ends = _ends(synthesis, decimals, show)
    level = n.level(synthesis.estimate or (synthesis.effects[0].estimate if synthesis.effects else None))
    effect_head = f"{words.measure_name(synthesis)} [{level} CI]"
    if cells(effect_head) > max([cells(text) for text in shown] + [20]):
        effect_head = f"{synthesis.measure} [{level} CI]"
    effect_width = max(cells(text) for text in [effect_head, *shown, *(end[1] for end in ends)])
    weight_width = 8 if pooled else 0
    natural = max([cells(name) for name in [*names, *(end[0] for end in ends)]] + [5])
    name_width = min(natural, max(14, width - effect_width - weight_width - 4 - 24))
    plot = width - name_width - effect_width - weight_width - 4
    if plot < 12:  # nothing else gives way: the names do
        name_width, plot = max(8, name_width - (12 - plot)), 12
    low, high = reach(synthesis)
    axis = Axis(low, high, 0.0, plot - 1.0, synthesis.measure in RATIOS)

    def line(name: str, drawn: str, effect: str, weight: str = "") -> str:
        tail = weight.rjust(weight_width) if pooled else ""
        return (
            f"{_fit(name, name_width, glyphs)}  {drawn}  {' ' * (effect_width - cells(effect))}{effect}{tail}".rstrip()
        )

    heading = textwrap.wrap(show(words.heading(synthesis, labels)), width)
    out = [*heading, "", line("Study", " " * plot, effect_head, "Weight"), glyphs.rule * width]
    heaviest = max((effect.weight for effect in synthesis.effects), default=0.0)
    for effect, name, text in zip(synthesis.effects, names, shown, strict=True):
        heavy = not pooled or effect.weight * 2 >= heaviest
        drawn = _interval(axis, plot, effect.estimate, glyphs, glyphs.heavy if heavy else glyphs.light)
        out.append(line(name, drawn, text, f"{effect.weight:.1f}%"))
    out.append(glyphs.rule * width)
    for name, text, weight, kind, estimate in ends:
        drawn = _pooled(axis, plot, estimate, glyphs) if kind == "pooled" else _range(axis, plot, estimate, glyphs)
        out.append(line(name, drawn, text, weight))
    pad = " " * (name_width + 2)
    out += [f"{pad}{text}".rstrip() for text in _axis(axis, plot, glyphs, show)]
    out += _directions(name_width + 2, _column(axis, plot, 0.0), width, labels, show)
    notes = [
        words.not_pooled(synthesis) if pooled is None else f"Model: {pooled.method or synthesis.model}",
        words.heterogeneity(synthesis) if pooled else "",
        words.overall(pooled),
    ]
    sentences = [text for note in notes if note for text in textwrap.wrap(show(note), width)]
    return "\n".join([*out, "", *sentences]) + "\n"


def cells(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _ascii(text: str) -> str:
    """`text` in ASCII: signs by their names, letters without accents, the rest as question marks."""
    for sign, name in (("τ²", "tau2"), ("I²", "I2"), ("−", "-"), ("–", "-"), ("…", "..."), ("←", "<-"), ("→", "->")):
        text = text.replace(sign, name)
    split = unicodedata.normalize("NFKD", clean(text))
    return "".join(c for c in split if not unicodedata.combining(c)).encode("ascii", "replace").decode("ascii")


def _fit(text: str, width: int, glyphs: _Glyphs) -> str:
    """`text` in exactly `width` columns; a longer one is cut with an ellipsis, and keeps the year at its end."""
    if cells(text) > width:
        head, _, year = text.rpartition(" ")
        tail = f"{glyphs.more} {year}" if head and len(year) <= 6 else glyphs.more
        text = head if len(tail) > 1 else text
        while text and cells(text) > width - cells(tail):
            text = text[:-1]
        text = text.rstrip() + tail
    return text + " " * (width - cells(text))


def _ends(synthesis: Synthesis, decimals: int, show: Show) -> list[tuple[str, str, str, str, Estimate]]:
    """The lines under the studies: name, effect, weight, how it is drawn, and the estimate."""
    pooled = synthesis.estimate if synthesis.pooled else None
    if pooled is None:
        return []
    lines: list[tuple[str, str, str, str, Estimate]] = []
    for group in synthesis.subgroups:
        if group.estimate is not None:
            text = show(n.interval(group.estimate.shown, decimals))
            lines.append((show(f"{group.level} (k = {group.k})"), text, "", "pooled", group.estimate))
    weight = f"{sum(effect.weight for effect in synthesis.effects):.1f}%"
    total = show(n.interval(pooled.shown, decimals))
    lines.append((f"Total ({n.level(pooled)} CI)", total, weight, "pooled", pooled))
    if synthesis.prediction is not None:
        text = show(n.bounds(synthesis.prediction.shown, decimals))
        lines.append(("Prediction interval", text, "", "range", synthesis.prediction))
    return lines


def _column(axis: Axis, plot: int, value: float) -> int:
    """The column of `value`, kept on the axis."""
    return min(max(round(axis.at(value)), 0), plot - 1)


def _blank(axis: Axis, plot: int, glyphs: _Glyphs) -> list[str]:
    row = [" "] * plot
    row[_column(axis, plot, 0.0)] = glyphs.null
    return row


def _span(axis: Axis, plot: int, estimate: Estimate) -> tuple[int, int]:
    low = estimate.value if estimate.low is None else estimate.low
    high = estimate.value if estimate.high is None else estimate.high
    return _column(axis, plot, low), _column(axis, plot, high)


def _clip(row: list[str], axis: Axis, estimate: Estimate, glyphs: _Glyphs) -> None:
    """Arrows where an interval leaves the axis."""
    if estimate.low is not None and estimate.low < axis.low:
        row[0] = glyphs.clipped[0]
    if estimate.high is not None and estimate.high > axis.high:
        row[-1] = glyphs.clipped[1]


def _interval(axis: Axis, plot: int, estimate: Estimate, glyphs: _Glyphs, square: str) -> str:
    row = _blank(axis, plot, glyphs)
    null = _column(axis, plot, 0.0)
    low, high = _span(axis, plot, estimate)
    for i in range(low, high + 1):
        row[i] = glyphs.cross if i == null and low < i < high else glyphs.line
    if high > low:
        row[low], row[high] = glyphs.ends
    _clip(row, axis, estimate, glyphs)
    if axis.holds(estimate.value):
        row[_column(axis, plot, estimate.value)] = square
    return "".join(row)


def _pooled(axis: Axis, plot: int, estimate: Estimate, glyphs: _Glyphs) -> str:
    row = _blank(axis, plot, glyphs)
    low, high = _span(axis, plot, estimate)
    left, bar, middle, right = glyphs.pooled
    for i in range(low, high + 1):
        row[i] = bar
    if high > low:
        row[low], row[high] = left, right
    row[_column(axis, plot, estimate.value)] = middle
    return "".join(row)


def _range(axis: Axis, plot: int, estimate: Estimate, glyphs: _Glyphs) -> str:
    row = _blank(axis, plot, glyphs)
    low, high = _span(axis, plot, estimate)
    left, bar, right = glyphs.range
    for i in range(low, high + 1):
        row[i] = bar
    if high > low:
        row[low], row[high] = left, right
    _clip(row, axis, estimate, glyphs)
    return "".join(row)


def _place(row: list[str], start: int, text: str) -> None:
    for i, char in enumerate(text):
        if 0 <= start + i < len(row):
            row[start + i] = char


def _axis(axis: Axis, plot: int, glyphs: _Glyphs, show: Show) -> list[str]:
    """The axis with its ticks, and their numbers below."""
    bar, numbers = [glyphs.axis[0]] * plot, [" "] * plot
    end = 0
    for x, label in axis.ticks(lambda text: float(len(text)), 1.0):
        column, text = min(max(round(x), 0), plot - 1), show(label)
        start = min(max(column - (len(text) - 1) // 2, 0), plot - len(text))
        bar[column] = glyphs.axis[1]
        if start >= end:
            _place(numbers, start, text)
            end = start + len(text) + 1
    return ["".join(bar), "".join(numbers)]


def _directions(offset: int, null: int, width: int, labels: ForestLabels, show: Show) -> list[str]:
    """Which side favours which, beside the line of no effect: on one line, or on two where one is too long."""
    left = show(f"← {labels.favours_left}") if labels.favours_left else ""
    right = show(f"{labels.favours_right} →") if labels.favours_right else ""
    middle = offset + null
    if cells(left) + 1 <= middle and middle + 2 + cells(right) <= width:
        row = " " * (middle - 1 - cells(left)) + left + "   " + right
        return [row.rstrip()] if row.strip() else []
    return [line for text in (left, right) for line in textwrap.wrap(text, width)]
