"""Writers shared by the shipped demonstration material and by the dealer.

A report is a ``Report``: particulars and a list of blocks.  It is written as a
PDF (typst) in one of several page designs, or as JATS XML.  A search entry is
a ``Rec``; it is written in the RIS dialect of embase.com or in the PubMed
(NBIB) format.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

NOTE = "Demonstration document \u2013 invented text around published counts"
DEALT_NOTE = "Demonstration document \u2013 invented text and invented counts"

# --------------------------------------------------------------------------
# numbers

_ONES = [
    "none",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def words(n: int) -> str:
    """A whole number in English words (0 to 999 999)."""
    if n < 20:
        return _ONES[n]
    if n < 100:
        return _TENS[n // 10] + ("-" + _ONES[n % 10] if n % 10 else "")
    if n < 1000:
        rest = f" and {words(n % 100)}" if n % 100 else ""
        return f"{_ONES[n // 100]} hundred{rest}"
    rest = n % 1000
    tail = "" if not rest else (f" and {words(rest)}" if rest < 100 else f" {words(rest)}")
    return f"{words(n // 1000)} thousand{tail}"


def num(n: int, style: str = "comma") -> str:
    """A whole number with its thousands parted by a comma, a space or nothing."""
    if style == "none":
        return str(n)
    sep = {"comma": ",", "space": " ", "thin": "\u2009", "nbsp": "\u00a0"}[style]
    if style in ("space", "thin", "nbsp") and n < 10000 and style != "thin":
        return str(n)
    return f"{n:,}".replace(",", sep)


# --------------------------------------------------------------------------
# reports


@dataclass
class Table:
    """A table; a cell is a string or a pair (string, columns spanned)."""

    label: str
    caption: str
    head: list[list[Any]]
    body: list[list[Any]]
    notes: str = ""
    bold: tuple[int, ...] = ()
    wide: bool = False
    small: bool = False


@dataclass
class Report:
    key: str
    title: str
    authors: list[tuple[str, str]]
    affiliation: str
    journal: str
    year: int
    volume: str
    issue: str
    first: int
    last: int
    doi: str
    pmid: str
    abstract: str
    blocks: list[tuple[Any, ...]]
    design: str = "jats"
    file: str = ""
    keywords: list[str] = field(default_factory=list)
    received: str = ""
    references: list[str] = field(default_factory=list)
    show_doi: bool = True
    note: str = NOTE
    month: str = ""

    def names(self) -> list[str]:
        """Names as printed; initials carry points in the older page designs."""
        dots = self.design in ("forties", "fifties", "quarterly")
        out = []
        for family, given in self.authors:
            if dots and re.fullmatch(r"[A-Z]( [A-Z])*", given):
                given = given.replace(" ", ". ") + "."
            out.append(f"{given} {family}".strip())
        return out


@dataclass
class Figure:
    """A line chart of two or three series over periods."""

    label: str
    caption: str
    ylabel: str
    periods: list[str]
    series: list[tuple[str, list[float]]]
    wide: bool = True


def fig(*args: Any, **kw: Any) -> tuple[str, Figure]:
    return ("f", Figure(*args, **kw))


def h(text: str) -> tuple[str, str]:
    return ("h", text)


def p(text: str) -> tuple[str, str]:
    return ("p", re.sub(r"[ \t\n]+", " ", text).strip())


def t(*args: Any, **kw: Any) -> tuple[str, Table]:
    return ("t", Table(*args, **kw))


# --------------------------------------------------------------------------
# typst


def _q(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _inline(text: str) -> str:
    """Typst content of a text in which _this_ is italic."""
    out = []
    for i, part in enumerate(re.split(r"_([^_]+)_", text)):
        if part:
            out.append(f"#emph({_q(part)})" if i % 2 else f"#{_q(part)}")
    return "[" + "".join(out) + "]"


def _typst_table(tb: Table, size: str, ruled: bool = True) -> str:
    def width(c: Any) -> int:
        return c[1] if isinstance(c, tuple) else 1

    ncol = sum(width(c) for c in tb.head[0])
    lines = []
    pitch = "4pt" if tb.small else "6.5pt"
    lines.append(
        f"table(columns: {ncol}, stroke: none, inset: (x: {pitch}, y: 3pt),"
        " align: (c, r) => if c == 0 { left + bottom } else { center + bottom },"
    )
    lines.append("table.hline(stroke: 0.9pt),")
    for r, row in enumerate(tb.head):
        for c in row:
            if isinstance(c, tuple):
                lines.append(
                    f"table.cell(colspan: {c[1]}, align: center)[#strong({_q(c[0])})],"
                    if ruled
                    else f"table.cell(colspan: {c[1]}, align: center)[#emph({_q(c[0])})],"
                )
            else:
                lines.append(f"[#{'strong' if ruled else 'emph'}({_q(c)})],")
        if r < len(tb.head) - 1:
            start = 0
            for c in row:
                if isinstance(c, tuple) and c[1] > 1:
                    lines.append(f"table.hline(start: {start}, end: {start + c[1]}, stroke: 0.3pt),")
                start += width(c)
    lines.append("table.hline(stroke: 0.5pt),")
    for r, row in enumerate(tb.body):
        strong = r in tb.bold
        if strong and r == len(tb.body) - 1:
            lines.append("table.hline(stroke: 0.3pt),")
        for c in row:
            text, span = (c[0], c[1]) if isinstance(c, tuple) else (c, 1)
            inner = f"#strong({_q(text)})" if strong else f"#{_q(text)}"
            lines.append(f"table.cell(colspan: {span})[{inner}]," if span > 1 else f"[{inner}],")
    lines.append("table.hline(stroke: 0.9pt),)")
    body = "\n".join(lines)
    note = f"#v(-2pt)#block(width: 100%)[#set text(size: 0.92em);#set align(left);#{_q(tb.notes)}]" if tb.notes else ""
    if tb.wide:
        note = note.replace("set align(left)", "set align(center)")
    return (
        f"block(width: 100%, breakable: false)[#set text(size: {size}, hyphenate: false)\n"
        f"#set par(first-line-indent: 0pt, justify: false, leading: 0.5em)\n#set align(center)\n"
        f"#strong({_q(tb.label)}) #{_q(tb.caption)}\n#v(2pt)\n#{body}\n{note}]"
    )


def _typst_figure(f: Figure) -> str:
    w, ht = 92.0, 44.0  # mm of the plotting area
    top = max(max(v) for _, v in f.series) * 1.1
    n = len(f.periods)
    x = [w * (i + 0.5) / n for i in range(n)]
    out = [
        f"box(width: {w + 34}mm, height: {ht + 12}mm)[#set text(size: 7.5pt)",
        "#set par(first-line-indent: 0pt, justify: false)",
    ]

    def at(dx: float, dy: float, body: str) -> None:
        out.append(f"#place(dx: {dx:.2f}mm, dy: {dy:.2f}mm)[{body}]")

    at(14, 0, f"#line(length: {ht}mm, angle: 90deg, stroke: 0.5pt)")
    at(14, ht, f"#line(length: {w}mm, stroke: 0.5pt)")
    at(0, ht / 2 + 1, f"#rotate(-90deg, origin: left, box(width: 40mm, move(dx: -18mm, {_q(f.ylabel)})))")
    step = 10 ** len(str(int(top))) / 20 if top >= 1 else 0.1
    tick = 0.0
    while tick <= top:
        y = ht * (1 - tick / top)
        at(13, y, "#line(length: 1mm, stroke: 0.5pt)")
        at(6, y - 1.2, f"#box(width: 6mm, align(right)[{tick:.1f}])")
        tick += step
    for xi, lab in zip(x, f.periods, strict=True):
        at(14 + xi - 10, ht + 1.5, f"#box(width: 20mm, align(center)[#{_q(lab)}])")
    for k, (name, vals) in enumerate(f.series):
        y = [ht * (1 - v / top) for v in vals]
        dash = '"solid"' if k == 0 else '"dashed"'
        for i in range(n - 1):
            at(
                0,
                0,
                f"#line(start: ({14 + x[i]:.2f}mm, {y[i]:.2f}mm), end: ({14 + x[i + 1]:.2f}mm,"
                f" {y[i + 1]:.2f}mm), stroke: (thickness: 0.8pt, dash: {dash}))",
            )
        for i in range(n):
            fill = "black" if k == 0 else "white"
            at(14 + x[i] - 0.8, y[i] - 0.8, f"#circle(radius: 0.8mm, stroke: 0.6pt, fill: {fill})")
        at(
            w - 22,
            3 + 5 * k,
            f"#box(baseline: -2pt, line(length: 8mm, stroke: (thickness: 0.8pt, dash: {dash}))) #{_q(name)}",
        )
    out.append("]")
    return (
        "block(width: 100%, breakable: false)[#set align(center)\n#"
        + "\n".join(out)
        + f"\n#v(1mm)#text(size: 0.86em, hyphenate: false)[#strong({_q(f.label)}) #{_q(f.caption)}]]"
    )


DESIGNS: dict[str, dict[str, Any]] = {
    # 1940s: small page, one column, centred capitals
    "forties": {
        "paper": "width: 156mm, height: 234mm",
        "margin": "(x: 21mm, top: 21mm, bottom: 20mm)",
        "font": "New Computer Modern",
        "size": "10.2pt",
        "cols": 1,
        "lead": "0.62em",
        "caps": True,
        "ruled": False,
    },
    # 1950s: small page, one column, small-capital heads
    "fifties": {
        "paper": "width: 165mm, height: 240mm",
        "margin": "(x: 20mm, top: 21mm, bottom: 20mm)",
        "font": "New Computer Modern",
        "size": "10pt",
        "cols": 1,
        "lead": "0.6em",
        "caps": True,
        "ruled": False,
    },
    # 1970s: weekly, two columns, summary in bold
    "weekly": {
        "paper": "width: 210mm, height: 280mm",
        "margin": "(x: 16mm, top: 20mm, bottom: 18mm)",
        "font": "Libertinus Serif",
        "size": "10.4pt",
        "cols": 2,
        "lead": "0.6em",
        "caps": False,
        "ruled": True,
    },
    # 1970s: American quarterly, one column
    "quarterly": {
        "paper": "width: 174mm, height: 252mm",
        "margin": "(x: 19mm, top: 22mm, bottom: 20mm)",
        "font": "Libertinus Serif",
        "size": "10.4pt",
        "cols": 1,
        "lead": "0.6em",
        "caps": True,
        "ruled": False,
    },
    # 1980s: bulletin, two columns
    "bulletin": {
        "paper": "width: 200mm, height: 270mm",
        "margin": "(x: 17mm, top: 21mm, bottom: 19mm)",
        "font": "New Computer Modern",
        "size": "10pt",
        "cols": 2,
        "lead": "0.62em",
        "caps": False,
        "ruled": True,
    },
}


def typst_source(rep: Report) -> str:
    d = DESIGNS[rep.design]
    two = d["cols"] == 2
    names = rep.names()
    joined = names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
    surnames = [a[0] for a in rep.authors]
    run = (
        surnames[0]
        if len(surnames) == 1
        else f"{surnames[0]} and {surnames[1]}"
        if len(surnames) == 2
        else f"{surnames[0]} and others"
    )
    pages = f"{rep.first}\u2013{rep.last}" if rep.last != rep.first else str(rep.first)
    cite = f"{rep.journal}, {rep.year}, {rep.volume}, {pages}"
    src = [
        f"#set document(title: {_q(rep.title)}, author: {_q(joined)}, date: none)",
        f"#set page({d['paper']}, margin: {d['margin']}, columns: {d['cols']},"
        f" header: context {{ let n = counter(page).get().first() + {rep.first - 1};"
        f" set text(size: 8pt); set par(first-line-indent: 0pt, spacing: 3pt); set block(spacing: 3pt);"
        f" if counter(page).get().first() == 1 [#smallcaps({_q(rep.journal)}) #h(1fr) "
        f"Vol. {rep.volume}, {rep.year}, {pages}]"
        f" else if calc.even(n) [#n #h(1fr) #smallcaps({_q(run)})]"
        f" else [#smallcaps({_q(rep.journal)}) #h(1fr) #n];"
        " line(length: 100%, stroke: 0.4pt) },"
        ' footer: { set align(center); set text(size: 7.6pt, style: "italic");'
        f" {_q(rep.note)} }})",
        f'#set text(font: {_q(d["font"])}, size: {d["size"]}, lang: "en", region: "gb", hyphenate: true)',
        f"#set par(justify: true, leading: {d['lead']}, spacing: {d['lead']}, first-line-indent: 1.1em)",
    ]
    if two:
        src.append("#set columns(gutter: 6.5mm)")
    title = rep.title.upper() if d["caps"] else rep.title
    by = joined
    head = []
    if d["caps"]:
        head.append(
            "#v(5mm)#align(center)[#set par(first-line-indent: 0pt, justify: false, leading: 0.6em)\n"
            f"#text(size: 1.28em, hyphenate: false)[#{_q(title)}]\n#v(3.5mm)\n"
            f"#text(size: 1.05em, hyphenate: false)[#smallcaps({_q(by)})]\n#v(1.5mm)\n"
            f'#text(size: 0.9em, style: "italic")[#{_q(rep.affiliation)}]\n#v(1mm)\n'
            + (f"#text(size: 0.82em)[#{_q(rep.received)}]\n" if rep.received else "")
            + "#v(3mm)]"
        )
    else:
        head.append(
            "#v(2mm)#block[#set par(first-line-indent: 0pt, justify: false, leading: 0.5em)\n"
            f'#text(size: 1.85em, weight: "bold", hyphenate: false)[#{_q(title)}]\n#v(3mm)\n'
            f"#text(size: 1.12em, hyphenate: false)[#{_q(by)}]\n#v(0.5mm)\n"
            f'#text(size: 0.92em, style: "italic")[#{_q(rep.affiliation)}]\n'
            + (f"#v(0.5mm)#text(size: 0.85em)[#{_q(rep.received)}]\n" if rep.received else "")
            + "#v(1.5mm)#line(length: 100%, stroke: 0.6pt)#v(2mm)]"
        )
    if two:
        src.append(
            '#place(top + center, scope: "parent", float: true, clearance: 3mm)['
            "#set align(left)\n#block(width: 100%)[" + "\n".join(head) + "]]"
        )
    else:
        src += head
    if rep.abstract:
        label = {"weekly": "Summary", "bulletin": "Abstract"}.get(rep.design, "")
        if two:
            src.append(
                "#block[#set par(first-line-indent: 0pt)\n"
                f'#strong[{label}] #h(0.4em) #text(weight: "bold", size: 0.96em)[#{_q(rep.abstract)}]]'
                "\n#v(2mm)"
            )
        else:
            src.append(
                f"#pad(x: 7mm)[#set text(size: 0.9em)\n#set par(first-line-indent: 0pt)\n#{_q(rep.abstract)}]\n#v(2mm)"
            )
    for kind, value in rep.blocks:
        if kind == "h":
            if d["caps"]:
                src.append(f"#v(1.6mm)#align(center, block(sticky: true)[#smallcaps({_q(value)})])#v(0.6mm)")
            else:
                src.append(
                    "#v(1.2mm)#block(sticky: true, above: 2mm, below: 1.6mm)"
                    f'[#text(weight: "bold", size: 1.08em)[#{_q(value)}]]'
                )
        elif kind == "p":
            src.append(f"\n#{_inline(value)}\n")
        elif kind == "t":
            size = "0.86em" if not value.small else "0.8em"
            code = _typst_table(value, size, d["ruled"])
            if value.wide and two:
                src.append(f'#place(auto, scope: "parent", float: true, clearance: 5mm)[#{code}]')
            else:
                src.append(f"#v(2.5mm)#{code}#v(2.5mm)")
        elif kind == "f":
            code = _typst_figure(value)
            src.append(
                f'#place(auto, scope: "parent", float: true, clearance: 5mm)[#{code}]'
                if two
                else f"#v(2.5mm)#{code}#v(2.5mm)"
            )
    if rep.references:
        src.append(
            "#v(2mm)#align(center)[#smallcaps[References]]#v(0.5mm)"
            if d["caps"]
            else "#v(1mm)#block(sticky: true)[#strong[References]]"
        )
        src.append("#set text(size: 0.84em)\n#set par(first-line-indent: 0pt, hanging-indent: 1.2em, justify: false)")
        for i, ref in enumerate(rep.references, 1):
            src.append(f"#{_q(f'{i}. {ref}')}\n")
    if rep.show_doi:
        src.append(
            "#v(2mm)#set par(first-line-indent: 0pt, hanging-indent: 0pt)\n"
            f"#text(size: 7.6pt)[#{_q(f'{cite}. doi:{rep.doi}')}]"
        )
    return "\n".join(src) + "\n"


def write_pdf(rep: Report, path: Path) -> None:
    import typst

    data = typst.compile(typst_source(rep).encode("utf-8"), format="pdf", ignore_system_fonts=True)
    path.write_bytes(data)


# --------------------------------------------------------------------------
# JATS


def _jx(text: str) -> str:
    out = []
    for i, part in enumerate(re.split(r"_([^_]+)_", text)):
        if part:
            out.append(f"<italic>{escape(part)}</italic>" if i % 2 else escape(part))
    return "".join(out)


def _jats_table(tb: Table, n: int) -> str:
    def row(cells: list[Any], tag: str, strong: bool) -> str:
        out = []
        for c in cells:
            text, span = (c[0], c[1]) if isinstance(c, tuple) else (c, 1)
            attr = f' colspan="{span}"' if span > 1 else ""
            inner = f"<bold>{escape(text)}</bold>" if strong and text else escape(text)
            out.append(f"<{tag}{attr}>{inner}</{tag}>")
        return "<tr>" + "".join(out) + "</tr>"

    head = "\n".join(row(r, "th", False) for r in tb.head)
    body = "\n".join(row(r, "td", i in tb.bold) for i, r in enumerate(tb.body))
    foot = f"\n<table-wrap-foot><p>{escape(tb.notes)}</p></table-wrap-foot>" if tb.notes else ""
    return (
        f'<table-wrap id="T{n}" position="float">\n<label>{escape(tb.label)}</label>\n'
        f"<caption><p>{_jx(tb.caption)}</p></caption>\n"
        f'<table frame="hsides" rules="groups">\n<thead>\n{head}\n</thead>\n<tbody>\n{body}\n'
        f"</tbody>\n</table>{foot}\n</table-wrap>"
    )


_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def jats_source(rep: Report, issn: str = "", publisher: str = "Demonstration Press") -> str:
    x = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD'
        ' v1.2 20190208//EN" "JATS-archivearticle1.dtd">',
        '<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article"'
        ' dtd-version="1.2" xml:lang="en">',
        "<front>",
        "<journal-meta>",
        f"<journal-title-group><journal-title>{escape(rep.journal)}</journal-title></journal-title-group>",
    ]
    if issn:
        x.append(f'<issn pub-type="ppub">{issn}</issn>')
    x += [
        f"<publisher><publisher-name>{escape(publisher)}</publisher-name></publisher>",
        "</journal-meta>",
        "<article-meta>",
    ]
    if rep.pmid:
        x.append(f'<article-id pub-id-type="pmid">{rep.pmid}</article-id>')
    if rep.doi and rep.show_doi:
        x.append(f'<article-id pub-id-type="doi">{rep.doi}</article-id>')
    x += [
        '<article-categories><subj-group subj-group-type="heading"><subject>Article</subject>'
        "</subj-group></article-categories>",
        f"<title-group><article-title>{_jx(rep.title)}</article-title></title-group>",
        "<contrib-group>",
    ]
    for family, given in rep.authors:
        if not given:
            x.append(f'<contrib contrib-type="author"><collab>{escape(family)}</collab></contrib>')
            continue
        x.append(
            f'<contrib contrib-type="author"><name><surname>{escape(family)}</surname>'
            f"<given-names>{escape(given)}</given-names></name>"
            '<xref ref-type="aff" rid="aff1"/></contrib>'
        )
    month = f"<month>{_MONTHS.index(rep.month) + 1}</month>" if rep.month in _MONTHS else ""
    x += [
        "</contrib-group>",
        f'<aff id="aff1">{escape(rep.affiliation)}</aff>',
        f"<author-notes><fn><p>{escape(rep.note)}.</p></fn></author-notes>",
        f'<pub-date pub-type="ppub">{month}<year>{rep.year}</year></pub-date>',
        f"<volume>{rep.volume}</volume>",
    ]
    if rep.issue:
        x.append(f"<issue>{rep.issue}</issue>")
    x += [
        f"<fpage>{rep.first}</fpage>",
        f"<lpage>{rep.last}</lpage>",
        f"<permissions><copyright-statement>{escape(rep.note)}.</copyright-statement></permissions>",
    ]
    x.append(
        f'<abstract abstract-type="note"><p>{escape(rep.note)}.</p></abstract>'
        if not rep.abstract
        else f"<abstract><p>{_jx(rep.abstract)}</p><p><italic>{escape(rep.note)}.</italic></p></abstract>"
    )
    if rep.keywords:
        x.append("<kwd-group>" + "".join(f"<kwd>{escape(k)}</kwd>" for k in rep.keywords) + "</kwd-group>")
    x += ["</article-meta>", "</front>", "<body>"]
    open_sec = False
    nsec = ntab = 0
    for kind, value in rep.blocks:
        if kind == "h":
            if open_sec:
                x.append("</sec>")
            nsec += 1
            x.append(f'<sec id="s{nsec}">\n<title>{escape(value)}</title>')
            open_sec = True
        elif kind == "p":
            x.append(f"<p>{_jx(value)}</p>")
        elif kind == "t":
            ntab += 1
            x.append(_jats_table(value, ntab))
        elif kind == "f":
            x.append(
                f'<fig id="F1"><label>{escape(value.label)}</label><caption><p>{_jx(value.caption)}</p></caption></fig>'
            )
    if open_sec:
        x.append("</sec>")
    x.append("</body>")
    x.append("<back>")
    if rep.references:
        x.append("<ref-list><title>References</title>")
        for i, ref in enumerate(rep.references, 1):
            x.append(f'<ref id="r{i}"><label>{i}</label><mixed-citation>{escape(ref)}</mixed-citation></ref>')
        x.append("</ref-list>")
    x += ["</back>", "</article>"]
    return "\n".join(x) + "\n"


def write_report(rep: Report, folder: Path, issn: str = "") -> Path:
    path = folder / rep.file
    if path.suffix == ".pdf":
        write_pdf(rep, path)
    else:
        path.write_text(jats_source(rep, issn), encoding="utf-8")
    return path


# --------------------------------------------------------------------------
# search entries


@dataclass
class Journal:
    full: str
    ta: str
    jo: str
    issn: str
    country: str
    jid: str


@dataclass
class Rec:
    key: str
    year: int
    title: str
    authors: list[tuple[str, str]]
    journal: Journal
    volume: str
    issue: str
    first: str
    last: str
    doi: str = ""
    pmid: str = ""
    acc: str = ""
    abstract: str = ""
    lang: str = "eng"
    vernacular: str = ""
    ptypes: list[str] = field(default_factory=lambda: ["Journal Article"])
    keywords: list[str] = field(default_factory=list)
    mesh: list[str] = field(default_factory=list)
    month: str = ""
    affiliation: str = ""
    in_press: bool = False
    medline_in_embase: bool = False
    m3: str = "Article"


def _initials(given: str) -> str:
    return "".join(w[0] for w in re.split(r"[\s\-.]+", given) if w)


def short_pages(first: str, last: str) -> str:
    """221-228 as 221-8."""
    if not last or last == first:
        return first
    if len(first) == len(last):
        i = 0
        while i < len(first) - 1 and first[i] == last[i]:
            i += 1
        return f"{first}-{last[i:]}"
    return f"{first}-{last}"


_LANG = {"eng": "English", "fre": "French", "ger": "German", "spa": "Spanish", "por": "Portuguese", "rus": "Russian"}


def _wrap(tag: str, text: str, width: int = 88) -> str:
    lines = textwrap.wrap(text, width=width - 6, break_long_words=False, break_on_hyphens=False) or [""]
    return f"{tag:<4}- " + "\n      ".join(lines)


def nbib(rec: Rec) -> str:
    """One record of the PubMed format."""
    j = rec.journal
    old = rec.year < 1966
    out = [f"PMID- {rec.pmid}", "OWN - NLM", f"STAT- {'OLDMEDLINE' if old else 'MEDLINE'}"]
    n = int(rec.pmid)
    day = f"{n % 27 + 1:02d}"
    mon = f"{n // 7 % 12 + 1:02d}"
    if old:
        out.append(f"DCOM- 200{n % 3 + 1}{mon}{day}")
        out.append("LR  - 20200718")
    else:
        out.append(f"DCOM- {rec.year + (0 if n % 3 else 1)}{mon}{day}")
        out.append(f"LR  - {max(rec.year + 1, 2013) + n % 7}{mon}{day}")
    if j.issn:
        out.append(f"IS  - {j.issn} (Print)")
        out.append(f"IS  - {j.issn} (Linking)")
    if rec.volume:
        out.append(f"VI  - {rec.volume}")
    if rec.issue:
        out.append(f"IP  - {rec.issue}")
    out.append(f"DP  - {rec.year}" + (f" {rec.month}" if rec.month else ""))
    title = rec.title if rec.title.endswith(("?", "!")) else rec.title.rstrip(".") + "."
    if rec.lang != "eng":
        title = f"[{title.rstrip('.')}]."
    out.append(_wrap("TI", title))
    if rec.first:
        out.append(f"PG  - {short_pages(rec.first, rec.last)}")
    if rec.doi and rec.year >= 2000:
        out.append(f"LID - {rec.doi} [doi]")
    if rec.abstract:
        out.append(_wrap("AB", rec.abstract))
    for i, (family, given) in enumerate(rec.authors):
        if not given:
            out.append(f"CN  - {family}")
            continue
        full_known = rec.year >= 2002 and len(given) > 3
        out.append(f"FAU - {family}, {given if full_known else ' '.join(_initials(given))}")
        out.append(f"AU  - {family} {_initials(given)}")
        if i == 0 and rec.affiliation and rec.year >= 1988:
            out.append(_wrap("AD", rec.affiliation))
    out.append(f"LA  - {rec.lang}")
    for pt in rec.ptypes:
        out.append(f"PT  - {pt}")
    if rec.vernacular:
        out.append(_wrap("TT", rec.vernacular.rstrip(".") + "."))
    out.append(f"PL  - {j.country}")
    out.append(f"TA  - {j.ta}")
    out.append(_wrap("JT", j.full))
    out.append(f"JID - {j.jid}")
    if any("BCG" in m for m in rec.mesh) and not old:
        out.append("RN  - 0 (BCG Vaccine)")
    out.append("SB  - OM" if old else "SB  - IM")
    if old:
        out.append("OID - CLML: " + f"{str(rec.year)[2:]}{n % 50:02d}:{n % 9000 + 1000}:{n % 400}")
        out.append("OTO - NLM")
        for m in rec.mesh:
            out.append(f"OT  - *{m.upper().split('/')[0]}")
    else:
        for m in rec.mesh:
            out.append(f"MH  - {m}")
    stamp = f"{rec.year}/{mon}/{day}"
    out.append(f"EDAT- {stamp}" + (" 00:00" if rec.year < 2003 else " 06:00"))
    out.append(f"MHDA- {stamp} 00:01" if rec.year < 2003 else f"MHDA- {rec.year + 1}/{mon}/{day} 06:00")
    out.append(f"CRDT- {stamp} 00:00")
    out.append(f"PHST- {stamp} 00:00 [pubmed]")
    out.append(f"PHST- {stamp} 00:01 [medline]")
    out.append(f"PHST- {stamp} 00:00 [entrez]")
    if rec.doi:
        out.append(f"AID - {rec.doi} [doi]")
    out.append("PST - ppublish")
    so = f"{j.ta}. {rec.year}" + (f" {rec.month}" if rec.month else "")
    if rec.volume:
        so += f";{rec.volume}" + (f"({rec.issue})" if rec.issue else "")
        if rec.first:
            so += f":{short_pages(rec.first, rec.last)}"
    so += "."
    if rec.doi:
        so += f" doi: {rec.doi}."
    out.append(_wrap("SO", so))
    return "\n".join(out) + "\n"


def embase_ris(rec: Rec) -> str:
    """One record in the RIS dialect of embase.com."""
    j = rec.journal
    out = ["TY  - JOUR", f"M3  - {'Article in Press' if rec.in_press else rec.m3}", f"Y1  - {rec.year}"]
    if rec.volume:
        out.append(f"VL  - {rec.volume}")
    if rec.issue:
        out.append(f"IS  - {rec.issue}")
    if rec.first:
        out.append(f"SP  - {rec.first}")
        if rec.last and rec.last != rec.first:
            out.append(f"EP  - {rec.last}")
    if j.issn:
        out.append(f"SN  - {j.issn}")
    out += [
        f"JF  - {j.full}",
        f"JO  - {j.jo}",
        f"UR  - https://www.embase.com/search/results?subaction=viewrecord&id={rec.acc}&from=export",
        f"U2  - {rec.acc}",
    ]
    if rec.medline_in_embase and rec.pmid:
        out.append(f"C5  - {rec.pmid}")
    out.append("DB  - Embase")
    if rec.medline_in_embase:
        out.append("DB  - Medline")
    n = int(re.sub(r"\D", "", rec.acc))
    base = rec.year if rec.year > 1988 else 1990 + rec.year % 17
    stamp = f"{base}-{n % 12 + 1:02d}-{n % 27 + 1:02d}"
    if rec.year > 1995:
        out.append(f"U3  - {stamp}")
    out.append(f"U4  - {stamp}")
    if rec.doi:
        out.append(f"L2  - http://dx.doi.org/{rec.doi}")
        out.append(f"DO  - {rec.doi}")
    plus = re.sub(r"\s+", "+", re.sub(r"[^\w\s\-]", "", rec.title))
    aulast = rec.authors[0][0].replace(" ", "+") if rec.authors else ""
    out.append(
        f"LK  - https://resolver.example.org/atoztitles/link?sid=EMBASE&sid=EMBASE"
        f"&issn={j.issn.replace('-', '')}&id=doi:{rec.doi.replace('/', '%2F')}&atitle={plus}"
        f"&stitle={j.jo.replace(' ', '+')}&title={j.full.replace(' ', '+')}&volume={rec.volume}"
        f"&issue={rec.issue}&spage={rec.first}&epage={rec.last}&aulast={aulast}&date={rec.year}"
    )
    for family, given in rec.authors:
        dotted = "".join(f"{c}." for c in _initials(given))
        out.append(f"A1  - {family}, {dotted}" if given else f"A1  - {family}")
    if rec.affiliation:
        first = rec.authors[0] if rec.authors else ("", "")
        who = f"{first[0]} {''.join(c + '.' for c in _initials(first[1]))}".strip()
        out.append(f"M1  - ({who}) {rec.affiliation}" if who else f"M1  - {rec.affiliation}")
        lead = f"{''.join(c + '.' for c in _initials(first[1]))} {first[0]}".strip()
        out.append(f"AD  - {lead}, {rec.affiliation}" if lead else f"AD  - {rec.affiliation}")
    out.append(f"T1  - {rec.title}")
    out.append(f"LA  - {_LANG[rec.lang]}")
    for k in rec.keywords:
        out.append(f"KW  - {k}")
    if rec.abstract:
        out.append(f"N2  - {rec.abstract}")
    out.append("ER  - ")
    return "\n".join(out) + "\n"


def write_nbib(recs: list[Rec], path: Path) -> None:
    text = "\n" + "\n".join(nbib(r) for r in recs)
    path.write_bytes(text.replace("\n", "\r\n").encode("utf-8"))


def write_embase(recs: list[Rec], path: Path) -> None:
    path.write_text("\n".join(embase_ris(r) for r in recs) + "\n", encoding="utf-8")
