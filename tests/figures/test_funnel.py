"""The funnel plot: from ten studies on, points where they belong."""

import pytest
from tests.figures import boxes, samples

from arakis.figures.funnel import funnel, why_no_funnel


def test_nine_studies_are_too_few_and_ten_are_enough(data):
    nine, ten = (samples.resized(samples.bcg(data), k) for k in (9, 10))
    assert funnel(nine) is None
    assert "fewer than 10 studies (9 studies here)" in why_no_funnel(nine)
    assert why_no_funnel(ten) == ""
    assert len(boxes.read(funnel(ten)).shapes("study")) == 10


def test_without_a_pool_there_is_none(data):
    synthesis = samples.bcg(data, pooled=False, estimate=None)
    assert funnel(synthesis) is None
    assert "not pooled" in why_no_funnel(synthesis)


def test_points_stand_at_effect_and_standard_error(data):
    synthesis = samples.bcg(data)
    figure = boxes.read(funnel(synthesis))
    assert boxes.overlaps(figure) == []
    assert boxes.outside(figure) == []
    points = sorted((float(c.get("cx")), float(c.get("cy"))) for c in figure.shapes("study"))
    effects = sorted((e.estimate.value, e.variance**0.5) for e in synthesis.effects)
    (left, right) = (points[0], effects[0]), (points[-1], effects[-1])
    across = (right[0][0] - left[0][0]) / (right[1][0] - left[1][0])
    down = (right[0][1] - left[0][1]) / (right[1][1] - left[1][1])
    assert across > 0
    assert down > 0
    for (x, y), (value, error) in zip(points, effects, strict=True):
        assert x == pytest.approx(left[0][0] + across * (value - left[1][0]), abs=0.05)
        assert y == pytest.approx(left[0][1] + down * (error - left[1][1]), abs=0.05)
    limit = figure.shapes("limit")[1]
    run = float(limit.get("x2")) - float(limit.get("x1"))
    fall = float(limit.get("y2")) - float(limit.get("y1"))
    assert run / across / (fall / down) == pytest.approx(1.96, abs=0.002)
    assert "Aronson 1948: 0.41, 0.571" in figure.desc
