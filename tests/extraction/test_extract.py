"""Numbers of invented reports in many manners: what must be read, and what must stay open."""

import pytest
from tests.extraction.cases import layer_of, protocol, section, table

from arakis.extraction.extract import extract
from arakis.extraction.types import Extracted, Extraction

ARMS = section("Methods", "Children were randomly assigned to zinc (n = 140) or to placebo (n = 138).")


def results(*parts: str) -> str:
    """A results section."""
    return section("Results", *parts)


def read(body: str, kind: str = "dichotomous", **more: str) -> Extraction:
    """What is extracted from a body."""
    return extract(layer_of(body, **more), protocol(kind))


def counts(result: Extracted) -> tuple[float | None, ...]:
    """Events and totals of both sides."""
    return tuple(
        field.value.value if (field := side.get(name)) and field.value else None
        for side in (result.intervention, result.comparator)
        for name in ("events", "total")
    )


SAME = (12, 140, 25, 138)
WAYS = {
    "n of N": results("Colds occurred in 12 of the 140 children given zinc and in 25 of 138 given placebo."),
    "words": results(
        "Of one hundred and forty children supplemented, twelve developed a cold; of the "
        "138 controls, twenty-five did so."
    ),
    "slash": results("A cold was seen in 12/140 (8.6%) in the zinc group and 25/138 (18.1%) in the placebo group."),
    "arm first": results("In the zinc group 12 of 140 children caught a cold; in the placebo group 25 of 138 did so."),
    "arm first, one sentence": results(
        "In the zinc group 12 of 140 children and in the placebo group 25 of 138 children caught a cold."
    ),
    "sizes in the methods": ARMS
    + results("Twelve (8.6%) children in the zinc group and 25 (18.1%) in the placebo group caught a cold."),
    "cases among": section("Methods", "In all, 140 children received zinc and 138 received placebo.")
    + results("There were 12 cases of cold among the supplemented and 25 cases among the controls."),
    "of whom": results(
        "The zinc group comprised 140 children, of whom 12 developed a cold. "
        "The control group comprised 138 children, of whom 25 developed a cold."
    ),
    "respectively": results(
        "A cold developed in 12 of 140 and 25 of 138 children in the zinc and placebo groups, respectively."
    ),
    "versus": results("Colds were fewer with zinc than with placebo (12/140 vs 25/138; P = 0.02)."),
    "the disease": results(
        "The common cold was looked for every week. Among the 140 children given zinc, 12 cases were found. "
        "Among the 138 controls, 25 cases were found."
    ),
    "columns": results(
        table(
            "Outcomes",
            [["Outcome", "Zinc (n = 140)", "Placebo (n = 138)", "P"]],
            [["Common cold, n (%)", "12 (8.6)", "25 (18.1)", "0.02"], ["Fever", "3 (2.1)", "4 (2.9)", "0.7"]],
        )
    ),
    "rows": results(
        table(
            "Common colds in the two groups",
            [["Group", "Number of children", "Colds", "No cold"]],
            [["Supplemented", "140", "12", "128"], ["Not supplemented", "138", "25", "113"]],
        )
    ),
    "events and non-events": results(
        table("Common colds", [["", "Cold", "No cold"]], [["Zinc", "12", "128"], ["Control", "25", "113"]])
    ),
    "yes and no": results(
        table(
            "Colds",
            [["Common cold", "Zinc", "Placebo"]],
            [["Yes", "12", "25"], ["No", "128", "113"], ["Total", "140", "138"]],
        )
    ),
    "total row": results(
        table(
            "Common colds by age",
            [["Age", "Zinc|2", "Placebo|2"], ["", "n", "Colds", "n", "Colds"]],
            [
                ["0-4 years", "70", "8", "69", "15"],
                ["5-9 years", "70", "4", "69", "10"],
                ["Total", "140", "12", "138", "25"],
            ],
        )
    ),
    "another arm": results(
        table(
            "Outcome at one year",
            [["", "Zinc (n=140)", "Vitamin C (n=141)", "Placebo (n=138)"]],
            [["Common cold", "12", "20", "25"]],
        )
    ),
    "another arm in prose": results(
        "Colds developed in 12 of 140 in the zinc group, in 20 of 141 in the echinacea group "
        "and in 25 of 138 in the placebo group."
    ),
    "combined arm": results(
        table(
            "Outcome",
            [["", "Zinc (n=140)", "Zinc plus echinacea (n=139)", "Placebo (n=138)"]],
            [["Common cold", "12", "9", "25"]],
        )
    ),
    "subgroup columns": results(
        table(
            "Common cold, n (%)",
            [
                ["", "Boys|2", "Girls|2", "Total|2"],
                [
                    "",
                    "Zinc (n=70)",
                    "Placebo (n=68)",
                    "Zinc (n=70)",
                    "Placebo (n=70)",
                    "Zinc (n=140)",
                    "Placebo (n=138)",
                ],
            ],
            [["Common cold", "7 (10.0)", "15 (22.1)", "5 (7.1)", "10 (14.3)", "12 (8.6)", "25 (18.1)"]],
        )
    ),
    "note signs": results(
        table(
            "Outcomes",
            [["Outcome", "Zinc<sup>a</sup> (n = 140)", "Placebo (n = 138)"]],
            [["Common cold<sup>1</sup>, n (%)", "12<sup>2</sup> (8.6)", "25* (18.1)"]],
        )
    ),
    "number wanted row": results(
        table(
            "Trial results",
            [["", "Zinc", "Placebo"]],
            [["Number randomised", "140", "138"], ["Cases of cold", "12", "25"]],
        )
    ),
    "compared with": results(
        "Of the supplemented group of 140, twelve developed colds, compared with 25 out of 138 in the control group."
    ),
    "seen among": results(
        "During the winter 12 colds were seen among the 140 supplemented, whereas 25 occurred in the 138 controls."
    ),
    "remained free": results(
        "Of the 140 supplemented, 128 remained free of colds; of the 138 controls, 113 remained free of colds."
    ),
    "of these": results(
        "A total of 140 children were supplemented, of whom 12 caught a cold, and 138 "
        "were controls, of whom 25 caught a cold."
    ),
    "two outcomes in a sentence": results(
        "Among 140 supplemented persons there were 12 cases of cold and 3 of otitis; "
        "among 138 controls there were 25 cases of cold and 4 of otitis."
    ),
    "rows of numbers": results(
        table(
            "Results at the end of the study",
            [["", "Zinc group", "Placebo group"]],
            [["No. of children", "140", "138"], ["No. with cold", "12", "25"], ["No. free of cold", "128", "113"]],
        )
    ),
    "a total column of arms": results(
        table(
            "Outcome by treatment",
            [["Outcome", "Zinc", "Placebo", "Total"]],
            [["Cold", "12", "25", "37"], ["No cold", "128", "113", "241"], ["Total", "140", "138", "278"]],
        )
    ),
    "subjects and per cent": results(
        table(
            "Numbers of subjects, by group, and of those with the common cold",
            [["Group", "Subjects", "With cold (%)"]],
            [["Zinc", "140", "12 (8.6)"], ["Placebo", "138", "25 (18.1)"]],
        )
    ),
    "after one year": results(
        "Colds had occurred in 12 of the 140 (8.6%) given zinc after one year and in 25 "
        "of 138 given placebo after one year."
    ),
    "we randomised": section("Methods", "We randomised 140 children to zinc and 138 to placebo.")
    + results(
        "Twelve (8.6%) children in the zinc group had one or more colds, compared with 25 (18.1%) in the placebo group."
    ),
    "randomised and analysed, told apart by the percentage": results(
        table(
            "Outcomes",
            [["", "Zinc", "Placebo"]],
            [["Randomised", "150", "151"], ["Analysed", "140", "138"], ["Common cold", "12 (8.6%)", "25 (18.1%)"]],
        )
    ),
    "number of children with it": results(
        table(
            "Outcomes",
            [["", "Zinc (n=140)", "Placebo (n=138)"]],
            [["Number of children with one or more colds", "12", "25"], ["Total number of colds", "30", "61"]],
        )
    ),
    "abstract and text agree": results(
        "Colds occurred in 12 of the 140 children given zinc and in 25 of 138 given placebo."
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_counts_are_read_in_many_manners(way: str) -> None:
    found = [result for result in read(WAYS[way]).results if result.outcome == "cold"]
    assert [counts(result) for result in found] == [SAME], way


OPEN = {
    "the other number is not a total": results(
        "Children given zinc had 12 colds in 140 days and controls 25 colds in 138 days."
    ),
    "percentages only": results("Colds occurred in 8.6% of children given zinc and 18.1% of children given placebo."),
    "deaths from it": results(
        "Deaths from colds occurred in 12 of 140 children given zinc and 25 of 138 given placebo."
    ),
    "history of it": results(
        "A history of colds was found in 12 of 140 children given zinc and 25 of 138 given placebo."
    ),
    "baseline": results(
        table(
            "Baseline characteristics",
            [["", "Zinc (n=140)", "Placebo (n=138)"]],
            [["Colds in the last year", "12", "25"]],
        )
    ),
    "only by age": results(
        table(
            "Common colds by age",
            [["Age", "Zinc|2", "Placebo|2"], ["", "n", "Colds", "n", "Colds"]],
            [["0-4 years", "70", "8", "69", "15"], ["5-9 years", "70", "4", "69", "10"]],
        )
    ),
    "another thing's row": results(
        table("Outcomes", [["", "Zinc (n=140)", "Placebo (n=138)"]], [["Cold medication", "12", "25"]])
    ),
    "a part of the events": results(
        "Only 2 of the 12 colds in the zinc group (140 children) were severe, compared with 9 of the 25 colds in the "
        "placebo group (138 children)."
    ),
    "villages": results("Colds were found in 12 of the 140 zinc villages and in 25 of the 138 control villages."),
    "a rate": results("The incidence of colds was 12 per 140 children with zinc."),
    "by season": results(
        table(
            "Colds",
            [["", "Zinc", "", "Placebo", ""], ["", "Colds", "Children", "Colds", "Children"]],
            [["First winter", "5", "140", "9", "138"], ["Second winter", "7", "140", "16", "138"]],
        )
    ),
    "men": results("Among boys, colds occurred in 12 of 140 given zinc and in 25 of 138 given placebo."),
    "sides unclear": results("Colds occurred in 12 of 140 and 25 of 138 children in both groups (zinc or placebo)."),
    "reference list": "<sec><title>Results</title><p>None.</p></sec><ref-list><title>References</title><ref>"
    "Colds occurred in 12 of the 140 children given zinc and in 25 of 138 given placebo.</ref></ref-list>",
    "introduction": section(
        "Introduction", "In an earlier trial colds occurred in 12 of the 140 given zinc and in 25 of 138 given placebo."
    ),
}


@pytest.mark.parametrize("way", OPEN)
def test_what_is_unclear_stays_open(way: str) -> None:
    standing = [
        (name, field.value.value)
        for result in read(OPEN[way]).results
        if result.outcome == "cold"
        for side in (result.intervention, result.comparator)
        for name, field in side.items()
        if field.value and name == "events"
    ]
    assert standing == []


def test_places_that_differ_leave_the_field_open_with_both_candidates() -> None:
    body = results(
        "Colds occurred in 12 of the 140 children given zinc and in 25 of 138 given placebo.",
        table("Common cold", [["Group", "Cases", "Total"]], [["Zinc", "13", "140"], ["Placebo", "25", "138"]]),
    )
    (result,) = read(body).results
    events = result.intervention["events"]
    assert events.value is None
    assert sorted(candidate.value for candidate in events.candidates) == [12, 13]
    assert "12" in events.reason
    assert "13" in events.reason
    assert counts(result)[1:] == (140, 25, 138)
    agreeing = result.comparator["events"].value
    assert agreeing is not None
    assert len([span for span in agreeing.evidence if span.quote == "25"]) == 2


def test_a_percentage_that_does_not_agree_opens_the_field_and_says_so() -> None:
    body = results("Colds occurred in 12 of the 140 (18%) children given zinc and in 25 of 138 (18.1%) given placebo.")
    (result,) = read(body).results
    assert counts(result) == (None, None, 25, 138)
    assert any("8.6" in words and "18" in words for words in result.checks)
    assert [candidate.value for candidate in result.intervention["events"].candidates] == [12]


def test_more_events_than_people_is_refused() -> None:
    body = results(
        table("Common cold", [["Group", "Cases", "Total"]], [["Zinc", "150", "140"], ["Placebo", "25", "138"]])
    )
    (result,) = read(body).results
    assert counts(result) == (None, None, 25, 138)
    assert any("more than" in words for words in result.checks)


def test_time_points_outcomes_and_arms_are_separate_results() -> None:
    body = results(
        table(
            "Children with infections",
            [
                ["", "At 6 months|2", "At 12 months|2"],
                ["", "Zinc (n=140)", "Placebo (n=138)", "Zinc (n=140)", "Placebo (n=138)"],
            ],
            [["Common cold", "12", "25", "30", "41"], ["Otitis media", "3", "4", "5", "9"]],
        )
    )
    found = {(r.outcome, r.months): counts(r) for r in read(body).results}
    assert found == {
        ("cold", 6): (12, 140, 25, 138),
        ("cold", 12): (30, 140, 41, 138),
        ("ear", 6): (3, 140, 4, 138),
        ("ear", 12): (5, 140, 9, 138),
    }
    doses = results(
        table(
            "Colds",
            [["", "Zinc 10 mg (n=140)", "Zinc 20 mg (n=141)", "Placebo (n=138)"]],
            [["Common cold", "12", "20", "25"]],
        )
    )
    assert sorted(counts(r) for r in read(doses).results) == [(12, 140, 25, 138), (20, 141, 25, 138)]


def test_two_trials_of_one_report() -> None:
    rows = [
        ["Trial 1", "Zinc", "140", "12"],
        ["Trial 1", "Placebo", "138", "25"],
        ["Trial 2", "Zinc", "40", "2"],
        ["Trial 2", "Placebo", "38", "5"],
    ]
    in_rows = results(table("Common colds", [["Trial", "Group", "N", "Colds"]], rows))
    in_sections = (
        "<sec><title>Trial 1</title><p>Colds occurred in 12 of the 140 children given zinc and in 25 of 138 given "
        "placebo.</p></sec><sec><title>Trial 2</title><p>Colds occurred in 2 of the 40 children given zinc and in 5 of "
        "38 given placebo.</p></sec>"
    )
    for body in (in_rows, in_sections):
        read_ = read(body)
        assert [trial.label for trial in read_.trials] == ["Trial 1", "Trial 2"]
        assert {r.trial: counts(r) for r in read_.results} == {"Trial 1": SAME, "Trial 2": (2, 40, 5, 38)}


MEANS = {
    "SD named": results(
        "The mean duration of colds was 4.5 (SD 1.6) days in the zinc group (n = 25) "
        "and 8.1 (SD 1.8) days in the placebo group (n = 23)."
    ),
    "±": section("Methods", "Values are given as mean ± SD. Zinc was given to 25 children and placebo to 23.")
    + section("Methods", "Children were allocated to zinc (n = 25) or placebo (n = 23).")
    + results("Duration of colds was 4.5 ± 1.6 days with zinc and 8.1 ± 1.8 days with placebo."),
    "table": results(
        table(
            "Mean (SD)", [["", "Zinc (n=25)", "Placebo (n=23)"]], [["Duration of cold, days", "4.5 (1.6)", "8.1 (1.8)"]]
        )
    ),
    "columns": results(
        table(
            "Outcomes",
            [["", "Zinc|3", "Placebo|3"], ["", "n", "Mean", "SD", "n", "Mean", "SD"]],
            [["Duration of cold (days)", "25", "4.5", "1.6", "23", "8.1", "1.8"]],
        )
    ),
    "decimal point on the line": results(
        table(
            "Mean (SD)", [["", "Zinc (n=25)", "Placebo (n=23)"]], [["Duration of cold, days", "4·5 (1·6)", "8·1 (1·8)"]]
        )
    ),
}


@pytest.mark.parametrize("way", MEANS)
def test_means_and_standard_deviations(way: str) -> None:
    (result,) = read(MEANS[way], "continuous").results
    values = [
        side[name].value.value if side[name].value else None  # type: ignore[union-attr]
        for side in (result.intervention, result.comparator)
        for name in ("mean", "sd", "total")
    ]
    assert values == [4.5, 1.6, 25, 8.1, 1.8, 23]


def test_the_number_of_people_of_a_row_holds_for_all_its_time_points() -> None:
    body = results(
        table(
            "Duration of cold, mean ± SD",
            [["Group", "n", "Baseline", "12 weeks", "24 weeks"]],
            [
                ["Zinc", "60", "9.2 ± 1.1", "3.1 ± 1.2", "3.0 ± 0.9"],
                ["Placebo", "58", "9.9 ± 1.0", "3.9 ± 1.4", "3.7 ± 1.5"],
            ],
        )
    )
    found = {
        (r.months and round(r.months), name): side[name].value.value  # type: ignore[union-attr]
        for r in read(body, "continuous").results
        for side in (r.intervention,)
        for name in ("mean", "sd", "total")
    }
    assert found == {
        (3, "mean"): 3.1,
        (3, "sd"): 1.2,
        (3, "total"): 60,
        (6, "mean"): 3.0,
        (6, "sd"): 0.9,
        (6, "total"): 60,
    }


def test_a_standard_error_becomes_a_computed_sd_and_an_unnamed_spread_stays_open() -> None:
    head, row = [["Outcome", "Zinc (n=25)", "Placebo (n=25)"]], [["Duration of cold (days)", "4.5 ± 0.3", "8.1 ± 0.4"]]
    (result,) = read(results(table("Outcomes, mean ± SE", head, row)), "continuous").results
    sd = result.intervention["sd"].value
    assert sd is not None
    assert sd.origin == "computed"
    assert sd.value == pytest.approx(1.5)
    assert sd.formula == "sd = se * sqrt(total)"
    (unnamed,) = read(results(table("Outcomes", head, row)), "continuous").results
    assert unnamed.intervention["sd"].value is None
    assert [candidate.value for candidate in unnamed.intervention["sd"].candidates] == [0.3]
    assert unnamed.intervention["mean"].value is not None


def test_effects_with_interval_and_p() -> None:
    body = results(
        "Zinc reduced the risk of a cold compared with placebo (relative risk 0.47, 95% CI 0.25 to 0.90; P = 0.02)."
    )
    (result,) = read(body).results
    assert result.effect_measure == "RR"
    assert {name: field.value.value for name, field in result.effect.items() if field.value} == {
        "estimate": 0.47,
        "low": 0.25,
        "high": 0.90,
        "p": 0.02,
    }
    wrong = body.replace("0.25 to 0.90", "0.55 to 0.90")
    (refused,) = read(wrong).results
    assert all(field.value is None for field in refused.effect.values())
    assert any("does not contain" in words for words in refused.checks)


def test_allocation_and_registration_have_their_words() -> None:
    body = section("Methods", "Children were allocated alternately to zinc or placebo.", "Registered as NCT01234567.")
    (trial,) = read(body).trials
    assert trial.allocation == "alternate"
    assert trial.allocation_evidence is not None
    assert "alternately" in trial.allocation_evidence.quote
    assert trial.registrations == ("NCT01234567",)
    (other,) = read(
        section("Methods", "Parents chose whether their children were given zinc; it was not randomised.")
    ).trials
    assert other.allocation == "not random"


def test_a_number_of_events_is_never_taken_for_a_number_of_people() -> None:
    (result,) = read(results("Of the 37 colds, 12 occurred in the zinc group and 25 in the placebo group.")).results
    assert counts(result) == (12, None, 25, None)


def test_the_same_input_gives_the_same_output() -> None:
    for body in WAYS.values():
        assert read(body) == read(body)


@pytest.mark.parametrize(
    "body",
    [
        results("Of all 75 children, 12 had a cold; how they were distributed is told elsewhere."),
        section("Results", table("Colds in three seasons", [["Season", "Colds"]], [["First", "12"], ["Second", "9"]])),
    ],
)
def test_an_outcome_that_is_named_beside_numbers_and_not_read_is_open(body: str) -> None:
    (result,) = read(body).results
    assert (result.outcome, counts(result)) == ("cold", (None, None, None, None))
    assert all(field.reason for side in (result.intervention, result.comparator) for field in side.values())
    assert "cold" in result.evidence[0].quote.lower()


def test_an_outcome_that_is_only_mentioned_is_not() -> None:
    assert read(section("Introduction", "In the last survey 12 of 75 children had a cold.")).results == ()
    assert read(results("Colds were mild. Zinc was well tolerated by all 75 children.")).results == ()


def test_groups_that_are_named_by_letters_are_their_sides() -> None:
    told = section("Methods", "Children were given zinc every day (group A) or placebo (group B) at random.")
    for found in (
        results("A cold developed in 12 of 140 children in group A and in 25 of 138 in group B."),
        results(table("Colds by group", [["Group", "Colds"]], [["A (n = 140)", "12"], ["B (n = 138)", "25"]])),
    ):
        (result,) = read(told + found).results
        assert counts(result) == SAME
    crossed = section("Methods", "In a crossover trial group A received zinc and then placebo; group B placebo first.")
    assert (
        read(crossed + results("A cold developed in 12 of 140 in group A and in 25 of 138 in group B."))
        .results[0]
        .intervention["events"]
        .value
        is None
    )


def test_an_instrument_tells_its_outcome() -> None:
    outcome = {
        "id": "mood",
        "name": "depression",
        "kind": "continuous",
        "measure": "MD",
        "instruments": ["BDI-II", "VAS"],
    }
    rows = [["BDI-II", "14.2 (5.1)", "18.9 (5.5)"], ["VAS", "31 (12)", "40 (13)"]]
    head = [["Scale, mean (SD)", "Zinc (n = 40)", "Placebo (n = 42)"]]
    layer = layer_of(results(table("Scores after the treatment", head, rows)))
    (result,) = extract(layer, protocol("continuous", outcomes=[outcome])).results
    means = [side["mean"].value for side in (result.intervention, result.comparator)]
    assert [mean.value for mean in means if mean] == [14.2, 18.9]
    assert result.instrument == "BDI-II"


def test_what_was_seen_at_the_start_is_no_result() -> None:
    said = (
        "At the start the mean duration of colds was 6.2 (SD 1.9) days in the zinc group and 6.0 (SD 2.0) with placebo."
    )
    assert all(
        not field.value for one in read(results(said), "continuous").results for field in one.intervention.values()
    )


def test_a_group_that_alone_is_followed_further_gives_no_comparison() -> None:
    head = [["", "Zinc|2", "Placebo"], ["Outcome", "3 months", "12 months", "3 months"]]
    rows = [["Duration of colds, mean (SD)", "5.1 (1.2)", "4.0 (1.1)", "6.0 (1.4)"]]
    (result,) = read(ARMS + results(table("Duration of colds", head, rows)), "continuous").results
    assert result.months == 3


def test_the_size_of_an_arm_is_not_taken_where_that_of_the_other_is_in_doubt() -> None:
    said = "A cold developed in 12 children (8.0%) in the zinc group and in 25 children (18.1%) in the placebo group."
    (result,) = read(ARMS + results(said)).results
    assert counts(result) == (None, None, 25, None)
    assert "12 of 140" in " ".join(result.checks)


EFFECTS = [["Outcome", "Zinc (n = 140)", "Placebo (n = 138)", "Odds ratio (95% CI)", "P"]]


def effect_of(head: list[list[str]], row: list[str]) -> list[float]:
    """The estimate and limits that are read from a table of one row."""
    (result,) = read(results(table("Colds at 12 months", head, [row]))).results
    return [
        field.value.value for name in ("estimate", "low", "high") if (field := result.effect.get(name)) and field.value
    ]


def test_an_effect_is_read_from_its_column_beside_both_arms() -> None:
    row = ["Common cold, n (%)", "12 (8.6)", "25 (18.1)", "0.42 (0.20 to 0.88)", "0.02"]
    assert effect_of(EFFECTS, row) == [0.42, 0.20, 0.88]
    (result,) = read(results(table("Colds at 12 months", EFFECTS, [row]))).results
    assert (result.effect_measure, counts(result)) == ("OR", SAME)
    assert [span.quote for span in result.effect["low"].value.evidence] == [
        "0.20", "Common cold", "Odds ratio (95% CI)", "12 months",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "heading", ["Adjusted odds ratio (95% CI)", "Odds ratio (90% CI)", "Odds ratio", "Change (95% CI)"]
)
def test_an_effect_of_another_kind_is_left_to_a_person(heading: str) -> None:
    head = [[*EFFECTS[0][:3], heading, "P"]]
    assert effect_of(head, ["Common cold, n (%)", "12 (8.6)", "25 (18.1)", "0.42 (0.20 to 0.88)", "0.02"]) == []


def test_of_two_effects_side_by_side_none_is_taken() -> None:
    head = [[*EFFECTS[0][:4], "Odds ratio (95% CI)"]]
    row = ["Common cold, n (%)", "12 (8.6)", "25 (18.1)", "0.42 (0.20 to 0.88)", "0.50 (0.25 to 1.00)"]
    assert effect_of(head, row) == []


def test_a_label_holds_for_the_rows_below_in_which_it_is_left_out() -> None:
    rows = [
        ["Common cold", "Zinc", "12/140"],
        ["", "Placebo", "25/138"],
        ["Otitis media", "Zinc", "3/140"],
        ["", "Placebo", "4/138"],
    ]
    found = read(results(table("Outcomes", [["Outcome", "Group", "Children"]], rows))).results
    assert [(one.outcome, counts(one)) for one in found] == [("cold", SAME), ("ear", (3, 140, 4, 138))]


@pytest.mark.parametrize(("prefer", "asked"), [("longest", True), ("shortest", False), ("nearest", True)])
def test_a_time_that_may_come_first_and_was_not_read_is_open(prefer: str, asked: bool) -> None:
    said = results(
        "At 3 months colds had occurred in 12 of the 140 children given zinc and in 25 of 138 given placebo.",
        "At 12 months 61 of all 278 children had had a cold.",
    )
    outcome = {"id": "cold", "name": "cold", "terms": ["colds"], "time": {"prefer": prefer, "target": "6 months"}}
    found = extract(layer_of(said), protocol(outcomes=[outcome])).results
    assert counts(found[0]) == SAME
    assert [(one.months, counts(one)) for one in found[1:]] == ([(12, (None,) * 4)] if asked else [])


def test_a_count_right_behind_a_time_is_read() -> None:
    said = "At 12 months 12 of 140 children (8.6%) in the zinc group and 25 of 138 (18.1%) with placebo had a cold."
    (result,) = read(results(said)).results
    assert (result.months, counts(result)) == (12, SAME)
