"""A protocol from YAML text, with errors that name the key and propose the right one."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError
from yaml.composer import ComposerError

from arakis.domain.protocol import Protocol
from arakis.errors import ProtocolError

LARGEST = 1_000_000  # characters


def load(text: str, name: str = "the protocol") -> Protocol:
    """The protocol written in `text` (YAML or JSON).

    Raises ProtocolError, naming the place and what to do, for text that is not YAML, unknown keys (with the nearest
    known one), missing keys and values out of bounds.
    """
    if len(text) > LARGEST:
        raise ProtocolError(f"{name} is larger than {LARGEST // 1_000_000} MB", "is it the right file?")
    try:
        data = yaml.load(text, Loader=_Plain)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise ProtocolError(
            f"{name} is not valid YAML{where}: {problem}", "put text that holds a colon into quotes"
        ) from error
    except RecursionError as error:
        raise ProtocolError(f"{name} is nested too deeply") from error
    if not isinstance(data, dict):
        raise ProtocolError(f"{name} does not hold keys and values", "`arakis protocol new` writes an example")
    try:
        return Protocol.model_validate(data)
    except ValidationError as error:
        raise ProtocolError(f"{name}: {_explain(error)}", "`arakis protocol new` writes a commented example") from (
            error
        )


class _Plain(yaml.SafeLoader):
    """YAML without aliases, so that a small file cannot unfold into a huge one."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            event = self.peek_event()
            raise ComposerError(None, None, "aliases are not allowed", event.start_mark)
        return super().compose_node(parent, index)


def _explain(error: ValidationError) -> str:
    lines: list[str] = []
    for item in error.errors():
        place = [str(part) for part in item["loc"]]
        where = ".".join(place)
        if item["type"] == "extra_forbidden":
            known = _keys_at(item["loc"][:-1])
            near = difflib.get_close_matches(place[-1], known, 1, 0.5)
            proposal = f"did you mean {near[0]!r}?" if near else f"known keys are {', '.join(sorted(known))}"
            lines.append(f"the key {where!r} is not known; {proposal}")
        elif item["type"] == "missing":
            lines.append(f"the key {where!r} is missing")
        else:
            message = item["msg"].removeprefix("Value error, ")
            lines.append(f"{where}: {message}" if where else message)
    return "; ".join(lines[:5]) + (f"; and {len(lines) - 5} more" if len(lines) > 5 else "")


def _keys_at(place: Iterable[str | int]) -> set[str]:
    model: type[BaseModel] = Protocol
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
