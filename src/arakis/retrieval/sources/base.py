"""What every full-text source has in common."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from arakis.domain.base import Frozen
from arakis.domain.report import Report


class Response(Protocol):
    """An answer, as `fetch` gives it."""

    @property
    def status(self) -> int:
        """The HTTP status."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """Its headers."""
        ...

    @property
    def content(self) -> bytes:
        """Its body."""
        ...


Fetch = Callable[..., Response]  # fetch(method, url, params=None, headers=None)


class Found(Frozen):
    """Where a full text is, or (where the address needs a key) the bytes themselves."""

    url: str
    media_type: str = "application/pdf"
    data: bytes = b""
    version: str = ""  # "published", "accepted", "submitted", "preprint"; "" when not said
    licence: str = ""


class NotFound(Frozen):
    """Why a source gave nothing."""

    reason: str


class Source(Frozen):
    """A full-text source. `ask` is what it does; use `find`."""

    name: str
    requires_api_key: bool
    description: str
    coverage: str
    hosts: tuple[str, ...] = ()
    key: str = ""  # the name of its key or address among the keys; "" when it needs none
    ask: Callable[[Report, Fetch, Mapping[str, str]], Found | NotFound]

    def find(self, report: Report, fetch: Fetch, keys: Mapping[str, str]) -> Found | NotFound:
        """A full text of `report`, or the reason why there is none.

        fetch  (method, url, params, headers) -> Response; raises SourceError when there is no usable answer
        keys   API keys and addresses by the source's name
        """
        if self.requires_api_key and not keys.get(self.key or self.name):
            return NotFound(reason="no key is configured")
        return self.ask(report, fetch, keys)


def as_json(response: Response) -> Any:
    """The JSON of an answer, or None when the answer is not 200 or not JSON."""
    if response.status != 200:
        return None
    try:
        return json.loads(response.content)
    except ValueError:
        return None


def said(response: Response, what: str = "the work") -> NotFound:
    """The reason in an answer that is not 200."""
    if response.status == 404:
        return NotFound(reason=f"{what} is not known there")
    if response.status in (401, 403):
        return NotFound(reason="access was refused: check the key")
    return NotFound(reason=f"it answered {response.status} or nothing that can be read")


def field(value: Any, *path: str | int) -> Any:
    """The value at `path` inside parsed JSON, or None where the shape is another."""
    found: Any = value
    for step in path:
        if isinstance(step, int):
            if not isinstance(found, list) or not -len(found) <= step < len(found):
                return None
            found = found[step]
        elif isinstance(found, dict):
            found = found.get(step)
        else:
            return None
    return found


def words(value: Any) -> str:
    """`value` when it is text, else ""."""
    return value.strip() if isinstance(value, str) else ""


def items(value: Any) -> list[Any]:
    """`value` when it is a list, else an empty one."""
    return value if isinstance(value, list) else []
