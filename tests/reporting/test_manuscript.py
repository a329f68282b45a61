"""What a manuscript says, what it leaves to the authors, and that it follows every change of the review."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reporting.sample import bcg_rows, empty, excluded_only, invented_rows, review_of

from arakis.domain.estimate import Estimate
from arakis.domain.report import Report
from arakis.domain.review import ModelUse, Review
from arakis.reporting.document import Figure, Gap, Manuscript, Picture, Table, plain, runs_of, walk
from arakis.reporting.manuscript import manuscript
from arakis.reporting.markdown import markdown, part
from arakis.reporting.tables import tables
from arakis.reporting.trace import check, follow
from arakis.reporting.words import leaves


@pytest.fixture(scope="module")
def bcg(data: Path) -> Review:
    return review_of(bcg_rows(data))


def section(made: Manuscript, identity: str) -> str:
    """The words of a section without those below it."""
    found = next(item for _, item in walk(made.sections) if item.id == identity)
    return "\n".join(plain(runs) for block in found.blocks for runs in runs_of(block))


def gaps(made: Manuscript) -> list[str]:
    return [
        run.text
        for _, item in walk(made.sections)
        for block in item.blocks
        for runs in runs_of(block)
        for run in leaves(runs)
        if isinstance(run, Gap)
    ]


def checklist(made: Manuscript) -> dict[str, str]:
    table = next(
        block for _, item in walk(made.sections) for block in item.blocks
        if isinstance(block, Table) and block.id == "checklist"
    )  # fmt: skip
    return {plain(row[0]): plain(row[3]) for row in table.rows}


def test_the_abstract_gives_the_pooled_result(bcg: Review) -> None:
    words = section(manuscript(bcg), "abstract")
    assert "pooled risk ratio of BCG vaccine against no vaccine was 0.49 (95% CI 0.33 to 0.73; 13 studies, " in words
    assert "BCG vaccine may reduce the risk of tuberculosis compared with no vaccine." in words
    assert "the results of two studies were not pooled: the protocol asks that this outcome is not pooled." in words


def test_results_hold_the_conventions(bcg: Review) -> None:
    words = section(manuscript(bcg), "results.syntheses.0")
    assert "The 95% prediction interval runs from 0.14 to 1.76." in words
    assert "tau² 0.313 (REML; interval 0.120 to 1.111), I² 92.2%" in words
    assert "Wald-type interval" in words
    assert "0.49 (0.34 to 0.70)" in words


def changed(review: Review, **estimate: Any) -> Review:
    first = review.syntheses[0]
    assert first.estimate is not None
    other = first.model_copy(update={"estimate": first.estimate.model_copy(update=estimate)})
    return review.model_copy(update={"syntheses": (other, *review.syntheses[1:])})


def test_a_changed_estimate_changes_abstract_text_and_table(bcg: Review) -> None:
    made = manuscript(changed(bcg, shown=(0.51, 0.35, 0.75)))
    for place in ("abstract", "results.syntheses.0", "discussion.summary"):
        assert "0.51 (95% CI 0.35 to 0.75" in section(made, place)
    assert "0.51 (95% CI 0.35 to 0.75)" in section(made, "results.certainty")
    assert "0.49 (95% CI 0.33 to 0.73" not in markdown(made)


def test_a_changed_count_changes_table_and_csv(bcg: Review) -> None:
    first = bcg.syntheses[0]
    effect = first.effects[0].model_copy(update={"data": first.effects[0].data | {"intervention_events": 5.0}})
    review = bcg.model_copy(
        update={"syntheses": (first.model_copy(update={"effects": (effect, *first.effects[1:])}), *bcg.syntheses[1:])}
    )
    assert "5/123" in section(manuscript(review), "results.individual")
    assert "5/123" not in section(manuscript(bcg), "results.individual")


def estimate(low: float, high: float) -> dict[str, Any]:
    return {"value": (low + high) / 2, "low": low, "high": high}


@pytest.mark.parametrize(
    ("level", "low", "high", "words"),
    [
        ("high", -1.0, -0.2, "BCG vaccine reduces the risk of tuberculosis"),
        ("moderate", -1.0, -0.2, "BCG vaccine probably reduces the risk of tuberculosis"),
        ("low", 0.2, 1.0, "BCG vaccine may increase the risk of tuberculosis"),
        (
            "very low",
            -1.0,
            -0.2,
            "The evidence about the effect of BCG vaccine compared with no vaccine on tuberculosis",
        ),
        ("high", -1.0, 0.2, "do not settle the effect of BCG vaccine compared with no vaccine on tuberculosis"),
    ],
)
def test_conclusions_say_no_more_than_interval_and_certainty(
    bcg: Review, level: str, low: float, high: float, words: str
) -> None:
    review = changed(bcg, **estimate(low, high))
    review = review.model_copy(update={"certainty": (review.certainty[0].model_copy(update={"level": level}),)})
    assert words in section(manuscript(review), "conclusions")


def test_without_a_rating_the_conclusion_says_so(bcg: Review) -> None:
    words = section(manuscript(bcg.model_copy(update={"certainty": ()})), "conclusions")
    assert "favour bcg vaccine" in words.casefold()
    assert "was not rated" in words


def test_nothing_is_made_up_for_an_empty_review() -> None:
    made = manuscript(empty(rationale="", funding="", interests="", registration="", authors=[], data_availability=""))
    words = markdown(made)
    assert "No study was included" in words
    assert "pooled risk ratio" not in words
    for gap in ("why the review is needed", "funding", "competing interests", "authors and their roles"):
        assert any(gap in item for item in gaps(made)), gap
    listed = checklist(made)
    assert (
        listed["3"] == listed["24a"] == listed["25"] == listed["26"] == listed["17"] == listed["20b"] == "Not reported"
    )
    assert listed["8"].startswith("Section")


def test_the_checklist_names_headings_that_exist(bcg: Review) -> None:
    made = manuscript(bcg)
    headings = {item.heading for _, item in walk(made.sections)} | {"Title"}
    listed = checklist(made)
    assert len(listed) == 42
    for place in listed.values():
        assert place == "Not reported" or place.removeprefix("Section “").removesuffix("”") in headings
    assert listed["20b"] == "Section “Results of syntheses”"
    assert listed["23a"] == listed["23d"] == "Not reported"  # gaps for the authors


def test_one_study_reads_as_one() -> None:
    words = markdown(manuscript(review_of(invented_rows(1))))
    assert "One study, described in 1 report, was included." in words
    assert "1 studies" not in words
    assert "1 reports" not in words
    assert "A synthesis of tuberculosis was not possible" in words


def test_only_excluded_reports() -> None:
    made = manuscript(excluded_only())
    words = markdown(made)
    assert "1 was assessed at full text" in words
    assert "built-in" in section(made, "appendix.excluded").splitlines()


def test_the_banner_stands_while_something_waits(data: Path) -> None:
    rows = bcg_rows(data)
    waits = manuscript(review_of(rows, waiting=True))
    assert plain(waits.banner).startswith("Provisional: 1 decision waits for a person (eligibility: 1)")
    assert "An unclear report" in section(waits, "appendix.awaiting")
    assert manuscript(review_of(rows)).banner == ()


def test_who_decided(bcg: Review) -> None:
    words = section(manuscript(bcg), "statements.decided")
    assert "Screening of titles and abstracts (reports)" in words
    assert "No language model was used." in words
    used = bcg.model_copy(update={"models": (ModelUse(model="m-1", calls=3, cost=0.125),)})
    assert "The model m-1 was asked 3 times (US$ 0.12)." in section(manuscript(used), "statements.decided")


def test_what_automation_was_allowed_is_told(bcg: Review) -> None:
    ranked = bcg.model_copy(
        update={"automation": {"mode": "rank", "why": "measured recall 0.9, so that it only ranks"}}
    )
    words = section(manuscript(ranked), "methods.selection")
    assert "was not validated for the topic of this review" in words
    assert "took no effect" in words
    assert "Measured recall 0.9, so that it only ranks." in words


def test_amendments_are_told(bcg: Review) -> None:
    words = section(manuscript(bcg), "methods.protocol")
    assert "Version 2, 22 November 2026 (made after screening had begun): The outcome death was added." in words


def with_prose(review: Review, place: str, words: str) -> Review:
    return review.model_copy(update={"prose": {place: words}})


def test_a_drafted_passage_with_references_stands(bcg: Review) -> None:
    review = with_prose(bcg, "discussion", "We found {len(studies)|word} studies {cite:report-1}.\n\nA second passage.")
    made = manuscript(review)
    assert section(made, "discussion.summary").startswith("We found thirteen studies [")
    assert check(made, review) == []


@pytest.mark.parametrize(
    "words",
    ["We found 13 studies.", "We found thirteen studies.", "We found {len(studies)|int studies.", "{nothing.here|int}",
     "{len(studies)|plural:1 study:13 studies}", "{flow|int}", "{cite:nobody}", "{len(studies)}", "{gap:about 5}"],
)  # fmt: skip
def test_a_drafted_passage_with_numbers_of_its_own_falls(bcg: Review, words: str) -> None:
    made = manuscript(with_prose(bcg, "discussion", words))
    assert section(made, "discussion.summary").startswith("This review included thirteen studies.")
    assert markdown(made).count("## References") == 1


def test_figures_have_words_of_their_own(bcg: Review) -> None:
    figures = {
        "prisma": Figure("<svg/>"),
        "forest-synthesis-tb": Figure("<svg/>", caption="All {len(studies)|int} trials.", alt="A plot."),
        "funnel-synthesis-tb": Figure("<svg/>", caption="All 13 trials."),
        "forest-synthesis-tb-2": Figure("<svg/>"),
        "extra": Figure("<svg/>"),
    }
    made = manuscript(bcg, figures)
    drawn = [block for _, item in walk(made.sections) for block in item.blocks if isinstance(block, Picture)]
    captions = {block.name: plain(block.caption) for block in drawn}
    assert captions["forest-synthesis-tb"] == "All 13 trials."
    assert captions["funnel-synthesis-tb"] == "Funnel plot: Tuberculosis."  # a typed number: the built-in words
    assert captions["forest-synthesis-tb-2"] == "All 13 trials. (continued)"
    assert "extra" in captions
    assert [block.number for block in drawn] == list(range(1, len(drawn) + 1))
    assert check(made, bcg) == []


def test_tables_are_numbered_in_order(bcg: Review) -> None:
    made = manuscript(bcg)
    numbers = [block.number for _, item in walk(made.sections) for block in item.blocks if isinstance(block, Table)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_long_list_is_cut_and_says_so() -> None:
    reports = tuple(
        Report(id=f"report-{at}", records=(f"record-{at}",), title=f"Title {at}", state="not retrieved", sought=True)
        for at in range(200)
    )
    made = manuscript(empty().model_copy(update={"reports": reports}))
    assert "all 200 reports stand in" in section(made, "appendix.not_retrieved")


def test_a_reason_does_not_repeat_its_criterion(bcg: Review) -> None:
    words = "E1 Reviews and letters without original data: it is one: “Letter”"
    reports = tuple(
        item.model_copy(update={"reason": words}) if item.primary_criterion == "E1" else item for item in bcg.reports
    )
    review = bcg.model_copy(update={"reports": reports})
    made = manuscript(review)
    assert "it is one: “Letter”" in section(made, "appendix.excluded").splitlines()
    assert check(made, review) == []


def test_long_reviews_stay_quick() -> None:
    review = review_of(invented_rows(150), long=True)
    made = manuscript(review)
    assert check(made, review) == []


NASTY = st.sampled_from(
    ["#pagebreak()", '"quoted" \\ back', "$x$ * _y_ | z", "{flow.identified|int}", "<b>&amp;</b>", "] [link](x)",
     "=1+1", "ends\nhere\r\n", "\x00\x0b\ufffe", "Ω ẞ 漢字 \U0001f600", "`code`", "~~~", "//", "/*", "@cite", "x" * 300]
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(NASTY, min_size=6, max_size=6))
def test_words_from_outside_stay_words(words: list[str]) -> None:
    review = review_of(invented_rows(2), title=words[0], rationale=words[1] + ". Then more.", funding=words[2])
    reports = tuple(item.model_copy(update={"title": words[3], "label": words[4]}) for item in review.reports)
    studies = tuple(item.model_copy(update={"label": words[5]}) for item in review.studies)
    review = review.model_copy(update={"reports": reports, "studies": studies})
    made = manuscript(review)
    assert check(made, review) == []
    assert tables(review)
    text = markdown(made)
    assert "\x00" not in text
    assert len([line for line in text.splitlines() if line.startswith("# ")]) == 1


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_any_numbers_can_be_followed(data: st.DataObject) -> None:
    number = st.floats(-50, 50) | st.just(0.0)
    shown = data.draw(st.tuples(number, st.none() | number, st.none() | number))
    p = data.draw(st.none() | st.floats(0, 1))
    review = review_of(invented_rows(3))
    first = review.syntheses[0]
    found = Estimate(measure="RR", value=shown[0], low=shown[1], high=shown[2], shown=shown, p=p)
    review = review.model_copy(update={"syntheses": (first.model_copy(update={"estimate": found}),)})
    made = manuscript(review)
    assert check(made, review) == []


def test_the_same_review_gives_the_same_words(bcg: Review) -> None:
    again = Review.model_validate_json(bcg.model_dump_json())
    assert markdown(manuscript(bcg)) == markdown(manuscript(again))


def test_one_section_alone(bcg: Review) -> None:
    made = manuscript(bcg)
    assert part(made, "abstract").startswith("## Abstract\n\n**Background.**")
    assert part(made, "results.selection").startswith("### Study selection")
    assert part(made, "abstract") in markdown(made)
    assert part(made, "nothing") == ""


def test_follow_needs_the_exported_files_alone(bcg: Review) -> None:
    from arakis.reporting.markdown import references_json

    made = manuscript(bcg, {"prisma": Figure("<svg/>", caption="{flow.identified|int} records.")})
    assert follow(markdown(made), references_json(made), bcg.model_dump_json()) == []


def test_assessments_of_several_results_of_a_study_are_told_apart() -> None:
    review = review_of(invented_rows(3))
    result, bias = review.results[0], review.bias[0]
    early = result.model_copy(update={"id": "result-early", "time": "6 months"})
    late = result.model_copy(update={"time": "12 months"})
    noted = bias.model_copy(update={"result": early.id, "note": "asked for parallel groups"})
    review = review.model_copy(
        update={"results": (late, early, *review.results[1:]), "bias": (*review.bias, noted)}
    )  # fmt: skip
    made = manuscript(review, {name: Figure("<svg/>") for name in ("traffic_light", "bias_summary")})
    assert check(made, review) == []
    blocks = [block for _, one in walk(made.sections) for block in one.blocks]
    table = next(block for block in blocks if isinstance(block, Table) and block.id == "risk_of_bias")
    rows = [[plain(cell) for cell in row] for row in table.rows]
    of_study = [row[1] for row in rows if row[0] == rows[0][0]]
    assert [words.rpartition(", ")[2] for words in of_study] == ["12 months", "6 months"]
    assert any(plain(note).startswith(f"{rows[0][0]}: Asked for") for note in table.footnotes)
    captions = [plain(block.caption) for block in blocks if isinstance(block, Picture)]
    assert all("for each study the result that enters a synthesis" in words for words in captions)
