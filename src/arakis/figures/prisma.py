"""The PRISMA 2020 flow diagram (Page et al., BMJ 2021;372:n71, figure 1), its boxes sized by their words.

People's and automation's exclusions stand apart, as the statement's second footnote asks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from arakis.domain.flow import Flow
from arakis.figures import style
from arakis.figures.metrics import measure, wrap
from arakis.figures.svg import Drawing

BAR, GUTTER = 20.0, 10.0  # width of the phase bars, and the space beside them
BETWEEN = 26.0  # from the main column to the side column
STEP = 17.0  # from a row to the next
PAD = 7.0
MAIN_SHARE = 0.44


@dataclass(frozen=True)
class _Line:
    """A line of a box: its words, and how far it is indented."""

    text: str
    bold: bool = False
    indent: float = 0.0


@dataclass(frozen=True)
class _Row:
    """A step of the flow: the phase it belongs to, its box, and the boxes at its side."""

    phase: str
    main: tuple[_Line, ...]
    side: tuple[_Line, ...] = ()


def prisma(
    flow: Flow,
    sources: Mapping[str, str] | None = None,
    reasons: Mapping[str, str] | None = None,
    provisional: str | bool = "",
) -> str:
    """The flow diagram as SVG, 180 mm wide.

    `sources` and `reasons` give the readers' words for the keys of `flow.by_source` and `flow.reasons` (a key without
    words stands for itself). `provisional` prints a banner: True for a general one, or its own words.
    """
    rows = _rows(flow, sources or {}, reasons or {})
    width = style.WIDTH_MM * style.PT_PER_MM
    drawing = Drawing(width)
    y = style.MARGIN
    notice = _notice(flow, provisional)
    if notice:
        y = _banner(drawing, notice, y, width)
    left = style.MARGIN + BAR + GUTTER
    main_width = (width - style.MARGIN - left - BETWEEN) * MAIN_SHARE
    side_left = left + main_width + BETWEEN
    side_width = width - style.MARGIN - side_left
    spans: dict[str, tuple[float, float]] = {}
    previous: float | None = None
    centre = left + main_width / 2
    for row in rows:
        main_lines, side_lines = _laid(row.main, main_width), _laid(row.side, side_width)
        main_height, side_height = _height(main_lines), _height(side_lines) if row.side else 0.0
        if not row.side:  # alone in its phase: as tall as the phase's name is long
            main_height = max(main_height, measure(row.phase, style.BODY, True) + 2 * PAD)
        if previous is not None:
            drawing.arrow((centre, previous), (centre, y))
        _box(drawing, left, y, main_width, main_lines, main_height, strong=row is rows[-1])
        if row.side:
            _box(drawing, side_left, y, side_width, side_lines, side_height)
            level = y + min(main_height, side_height) / 2
            drawing.arrow((left + main_width, level), (side_left, level))
        previous = y + main_height
        bottom = y + max(main_height, side_height)
        spans[row.phase] = (spans.get(row.phase, (y, y))[0], bottom)
        y = bottom + STEP
    for phase, (top, bottom) in spans.items():
        drawing.rect(style.MARGIN, top, BAR, bottom - top, style.ACCENT_WASH, style.ACCENT, 3)
        drawing.text(
            style.MARGIN + BAR / 2 + style.BODY * 0.35, (top + bottom) / 2, phase, style.BODY, True, "middle",
            style.ACCENT, turn=True,
        )  # fmt: skip
    title = "PRISMA 2020 flow diagram" + (" (provisional)" if notice else "")
    return drawing.svg(y - STEP + style.MARGIN, title, _describe(rows, notice))


def _n(value: int) -> str:
    """`(n = 1204)` with spaces that do not break."""
    return f"(n\u00a0=\u00a0{value})"


def _rows(flow: Flow, sources: Mapping[str, str], reasons: Mapping[str, str]) -> list[_Row]:
    identified = [_Line(f"Records identified {_n(flow.identified)}", True)]
    identified += [_Line(f"{sources.get(key, key)} {_n(count)}", indent=8) for key, count in flow.by_source.items()]
    removed = [
        _Line("Records removed before screening", True),
        _Line(f"Duplicate records {_n(flow.duplicates)}", indent=8),
        _Line(f"Marked as ineligible by automation tools {_n(flow.removed_automation)}", indent=8),
        _Line(f"Removed for other reasons {_n(flow.removed_other)}", indent=8),
    ]
    excluded = [
        _Line(f"Records excluded {_n(flow.excluded + flow.excluded_automation)}", True),
        _Line(f"By people {_n(flow.excluded)}", indent=8),
        _Line(f"By automation {_n(flow.excluded_automation)}", indent=8),
    ]
    return [
        _Row("Identification", tuple(identified), tuple(removed)),
        _Row("Screening", (_Line(f"Records screened {_n(flow.screened)}", True),), tuple(excluded)),
        _Row(
            "Screening",
            (_Line(f"Reports sought for retrieval {_n(flow.sought)}", True),),
            (_Line(f"Reports not retrieved {_n(flow.not_retrieved)}", True),),
        ),
        _Row(
            "Screening",
            (_Line(f"Reports assessed for eligibility {_n(flow.assessed)}", True),),
            tuple(_assessed(flow, reasons)),
        ),
        _Row(
            "Included",
            (
                _Line(f"Studies included in review {_n(flow.included_studies)}", True),
                _Line(f"Reports of included studies {_n(flow.included_reports)}", True),
            ),
        ),
    ]


def _assessed(flow: Flow, reasons: Mapping[str, str]) -> list[_Line]:
    """What became of the reports that were assessed and not included, the most frequent reason first."""
    lines = [_Line(f"Reports excluded {_n(flow.excluded_full_text)}", True)]
    ordered = sorted(flow.reasons.items(), key=lambda item: (-item[1], item[0]))
    lines += [_Line(f"{reasons.get(key, key)} {_n(count)}", indent=8) for key, count in ordered]
    others = (
        ("Awaiting classification", flow.awaiting),
        ("Ongoing studies", flow.ongoing),
        ("Not yet decided", flow.undecided),
    )
    return lines + [_Line(f"{name} {_n(count)}", True) for name, count in others if count]


def _notice(flow: Flow, provisional: str | bool) -> str:
    if not provisional and not flow.undecided:
        return ""
    if isinstance(provisional, str) and provisional:
        return provisional
    waiting = flow.awaiting + flow.undecided
    if not waiting:
        return "Provisional: decisions are still open"
    reports = "report waits" if waiting == 1 else "reports wait"
    return f"Provisional: {waiting} {reports} for a decision"


_Laid = list[tuple[float, str, _Line]]  # y of the baseline below the box's top, text, line


def _laid(lines: Sequence[_Line], width: float) -> _Laid:
    """The lines of a box, wrapped to its width; continuations hang by four points."""
    leading, y = style.BODY * style.LEADING, PAD + style.BODY * 0.78
    laid: _Laid = []
    for i, line in enumerate(lines):
        if i and line.bold and not lines[i - 1].bold:
            y += 3
        room = width - 2 * PAD - line.indent - (4 if line.indent else 0)
        for j, text in enumerate(wrap(line.text, room, style.BODY, line.bold)):
            hanging = _Line(text, line.bold, line.indent + (4 if j and line.indent else 0))
            laid.append((y, text, hanging))
            y += leading
        y += 1.5
    return laid


def _height(laid: _Laid) -> float:
    return (laid[-1][0] if laid else 0.0) + style.BODY * 0.25 + PAD


def _box(drawing: Drawing, x: float, y: float, width: float, laid: _Laid, height: float, strong: bool = False) -> None:
    fill = style.WASH if strong else style.PAPER
    y_text = y + (height - _height(laid)) / 2
    drawing.rect(x, y, width, height, fill, style.INK if strong else style.RULE, 2, role="box")
    for base, text, line in laid:
        drawing.text(x + PAD + line.indent, y_text + base, text, style.BODY, line.bold)


def _banner(drawing: Drawing, notice: str, y: float, width: float) -> float:
    """A strip above the flow; returns the y below it."""
    room = width - 2 * style.MARGIN - 2 * PAD
    lines = wrap(notice, room, style.BODY, True, most=4)
    leading = style.BODY * style.LEADING
    height = len(lines) * leading + PAD
    drawing.rect(style.MARGIN, y, width - 2 * style.MARGIN, height, style.WASH, style.RULE, 2, role="banner")
    for i, line in enumerate(lines):
        base = y + PAD / 2 + style.BODY * 0.95 + i * leading
        drawing.text(width / 2, base, line, style.BODY, True, "middle")
    return y + height + STEP * 0.7


def _describe(rows: list[_Row], notice: str) -> str:
    """The alternative text: every line of every box in reading order."""
    parts = [f"{row.phase}: " + "; ".join(line.text for line in (*row.main, *row.side)) for row in rows]
    text = ". ".join([*([notice] if notice else []), *parts]) + "."
    return text.replace("\u00a0", " ")
