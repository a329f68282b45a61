"""A real local HTTP server that plays back recorded answers, and misbehaves when told to."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

import httpx


@dataclass(frozen=True)
class Answer:
    """One answer. `cut` sends only so many bytes of the body, though its whole length was announced."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None


@dataclass(frozen=True)
class Route:
    """Answers for requests whose path ends with `path` and that have the `asked` parameters. Several answers are
    given in turn, the last one again and again."""

    path: str
    answers: Sequence[Answer]
    asked: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """A request that came in; `asked` has the parameters of address and form."""

    method: str
    path: str
    asked: dict[str, str]
    headers: dict[str, str]


@dataclass(frozen=True)
class Got:
    """What a client got: the shape of arakis.search.databases.base.Response."""

    status: int
    headers: dict[str, str]
    content: bytes


class Playback:
    """The server as a context manager: `url` is where it listens, `requests` what came in."""

    def __init__(self, *routes: Route) -> None:
        self.routes = routes
        self.requests: list[Request] = []
        self._given = [0] * len(routes)
        self._lock = threading.Lock()
        playback = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                playback._answer(self)

            do_POST = do_GET

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        split = urlsplit(handler.path)
        length = int(handler.headers.get("Content-Length") or 0)
        form = handler.rfile.read(length).decode()
        asked = dict(parse_qsl(split.query) + parse_qsl(form))
        answer = Answer(status=404, body=b"no such route")
        with self._lock:
            self.requests.append(Request(handler.command, split.path, asked, dict(handler.headers)))
            for at, route in enumerate(self.routes):
                if split.path.endswith(route.path) and route.asked.items() <= asked.items():
                    answer = route.answers[min(self._given[at], len(route.answers) - 1)]
                    self._given[at] += 1
                    break
        handler.send_response(answer.status)
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(answer.body)))
        handler.end_headers()
        handler.wfile.write(answer.body if answer.cut is None else answer.body[: answer.cut])
        handler.close_connection = True

    def fetch(
        self,
        method: str,
        url: str,
        params: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        data: dict[str, Any] | None = None,
    ) -> Got:
        """Send a request meant for any host to this server instead. No retries."""
        target = self.url + urlsplit(url).path
        answer = httpx.request(method, target, params=params, headers=headers, data=data, trust_env=False)
        return Got(answer.status_code, dict(answer.headers), answer.content)
