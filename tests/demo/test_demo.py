"""The demonstration review, run as a user runs it, held against its key; and dealt anew by random seeds."""

import json
import math
import random
import sys
from pathlib import Path

import pytest

from arakis.cli.app import call
from arakis.domain.result import Computed, Stated
from arakis.domain.review import Review

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from deal import deal  # noqa: E402
from judged import answers, counts, report_of, results_of, used  # noqa: E402

KEY = json.loads((HERE / "key.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    assert call(["demo", "--workspace", str(folder / "ws"), "--output", str(folder / "out"), "--json"]) == 0
    return folder


@pytest.fixture(scope="module")
def review(folder: Path) -> Review:
    return Review.model_validate_json((folder / "out" / "review.json").read_bytes())


def test_duplicates_are_those_of_the_key(review: Review) -> None:
    places = {record.id: (file_of(review, record.run), record.position) for record in review.records}
    found = {frozenset(places[one] for one in report.records) for report in review.reports if len(report.records) > 1}
    assert found == {
        frozenset((one["file"], one["position"]) for one in group["entries"]) for group in KEY["duplicates"]
    }
    assert len(review.records) == KEY["entries"] >= 150
    assert sum(len(group) - 1 for group in found) >= 25


def file_of(review: Review, run: str) -> str:
    return next(one.file for one in review.runs if one.id == run)


def test_it_ends_needs_review_with_the_thirteen_trials_and_two_reports_waiting(review: Review) -> None:
    included = {report.id for report in review.reports if report.state == "included"}
    trials = {report_of(review, entry).id for entry in KEY["included"]}
    second = {report_of(review, entry).id for entry in KEY["second_report"]}
    assert included == trials | second
    assert review.status == "needs_review"
    assert {one.subject for one in review.waiting} == {report_of(review, entry).id for entry in KEY["unclear"]}
    for entry in KEY["not_retrieved"]:
        assert report_of(review, entry).state == "not retrieved"
    for entry in KEY["excluded_full_text"]:
        report = report_of(review, entry)
        assert report.state in ("excluded at full text", "excluded on title and abstract")
        assert report.primary_criterion
        assert report.reason


def test_the_second_report_belongs_to_its_study_and_is_not_counted_twice(review: Review) -> None:
    assert len(review.studies) == 13
    for entry in KEY["second_report"]:
        second = report_of(review, entry)
        first = next(one for one in KEY["included"] if one["key"] == entry["of"])
        assert second.studies == report_of(review, first).studies
    pooled = next(one for one in review.syntheses if one.outcome == "tuberculosis")
    assert len(pooled.effects) == len({effect.study for effect in pooled.effects}) == 13


def test_all_52_counts_are_right_and_each_has_its_quote(review: Review) -> None:
    found = counts(review, KEY)
    assert found.wrong == []
    assert found.missing == []
    assert len(found.right) == 52
    for entry in KEY["included"]:
        result = used(review, report_of(review, entry))
        assert result is not None
        for side in (result.intervention, result.comparator):
            for name in ("events", "total"):
                value = side.values[name].value
                assert isinstance(value, Stated | Computed) or value.origin == "supplied"
                assert value.origin == "supplied" or value.evidence


def test_trials_that_were_not_randomised_are_at_high_risk_of_bias(review: Review) -> None:
    worst = {}
    by_result = {one.result: one.overall for one in review.bias}
    for entry in KEY["included"]:
        result = used(review, report_of(review, entry))
        assert result is not None
        overall = by_result[result.id]
        if entry["key"] in KEY["rob_high"]:
            worst[entry["key"]] = overall
    assert set(worst.values()) == {"high"}
    assert len(worst) == len(KEY["rob_high"])


def test_deaths_are_reported_and_not_pooled(review: Review) -> None:
    deaths = next(one for one in review.syntheses if one.outcome == "deaths")
    assert not deaths.pooled
    assert deaths.estimate is None
    for entry in KEY["deaths"]:
        trial = next(one for one in KEY["included"] if one["key"] == entry["key"])
        for result in results_of(review, report_of(review, trial), "deaths"):
            for side, due in ((result.intervention, entry["intervention"]), (result.comparator, entry["comparator"])):
                assert side.number("events") in (None, due)


def test_the_pooled_result_is_that_of_the_published_counts(review: Review) -> None:
    pooled = next(one for one in review.syntheses if one.outcome == "tuberculosis")
    assert pooled.estimate is not None
    assert pooled.heterogeneity is not None
    assert pooled.prediction is not None
    assert pooled.estimate.value == pytest.approx(-0.714532342158139, abs=1e-8)
    assert pooled.estimate.se == pytest.approx(0.180791744092848, abs=1e-8)
    assert pooled.heterogeneity.tau2 == pytest.approx(0.313243258136481, abs=1e-8)
    assert pooled.heterogeneity.i2 == pytest.approx(92.221384521269, abs=1e-6)
    assert [round(number, 2) for number in pooled.estimate.shown if number] == [0.49, 0.33, 0.73]
    assert [round(number, 2) for number in pooled.prediction.shown[1:] if number] == [0.14, 1.76]
    wald = next(one for one in pooled.sensitivity if "Wald" in one.name)
    assert wald.estimate is not None
    assert wald.estimate.se == pytest.approx(0.179781516105206, abs=1e-8)


def test_verify_finds_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["review", "verify", "last", "--workspace", str(folder / "ws"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["problems"] == []
    assert told["checked"]["quotes"] > 500


def test_it_says_that_it_is_a_demonstration(folder: Path) -> None:
    assert "demonstration" in (folder / "out" / "manuscript.md").read_text("utf-8").split("\n", 3)[0].lower()


@pytest.mark.parametrize("dealt", [1, 2, 640308, "random"])
def test_dealt_anew_it_gets_that_deal_s_answer(dealt: int | str, seed: int, tmp_path: Path) -> None:
    """Other names, titles, counts and layouts: what is read is right, what is not is open; a person fills it in."""
    run_deal(number(seed) if dealt == "random" else int(dealt), tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("more", range(1, 21))
def test_many_deals(more: int, seed: int, tmp_path: Path) -> None:
    """The same for deals that nobody has seen."""
    run_deal(number(seed + more), tmp_path)


def number(seed: int) -> int:
    """The number of the deal that belongs to a seed."""
    dealt = random.Random(seed).randrange(1, 10**6)
    print(f"deal {dealt}")
    return dealt


def run_deal(dealt: int, tmp_path: Path) -> None:
    key = deal(dealt, tmp_path / "material")
    kept = ["--workspace", str(tmp_path / "ws"), "--json"]
    material = tmp_path / "material"
    sources = ["--protocol", str(material / "protocol.yaml"), "--from", str(material / "search")]
    output = ["--fulltext", str(material / "fulltext"), "--output", str(tmp_path / "out")]
    assert call(["workflow", *sources, *output, *kept]) == 0
    review = written(tmp_path)
    trials = {report_of(review, entry).id: entry["key"] for entry in key["included"]}
    second = {report_of(review, entry).id: entry["of"] for entry in key["second_report"]}
    assert {report.id for report in review.reports if report.state == "included"} == trials.keys() | second.keys()
    pooled = next(one for one in review.syntheses if one.outcome == "tuberculosis")
    counted = [(trials | second)[report] for one in pooled.effects for report in reports_of(review, one.result)]
    assert len(counted) == len(set(counted)), "nobody is counted twice, also while a person is asked"
    for pair in [one.subject for one in review.waiting if one.kind == "study"]:
        assert {(trials | second)[report] for report in pair.split("|")} <= set(second.values())
        assert call(["review", "screen", "last", "--same", pair, *kept]) == 0
        review = written(tmp_path)
    assert len(review.studies) == 13
    found = counts(review, key)
    assert found.wrong == []
    assert len(found.right) >= 40, found.missing
    if found.missing:
        (tmp_path / "answers.yaml").write_text(answers(review, key), "utf-8")
        assert call(["review", "resume", "last", "--answers", str(tmp_path / "answers.yaml"), *kept]) == 0
        review = written(tmp_path)
        assert counts(review, key).missing == []
    pooled = next(one for one in review.syntheses if one.outcome == "tuberculosis")
    assert len(pooled.effects) == 13
    for effect in pooled.effects:
        entry = next(one for one in key["included"] if effect.study in report_of(review, one).studies)
        risk = entry["counts"]["tpos"] / entry["counts"]["intervention_total"]
        baseline = entry["counts"]["cpos"] / entry["counts"]["comparator_total"]
        if risk and baseline:
            assert effect.estimate.value == pytest.approx(math.log(risk / baseline), abs=1e-9)


def written(folder: Path) -> Review:
    """The review that stands in the output folder."""
    return Review.model_validate_json((folder / "out" / "review.json").read_bytes())


def reports_of(review: Review, result: str) -> tuple[str, ...]:
    """The reports of the study that a result is of, as far as they are included."""
    study = next(one.study for one in review.results if one.id == result)
    return next(one.reports[:1] for one in review.studies if one.id == study)
