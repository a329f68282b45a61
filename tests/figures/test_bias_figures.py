"""Traffic light and summary: the right judgement in the right place, with a symbol, told apart without colour."""

import pytest
from tests.figures import boxes, samples

from arakis.figures import style
from arakis.figures.bias import bias_summary, traffic_light


def sound(svg: str) -> boxes.Figure:
    """`svg` read back, without overlaps and within its frame."""
    figure = boxes.read(svg)
    assert boxes.overlaps(figure) == []
    assert boxes.outside(figure) == []
    return figure


def tips(figure: boxes.Figure, role: str) -> list[str]:
    """The tips of the groups of a class."""
    return [group.findtext(f"{boxes.NS}title") for group in figure.shapes(role)]


def test_each_study_has_its_judgements(data):
    synthesis = samples.bcg(data)
    assessments = samples.assessments(synthesis)
    figure = sound(traffic_light(assessments, {e.study: e.label for e in synthesis.effects}))
    said = tips(figure, "judgement")
    expected = []
    for effect, a in zip(synthesis.effects, assessments, strict=True):
        judged = {d.domain: d.judgement for d in a.domains}
        expected += [f"{effect.label}, {key}: {judged.get(key, 'not assessed')}" for key in samples.DOMAINS]
        expected.append(f"{effect.label}, Overall: {a.overall}")
    assert said == expected
    assert "Aronson 1948: D1 low, D2 low, D3 low, D4 some concerns, D5 high, overall high" in figure.desc
    assert "Not assessed: no tool yet for cohort studies." in figure.words()
    for name in ("Low risk", "Some concerns", "High risk", "Not assessed", "D5: Selection of the reported result"):
        assert name in figure.words()


@pytest.mark.parametrize("k", [1, 3, 60])
def test_any_number_of_rows(data, k):
    synthesis = samples.resized(samples.bcg(data), k, "A trial with a rather long name, study number {i} of the list")
    figure = sound(traffic_light(samples.assessments(synthesis), {e.result: e.label for e in synthesis.effects}))
    assert len(figure.shapes("judgement")) == k * (6 if k > 1 else 1)


def test_the_summary_adds_up(data):
    assessments = samples.assessments(samples.bcg(data))
    figure = sound(bias_summary(assessments))
    bars = {}
    for segment in figure.shapes("segment"):
        bars.setdefault(segment.get("y"), []).append((float(segment.get("x")), float(segment.get("width"))))
    assert len(bars) == 6
    lengths = [sum(width for _, width in bar) for bar in bars.values()]
    assert max(lengths) == pytest.approx(min(lengths), abs=0.05)
    low = sum(a.domains[0].judgement == "low" for a in assessments[:-1])
    assert f"Randomisation process: low {low / 13 * 100:.0f}% ({low})" in figure.desc


def test_the_summary_by_weight(data):
    synthesis = samples.bcg(data)
    assessments = samples.assessments(synthesis)
    weights = {e.result: e.weight for e in synthesis.effects}
    figure = sound(bias_summary(assessments, weights))
    low = [a.result for a in assessments[:-1] if a.domains[0].judgement == "low"]
    share = sum(weights[r] for r in low) / sum(weights.values()) * 100
    assert f"Randomisation process: low {share:.0f}% ({len(low)})" in figure.desc
    assert "Share of the weight of 13 results" in figure.words()


def test_nothing_assessed():
    assert sound(bias_summary([])).title
    assert sound(traffic_light([], {})).title


def test_the_colours_differ_in_lightness():
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one: str, two: str) -> float:
        high, low = sorted((luminance(one), luminance(two)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    low, some, high = (style.BIAS_FILL[j] for j in ("low", "some concerns", "high"))
    assert contrast(low, some) > 1.5
    assert contrast(low, high) > 2.5
    for judgement, fill in style.BIAS_FILL.items():
        assert contrast(fill, style.BIAS_INK[judgement]) >= 4.5
