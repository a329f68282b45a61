"""Verification: a finished review is clean, and whatever is changed afterwards is found and named."""

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from tests import small
from tests.review.finished import PERSON, Case, files_of, judged_anew, plain, start

from arakis import ledger
from arakis.domain.event import Event, chain
from arakis.domain.judgement import Judgement, Reviewer
from arakis.review.build import read
from arakis.review.verify import verify
from arakis.tables.events import events
from arakis.tables.facts import FACTS
from arakis.tables.reviews import reviews


@pytest.fixture(autouse=True)
def _in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARAKIS_IN_PROCESS", "1")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("finished")
    small.write(folder / "material")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARAKIS_IN_PROCESS", "1")
        case = start(folder, small.PROTOCOL, files_of(folder / "material"))
        # Something of every kind, also of those that only a model writes.
        with case.space.db.begin() as connection:
            fact = ("prose-a", {"place": "a", "text": "Drafted."})
            ledger.append(connection, case.id, Reviewer(kind="model", name="m"), "prose", [fact])
        case.run()
    return case


@pytest.fixture
def case(finished: Case, tmp_path: Path) -> Case:
    return finished.copy(tmp_path)


def test_a_finished_review_is_clean_and_everything_was_looked_at(finished: Case) -> None:
    found = finished.verify()
    assert found.problems == ()
    assert found.checked["events"] > 100
    assert found.checked["quotes"] > 50
    assert found.checked["numbers in the manuscript"] > 100
    assert found.checked["figures and tables"] > 5


def named(case: Case, *words: str, results: bool = False) -> None:
    """Something is wrong, and one line says all of `words`. `results`: also look at the results folder."""
    problems = case.problems(results)
    assert problems, "nothing was found"
    assert any(all(word in line for word in words) for line in problems), problems


def other(text: str) -> str:
    """`text` with one digit or letter changed, still the same kind of text."""
    at = next(at for at in range(len(text) // 2, len(text)) if text[at].isalnum())
    new = {"9": "8"}.get(text[at]) or (
        str(int(text[at]) + 1) if text[at].isdigit() else "x" if text[at] != "x" else "y"
    )
    return text[:at] + new + text[at + 1 :]


# The ledger


@pytest.mark.parametrize("column", ["payload", "hash", "previous", "payload_hash", "at", "subject", "kind", "actor"])
def test_a_changed_byte_in_an_event_is_named_by_its_number(case: Case, column: str) -> None:
    event = next(one for one in case.told() if one.kind == "judgement added" and one.payload["evidence"])
    with case.space.reading.begin() as connection:
        where = (events.c.review == case.id) & (events.c.number == event.number)
        there = connection.execute(sa.select(events.c[column]).where(where)).scalar_one()
    case.execute(events.update().where(where).values({column: other(there)}))
    named(case, f"event {event.number}")


def test_a_payload_that_is_no_json_any_more_is_named(case: Case) -> None:
    case.execute(events.update().where(events.c.review == case.id, events.c.number == 7).values(payload='{"a": '))
    named(case, "event 7", "cannot be read")


def test_spaces_in_a_payload_are_a_change(case: Case) -> None:
    where = (events.c.review == case.id) & (events.c.number == 7)
    case.execute(events.update().where(where).values(payload=events.c.payload + " "))
    named(case, "event 7", "payload was changed")


def test_a_missing_event_is_named(case: Case) -> None:
    case.execute(events.delete().where(events.c.review == case.id, events.c.number == 9))
    named(case, "event 9 is missing")


def test_several_missing_events_are_named(case: Case) -> None:
    case.execute(events.delete().where(events.c.review == case.id, events.c.number.in_([9, 10, 11])))
    named(case, "events from 9 on are missing")


def test_a_missing_last_event_is_named(case: Case) -> None:
    last = case.told()[-1].number
    case.execute(events.delete().where(events.c.review == case.id, events.c.number == last))
    named(case, f"event {last} is missing")


def test_an_event_too_many_is_named(case: Case) -> None:
    last = case.told()[-1]
    more = chain(case.id, last.number + 1, last.at, PERSON, "told", "", None, last.hash)
    case.execute(events.insert().values(**ledger.row_of(more)))
    named(case, f"event {more.number} is one too many")


def test_a_ledger_written_anew_does_not_fit_the_results_that_went_out(case: Case) -> None:
    """Every time moved by a day, with a chain that fits: only what was printed before gives it away."""
    case.rewrite(lambda event: event.model_copy(update={"at": "2001" + event.at[4:]}))
    named(case, "review.json names event", "hash that the ledger does not have", results=True)


# The facts


KINDS = sorted(FACTS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_byte_in_a_fact_of_each_kind_is_named(case: Case, kind: str) -> None:
    table = FACTS[kind]
    with case.space.reading.begin() as connection:
        row = connection.execute(sa.select(table.c.id, table.c.body).where(table.c.review == case.id)).first()
    assert row is not None, f"the review has a fact of the kind {kind}"
    case.execute(table.update().where(table.c.id == row.id).values(body=other(row.body)))
    named(case, f"{kind} {row.id}", "not what the ledger says")


@pytest.mark.parametrize("kind", KINDS)
def test_a_fact_that_is_no_json_any_more_is_named(case: Case, kind: str) -> None:
    table = FACTS[kind]
    case.execute(table.update().where(table.c.review == case.id).values(body="{"))
    named(case, kind, "not what the ledger says")


@pytest.mark.parametrize(
    ("kind", "column", "value"),
    [
        ("record", "run", "run-0"),
        ("judgement", "question", "same"),
        ("judgement", "subject", "x"),
        ("record", "first", 1),
    ],
)
def test_the_columns_by_which_facts_are_found_and_ordered_count_as_well(
    case: Case, kind: str, column: str, value: Any
) -> None:
    table = FACTS[kind]
    with case.space.reading.begin() as connection:
        identity = connection.execute(
            sa.select(table.c.id).where(table.c.review == case.id).order_by(table.c.first.desc())
        ).scalars().first()  # fmt: skip
    case.execute(table.update().where(table.c.id == identity).values({column: value}))
    named(case, f"{kind} {identity}", column)


def test_a_fact_without_an_event_is_named(case: Case) -> None:
    case.execute(
        FACTS["prose"].insert().values(review=case.id, id="prose-b", first=1, number=1, body='{"place":"b","text":""}')
    )
    named(case, "prose prose-b is among the facts and not in the ledger")


def test_a_fact_that_was_taken_away_is_named(case: Case) -> None:
    table = FACTS["record"]
    with case.space.reading.begin() as connection:
        identity = connection.execute(sa.select(table.c.id)).scalars().first()
    case.execute(table.delete().where(table.c.id == identity))
    named(case, f"record {identity} is in the ledger and not among the facts")


def test_the_options_and_the_status_of_a_review_are_those_of_its_ledger(case: Case) -> None:
    with case.space.reading.begin() as connection:
        options = connection.execute(sa.select(reviews.c.options)).scalar_one()
    changed = json.dumps(json.loads(options) | {"max_results": 7})
    case.execute(reviews.update().values(options=changed, status="failed"))
    named(case, "the options of the review are not what the ledger says")
    named(case, "the status of the review is 'failed'", "'completed' in the ledger")


def test_a_judgement_written_anew_with_its_old_id_is_named(case: Case) -> None:
    wanted = next(one for one in case.told() if one.kind == "judgement added" and one.payload["reason"])

    def change(event: Event) -> Event:
        if event.subject != wanted.subject:
            return event
        return event.model_copy(update={"payload": event.payload | {"reason": "another reason"}})

    case.rewrite(change)
    named(case, f"judgement {wanted.subject}", "its id no longer fits")


# The documents


def test_a_changed_byte_in_a_document_is_named(case: Case) -> None:
    document = read(case.space, case.id).documents[0]
    path = case.blob(document.id)
    path.write_bytes(path.read_bytes().replace(b"zinc", b"zync", 1))
    named(case, f"document {document.name} was changed")


def test_a_changed_byte_in_an_imported_reference_file_is_named(case: Case) -> None:
    run = read(case.space, case.id).runs[0]
    path = case.blob(run.document)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    named(case, f"document {run.file} was changed")


def test_a_document_that_is_gone_is_named(case: Case) -> None:
    document = read(case.space, case.id).documents[0]
    case.blob(document.id).unlink()
    named(case, f"document {document.name} is missing")


@pytest.mark.parametrize("place", ["text", "quoted", "title", "version"])
def test_a_changed_byte_in_a_text_layer_is_named(case: Case, place: str) -> None:
    """Also where no quote stands: in a part of the text, in what is known about the document."""
    review = read(case.space, case.id)
    report = next(one for one in review.reports if one.label == "Alder 1991")
    document = next(one for one in review.documents if one.report == report.id)
    path = case.blob(str(document.layer))
    layer = json.loads(path.read_text("utf-8"))
    if place == "text":
        layer["text"] = (
            layer["text"].replace("Journal", "Journol") if "Journal" in layer["text"] else layer["text"] + "."
        )
    elif place == "quoted":
        layer["text"] = layer["text"].replace("12", "13")
    elif place == "title":
        layer["front"]["title"] += "."
    else:
        layer["version"] += "0"
    path.write_text(json.dumps(layer), "utf-8")
    named(case, f"text layer {document.layer} of {document.name} was changed")
    if place == "quoted":
        named(case, "Alder 1991, persisting, intervention events: the quote “12” is not at")


def test_a_text_layer_that_is_gone_is_named(case: Case) -> None:
    document = next(one for one in read(case.space, case.id).documents if one.layer)
    case.blob(str(document.layer)).unlink()
    named(case, f"text layer {document.layer} of {document.name} is missing")


# The results


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} stands in {path.name}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_changed_byte_in_review_json_is_named_with_its_place(case: Case) -> None:
    edit(case.output / "review.json", '"identified": 20', '"identified": 21')
    named(case, "review.json: flow.identified is 20 and 21", results=True)
    named(case, "review.json was changed", results=True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"exported_at": "2', '"exported_at": "3'),  # what two runs may fill differently counts here all the same
        ('"ledger_head": "', '"ledger_head": "0'),
        ("{\n", "{\n "),
        ('"format": 1', '"format": "x"'),
        ('"format": 1', '"format": 1,,'),
    ],
)
def test_review_json_is_the_file_that_was_written_to_the_last_byte(case: Case, old: str, new: str) -> None:
    edit(case.output / "review.json", old, new)
    named(case, "review.json was changed: it is not the file that was written", results=True)


@pytest.mark.parametrize("place", ["synthesis", "outcome", "measure"])
def test_a_review_json_that_says_another_thing_does_not_stop_verification(case: Case, place: str) -> None:
    path = case.output / "review.json"
    content = json.loads(path.read_text("utf-8"))
    if place == "synthesis":
        content["syntheses"] = []
    elif place == "outcome":
        content["syntheses"][0]["outcome"] = "another"
    else:
        content["protocols"][0]["protocol"]["comparisons"] = []
    path.write_text(json.dumps(content), "utf-8")
    named(case, "review.json: ", results=True)


def results(case: Case) -> list[str]:
    return sorted(str(path.relative_to(case.output)) for path in case.output.rglob("*") if path.is_file())


def test_a_changed_byte_in_each_file_of_the_results_is_named(case: Case) -> None:
    """One after the other: manuscript in all its forms, every figure, every table, analysis data, the ledger."""
    names = results(case)
    kinds = {Path(name).suffix for name in names}
    assert kinds == {".md", ".docx", ".pdf", ".json", ".jsonl", ".svg", ".png", ".csv", ".R"}
    for name in names:
        data = (case.output / name).read_bytes()
        (case.output / name).write_bytes(data[:-3] + bytes([data[-3] ^ 1]) + data[-2:])
    problems = case.problems()
    for name in names:
        assert any(line.startswith(f"{name} was changed") for line in problems), name


def test_a_file_of_the_results_that_is_gone_is_named(case: Case) -> None:
    for name in ("manuscript.pdf", "tables/results.csv"):
        assert name in results(case)
        (case.output / name).unlink()
    named(case, "manuscript.pdf is missing", results=True)
    named(case, "tables/results.csv is missing", results=True)


@pytest.mark.parametrize(("name", "words"), [("figures/prisma.svg", "figures/prisma.svg"), ("tables", "tables/")])
def test_a_figure_or_table_that_shows_another_number_is_not_what_the_review_gives(
    case: Case, name: str, words: str
) -> None:
    """Even where the ledger's own list of files was written anew to fit."""
    path = case.output / name if name.endswith("svg") else next((case.output / name).glob("*.csv"))
    path.write_text(other(path.read_text("utf-8")), "utf-8")
    assert any(line.startswith(words) and line.endswith("is not what the review gives") for line in case.problems())


# The manuscript: every number by its reference


def sentence_of_two_numbers(case: Case) -> tuple[str, str]:
    """A line of the manuscript with two different whole numbers that are references, and the line with them
    exchanged."""
    references = json.loads((case.output / "manuscript.references.json").read_text("utf-8"))["references"]
    text = (case.output / "manuscript.md").read_text("utf-8")
    at = 0
    for line in text.splitlines(keepends=True):
        inside = [
            one for one in references if at <= one["position"][0] < at + len(line) and re.fullmatch(r"\d+", one["text"])
        ]
        if len(inside) >= 2 and not line.startswith(("|", "#")) and len({one["text"] for one in inside[:2]}) == 2:
            first, second = inside[0], inside[1]
            (a, b), (c, d) = first["position"], second["position"]
            return text, text[:a] + second["text"] + text[b:c] + first["text"] + text[d:]
        at += len(line)
    raise AssertionError("no sentence of two numbers")


def test_two_true_numbers_exchanged_in_a_sentence_are_named(case: Case) -> None:
    text, exchanged = sentence_of_two_numbers(case)
    assert sorted(text) == sorted(exchanged), "the same characters, in another order"
    (case.output / "manuscript.md").write_text(exchanged, "utf-8")
    problems = [line for line in case.problems() if line.startswith("manuscript.md: ")]
    assert len([line for line in problems if "stands where" in line]) == 2, problems


def test_a_right_number_under_a_wrong_reference_is_named(case: Case) -> None:
    """The words of the manuscript stay as they are; only the path under a number leads to another, equal number."""
    path = case.output / "manuscript.references.json"
    content = json.loads(path.read_text("utf-8"))
    wanted = next(one for one in content["references"] if one["path"] == "flow.duplicates")
    equal = "flow.included_studies"  # 5 duplicates, 5 studies
    assert read(case.space, case.id).flow.duplicates == read(case.space, case.id).flow.included_studies
    wanted["path"] = equal
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False), "utf-8")
    named(case, "manuscript.md: ", f"it points to {equal}", "the text comes from flow.duplicates", results=True)


def test_a_reference_that_leads_nowhere_is_named(case: Case) -> None:
    edit(case.output / "manuscript.references.json", "flow.duplicates", "flow.triplicates")
    named(case, "manuscript.md: ", "flow.triplicates", results=True)


def test_a_typed_number_is_named(case: Case) -> None:
    path = case.output / "manuscript.md"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = next(at for at, line in enumerate(lines) if line.startswith("We ") or len(line) > 200)
    lines[at] = lines[at].rstrip("\n") + " Another 17 were well.\n"
    path.write_text("".join(lines), "utf-8")
    named(case, "manuscript.md: ", "17", results=True)


# Meaning: swapped arms, in a ledger that is whole


Change = Callable[[dict[str, Judgement]], dict[str, Judgement]]


def forge(case: Case, change: Change) -> None:
    """Change the judgements of one study's result (by question) and write a ledger that fits."""
    review = read(case.space, case.id)
    study = next(one for one in review.studies if one.label == "Cedar 1999")
    result = next(one for one in review.results if one.study == study.id)
    datum = result.intervention.values["events"]
    identity = next(one.subject for one in review.judgements if one.id == datum.judgement)
    old = {
        one.question: one
        for one in review.judgements
        if one.subject == identity or one.question == f"result:{identity}"
    }
    new = change(dict(old))
    by_id = {one.id: new[question] for question, one in old.items()}

    def rewritten(event: Event) -> Event:
        if event.kind != "judgement added" or event.subject not in by_id:
            return event
        made = by_id[event.subject]
        return event.model_copy(update={"subject": made.id, "payload": plain(made)})

    case.rewrite(rewritten)
    assert read(case.space, case.id).results != review.results


def swapped(questions: dict[str, Judgement], names: tuple[str, ...] = ("events", "total")) -> dict[str, Judgement]:
    for name in names:
        one, two = questions[f"intervention.{name}"], questions[f"comparator.{name}"]
        questions[one.question] = judged_anew(one, answer=two.answer, evidence=two.evidence)
        questions[two.question] = judged_anew(two, answer=one.answer, evidence=one.evidence)
    return questions


def test_swapped_arms_are_named_where_nothing_else_is_wrong(case: Case) -> None:
    """The forger has also made every result anew: chain, facts, quotes, figures and manuscript all fit."""
    forge(case, swapped)
    case.run()
    problems = case.problems()
    assert [line for line in problems if not line.startswith("Cedar 1999, persisting, ")] == []
    assert len(problems) == 4, problems
    assert any("intervention events: the words “Placebo lozenges”" in line for line in problems), problems
    assert any("comparator total: the words “Zinc lozenges”" in line for line in problems), problems
    assert all("name the " in line for line in problems), problems


def test_one_swapped_value_is_named(case: Case) -> None:
    forge(case, lambda questions: swapped(questions, ("total",)))
    named(case, "Cedar 1999, persisting, intervention total", "“Placebo lozenges”", "name the comparator (Placebo)")


def test_numbers_swapped_without_their_quotes_are_named(case: Case) -> None:
    def change(questions: dict[str, Judgement]) -> dict[str, Judgement]:
        one, two = questions["intervention.events"], questions["comparator.events"]
        for mine, their in ((one, two), (two, one)):
            value = mine.answer["value"] | {"value": their.answer["value"]["value"]}
            questions[mine.question] = judged_anew(mine, answer=mine.answer | {"value": value})
        return questions

    forge(case, change)
    named(case, "Cedar 1999, persisting, intervention events: 41 is not what its quote “30” says")


def test_arms_swapped_with_their_names_are_named_by_the_protocols_words(case: Case) -> None:
    def change(questions: dict[str, Judgement]) -> dict[str, Judgement]:
        questions = swapped(questions)
        key = next(one for one in questions if one.startswith("result:"))
        answer = questions[key].answer
        arms = {"intervention_arms": answer["comparator_arms"], "comparator_arms": answer["intervention_arms"]}
        questions[key] = judged_anew(questions[key], answer=answer | arms)
        return questions

    forge(case, change)
    named(case, "Cedar 1999", "its arm “Placebo lozenges” is named like the comparator (Placebo)")


def test_a_quote_moved_to_another_place_is_named(case: Case) -> None:
    def change(questions: dict[str, Judgement]) -> dict[str, Judgement]:
        one = questions["intervention.events"]
        value = json.loads(json.dumps(one.answer["value"]))
        value["evidence"][0]["start"] += 1
        questions[one.question] = judged_anew(one, answer=one.answer | {"value": value})
        return questions

    forge(case, change)
    named(case, "Cedar 1999, persisting, intervention events: the quote “30” is not at")


@pytest.mark.parametrize(
    ("kind", "words"), [("synthesis", "the synthesis of persisting"), ("certainty", "certainty of")]
)
def test_an_estimate_that_does_not_follow_from_its_results_is_named(case: Case, kind: str, words: str) -> None:
    def change(event: Event) -> Event:
        if event.kind != f"{kind} added":
            return event
        payload = json.loads(json.dumps(event.payload))
        if kind == "synthesis":
            payload["estimate"]["value"] -= 0.1
        else:
            payload["level"] = "very low" if payload["level"] != "very low" else "high"
        return event.model_copy(update={"payload": payload})

    case.rewrite(change)
    named(case, words, "is not what")


def test_verification_without_the_results_checks_the_rest(finished: Case) -> None:
    found = verify(finished.space, finished.id)
    assert found.problems == ()
    assert found.checked.keys() == {"events", "quotes"}


# Anywhere


def flipped(data: bytes, rng: random.Random) -> bytes:
    """`data` with one byte changed to another printable one, or taken away."""
    at = rng.randrange(len(data))
    new = bytes([rng.choice([byte for byte in range(32, 127) if byte != data[at]])])
    return data[:at] + rng.choice([new, b""]) + data[at + 1 :]


def test_a_changed_byte_anywhere_in_the_database_is_found_and_never_stops_verification(case: Case, seed: int) -> None:
    rng = random.Random(f"{seed} database")
    tables = [events, *FACTS.values()]
    for number in range(60):
        table = rng.choice(tables)
        keys = list(table.primary_key.columns)
        with case.space.reading.begin() as connection:
            row = rng.choice(connection.execute(sa.select(table)).mappings().all())
        texts = [one.name for one in table.c if isinstance(row[one.name], str) and row[one.name] and one not in keys]
        column = rng.choice(texts)
        there = row[column]
        where = sa.and_(*[one == row[one.name] for one in keys])
        new = flipped(there.encode(), rng).decode("utf-8", "replace")
        case.execute(table.update().where(where).values({column: new}))
        assert case.problems(results=False), f"flip {number} of seed {seed}: {table.name}.{column} of {dict(row)}"
        case.execute(table.update().where(where).values({column: there}))
    assert case.problems(results=False) == ()


def test_a_changed_byte_anywhere_in_the_results_is_found_and_never_stops_verification(case: Case, seed: int) -> None:
    rng = random.Random(f"{seed} results")
    for name in ("review.json", "manuscript.references.json", "manuscript.md", "tables/results.csv") * 3:
        path = case.output / name
        there = path.read_bytes()
        path.write_bytes(flipped(there, rng))
        assert any(line.startswith(name) for line in case.problems()), f"{name}, seed {seed}"
        path.write_bytes(there)
    assert case.problems() == ()
