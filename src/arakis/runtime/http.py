"""The one HTTP client: polite to each host, patient with faults, bounded in size."""

import threading
import time
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from arakis.errors import SourceError
from arakis.version import __version__

RATES = {"eutils.ncbi.nlm.nih.gov": 3.0, "api.crossref.org": 5.0, "export.arxiv.org": 0.33}
DEFAULT_RATE = 5.0
ATTEMPTS = 4
LONGEST_WAIT = 60.0


@dataclass(frozen=True)
class Response:
    """An answer as its client needs it."""

    status: int
    headers: dict[str, str]
    content: bytes


@dataclass
class Http:
    """Requests with a rate per host (requests per second), retries and a limit on the size of an answer in bytes.

    `endpoints` maps a host to the base URL that stands in for it (a mirror, a playback server in tests).
    """

    endpoints: dict[str, str] = field(default_factory=dict)
    limit: int = 200_000_000
    timeout: float = 60.0
    _next: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def fetch(
        self,
        method: str,
        url: str,
        params: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        data: dict[str, Any] | None = None,
    ) -> Response:
        """The answer to a request, whatever its status below 500 and other than 429.

        429 and 5xx and broken connections are tried again, waiting as Retry-After says (at most a minute).
        Raises SourceError with the host's name when no usable answer came.
        """
        import httpx

        host = urlsplit(url).hostname or ""
        target = url
        if host in self.endpoints:
            split = urlsplit(url)
            target = self.endpoints[host].rstrip("/") + split.path + (f"?{split.query}" if split.query else "")
        fault = ""
        for attempt in range(ATTEMPTS):
            self._wait_for_turn(host)
            try:
                with (
                    httpx.Client(timeout=self.timeout, follow_redirects=True) as client,
                    client.stream(
                        method,
                        target,
                        params=params,
                        data=data,
                        headers={"User-Agent": f"arakis/{__version__}"} | (headers or {}),
                    ) as answer,
                ):
                    if answer.status_code == 429 or answer.status_code >= 500:
                        fault = f"it answered {answer.status_code}"
                        pause = _retry_after(answer.headers.get("retry-after"), 2.0**attempt)
                    else:
                        body = bytearray()
                        for piece in answer.iter_bytes():
                            body += piece
                            if len(body) > self.limit:
                                raise SourceError(f"{host}: the answer is larger than {self.limit // 1_000_000} MB")
                        return Response(answer.status_code, dict(answer.headers), bytes(body))
            except (httpx.TransportError, httpx.DecodingError, httpx.InvalidURL) as error:
                fault = f"{type(error).__name__}: {error}".strip().rstrip(":")
                pause = 0.2 * 2.0**attempt
            if attempt + 1 < ATTEMPTS:
                time.sleep(min(pause, LONGEST_WAIT))
        raise SourceError(f"{host} gave no usable answer ({fault})", "check the network and try again")

    def _wait_for_turn(self, host: str) -> None:
        interval = 1.0 / RATES.get(host, DEFAULT_RATE)
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next.get(host, 0.0))
            self._next[host] = turn + interval
        if turn > now:
            time.sleep(turn - now)


def _retry_after(value: str | None, otherwise: float) -> float:
    """Seconds to wait by a Retry-After header (seconds or a date); `otherwise` when there is none."""
    if not value:
        return otherwise
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (TypeError, ValueError):
        return otherwise
