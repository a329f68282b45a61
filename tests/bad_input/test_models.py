"""A model that cannot be asked: one line, no part of the key in it, and the review goes on without it or later."""

import json

import pytest
from tests.bad_input.conftest import Desk
from tests.model_server import FAULTS, ModelServer, deterministic

KEY = "sk-0123456789-secret"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries follow each other at once."""
    monkeypatch.setattr("arakis.runtime.llm.time.sleep", lambda seconds: None)


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"OPENAI_BASE_URL": "not an address"}, "OPENAI_BASE_URL"),
        ({"OPENAI_BASE_URL": "ftp://localhost/v1"}, "OPENAI_BASE_URL"),
        ({"OPENAI_API_KEY": "sk with\nblanks"}, "OPENAI_API_KEY"),
        ({"OPENAI_BASE_URL": "http://localhost:9/v1", "ARAKIS_BUDGET": "2"}, "ARAKIS_PRICE_INPUT"),
    ],
)
def test_settings_are_refused_before_a_review_is_made(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], words: str
) -> None:
    for name, value in ({"OPENAI_API_KEY": KEY} | variables).items():
        monkeypatch.setenv(name, value)
    desk.workflow().refused(words)
    desk.nothing_left()


def test_an_endpoint_that_cannot_be_reached(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    done = desk.workflow("--skip-writing", fulltext=True)
    done.said(1, "http://127.0.0.1:9/v1 cannot be reached", "check OPENAI_BASE_URL", "arakis review resume")
    assert KEY not in done.err + desk.here("review", "show", "last", "--json").out
    assert json.loads(desk.here("review", "list", "--json").out)[0]["status"] == "failed"
    monkeypatch.delenv("OPENAI_API_KEY")
    assert desk.here("review", "resume", "last").status == 0
    assert desk.here("review", "verify", "last").status == 0


@pytest.mark.parametrize(("fault", "words"), [("401", "OPENAI_API_KEY"), ("500", "again later"), ("html", "/v1")])
def test_an_endpoint_that_refuses_or_fails(desk: Desk, monkeypatch: pytest.MonkeyPatch, fault: str, words: str) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with ModelServer(lambda request: FAULTS[fault]) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        done = desk.workflow("--skip-writing")
    done.said(1, server.url, words)
    assert KEY not in done.err
    if fault == "401":
        with ModelServer(deterministic) as server:
            monkeypatch.setenv("OPENAI_BASE_URL", server.url)
            assert desk.here("review", "resume", "last").status == 0
