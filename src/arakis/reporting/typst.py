"""The manuscript as Typst source. Outside words are only ever string literals, so nothing in them is markup."""

from arakis.reporting.document import (
    Bibliography,
    Block,
    Bullets,
    Emphasis,
    Gap,
    Manuscript,
    Paragraph,
    Picture,
    Run,
    Runs,
    Section,
    Table,
    plain,
    widths_of,
)

LONG = 700  # characters of a cell above which its row may be broken between pages
KEPT = 24  # lines up to which a table stays on one page
SMALL = 7  # columns from which on the type of a table is smaller
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "", "\t": " "}
BREAK, SOFT_HYPHEN = "\u200b", "\u00ad"
ROOM = 28  # letters of a word that a line of text always has room for
PORTRAIT, LANDSCAPE = 162, 257  # millimetres between the margins
INSET = 2.6  # millimetres of a column that hold no text
LETTER = 0.19  # width of a wide letter in millimetres for each point of type

PREAMBLE = """\
#set document(title: TITLE, date: none)
#set page(paper: "a4", margin: (x: 24mm, top: 26mm, bottom: 24mm), numbering: "1 / 1", number-align: center,
  header: context { if counter(page).get().first() > 1 {
    set text(8pt, fill: luma(90))
    block(width: 100%, below: 3pt, grid(columns: (1fr, auto), RUNNING, STATE))
    line(length: 100%, stroke: 0.4pt + luma(160))
  } })
#set text(font: ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"), size: 10pt, lang: "en", region: "gb",
  hyphenate: true)
#set par(justify: true, leading: 0.62em, spacing: 0.85em)
#set list(indent: 2pt, body-indent: 5pt, spacing: 0.6em)
#show heading: set text(hyphenate: false)
#show heading: set par(justify: false)
#show heading.where(level: 1): it => block(above: 1.7em, below: 0.8em, sticky: true, text(13pt, it.body))
#show heading.where(level: 2): it => block(above: 1.35em, below: 0.65em, sticky: true, text(10.8pt, it.body))
#show heading.where(level: 3): it => block(above: 1.15em, below: 0.6em, sticky: true,
  text(10pt, style: "italic", it.body))
#show figure: set block(breakable: true)
#let gap(body) = highlight(fill: rgb("#fff1c2"), extent: 1pt, text(style: "italic")[[For the authors: #body]])
#let note(body) = block(above: 0.5em, below: 0.5em, text(8pt, par(justify: false, body)))
#let gap-below = v(0.5em, weak: false)
#let whole-words(body) = text(hyphenate: false, body)
#let grid-table(size, columns, align, whole, head, ..cells) = {
  set text(size, hyphenate: true)
  set table.cell(breakable: not whole)
  set par(justify: false, leading: 0.5em)
  table(columns: columns, align: align, stroke: none, inset: (x: 3.5pt, y: 3.2pt),
    table.hline(stroke: 0.8pt),
    table.header(..head.map(it => table.cell(align: bottom, strong(it))), table.hline(stroke: 0.5pt)),
    ..cells,
    table.hline(stroke: 0.8pt))
}
"""


def literal(words: str) -> str:
    """Words as a Typst string literal."""
    return '"' + "".join(_ESCAPES.get(letter, letter) for letter in words) + '"'


def _soft(words: str, room: int = ROOM) -> str:
    """Words longer than a line has room for (addresses, hashes, names) get places where a line may end."""
    if all(len(word) <= room for word in words.split()):
        return words
    return " ".join(_broken(word, room) if len(word) > room else word for word in words.split(" "))


def _broken(word: str, room: int) -> str:
    step = 12 if room >= ROOM else 6
    mark = SOFT_HYPHEN if word.replace("-", "").isalpha() else BREAK
    parts: list[str] = []
    since = 0
    for at, letter in enumerate(word):
        parts.append(letter)
        since += 1
        if at + 3 < len(word) and letter in "/._-?&=,;":
            parts.append(BREAK)
            since = 0
        elif since >= step and at + 3 < len(word):
            parts.append(mark)
            since = 0
    return "".join(parts)


def _run(run: Run, room: int) -> str:
    if isinstance(run, Emphasis):
        return f"#{'strong' if run.strong else 'emph'}[{_runs(run.runs, room)}]"
    if isinstance(run, Gap):
        return f"#gap[#{literal(_soft(run.text, room))}]"
    return f"#{literal(_soft(run.text, room))}" if run.text else ""


def _runs(runs: Runs, room: int = ROOM) -> str:
    return "".join(_run(run, room) for run in runs)


def _row(cells: tuple[Runs, ...], rooms: list[int]) -> str:
    return ", ".join(_cell(cell, room) for cell, room in zip(cells, rooms, strict=True))


def _cell(runs: Runs, room: int) -> str:
    """A cell of a table; words are divided only where one is too long for the column."""
    longest = max((len(word) for word in plain(runs).split()), default=0)
    return f"[{_runs(runs, room)}]" if longest > room else f"whole-words[{_runs(runs, room)}]"


class _Writer:
    def __init__(self, drawings: dict[str, str]) -> None:
        self.lines: list[str] = []
        self.drawings = drawings

    def block(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            label = f"#strong[#{literal(block.label + '.')}] " if block.label else ""
            self.lines.append(f"{label}{_runs(block.runs)}\n")
        elif isinstance(block, Bullets):
            self.lines.append("#list(" + ", ".join(f"[{_runs(item)}]" for item in block.items) + ")\n")
        elif isinstance(block, Table):
            self.table(block)
        elif isinstance(block, Picture):
            self.picture(block)
        else:
            self.bibliography(block)

    def table(self, table: Table) -> None:
        count = len(table.headers)
        widths = widths_of(table)
        whole = all(len(plain(cell)) < LONG for row in table.rows for cell in row)
        columns = ", ".join(f"{width}fr" for width in widths) + ","
        align = ", ".join("center" if at in table.numeric else "left" for at in range(count)) + ","
        size = 7.6 if count >= SMALL and not table.wide else 8.4
        space = (LANDSCAPE if table.wide else PORTRAIT) / sum(widths)
        rooms = [max(5, int((space * width - INSET) / (size * LETTER))) for width in widths]
        head = _row(table.headers, rooms) + ","
        cells = "".join(f"  {_row(row, rooms)},\n" for row in table.rows)
        if not table.rows:
            cells = f"  table.cell(colspan: {count})[\u2013],\n"
        kept = "false" if self._lines(table, rooms) <= KEPT else "true"
        title = f"#strong[Table {table.number}.] {_runs(table.title)}"
        body = (
            f"#block(above: 1.2em, below: 0.6em, sticky: true, par(justify: false)[#text(9pt)[{title}]])\n"
            f"#block(breakable: {kept}, width: 100%, "
            f"grid-table({size}pt, ({columns}), ({align}), {str(whole).lower()}, ({head}),\n{cells}))\n"
        )
        body += "".join(f"#note[{_runs(note)}]\n" for note in table.footnotes)
        body += "#gap-below\n" if table.footnotes else ""
        if table.wide:
            body = f"#page(flipped: true, margin: (x: 20mm, top: 24mm, bottom: 20mm))[\n{body}]\n"
        self.lines.append(body + "\n")

    @staticmethod
    def _lines(table: Table, rooms: list[int]) -> int:
        """About how many lines a table takes, its header left out."""
        return sum(
            max(1 + len(plain(cell)) // room for cell, room in zip(row, rooms, strict=True)) for row in table.rows
        )

    def picture(self, picture: Picture) -> None:
        drawing = self.drawings.get(picture.name, "")
        words = f"#strong[Figure {picture.number}.] {_runs(picture.caption)}"
        caption = f"#block(above: 0.5em, below: 0.4em, par(justify: false)[#text(9pt)[{words}]])"
        if not drawing:
            self.lines.append(f"{caption}\n")
            return
        alt = plain(picture.alt)
        self.lines.append(
            f"#place(auto, float: true, clearance: 1.4em, block(breakable: false, width: 100%)[#align(center, "
            f'fit(image(bytes({literal(drawing)}), format: "svg", alt: {literal(alt)})))\n{caption}])\n'
        )

    def bibliography(self, block: Bibliography) -> None:
        self.lines.append("#[#set text(9pt)\n#set par(justify: false, hanging-indent: 0pt)\n")
        digits = len(str(max((entry.number for entry in block.entries), default=1)))
        columns = f"({0.9 + 0.55 * digits:.2f}em, 1fr)"
        for entry in block.entries:
            if block.numbered:
                self.lines.append(
                    f"#block(above: 0.55em, below: 0.55em, grid(columns: {columns}, column-gutter: 0.5em, "
                    f"align(right)[{entry.number}.], [{_runs(entry.runs)}]))\n"
                )
            else:
                self.lines.append(
                    f"#block(above: 0.55em, below: 0.55em, par(hanging-indent: 1.4em)[{_runs(entry.runs)}])\n"
                )
        self.lines.append("]\n")

    def sections(self, sections: tuple[Section, ...], level: int) -> None:
        for section in sections:
            self.lines.append(f"#heading(level: {min(level, 3)})[{_runs(section.words)}]\n")
            for block in section.blocks:
                self.block(block)
            self.sections(section.sections, level + 1)


FIT = """\
#let fit(picture) = layout(size => {
  let natural = measure(picture)
  let width = calc.min(size.width, natural.width)
  let height = natural.height * (width / natural.width)
  let limit = 195mm
  if height > limit { width = width * (limit / height) }
  block(width: width, { set image(width: 100%); picture })
})
"""


def typst(manuscript: Manuscript) -> str:
    """The manuscript as the source of one Typst file that needs no other file; figures are inside as SVG."""
    drawings = {name: figure.svg for name, figure in manuscript.figures.items()}
    writer = _Writer(drawings)
    title = plain(manuscript.title)
    preamble = (
        PREAMBLE.replace("TITLE", literal(title))
        .replace("RUNNING", literal(manuscript.running))
        .replace("STATE", literal("Provisional" if manuscript.banner else ""))
    )
    lines = [preamble, FIT]
    size = 18 if len(title) < 90 else 15 if len(title) < 180 else 12.5
    words = f"#text({size}pt, weight: 700, hyphenate: false)[{_runs(manuscript.title)}]"
    lines.append(f"#par(justify: false, leading: 0.58em)[{words}]\n")
    if manuscript.authors:
        lines.append(f"#par(justify: false)[{_runs(manuscript.authors)}]\n")
    if manuscript.banner:
        lines.append(
            '#block(width: 100%, inset: 8pt, radius: 2pt, fill: rgb("#fdf1e3"), stroke: 0.7pt + rgb("#b8651b"))'
            f"[#par(justify: false)[{_runs(manuscript.banner)}]]\n"
        )
    lines.append(f"#text(8pt, fill: luma(90))[#par(justify: false)[{_runs(manuscript.colophon)}]]\n")
    writer.sections(manuscript.sections, 1)
    return "\n".join([*lines, *writer.lines])
