"""The forest plot: a table of the studies' data, their effects on an axis, and what came of pooling them."""

from collections.abc import Sequence
from dataclasses import dataclass

from arakis.domain.bias import BiasAssessment
from arakis.domain.estimate import RATIOS, StudyEffect, Synthesis
from arakis.figures import discs, marks, style, words
from arakis.figures import number as n
from arakis.figures.axis import Axis, reach
from arakis.figures.columns import Column, data_columns, result_columns
from arakis.figures.metrics import measure, wrap, wrap_label
from arakis.figures.svg import Drawing
from arakis.figures.words import ForestLabels

GAP = 9.0  # between columns
PLOT_LEAST, LABEL_LEAST = 118.0, 62.0
WIDEST = 1.12  # a full table may be drawn this much wider; it is then printed that much smaller
_WORSE = ("not assessed", "low", "some concerns", "high")
MANY = 50  # from here on rows are set smaller


@dataclass(frozen=True)
class _Layout:
    """Where everything stands, in points."""

    size: float
    row: float
    label: float  # width of the study labels
    rights: tuple[float, ...]  # right edges of the columns
    axis: Axis
    disc_xs: tuple[float, ...]
    width: float


@dataclass(frozen=True)
class _Part:
    """What one drawing shows: all studies, or a page of them; only the last page has the bottom lines."""

    synthesis: Synthesis
    effects: Sequence[StudyEffect]
    labels: ForestLabels
    bias: dict[str, BiasAssessment]
    last: bool
    page: str


def forest(
    synthesis: Synthesis, labels: ForestLabels | None = None, bias: Sequence[BiasAssessment] | None = None
) -> str:
    """The forest plot of `synthesis` as SVG, 180 mm wide.

    Squares have an area proportional to the weight; intervals that leave the axis end in an arrow; the diamond spans
    the pooled interval; the prediction interval is a bar. Without pooling there is no diamond, and the reason is
    printed. With `bias`, each study has the discs of the assessment of its result.
    """
    return _draw(_Part(synthesis, synthesis.effects, labels or ForestLabels(), _by_result(bias), True, ""))


def forest_pages(
    synthesis: Synthesis,
    labels: ForestLabels | None = None,
    bias: Sequence[BiasAssessment] | None = None,
    rows: int = 45,
) -> list[str]:
    """The same as pages of at most `rows` studies with one axis; the pooled lines are on the last page."""
    pages = max(1, -(-len(synthesis.effects) // rows))
    per = -(-len(synthesis.effects) // pages) or 1
    known = _by_result(bias)
    drawn: list[str] = []
    for i in range(pages):
        shown = synthesis.effects[i * per : (i + 1) * per]
        page = f"Page {i + 1} of {pages}" if pages > 1 else ""
        drawn.append(_draw(_Part(synthesis, shown, labels or ForestLabels(), known, i == pages - 1, page)))
    return drawn


def _by_result(bias: Sequence[BiasAssessment] | None) -> dict[str, BiasAssessment]:
    return {assessment.result: assessment for assessment in bias or ()}


def _assessment(part: _Part, effect: StudyEffect) -> BiasAssessment | None:
    """The assessment of an effect's result; of several combined results, the worst."""
    found = [part.bias[result] for result in (effect.result, *effect.results) if result in part.bias]
    return max(found, key=lambda a: _WORSE.index(a.overall), default=None)


def _known(part: _Part) -> list[BiasAssessment]:
    return [found for effect in part.synthesis.effects if (found := _assessment(part, effect)) is not None]


def _draw(part: _Part) -> str:
    synthesis = part.synthesis
    marks = {note: mark for mark, note in words.marked(synthesis.effects)}
    titles = [e.label + (f" ({marks[e.note]})" if e.note else "") for e in part.effects]
    columns = [
        *data_columns(synthesis, part.effects),
        *result_columns(synthesis, part.effects, f"{words.measure_name(synthesis)} [{_level(synthesis)} CI]"),
    ]
    domains = discs.domains_of(_known(part))
    layout = _layout(part, titles, columns, len(domains))
    drawing = Drawing(layout.width)
    top = _head(drawing, part, layout, columns, list(domains))
    under = drawing.here()
    bottom = _rows(drawing, part, layout, columns, titles, list(domains), top)
    bottom = _foot(drawing, part, layout, columns, under, top, bottom)
    bottom = _legend(drawing, part, layout, domains, bottom)
    title = f"Forest plot. {words.heading(synthesis, part.labels)}" + (f". {part.page}" if part.page else "")
    return drawing.svg(bottom + style.MARGIN, title, words.describe(synthesis, part.effects, part.labels))


def _level(synthesis: Synthesis) -> str:
    return n.level(synthesis.estimate or (synthesis.effects[0].estimate if synthesis.effects else None))


def _head_width(column: Column, size: float) -> float:
    """A column's width; the effect's heading may take two lines, so only its longest word counts."""
    if " [" not in column.head:
        return column.width(size)
    longest = max(measure(line, size, True) for line in _effect_head(column))
    return max([longest, measure(column.total, size, True), *(measure(cell, size) for cell in column.cells)])


def _effect_head(column: Column) -> list[str]:
    name, _, rest = column.head.partition(" [")
    return [name, f"[{rest}"]


def _layout(part: _Part, titles: list[str], columns: list[Column], domains: int) -> _Layout:
    many = len(part.effects) > MANY
    size = style.SMALL if many else style.BODY
    row = size * (1.42 if many else 1.6)
    disc_step = row * 0.88
    disc_space = (domains + 1) * disc_step + GAP if domains else 0.0
    widths = [_head_width(column, size) for column in columns]
    taken = 2 * style.MARGIN + sum(widths) + GAP * len(widths) + GAP + disc_space
    page = style.WIDTH_MM * style.PT_PER_MM
    natural = max([measure(t, size) for t in titles] + [measure(t, size, True) for t in _bottom_labels(part)] + [50.0])
    label = max(LABEL_LEAST, min(natural, WIDEST * page - taken - PLOT_LEAST)) + 0.5
    plot = max(PLOT_LEAST, page - taken - label)
    width = max(page, taken + label + plot)
    rights: list[float] = []
    x = style.MARGIN + label
    for w in widths:
        x += GAP + w
        rights.append(x)
    left = x + GAP + 4
    low, high = reach(part.synthesis)
    axis = Axis(low, high, left, left + plot - 8, part.synthesis.measure in RATIOS)
    first = axis.right + GAP + disc_step / 2
    xs = tuple(first + i * disc_step + (4 if i == domains else 0) for i in range(domains + 1)) if domains else ()
    return _Layout(size, row, label, tuple(rights), axis, xs, width)


def _bottom_labels(part: _Part) -> list[str]:
    if not part.last:
        return []
    shown = [f"Total ({_level(part.synthesis)} CI)"] if part.synthesis.pooled else []
    return [*shown, f"{_level(part.synthesis)} prediction interval"] if part.synthesis.prediction else shown


def _head(drawing: Drawing, part: _Part, layout: _Layout, columns: list[Column], domains: list[str]) -> float:
    """The headings over a rule; returns the rule's y."""
    size, leading = layout.size, layout.size * 1.42
    lefts = _lefts(layout, columns)
    groups: list[tuple[float, float, list[str]]] = []
    for side, name in (("intervention", part.labels.intervention), ("comparator", part.labels.comparator)):
        mine = [i for i, column in enumerate(columns) if column.side == side]
        if mine:
            left, right = lefts[mine[0]], layout.rights[mine[-1]]
            groups.append((left, right, wrap(name, right - left, size, True, most=4)))
    effect = _effect_head(columns[-1])
    lines = max([1, *(len(g[2]) for g in groups)])
    base = style.MARGIN + size * 0.8 + lines * leading  # the baseline of the column heads
    for left, right, text in groups:
        for i, line in enumerate(text):
            drawing.text((left + right) / 2, base - (len(text) - i) * leading, line, size, True, "middle")
        drawing.line((left, base - leading + 3), (right, base - leading + 3), style.RULE, style.HAIR)
    drawing.text(style.MARGIN, base, "Study", size, True)
    for column, right in zip(columns[:-1], layout.rights, strict=False):
        drawing.text(right, base, column.head, size, True, "end")
    for i, line in enumerate(effect):
        drawing.text(layout.rights[-1], base - (len(effect) - 1 - i) * leading, line, size, True, "end")
    middle = (layout.axis.left + layout.axis.right) / 2
    drawing.text(middle, base - leading, effect[0], size, True, "middle")
    note = "log scale" if layout.axis.log else ""
    if note:
        drawing.text(middle, base, note, style.SMALL, anchor="middle", fill=style.GREY)
    if layout.disc_xs:
        centre = (layout.disc_xs[0] + layout.disc_xs[-1]) / 2
        room = layout.disc_xs[-1] - layout.disc_xs[0] + layout.row * 0.88
        text = wrap("Risk of bias", room, size, True, most=2)
        for i, line in enumerate(text):
            drawing.text(centre, base - (len(text) - i) * leading, line, size, True, "middle")
        heads = zip(layout.disc_xs, [*domains, "All"], strict=True)
        for x, head in heads:
            drawing.text(x, base, head, style.TINY, anchor="middle", fill=style.GREY)
    if part.page:
        drawing.text(style.MARGIN, style.MARGIN + size * 0.8, part.page, style.SMALL, fill=style.GREY)
    rule = base + 4
    drawing.line((style.MARGIN, rule), (layout.width - style.MARGIN, rule), style.INK, style.THIN)
    return rule


def _lefts(layout: _Layout, columns: list[Column]) -> list[float]:
    return [right - _head_width(column, layout.size) for column, right in zip(columns, layout.rights, strict=True)]


def _rows(
    drawing: Drawing,
    part: _Part,
    layout: _Layout,
    columns: list[Column],
    titles: list[str],
    domains: list[str],
    top: float,
) -> float:
    """The studies; returns the y below the last."""
    synthesis, size, y = part.synthesis, layout.size, top + 3
    drawn: list[tuple[StudyEffect, float]] = []
    for i, (effect, title) in enumerate(zip(part.effects, titles, strict=True)):
        lines = wrap_label(title, layout.label, size)
        height = layout.row + (len(lines) - 1) * size * style.LEADING
        middle = y + height / 2
        base = middle + size * 0.35
        first = base - (len(lines) - 1) * size * style.LEADING / 2
        for j, line in enumerate(lines):
            drawing.text(style.MARGIN, first + j * size * style.LEADING, line, size)
        for column, right in zip(columns, layout.rights, strict=True):
            drawing.text(right, base, column.cells[i], size, anchor="end")
        if layout.disc_xs:
            found = _assessment(part, effect)
            for x, domain in zip(layout.disc_xs, [*domains, ""], strict=True):
                judgement = discs.judgement_of(found, domain) if domain else found.overall if found else "not assessed"
                tip = f"{effect.label}, {domain or 'overall'}: {judgement}"
                discs.disc(drawing, (x, middle), layout.row * 0.36, judgement, tip)
        drawn.append((effect, middle))
        y += height
    for effect, middle in drawn:
        marks.effect(drawing, synthesis, layout.axis, effect, middle, layout.row)
    return y + 2


def _foot(
    drawing: Drawing, part: _Part, layout: _Layout, columns: list[Column], under: int, top: float, bottom: float
) -> float:
    """Pooled lines, axis, and the sentences at the left of it; returns the y below."""
    synthesis, size, axis = part.synthesis, layout.size, layout.axis
    drawing.line((style.MARGIN, bottom), (layout.rights[-1], bottom), style.RULE, style.HAIR)
    y = bottom + 3
    if part.last:
        y = _pooled_rows(drawing, part, layout, columns, y)
    axis_y = y + 2
    here = drawing.here()
    marks.null_lines(drawing, synthesis, axis, top, axis_y)
    drawing.move(here, under)
    lowest = marks.axis_line(drawing, axis, part.labels, axis_y, layout.width - style.MARGIN)
    room = axis.left - 14 - style.MARGIN
    base = y + size + 2
    if part.last:
        for sentence in _sentences(part):
            base = drawing.paragraph(style.MARGIN, base, sentence, room, style.SMALL, fill=style.INK)
    else:
        base = drawing.paragraph(style.MARGIN, base, "Continued on the next page", room, style.SMALL, fill=style.GREY)
    return max(lowest, base - style.SMALL * style.LEADING + 3)


def _sentences(part: _Part) -> list[str]:
    synthesis = part.synthesis
    pooled = synthesis.pooled and synthesis.estimate is not None
    found = [
        "" if pooled else words.not_pooled(synthesis),
        f"Model: {synthesis.estimate.method or synthesis.model}" if pooled and synthesis.estimate else "",
        words.heterogeneity(synthesis) if pooled else "",
        words.overall(synthesis.estimate) if pooled else "",
        words.subgroup_difference(synthesis) if pooled else "",
        *(f"({mark}) {note}" for mark, note in words.marked(synthesis.effects)),
    ]
    return [sentence for sentence in found if sentence]


def _pooled_rows(drawing: Drawing, part: _Part, layout: _Layout, columns: list[Column], y: float) -> float:
    """Subgroups, total and prediction interval, one row each; returns the y below."""
    synthesis, size, decimals = part.synthesis, layout.size, n.decimals_for(part.synthesis)
    if not synthesis.pooled or synthesis.estimate is None:
        return y
    for group in synthesis.subgroups:
        if group.estimate is None:
            continue
        shown = n.interval(group.estimate.shown, decimals)
        room = layout.rights[-1] - measure(shown, size) - GAP - style.MARGIN
        lines = wrap(f"{group.variable}: {group.level} (k = {group.k})", room, size, most=2)
        base = y + layout.row / 2 + size * 0.35
        for i, line in enumerate(lines):
            drawing.text(style.MARGIN, base + i * size * style.LEADING, line, size)
        drawing.text(layout.rights[-1], base, shown, size, anchor="end")
        marks.diamond(drawing, layout.axis, group.estimate, y + layout.row / 2, layout.row, style.PAPER)
        y += layout.row + (len(lines) - 1) * size * style.LEADING
    base = y + layout.row / 2 + size * 0.35
    drawing.text(style.MARGIN, base, f"Total ({n.level(synthesis.estimate)} CI)", size, True)
    for column, right in zip(columns, layout.rights, strict=True):
        if column.total:
            drawing.text(right, base, column.total, size, True, "end")
    marks.diamond(drawing, layout.axis, synthesis.estimate, y + layout.row / 2, layout.row, style.INK)
    y += layout.row
    if synthesis.prediction is not None:
        base = y + layout.row / 2 + size * 0.35
        drawing.text(style.MARGIN, base, f"{n.level(synthesis.prediction)} prediction interval", size)
        drawing.text(layout.rights[-1], base, n.bounds(synthesis.prediction.shown, decimals), size, anchor="end")
        marks.prediction(drawing, layout.axis, synthesis.prediction, y + layout.row / 2)
        y += layout.row
    return y


def _legend(drawing: Drawing, part: _Part, layout: _Layout, domains: dict[str, str], y: float) -> float:
    """What the discs mean; returns the y below."""
    if not domains or not part.last:
        return y
    found = _known(part)
    absent = len(found) < len(part.synthesis.effects)
    y += style.SMALL * 1.9
    shown = discs.used(found)
    discs.legend(
        drawing, style.MARGIN, y, [*shown, "not assessed"] if absent and "not assessed" not in shown else shown
    )
    names = ". ".join(f"{key}: {name}" for key, name in domains.items())
    y = drawing.paragraph(
        style.MARGIN, y + style.SMALL * 1.7, f"Risk of bias. {names}. All: overall.",
        layout.width - 2 * style.MARGIN, style.SMALL,
    )  # fmt: skip
    return y - style.SMALL * style.LEADING + 3
