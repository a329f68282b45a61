"""The door to models against a real server: kept answers, the budget, every way in which an endpoint can fail."""

import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Literal

import pytest
import sqlalchemy as sa
from tests.model_server import RATE_LIMITED, Fault, ModelServer, in_turn

from arakis import ledger
from arakis.domain.base import Frozen
from arakis.domain.judgement import Reviewer
from arakis.domain.protocol import Protocol
from arakis.errors import BudgetReached, InputError, ModelError
from arakis.review import life
from arakis.runtime import accounts
from arakis.runtime.llm import Call, Llm, NoAnswer, configured, settle, spent, usage
from arakis.settings import read_settings
from arakis.tables.calls import attempts, calls
from arakis.workspace import Workspace, open_workspace

KEY = "sk-test-4711-never-shown"
PERSON = Reviewer(kind="person", name="p1")
RIGHT = {"answer": "met", "quote": "of 123 vaccinated"}


class Said(Frozen):
    """A small form."""

    answer: Literal["met", "not met", "unclear"]
    quote: str


def call(prompt: str = "Is it met?", **more: object) -> Call[Said]:
    return Call(system="You answer.", prompt=prompt, answer=Said, purpose="a test", **more)  # pyright: ignore[reportArgumentType]


def made(folder: Path, url: str, **settings: object) -> tuple[Workspace, str]:
    given: dict[str, object] = {
        "workspace": folder, "openai_base_url": url, "openai_api_key": KEY, "model": "test-model", "model_timeout": 5.0,
    }  # fmt: skip
    workspace = open_workspace(read_settings(**(given | settings)))
    return workspace, life.create(workspace, Protocol(question="Does it work at all?"), {}, {}, PERSON)


def door(workspace: Workspace, tries: int = 3) -> Llm:
    return Llm(workspace, waits=(0.0,) * tries)


def rows(workspace: Workspace) -> list[sa.RowMapping]:
    with workspace.reading.begin() as connection:
        return list(connection.execute(sa.select(attempts).order_by(attempts.c.id)).mappings())


def used(workspace: Workspace, review: str):
    with workspace.reading.begin() as connection:
        return usage(connection, review)


def paid(workspace: Workspace, review: str) -> float:
    with workspace.reading.begin() as connection:
        return spent(connection, review)


def everything_kept(workspace: Workspace) -> str:
    """Every byte of the workspace's files, as text."""
    workspace.db.dispose()
    return "".join(file.read_bytes().decode("latin-1") for file in workspace.path.rglob("*") if file.is_file())


def test_importing_the_door_imports_no_client():
    heavy = ("openai", "httpx", "pydantic_ai", "genai_prices")
    code = f"import sys, arakis.runtime.llm; print([name for name in {heavy} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_without_a_key_no_model_takes_part(tmp_path: Path):
    assert not configured(read_settings(workspace=tmp_path, openai_api_key=""))
    assert not configured(read_settings(workspace=tmp_path, openai_api_key="  "))
    assert configured(read_settings(workspace=tmp_path, openai_api_key=KEY))


def test_what_is_asked_and_what_is_kept(tmp_path: Path):
    with ModelServer(in_turn(RIGHT), key=KEY) as server:
        workspace, review = made(tmp_path, server.url, price_input=1.0, price_output=2.0)
        answer = door(workspace).ask(review, call("Größe \ud800?", max_tokens=500, seed=7), 1.0)
        assert answer == Said(answer="met", quote="of 123 vaccinated")
        assert server.paths == ["/v1/chat/completions"]
        (request,) = server.requests
        assert [one["role"] for one in request["messages"]] == ["system", "user"]
        assert request["messages"][1]["content"] == "Größe ??"
        assert (request["model"], request["max_tokens"], request["seed"]) == ("test-model", 500, 7)
        form = request["response_format"]
        assert form["type"] == "json_schema"
        assert form["json_schema"]["strict"] is True
        assert form["json_schema"]["schema"]["additionalProperties"] is False
        assert form["json_schema"]["schema"]["required"] == ["answer", "quote"]
        assert "tools" not in request
    (use,) = used(workspace, review)
    tokens = (("You answer.Größe ??".__len__()) // 4, len(json.dumps(RIGHT)) // 4 + 1)
    assert (use.model, use.calls, use.input_tokens, use.output_tokens) == ("test-model", 1, *tokens)
    assert use.cost == pytest.approx((tokens[0] * 1.0 + tokens[1] * 2.0) / 1e6, abs=1e-12)
    assert paid(workspace, review) == use.cost
    assert not use.unpriced


def test_asked_again_it_costs_nothing_and_needs_no_network(tmp_path: Path):
    with ModelServer(in_turn(RIGHT)) as server:
        workspace, review = made(tmp_path, server.url, price_input=1.0, price_output=2.0)
        first = door(workspace).ask(review, call(), 1.0)
        before = paid(workspace, review)
        assert server.count == 1
    assert door(workspace).ask(review, call(), 0.0) == first  # the server is gone, the budget is nothing
    assert paid(workspace, review) == before
    assert len(rows(workspace)) == 1
    assert used(workspace, review)[0].calls == 1


@pytest.mark.parametrize(
    "other", [{"prompt": "Another?"}, {"max_tokens": 9}, {"seed": 1}], ids=["prompt", "max_tokens", "seed"]
)
def test_every_input_is_part_of_the_key(tmp_path: Path, other: dict[str, object]):
    with ModelServer(in_turn(RIGHT)) as server:
        workspace, review = made(tmp_path, server.url)
        door(workspace).ask(review, call())
        door(workspace).ask(review, call(**other))  # pyright: ignore[reportArgumentType]
        assert server.count == 2


def test_model_and_form_are_part_of_the_key_and_the_purpose_is_not(tmp_path: Path):
    class Other(Frozen):
        answer: str

    with ModelServer(lambda request: {"answer": "x"} if "Other" in json.dumps(request) else RIGHT) as server:
        workspace, review = made(tmp_path, server.url)
        door(workspace).ask(review, call())
        door(workspace).ask(review, Call("You answer.", "Is it met?", Other, "a test"))
        assert server.count == 2
        workspace.settings.model = "another-model"
        door(workspace).ask(review, call())
        assert server.count == 3
        door(workspace).ask(review, call(remaining="2 of 3 are left"))
        assert server.count == 3
    assert [(one.model, one.calls) for one in used(workspace, review)] == [("another-model", 1), ("test-model", 2)]


def test_another_review_uses_the_kept_answer_at_no_cost(tmp_path: Path):
    with ModelServer(in_turn(RIGHT)) as server:
        workspace, review = made(tmp_path, server.url, price_input=1.0, price_output=2.0)
        other = life.create(workspace, Protocol(question="Does it work at all?"), {}, {}, PERSON)
        door(workspace).ask(review, call(), 1.0)
        for _ in range(2):
            door(workspace).ask(other, call(), 1.0)
        assert server.count == 1
    (first,), (second,) = used(workspace, review), used(workspace, other)
    assert first.cost > 0
    assert (second.calls, second.cost, second.unpriced) == (1, 0.0, False)
    assert paid(workspace, other) == 0.0


# What a model can get wrong: asked again with the reason, twice at most, each time a call of its own.

UNUSABLE: dict[str, tuple[object, str]] = {
    "cut off": (Fault("cut off"), "cut off"),
    "empty": (Fault("empty", body=""), "empty"),
    "null": (Fault("empty"), "empty"),
    "refusal": (Fault("refusal"), "refused"),
    "filtered": (Fault("filtered"), "filter"),
    "no JSON": ("I would say that it is met.", "JSON"),
    "fenced": ("```json\n" + json.dumps(RIGHT) + "\n```", "JSON"),
    "half JSON": ('{"answer": "met", "quo', "JSON"),
    "missing key": ({"answer": "met"}, "quote"),
    "unknown key": ({**RIGHT, "sure": True}, "sure"),
    "wrong type": ({"answer": "met", "quote": 123}, "quote"),
    "wrong word": ({"answer": "yes", "quote": ""}, "answer"),
    "a list": ([RIGHT], "the answer"),
    "deep": ("[" * 100_000, "JSON"),
    "half a character": ('{"answer": "met", "quote": "\\ud800"}', "JSON"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_an_unusable_answer_is_asked_again_with_the_reason(tmp_path: Path, name: str):
    wrong, reason = UNUSABLE[name]
    with ModelServer(in_turn(wrong, wrong, RIGHT)) as server:
        workspace, review = made(tmp_path, server.url, price_input=1.0, price_output=1.0)
        assert door(workspace).ask(review, call(), 5.0).answer == "met"
        assert server.count == 3
        last = server.requests[2]["messages"]
        assert [one["role"] for one in last] == ["system", "user", "assistant", "user"]
        assert reason in last[3]["content"]
        # A second run goes the same way without asking.
        assert door(workspace).ask(review, call(), 5.0).answer == "met"
        assert server.count == 3
    assert used(workspace, review)[0].calls == 3
    assert [one["state"] for one in rows(workspace)] == ["answered"] * 3


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_model_that_never_fits_is_given_up(tmp_path: Path, name: str):
    wrong, reason = UNUSABLE[name]
    with ModelServer(in_turn(wrong)) as server:
        workspace, review = made(tmp_path, server.url)
        for _ in range(2):  # the second time from the store
            with pytest.raises(NoAnswer, match=reason) as failure:
                door(workspace).ask(review, call())
            assert isinstance(failure.value, ModelError)
            assert "a test" in failure.value.message
        assert server.count == 3


def test_valid_but_wrong_is_not_for_the_door_to_see(tmp_path: Path):
    with ModelServer(in_turn({"answer": "met", "quote": "words that stand nowhere"})) as server:
        workspace, review = made(tmp_path, server.url)
        assert door(workspace).ask(review, call()).quote == "words that stand nowhere"
        assert server.count == 1


# What an endpoint can get wrong.

PASSING: dict[str, Fault] = {
    "rate limited": RATE_LIMITED,
    "rate limited until a date": Fault("status", 429, {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}),
    "500": Fault("status", 500, body={"error": {"message": "internal"}}),
    "503 with a page": Fault("html", 503),
    "504": Fault("status", 504),
    "reset": Fault("reset"),
    "half an answer": Fault("half"),
    "web page": Fault("html"),
    "slow": Fault("slow", seconds=3.0),
    "drip": Fault("drip", seconds=3.0),
    "error in 200": Fault("no choices", body={"error": {"message": "upstream"}}),
    "no choices": Fault("no choices"),
    "choices of nothing": Fault("no choices", body={"choices": [None]}),
}
CHARGED = {"504", "reset", "half an answer", "slow", "drip", "no choices", "choices of nothing"}


@pytest.mark.parametrize("name", PASSING)
def test_a_passing_fault_is_tried_again(tmp_path: Path, name: str):
    with ModelServer(in_turn(PASSING[name], PASSING[name], RIGHT)) as server:
        workspace, review = made(tmp_path, server.url, model_timeout=0.4, price_input=1.0, price_output=1.0)
        assert door(workspace).ask(review, call(max_tokens=1000), 5.0).answer == "met"
        assert server.count == 3
        assert server.requests[0] == server.requests[2]
    kept = rows(workspace)
    assert [one["state"] for one in kept] == ["failed", "failed", "answered"]
    assert len({one["key"] for one in kept}) == 1
    for one in kept[:2]:
        assert one["cost"] == (one["reserved"] if name in CHARGED else 0.0)
    assert used(workspace, review)[0].calls == 1


@pytest.mark.parametrize("name", PASSING)
def test_a_lasting_fault_is_told(tmp_path: Path, name: str):
    with ModelServer(in_turn(PASSING[name])) as server:
        workspace, review = made(tmp_path, server.url, model_timeout=0.4)
        with pytest.raises(ModelError) as failure:
            door(workspace, tries=1).ask(review, call())
        assert not isinstance(failure.value, NoAnswer)
        assert server.url in failure.value.message
        assert failure.value.hint
        assert server.count == 2
    with workspace.reading.begin() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(calls)).scalar_one() == 0


def test_retry_after_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    waited: list[float] = []
    monkeypatch.setattr("arakis.runtime.llm.time.sleep", waited.append)
    named = Fault("status", 429, {"Retry-After": "7"})
    with ModelServer(in_turn(named, Fault("status", 500), named, RIGHT)) as server:
        workspace, review = made(tmp_path, server.url)
        Llm(workspace, waits=(1.0, 2.0, 3.0)).ask(review, call())
    assert waited == [7.0, 2.0, 7.0]


def test_a_long_wait_is_left_to_people(tmp_path: Path):
    with ModelServer(in_turn(Fault("status", 429, {"Retry-After": "3600"}))) as server:
        workspace, review = made(tmp_path, server.url)
        with pytest.raises(ModelError, match="3600 seconds"):
            door(workspace).ask(review, call())
        assert server.count == 1


LASTING: dict[str, tuple[Fault, str]] = {
    "401": (
        Fault("status", 401, body={"error": {"message": f"Incorrect API key provided: {KEY}"}}),
        "the key was refused",
    ),
    "403": (Fault("status", 403), "the key was refused"),
    "no credit": (Fault("status", 429, body={"error": {"message": "x", "code": "insufficient_quota"}}), "no credit"),
    "404": (Fault("status", 404, body={"error": {"message": "no such model"}}), "no such model"),
    "400": (
        Fault("status", 400, body={"error": {"message": f"bad {KEY}"}}),
        r"refused the request \(400\): bad \*\*\*",
    ),
    "400 in another form": (Fault("status", 400, body=["?"]), "refused the request"),
    "redirect": (Fault("redirect"), "points elsewhere"),
}


@pytest.mark.parametrize("name", LASTING)
def test_what_will_not_pass_is_told_at_once(tmp_path: Path, name: str):
    fault, message = LASTING[name]
    with ModelServer(in_turn(fault)) as server:
        workspace, review = made(tmp_path, server.url, price_input=1.0, price_output=1.0)
        with pytest.raises(ModelError, match=message) as failure:
            door(workspace).ask(review, call(), 1.0)
        assert server.count == 1
        assert KEY not in failure.value.message + failure.value.hint
    assert paid(workspace, review) == 0.0
    assert KEY not in everything_kept(workspace)


def test_an_endpoint_that_is_not_there(tmp_path: Path):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/v1"
    workspace, review = made(tmp_path, url)
    with pytest.raises(ModelError, match="cannot be reached") as failure:
        door(workspace).ask(review, call())
    assert url in failure.value.message
    assert "OPENAI_BASE_URL" in failure.value.hint


@pytest.mark.parametrize(
    "url", ["localhost:8080/v1", "ftp://example.org", "http://", "http://[", "http://x:99999/", "nonsense"]
)
def test_an_address_that_is_none(tmp_path: Path, url: str):
    workspace, _ = made(tmp_path, url)
    with pytest.raises(InputError, match="OPENAI_BASE_URL"):
        Llm(workspace)


def test_password_and_key_are_never_shown_or_kept(tmp_path: Path):
    with ModelServer(in_turn({"answer": "met", "quote": f"my key is {KEY}"})) as server:
        url = server.url.replace("http://", "http://someone:hunter2@")
        workspace, review = made(tmp_path, url)
        assert door(workspace).ask(review, call()).quote == "my key is ***"
        server.answers = in_turn(Fault("status", 400, body={"error": {"message": KEY}}))
        with pytest.raises(ModelError) as failure:
            door(workspace).ask(review, call("again"))
        assert "hunter2" not in failure.value.message
        assert server.headers[0]["Authorization"] == f"Bearer {KEY}"
        assert not any("hunter2" in json.dumps(one) for one in server.requests)
    kept = everything_kept(workspace)
    assert KEY not in kept
    assert "hunter2" not in kept


def test_a_word_in_the_place_of_a_key_is_left_in_answers(tmp_path: Path):
    with ModelServer(in_turn({"answer": "met", "quote": "the vaccinated"})) as server:
        workspace, review = made(tmp_path, server.url, openai_api_key="vaccin")
        assert door(workspace).ask(review, call()).quote == "the vaccinated"


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "größe"])
def test_a_key_that_cannot_be_sent(tmp_path: Path, key: str):
    workspace, _ = made(tmp_path, "http://127.0.0.1:9/v1", openai_api_key=key)
    with pytest.raises(InputError, match="OPENAI_API_KEY") as failure:
        Llm(workspace)
    assert key not in failure.value.message


def test_an_endpoint_of_another_dialect(tmp_path: Path):
    def answers(request: dict[str, object]) -> object:
        for field in ("max_tokens", "seed"):
            if field in request:
                said = {
                    "message": f"Unsupported parameter: '{field}'.",
                    "param": field,
                    "code": "unsupported_parameter",
                }
                return Fault("status", 400, body={"error": said})
        return RIGHT

    with ModelServer(answers) as server:
        workspace, review = made(tmp_path, server.url)
        asking = door(workspace)
        asking.ask(review, call(max_tokens=300))
        assert server.count == 3
        assert server.requests[2]["max_completion_tokens"] == 300
        asking.ask(review, call("more", max_tokens=300))
        assert server.count == 4  # what was learnt holds
    (one,) = [json.loads(text) for text in _requests(workspace) if "more" not in text]
    assert one["max_tokens"] == 300  # the key is made of what was meant


def test_the_most_tokens_are_never_left_out(tmp_path: Path):
    def answers(request: dict[str, object]) -> object:
        field = next((one for one in ("max_tokens", "max_completion_tokens") if one in request), "")
        return Fault("status", 400, body={"error": {"message": "no", "param": field}}) if field else RIGHT

    with ModelServer(answers) as server:
        workspace, review = made(tmp_path, server.url)
        with pytest.raises(ModelError, match="refused the request"):
            door(workspace).ask(review, call())
        assert server.count == 2


def _requests(workspace: Workspace) -> list[str]:
    with workspace.reading.begin() as connection:
        return list(connection.execute(sa.select(calls.c.request)).scalars())


# The budget.


def test_a_budget_needs_a_price(tmp_path: Path):
    with ModelServer(in_turn(RIGHT)) as server:
        workspace, review = made(tmp_path, server.url)
        with pytest.raises(InputError, match="not known") as failure:
            door(workspace).ask(review, call(), 1.0)
        assert "ARAKIS_PRICE_INPUT" in failure.value.hint
        assert server.count == 0
        door(workspace).ask(review, call())
    (use,) = used(workspace, review)
    assert use.unpriced
    assert use.cost == 0.0


@pytest.mark.parametrize(
    "given", [{"price_input": 1.0}, {"price_output": 1.0}, {"price_input": -1.0, "price_output": 1.0}]
)
def test_prices_that_cannot_be_used(tmp_path: Path, given: dict[str, object]):
    workspace, _ = made(tmp_path, "http://127.0.0.1:9/v1", **given)
    with pytest.raises(InputError, match=r"(?i)price"):
        Llm(workspace)


def test_the_price_list_is_asked_for_known_endpoints_only():
    from arakis.runtime.prices import look_up

    known = look_up("gpt-5-mini", "https://api.openai.com/v1")
    assert known is not None
    assert known.cost(1_000_000, 0) > 0
    assert known.cost(0, 1_000_000) > known.cost(1_000_000, 0)
    assert look_up("gpt-5-mini", "http://localhost:8080/v1") is None
    assert look_up("no such model", "https://api.openai.com/v1") is None


def test_a_higher_tier_holds_for_the_whole_call():
    from arakis.runtime.prices import Price, Tier

    tiered = Price((Tier(0, 1.0, 10.0), Tier(200_000, 2.0, 5.0)))
    assert tiered.cost(199_999, 0) == pytest.approx(0.199999)
    assert tiered.cost(200_000, 1_000_000) == pytest.approx(5.4)
    assert tiered.most(200_000, 1_000_000) == pytest.approx(10.4)  # the true count may be below the tier


def test_the_budget_stops_before_it_is_passed(tmp_path: Path):
    with ModelServer(in_turn(RIGHT)) as server:
        workspace, review = made(tmp_path, server.url, price_input=1000.0, price_output=1000.0)
        budget, done = 1.5, 0
        said = hint = ""
        while not said:
            try:
                door(workspace).ask(review, call(f"No {done}", max_tokens=100, remaining=f"{done} of 1000"), budget)
                done += 1
            except BudgetReached as error:
                said, hint = error.message, error.hint
            assert paid(workspace, review) <= budget
        assert "--budget" in hint
        assert done > 5
        assert server.count == done
        assert "$1.50" in said
        assert f"${paid(workspace, review):.4f}" in said
        assert f"{done} of 1000" in said
        # What is kept is still answered.
        door(workspace).ask(review, call("No 0", max_tokens=100), budget)
        # With more, it goes on.
        door(workspace).ask(review, call(f"No {done}", max_tokens=100), budget * 2)
        assert server.count == done + 1


def test_no_call_can_cost_more_than_was_held_back(tmp_path: Path):
    long = "Größenordnung \u4e2d\u6587 \U0001f600 " * 200
    with ModelServer(lambda _: {"answer": "met", "quote": "x" * 3000}) as server:
        workspace, review = made(tmp_path, server.url, price_input=1.0, price_output=1.0)
        door(workspace).ask(review, call(long, max_tokens=50), 1.0)
        (row,) = rows(workspace)
        assert row["cost"] < row["reserved"]
        # A token is at least a byte of what is sent.
        sent = server.requests[0]
        assert row["reserved"] * 1e6 >= len(json.dumps(sent["messages"], ensure_ascii=False).encode()) + 50


def test_an_endpoint_that_counts_no_tokens_is_paid_in_full(tmp_path: Path):
    with ModelServer(in_turn(RIGHT), usage=False) as server:
        workspace, review = made(tmp_path, server.url, price_input=1.0, price_output=1.0)
        door(workspace).ask(review, call(), 1.0)
    (row,) = rows(workspace)
    assert row["cost"] == row["reserved"] > 0


def test_a_faulty_endpoint_cannot_eat_more_than_the_budget(tmp_path: Path):
    with ModelServer(in_turn(Fault("reset"))) as server:
        workspace, review = made(tmp_path, server.url, price_input=1000.0, price_output=1000.0)
        with pytest.raises(BudgetReached):
            door(workspace, tries=100).ask(review, call(max_tokens=100), 5.0)
        assert 0 < server.count < 100
        assert paid(workspace, review) <= 5.0


def test_threads_never_pass_the_budget_together(tmp_path: Path):
    budget = 1.6
    gate = threading.Barrier(4)
    with ModelServer(lambda _: RIGHT) as server:
        workspace, review = made(tmp_path, server.url, price_input=1000.0, price_output=1000.0)
        stopped: list[str] = []

        def work(name: int) -> None:
            gate.wait()
            try:
                for number in range(100):
                    door(workspace).ask(review, call(f"{name}: {number}", max_tokens=100), budget)
            except BudgetReached as error:
                stopped.append(error.message)

        threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
        for one in threads:
            one.start()
        for one in threads:
            one.join(60)
    assert len(stopped) == 4
    assert 0 < paid(workspace, review) <= budget
    assert _highest(workspace) <= budget


def _highest(workspace: Workspace) -> float:
    """The most that was ever spent and held back at once, from the attempts in order: reserves of later ones held."""
    total, highest = 0.0, 0.0
    for row in rows(workspace):
        highest = max(highest, total + row["reserved"])
        total += row["cost"] if row["cost"] is not None else row["reserved"]
    return highest


CHILD = """
import sys
from pathlib import Path
from arakis.errors import BudgetReached
from arakis.runtime.llm import Llm
from arakis.settings import read_settings
from arakis.workspace import open_workspace
from tests.runtime.test_llm import KEY, call
folder, url, review, name = sys.argv[1:]
workspace = open_workspace(read_settings(workspace=Path(folder), openai_base_url=url, openai_api_key=KEY,
    model="test-model", price_input=1000.0, price_output=1000.0))
try:
    for number in range(100):
        Llm(workspace).ask(review, call(f"{name}: {number}", max_tokens=100), 1.6)
except BudgetReached:
    print("stopped")
"""


def child(*arguments: str) -> subprocess.Popen[str]:
    root = Path(__file__).resolve().parents[2]
    environment = os.environ | {"PYTHONPATH": str(root)}
    return subprocess.Popen(
        [sys.executable, "-c", *arguments], stdout=subprocess.PIPE, text=True, cwd=root, env=environment
    )


def test_two_processes_never_pass_the_budget_together(tmp_path: Path):
    with ModelServer(lambda _: RIGHT) as server:
        workspace, review = made(tmp_path, server.url)
        both = [child(CHILD, str(tmp_path), server.url, review, name) for name in "ab"]
        assert [one.communicate(timeout=120)[0].strip() for one in both] == ["stopped", "stopped"]
        assert server.count > 5
    assert 0 < paid(workspace, review) <= 1.6


# A process that dies while a call is under way.


def test_a_call_lost_in_flight_is_counted_once_and_told(tmp_path: Path):
    slow = threading.Event()

    def answers(_request: dict[str, object]) -> object:
        if not slow.is_set():
            slow.set()
            return Fault("slow", seconds=60.0)
        return RIGHT

    with ModelServer(answers) as server:
        workspace, review = made(tmp_path, server.url, price_input=1000.0, price_output=1000.0)
        dying = child(CHILD, str(tmp_path), server.url, review, "a")
        assert slow.wait(60)
        dying.kill()
        dying.wait(60)
        (row,) = rows(workspace)
        assert (row["state"], row["cost"]) == ("asked", None)
        assert paid(workspace, review) == row["reserved"]
        answer = door(workspace).ask(review, call("a: 0", max_tokens=100), 12.0)
        assert answer.answer == "met"
        assert server.count == 2
    lost, answered = rows(workspace)
    assert lost["key"] == answered["key"]
    assert (lost["state"], lost["cost"], answered["state"]) == ("lost", None, "answered")
    assert paid(workspace, review) == pytest.approx(lost["reserved"] + answered["cost"])
    assert used(workspace, review)[0].calls == 1
    assert used(workspace, review)[0].cost == answered["cost"]
    with workspace.reading.begin() as connection:
        told = [one for one in ledger.read(connection, review) if one.kind == "model call lost in flight"]
    assert [one.subject for one in told] == [lost["key"]]
    assert told[0].payload == {"counted as spent": lost["reserved"]}
    assert settle(workspace, review) == 0


def test_lost_calls_are_told_even_when_nothing_more_is_asked(tmp_path: Path):
    workspace, review = made(tmp_path, "http://127.0.0.1:9/v1")
    _leave_open(workspace, review, "another process")
    assert settle(workspace, review) == 1
    assert [one["state"] for one in rows(workspace)] == ["lost"]


def test_calls_of_a_process_that_is_alive_are_not_lost(tmp_path: Path):
    import fcntl

    workspace, review = made(tmp_path, "http://127.0.0.1:9/v1")
    _leave_open(workspace, review, "another process")
    lock = workspace.lock_file(review)
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as other:
        other.write("1")  # any process but this one
        other.flush()
        fcntl.flock(other, fcntl.LOCK_EX)
        assert settle(workspace, review) == 0
    assert settle(workspace, review) == 1


def test_own_calls_under_way_are_not_lost(tmp_path: Path):
    workspace, review = made(tmp_path, "http://127.0.0.1:9/v1")
    _leave_open(workspace, review, accounts.OWNER)
    assert settle(workspace, review) == 0


def _leave_open(workspace: Workspace, review: str, owner: str) -> None:
    with workspace.db.begin() as connection:
        connection.execute(
            attempts.insert().values(
                review=review, key="k", at=ledger.now(), state="asked", owner=owner, reserved=0.5, cost=None
            )
        )


def test_the_server_misbehaves_as_a_command_too(tmp_path: Path):
    root = Path(__file__).resolve().parents[2]
    command = [
        sys.executable,
        "-m",
        "tests.model_server",
        "--count",
        str(tmp_path / "count"),
        "--fault",
        "500",
        "--every",
        "2",
    ]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root)
    try:
        assert server.stdout is not None
        workspace, review = made(tmp_path / "workspace", server.stdout.readline().strip())
        for number in range(3):
            assert door(workspace).ask(review, call(f"{number}")).answer == "unclear"
        lines = (tmp_path / "count").read_text().splitlines()
        assert len(lines) == 5  # of five requests, the second and the fourth failed
        assert lines[1].split()[1] == lines[2].split()[1]
    finally:
        server.kill()
        server.wait(10)
