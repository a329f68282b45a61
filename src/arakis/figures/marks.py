"""What stands on the axis of a forest plot: squares with intervals, diamonds, the prediction bar, ticks, directions."""

from math import sqrt

from arakis.domain.estimate import Estimate, StudyEffect, Synthesis
from arakis.figures import number as n
from arakis.figures import style
from arakis.figures.axis import Axis
from arakis.figures.metrics import NO_BREAK, measure, wrap
from arakis.figures.svg import Drawing
from arakis.figures.words import ForestLabels

HEAD = 4.2  # length of the arrow of a clipped interval


def null_lines(drawing: Drawing, synthesis: Synthesis, axis: Axis, top: float, bottom: float) -> None:
    """The line of no effect, and a dashed one at the pooled estimate."""
    x = axis.at(0.0)
    drawing.line((x, top), (x, bottom), style.GREY, style.THIN, role="null")
    pooled = synthesis.estimate
    if pooled is not None and synthesis.pooled and axis.holds(pooled.value):
        x = axis.at(pooled.value)
        drawing.line((x, top + 2), (x, bottom), style.RULE, style.THIN, "2.5 2", role="pooled")


def effect(drawing: Drawing, synthesis: Synthesis, axis: Axis, effect: StudyEffect, y: float, row: float) -> None:
    """One study's square and interval."""
    estimate = effect.estimate
    heaviest = max(e.weight for e in synthesis.effects)
    drawing.open(f"{effect.label}: {n.interval(estimate.shown, n.decimals_for(synthesis))}", "effect")
    _whisker(drawing, axis, estimate, y)
    share = sqrt(effect.weight / heaviest) if synthesis.pooled and heaviest > 0 else 0.5
    side = max(row * 0.74 * share, 2.0)
    if axis.holds(estimate.value):
        x = axis.at(estimate.value)
        drawing.rect(x - side / 2, y - side / 2, side, side, style.ACCENT, role="square")
        if estimate.low is not None and estimate.high is not None:
            low, high = axis.at(estimate.low), axis.at(estimate.high)
            if low > x - side / 2 and high < x + side / 2:  # the interval hides behind the square
                drawing.line((low, y), (high, y), style.PAPER, style.THIN)
    drawing.close()


def _whisker(drawing: Drawing, axis: Axis, estimate: Estimate, y: float) -> None:
    """The interval, with an arrow on each side where it leaves the axis."""
    low = axis.low if estimate.low is None else estimate.low
    high = axis.high if estimate.high is None else estimate.high
    if estimate.low is None and estimate.high is None:
        low = high = estimate.value
    start, end = axis.inside(low), axis.inside(high)
    if end > start:
        cut = HEAD * 0.8
        drawing.line(
            (start + (cut if low < axis.low else 0), y), (end - (cut if high > axis.high else 0), y),
            style.INK, style.THIN, role="interval",
        )  # fmt: skip
    if low < axis.low:
        drawing.head((axis.left, y), (-1, 0), HEAD, style.INK, role="clipped")
    if high > axis.high:
        drawing.head((axis.right, y), (1, 0), HEAD, style.INK, role="clipped")


def diamond(drawing: Drawing, axis: Axis, estimate: Estimate, y: float, row: float, fill: str) -> None:
    """The pooled estimate: its interval from tip to tip."""
    half = row * 0.36
    low = estimate.value if estimate.low is None else estimate.low
    high = estimate.value if estimate.high is None else estimate.high
    left, middle, right = axis.inside(low), axis.inside(estimate.value), axis.inside(high)
    points = [(left, y), (middle, y - half), (right, y), (middle, y + half)]
    drawing.polygon(points, fill, style.INK, role="diamond" if fill == style.INK else "subgroup")


def prediction(drawing: Drawing, axis: Axis, prediction: Estimate, y: float) -> None:
    """A bar with end strokes, or an arrow where it leaves the axis."""
    if prediction.low is None or prediction.high is None:
        return
    start, end = axis.inside(prediction.low), axis.inside(prediction.high)
    drawing.rect(start, y - 1.1, max(end - start, 0.1), 2.2, style.GREY, role="prediction")
    for x, inside, step in ((start, prediction.low >= axis.low, -1), (end, prediction.high <= axis.high, 1)):
        if inside:
            drawing.line((x, y - 3), (x, y + 3), style.GREY, style.LINE)
        else:
            drawing.head((x + step * 2.5, y), (step, 0), 6, style.GREY, role="clipped")


def axis_line(drawing: Drawing, axis: Axis, labels: ForestLabels, y: float, right_end: float) -> float:
    """The axis with ticks, numbers and the two directions; returns the y below."""
    drawing.line((axis.left, y), (axis.right, y), style.INK, style.THIN, role="axis")
    for x, label in axis.ticks(lambda text: measure(text, style.SMALL), 5.0):
        drawing.line((x, y), (x, y + 3), style.INK, style.THIN, role="tick")
        drawing.text(x, y + 3 + style.SMALL, label, style.SMALL, anchor="middle")
    lowest = y + 3 + style.SMALL + 3
    sides = labels.favours_left, labels.favours_right
    if not any(sides):
        return lowest
    null, least = axis.at(0.0), 45.0  # a narrower side could not hold its words
    split = null if null - axis.left >= least and right_end - null >= least else (axis.left + axis.right) / 2
    base = lowest + style.SMALL + 1
    ends: list[float] = [lowest]
    left = wrap(f"←{NO_BREAK}{sides[0]}", split - axis.left + 8, style.SMALL, most=4) if sides[0] else []
    right = wrap(f"{sides[1]}{NO_BREAK}→", right_end - split - 4, style.SMALL, most=4) if sides[1] else []
    for i, line in enumerate(left):
        drawing.text(split - 4, base + i * style.SMALL * style.LEADING, line, style.SMALL, anchor="end")
    for i, line in enumerate(right):
        drawing.text(split + 4, base + i * style.SMALL * style.LEADING, line, style.SMALL)
    ends += [base + (len(side) - 1) * style.SMALL * style.LEADING + 3 for side in (left, right) if side]
    return max(ends)
