"""A real HTTP server that speaks /v1/chat/completions, for tests: answers by a function, misbehaves as told.

    with ModelServer(answers) as server:          # answers(request: dict) -> JSON value, str (sent as it is) or Fault
        read_settings(openai_base_url=server.url, openai_api_key="test", ...)
    server.requests                               # the bodies asked so far, in order

    python -m tests.model_server --port 8123 --count FILE [--fault NAME --every N] [--log FILE]

The command answers with `deterministic` (below) and adds a line per request to the count file. Its answers are a
function of the request alone, so that a run that was killed and resumed gets what an undisturbed one gets.
"""

import argparse
import hashlib
import json
import re
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Fault:
    """Something that goes wrong.

    kind  "cut off", "empty", "refusal", "filtered", "no choices", "half", "html", "status", "reset", "slow", "drip",
          "redirect"
    """

    kind: str
    status: int = 500
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None
    seconds: float = 0.0


RATE_LIMITED = Fault("status", 429, {"Retry-After": "0"}, {"error": {"message": "slow down", "code": "rate_limit"}})
REFUSED_KEY = Fault("status", 401, body={"error": {"message": "Incorrect API key provided", "code": "invalid_api_key"}})
FAULTS: dict[str, Fault] = {
    "cut-off": Fault("cut off"),
    "empty": Fault("empty"),
    "refusal": Fault("refusal"),
    "html": Fault("html"),
    "half": Fault("half"),
    "reset": Fault("reset"),
    "slow": Fault("slow", seconds=30.0),
    "429": RATE_LIMITED,
    "401": REFUSED_KEY,
    "500": Fault("status", 500, body={"error": {"message": "internal"}}),
}
Answers = Callable[[dict[str, Any]], Any]
MATERIAL = re.compile(r"^===== MATERIAL (\w+) \(([^\n]*)\)\n(.*?)\n===== END OF MATERIAL \1$", re.DOTALL | re.MULTILINE)


def asked(request: dict[str, Any]) -> str:
    """What the first user's turn says."""
    return next(one["content"] for one in request["messages"] if one["role"] == "user")


def form(request: dict[str, Any]) -> str:
    """The name of the form that the answer must have."""
    return request["response_format"]["json_schema"]["name"]


def schema(request: dict[str, Any]) -> dict[str, Any]:
    """The schema that the answer must have."""
    return request["response_format"]["json_schema"]["schema"]


def pieces(request: dict[str, Any]) -> list[tuple[str, str]]:
    """The material in the prompt: (name, text)."""
    return [(found.group(2), found.group(3)) for found in MATERIAL.finditer(asked(request))]


def in_turn(*answers: Any, then: Any = None) -> Answers:
    """One answer after another (then `then`, or the last one again), whatever is asked."""
    left = list(answers)
    lock = threading.Lock()

    def answer(_request: dict[str, Any]) -> Any:
        with lock:
            return left.pop(0) if len(left) > 1 or (left and then is not None) else (left[0] if left else then)

    return answer


def deterministic(request: dict[str, Any]) -> Any:
    """An answer that fits the form and is a function of the request alone: a cautious model that quotes faithfully.

    Criteria are met where a long word of theirs stands in the material, and quoted by it; passages use the first
    reference that they are offered. Otherwise the most cautious answer that the form allows: of each choice the word
    that leaves things open ("unclear", "NI"), lists empty.
    """
    if form(request) == "Screening":
        return {"criteria": [_criterion(*found, pieces(request)) for found in _CRITERION.findall(asked(request))]}
    if form(request) == "Passage":
        offered = [line.split(" = ")[0] for _, text in pieces(request) for line in text.splitlines() if " = " in line]
        return {"text": f"The review rests on {offered[0]} records." if offered else "{gap:what is known}"}
    whole = schema(request)
    code = hashlib.sha256(json.dumps(request, sort_keys=True).encode()).digest()
    return _filled(whole, whole.get("$defs", {}), code)


_CRITERION = re.compile(r"^- (\S+) \((include|exclude), about the \w+\): (.*)$", re.MULTILINE)


def _criterion(name: str, kind: str, words: str, given: list[tuple[str, str]]) -> dict[str, Any]:
    text = " ".join(text for _, text in given)
    found = [
        re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) for word in re.findall(r"\w{5,}", words)
    ]
    quotes = [match.group() for match in found if match][:1]
    if kind == "exclude":
        return {"criterion": name, "answer": "not met", "quotes": [], "reason": "Nothing shows it."}
    return {
        "criterion": name,
        "answer": "met" if quotes else "unclear",
        "quotes": quotes,
        "reason": "Its word is there.",
    }


def _filled(part: dict[str, Any], known: dict[str, Any], code: bytes) -> Any:
    if "$ref" in part:
        return _filled(known[part["$ref"].split("/")[-1]], known, code)
    if "const" in part:
        return part["const"]
    if "enum" in part:
        cautious = [one for one in part["enum"] if one in ("unclear", "NI", "not stated", "no information", None)]
        return cautious[0] if cautious else part["enum"][code[0] % len(part["enum"])]
    if "anyOf" in part:
        empty = [one for one in part["anyOf"] if one.get("type") == "null"]
        return None if empty else _filled(part["anyOf"][0], known, code)
    kind = part.get("type")
    if kind == "object":
        return {name: _filled(one, known, code) for name, one in part.get("properties", {}).items()}
    if kind == "array":
        return []
    if kind == "string":
        return ""
    if kind == "boolean":
        return False
    return 0 if kind in ("integer", "number") else None


class ModelServer:
    """The server; `answers` may be exchanged while it runs. With `key` set it refuses every other."""

    def __init__(
        self,
        answers: Answers = deterministic,
        *,
        port: int = 0,
        key: str = "",
        fault: Fault | None = None,
        every: int = 0,
        count_file: Path | None = None,
        usage: bool = True,
    ) -> None:
        self.answers = answers
        self.key = key
        self.fault, self.every = fault, every
        self.count_file = count_file
        self.usage = usage
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.owner = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def url(self) -> str:
        """The base URL to set as OPENAI_BASE_URL."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def count(self) -> int:
        """How many requests came."""
        return len(self.requests)

    def __enter__(self) -> "ModelServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._server.shutdown()
        self._server.server_close()

    def note(self, path: str, headers: dict[str, str], body: dict[str, Any]) -> int:
        """Count a request; returns its number."""
        with self._lock:
            self.paths.append(path)
            self.headers.append(headers)
            self.requests.append(body)
            if self.count_file:
                name = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
                with self.count_file.open("a") as file:
                    file.write(f"{len(self.requests)} {name} {form(body)}\n")
            return len(self.requests)

    def wait(self, seconds: float) -> None:
        """Wait, but not longer than the server runs."""
        self._stopped.wait(seconds)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 50
    owner: ModelServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is part of the tests."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""

    def do_POST(self) -> None:
        owner = self.server.owner
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", "0"))))
        number = owner.note(self.path, dict(self.headers), body)
        if not self.path.endswith("/chat/completions"):
            return self._send(404, {"error": {"message": f"no {self.path} here"}})
        if owner.key and self.headers.get("Authorization") != f"Bearer {owner.key}":
            return self._fault(REFUSED_KEY)
        if owner.fault and owner.every and number % owner.every == 0:
            return self._fault(owner.fault, owner.answers(body))
        answer = owner.answers(body)
        if isinstance(answer, Fault):
            return self._fault(answer)
        return self._answer(body, answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False))

    def _answer(self, body: dict[str, Any], content: str | None, finish: str = "stop", refusal: str = "") -> None:
        said = len(content or "")
        asked_ = sum(len(one["content"]) for one in body["messages"])
        message = {"role": "assistant", "content": content} | ({"refusal": refusal} if refusal else {})
        answer: dict[str, Any] = {
            "id": "chatcmpl-test",
            "object": "chat.completion",
            "created": 0,
            "model": body["model"],
            "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        }
        if self.server.owner.usage:
            tokens = {
                "prompt_tokens": asked_ // 4,
                "completion_tokens": min(said // 4 + 1, body.get("max_tokens", 10**9)),
            }
            answer["usage"] = tokens | {"total_tokens": sum(tokens.values())}
        self._send(200, answer)

    def _fault(self, fault: Fault, answer: Any = None) -> None:
        body = {"model": "test", "messages": []}
        if fault.kind == "cut off":
            self._answer(body, '{"answer": "this goes on and', "length")
        elif fault.kind == "empty":
            self._answer(body, fault.body)
        elif fault.kind == "refusal":
            self._answer(body, None, refusal="I cannot help with that.")
        elif fault.kind == "filtered":
            self._answer(body, "", "content_filter")
        elif fault.kind == "no choices":
            self._send(200, fault.body if fault.body is not None else {"object": "chat.completion", "choices": []})
        elif fault.kind == "half":
            self._raw(200, b'{"id": "chatcmpl-test", "choices": [{"index": 0, "mess', "application/json")
        elif fault.kind == "html":
            self._raw(
                fault.status if fault.status != 500 else 200, b"<!doctype html><title>Welcome</title>", "text/html"
            )
        elif fault.kind == "status":
            self._send(fault.status, fault.body or {}, fault.headers)
        elif fault.kind == "redirect":
            self._send(302, {}, {"Location": "http://127.0.0.1:9/elsewhere"})
        elif fault.kind == "slow":
            self.server.owner.wait(fault.seconds)
            self.close_connection = True
        elif fault.kind == "drip":
            self._drip(fault.seconds)
        elif fault.kind == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
        else:
            raise ValueError(fault.kind)

    def _drip(self, seconds: float) -> None:
        """A byte now and then, so that no single wait is long."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self.server.owner._stopped.is_set():
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.05)
        self.close_connection = True

    def _send(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self._raw(status, data, "application/json", headers)

    def _raw(self, status: int, data: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


def main(arguments: Iterable[str] | None = None) -> None:
    """Serve until ended."""
    parser = argparse.ArgumentParser(description="a model server for tests")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--count", type=Path, help="file to which a line is added for each request")
    parser.add_argument("--fault", choices=sorted(FAULTS))
    parser.add_argument("--every", type=int, default=0, help="every so many requests the fault happens")
    given = parser.parse_args(list(arguments) if arguments is not None else None)
    fault = FAULTS[given.fault] if given.fault else None
    with ModelServer(
        port=given.port, fault=fault, every=given.every or (1 if fault else 0), count_file=given.count
    ) as server:
        print(server.url, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
