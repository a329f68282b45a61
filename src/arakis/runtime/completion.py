"""One request to /chat/completions of an OpenAI-compatible endpoint, and what can come of it."""

import json
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, cast
from urllib.parse import urlsplit, urlunsplit

from arakis.errors import InputError, ModelError

LARGEST = 20_000_000  # bytes of an answer
SECRET = 12  # characters from which on a key is one; shorter ones are words that endpoints without keys are given
CONNECT = 15.0  # seconds to reach the endpoint
GO_ON = "then `arakis review resume` goes on; without OPENAI_API_KEY Arakis works with its built-in engine alone"
# Fields of a request that some endpoints refuse, and what takes their place there (None: it is left out). The most
# tokens of an answer are never left out, for the budget rests on them.
OTHERWISE: dict[str, str | None] = {"max_tokens": "max_completion_tokens", "seed": None}


class Fault(Exception):
    """A request that gave no answer.

    error    what to raise when it is not tried again
    again    whether another try may help, and after how many seconds if the endpoint says so
    charged  whether the endpoint may charge for it all the same
    """

    def __init__(
        self, error: ModelError, *, again: bool = True, wait: float | None = None, charged: bool = False
    ) -> None:
        super().__init__(error.message)
        self.error = error
        self.again = again
        self.wait = wait
        self.charged = charged


class Refused(Fault):
    """The endpoint does not know a field of the request."""

    def __init__(self, error: ModelError, field: str) -> None:
        super().__init__(error, again=False)
        self.field = field


class Unreachable(Fault):
    """Nothing answers at the address: it is wrong, or the endpoint or the network is down."""


@dataclass(frozen=True)
class Completion:
    """An answer as it came. Tokens are None where the endpoint does not count them."""

    content: str
    refusal: str
    finish: str
    input_tokens: int | None
    output_tokens: int | None


def endpoint(address: str) -> str:
    """The address of an endpoint as it may be shown and kept: without user, password, query and final slash.

    Raises InputError when it is no address.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if parts.scheme not in ("http", "https") or not host:
        raise InputError(
            f"OPENAI_BASE_URL is not an address: {address.split('@')[-1]!r}",
            "it looks like https://api.openai.com/v1 or http://localhost:8080/v1",
        )
    host = f"[{host}]" if ":" in host else host
    return urlunsplit((parts.scheme, f"{host}:{port}" if port else host, parts.path.rstrip("/"), "", ""))


def complete(name: str, key: str, body: dict[str, Any], seconds: float) -> Completion:
    """The answer of the endpoint `name` (see `endpoint`) to `body`, within `seconds` all in all.

    Raises Fault; the key is cut out of everything that the endpoint says.
    """
    status, headers, data = _post(name, key, body, seconds)
    text = _without(key, data.decode("utf-8", "replace"))
    if status != 200:
        raise _refusal(name, status, headers, text)
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        page = text.lstrip()[:1] == "<"
        what = "a web page" if page else "something that is not JSON, or only a part of it"
        hint = "check that OPENAI_BASE_URL is the address of the API (most end in /v1), " + GO_ON
        raise Fault(ModelError(f"the model endpoint {name} answered with {what}", hint), charged=not page)
    return _completion(name, cast(dict[str, Any], answer))


def _without(key: str, text: str) -> str:
    return text.replace(key, "***") if len(key) >= SECRET else text


def _post(name: str, key: str, body: dict[str, Any], seconds: float) -> tuple[int, dict[str, str], bytes]:
    import httpx

    until = time.monotonic() + seconds
    slow = ModelError(
        f"the model endpoint {name} gave no answer within {seconds:g} seconds", "raise ARAKIS_MODEL_TIMEOUT, " + GO_ON
    )
    try:
        with (
            httpx.Client(
                timeout=httpx.Timeout(seconds, connect=min(CONNECT, seconds)),
                verify=name.startswith("https:"),  # without TLS there is nothing to verify, and no list to load
            ) as client,
            client.stream(
                "POST",
                name + "/chat/completions",
                content=json.dumps(body).encode("ascii"),
                headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
            ) as answer,
        ):
            data = bytearray()
            for piece in answer.iter_bytes():
                data += piece
                if len(data) > LARGEST:
                    large = ModelError(f"the answer of the model endpoint {name} is too large")
                    raise Fault(large, again=False, charged=True)
                if time.monotonic() > until:
                    raise Fault(slow, charged=True)
            return answer.status_code, dict(answer.headers), bytes(data)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
        why = _without(key, str(error)) or type(error).__name__
        raise Unreachable(
            ModelError(
                f"the model endpoint {name} cannot be reached ({why})",
                "check OPENAI_BASE_URL and the network, " + GO_ON,
            )
        ) from None
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError):
        raise InputError(
            f"OPENAI_BASE_URL is not an address that can be asked: {name}",
            "it looks like https://api.openai.com/v1 or http://localhost:8080/v1",
        ) from None
    except httpx.TimeoutException:
        raise Fault(slow, charged=True) from None
    except (httpx.TransportError, httpx.DecodingError, httpx.StreamError) as error:
        broken = ModelError(
            f"the connection to the model endpoint {name} broke ({type(error).__name__})",
            "check the network, " + GO_ON,
        )
        raise Fault(broken, charged=True) from None


def _refusal(name: str, status: int, headers: dict[str, str], text: str) -> Fault:
    said, code, field = _said(text)
    words = f": {said}" if said else ""
    if status in (401, 403):
        hint = "check OPENAI_API_KEY and that it may use this model, " + GO_ON
        return Fault(ModelError(f"the key was refused by the model endpoint {name} ({status})", hint), again=False)
    if status == 429 and "quota" in code:
        hint = "look at the account's credit and limits, " + GO_ON
        return Fault(ModelError(f"the account at the model endpoint {name} has no credit left", hint), again=False)
    if status == 429:
        busy = ModelError(f"the model endpoint {name} allows no more calls for now (429){words}", "wait, " + GO_ON)
        return Fault(busy, wait=_seconds(headers.get("retry-after")))
    if status >= 500 or status in (408, 409, 425):
        down = ModelError(f"the model endpoint {name} failed ({status}){words}", "try again later, " + GO_ON)
        return Fault(down, wait=_seconds(headers.get("retry-after")), charged=status in (408, 502, 504))
    if 300 <= status < 400:
        hint = "set OPENAI_BASE_URL to the address that it points to, " + GO_ON
        return Fault(ModelError(f"the model endpoint {name} points elsewhere ({status})", hint), again=False)
    refused = ModelError(
        f"the model endpoint {name} refused the request ({status}){words}",
        "check OPENAI_BASE_URL and ARAKIS_MODEL; the endpoint must know structured output (json_schema), " + GO_ON,
    )
    unknown = next((one for one in OTHERWISE if one == field or f"'{one}'" in said or f'"{one}"' in said), "")
    return Refused(refused, unknown) if unknown and status in (400, 422) else Fault(refused, again=False)


def _said(text: str) -> tuple[str, str, str]:
    """The endpoint's message (at most 200 characters on one line), its code and the field it names."""
    try:
        error = json.loads(text)["error"]
    except (ValueError, RecursionError, KeyError, TypeError, IndexError):
        return "", "", ""
    if not isinstance(error, dict):
        return _line(error), "", ""
    return _line(error.get("message")), f"{error.get('code')} {error.get('type')}", str(error.get("param") or "")


def _line(words: Any) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in str(words or "")).split())[:200]


def _seconds(value: str | None) -> float | None:
    """Seconds to wait by a Retry-After header: a number, or a date."""
    if not value:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return None


def _completion(name: str, answer: dict[str, Any]) -> Completion:
    if isinstance(answer.get("error"), dict | str) and not answer.get("choices"):
        said, _, _ = _said(json.dumps({"error": answer["error"]}))
        raise Fault(ModelError(f"the model endpoint {name} failed: {said}", "try again later, " + GO_ON))
    try:
        choice = answer["choices"][0]
        message = choice["message"]
        content, refusal, finish = message.get("content"), message.get("refusal"), choice.get("finish_reason")
    except (KeyError, IndexError, TypeError, AttributeError):
        hint = "check that it speaks the protocol of OpenAI's chat completions, " + GO_ON
        raise Fault(ModelError(f"the model endpoint {name} answered in another form", hint), charged=True) from None
    usage = answer.get("usage")
    usage = cast(dict[str, Any], usage) if isinstance(usage, dict) else {}
    return Completion(
        content=_text(content),
        refusal=_text(refusal),
        finish=_text(finish),
        input_tokens=_count(usage.get("prompt_tokens")),
        output_tokens=_count(usage.get("completion_tokens")),
    )


def _text(value: Any) -> str:
    """A string that can be kept: half characters and NUL replaced."""
    if not isinstance(value, str):
        return ""
    return value.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9 else None
