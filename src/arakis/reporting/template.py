"""Sentences with references in them: `{flow.identified|int} {flow.identified|plural:record:records} were found`.

    {path|format}      a reference: the fact at `path`, written by `format`
    {$name.rest|...}   the same, where `$name` stands for a path given by the caller
    {cite:KEY,KEY}     an in-text citation
    {gap:words}        something only the authors can write
    *words*            emphasis (no references inside)

The built-in text and passages drafted by a model are read by the same function. Article text never passes through it.
"""

import re
from collections.abc import Callable, Mapping

from arakis.reporting.document import Citation, Emphasis, Gap, Reference, Run, Runs, Text
from arakis.reporting.formats import CONTROL, FormatError, clean, render
from arakis.reporting.path import PathError, Resolver

_PIECE = re.compile(r"\{([^{}]*)\}|\*([^*{}]+)\*")
_NAME = re.compile(r"\$([a-z_]+)")
LIMIT = 50_000  # characters of a template


class TemplateError(ValueError):
    """A template that cannot be read."""


def fill(
    template: str,
    resolve: Resolver,
    cite: Callable[[tuple[str, ...]], Citation],
    paths: Mapping[str, str] | None = None,
    *,
    lenient: bool = False,
) -> Runs:
    """The runs that `template` makes with the facts that `resolve` finds.

    Raises TemplateError, PathError or FormatError (all ValueError) for a template, path or format that is wrong. With
    `lenient`, a value that is not there (empty or null) reads "not reported" instead of raising FormatError.
    """
    if len(template) > LIMIT:
        raise TemplateError(f"a passage of more than {LIMIT} characters")
    runs: list[Run] = []
    at = 0
    for piece in _PIECE.finditer(template):
        _add(runs, template[at : piece.start()])
        inner, emphasis = piece.groups()
        if emphasis:
            runs.append(Emphasis((Text(CONTROL.sub("", emphasis)),)))
        else:
            runs.append(_piece(inner, resolve, cite, paths or {}, lenient))
        at = piece.end()
    _add(runs, template[at:])
    return tuple(runs)


def _add(runs: list[Run], words: str) -> None:
    if "{" in words or "}" in words:
        raise TemplateError(f"a brace without its fellow: {words!r}")
    if words:
        runs.append(Text(CONTROL.sub("", words)))


def _piece(
    inner: str,
    resolve: Resolver,
    cite: Callable[[tuple[str, ...]], Citation],
    paths: Mapping[str, str],
    lenient: bool,
) -> Run:
    if inner.startswith("gap:"):
        return Gap(clean(inner[4:]))
    if inner.startswith("cite:"):
        return cite(tuple(work.strip() for work in inner[5:].split(",")))
    path, bar, form = inner.rpartition("|")
    if not bar:
        raise TemplateError(f"a reference needs a path and a format: {{{inner}}}")

    def given(match: re.Match[str]) -> str:
        if match.group(1) not in paths:
            raise TemplateError(f"nothing is given for {match.group()}")
        return paths[match.group(1)]

    path = _NAME.sub(given, path.strip())
    try:
        return reference(path, form.strip(), resolve)
    except FormatError:
        value = resolve(path)
        if lenient and (value in (None, [], {}) or (isinstance(value, str) and not clean(value))):
            return Text("not reported")
        raise


def reference(path: str, form: str, resolve: Resolver) -> Reference:
    """The fact at `path` written by `form`. Raises PathError or FormatError."""
    return Reference(path, form, render(resolve(path), form))


__all__ = ["PathError", "TemplateError", "fill", "reference"]
