"""The forest plot: what it says, where it stands, and that nothing overlaps."""

import math
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.figures import boxes, samples

from arakis.domain.estimate import Estimate, StudyEffect, Subgroup, Synthesis
from arakis.figures.axis import Axis, reach
from arakis.figures.forest import forest, forest_pages
from arakis.figures.words import ForestLabels, favours

LABELS = ForestLabels("BCG vaccine", "No vaccine", *favours("BCG vaccine", "no vaccine", True), "Tuberculosis")
NAMES = (
    "Παπαδόπουλος και συνεργάτες 1998",
    "李明 王小红 等 2015 多中心随机对照试验研究组",
    "The Very Long Named Collaborative Multicentre International Trial Group of Something 2011 (b)",
    "O'Brien & <Smith> 1999",
    "محمد 2009",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft 1924",
)


def sound(svg: str) -> boxes.Figure:
    """`svg` read back, after checking that it is well-formed, within its frame and free of overlaps."""
    figure = boxes.read(svg)
    assert boxes.overlaps(figure) == []
    assert boxes.outside(figure) == []
    assert figure.title
    assert figure.desc
    return figure


def test_it_prints_the_published_counts_and_the_pooled_result(data):
    figure = sound(forest(samples.bcg(data), LABELS))
    texts = [text.text for text in figure.texts]
    for expected in ("Aronson 1948", "4", "123", "11", "139", "5.1%", "0.41 [0.13, 1.26]", "0.20 [0.09, 0.49]"):
        assert expected in texts
    assert "0.49 [0.33, 0.73]" in texts
    assert "[0.14, 1.76]" in texts
    assert {"1065", "191064", "1510", "166283", "100.0%"} <= set(texts)
    words = figure.words()
    assert "Heterogeneity: τ² = 0.31 (REML); Q = 152.23, df = 12 (P < 0.001); I² = 92.2%" in words
    assert "Test for overall effect: t = −3.95, df = 12 (P = 0.002)" in words
    assert "Favours BCG vaccine" in words.replace("\u00a0", " ").replace("← ", "")


def test_the_alternative_text_has_every_number(data):
    synthesis = samples.bcg(data)
    figure = boxes.read(forest(synthesis, LABELS))
    for effect in synthesis.effects:
        value, low, high = effect.estimate.shown
        assert f"{effect.label}: {value:.2f} [{low:.2f}, {high:.2f}], weight {effect.weight:.1f}%" in figure.desc
    assert "0.49 [0.33, 0.73]" in figure.desc
    assert "prediction interval [0.14, 1.76]" in figure.desc


def test_squares_stand_where_the_estimates_are_and_have_areas_by_weight(data):
    synthesis = samples.bcg(data)
    figure = boxes.read(forest(synthesis, LABELS))
    squares = figure.shapes("square")
    centres = [float(s.get("x")) + float(s.get("width")) / 2 for s in squares]
    values = [effect.estimate.value for effect in synthesis.effects]
    slope = (centres[11] - centres[6]) / (values[11] - values[6])  # the farthest right and left
    for centre, value in zip(centres, values, strict=True):
        assert centre == pytest.approx(centres[0] + slope * (value - values[0]), abs=0.05)
    assert slope > 0
    areas = [float(s.get("width")) ** 2 / effect.weight for s, effect in zip(squares, synthesis.effects, strict=True)]
    assert max(areas) == pytest.approx(min(areas), rel=0.01)
    null = float(figure.shapes("null")[0].get("x1"))
    assert null == pytest.approx(centres[0] - slope * values[0], abs=0.05)
    diamond = [float(p.split(",")[0]) for p in figure.shapes("diamond")[0].get("points").split()]
    assert diamond[0] == pytest.approx(null + slope * synthesis.estimate.low, abs=0.05)
    assert diamond[1] == pytest.approx(null + slope * synthesis.estimate.value, abs=0.05)
    assert diamond[2] == pytest.approx(null + slope * synthesis.estimate.high, abs=0.05)


def test_ticks_are_right_and_in_order(data):
    synthesis = samples.bcg(data)
    figure = boxes.read(forest(synthesis, LABELS))
    xs = [float(tick.get("x1")) for tick in figure.shapes("tick")]
    at = {round((t.x0 + t.x1) / 2, 1): t.text for t in figure.texts if re.fullmatch(r"[\d.]+", t.text)}
    values = [float(at[round(x, 1)]) for x in xs]
    assert values == sorted(values)
    assert 1 in values
    null = float(figure.shapes("null")[0].get("x1"))
    slope = (xs[-1] - xs[0]) / math.log(values[-1] / values[0])
    for x, value in zip(xs, values, strict=True):
        assert x == pytest.approx(null + slope * math.log(value), abs=0.1)


@pytest.mark.parametrize("k", [1, 2, 3, 13, 40, 120, 300])
@pytest.mark.parametrize("bias", [False, True])
def test_any_number_of_studies(data, k, bias):
    synthesis = samples.resized(samples.bcg(data), k)
    figure = sound(forest(synthesis, LABELS, samples.assessments(synthesis) if bias else None))
    assert len(figure.shapes("square")) == k
    assert len(figure.shapes("disc")) == ((6 * k + 4) if bias and k > 1 else 0)


def test_long_names_and_other_scripts():
    figure = sound(forest(samples.means(6, NAMES), ForestLabels("Cognitive behavioural therapy online", "Usual care")))
    words = figure.words()
    assert "O'Brien & <Smith> 1999" in words
    assert "Παπαδόπουλος" in words
    assert "(a) SD from the standard error" in words


def test_an_interval_that_leaves_the_axis_ends_in_arrows():
    figure = sound(forest(samples.means()))
    assert len(figure.shapes("clipped")) == 2
    assert "−0.70 [−18.34, 16.94]" in figure.words()


def test_means_have_their_columns():
    words = sound(forest(samples.means())).words()
    assert words.count("Mean ") >= 2
    assert "4.25" in words
    assert "303" in words


def test_without_pooling_there_is_no_diamond_and_the_reason_is_printed(data):
    changes = {"pooled": False, "estimate": None, "prediction": None, "heterogeneity": None,
               "reason": "The studies measured different things (rule 2)."}  # fmt: skip
    figure = sound(forest(samples.bcg(data, **changes), LABELS))
    assert figure.shapes("diamond") == []
    assert figure.shapes("pooled") == []
    assert "Weight" not in figure.words()
    assert "Not pooled: The studies measured different things (rule 2)." in figure.words()
    assert "Not pooled: The studies measured different things (rule 2)." in figure.desc


def test_no_study_at_all():
    empty = Synthesis(id="s", name="n", comparison="c", outcome="Death", measure="RR", rule="", pooled=False)
    assert "No study contributed a result." in sound(forest(empty)).words()


def test_subgroups_have_open_diamonds(data):
    synthesis = samples.bcg(data)
    groups = tuple(
        Subgroup(variable="Allocation", level=level, k=k, estimate=synthesis.estimate)
        for level, k in (("random", 7), ("alternate", 2), ("systematic, by household in several towns", 4))
    )
    test = {"q": 1.77, "df": 2.0, "p": 0.41}
    figure = sound(forest(synthesis.model_copy(update={"subgroups": groups, "subgroup_test": test}), LABELS))
    assert len(figure.shapes("subgroup")) == 3
    assert "Test for subgroup differences: Q = 1.77, df = 2 (P = 0.41)" in figure.words()


def test_pages_share_the_axis_and_end_with_the_total(data):
    synthesis = samples.resized(samples.bcg(data), 100)
    pages = [sound(page) for page in forest_pages(synthesis, LABELS, rows=45)]
    assert [len(page.shapes("square")) for page in pages] == [34, 34, 32]
    assert [len(page.shapes("diamond")) for page in pages] == [0, 0, 1]
    assert "Page 2 of 3" in pages[1].words()
    assert forest_pages(samples.bcg(data), LABELS) == [forest(samples.bcg(data), LABELS)]


def test_an_effect_of_combined_results_shows_the_worst_assessment(data):
    synthesis = samples.resized(samples.bcg(data), 3)
    assessments = samples.assessments(synthesis)
    worst = assessments[0].model_copy(update={"result": "arm-b", "overall": "high"})
    best = assessments[0].model_copy(update={"result": "arm-a", "overall": "low"})
    combined = synthesis.effects[0].model_copy(update={"result": "both", "results": ("arm-a", "arm-b")})
    changed = synthesis.model_copy(update={"effects": (combined, *synthesis.effects[1:])})
    assert "Aronson 1948, overall: high" in forest(changed, LABELS, [best, worst, *assessments[1:]])


def test_the_same_input_gives_the_same_figure(data):
    assert forest(samples.bcg(data), LABELS) == forest(samples.bcg(data), LABELS)


def test_a_changed_count_changes_the_figure(data):
    synthesis = samples.bcg(data)
    first = synthesis.effects[0]
    moved = first.model_copy(update={"data": {**first.data, "intervention_events": 5.0}})
    changed = synthesis.model_copy(update={"effects": (moved, *synthesis.effects[1:])})
    assert "1066" in boxes.read(forest(changed, LABELS)).words()


numbers = st.floats(-12, 12).map(lambda v: round(v, 3))


@st.composite
def syntheses(draw):
    """Any synthesis: ratios or differences, wild effects, missing numbers, any names."""
    measure = draw(st.sampled_from(["RR", "MD", "RD", "GEN"]))
    pooled = draw(st.booleans())

    def estimate(value, half):
        low, high = (None, None) if half is None else (value - half, value + half)
        shown = tuple(v if v is None or measure != "RR" else math.exp(v) for v in (value, low, high))
        return Estimate(measure=measure, value=value, low=low, high=high, shown=shown)

    effects = []
    for i in range(draw(st.integers(0, 8))):
        half = draw(st.one_of(st.none(), st.floats(0, 20)))
        counts = {key: float(draw(st.integers(0, 99999))) for key in draw(st.sets(st.sampled_from(
            ["intervention_events", "intervention_total", "comparator_events", "comparator_total", "comparator_mean"]
        )))}  # fmt: skip
        effects.append(
            StudyEffect(
                result=f"r{i}", study=f"s{i}", label=draw(st.text(max_size=90)), estimate=estimate(draw(numbers), half),
                variance=1.0, weight=draw(st.floats(0, 100)), weight_fixed=1.0, data=counts,
                note=draw(st.sampled_from(["", "a note", "another"])),
            )
        )  # fmt: skip
    return Synthesis(
        id="s", name="n", comparison="c", outcome=draw(st.text(max_size=60)), measure=measure, rule="", pooled=pooled,
        reason=draw(st.text(max_size=300)), effects=tuple(effects),
        estimate=estimate(draw(numbers), draw(st.floats(0, 9))) if pooled else None,
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(syntheses(), st.text(max_size=60), st.text(max_size=60))
def test_any_synthesis_is_drawn_within_its_frame_without_overlaps(synthesis, one, two):
    sound(forest(synthesis, ForestLabels(one or "A", two or "B", f"Favours {one}", f"Favours {two}")))


@settings(max_examples=200, deadline=None)
@given(st.floats(-11, 11), st.floats(0.001, 20), st.booleans(), st.floats(40, 400))
def test_ticks_keep_apart_and_rise(low, span, log, width):
    axis = Axis(low, low + span, 0.0, width, log)
    ticks = axis.ticks(lambda text: 4.0 * len(text), 5.0)
    ends = [(x - 2 * len(label), x + 2 * len(label)) for x, label in ticks]
    assert all(b[0] - a[1] >= 5.0 - 1e-6 for a, b in pairwise(ends))
    assert all(-1e-3 <= x <= width + 1e-3 for x, _ in ticks)


def test_the_axis_holds_what_matters(data):
    synthesis = samples.bcg(data)
    low, high = reach(synthesis)
    assert low < synthesis.prediction.low
    assert high > synthesis.prediction.high
    assert all(low < effect.estimate.value < high for effect in synthesis.effects)
