"""Plain YAML from outside: keys and values only, nothing that unfolds, repeats or runs; and its faults in words."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError
from yaml.composer import ComposerError
from yaml.constructor import ConstructorError

from arakis.errors import InputError

LARGEST = 1_000_000  # characters
ADVICE = "mend that line; text that holds a colon or a number sign needs quotes"
# What the YAML library raises, beside its own errors, for a value that its tag does not fit: 2001-99-99, !!bool x.
_ODD = (ValueError, ArithmeticError, LookupError, AttributeError, TypeError)


def decoded(data: bytes, name: str) -> str:
    """The text of a file that a person wrote. Raises InputError when it is not UTF-8 (a byte order mark may lead)."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{name} is not text in UTF-8 (line {line})", "save it as plain text in UTF-8") from error


def plain(text: str, name: str) -> Any:
    """What `text` (YAML or JSON) says; `name` is for messages.

    Raises InputError, naming the line, for text that is not YAML, larger than a megabyte, nested too deeply, with
    aliases (a small file could unfold into a huge one), a key that is given twice or a value that cannot be read.
    """
    if len(text) > LARGEST:
        raise InputError(f"{name} is larger than {LARGEST // 1_000_000} MB", "is it the right file?")
    try:
        return yaml.load(text, Loader=_Plain)
    except yaml.reader.ReaderError as error:
        raise InputError(
            f"{name} holds signs that text does not have (position {error.position})", "save it as plain text in UTF-8"
        ) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise InputError(f"{name} is not valid YAML{where}: {problem}", ADVICE) from error
    except RecursionError as error:
        raise InputError(f"{name} is nested too deeply", "is it the right file?") from error
    except _ODD as error:
        raise InputError(f"{name} holds a value that cannot be read: {str(error)[:60]}", "mend that value") from error


def explain(error: ValidationError, model: type[BaseModel]) -> str:
    """What is wrong with keys and values that should have made a `model`: each place, and the key that was meant."""
    found: list[tuple[str, str]] = []  # key that is missing, words
    proposed: set[str] = set()
    for item in error.errors(include_url=False, include_input=False):
        place = [str(part) for part in item["loc"]]
        where = ".".join(place)
        if item["type"] == "extra_forbidden":
            known = _keys_at(model, item["loc"][:-1])
            near = difflib.get_close_matches(place[-1], known, 1, 0.5)
            proposed |= {".".join([*place[:-1], *near])}
            proposal = f"did you mean {near[0]!r}?" if near else f"known keys are {', '.join(sorted(known))}"
            found.append(("", f"the key {where!r} is not known ({proposal})"))
        elif item["type"] == "missing":
            found.append((where, f"the key {where!r} is missing"))
        else:
            message = item["msg"].removeprefix("Value error, ")
            found.append(("", f"{where}: {message}" if where else message))
    lines = [words for missing, words in found if not missing or missing not in proposed]
    return "; ".join(lines[:5]) + (f"; and {len(lines) - 5} more" if len(lines) > 5 else "")


def _keys_at(model: type[BaseModel], place: Iterable[str | int]) -> set[str]:
    for part in place:
        if isinstance(part, int):
            continue
        field = _fields(model).get(part)
        inner = next(_models(field.annotation), None) if field else None
        if inner is None:
            return set()
        model = inner
    return set(_fields(model))


def _fields(model: type[BaseModel]) -> Mapping[str, Any]:
    return {(field.alias or name): field for name, field in model.model_fields.items()}


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


class _Plain(yaml.SafeLoader):
    """YAML without aliases and without keys that are given twice, the first of which would be lost silently."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            event = self.peek_event()
            raise ComposerError(None, None, "aliases are not allowed", event.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    raise ConstructorError(None, None, f"the key {key.value!r} is given twice", key.start_mark)
                seen.add(key.value)
        return super().construct_mapping(node, deep)
