"""Numbers as figures print them: a true minus sign, fixed decimals, P values."""

from collections.abc import Sequence
from math import isfinite

from arakis.domain.estimate import RATIOS, Estimate, Synthesis

Shown = tuple[float, float | None, float | None]


def number(value: float, decimals: int = 2) -> str:
    """`value` with fixed decimals; a number that would read as zero but is not says "<0.01" or ">−0.01"."""
    if not isfinite(value):
        return "–"
    text = f"{value:.{decimals}f}"
    if value != 0 and float(text) == 0:
        least = f"{10**-decimals:.{decimals}f}"
        return f"<{least}" if value > 0 else f">−{least}"
    return ("0." + "0" * decimals if decimals else "0") if float(text) == 0 else text.replace("-", "−")


def count(value: float | None) -> str:
    """A count without decimals (a corrected one, such as a split control group, keeps one); "" when unknown."""
    if value is None or not isfinite(value):
        return ""
    return f"{value:.0f}" if abs(value - round(value)) < 1e-9 else f"{value:.1f}"


def places(values: Sequence[float]) -> int:
    """How many decimals (at most two) the values of one column need."""
    for decimals in (0, 1):
        if all(abs(round(value, 2) - round(value, decimals)) < 1e-9 for value in values):
            return decimals
    return 2


def cell(value: float | None, decimals: int | None) -> str:
    """A number of a data column, a count where `decimals` is None; a dash when unknown."""
    if value is None or not isfinite(value):
        return "–"
    return count(value) if decimals is None else number(value, decimals)


def probability(p: float) -> str:
    """`P = 0.03` or `P < 0.001`: three decimals below 0.1, two from there on."""
    if p < 0.001:
        return "P < 0.001"
    return f"P = {p:.3f}" if p < 0.0995 else f"P = {p:.2f}"


def interval(shown: Shown, decimals: int = 2) -> str:
    """`0.49 [0.33, 0.73]`, or the value alone where there is no interval."""
    value, low, high = shown
    if low is None or high is None:
        return number(value, decimals)
    return f"{number(value, decimals)} [{number(low, decimals)}, {number(high, decimals)}]"


def bounds(shown: Shown, decimals: int = 2) -> str:
    """`[0.14, 1.76]`: the interval alone; "" where there is none."""
    _, low, high = shown
    return "" if low is None or high is None else f"[{number(low, decimals)}, {number(high, decimals)}]"


def decimals_for(synthesis: Synthesis) -> int:
    """Two decimals; three where the effects are differences so small that two would hide them."""
    if synthesis.measure in RATIOS or not synthesis.effects:
        return 2
    sizes = sorted(abs(effect.estimate.shown[0]) for effect in synthesis.effects)
    return 3 if sizes[len(sizes) // 2] < 0.1 else 2


def level(estimate: Estimate | None) -> str:
    """`95%`: the level of an estimate's interval."""
    return f"{(estimate.level if estimate else 0.95) * 100:g}%"


def levels(estimates: Sequence[Estimate]) -> str:
    """The common level of several estimates, as `95%`."""
    return level(estimates[0] if estimates else None)
