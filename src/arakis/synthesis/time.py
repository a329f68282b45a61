"""Times of follow-up in months, and the protocol's rule about them."""

import re

from arakis.domain.protocol import TimeRule

_MONTHS = {"day": 12 / 365.25, "week": 12 * 7 / 365.25, "month": 1.0, "year": 12.0}  # Julian year of 365.25 days
_TIME = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*-?\s*(day|week|month|year)s?\s*$", re.IGNORECASE)


def months(words: str) -> float | None:
    """ "12 months", "1 year", "6 weeks" or "90 days" in months; None for anything else."""
    found = _TIME.match(words)
    return float(found[1]) * _MONTHS[found[2].lower()] if found else None


def outside(time: float | None, rule: TimeRule) -> str:
    """Why a result at `time` months is outside the protocol's window, or "". An unknown time is never outside."""
    if time is None:
        return ""
    start, end = months(rule.start), months(rule.end)
    slack = 1e-9
    if start is not None and time < start * (1 - slack):
        return f"{time:g} months is before the window of the protocol, which begins at {rule.start}"
    if end is not None and time > end * (1 + slack):
        return f"{time:g} months is after the window of the protocol, which ends at {rule.end}"
    return ""


def time_rank(time: float | None, rule: TimeRule) -> tuple[int, float, float]:
    """Sort key: the smallest is the time that the rule prefers; unknown times come last."""
    if time is None:
        return (1, 0.0, 0.0)
    target = months(rule.target)
    if rule.prefer == "nearest" and target is not None:
        return (0, abs(time - target), -time)
    return (0, time if rule.prefer == "shortest" else -time, 0.0)


def rule_words(rule: TimeRule) -> str:
    """The rule as part of a sentence, saying where a word of it was not understood."""
    target = months(rule.target)
    if rule.prefer == "nearest" and target is not None:
        words = f"the time nearest to {rule.target}"
    else:
        words = f"the {'shortest' if rule.prefer == 'shortest' else 'longest'} follow-up"
        if rule.prefer == "nearest":
            words += f" (the target {rule.target!r} is not a time such as '12 months')"
    for name, text in (("from", rule.start), ("to", rule.end)):
        if text:
            words += f" {name} {text}" if months(text) is not None else f" ({name} {text!r} was not understood)"
    return words
