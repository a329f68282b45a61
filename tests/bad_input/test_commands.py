"""What is typed wrongly: options, stages, databases, ids, settings; and JSON for scripts."""

import json

import pytest
from tests.bad_input.conftest import Desk, plain_environment

TYPED = {
    "an option": (("version", "--bogus"), "--bogus", "arakis version --help"),
    "an option of all": (("--bogus",), "--bogus", "arakis --help"),
    "an option with a typo": (("workflow", "--outptu", "x"), "--outptu", "--output"),
    "a command": (("workflw",), "workflw", "workflow"),
    "a command of a group": (("review", "shwo"), "shwo"),
    "no value": (("workflow", "--question"), "--question"),
    "too few arguments": (("review", "show"), "identity"),
    "too many arguments": (("review", "show", "last", "more"), "more"),
    "a number too small": (("workflow", "--max-results", "3"), "--max-results"),
    "no number": (("workflow", "--budget", "much"), "--budget"),
    "a stage": (("review", "rerun", "last", "--stage", "extraction"), "'extraction'", "stages are search"),
    "a database to search": (("search", "zinc", "--databases", "pubmet"), "pubmet", "pubmed"),
    "no database": (("search", "zinc", "--databases", " , "), "no database is named"),
    "a source of full texts": (("fetch", "GOOD/references", "--sources", "library"), "'library'", "unpaywall"),
    "no criteria": (("screen", "GOOD/references"), "no criteria"),
    "no question": (("workflow", "--from", "GOOD/references"), "needs a question"),
    "a question too short": (("workflow", "--question", "Zinc?", "--from", "GOOD/references"), "question"),
    "question and protocol": (("workflow", "-q", "Zinc?", "--protocol", "GOOD/protocol.yaml"), "leave out --question"),
    "a schema": (("workflow", "--question", "Does zinc help in colds?", "--schema", "trial"), "'trial'", "rct"),
    "a measure": (("analyze", "TABLE", "--measure", "XX"), "XX", "--measure is one of"),
    "a model of pooling": (("analyze", "TABLE", "--model", "mixed"), "random or fixed"),
    "a picture's name": (("prisma-diagram", "REVIEW", "--output", "flow.txt"), "flow.txt", ".svg"),
}


@pytest.mark.parametrize("name", TYPED)
def test_typed_wrongly(desk: Desk, finished, name: str) -> None:
    typed, *words = TYPED[name]
    table = desk.file("table.csv", "study,ai,n1i,ci,n2i\nA,4,123,11,139\nB,6,306,29,303\n")
    places = {"TABLE": str(table), "REVIEW": str(finished / "output" / "review.json")}
    done = desk.run(*(places.get(word, word.replace("GOOD", str(desk.good))) for word in typed))
    done.refused(*words)
    assert [path.name for path in desk.folder.iterdir()] == ["table.csv"]


def test_as_a_process_it_is_the_same(desk: Desk) -> None:
    process = desk.process("workflow", "--from", desk.folder / "none.ris", "-q", "Does zinc help in colds?")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, "")
    assert err == f"arakis: {desk.folder / 'none.ris'} does not exist; check the path\n"
    assert list(desk.folder.iterdir()) == []


def test_a_group_without_a_command_shows_its_help(desk: Desk) -> None:
    done = desk.run("review")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("Usage: arakis review")


@pytest.mark.parametrize(
    "command",
    [("show",), ("resume",), ("rerun",), ("verify",), ("screen",), ("export", "x.zip"), ("amend", "--reason", "r")],
    ids=lambda command: command[0],
)
def test_an_id_that_does_not_exist(desk: Desk, finished, command: tuple[str, ...]) -> None:
    desk.reviewed(finished)
    more = ("--protocol", desk.good / "protocol.yaml") if command[0] == "amend" else ()
    name, *rest = command
    desk.here("review", name, "nosuchid", *rest, *more).refused("'nosuchid' does not exist", "arakis review list")
    assert not (desk.folder / "x.zip").exists()


def test_ids_of_reports_results_and_criteria_that_do_not_exist(desk: Desk, finished) -> None:
    desk.reviewed(finished)
    desk.here("extract", "show", "last", "Nobody 1900").refused("'Nobody 1900'")
    desk.here("review", "screen", "last", "--include", "Nobody 1900").refused("'Nobody 1900'", "DOI")
    desk.here("review", "screen", "last", "--exclude", "Alder 1991").refused("criterion", "I1, I2, I3, E1")
    unknown = ("--exclude", "Alder 1991", "--criterion", "X9")
    desk.here("review", "screen", "last", *unknown).refused("criterion", "I1, I2, I3, E1")


def test_a_database_that_is_not_known_makes_no_review(desk: Desk) -> None:
    desk.workflow("--databases", "pubmed,embase2").refused("'embase2'")
    desk.nothing_left()


def test_a_setting_that_cannot_be_used(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARAKIS_BUDGET", "much")
    desk.workflow().refused("ARAKIS_BUDGET", "environment")
    monkeypatch.delenv("ARAKIS_BUDGET")
    monkeypatch.setenv("ARAKIS_ENDPOINTS", "{")
    desk.run("search", "zinc").refused("endpoints")
    assert not desk.workspace.exists()


def test_a_database_that_cannot_be_reached_is_named_and_asked_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    monkeypatch.setenv("ARAKIS_ENDPOINTS", json.dumps({"eutils.ncbi.nlm.nih.gov": "http://127.0.0.1:9"}))
    done = desk.workflow("--databases", "pubmed", "--skip-writing")
    assert done.status == 0, done.err
    assert "! PubMed: eutils.ncbi.nlm.nih.gov gave no usable answer" in done.out
    events = len(json.loads(desk.here("review", "show", "last", "--json").out)["judgements"])
    again = desk.here("review", "resume", "last")
    assert again.status == 0
    assert "! PubMed: eutils.ncbi.nlm.nih.gov gave no usable answer" in again.out
    assert len(json.loads(desk.here("review", "show", "last", "--json").out)["judgements"]) >= events
    desk.run("search", "zinc").said(1, "eutils.ncbi.nlm.nih.gov", "check the network")


TABLES = {
    "empty": ("", "holds no rows"),
    "no headers": ("A,4,123,11,139\nB,6,306,29,303\n", "lacks columns"),
    "words": ("study,ai,n1i,ci,n2i\nA,four,123,11,139\n", "row 2", "'four' is not a number"),
    "not finite": ("study,ai,n1i,ci,n2i\nA,inf,123,11,139\n", "row 2", "'inf'"),
    "binary": (bytes(range(128, 256)), "not text in UTF-8"),
    "another JSON": ("{}", "not a review.json"),
}


@pytest.mark.parametrize("name", TABLES)
def test_tables_to_pool(desk: Desk, name: str) -> None:
    content, *words = TABLES[name]
    desk.run("analyze", desk.file("table.csv", content), "--output", desk.output).refused("table.csv", *words)
    assert not desk.output.exists()


def test_counts_that_cannot_be_are_left_out_and_named(desk: Desk) -> None:
    table = "study,ai,n1i,ci,n2i\nA,400,123,11,139\nB,6,306,29,303\nC,3,231,11,220\n"
    done = desk.run("analyze", desk.file("table.csv", table))
    assert done.status == 0
    assert "left out: A: more events than participants" in done.out


@pytest.mark.parametrize("content", ["", "{}", "[" * 100_000, '{"format": 999}', "\0"])
def test_files_that_are_no_review_json(desk: Desk, content: str) -> None:
    path = desk.file("review.json", content)
    for command in ("prisma-diagram", "write-intro", "write-abstract"):
        desk.run(command, path, "--output", desk.folder / "x.svg").refused("review.json of Arakis")
    assert not (desk.folder / "x.svg").exists()


def test_json_is_valid_wherever_it_is_offered(desk: Desk, finished) -> None:
    done = desk.workflow("--json", "--skip-writing", fulltext=True)
    assert done.err == ""
    assert json.loads(done.out)["id"]
    for command in (
        ("review", "list"),
        ("review", "show", "last"),
        ("review", "verify", "last"),
        ("review", "resume", "last"),
        ("review", "rerun", "last", "--stage", "analysis"),
        ("review", "screen", "last", "--include", "Juniper 2005"),
        ("extract", "set", "last", "--report", "Alder 1991", "--outcome", "persisting", "intervention.events=12"),
    ):
        done = desk.here(*command, "--json")
        assert (done.status, done.err) == (0, ""), (command, done)
        json.loads(done.out)
    protocol = ("--protocol", desk.good / "protocol.yaml", "--json")
    for command in (
        ("screen", desk.good / "references", *protocol),
        ("extract", desk.good / "fulltext", *protocol),
        ("risk-of-bias", desk.good / "fulltext", *protocol),
        ("analyze", desk.output / "review.json", "--json"),
    ):
        done = desk.run(*command)
        assert (done.status, done.err) == (0, ""), (command, done)
        assert json.loads(done.out)


def test_a_terminal_without_unicode_still_gets_its_lines(desk: Desk, finished) -> None:
    desk.reviewed(finished)
    shown = desk.process("review", "show", "last", "--workspace", desk.workspace, PYTHONIOENCODING="ascii")
    out, err = shown.communicate(timeout=60)
    assert (shown.returncode, err) == (0, "")
    assert "Zinc lozenges" in out


def test_settings_of_whoever_runs_the_tests_are_left_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "x")
    monkeypatch.setenv("ARAKIS_MODEL", "x")
    monkeypatch.setenv("https_proxy", "x")
    assert not {"OPENAI_API_KEY", "ARAKIS_MODEL", "https_proxy"} & set(plain_environment(desk.folder))
