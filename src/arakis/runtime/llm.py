"""The one door to language models: any OpenAI-compatible endpoint, structured answers, a hard budget.

Every answer is kept under a key made of all inputs of its call, so that asking again costs nothing; see accounts.py
for what is written when, prompt.py for how article text is kept apart from instructions.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import sqlalchemy as sa
from pydantic import BaseModel, ValidationError

from arakis.domain.base import digest
from arakis.errors import InputError, ModelError
from arakis.runtime import accounts
from arakis.runtime.accounts import Kept, usage
from arakis.runtime.completion import GO_ON, OTHERWISE, Completion, Fault, Refused, Unreachable, complete, endpoint
from arakis.runtime.prices import Price, price
from arakis.settings import Settings

if TYPE_CHECKING:
    from arakis.workspace import Workspace

ASKED_AGAIN = 2  # times that a model is asked again after an answer that cannot be used
WAITS = (1.0, 4.0, 15.0, 60.0)  # seconds before each new try after a fault; Retry-After may name others
LONGEST_WAIT = 120.0
LONGEST_KNOCK = 5.0  # of those, before an address where nothing answers is tried again
LONGEST_PROMPT = 1_000_000  # bytes
FRAME = 200  # tokens that an endpoint's own framing of a conversation may add
Answer = TypeVar("Answer", bound=BaseModel)


class NoAnswer(ModelError):
    """The model answered, but not in a way that can be used, even when asked again. Asking later changes nothing."""


@dataclass(frozen=True)
class Call(Generic[Answer]):
    """What a model is asked.

    answer     a frozen type without defaults whose schema the model must keep to
    purpose    what the call is for, in words for people: "screen Aronson 1948 on title and abstract"
    remaining  what is left to do if the budget ends here: "12 of 150 reports are still to be screened"
    """

    system: str
    prompt: str
    answer: type[Answer]
    purpose: str
    max_tokens: int = 8_000
    seed: int = 0
    remaining: str = ""


def configured(settings: Settings) -> bool:
    """Whether there is a key, so that models take part."""
    return settings.openai_api_key is not None and bool(settings.openai_api_key.get_secret_value().strip())


def limit(settings: Settings, options: Mapping[str, Any]) -> float | None:
    """The budget in US dollars by a review's options, or else the settings; None: no limit."""
    own = options.get("budget")
    return settings.budget if own is None else float(own)


def check(settings: Settings) -> None:
    """Raises InputError for an address, a key or a price that cannot be used, without asking the model anything.

    Where no key is set there is nothing to check.
    """
    if not configured(settings):
        return
    address = endpoint(settings.openai_base_url)
    _usable_key(settings)
    if settings.budget is not None and price(settings) is None:
        raise _unpriced(settings.model, address)


def _unpriced(model: str, address: str) -> InputError:
    return InputError(
        f"a budget is set, but what {model} at {address} costs is not known",
        "set ARAKIS_PRICE_INPUT and ARAKIS_PRICE_OUTPUT (US dollars per million tokens; 0 for a model that "
        "costs nothing), or leave the budget out",
    )


class Llm:
    """The door for one workspace. `waits` are the seconds before each new try after a fault."""

    def __init__(self, workspace: "Workspace", waits: tuple[float, ...] = WAITS) -> None:
        settings = workspace.settings
        self._workspace = workspace
        self._waits = waits
        self._key = _usable_key(settings)
        self._changes: dict[str, str | None] = {}
        self.model = settings.model
        self.endpoint = endpoint(settings.openai_base_url)
        self._price: Price | None = price(settings)

    def ask(self, review: str, call: Call[Answer], budget: float | None = None) -> Answer:
        """The model's answer to `call`, made for `review` within its `budget` (US dollars in all; None: no limit).

        The caller holds the review's lock. An answer that does not fit is asked again, twice at most, with what was
        wrong. Raises NoAnswer when none fits, BudgetReached before the budget would be passed, ModelError when the
        endpoint gives no answer, InputError for a key, address or price that cannot be used.
        """
        if budget is not None and self._price is None:
            raise _unpriced(self.model, self.endpoint)
        messages = [
            {"role": "system", "content": _clean(call.system)},
            {"role": "user", "content": _clean(call.prompt)},
        ]
        problem = ""
        for attempt in range(1 + ASKED_AGAIN):
            request: dict[str, Any] = {
                "model": self.model,
                "messages": messages,
                "response_format": _form(call.answer),
                "max_tokens": call.max_tokens,
                "seed": call.seed,
            }
            kept = self._obtain(review, digest(self.endpoint, request, attempt), request, call, budget)
            said = json.loads(kept.response)
            answer, problem = _read(said, call.answer)
            if answer is not None:
                return answer
            messages = [
                *messages[:2],
                {"role": "assistant", "content": said["content"][:20_000] or "(nothing)"},
                {
                    "role": "user",
                    "content": f"That answer cannot be used: {problem} Answer again, in JSON of the form.",
                },
            ]
        raise NoAnswer(f"{self.model} gave no usable answer ({call.purpose}): {problem}", "another model may do better")

    def _obtain(self, review: str, key: str, request: dict[str, Any], call: Call[Any], budget: float | None) -> Kept:
        with self._workspace.reading.begin() as connection:
            known = accounts.known(connection, review, key)
        if known:
            return known
        bound = _bound(request)
        most = self._price.most(bound, call.max_tokens) if self._price else 0.0
        waits = iter(self._waits)
        while True:
            with self._workspace.db.begin() as connection:
                accounts.settle(connection, review, self._workspace.lock_file(review))
                known = accounts.recall(connection, review, key)
                if known:
                    return known
                number = accounts.reserve(connection, review, key, most, budget, call.purpose, call.remaining)
            try:
                completion = self._complete(request)
            except Fault as fault:
                with self._workspace.db.begin() as connection:
                    accounts.failed(connection, number, fault.charged)
                if isinstance(fault, Refused) and fault.field not in self._changes:
                    self._changes[fault.field] = OTHERWISE[fault.field]
                    continue
                wait = next(waits, None)
                if not fault.again or wait is None or (isinstance(fault, Unreachable) and wait > LONGEST_KNOCK):
                    raise fault.error from None
                if fault.wait is not None and fault.wait > LONGEST_WAIT:
                    raise ModelError(
                        f"the model endpoint {self.endpoint} asks to wait {fault.wait:.0f} seconds", "wait, " + GO_ON
                    ) from None
                time.sleep(wait if fault.wait is None else fault.wait)
            else:
                return self._keep(number, key, request, completion, bound)

    def _complete(self, request: dict[str, Any]) -> Completion:
        body = dict(request)
        for field, other in self._changes.items():
            value = body.pop(field, None)
            if other is not None and value is not None:
                body[other] = value  # a field of the dialect of this endpoint
        return complete(self.endpoint, self._key, body, self._workspace.settings.model_timeout)

    def _keep(self, number: int, key: str, request: dict[str, Any], given: Completion, bound: int) -> Kept:
        tokens = (
            bound if given.input_tokens is None else given.input_tokens,
            request["max_tokens"] if given.output_tokens is None else given.output_tokens,
        )
        cost = self._price.cost(*tokens) if self._price else None
        response = {"content": given.content, "refusal": given.refusal, "finish": given.finish}
        with self._workspace.db.begin() as connection:
            return accounts.answered(connection, number, key, self.model, request, response, tokens, cost)


def settle(workspace: "Workspace", review: str) -> int:
    """Tell the ledger of calls that a killed process left under way; returns how many. Call it when a run starts."""
    with workspace.db.begin() as connection:
        return accounts.settle(connection, review, workspace.lock_file(review))


def spent(connection: sa.Connection, review: str) -> float:
    """US dollars spent or held back for a review, lost calls included."""
    return accounts.spent_on(connection, review)


def _usable_key(settings: Settings) -> str:
    key = settings.openai_api_key.get_secret_value().strip() if settings.openai_api_key else ""
    if not key:
        raise InputError(
            "no key for a model is set", "set OPENAI_API_KEY (any word will do for an endpoint without keys)"
        )
    if not all(33 <= ord(letter) <= 126 for letter in key):
        raise InputError("OPENAI_API_KEY holds characters that no key has", "copy the key again, without blanks")
    return key


def _clean(text: str) -> str:
    """`text` without half characters, which cannot be sent, and NUL."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")


def _form(answer: type[BaseModel]) -> dict[str, Any]:
    schema = {"name": answer.__name__, "strict": True, "schema": answer.model_json_schema()}
    return {"type": "json_schema", "json_schema": schema}


def _bound(request: dict[str, Any]) -> int:
    """The most tokens that a request can have: a token is at least one byte."""
    size = len(json.dumps([request["messages"], request["response_format"]], ensure_ascii=False).encode("utf-8"))
    if size > LONGEST_PROMPT:
        raise InputError(f"a prompt of {size} bytes is too long for a model", "give the text in parts")
    return size + FRAME


def _read(said: dict[str, str], form: type[Answer]) -> tuple[Answer | None, str]:
    """The answer, or None and what is wrong with it."""
    if said["refusal"]:
        return None, f"the answer was refused ({' '.join(said['refusal'].split())[:200]})."
    if said["finish"] == "length":
        return None, "it was cut off because it was too long; be shorter."
    if said["finish"] == "content_filter":
        return None, "the endpoint's filter withheld it."
    if not said["content"].strip():
        return None, "it was empty."
    try:
        return form.model_validate_json(said["content"], strict=True), ""
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)
        where = [
            f"{'.'.join(str(one) for one in cast(Any, item)['loc']) or 'the answer'}: {item['msg']}"
            for item in first[:5]
        ]
        return None, "; ".join(where)[:1_000] + "."


__all__ = ["Call", "Llm", "NoAnswer", "configured", "limit", "settle", "spent", "usage"]
