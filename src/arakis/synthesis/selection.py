"""Which results enter a synthesis: at most one per study and comparison, by the protocol's rule, whatever they show."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from arakis.domain.estimate import LeftOut
from arakis.domain.family import families
from arakis.domain.protocol import Comparison, Outcome, Protocol
from arakis.domain.report import Study
from arakis.domain.result import Result
from arakis.synthesis.arms import arm_names, combine, same_numbers, split_side
from arakis.synthesis.order import fits, one_report_names, order, pair, rank, same_finding, timed_alike, why_other
from arakis.synthesis.reading import Reading, read
from arakis.synthesis.time import outside, rule_words


@dataclass(frozen=True)
class Chosen:
    """A result as it enters: itself, or made from several arms (`parts` are the results it was made from)."""

    result: Result
    reading: Reading
    parts: tuple[str, ...]
    note: str = ""


class Selection(NamedTuple):
    """What was chosen, and what was left out with the reason; both in a stable order."""

    chosen: tuple[Chosen, ...]
    left_out: tuple[LeftOut, ...]


@dataclass
class _Pick:
    """The work on one study."""

    outcome: Outcome
    split: bool
    left_out: list[LeftOut] = field(default_factory=list)

    def drop(self, result: Result, reason: str, data: dict[str, float] | None = None, waits: bool = False) -> None:
        self.left_out.append(LeftOut(result=result.id, study=result.study, reason=reason, data=data or {}, waits=waits))


def _usable(results: Sequence[Result], pick: _Pick) -> tuple[list[Result], list[Result]]:
    """Results inside the time window with complete numbers, and those that lack some; the others are dropped.

    A table without events counts as complete: whether it has a say is seen after arms were combined.
    """
    complete: list[Result] = []
    lacking: list[Result] = []
    for result in results:
        late = outside(result.months, pick.outcome.time)
        if late:
            pick.drop(result, late)
            continue
        reading = read(result, pick.outcome)
        if reading.effect is None and not reading.fields:
            pick.drop(result, reading.reason, reading.data)
            lacking.append(result)
        else:
            complete.append(result)
    return complete, lacking


def _in_doubt(first: Result, complete: Sequence[Result], lacking: Sequence[Result], known: bool, pick: _Pick) -> str:
    """Why it is not known that `first` is the result which the rule prefers; "" when it is.

    It is not where a result with numbers that are still open would come before it or beside it, and where the time of
    one of two different results is not known.

    known  whether the study gives a time for some of its results
    """
    outcome = pick.outcome
    if known and first.months is None and (outcome.time.start or outcome.time.end):
        return "its time of follow-up is not known, and the protocol has a time window"
    for other in lacking:
        if not other.open_fields(outcome.kind):
            continue
        if not timed_alike(first, other):
            return "another result of the study has open values, and its time of follow-up is not known to be another"
        if order(other, outcome) <= order(first, outcome):
            return "a result of the study that comes first by the protocol's rule, or beside it, has open values"
    for other in complete:
        beside = pair(other) != pair(first) and one_report_names(first, other) and fits(first, other)
        if not (beside or timed_alike(first, other) or same_finding(first, other)):
            return (
                "the study has different results, and the time of follow-up is not known for each, so that the "
                "protocol's rule does not tell which one it takes"
            )
    return ""


def _without_overlap(results: list[Result], pick: _Pick) -> list[Result]:
    """Results of which none contains people of another without sharing a whole side; larger ones stand."""
    kept: list[Result] = []
    for result in sorted(results, key=lambda item: (-len(pair(item)[0] | pair(item)[1]), rank(item, pick.outcome))):
        arms = pair(result)
        for other in kept:
            theirs = pair(other)
            overlap = any(mine & their and mine != their for mine, their in zip(arms, theirs, strict=True))
            crossed = bool(arms[0] & theirs[1] or arms[1] & theirs[0])
            if overlap or crossed:
                pick.drop(result, "its people are already counted in another result of the study, with more arms")
                break
        else:
            kept.append(result)
    return sorted(kept, key=lambda item: rank(item, pick.outcome))


def _told_apart(results: list[Result], pick: _Pick) -> list[Result]:
    """Results whose arms are known to be other people than those of the first: one report names them side by side.

    Arms that are not named, or that only another report of the study names, may be the same people under another
    name; they are dropped with that reason.
    """
    first, *others = results
    kept = [first]
    for result in others:
        if one_report_names(first, result):
            kept.append(result)
        elif all(side for one in (first, result) for side in pair(one)):
            pick.drop(result, "another report of the study names its arms otherwise; they may be the same people")
        else:
            pick.drop(result, "its arms are not named, and may be those of another result of the study")
    return kept


def _merge(results: list[Result], pick: _Pick) -> list[Chosen]:
    """Results of several arm pairs of one study, combined or split by the protocol."""
    for one, other in combinations(results, 2):
        for mine, their in ((one.intervention, other.intervention), (one.comparator, other.comparator)):
            if arm_names(mine) == arm_names(their) and not same_numbers(mine, their):
                for result in results:
                    pick.drop(
                        result, "several arms share a group that is given with different numbers; a person decides"
                    )
                return []
    parts = tuple(result.id for result in results)
    readings = [read(result, pick.outcome) for result in results]
    if not all(reading.fields for reading in readings):
        taken = min(results, key=lambda item: (sorted(item.intervention.arms), sorted(item.comparator.arms), item.id))
        for result in results:
            if result is not taken:
                pick.drop(result, "effects without group data cannot be combined; the first arms by name were taken")
        return [Chosen(taken, read(taken, pick.outcome), (taken.id,), "one of several pairs of arms")]
    if not pick.split:
        united = combine(results)
        names = " + ".join(united.intervention.arms or ("intervention",))
        against = " + ".join(united.comparator.arms or ("comparator",))
        return _checked(united, parts, f"arms combined: {names} against {against}", results, pick)
    chosen: list[Chosen] = []
    for result in results:
        shares = sum(arm_names(other.comparator) == arm_names(result.comparator) for other in results)
        uses = sum(arm_names(other.intervention) == arm_names(result.intervention) for other in results)
        update = {
            "comparator": split_side(result.comparator, shares) if shares > 1 else result.comparator,
            "intervention": split_side(result.intervention, uses) if uses > 1 else result.intervention,
        }
        note = f"a group shared by {max(shares, uses)} comparisons was split" if max(shares, uses) > 1 else ""
        chosen += _checked(result.model_copy(update=update), (result.id,), note, [result], pick)
    return chosen


def _checked(result: Result, parts: tuple[str, ...], note: str, sources: Sequence[Result], pick: _Pick) -> list[Chosen]:
    reading = read(result, pick.outcome)
    if reading.effect is None:
        for source in sources:
            pick.drop(source, f"{note}: {reading.reason}" if note else reading.reason, reading.data)
        return []
    return [Chosen(result, reading, parts, note)]


def _of_study(results: Sequence[Result], pick: _Pick) -> list[Chosen]:
    settled = [result for result in results if result.settled]
    for result in results if settled else ():
        if not result.settled:
            pick.drop(result, "a person said that another result of the study stands")
    usable, lacking = _usable(settled or results, pick)
    best: dict[tuple[frozenset[str], frozenset[str]], Result] = {}
    for result in sorted(usable, key=lambda item: rank(item, pick.outcome)):
        taken = best.setdefault(pair(result), result)
        if taken is not result:
            pick.drop(result, why_other(result, taken, pick.outcome))
    if not best:
        return []
    ordered = sorted(best.values(), key=lambda item: rank(item, pick.outcome))
    first = ordered[0]
    doubt = "" if settled else _in_doubt(first, usable, lacking, any(item.months is not None for item in results), pick)
    if doubt:
        for result in ordered:
            pick.drop(result, doubt, waits=True)
        return []
    level: list[Result] = []
    for result in ordered:
        if fits(first, result):
            level.append(result)
        else:
            pick.drop(result, why_other(result, first, pick.outcome))
    level = _without_overlap(_told_apart(level, pick), pick)
    if len(level) == 1:
        return _checked(level[0], (level[0].id,), "", level, pick)
    return _merge(level, pick)


def select(
    results: Sequence[Result],
    protocol: Protocol,
    outcome: Outcome,
    comparison: Comparison,
    studies: Sequence[Study] = (),
) -> Selection:
    """The results for `outcome` in `comparison`, at most one per study (several only where a shared group is split).

    studies  which of them may be one; these give one result together, so that nobody is counted twice

    Per study, in this order: results outside the time window or without usable numbers are dropped; then the
    protocol's time, instrument and population decide; then the number of participants; then the alphabet. Arms of
    one study are combined or the group they share is split, as the protocol says. No rule looks at an effect.
    """
    ids = sorted({study.id for study in studies})
    pairs = [(study.id, other) for study in studies for other in study.perhaps]
    family = {member: group[0] for group in families(ids, pairs) for member in group}
    by_family: dict[str, list[Result]] = {}
    for result in results:
        if result.outcome == outcome.id and result.comparison == comparison.id:
            by_family.setdefault(family.get(result.study, result.study), []).append(result)
    chosen: list[Chosen] = []
    left_out: list[LeftOut] = []
    for key in sorted(by_family):
        pick = _Pick(outcome, protocol.synthesis.arms == "split")
        distinct = {result.id: result for result in by_family[key]}
        taken = _of_study([distinct[name] for name in sorted(distinct)], pick)
        own = {item.result.study for item in taken}
        chosen += taken
        left_out += [_perhaps(item) if own and item.study not in own else item for item in pick.left_out]
    return Selection(tuple(chosen), tuple(left_out))


def _perhaps(item: LeftOut) -> LeftOut:
    reason = f"it may be of the same study as the result that was taken, which a person decides; {item.reason}"
    return item.model_copy(update={"reason": reason})


def selection_rule(protocol: Protocol, outcome: Outcome) -> str:
    """The rule by which results were selected, in words."""
    parts = [rule_words(outcome.time)]
    if outcome.instruments:
        parts.append("instruments in the order " + ", ".join(outcome.instruments))
    if outcome.populations:
        parts.append("analysis populations in the order " + ", ".join(outcome.populations))
    arms = "a group that several arms share is split" if protocol.synthesis.arms == "split" else "arms are combined"
    order = "; ".join(parts)
    return f"One result per study: {order}; then the result with more participants. In a study of several arms, {arms}."
