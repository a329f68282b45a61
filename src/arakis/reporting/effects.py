"""Sentences about a synthesis that several sections use: its headline, its certainty, and what may be concluded."""

from collections.abc import Iterable
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
    """What a synthesis is called: its outcome, with the comparison where the protocol has several."""
    if outcome_of(draft, synthesis) and len(draft.review.protocol.comparisons) == 1:
        return draft.say("{$o.name|inline}", o=outcome_path(synthesis))
    if synthesis.name.strip():
        return draft.say("{$s.name|inline}", s=synthesis_path(synthesis))
    return draft.say("{$s.outcome|text}", s=synthesis_path(synthesis))


def topic(draft: Draft, synthesis: Synthesis) -> Runs:
    """The outcome within a sentence: "tuberculosis"."""
    if outcome_of(draft, synthesis):
        return draft.say("{$o.name|lower}", o=outcome_path(synthesis))
    return name(draft, synthesis)


def sides(draft: Draft, synthesis: Synthesis, between: str) -> Runs:
    """ "BCG vaccine against no vaccine"; () where the protocol does not know the comparison."""
    if comparison_of(draft, synthesis) is None:
        return ()
    path = comparison_path(synthesis)
    return draft.say(f"{{$c.intervention.name|lower}} {between} {{$c.comparator.name|lower}}", c=path)


def interval(draft: Draft, estimate: Estimate, path: str, more: Runs = ()) -> Runs:
    """ "0.49 (95% CI 0.33 to 0.73)", with `more` before the closing bracket; or the value alone."""
    value = draft.say("{$e.shown[0]|effect}", e=path)
    if estimate.shown[1] is None or estimate.shown[2] is None:
        return (*value, Text(" ("), *more, Text(")")) if more else value
    limits = draft.say(" ({$e.level|share} CI {$e.shown[1]|effect} to {$e.shown[2]|effect}", e=path)
    return (*value, *limits, *((Text("; "), *more) if more else ()), Text(")"))


def cell(draft: Draft, estimate: Estimate, path: str, usual: bool) -> Runs:
    """The same for a table; where all levels are the usual ones, the heading says so and the cell does not."""
    if not usual or estimate.shown[1] is None or estimate.shown[2] is None:
        return interval(draft, estimate, path)
    return draft.say("{$e.shown[0]|effect} ({$e.shown[1]|effect} to {$e.shown[2]|effect})", e=path)


def usual_level(estimates: Iterable[Estimate | None]) -> bool:
    """Whether every interval is a 95 % interval, so that a heading can say it once."""
    return all(abs(estimate.level - 0.95) < 1e-9 for estimate in estimates if estimate is not None)


def heading(synthesis: Synthesis, usual: bool) -> str:
    """The heading of a column of effects."""
    return f"{measure_short(synthesis.measure)} (95% CI)" if usual else f"{measure_short(synthesis.measure)} (interval)"


def studies(draft: Draft, synthesis: Synthesis) -> Runs:
    """ "13 studies, 357,347 participants"."""
    path, number = synthesis_path(synthesis), f"count(studies_in,{synthesis.id})"
    runs = draft.say(f"{{{number}|int}} {{{number}|plural:study:studies}}")
    if synthesis.participants is not None:
        runs += draft.say(", {$s.participants|int} {$s.participants|plural:participant:participants}", s=path)
    return runs


def headline(draft: Draft, synthesis: Synthesis) -> Runs:
    """The result of a synthesis in a sentence or two, as the abstract and the discussion give it."""
    path = synthesis_path(synthesis)
    lead: Runs = (Text("For "), *topic(draft, synthesis), Text(", "))
    against = sides(draft, synthesis, "against")
    if synthesis.pooled and synthesis.estimate is not None:
        of = (Text(" of "), *against) if against else ()
        shown = interval(draft, synthesis.estimate, f"{path}.estimate", studies(draft, synthesis))
        said = (*lead, Text(f"the pooled {measure_name(synthesis.measure)}"), *of, Text(" was "), *shown, Text("."))
        return (*said, *sure(draft, synthesis)) if certainty_of(draft, synthesis) else said
    if not synthesis.effects:
        return (*lead, Text("no study gave a usable result."))
    if len(synthesis.effects) == 1:
        estimate = synthesis.effects[0].estimate
        shown = interval(draft, estimate, f"{path}.effects[0].estimate")
        found = draft.say("{len($s.effects)|word} study gave a usable result ({$s.effects[0].label|text}): ", s=path)
        return (*lead, *found, Text(f"{measure_name(synthesis.measure)} "), *shown, Text("."))
    found = draft.say("the results of {len($s.effects)|word} studies were not pooled: ", s=path)
    return (*lead, *found, *draft.maybe(f"{path}.reason", "sentence"))


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
    what = topic(draft, synthesis)
    if not synthesis.pooled or synthesis.estimate is None:
        if not synthesis.effects:
            return (Text("No usable result was found for "), *what, Text("."))
        if len(synthesis.effects) == 1:
            return (Text("A synthesis of "), *what, Text(" was not possible, for there is a result of only "),
                    *draft.say("{len($s.effects)|word} study.", s=synthesis_path(synthesis)))  # fmt: skip
        return (Text("Results for "), *what, Text(" were not combined; no summary effect is given."))
    side = sides(draft, synthesis, "compared with") or (Text("the intervention"),)
    certainty = certainty_of(draft, synthesis)
    level = certainty.level if certainty else ""
    if not excludes_none(synthesis.estimate):
        lead = "The pooled results do not settle the effect of "
        tail = ", for their interval is compatible with an effect in either direction."
        return (Text(lead), *side, Text(" on "), *what, Text(tail), *sure(draft, synthesis))
    if level == "very low":
        lead, tail = "The evidence about the effect of ", " is very uncertain."
        return (Text(lead), *side, Text(" on "), *what, Text(tail))
    verb, thing = _verb(draft, synthesis)
    if not level:
        return (Text("In the pooled studies the results for "), *what, Text(" favour "), *_favoured(draft, synthesis),
                Text("."), *sure(draft, synthesis))  # fmt: skip
    path = comparison_path(synthesis)
    known = comparison_of(draft, synthesis) is not None
    subject = draft.say("{$c.intervention.name|upper}", c=path) if known else (Text("The intervention"),)
    against = draft.say(" compared with {$c.comparator.name|lower}", c=path) if known else ()
    modal = VERBS[level]
    said = f" {modal}{verb} {thing}" if modal == "may " else f" {modal}{verb}s {thing}"
    return (*subject, Text(said), *what, *against, Text("."), *sure(draft, synthesis))


def _verb(draft: Draft, synthesis: Synthesis) -> tuple[str, str]:
    outcome = outcome_of(draft, synthesis)
    lower = synthesis.estimate is not None and synthesis.estimate.value < 0
    if outcome is None or outcome.kind in {"dichotomous", "time-to-event"}:
        return ("reduce" if lower else "increase"), "the risk of "
    if outcome.kind == "rate":
        return ("reduce" if lower else "increase"), "the rate of "
    return ("lower" if lower else "raise"), ""


def _favoured(draft: Draft, synthesis: Synthesis) -> Runs:
    outcome = outcome_of(draft, synthesis)
    lower = synthesis.estimate is not None and synthesis.estimate.value < 0
    wanted = outcome is None or outcome.direction == "lower"
    if comparison_of(draft, synthesis) is None:
        return (Text("the intervention" if lower == wanted else "the comparator"),)
    side = "intervention" if lower == wanted else "comparator"
    return draft.say(f"{{$c.{side}.name|lower}}", c=comparison_path(synthesis))


def sure(draft: Draft, synthesis: Synthesis) -> Runs:
    """A sentence on the certainty, with a space before it."""
    if not certainty_of(draft, synthesis):
        return draft.say(" The certainty of the evidence was not rated.")
    return draft.say(" The certainty of the evidence is {$c.level|text}.", c=certainty_path(synthesis))


def sentences(parts: list[Runs]) -> Runs:
    """Sentences one after another."""
    return join(parts, " ")
