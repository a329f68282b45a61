"""Protocols and files of answers: what is wrong, in which line, and the key that was meant."""

import json

import pytest
from tests.bad_input.conftest import Desk

ASKED = "question: Does zinc shorten the common cold?\n"
PROTOCOLS = {
    "empty": (b"", "is empty"),
    "not YAML": (b"a: b: c\n- x\n", "not valid YAML in line 1"),
    "a list": (b"- a\n- b\n", "does not hold keys and values"),
    "not UTF-8": ("question: Hilft Zink bei Erkältung?\n".encode("latin-1"), "not text in UTF-8 (line 1)"),
    "UTF-16": (ASKED.encode("utf-16"), "not text in UTF-8"),
    "binary": (bytes(range(256)), "not text in UTF-8"),
    "NUL": (b"question: a\0b\n", "signs that text does not have"),
    "a typo": (b"queston: Does zinc shorten the common cold?\n", "'queston'", "did you mean 'question'?"),
    "a typo deep inside": (
        f"{ASKED}outcomes:\n- {{id: a, name: b, mesure: RR}}\n".encode(),
        "outcomes.0.mesure",
        "did you mean 'measure'?",
    ),
    "a key twice": (f"{ASKED}title: a\n{ASKED}".encode(), "line 3", "'question' is given twice"),
    "aliases": (b"a: &x [1, 2]\nb: [*x, *x]\n", "line 2", "aliases are not allowed"),
    "too deep": (b"[" * 20_000, "nested too deeply"),
    "an impossible date": (f"{ASKED}title: 2001-99-99\n".encode(), "cannot be read"),
    "an endless number": (f"{ASKED}max_results: {'9' * 5000}\n".encode(), "cannot be read"),
    "code": (f"{ASKED}title: !!python/object/apply:os.getcwd []\n".encode(), "line 2"),
    "a question too short": (b"question: Zinc?\n", "question"),
    "too large": (b"#" * 1_100_000, "larger than 1 MB"),
}


@pytest.mark.parametrize("name", PROTOCOLS)
def test_protocols(desk: Desk, name: str) -> None:
    content, *words = PROTOCOLS[name]
    path = desk.file("plan.yaml", content)
    desk.run("protocol", "check", path).refused("plan.yaml", *words)
    desk.workflow(protocol=path).refused("plan.yaml", *words)
    desk.nothing_left()


def test_a_folder_and_a_missing_file_are_no_protocol(desk: Desk) -> None:
    for command in (("protocol", "check"), ("screen", desk.good / "references", "--protocol")):
        desk.run(*command, desk.good).refused("is a folder, not a protocol")
        desk.run(*command, desk.folder / "none.yaml").refused("none.yaml does not exist")


def test_a_database_in_the_protocol_that_is_not_known(desk: Desk) -> None:
    text = (desk.good / "protocol.yaml").read_text("utf-8") + "databases: [pubmet]\n"
    desk.workflow(protocol=desk.file("plan.yaml", text)).refused("'pubmet'", "did you mean pubmed?")
    desk.nothing_left()


def test_a_byte_order_mark_does_not_matter(desk: Desk) -> None:
    text = (desk.good / "protocol.yaml").read_bytes()
    done = desk.run("protocol", "check", desk.file("plan.yaml", b"\xef\xbb\xbf" + text))
    assert (done.status, done.err) == (0, "")


def test_a_protocol_is_not_written_over(desk: Desk) -> None:
    path = desk.file("protocol.yaml", "mine\n")
    desk.run("protocol", "new", path).refused("exists", "--force")
    assert path.read_text("utf-8") == "mine\n"
    assert desk.run("protocol", "new", desk.folder / "new.yaml").status == 0
    assert desk.run("protocol", "check", desk.folder / "new.yaml").status == 0


def answer(
    report: str = "Alder 1991", outcome: str = "persisting", field: str = "intervention.events", value: str = "12"
) -> str:
    return (
        f"by: A. Person\nanswers:\n- {{report: {report}, outcome: {outcome}, source: a letter, "
        f"values: {{{field}: {value}}}}}\n"
    )


ANSWERS = {
    "empty": ("", "does not hold keys"),
    "binary": ("\0\1\2", "signs that text does not have"),
    "a typo": (answer().replace("source:", "sauce:"), "'answers.0.sauce'", "did you mean 'source'?"),
    "an unknown report": (answer(report="Nobody 1900"), "'Nobody 1900'", "DOI"),
    "an unknown outcome": (answer(outcome="death"), "no outcome 'death'", "its outcomes are persisting"),
    "an unknown field": (answer(field="intervention.evnts"), "did you mean 'intervention.events'?"),
    "no number": (answer(value="many"), "valid number"),
    "not a number": (answer(value=".nan"), "finite number"),
    "too deep": ("[" * 20_000, "nested too deeply"),
    "aliases": ("a: &x [1]\nb: [*x]\n", "aliases are not allowed"),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_answers(desk: Desk, name: str) -> None:
    content, *words = ANSWERS[name]
    desk.workflow("--answers", desk.file("answers.yaml", content)).refused("answers.yaml", *words)
    desk.nothing_left()


def test_answers_to_a_review_are_refused_before_anything_changes(desk: Desk, finished) -> None:
    desk.reviewed(finished)
    before = desk.here("review", "show", "last", "--json").out
    path = desk.file("answers.yaml", answer(report="Nobody 1900"))
    desk.here("review", "resume", "last", "--answers", path).refused("'Nobody 1900'", "DOI")
    desk.here("extract", "set", "last", "--from", path).refused("'Nobody 1900'")
    named = ("extract", "set", "last", "--report", "Alder 1991", "--outcome", "persisting")
    desk.here(*named, "intervention.evnts=3").refused("did you mean 'intervention.events'?")
    desk.here(*named, "intervention.events=nan").refused("finite")
    desk.here(*named, "intervention.events").refused("not FIELD=VALUE")
    desk.here("extract", "set", "last", "intervention.events=3").refused("report and outcome")
    assert desk.here("review", "show", "last", "--json").out == before


def test_answers_that_only_the_run_can_refuse_are_replaced_by_better_ones(desk: Desk) -> None:
    quoted = answer(value="{value: 12, quote: words that no report has}")
    done = desk.workflow("--skip-writing", "--answers", desk.file("answers.yaml", quoted), fulltext=True)
    done.said(2, "words that no report has")
    desk.here("review", "resume", "last").said(2, "words that no report has")
    done = desk.here("review", "resume", "last", "--answers", desk.file("better.yaml", answer()), "--json")
    assert done.status == 0, done.err
    assert json.loads(done.out)["status"] in ("completed", "needs_review")
