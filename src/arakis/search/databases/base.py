"""What every database client has in common: it turns a query into pages of records, through a `fetch` it is given."""

from collections.abc import Iterator
from typing import Any, Protocol

from arakis.domain.base import Frozen
from arakis.domain.record import Problem, Record
from arakis.errors import SourceError


class Response(Protocol):
    """An answer: HTTP status, headers, body."""

    @property
    def status(self) -> int: ...
    @property
    def headers(self) -> dict[str, str]: ...
    @property
    def content(self) -> bytes: ...


class Fetch(Protocol):
    """Sends one request and gives the answer; retries and rates are its own matter. Raises SourceError."""

    def __call__(
        self,
        method: str,
        url: str,
        params: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        data: dict[str, Any] | None = None,
    ) -> Response: ...


class PageOfRecords(Frozen):
    """Some of the records that answer a query.

    announced  how many records the database says there are in all
    query      the query as the database understood it, where it says so
    cursor     what to give to `pages` to go on behind this page; "" on the last one
    """

    records: tuple[Record, ...] = ()
    announced: int | None = None
    query: str = ""
    cursor: str = ""
    problems: tuple[Problem, ...] = ()


class Database(Protocol):
    """A database that can be asked."""

    @property
    def name(self) -> str:
        """As protocols name it: "pubmed"."""
        ...

    @property
    def title(self) -> str:
        """As people read it: "PubMed"."""
        ...

    def pages(
        self, query: str, limit: int, fetch: Fetch, cursor: str | None = None, run: str = ""
    ) -> Iterator[PageOfRecords]:
        """The records that answer `query`, at most `limit` in all, page by page; from `cursor` on when given.

        Raises SourceError when the database gives no usable answer, InputError for an empty query.
        """
        ...


def excerpt(content: bytes) -> str:
    """The first words of an answer, for messages."""
    return " ".join(content[:300].decode("utf-8", "replace").split())[:120]


def expect(response: Response, title: str, doing: str) -> bytes:
    """The body of a usable answer. Raises SourceError for other statuses and for web pages instead of data."""
    if response.status != 200:
        raise SourceError(
            f"{title} answered {response.status} when {doing}: {excerpt(response.content)}", "try again later"
        )
    if response.content.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        raise SourceError(f"{title} answered with a web page when {doing}", "check the network, and try again later")
    return response.content
