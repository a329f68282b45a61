"""The forest plot of the terminal."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.figures import samples

from arakis.figures.text import cells, forest_text
from arakis.figures.words import ForestLabels, favours

LABELS = ForestLabels("BCG vaccine", "No vaccine", *favours("BCG vaccine", "no vaccine", True))


@pytest.mark.parametrize("width", [56, 72, 80, 120, 200])
@pytest.mark.parametrize("plain", [False, True])
def test_it_keeps_to_its_width_and_says_the_numbers(data, width, plain):
    text = forest_text(samples.bcg(data), width, LABELS, plain)
    assert max(cells(line) for line in text.splitlines()) <= width
    assert "0.41 [0.13, 1.26]" in text
    assert "0.49 [0.33, 0.73]  100.0%" in text
    assert "[0.14, 1.76]" in text
    assert text.isascii() is plain


def test_the_marks_follow_the_effects(data):
    synthesis = samples.bcg(data)
    lines = forest_text(synthesis, 140, LABELS).splitlines()
    columns = []
    for effect in synthesis.effects:
        line = next(row for row in lines if row.startswith(effect.label))
        columns.append((effect.estimate.value, max(line.find("■"), line.find("▪"))))
    columns.sort()
    assert all(column > 0 for _, column in columns)
    assert [c for _, c in columns] == sorted(c for _, c in columns)
    total = next(row for row in lines if row.startswith("Total"))
    assert columns[0][1] < total.index("◆") < columns[-1][1]


def test_without_pooling(data):
    text = forest_text(samples.bcg(data, pooled=False, estimate=None, prediction=None, reason="Rule 2."))
    assert "Not pooled: Rule 2." in text
    assert "◆" not in text
    assert "Weight" not in text


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 500), st.lists(st.text(max_size=60), min_size=6, max_size=6), st.booleans())
def test_any_names_at_any_width(width, names, plain):
    text = forest_text(
        samples.means(6, tuple(names)), width, ForestLabels(names[0], names[1], names[2], names[3]), plain
    )
    assert max(cells(line) for line in text.splitlines()) <= max(56, min(width, 400))
