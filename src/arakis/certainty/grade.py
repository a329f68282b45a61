"""Certainty of the evidence (GRADE) of a synthesis by the stated rules C1 to C7 of docs/methods.md."""

from collections.abc import Mapping, Sequence

from arakis.certainty.absolute import absolute_effect, baseline_risk
from arakis.certainty.evidence import Body, body
from arakis.certainty.imprecision import imprecision
from arakis.certainty.inconsistency import inconsistency
from arakis.certainty.publication_bias import publication_bias
from arakis.certainty.risk_of_bias import risk_of_bias
from arakis.certainty.start import start
from arakis.domain.bias import BiasAssessment
from arakis.domain.certainty import Certainty, CertaintyDomain, Level
from arakis.domain.estimate import Synthesis
from arakis.domain.protocol import Outcome, Protocol
from arakis.domain.report import Study
from arakis.errors import InputError

LEVELS: tuple[Level, ...] = ("very low", "low", "moderate", "high")
DOMAINS = ("risk of bias", "inconsistency", "indirectness", "imprecision", "publication bias", "large effect")
LARGE, VERY_LARGE = 2.0, 5.0  # ratios; Guyatt et al. 2011, J Clin Epidemiol 64:1311


def indirectness() -> CertaintyDomain:
    """Rule C4: whether people, interventions, comparators and outcomes are those of the question, a person judges."""
    rule = "Rule C4: whether the studies answer the question directly is for a person to judge."
    return CertaintyDomain(name="indirectness", steps=None, rule=rule)


def large_effect(evidence: Body, rated_down: bool) -> CertaintyDomain:
    """Rule C7, for evidence that starts at low: +1 for RR or HR above 2 or below 0.5, +2 above 5 or below 0.2.

    Only when nothing rates down and the interval excludes no effect (Guyatt et al. 2011, J Clin Epidemiol 64:1311).
    """
    name, estimate, measure = "large effect", evidence.estimate, evidence.synthesis.measure
    if estimate is None or estimate.low is None or estimate.high is None or measure not in ("RR", "HR"):
        return CertaintyDomain(name=name, steps=0, rule="Rule C7: not applicable.")
    size = estimate.shown[0]
    inputs = {measure: f"{size:.3g}"}
    if rated_down or estimate.low < 0 < estimate.high:
        rule = "Rule C7: not rated up, because the rating was lowered or the interval includes no effect."
        return CertaintyDomain(name=name, steps=0, rule=rule, inputs=inputs)
    far = max(size, 1 / size) if size > 0 else 1.0
    steps = 2 if far > VERY_LARGE else 1 if far > LARGE else 0
    words = {0: "not large", 1: "large", 2: "very large"}[steps]
    return CertaintyDomain(name=name, steps=steps, rule=f"Rule C7: the effect is {words}.", inputs=inputs)


def _overridden(
    domain: CertaintyDomain, overrides: Mapping[str, int], judgements: Mapping[str, str]
) -> CertaintyDomain:
    if domain.name not in overrides:
        return domain
    own = "not assessed" if domain.steps is None else f"{domain.steps:+d}" if domain.steps else "0"
    return domain.model_copy(
        update={
            "steps": overrides[domain.name],
            "rule": f"Judged by a person. By the rule it was {own}: {domain.rule}",
            "judgement": judgements.get(domain.name),
        }
    )


def _outcome(protocol: Protocol, synthesis: Synthesis) -> Outcome:
    for outcome in protocol.outcomes:
        if outcome.id == synthesis.outcome:
            return outcome
    raise InputError(f"the protocol has no outcome {synthesis.outcome!r}", "compute the synthesis again")


def grade(
    synthesis: Synthesis,
    bias: Sequence[BiasAssessment],
    studies: Sequence[Study],
    protocol: Protocol,
    overrides: Mapping[str, int] | None = None,
    judgements: Mapping[str, str] | None = None,
) -> Certainty:
    """Rate the certainty of a synthesis; every domain shows the numbers it was decided on.

    overrides   steps that a person gave to domains by name, from -3 to +2; they stand over the rules
    judgements  ids of the judgements behind them, by the same names

    A domain whose steps are None was not assessed and changes nothing; a footnote says so. Raises InputError for an
    unknown domain or steps outside the range, and when the protocol lacks the synthesis's outcome.
    """
    given, ids = dict(overrides or {}), dict(judgements or {})
    for name, steps in given.items():
        if name not in DOMAINS:
            raise InputError(f"no domain of certainty is called {name!r}", f"use one of: {', '.join(DOMAINS)}")
        if not -3 <= steps <= 2:
            raise InputError(f"{steps} steps for {name} are outside the range", "give a number from -3 to 2")
    outcome = _outcome(protocol, synthesis)
    evidence = body(synthesis, outcome, bias, studies)
    risk = baseline_risk(protocol, outcome.id, synthesis.effects)
    level, why = start(evidence)
    domains = [
        _overridden(domain, given, ids)
        for domain in (
            risk_of_bias(evidence),
            inconsistency(evidence),
            indirectness(),
            imprecision(evidence, risk),
            publication_bias(evidence),
        )
    ]
    if level == "low" or "large effect" in given:
        lowered = any((domain.steps or 0) < 0 for domain in domains)
        domains.append(_overridden(large_effect(evidence, lowered), given, ids))
    total = LEVELS.index(level) + sum(domain.steps or 0 for domain in domains)
    return Certainty(
        synthesis=synthesis.id,
        start=level,
        domains=tuple(domains),
        level=LEVELS[max(0, min(total, len(LEVELS) - 1))] if evidence.effects else "very low",
        absolute=absolute_effect(synthesis.measure, evidence.estimate, risk),
        footnotes=_footnotes(why, domains, evidence),
    )


def _footnotes(why: str, domains: Sequence[CertaintyDomain], evidence: Body) -> tuple[str, ...]:
    notes = [why]
    notes += [f"{domain.name.capitalize()}, {domain.steps:+d}. {domain.rule}" for domain in domains if domain.steps]
    waiting = [domain.name for domain in domains if domain.steps is None]
    if waiting:
        notes.append(f"Not assessed: {', '.join(waiting)}. The level is provisional until a person has judged.")
    if not evidence.effects:
        notes.append("No study contributes: there is no evidence to rate.")
    return tuple(notes)
