"""Whether words are denied where they stand: "was not randomised", "no control group"."""

import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from arakis.words.text import Text

_REACH = 4  # words between a cue and what it negates
_DID = re.compile(r"\b(?:did|do|does|could|can|would)\s+not$")
_VERB = re.compile(r"\b(?:was|were|is|are)\b")
_CLAUSE = re.compile(r"[.;:!?()]|\n\s*\n|,\s+(?:but|although|though|whereas|while|however|and|who|which)\b|\bbut\b")


def negated(text: Text, start: int, end: int) -> bool:
    """Whether the words at `start:end` of `text.plain` are denied, or part of another word by a prefix."""
    before = text.lower[max(0, start - 120) : start]
    if _prefix().search(before):
        return True
    clause = before
    for barrier in _CLAUSE.finditer(before):
        clause = before[barrier.end() :]
    cue = None
    for found in _before().finditer(clause):
        cue = found
    if cue is not None and len(clause[cue.end() :].split()) <= _REACH and not _unless().match(clause, cue.end()):
        # "who did not react were allocated": the negated verb ends where another verb begins
        done = _DID.search(clause[: cue.end()]) and _VERB.search(clause[cue.end() :])
        if not done:
            return True
    return _after().match(text.lower, end) is not None


def leaves_out(sentence: str) -> bool:
    """Whether a sentence tells who or what was excluded."""
    return _excluding().search(sentence) is not None


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return yaml.safe_load(files("arakis.words").joinpath("negation.yaml").read_text("utf-8"))


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(cue).replace(r"\ ", r"\s+") for cue in _words()["before"]) + r")\b")


@lru_cache(maxsize=1)
def _unless() -> re.Pattern[str]:
    return re.compile(r"\s+(?:" + "|".join(_words()["unless"]) + r")\b")


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(_words()["after"]) + ")")


@lru_cache(maxsize=1)
def _prefix() -> re.Pattern[str]:
    given = _words()
    denied, other = "|".join(given["prefix"]), "|".join(given["other_word"])
    return re.compile(rf"(?<!\w)(?:(?:{denied})[\s\-\u2010-\u2014]*|(?:{other})[\-\u2010-\u2014])$")


@lru_cache(maxsize=1)
def _excluding() -> re.Pattern[str]:
    return re.compile("|".join(_words()["excluding"]), re.IGNORECASE)
