"""Sentences about a synthesis that several sections use: its headline, its certainty, and what may be concluded."""

from importlib.resources import files
from typing import Any

import yaml

from arakis.domain.certainty import Certainty
from arakis.domain.estimate import Estimate, Synthesis
from arakis.domain.protocol import Comparison, Outcome
from arakis.reporting.document import Runs, Text
from arakis.reporting.draft import PROTOCOL, Draft, join
from arakis.reporting.path import quoted

MEASURES: dict[str, dict[str, Any]] = yaml.safe_load(
    (files("arakis.reporting") / "measures.yaml").read_text(encoding="utf-8")
)


def measure_name(measure: str) -> str:
    """The measure in words: "risk ratio"."""
    return str(MEASURES.get(measure, MEASURES["GEN"])["name"])


def measure_short(measure: str) -> str:
    """The measure's abbreviation: "RR"."""
    return str(MEASURES.get(measure, MEASURES["GEN"])["short"])


def synthesis_path(synthesis: Synthesis) -> str:
    """Where a synthesis stands in review.json."""
    return f"syntheses[id={quoted(synthesis.id)}]"


def outcome_of(draft: Draft, synthesis: Synthesis) -> Outcome | None:
    """The protocol's outcome of a synthesis."""
    return next((item for item in draft.review.protocol.outcomes if item.id == synthesis.outcome), None)


def comparison_of(draft: Draft, synthesis: Synthesis) -> Comparison | None:
    """The protocol's comparison of a synthesis."""
    return next((item for item in draft.review.protocol.comparisons if item.id == synthesis.comparison), None)


def certainty_of(draft: Draft, synthesis: Synthesis) -> Certainty | None:
    """The certainty of a synthesis, where it was rated."""
    return next((item for item in draft.review.certainty if item.synthesis == synthesis.id), None)


def outcome_path(synthesis: Synthesis) -> str:
    """Where the protocol's outcome stands."""
    return f"{PROTOCOL}.outcomes[id={quoted(synthesis.outcome)}]"


def comparison_path(synthesis: Synthesis) -> str:
    """Where the protocol's comparison stands."""
    return f"{PROTOCOL}.comparisons[id={quoted(synthesis.comparison)}]"


def name(draft: Draft, synthesis: Synthesis) -> Runs:
    """What a synthesis is called."""
    if synthesis.name.strip():
        return draft.say("{$s.name|inline}", s=synthesis_path(synthesis))
    if outcome_of(draft, synthesis):
        return draft.say("{$o.name|inline}", o=outcome_path(synthesis))
    return draft.say("{$s.outcome|text}", s=synthesis_path(synthesis))


def interval(draft: Draft, estimate: Estimate, path: str) -> Runs:
    """ "0.49 (95% CI 0.33 to 0.73)", or the value alone."""
    if estimate.shown[1] is None or estimate.shown[2] is None:
        return draft.say("{$e.shown[0]|effect}", e=path)
    return draft.say("{$e.shown[0]|effect} ({$e.level|share} CI {$e.shown[1]|effect} to {$e.shown[2]|effect})", e=path)


def studies(draft: Draft, synthesis: Synthesis) -> Runs:
    """ "13 studies, 357,347 participants"."""
    path = synthesis_path(synthesis)
    runs = draft.say("{len($s.effects)|int} {len($s.effects)|plural:study:studies}", s=path)
    if synthesis.participants is not None:
        runs += draft.say(", {$s.participants|int} {$s.participants|plural:participant:participants}", s=path)
    return runs


def headline(draft: Draft, synthesis: Synthesis) -> Runs:
    """The result of a synthesis in one sentence, as the abstract and the discussion give it."""
    path = synthesis_path(synthesis)
    if synthesis.pooled and synthesis.estimate is not None:
        measure = Text(f": {measure_name(synthesis.measure)} ")
        parts = [*name(draft, synthesis), measure, *interval(draft, synthesis.estimate, f"{path}.estimate")]
        parts += [Text("; "), *studies(draft, synthesis)]
        if certainty_of(draft, synthesis):
            parts += draft.say("; certainty of the evidence: {$c.level|text}", c=certainty_path(synthesis))
        return (*parts, Text("."))
    if not synthesis.effects:
        return (*name(draft, synthesis), Text(": no study gave a usable result."))
    if len(synthesis.effects) == 1:
        estimate = synthesis.effects[0].estimate
        shown = interval(draft, estimate, f"{path}.effects[0].estimate")
        lead = draft.say("{len($s.effects)|int} study gave a usable result ({$s.effects[0].label|text}), ", s=path)
        return (*name(draft, synthesis), Text(": "), *lead, Text(f"{measure_name(synthesis.measure)} "), *shown,
                Text("."))  # fmt: skip
    tail = draft.say(" The results of {len($s.effects)|int} studies were not pooled", s=path)
    reason = draft.maybe(f"{path}.reason", "inline")
    return (*name(draft, synthesis), Text(":"), *tail, Text(" ("), *reason, Text(")."))


def certainty_path(synthesis: Synthesis) -> str:
    """Where the certainty of a synthesis stands."""
    return f"certainty[synthesis={quoted(synthesis.id)}]"


def excludes_none(estimate: Estimate) -> bool | None:
    """Whether the interval leaves out "no effect"; None where there is no interval."""
    if estimate.low is None or estimate.high is None:
        return None
    return estimate.low > 0 or estimate.high < 0


VERBS = {"high": "", "moderate": "probably ", "low": "may ", "very low": "may "}


def conclusion(draft: Draft, synthesis: Synthesis) -> Runs:
    """What may be concluded from a synthesis, no more: worded by its interval and its certainty.

    The wording follows the GRADE guidance on informative statements (Santesso 2020): plain at high certainty,
    "probably" at moderate, "may" at low, "very uncertain" at very low; an interval that holds "no effect" is said to.
    """
    outcome, comparison = outcome_of(draft, synthesis), comparison_of(draft, synthesis)
    if not synthesis.pooled or synthesis.estimate is None:
        if not synthesis.effects:
            return (Text("No usable result was found for "), *_lower(draft, synthesis), Text("."))
        return (
            Text("Results for "),
            *_lower(draft, synthesis),
            Text(" were not combined; no summary effect is given."),
        )
    side = draft.say(
        "{$c.intervention.name|lower} compared with {$c.comparator.name|lower}", c=comparison_path(synthesis)
    ) if comparison else draft.say("the intervention")  # fmt: skip
    what = draft.say("{$o.name|lower}", o=outcome_path(synthesis)) if outcome else _lower(draft, synthesis)
    clear = excludes_none(synthesis.estimate)
    certainty = certainty_of(draft, synthesis)
    level = certainty.level if certainty else ""
    if not clear:
        lead = Text(
            "The interval is compatible with benefit and with harm: the pooled results do not settle the effect of "
        )
        return (lead, *side, Text(" on "), *what, Text("."), *_sure(draft, synthesis))
    if level == "very low":
        return (Text("The evidence about the effect of "), *side, Text(" on "), *what,
                Text(" is very uncertain, although the interval of the pooled result leaves out no effect."))  # fmt: skip
    lower = synthesis.estimate.value < 0
    risk = outcome is None or outcome.kind in {"dichotomous", "time-to-event", "rate"}
    verb = ("reduce" if lower else "increase") if risk else ("lower" if lower else "raise")
    modal = VERBS.get(level, "")
    said = f" {modal}{verb}" if modal == "may " else f" {modal}{verb}s"
    thing = " the risk of " if risk and synthesis.measure != "IRR" else " "
    subject = draft.say("{$c.intervention.name|upper}", c=comparison_path(synthesis)) if comparison else (
        Text("The intervention"),)  # fmt: skip
    against = draft.say(" compared with {$c.comparator.name|lower}", c=comparison_path(synthesis)) if comparison else ()
    if not level:
        return (Text("In the pooled studies, "), *side, Text(f" went with a {'lower' if lower else 'higher'}"),
                Text(thing.replace(" the", "")), *what, Text("; the certainty of the evidence was not rated."))  # fmt: skip
    return (*subject, Text(said + thing), *what, *against, Text("."), *_sure(draft, synthesis))


def _lower(draft: Draft, synthesis: Synthesis) -> Runs:
    if outcome_of(draft, synthesis):
        return draft.say("{$o.name|lower}", o=outcome_path(synthesis))
    return name(draft, synthesis)


def _sure(draft: Draft, synthesis: Synthesis) -> Runs:
    if not certainty_of(draft, synthesis):
        return draft.say(" The certainty of the evidence was not rated.")
    return draft.say(" The certainty of the evidence is {$c.level|text}.", c=certainty_path(synthesis))


def sentences(parts: list[Runs]) -> Runs:
    """Sentences one after another."""
    return join(parts, " ")
