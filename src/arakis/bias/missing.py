"""How many outcomes are missing, as far as the report counts those who were lost (signalling question 3.1)."""

from dataclasses import dataclass

from arakis.bias.reading import Match, Reading
from arakis.domain.bias import BiasAnswer
from arakis.domain.evidence import Evidence
from arakis.domain.result import Result

NEARLY_ALL = 5.0  # per cent missing that is often small enough for a continuous outcome
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
}


@dataclass(frozen=True)
class Missing:
    """The answer to 3.1, the words and the rule that applied."""

    answer: BiasAnswer
    evidence: tuple[Evidence, ...]
    reason: str


def nearly_all(reading: Reading, result: Result) -> Missing:
    """Whether the outcome is known for nearly all.

    The report says that nobody was lost: Y. It counts the lost: PY when they are at most 5 % and, for events, fewer
    than the events; N when they are more than 5 % and, for events, at least as many as the events; PN between. Several
    counts are added only when all are counts. No numbers: NI.
    """
    said = reading.rules("complete")
    lost = reading.numbers("lost")
    total = _total(result)
    events = _events(result)
    if lost:
        return _count(reading, lost, total, events)
    if said is not None:
        return Missing(said.answer, said.evidence, said.why)
    kept = reading.numbers("kept")
    shares = [100 - float(found.groups["percent"]) for found in kept if float(found.groups["percent"]) <= 100]
    if shares:
        worst = max(shares)
        evidence = tuple(reading.cite(found) for found in kept[:3])
        return _answer(worst, None if total is None else worst / 100 * total, events, evidence)
    return Missing("NI", (), "the report does not say how many were lost")


def _count(reading: Reading, lost: list[Match], total: float | None, events: float | None) -> Missing:
    evidence = tuple(reading.cite(found) for found in lost[:3])
    percents = [float(found.groups["percent"]) for found in lost if found.groups.get("percent")]
    if percents:
        share = max(percents)
        return _answer(share, None if total is None else share / 100 * total, events, evidence)
    if total is None:
        return Missing("NI", evidence, "people were lost, but the number assigned is not known")
    count = sum(_number(found.groups["count"]) for found in lost)
    return _answer(100 * count / (total + count), count, events, evidence)


def _answer(share: float, count: float | None, events: float | None, evidence: tuple[Evidence, ...]) -> Missing:
    few = share <= NEARLY_ALL
    missing = f"about {share:.1f} % missing"
    if events is None or count is None:
        return Missing("PY" if few else "PN", evidence, missing)
    fewer = count < events
    compared = f"{missing}, {count:.0f} people against {events:.0f} events"
    if few and fewer:
        return Missing("PY", evidence, compared)
    return Missing("PN" if few or fewer else "N", evidence, compared)


def _number(text: str) -> int:
    return _NUMBERS.get(text) or int(text)


def _total(result: Result) -> float | None:
    numbers = [side.number("total") for side in (result.intervention, result.comparator)]
    return None if any(one is None for one in numbers) else sum(one for one in numbers if one is not None)


def _events(result: Result) -> float | None:
    numbers = [side.number("events") for side in (result.intervention, result.comparator)]
    return None if any(one is None for one in numbers) else sum(one for one in numbers if one is not None)
