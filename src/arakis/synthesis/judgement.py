"""Whether results are pooled: the rules of docs/methods.md, by number. Heterogeneity (I2) alone never decides."""

from collections.abc import Sequence

from arakis.domain.protocol import Outcome
from arakis.synthesis.reading import MEANS
from arakis.synthesis.selection import Chosen


def instruments(chosen: Sequence[Chosen]) -> list[str]:
    """The distinct named instruments, as first written, in alphabetical order."""
    names: dict[str, str] = {}
    for item in chosen:
        plain = " ".join(item.result.instrument.casefold().split())
        if plain:
            names.setdefault(plain, item.result.instrument)
    return [names[key] for key in sorted(names)]


def not_pooled(outcome: Outcome, chosen: Sequence[Chosen], silent: int = 0) -> str:
    """The rule by which these results are not pooled, in words, or "" when they are.

    silent  number of results left out because nobody, or everybody, had an event
    """
    if not outcome.pool:
        return "Rule P1: the protocol plans to report this outcome without pooling it."
    if not chosen and silent:
        return f"Rule P4: no ratio can be formed, because in all {silent} results nobody or everybody had an event."
    if not chosen:
        return "Rule P2: no study has a usable result for this outcome."
    studies = len({item.result.study for item in chosen})
    if studies < 2:
        return "Rule P3: one study has a usable result; its effect is shown, and there is nothing to pool it with."
    if outcome.measure not in MEANS:
        return ""
    named = instruments(chosen)
    if outcome.measure == "MD" and len(named) > 1:
        return f"Rule P5: mean differences on different instruments ({'; '.join(named)}) are not on one scale."
    if outcome.measure == "SMD":
        kinds = {item.result.change for item in chosen}
        if {True, False} <= kinds:
            return (
                "Rule P6: changes from baseline and final values have different standard deviations and are not mixed "
                "in a standardised mean difference (Cochrane Handbook 10.5.2)."
            )
        if len(named) > 1:
            unknown = sorted({item.result.instrument for item in chosen if not item.result.better})
            if unknown:
                return (
                    "Rule P7: several instruments, and it is not known whether higher is better on: "
                    f"{'; '.join(name or 'an instrument that is not named' for name in unknown)}."
                )
    return ""


def turned(outcome: Outcome, item: Chosen, several: bool) -> bool:
    """Whether an SMD is multiplied by -1, so that all instruments point the way of the protocol (Handbook 6.5.1.2)."""
    return outcome.measure == "SMD" and several and bool(item.result.better) and item.result.better != outcome.direction
