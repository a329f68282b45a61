"""The sentences that accompany a synthesis in a figure: heterogeneity, overall effect, subgroups, alternative text."""

from collections.abc import Sequence
from dataclasses import dataclass

from arakis.domain.estimate import Estimate, StudyEffect, Synthesis
from arakis.figures import number as n
from arakis.figures.style import MEASURES


@dataclass(frozen=True)
class ForestLabels:
    """What a synthesis does not know of itself: the names of its two sides and which direction favours which."""

    intervention: str = "Intervention"
    comparator: str = "Comparator"
    favours_left: str = ""  # "Favours BCG": effects below the line of no effect; "" prints nothing
    favours_right: str = ""
    outcome: str = ""  # the outcome's name as readers know it; the synthesis' own where ""


def favours(intervention: str, comparator: str, lower_is_better: bool) -> tuple[str, str]:
    """The labels (left, right) under the axis, for an effect of intervention against comparator."""
    sides = f"Favours {intervention}", f"Favours {comparator}"
    return sides if lower_is_better else (sides[1], sides[0])


def measure_name(synthesis: Synthesis) -> str:
    """The effect measure in words."""
    return MEASURES.get(synthesis.measure, synthesis.measure)


def heading(synthesis: Synthesis, labels: ForestLabels) -> str:
    """`Tuberculosis: BCG vaccine compared with no vaccine`."""
    return f"{labels.outcome or synthesis.outcome}: {labels.intervention} compared with {labels.comparator}"


def heterogeneity(synthesis: Synthesis) -> str:
    """`Heterogeneity: τ² = 0.31 (REML); Q = 152.23, df = 12 (P < 0.001); I² = 92.2%`; "" when there is none."""
    found = synthesis.heterogeneity
    if found is None or len(synthesis.effects) < 2:
        return ""
    tau2 = f"{found.tau2:.2f}" if found.tau2 == 0 or found.tau2 >= 0.1 else f"{found.tau2:.4f}"
    p = f" ({n.probability(found.p)})" if found.p is not None else ""
    i2 = f"; I² = {found.i2:.1f}%" if found.i2 is not None else ""
    estimator = f" ({found.estimator})" if found.estimator else ""
    return f"Heterogeneity: τ² = {tau2}{estimator}; Q = {found.q:.2f}, df = {found.df}{p}{i2}"


def overall(estimate: Estimate | None) -> str:
    """`Test for overall effect: t = −3.95, df = 12 (P = 0.002)`; z where the distribution is normal."""
    if estimate is None or estimate.statistic is None or estimate.p is None:
        return ""
    letter = "z" if estimate.df is None else "t"
    df = "" if estimate.df is None else f", df = {estimate.df:g}"
    return f"Test for overall effect: {letter} = {n.number(estimate.statistic)}{df} ({n.probability(estimate.p)})"


def subgroup_difference(synthesis: Synthesis) -> str:
    """`Test for subgroup differences: Q = 1.77, df = 2 (P = 0.41)`; "" when it was not made."""
    test = synthesis.subgroup_test
    if not {"q", "df", "p"} <= test.keys():
        return ""
    return f"Test for subgroup differences: Q = {test['q']:.2f}, df = {test['df']:g} ({n.probability(test['p'])})"


def not_pooled(synthesis: Synthesis) -> str:
    """Why there is no pooled estimate, as a sentence."""
    if not synthesis.effects:
        return f"No study contributed a result. {synthesis.reason}".strip()
    return f"Not pooled: {synthesis.reason}" if synthesis.reason else "Not pooled."


def marked(effects: Sequence[StudyEffect]) -> list[tuple[str, str]]:
    """(mark, note) of each distinct note of the studies, in order: "a", "b", ... The marks follow the study labels."""
    notes = list(dict.fromkeys(effect.note for effect in effects if effect.note))
    return [(_letters(i), note) for i, note in enumerate(notes)]


def _letters(index: int) -> str:
    text = ""
    while index >= 0:
        index, rest = divmod(index, 26)
        text = chr(97 + rest) + text
        index -= 1
    return text


def describe(synthesis: Synthesis, effects: Sequence[StudyEffect], labels: ForestLabels) -> str:
    """The alternative text of a forest plot: every number that it shows."""
    decimals = n.decimals_for(synthesis)
    name = measure_name(synthesis)
    rows = [
        f"{e.label}: {n.interval(e.estimate.shown, decimals)}"
        + (f", weight {e.weight:.1f}%" if synthesis.pooled else "")
        for e in effects
    ]
    head = (
        f"Forest plot of {len(synthesis.effects)} {'study' if len(synthesis.effects) == 1 else 'studies'}. "
        f"{heading(synthesis, labels)}. {name} with {n.levels([e.estimate for e in effects])} confidence interval."
    )
    end: list[str] = []
    if synthesis.pooled and synthesis.estimate is not None:
        end.append(f"Pooled ({synthesis.estimate.method or synthesis.model}): "
                   f"{n.interval(synthesis.estimate.shown, decimals)}.")  # fmt: skip
        end.append(overall(synthesis.estimate))
    else:
        end.append(not_pooled(synthesis))
    if synthesis.prediction is not None:
        end.append(
            f"{n.level(synthesis.prediction)} prediction interval {n.bounds(synthesis.prediction.shown, decimals)}."
        )
    end.append(heterogeneity(synthesis))
    for group in synthesis.subgroups:
        if group.estimate is not None:
            end.append(
                f"{group.variable}: {group.level} ({group.k} studies) {n.interval(group.estimate.shown, decimals)}."
            )
    end.append(subgroup_difference(synthesis))
    return " ".join([head, "; ".join(rows) + ("." if rows else ""), *(part for part in end if part)])
