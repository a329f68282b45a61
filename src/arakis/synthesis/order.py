"""The order in which the protocol prefers results of one study, and when it does not tell one from another."""

from collections.abc import Sequence

from arakis.domain.protocol import Outcome
from arakis.domain.result import Result
from arakis.synthesis.arms import arm_names, same_numbers
from arakis.synthesis.time import rule_words, time_rank


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _place(words: str, order: Sequence[str]) -> int:
    """The place of `words` in the protocol's order: equal first, then contained in either direction, then last."""
    plain = _plain(words)
    listed = [_plain(item) for item in order]
    if plain in listed:
        return listed.index(plain)
    for at, item in enumerate(listed):
        if plain and item and (f" {item} " in f" {plain} " or f" {plain} " in f" {item} "):
            return at
    return len(listed)


def _size(result: Result) -> float:
    return (result.intervention.number("total") or 0.0) + (result.comparator.number("total") or 0.0)


def order(result: Result, outcome: Outcome) -> tuple[tuple[int, float, float], int, int]:
    """Sort key of what the protocol names: time, instrument, population."""
    return (
        time_rank(result.months, outcome.time),
        _place(result.instrument, outcome.instruments),
        _place(result.population, outcome.populations),
    )


def rank(result: Result, outcome: Outcome) -> tuple[object, ...]:
    """Sort key of the protocol's rule. The size of the effect is no part of it."""
    return (
        *order(result, outcome),
        -_size(result),
        _plain(result.instrument),
        _plain(result.population),
        _plain(result.time),
        result.id,
    )


def pair(result: Result) -> tuple[frozenset[str], frozenset[str]]:
    """The names of the arms on both sides."""
    return arm_names(result.intervention), arm_names(result.comparator)


def why_other(other: Result, taken: Result, outcome: Outcome) -> str:
    """Why `taken` stands and `other` does not, in the order of the rule."""
    if time_rank(other.months, outcome.time) != time_rank(taken.months, outcome.time):
        if other.months is None:
            return "its time of follow-up is not known; a result of the same study with a known time was taken"
        return f"{other.months:g} months: {rule_words(outcome.time)} was taken ({taken.months or 0:g} months)"
    for name, order, a, b in (
        ("instrument", outcome.instruments, other.instrument, taken.instrument),
        ("analysis population", outcome.populations, other.population, taken.population),
    ):
        if _place(a, order) != _place(b, order):
            return f"{name} {a or 'not named'!r}: {b or 'not named'!r} comes first in the protocol's order"
    if _size(other) != _size(taken):
        return "equal by the protocol's rule; the result with more participants was taken"
    return "equal by the protocol's rule; the first in alphabetical order was taken"


def fits(one: Result, other: Result) -> bool:
    """Whether results of different arms belong to the same time, instrument and population."""

    def same(a: str, b: str) -> bool:
        return not a or not b or _plain(a) == _plain(b)

    if one.months is not None and other.months is not None:
        time = one.months == other.months
    else:
        time = same(one.time, other.time)
    return time and same(one.instrument, other.instrument) and same(one.population, other.population)


def timed_alike(one: Result, other: Result) -> bool:
    """Whether the rule about times can put two results in order."""
    if one.months is None and other.months is None:
        return _plain(one.time) == _plain(other.time)
    return one.months is not None and other.months is not None


def same_finding(one: Result, other: Result) -> bool:
    """Whether two results give the same numbers, as an abstract and a table do."""
    shared = any(
        mine.number(name) is not None and their.number(name) is not None
        for mine, their in ((one.intervention, other.intervention), (one.comparator, other.comparator))
        for name in ("events", "mean")
    )
    return (
        shared and same_numbers(one.intervention, other.intervention) and same_numbers(one.comparator, other.comparator)
    )


def one_report_names(one: Result, other: Result) -> bool:
    """Whether the arms of both are named, and by one report."""
    named = all(side for result in (one, other) for side in pair(result))
    return named and not (one.reports and other.reports and not set(one.reports) & set(other.reports))
