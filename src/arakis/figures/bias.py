"""Risk-of-bias figures: the traffic light (studies by domains) and the summary (shares by domain)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from arakis.domain.bias import BiasAssessment, BiasJudgement
from arakis.figures import discs, style
from arakis.figures.metrics import measure, wrap, wrap_label
from arakis.figures.svg import Drawing

OVERALL = "Overall"
_CELL, _ROW = 30.0, 16.0


def traffic_light(assessments: Sequence[BiasAssessment], labels: Mapping[str, str]) -> str:
    """One row per assessment, one disc per domain and one overall, as SVG.

    `labels` names the rows, by result id or else by study id. Symbols stand with the colours. The figure is as wide as
    its columns need and at most 180 mm, and grows downwards with the studies.
    """
    rows = list(assessments)
    domains = discs.domains_of(rows)
    names = [labels.get(a.result) or labels.get(a.study) or a.study for a in rows]
    columns = [*domains, OVERALL]
    page = style.WIDTH_MM * style.PT_PER_MM
    cells = _CELL * len(columns) + 16
    legend_width = discs.legend(Drawing(page), 0, 0, discs.used(rows))
    natural = max([measure(name) for name in names] + [measure("Study", bold=True)])
    label = max(min(natural, page - cells - 2 * style.MARGIN - 10), 60.0) + 10
    width = min(max(style.MARGIN * 2 + label + cells, legend_width + 2 * style.MARGIN, 250.0), page)
    label = width - 2 * style.MARGIN - cells
    xs = [style.MARGIN + label + _CELL * (i + 0.5) + (10 if c == OVERALL else 0) for i, c in enumerate(columns)]
    drawing = Drawing(width)
    base = style.MARGIN + style.BODY
    drawing.text(style.MARGIN, base, "Study", bold=True)
    for x, column in zip(xs, columns, strict=True):
        drawing.text(x, base, column, bold=True, anchor="middle")
    y = base + 5
    drawing.line((style.MARGIN, y), (width - style.MARGIN, y), style.INK, style.THIN)
    panel, panel_top = drawing.here(), y
    for i, (assessment, name) in enumerate(zip(rows, names, strict=True)):
        lines = wrap_label(name, label - 8)
        height = _ROW + (len(lines) - 1) * style.BODY * style.LEADING
        if i:
            drawing.line((style.MARGIN, y), (width - style.MARGIN, y), style.FAINT, style.HAIR)
        first = y + height / 2 + style.BODY * 0.35 - (len(lines) - 1) * style.BODY * style.LEADING / 2
        for j, line in enumerate(lines):
            drawing.text(style.MARGIN, first + j * style.BODY * style.LEADING, line)
        for x, column in zip(xs, columns, strict=True):
            judgement = assessment.overall if column == OVERALL else discs.judgement_of(assessment, column)
            discs.disc(drawing, (x, y + height / 2), 5.6, judgement, f"{name}, {column}: {judgement}")
        y += height
    here = drawing.here()
    drawing.rect(xs[-1] - _CELL / 2, panel_top, _CELL, y - panel_top, style.WASH, role="panel")
    drawing.move(here, panel)
    drawing.line((style.MARGIN, y), (width - style.MARGIN, y), style.INK, style.THIN)
    y = _explain(drawing, rows, domains, y, width)
    words = "; ".join(f"{name}: {_row_words(a, domains)}" for a, name in zip(rows, names, strict=True))
    description = f"Risk of bias of {len(rows)} results by domain. {words}."
    return drawing.svg(y + style.MARGIN, "Risk of bias by study and domain", description, width / style.PT_PER_MM)


def _row_words(assessment: BiasAssessment, domains: Mapping[str, str]) -> str:
    if not assessment.domains:
        return f"{assessment.overall}" + (f" ({assessment.note})" if assessment.note else "")
    judged = [f"{key} {discs.judgement_of(assessment, key)}" for key in domains]
    return ", ".join([*judged, f"overall {assessment.overall}"])


def _explain(drawing: Drawing, rows: list[BiasAssessment], domains: Mapping[str, str], y: float, width: float) -> float:
    """The legend of judgements, the domains' names and the notes; returns the y below."""
    y += style.SMALL * 1.9
    discs.legend(drawing, style.MARGIN, y, discs.used(rows))
    y += style.SMALL * 1.8
    notes = list(dict.fromkeys(f"Not assessed: {a.note}." for a in rows if a.note and not a.domains))
    for text in [*(f"{key}: {name}" for key, name in domains.items()), *notes]:
        y = drawing.paragraph(style.MARGIN, y, text, width - 2 * style.MARGIN, style.SMALL)
    return y - style.SMALL * style.LEADING + 2


@dataclass(frozen=True)
class _Share:
    """How much of one domain's weight has one judgement, and how many results that is."""

    judgement: BiasJudgement
    share: float  # 0 to 1
    count: int


def bias_summary(assessments: Sequence[BiasAssessment], weights: Mapping[str, float] | None = None) -> str:
    """A bar per domain and one overall: the share of results with each judgement, as SVG, 180 mm wide.

    With `weights` (result id -> weight in the synthesis) the shares are of the weight; results without one are left
    out. Each segment has its symbol and, where it fits, its per cent.
    """
    rows = [a for a in assessments if weights is None or weights.get(a.result, 0.0) > 0]
    domains = discs.domains_of(rows)
    width = style.WIDTH_MM * style.PT_PER_MM
    bars = [(name, _shares(rows, key, weights)) for key, name in domains.items()]
    bars.append((OVERALL, _shares(rows, "", weights)))
    label = min(max(measure(name, bold=name == OVERALL) for name, _ in bars), 170.0)
    left, right = style.MARGIN + label + 10, width - style.MARGIN - 12
    drawing = Drawing(width)
    y = style.MARGIN + 2
    for name, shares in bars:
        if name == OVERALL and len(bars) > 1:
            y += 5
        lines = wrap(name, label, bold=name == OVERALL, most=3)
        height = max(17.0, len(lines) * style.BODY * style.LEADING + 5)
        first = y + height / 2 + style.BODY * 0.35 - (len(lines) - 1) * style.BODY * style.LEADING / 2
        for i, line in enumerate(lines):
            drawing.text(left - 8, first + i * style.BODY * style.LEADING, line, bold=name == OVERALL, anchor="end")
        _bar(drawing, shares, left, right, y + height / 2)
        y += height + 4
    drawing.line((left, y), (right, y), style.INK, style.THIN, role="axis")
    for percent in (0, 25, 50, 75, 100):
        x = left + (right - left) * percent / 100
        drawing.line((x, y), (x, y + 3), style.INK, style.THIN)
        drawing.text(x, y + 4 + style.SMALL, f"{percent}%", style.SMALL, anchor="middle")
    unit = f"Share of the weight of {len(rows)} results" if weights is not None else f"Share of {len(rows)} results"
    y += 4 + style.SMALL * 3.1
    drawing.text(right, y, unit, style.SMALL, anchor="end", fill=style.GREY)
    discs.legend(drawing, style.MARGIN, y, discs.used(rows))
    described = "; ".join(
        f"{name}: " + ", ".join(f"{s.judgement} {s.share * 100:.0f}% ({s.count})" for s in shares if s.count)
        for name, shares in bars
    )
    return drawing.svg(y + style.MARGIN + 2, "Risk of bias summary", f"{unit} with each judgement. {described}.")


def _shares(rows: list[BiasAssessment], domain: str, weights: Mapping[str, float] | None) -> list[_Share]:
    """The judgements of one domain ("" is overall), from low to not assessed."""
    sums: dict[BiasJudgement, tuple[float, int]] = {}
    for row in rows:
        judgement = discs.judgement_of(row, domain) if domain else row.overall
        weight, count = sums.get(judgement, (0.0, 0))
        sums[judgement] = weight + (weights[row.result] if weights is not None else 1.0), count + 1
    total = sum(weight for weight, _ in sums.values()) or 1.0
    return [_Share(j, sums[j][0] / total, sums[j][1]) for j in discs.WORDS if j in sums]


def _bar(drawing: Drawing, shares: list[_Share], left: float, right: float, y: float) -> None:
    x = left
    for part in shares:
        width = (right - left) * part.share
        drawing.open(f"{discs.WORDS[part.judgement]}: {part.share * 100:.0f}% ({part.count})", "share")
        drawing.rect(x, y - 7, width, 14, style.BIAS_FILL[part.judgement], style.GREY, role="segment")
        percent = f"{part.share * 100:.0f}%"
        symbol = style.BIAS_SYMBOL[part.judgement]
        for text in (f"{symbol} {percent}".strip(), percent, symbol):
            if text and measure(text, style.SMALL, True) + 4 <= width:
                ink = style.BIAS_INK[part.judgement]
                drawing.text(x + width / 2, y + style.SMALL * 0.35, text, style.SMALL, True, "middle", ink)
                break
        drawing.close()
        x += width
