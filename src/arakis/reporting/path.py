"""Named paths into review.json: `syntheses[id=synthesis-1a].estimate.shown[0]`, `len(reports[state=included])`.

    path      = start step*                   e.g. flow.identified
    step      = "." name                      a key
              | "[" number "]"                an element of a list; negative numbers count from the end
              | "[*]"                         every element: what follows is taken from each
              | "[" key op value "]"          the elements whose key (dotted) fits
    op        = "=" | "!=" | "^=" (begins with) | "~=" (the list holds it)
    value     = a bare word, or a JSON string in double quotes
    start     = name | "keys(" path ")" | "values(" path ")"      names or contents of an object, in their order
    function  = "len(" path ")" | "sum(" path ")" | "latest(" path ")" | "count(" name ("," word)* ")"

A selection with one element is that element to the step after it; one with none or several is an error there.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from arakis.reporting.counts import COUNTS

LIMIT = 1_000  # characters of a path
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_KEYED = re.compile(r"\.([A-Za-z_][A-Za-z0-9_-]*)")
_FILTER = re.compile(r'\[([A-Za-z_][A-Za-z0-9_.]*)(=|!=|\^=|~=)("(?:[^"\\]|\\.)*"|[^\]"]*)\]')
_INDEX = re.compile(r"\[(-?\d{1,9}|\*)\]")
_LISTING = re.compile(r"(keys|values)\(([^()]*)\)")
_CALL = re.compile(r"(len|sum|latest|count)\((.*)\)", re.DOTALL)


class PathError(ValueError):
    """A path that cannot be read, or that leads to nothing."""


class _Selection(list[Any]):
    """What a filter or `[*]` left over."""


class Resolver:
    """Follows paths in one review.json. Filters on a key are indexed, so that long reviews stay quick."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self._index: dict[tuple[int, str], dict[str, list[Any]]] = {}
        self._counts: dict[str, int] = {}

    def __call__(self, path: str) -> Any:
        """The value at `path`. Raises PathError when there is none."""
        if len(path) > LIMIT:
            raise PathError(f"a path of more than {LIMIT} characters")
        call = _CALL.fullmatch(path)
        if call is None:
            return self._single(self._walk(path), path)
        name, inner = call.groups()
        if name == "count":
            return self._count(inner)
        found = self._walk(inner)
        if not isinstance(found, list):
            if name == "len" and isinstance(found, dict):
                return len(found)
            raise PathError(f"{name}() needs a list: {path}")
        if name == "len":
            return len(found)
        if name == "latest":
            return max((item for item in found if isinstance(item, str)), default="")
        if any(isinstance(item, bool) or not isinstance(item, int | float) for item in found):
            raise PathError(f"sum() needs numbers: {path}")
        return sum(found)

    def _count(self, inner: str) -> int:
        if inner not in self._counts:
            name, *arguments = (part.strip() for part in inner.split(","))
            if name not in COUNTS:
                raise PathError(f"no count is named {name!r}")
            try:
                self._counts[inner] = COUNTS[name](self.data, *arguments)
            except (TypeError, StopIteration) as error:
                raise PathError(f"count({inner}) names what the review does not have") from error
        return self._counts[inner]

    def _single(self, value: Any, path: str) -> Any:
        if isinstance(value, _Selection) and "[*]" not in path:
            return value[0] if len(value) == 1 else self._fail(value, path)
        return value

    def _fail(self, value: list[Any], path: str) -> Any:
        raise PathError(f"{'nothing' if not value else 'more than one thing'} fits {path}")

    def _walk(self, path: str) -> Any:
        first = _NAME.match(path)
        value: Any
        if listing := _LISTING.match(path):
            held = self._single(self._walk(listing.group(2)), listing.group(2))
            if not isinstance(held, dict):
                raise PathError(f"no names there: {path}")
            value = list(held.keys() if listing.group(1) == "keys" else held.values())
            first = listing
        elif first is None or first.group() not in self.data:
            raise PathError(f"review.json has no {path!r}")
        else:
            value = self.data[first.group()]
        at = first.end()
        many = False
        while at < len(path):
            if step := _KEYED.match(path, at):
                value = self._key(value, step.group(1), path, many)
            elif step := _INDEX.match(path, at):
                many = many or step.group(1) == "*"
                value = self._element(value, step.group(1), path)
            elif step := _FILTER.match(path, at):
                value = self._filter(value, *step.groups(), path=path)
            else:
                raise PathError(f"cannot read {path!r} at {path[at:]!r}")
            at = step.end()
        return value

    def _key(self, value: Any, key: str, path: str, many: bool) -> Any:
        if isinstance(value, _Selection):
            if many:
                return _Selection(self._key(item, key, path, False) for item in value)
            if len(value) != 1:
                self._fail(value, path)
            value = value[0]
        if not isinstance(value, dict) or key not in value:
            raise PathError(f"nothing named {key!r} in {path!r}")
        return value[key]

    def _element(self, value: Any, index: str, path: str) -> Any:
        if isinstance(value, dict) and index == "*":
            return _Selection(value.values())
        if not isinstance(value, list):
            raise PathError(f"not a list: {path}")
        if index == "*":
            return _Selection(value)
        try:
            return value[int(index)]
        except IndexError:
            raise PathError(f"no element {index} in {path!r}") from None

    def _filter(self, value: Any, key: str, op: str, word: str, *, path: str) -> "_Selection":
        if not isinstance(value, list):
            raise PathError(f"not a list: {path}")
        try:
            wanted = str(json.loads(word)) if word.startswith('"') else word
        except ValueError:
            raise PathError(f"cannot read {word!r} in {path!r}") from None
        if op == "=":
            return _Selection(self._indexed(value, key).get(wanted, []))
        fits: Callable[[Any], bool]
        if op == "!=":
            fits = lambda item: _word(_dig(item, key)) != wanted  # noqa: E731
        elif op == "^=":
            fits = lambda item: _word(_dig(item, key)).startswith(wanted)  # noqa: E731
        else:
            fits = lambda item: isinstance(held := _dig(item, key), list | dict) and wanted in held  # noqa: E731
        return _Selection(item for item in value if fits(item))

    def _indexed(self, value: list[Any], key: str) -> dict[str, list[Any]]:
        if isinstance(value, _Selection):  # a passing list: its identity may be used again
            return _grouped(value, key)
        at = (id(value), key)
        if at not in self._index:
            self._index[at] = _grouped(value, key)
        return self._index[at]


def _grouped(value: list[Any], key: str) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = {}
    for item in value:
        groups.setdefault(_word(_dig(item, key)), []).append(item)
    return groups


def _dig(item: Any, key: str) -> Any:
    for part in key.split("."):
        item = item.get(part) if isinstance(item, dict) else None
    return item


def _word(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def quoted(value: str) -> str:
    """`value` as a filter's value: bare where that is safe, otherwise a JSON string."""
    return value if re.fullmatch(r"[A-Za-z0-9_.:-]+", value) else json.dumps(value, ensure_ascii=False)
