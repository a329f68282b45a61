"""PRISMA: every box is the sum of the next ones, whatever the review."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arakis.domain.flow import Flow
from arakis.domain.record import Record, SourceRun
from arakis.domain.report import Report, State, Study
from arakis.review.flow import flow

STATES = st.sampled_from((*get_args(State), None))
WHO = st.sampled_from(("", "person", "model", "built-in"))
CRITERIA = st.sampled_from(("", "I1", "I2", "E1"))
# One report: how many records it has, of which run each, and how it ended.
REPORTS = st.lists(st.tuples(st.lists(st.integers(0, 3), min_size=1, max_size=4), STATES, WHO, CRITERIA), max_size=25)
SOURCES = st.lists(st.sampled_from(("PubMed", "Embase", "a file")), min_size=4, max_size=4)


@given(REPORTS, SOURCES, st.integers(0, 3), st.integers(0, 5))
def test_every_box_is_the_sum_of_the_next_ones(
    drawn: list[tuple[list[int], State | None, str, str]], sources: list[str], known: int, studies: int
) -> None:
    records: list[Record] = []
    reports: list[Report] = []
    for number, (runs, state, who, criterion) in enumerate(drawn):
        own = [Record(id=f"record-{number}-{at}", run=f"run-{run}", position=at) for at, run in enumerate(runs)]
        records += own
        reports.append(
            Report.model_validate(
                {
                    "id": f"report-{number}",
                    "records": tuple(one.id for one in own),
                    "state": state,
                    "excluded_by": who,
                    "primary_criterion": criterion,
                }
            )
        )
    made = flow(
        # Not every run need be known: a record may name one that is not there.
        [SourceRun(id=f"run-{at}", source=source) for at, source in enumerate(sources[:known])],
        records,
        reports,
        [Study(id=f"study-{at}", label="", reports=()) for at in range(studies)],
    )
    assert made.sums() == []
    numbers = {name: value for name, value in made if isinstance(value, int)}
    assert all(value >= 0 for value in numbers.values()), numbers
    assert made.identified == len(records)
    count = [state for _, state, _, _ in drawn].count
    assert made.included_reports == count("included")
    assert made.awaiting == count("awaiting classification")
    assert made.ongoing == count("ongoing")
    assert made.not_retrieved == count("not retrieved")
    assert made.excluded_full_text == count("excluded at full text")
    assert made.excluded + made.excluded_automation == count("excluded on title and abstract")
    assert made.undecided == count(None)
    assert made.removed_other == count("removed before screening")
    assert made.duplicates == len(records) - len(reports) + count("duplicate")
    assert made.included_studies == studies


def test_people_and_automation_are_counted_apart() -> None:
    reports = [
        Report(id=f"report-{at}", records=(f"record-{at}",), state="excluded on title and abstract", excluded_by=who)
        for at, who in enumerate(("person", "person", "model", "built-in"))
    ]
    records = [Record(id=f"record-{at}", run="run", position=at) for at in range(4)]
    made = flow([], records, reports, [])
    assert (made.excluded, made.excluded_automation, made.sought) == (2, 2, 0)


GOOD = Flow(
    identified=20, by_source={"a": 12, "b": 8}, duplicates=4, removed_automation=1, removed_other=1, screened=14,
    excluded=3, excluded_automation=2, sought=9, not_retrieved=1, assessed=8, excluded_full_text=2,
    reasons={"I1": 1, "E1": 1}, awaiting=1, ongoing=1, undecided=1, included_reports=3, included_studies=2,
)  # fmt: skip


def test_a_flow_that_adds_up_says_nothing() -> None:
    assert GOOD.sums() == []
    assert Flow().sums() == []


@pytest.mark.parametrize(
    ("box", "words"),
    [
        ("identified", "identified 21"), ("duplicates", "is not removed 7"), ("removed_automation", "removed"),
        ("removed_other", "removed"), ("screened", "screened 15"), ("excluded", "screened 14"),
        ("excluded_automation", "screened 14"), ("sought", "sought 10"), ("not_retrieved", "sought 9"),
        ("assessed", "assessed 9"), ("excluded_full_text", "reasons do not add up"), ("awaiting", "assessed 8"),
        ("ongoing", "assessed 8"), ("undecided", "assessed 8"), ("included_reports", "assessed 8"),
    ],
)  # fmt: skip
def test_one_more_in_any_box_is_found_and_named(box: str, words: str) -> None:
    wrong = GOOD.model_copy(update={box: getattr(GOOD, box) + 1}).sums()
    assert any(words in line for line in wrong), wrong


def test_sources_and_reasons_that_do_not_add_up_are_named() -> None:
    assert GOOD.model_copy(update={"by_source": {"a": 12, "b": 7}}).sums() == [
        "the sources do not add up to the records identified"
    ]
    assert GOOD.model_copy(update={"reasons": {"I1": 1}}).sums() == [
        "the reasons do not add up to the reports excluded at full text"
    ]
