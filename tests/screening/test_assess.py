"""Criteria answered from the words of records and documents."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.bias.layers import layer

from arakis.domain.protocol import Criterion, Protocol
from arakis.domain.record import Record
from arakis.domain.report import Report
from arakis.retrieval.layer import read
from arakis.screening.assess import assess
from arakis.screening.criteria import complete, parse
from arakis.screening.decision import decide

CRITERIA = (
    Criterion(
        id="I1",
        kind="include",
        element="population",
        text="Adults with chronic low back pain",
        terms=("chronic low back pain", "lumbago"),
        contrary=("acute low back pain", "healthy volunteers"),
    ),
    Criterion(
        id="I2",
        kind="include",
        element="design",
        text="Participants allocated at random or by alternate or systematic assignment",
        terms=("randomised", "at random", "alternately"),
        contrary=("uncontrolled", "case series", "no control group"),
    ),
    Criterion(
        id="E1",
        kind="exclude",
        element="publication",
        text="Reviews, editorials and letters without original data",
        terms=("systematic review", "editorial", "letter to the editor"),
    ),
)
PROTOCOL = Protocol(question="Does exercise reduce back pain?", criteria=CRITERIA)
FILLER = "Pain was measured at one year. Disability was measured as well, with a questionnaire that is widely used."


def record(title: str = "Exercise for the back", abstract: str = "", **fields: object) -> Record:
    return Record.model_validate(
        {"id": "record-1", "run": "run-1", "position": 1, "title": title, "abstract": abstract, **fields}
    )


def answers(source: Record, protocol: Protocol = PROTOCOL) -> dict[str, str]:
    given = assess(source, protocol, "title_abstract")
    for one in given:
        for span in one.evidence:
            assert span.source == source.id
            assert source.part(span.part)[span.start : span.end] == span.quote
        if one.answer == "not met":
            criterion = next(item for item in protocol.criteria if item.id == one.criterion)
            assert one.evidence or criterion.kind == "exclude", "a contradiction is quoted"
    return {one.criterion: one.answer for one in given}


def decision(source: Record, protocol: Protocol = PROTOCOL) -> str:
    return decide(assess(source, protocol, "title_abstract"), protocol, "title_abstract").answer


@pytest.mark.parametrize(
    ("title", "abstract", "types", "excluded"),
    [
        # what is not mentioned is never a reason
        ("Exercise for the back", f"We studied exercise. {FILLER}", (), False),
        ("Knitting as a hobby", f"We studied wool. {FILLER}", (), False),
        # a title alone, and no abstract
        ("Exercise: a systematic review", "", (), False),
        ("Back pain in mice", "", (), False),
        ("Letter to the editor", "", (), False),
        # the type field contradicts
        ("Exercise", "", ("Review",), True),
        ("Exercise", "", ("Letter",), True),
        ("Exercise", "", ("Journal Article", "Editorial"), True),
        ("Exercise", "", ("Letter", "Randomized Controlled Trial"), False),
        # words that speak of the paper
        ("Exercise: a systematic review", f"We searched Medline. {FILLER}", (), True),
        ("Exercise for back pain", f"This review summarises what is known of exercise. {FILLER}", (), True),
        ("Exercise in 40 patients", f"This was an uncontrolled study of lumbago. {FILLER}", (), True),
        ("Exercise in 40 patients", f"We treated acute low back pain. {FILLER}", (), True),
        ("A case report of lumbago", f"We report a case of lumbago after exercise. {FILLER}", (), True),
        ("Back pain in guinea pigs", f"Guinea pigs were made to run. {FILLER}", (), True),
        # words that speak of others
        ("Exercise for lumbago", f"A previous systematic review found no trials. {FILLER}", (), False),
        ("Exercise for lumbago", f"Earlier uncontrolled studies have shown benefit. {FILLER}", (), False),
        ("Exercise for lumbago", f"Exercise helps in animals. Forty patients were trained. {FILLER}", (), False),
        (
            "Exercise for lumbago",
            f"Sputum was injected into guinea pigs. Forty adults were trained. {FILLER}",
            (),
            False,
        ),
        ("A review of exercise: a randomised trial", f"Forty adults were randomised. {FILLER}", (), False),
        # mixed
        ("Exercise for back pain", f"We treated acute low back pain and chronic low back pain. {FILLER}", (), False),
        # denied, or left out
        ("Exercise for lumbago", f"This was not an uncontrolled study. {FILLER}", (), False),
        ("Exercise", f"Patients with acute low back pain were excluded. {FILLER}", (), False),
        ("Uncontrolled hypertension and lumbago", f"Patients had uncontrolled hypertension. {FILLER}", (), False),
        # a letter that is posted, a board that reviews
        ("Reminder letters for lumbago", f"A letter was sent to 40 adults. {FILLER}", (), False),
        ("Exercise", f"The review board approved the study of lumbago. {FILLER}", (), False),
    ],
)
def test_only_words_that_contradict_exclude(title: str, abstract: str, types: tuple[str, ...], excluded: bool):
    source = record(title, abstract, types=types)
    answers(source)
    assert (decision(source) == "exclude") is excluded


def test_another_language_goes_on():
    german = (
        "Diese Übersicht beschreibt Studien an Mäusen und Ratten, die ohne Kontrollgruppe durchgeführt wurden; "
        "wir haben die Literatur der letzten Jahre gesichtet und fassen sie hier kurz zusammen. A systematic review."
    )
    assert decision(record("Bewegung: eine Übersicht", german)) == "unclear"


def test_words_that_are_met_are_quoted():
    source = record("Exercise", f"Forty adults with lumbago were randomized to exercise. {FILLER}")
    assert answers(source) == {"I1": "met", "I2": "met", "E1": "not met"}
    assert decision(source) == "include"


def test_evidence_of_a_report_names_the_record_that_a_field_came_from():
    report = Report(
        id="report-1",
        records=("record-1", "record-2"),
        taken_from={"title": "record-1", "abstract": "record-2"},
        title="Exercise for lumbago",
        abstract=f"Adults were randomised. {FILLER}",
    )
    by_id = {one.criterion: one for one in assess(report, PROTOCOL, "title_abstract")}
    assert {span.source for span in by_id["I1"].evidence} == {"record-1"}
    assert {span.source for span in by_id["I2"].evidence} == {"record-2"}


def test_the_first_contradicted_criterion_is_the_reason():
    source = record("Acute low back pain: a systematic review", f"We review acute low back pain. {FILLER}")
    made = decide(assess(source, PROTOCOL, "title_abstract"), PROTOCOL, "title_abstract")
    assert (made.answer, made.criterion) == ("exclude", "I1")


def test_language_and_date_are_answered_from_the_record():
    protocol = complete(PROTOCOL.model_copy(update={"criteria": parse("published 1950 to 1990, English", "")}))
    assert answers(record(language="ger", year=1949), protocol) == {"I1": "not met", "I2": "not met"}
    assert answers(record(language="eng", year=1950), protocol) == {"I1": "met", "I2": "met"}
    assert answers(record(), protocol) == {"I1": "unclear", "I2": "unclear"}


PIECES = [
    "We",
    "review",
    "not",
    "randomised",
    "mice",
    "lumbago",
    "no control group",
    ".",
    "\n",
    "random-\nised",
    "İ",
    "A systematic review",
    "acute low back pain",
    "Previous studies",
    "were",
    "excluded",
    ";",
    "  ",
    "Methods:",
]
TRIAL = (
    "Exercise for the back\nABSTRACT\nA trial in adults.\nINTRODUCTION\nA systematic review by others found little. "
    "This disease is seen in mice.\nMETHODS\n{methods}\nRESULTS\nPain fell in both groups.\nDISCUSSION\n"
    "Uncontrolled studies had promised more; ours was randomised.\nREFERENCES\n1. Smith A. An editorial. 1990.\n"
)


@pytest.mark.parametrize(
    ("methods", "expected", "criterion"),
    [
        ("Adults with lumbago were randomised.", "include", ""),
        ("Adults with lumbago were treated alternately.", "include", ""),
        ("Adults with lumbago were allotted by year of birth.", "include", ""),
        ("Adults with lumbago were treated.", "unclear", "I2"),
        ("Adults with a sore back were randomised.", "unclear", "I1"),
        ("Volunteers with lumbago were treated and the rest served as controls.", "exclude", "I2"),
        ("Adults with lumbago were not randomised.", "exclude", "I2"),
        ("Adults with acute low back pain were randomised.", "exclude", "I1"),
        ("Some adults with lumbago were allotted by lot, one ward was not randomised.", "unclear", "I2"),
    ],
)
def test_a_full_text_is_included_only_by_its_own_words(methods: str, expected: str, criterion: str):
    source = layer(TRIAL.format(methods=methods))
    given = assess(source, PROTOCOL, "full_text")
    made = decide(given, PROTOCOL, "full_text")
    assert (made.answer, made.criterion) == (expected, criterion)
    for one in given:
        for span in one.evidence:
            assert source.text[span.start : span.end] == span.quote


def test_a_criterion_without_words_is_left_to_a_person():
    protocol = PROTOCOL.model_copy(update={"criteria": parse("exercise of any kind", "")})
    source = layer(TRIAL.format(methods="Adults with lumbago were randomised to exercise of any kind."))
    assert decide(assess(source, protocol, "full_text"), protocol, "full_text").answer == "unclear"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=40,
    )
)
def test_every_quote_stands_where_it_says(words: list[str]):
    answers(record(" ".join(words[:6]), " ".join(words), types=("Review",) if len(words) % 2 else ()))
    source = layer("T\nMETHODS\n" + " ".join(words) + "\n")
    for one in assess(source, PROTOCOL, "full_text"):
        for span in one.evidence:
            assert source.text[span.start : span.end] == span.quote


def test_on_labelled_records_every_quote_stands_and_recall_holds(data: Path):
    protocol = Protocol(
        question="Do triptans work in migraine?", criteria=parse("RCTs, patients", "animal studies, letters")
    )
    kept = included = 0
    with (data / "screening" / "Triptans.csv").open(encoding="utf-8", newline="") as file:
        for row in list(csv.DictReader(file))[:400]:
            source = record(row["title"], row["abstract"])
            answers(source, protocol)
            if row["label_included"] == "1":
                included += 1
                kept += decision(source, protocol) != "exclude"
    assert included > 5
    assert kept / included >= 0.9


def test_on_real_full_texts_trials_are_included(data: Path):
    protocol = Protocol(
        question="Does it work at all?",
        criteria=parse("Randomised controlled trials, patients or adults or children", "editorials, letters"),
    )
    made = []
    for path in sorted((data / "fulltext" / "jats").glob("*.nxml"))[:12]:
        source = read(path.read_bytes(), path.name)
        given = assess(source, protocol, "full_text")
        made.append(decide(given, protocol, "full_text").answer)
        for one in given:
            for span in one.evidence:
                assert source.text[span.start : span.end] == span.quote
    assert "exclude" not in made
    assert made.count("include") >= 8
