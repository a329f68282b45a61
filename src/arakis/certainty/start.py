"""Where the rating starts: high for randomised evidence, low for any other."""

from arakis.certainty.evidence import Body
from arakis.domain.certainty import Level
from arakis.domain.report import Study

_ALLOCATED = frozenset({"random", "randomised", "randomized", "alternate", "systematic"})
_TRIALS = frozenset({"parallel", "cluster", "crossover", "factorial"})


def is_trial(study: Study) -> bool | None:
    """Whether the investigators assigned people to groups at random, by alternation or systematically; None: unknown.

    Alternate and systematic assignment count as trials here; what they lack is the business of risk of bias.
    """
    allocation, design = study.allocation.strip().casefold(), study.design.strip().casefold()
    if allocation in _ALLOCATED:
        return True
    if allocation == "not random":
        return False
    if design in _TRIALS:
        return True
    if design:
        return False
    return None


def start(body: Body) -> tuple[Level, str]:
    """The level to start from and why (rule C1 of docs/methods.md; Guyatt et al. 2011, J Clin Epidemiol 64:383)."""
    if not body.effects:
        return "high", "Rule C1: no study contributes; there is nothing to start from."
    kinds = [is_trial(body.studies[effect.study]) if effect.study in body.studies else None for effect in body.effects]
    trials = sum(weight for kind, weight in zip(kinds, body.weights, strict=True) if kind)
    if False in kinds:
        return "low", f"Rule C1: {kinds.count(False)} of {len(kinds)} results come from studies that are not trials."
    if trials <= 0.5:
        return "low", "Rule C1: for most of the evidence it is not known how people were assigned to groups."
    if None in kinds:
        return (
            "high",
            f"Rule C1: trials; how people were assigned is not known for {kinds.count(None)} of {len(kinds)}.",
        )
    return "high", "Rule C1: all results come from trials."
