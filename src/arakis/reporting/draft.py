"""The draft of a manuscript while it is written: the facts at hand, what has been cited and what has been reported."""

from collections.abc import Iterable, Iterator, Mapping

from arakis.domain.record import Citation as Work
from arakis.domain.review import Review
from arakis.reporting.citations.style import Cited, in_text, letters
from arakis.reporting.document import (
    Block,
    Citation,
    Figure,
    Gap,
    Paragraph,
    Picture,
    Reference,
    Run,
    Runs,
    Table,
    Text,
)
from arakis.reporting.formats import FormatError
from arakis.reporting.literature import LITERATURE
from arakis.reporting.path import PathError, Resolver, quoted
from arakis.reporting.template import TemplateError, fill, reference
from arakis.reporting.words import stray_numbers

PROTOCOL = "protocols[-1].protocol"


class Draft:
    """What the writers of the sections share. One draft is used once, its sections written in the order of reading."""

    def __init__(
        self, review: Review, figures: Mapping[str, Figure], resolve: Resolver, works: Iterable[str] = ()
    ) -> None:
        self.review = review
        self.figures = figures
        self.resolve = resolve
        self.style = review.protocol.style
        self.reports = {report.id: report for report in review.reports}
        self.letters = letters([(key, self.work(key)) for key in works], self.style)
        self.cited: dict[str, int] = {}
        self.reported: dict[str, str] = {}  # PRISMA item -> id of the section that reports it
        self.tables = 0
        self.pictures = 0

    def say(self, template: str, **paths: str) -> Runs:
        """The runs of a template; `paths` are the places that its `$names` stand for."""
        return fill(template, self.resolve, self.cite, paths, lenient=True)

    def paragraph(self, template: str, label: str = "", **paths: str) -> Paragraph:
        """A paragraph made of one template."""
        return Paragraph(self.say(template, **paths), label)

    def ref(self, path: str, form: str) -> Reference:
        """One reference. Raises PathError or FormatError where there is nothing to show."""
        return reference(path, form, self.resolve)

    def maybe(self, path: str, form: str, otherwise: Run | None = None) -> Runs:
        """The reference, or `otherwise` (default: "not reported") where nothing stands at `path`."""
        try:
            return (self.ref(path, form),)
        except (PathError, FormatError):
            return (otherwise or Text("not reported"),)

    def own(self, field: str, form: str, gap: str) -> Runs:
        """Words of the protocol's authors, or a marked gap."""
        return self.maybe(f"{PROTOCOL}.{field}", form, Gap(gap))

    def given(self, path: str) -> bool:
        """Whether something other than nothing stands at `path`."""
        try:
            value = self.resolve(path)
        except PathError:
            return False
        return bool(value.strip()) if isinstance(value, str) else value not in (None, [], {})

    def number(self, path: str) -> int:
        """The whole number at `path`, to choose words by."""
        value = self.resolve(path)
        return int(value)

    def work(self, key: str) -> Work:
        """The work that a key stands for."""
        return LITERATURE[key[11:]] if key.startswith("literature:") else self.reports[key]

    def cite(self, works: tuple[str, ...]) -> Citation:
        """A citation in the text; works get their numbers in the order in which they are first cited."""
        cited: list[Cited] = []
        for key in works:
            if not (key.startswith("literature:") and key[11:] in LITERATURE) and key not in self.reports:
                raise TemplateError(f"nothing to cite under {key!r}")
            first = key not in self.cited
            number = self.cited.setdefault(key, len(self.cited) + 1)
            cited.append(Cited(self.work(key), number, self.letters.get(key, ""), first))
        return Citation(works, in_text(cited, self.style))

    def methods(self, *keys: str) -> Citation:
        """A citation of works on methods."""
        return self.cite(tuple(f"literature:{key}" for key in keys))

    def study(self, study: str) -> Runs:
        """A study's label and the reports that describe it."""
        found = next(item for item in self.review.studies if item.id == study)
        reports = tuple(report for report in found.reports if report in self.reports)
        label = self.maybe(f"studies[id={quoted(study)}].label", "text", Text("unnamed"))
        return (*label, Text(" "), self.cite(reports)) if reports else label

    def report(self, *items: str, at: str) -> None:
        """Notes that PRISMA items are reported in the section `at` (the first place counts)."""
        for item in items:
            self.reported.setdefault(item, at)

    def drafted(self, place: str) -> tuple[Block, ...] | None:
        """The passage that a model drafted for `place`, or None when there is none or it may not stand.

        A passage with a digit or a number word of its own, a path that leads nowhere, or a format that does not
        exist, does not stand: the built-in text takes its place.
        """
        passage = self.review.prose.get(place, "").strip()
        if not passage:
            return None
        before = dict(self.cited)
        try:
            blocks = [
                Paragraph(fill(part.strip(), self.resolve, self.cite)) for part in passage.split("\n\n") if part.strip()
            ]
        except ValueError:
            blocks = []
        if not blocks or any(stray_numbers(block.runs) for block in blocks):
            self.cited = before
            return None
        return tuple(blocks)

    def picture(self, name: str, caption: str, alt: str, **paths: str) -> tuple[Picture, ...]:
        """The figure `name` with its words, where the caller has given one; its own words go before the built-in."""
        if name not in self.figures:
            return ()
        given = self.figures[name]
        words = self._words(given.caption) or self.say(caption, **paths)
        other = self._words(given.alt) or self.say(alt, **paths)
        self.pictures += 1
        first = Picture(name, words, other, self.pictures)
        return (first, *self._continued(name, words, other))

    def _continued(self, name: str, words: Runs, other: Runs) -> Iterator[Picture]:
        """The further pages of a long figure, named NAME-2, NAME-3 ..."""
        page = 2
        while f"{name}-{page}" in self.figures:
            self.pictures += 1
            yield Picture(f"{name}-{page}", (*words, Text(" (continued)")), other, self.pictures)
            page += 1

    def _words(self, template: str) -> Runs:
        """The caller's words for a figure; () when there are none or a number is typed in them."""
        try:
            runs = self.say(template)
        except ValueError:
            return ()
        return () if stray_numbers(runs) else runs

    def table(
        self,
        identity: str,
        title: Runs,
        headers: Iterable[str | Runs],
        rows: Iterable[tuple[Runs, ...]],
        *,
        widths: tuple[float, ...] = (),
        footnotes: Iterable[Runs] = (),
        wide: bool = False,
        numeric: tuple[int, ...] = (),
    ) -> Table:
        """A table with the next number."""
        self.tables += 1
        heads = tuple((Text(head),) if isinstance(head, str) else head for head in headers)
        return Table(identity, title, heads, tuple(rows), widths, tuple(footnotes), wide, numeric, number=self.tables)


def join(parts: Iterable[Runs], between: str = " ") -> Runs:
    """Runs one after another with words between them."""
    joined: list[Run] = []
    for part in parts:
        if joined and part:
            joined.append(Text(between))
        joined.extend(part)
    return tuple(joined)


def listed(parts: list[Runs]) -> Runs:
    """Runs as a list in a sentence: a, b and c."""
    if len(parts) < 2:
        return parts[0] if parts else ()
    return (*join(parts[:-1], ", "), Text(" and "), *parts[-1])
