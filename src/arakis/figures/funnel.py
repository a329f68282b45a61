"""The funnel plot: effect against standard error, with the region where 95 % of studies would fall by chance alone.

Drawn only from ten studies on, as the Cochrane Handbook (section 13.3.5.4) advises for judging asymmetry.
"""

from math import isfinite

from arakis.domain.estimate import RATIOS, Synthesis
from arakis.figures import number as n
from arakis.figures import style, words
from arakis.figures.axis import Axis, even, steps
from arakis.figures.metrics import measure
from arakis.figures.svg import Drawing
from arakis.figures.words import ForestLabels

LEAST = 10
Z95 = 1.959963984540054
_LEFT, _BOTTOM, _HEIGHT = 40.0, 46.0, 230.0


def why_no_funnel(synthesis: Synthesis) -> str:
    """Why there is no funnel plot, as a sentence; "" when there is one."""
    known = _points(synthesis)
    if synthesis.estimate is None or not synthesis.pooled:
        return "No funnel plot was drawn because the studies were not pooled."
    if len(known) < LEAST:
        count = "one study" if len(known) == 1 else f"{len(known)} studies"
        return f"No funnel plot was drawn because it cannot be judged with fewer than {LEAST} studies ({count} here)."
    return ""


def _points(synthesis: Synthesis) -> list[tuple[float, float, str, tuple[float, float | None, float | None]]]:
    """(effect, standard error, label, shown) of each study with both."""
    found = [(e.estimate.value, max(e.variance, 0.0) ** 0.5, e.label, e.estimate.shown) for e in synthesis.effects]
    return [point for point in found if isfinite(point[0]) and isfinite(point[1]) and point[1] > 0]


def funnel(synthesis: Synthesis, labels: ForestLabels | None = None) -> str | None:
    """The funnel plot as SVG, 130 mm wide, or None where `why_no_funnel` says so.

    The dashed lines are the pseudo 95 % limits, pooled estimate ± 1.96 standard errors; ratios stand on a log axis.
    """
    estimate = synthesis.estimate
    if why_no_funnel(synthesis) or estimate is None:
        return None
    points = _points(synthesis)
    ratio = synthesis.measure in RATIOS
    width = style.NARROW_MM * style.PT_PER_MM
    deepest = max(point[1] for point in points) * 1.06
    centre, reach = estimate.value, Z95 * deepest
    values = [point[0] for point in points]
    low, high = even(centre - reach, centre + reach, [*values, 0.0] if ratio else values)
    pad = 0.03 * (high - low)
    axis = Axis(low - pad, high + pad, style.MARGIN + _LEFT, width - style.MARGIN - 4, ratio)
    top, bottom = style.MARGIN + 8, style.MARGIN + 8 + _HEIGHT
    drawing = Drawing(width)

    def down(error: float) -> float:
        return top + error / deepest * (bottom - top)

    drawing.rect(axis.left, top, axis.right - axis.left, bottom - top, style.WASH)
    apex, foot_left, foot_right = (axis.at(centre), top), axis.at(centre - reach), axis.at(centre + reach)
    drawing.polygon([apex, (foot_left, bottom), (foot_right, bottom)], style.PAPER, role="region")
    drawing.line(apex, (foot_left, bottom), style.RULE, style.THIN, "3 2", role="limit")
    drawing.line(apex, (foot_right, bottom), style.RULE, style.THIN, "3 2", role="limit")
    drawing.line(apex, (apex[0], bottom), style.GREY, style.THIN, role="pooled")
    if axis.holds(0.0):
        drawing.line((axis.at(0.0), top), (axis.at(0.0), bottom), style.RULE, style.THIN, "1 2", role="null")
    decimals = n.decimals_for(synthesis)
    for value, error, label, shown in sorted(points, key=lambda p: (-p[1], p[0], p[2])):
        drawing.open(f"{label}: {n.number(shown[0], decimals)}, standard error {error:.3f}", "point")
        drawing.circle((axis.at(value), down(error)), 2.9, style.ACCENT, style.PAPER, role="study")
        drawing.close()
    drawing.line((axis.left, top), (axis.left, bottom), style.INK, style.THIN, role="axis")
    for error, text in steps(deepest):
        drawing.line((axis.left - 3, down(error)), (axis.left, down(error)), style.INK, style.THIN)
        drawing.text(axis.left - 5, down(error) + style.SMALL * 0.35, text, style.SMALL, anchor="end")
    drawing.text(style.MARGIN + style.BODY, (top + bottom) / 2, "Standard error", anchor="middle", turn=True)
    drawing.line((axis.left, bottom), (axis.right, bottom), style.INK, style.THIN, role="axis")
    for x, text in axis.ticks(lambda t: measure(t, style.SMALL), 6.0):
        drawing.line((x, bottom), (x, bottom + 3), style.INK, style.THIN, role="tick")
        drawing.text(x, bottom + 4 + style.SMALL, text, style.SMALL, anchor="middle")
    name = words.measure_name(synthesis) + (" (log scale)" if ratio else "")
    drawing.text((axis.left + axis.right) / 2, bottom + 26, name, anchor="middle")
    key = f"Solid: pooled estimate {n.number(estimate.shown[0], decimals)}. Dashed: pseudo 95% limits."
    if axis.holds(0.0):
        key += " Dotted: no effect."
    drawing.text((axis.left + axis.right) / 2, bottom + 38, key, style.SMALL, anchor="middle", fill=style.GREY)
    heading = words.heading(synthesis, labels or ForestLabels())
    return drawing.svg(bottom + _BOTTOM, f"Funnel plot. {heading}", _describe(synthesis, points), style.NARROW_MM)


def _describe(
    synthesis: Synthesis, points: list[tuple[float, float, str, tuple[float, float | None, float | None]]]
) -> str:
    """The alternative text: every point."""
    decimals = n.decimals_for(synthesis)
    rows = "; ".join(f"{label}: {n.number(shown[0], decimals)}, {error:.3f}" for _, error, label, shown in points)
    pooled = n.interval(synthesis.estimate.shown, decimals) if synthesis.estimate else ""
    outside = sum(abs(p[0] - (synthesis.estimate.value if synthesis.estimate else 0.0)) > Z95 * p[1] for p in points)
    return (
        f"Funnel plot of {len(points)} studies: {words.measure_name(synthesis).lower()} against its standard error. "
        f"Pooled {pooled}; {outside} of {len(points)} studies lie outside the pseudo 95% limits. "
        f"{'Effects and standard errors of the logarithm' if synthesis.measure in RATIOS else 'Effects and errors'}: "
        f"{rows}."
    )
