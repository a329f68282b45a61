"""The same input gives the same review: twice, elsewhere, by another door; and what changes, changes everywhere."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import sqlalchemy as sa
import yaml
from tests import small
from tests.review import ginger
from tests.review.finished import PERSON, Case, files_of, start

import arakis
from arakis.domain.review import Review
from arakis.protocol.load import load
from arakis.review import life
from arakis.review.build import read
from arakis.review.compare import differences, stable
from arakis.review.transfer import export_review, import_review
from arakis.settings import Settings
from arakis.tables.calls import attempts, calls
from arakis.tables.facts import FACTS
from arakis.workspace import open_workspace

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARAKIS_IN_PROCESS", "1")


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("same") / "material"
    small.write(folder)
    return folder


@pytest.fixture(scope="module")
def finished(material: Path, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The small review, run once. Tests copy it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARAKIS_IN_PROCESS", "1")
        case = start(tmp_path_factory.mktemp("finished"), small.PROTOCOL, files_of(material))
        case.run()
    return case


def exported(output: Path) -> Review:
    return arakis.load(output / "review.json")


def rows(case: Case) -> dict[str, list[tuple[Any, ...]]]:
    """Every fact of a review as it stands in the database, without when it was written last."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    with case.space.reading.begin() as connection:
        for kind, table in FACTS.items():
            query = sa.select(table.c.id, table.c.first, table.c.body).where(table.c.review == case.id)
            found[kind] = [tuple(row) for row in connection.execute(query.order_by(table.c.first))]
    return found


# The same input


def test_two_runs_on_the_same_input_give_the_same_review(material: Path, finished: Case, tmp_path: Path) -> None:
    again = start(tmp_path, small.PROTOCOL, files_of(material))
    again.run()
    one, two = exported(finished.output), exported(again.output)
    assert differences(one, two) == []
    assert one.id != two.id
    # All ids below the review's are among what is compared, and there are many.
    ids = [value for found in (one, two) for value in [sorted(set(identities(stable(found))))]]
    assert ids[0] == ids[1]
    assert len(ids[0]) > 100
    assert not any(found.id in json.dumps(stable(found)) for found in (one, two))
    # Figures, tables and analysis data to the byte, the manuscript but for the review's name and the time.
    for folder in ("figures", "tables", "data"):
        for path in (finished.output / folder).iterdir():
            assert (again.output / folder / path.name).read_bytes() == path.read_bytes(), path.name
    texts: list[str] = []
    for each in (finished, again):
        text = (each.output / "manuscript.md").read_text("utf-8").replace(each.id, "")
        texts.append(re.sub(r"[0-9a-f]{64}|\d\d?:\d\d\b", "", text))
    assert texts[0] == texts[1]


def identities(value: Any) -> list[str]:
    """Every id in a value."""
    if isinstance(value, dict):
        own = [value["id"]] if isinstance(value.get("id"), str) else []
        return own + [one for inner in value.values() for one in identities(inner)]
    if isinstance(value, list):
        return [one for inner in value for one in identities(inner)]
    return []


def test_a_difference_in_a_count_is_no_volatile_thing(finished: Case) -> None:
    review = exported(finished.output)
    other = review.model_copy(update={"flow": review.flow.model_copy(update={"duplicates": 6})})
    assert differences(review, other) == ["flow.duplicates is 5 and 6"]
    other = review.model_copy(update={"judgements": review.judgements[1:]})
    assert differences(review, other)
    moved = review.model_copy(update={"id": "x", "created_at": "y", "ledger_head": "z"})
    assert differences(review, moved) == []


def test_the_command_line_and_the_python_api_give_the_same_review(
    material: Path, finished: Case, tmp_path: Path
) -> None:
    """In another process, with another order of hashes, and with work in child processes."""
    command = [
        sys.executable, "-m", "arakis", "workflow", "--protocol", str(material / "protocol.yaml"),
        "--from", str(material / "references"), "--fulltext", str(material / "fulltext"),
        "--output", str(tmp_path / "by-command"), "--workspace", str(tmp_path / "workspace"), "--json",
    ]  # fmt: skip
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ARAKIS", "OPENAI"))}
    done = subprocess.run(
        command, cwd=ROOT, env=environment | {"PYTHONHASHSEED": "7"}, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    brief = json.loads(done.stdout)
    by_api = arakis.review(
        material / "protocol.yaml",
        references=[material / "references"],
        fulltext=material / "fulltext",
        output=tmp_path / "by-api",
        workspace=tmp_path / "another",
    )
    by_command = exported(tmp_path / "by-command")
    assert brief["id"] == by_command.id
    assert brief["flow"] == by_command.flow.model_dump(mode="json")
    assert differences(by_command, exported(tmp_path / "by-api")) == []
    assert differences(by_api, exported(tmp_path / "by-api")) == [], "what is returned is what is written"
    assert differences(by_command, exported(finished.output)) == []


def test_the_api_takes_a_protocol_and_writes_nothing_where_nothing_is_asked_for(material: Path, tmp_path: Path) -> None:
    review = arakis.review(
        load((material / "protocol.yaml").read_text("utf-8")),
        references=[material / "references" / "one.ris"],
        workspace=tmp_path / "workspace",
    )
    assert review.flow.identified == 10
    assert review.status == "completed"
    assert [path.name for path in tmp_path.iterdir()] == ["workspace"]


def test_a_second_run_changes_nothing(finished: Case, tmp_path: Path) -> None:
    case = finished.copy(tmp_path)
    before, facts, events = read(case.space, case.id), rows(case), len(case.told())
    after = case.run()
    assert rows(case) == facts
    assert differences(before, after) == []
    new = [one.kind for one in case.told()[events:]]
    assert set(new) == {"review running", "stage changed", "results written", "review completed"}
    assert case.problems() == ()


# Moved


def test_a_review_moved_to_another_workspace_is_the_same_and_goes_on_there(finished: Case, tmp_path: Path) -> None:
    case = finished.copy(tmp_path)
    with case.space.db.begin() as connection:  # a model has been asked
        call = {"key": "k", "model": "m", "request": "{}", "response": "{}", "at": ""}
        connection.execute(calls.insert().values(**call, input_tokens=7, output_tokens=3, cost=0.5))
        connection.execute(
            attempts.insert().values(
                review=case.id, key="k", at="", state="answered", owner="o", reserved=0.5, cost=0.5
            )
        )
    before = read(case.space, case.id)
    assert [one.calls for one in before.models] == [1]
    export_review(case.space, case.id, tmp_path / "review.zip")
    space = open_workspace(Settings(workspace=tmp_path / "elsewhere"))
    identity = import_review(space, tmp_path / "review.zip")
    moved = Case(space, identity, tmp_path / "output-elsewhere")
    assert differences(before, read(space, identity)) == []
    assert moved.problems(results=False) == ()
    mine = rows(case)
    assert rows(moved) == mine
    moved.output.mkdir()
    life.set_options(space, identity, PERSON, output=str(moved.output))
    assert differences(before, moved.run()) == []
    assert rows(moved) == mine
    assert moved.problems() == ()
    assert differences(exported(moved.output), before) == []
    # And once more: what models did is told once.
    export_review(space, identity, tmp_path / "again.zip")
    third = open_workspace(Settings(workspace=tmp_path / "third"))
    import_review(third, tmp_path / "again.zip")
    assert read(third, identity).models == before.models


# Amended


def amended(case: Case, reason: str, **changes: Any) -> Review:
    """A new version of the protocol, and the review run under it."""
    plan = load(yaml.safe_dump(yaml.safe_load(small.PROTOCOL) | changes))
    life.amend(case.space, read(case.space, case.id), plan, reason, PERSON)
    return case.run()


OUTCOME = yaml.safe_load(small.PROTOCOL)["outcomes"][0]


def test_an_amendment_after_screening_is_recorded_dated_and_shown(finished: Case, tmp_path: Path) -> None:
    case = finished.copy(tmp_path)
    before = read(case.space, case.id)
    text = (case.output / "manuscript.md").read_text("utf-8")
    assert "It was not amended." in text
    criteria = yaml.safe_load(small.PROTOCOL)["criteria"][:3]
    review = amended(case, "Reviews are of use as well", criteria=criteria)
    assert [one.number for one in review.protocols] == [1, 2]
    late = review.protocols[1]
    assert (late.reason, late.after_screening) == ("Reviews are of use as well", True)
    assert late.at > review.protocols[0].at
    assert [one.id for one in review.protocol.criteria] == ["I1", "I2", "I3"]
    # Judgements made before keep the version they name; those under the new one stand beside them.
    versions = {one.protocol_version for one in review.judgements if one.question == "report@full_text"}
    assert versions == {1, 2}
    former = {one.id for one in before.judgements}
    assert former < {one.id for one in review.judgements}
    standing = [one for one in review.consensus if one.question == "report@full_text"]
    by_id = {one.id: one for one in review.judgements}
    assert {by_id[str(one.standing)].protocol_version for one in standing} == {2}
    text = (case.output / "manuscript.md").read_text("utf-8")
    assert "Reviews are of use as well" in text
    assert "after screening had begun" in text
    day = re.search(r"\d{1,2} \w+ \d{4}", text[text.index("The amendments were") :])
    assert day, "the amendment is dated"
    assert differences(read(case.space, case.id), review) == []
    assert case.problems() == ()


def test_an_outcome_that_is_no_longer_asked_for_leaves_nothing_behind(finished: Case, tmp_path: Path) -> None:
    case = finished.copy(tmp_path)
    other = OUTCOME | {"id": "fever", "name": "Fever", "terms": ["fever"]}
    review = amended(case, "Fever matters more", outcomes=[other])
    assert [one.outcome for one in review.syntheses] == ["fever"]
    assert {one.outcome for one in review.results} <= {"fever"}
    assert {one.synthesis for one in review.certainty} <= {one.id for one in review.syntheses}
    assert list((case.output / "figures").glob("forest-*")) == []
    assert case.problems() == ()


def test_results_that_other_words_no_longer_find_are_taken_back_and_come_back(finished: Case, tmp_path: Path) -> None:
    case = finished.copy(tmp_path)
    before = read(case.space, case.id)
    assert len(before.results) == 5
    review = amended(case, "Other words", outcomes=[OUTCOME | {"name": "Fever", "terms": ["fever"]}])
    assert not any(one.effects for one in review.syntheses)
    assert not any(
        datum.value
        for one in review.results
        for side in (one.intervention, one.comparator)
        for name, datum in side.values.items()
        if name == "events"
    )
    assert case.problems() == ()
    review = amended(case, "The first words were right")
    assert [one.number for one in review.protocols] == [1, 2, 3]
    assert [(one.id, one.intervention.number("events")) for one in review.results] == [
        (one.id, one.intervention.number("events")) for one in before.results
    ]
    assert review.syntheses[0].estimate == before.syntheses[0].estimate
    assert review.flow == before.flow
    assert case.problems() == ()


# Changed


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", text))


def pdf_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return " ".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_one_changed_count_changes_the_figure_the_table_the_abstract_and_the_pdf(
    finished: Case, tmp_path: Path
) -> None:
    """Cedar 1999: 30 of 101 with zinc become 37, as its authors wrote."""
    case = finished.copy(tmp_path)
    before = read(case.space, case.id)
    old = {path: (case.output / path).read_bytes() for path in ("manuscript.md", "manuscript.pdf")}
    changed = {
        "by": "Anne",
        "answers": [
            {
                "report": "Cedar 1999",
                "outcome": "persisting",
                "source": "a letter of the authors",
                "values": {"intervention.events": 37},
            }
        ],
    }
    life.add_files(case.space, case.id, {"answers": [("letter.yaml", yaml.safe_dump(changed).encode())]}, PERSON)
    review = case.run()
    assert case.problems() == ()
    # One value differs among the results, and who gave it is told.
    assert [
        (place, one, other)
        for first, second in zip(before.results, review.results, strict=True)
        for place in ("intervention", "comparator")
        for name in ("events", "total")
        if (one := getattr(first, place).number(name)) != (other := getattr(second, place).number(name))
    ] == [("intervention", 30, 37)]
    pooled, former = review.syntheses[0], before.syntheses[0]
    assert pooled.estimate is not None
    assert former.estimate is not None
    new_words = [f"{value:.2f}" for value in pooled.estimate.shown if value is not None]
    old_words = [f"{value:.2f}" for value in former.estimate.shown if value is not None]
    assert new_words != old_words
    # The figure.
    figure = (case.output / "figures" / f"forest-{pooled.id}.svg").read_text("utf-8")
    shown = re.sub(r"<[^>]+>", " ", figure)
    assert "37" in numbers(shown)
    assert "30" not in numbers(shown)
    assert all(word in shown for word in new_words)
    # The table.
    table = list(csv.DictReader(io.StringIO((case.output / "tables" / "results.csv").read_text("utf-8-sig"))))
    cedar = [row for row in table if "Cedar 1999" in row.values()]
    said = [row for row in cedar if row["side"] == "intervention" and row["field"] == "events"]
    assert [float(row["value"]) for row in said] == [37], cedar
    # The abstract.
    text = (case.output / "manuscript.md").read_text("utf-8")
    abstract = text[text.index("## Abstract") : text.index("## Introduction")]
    assert all(word in abstract for word in new_words), abstract
    lost = set(old_words) - set(new_words)
    assert lost
    assert not any(word in numbers(abstract) for word in lost)
    # The PDF: the pages as they read.
    written = " ".join(pdf_text(case.output / "manuscript.pdf").split())
    assert all(word in written for word in new_words)
    assert (case.output / "manuscript.pdf").read_bytes() != old["manuscript.pdf"]
    assert (case.output / "manuscript.md").read_bytes() != old["manuscript.md"]
    # The analysis data.
    data = next((case.output / "data").glob("*.csv")).read_text("utf-8")
    assert "Cedar 1999," in data
    assert any(line.split(",")[2:4] == ["37.0", "101.0"] for line in data.splitlines())
    # What does not depend on it is as it was.
    assert review.flow == before.flow
    assert stable(review)["reports"] == stable(before)["reports"]


def test_decisions_bring_every_result_up_to_date(tmp_path: Path) -> None:
    """Two studies, one pooled outcome; a person excludes one, then takes it back: the review is what it was."""
    from arakis.review import actions

    case = start(tmp_path, ginger.protocol(reviewers=1), ginger.files(["birch", "elm"], answers=[ginger.answers(
        [one for one in ginger.ALL if "birch" in one["report"] or "elm" in one["report"]]
    )]))  # fmt: skip
    first = case.run()
    elm = next(one for one in first.reports if one.label == "Elm 2010")
    actions.decide(case.space, first, elm, "exclude", PERSON, criterion="I1", reason="they were sailors")
    without = case.run()
    assert without.flow.included_studies == 1
    assert [one.label for one in without.syntheses[0].effects] == ["Birch 2003"]
    assert "they were sailors" in (case.output / "manuscript.md").read_text("utf-8")
    assert case.problems() == ()
    actions.decide(case.space, without, elm, "include", PERSON, reason="they were passengers after all")
    last = case.run()
    assert last.results == first.results
    assert last.syntheses == first.syntheses
    assert last.certainty == first.certainty
    assert last.flow == first.flow
    assert case.problems() == ()
