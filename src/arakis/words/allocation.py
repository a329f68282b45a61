"""How the people of a study came into their groups, as far as a report's words tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from arakis.words.negation import negated
from arakis.words.text import Text

Kind = Literal["random", "alternate", "systematic", "not random", "not stated"]
KINDS: tuple[Kind, ...] = ("random", "alternate", "systematic", "not random")


@dataclass(frozen=True)
class Wording:
    """Words about the allocation at `start:end` of `Text.plain`; `method` tells how, otherwise it is only claimed.

    A `hint` ("the rest served as controls") counts only where nothing else is said.
    """

    kind: Kind
    start: int
    end: int
    method: bool
    hint: bool = False


def wordings(text: Text, spans: Sequence[tuple[int, int]]) -> list[Wording]:
    """Every wording of an allocation inside `spans` of `text.plain`, in the order of the spans."""
    found: list[Wording] = []
    for start, end in spans:
        here: list[Wording] = []
        for kind in KINDS:
            for method in (True, False):
                pattern = _patterns().get((kind, method))
                if pattern is None:
                    continue
                for match in pattern.finditer(text.lower, start, end):
                    denied = kind != "not random" and negated(text, match.start(), match.end())
                    if not denied:
                        here.append(Wording(kind, match.start(), match.end(), method))
        hints = _patterns()["not random", None].finditer(text.lower, start, end)
        here += [Wording("not random", match.start(), match.end(), False, True) for match in hints]
        unlike = [match.span() for match in _not_random_words().finditer(text.lower, start, end)]
        denied = [(one.start, one.end) for one in here if one.kind == "not random" and not one.hint]
        quasi = [(one.start, one.end) for one in here if one.kind in ("alternate", "systematic")]
        for one in sorted(here, key=lambda item: (item.start, item.end, item.kind, not item.method)):
            covers = unlike + denied + quasi if one.kind == "random" and not one.method else []
            if one.kind == "random" and one.method:
                covers = denied
            if not any(low < one.end and one.start < high for low, high in covers):
                found.append(one)
    return found


def settle(found: Sequence[Wording]) -> tuple[Kind, list[Wording], str]:
    """What `found` amounts to: the kind, the words it rests on (best first) and why.

    A method outweighs a claim: "randomised" with allocation by year of birth is systematic. Words that tell of
    different methods leave it "not stated".
    """
    methods = [one for one in found if one.method]
    claims = [one for one in found if not one.method and not one.hint]
    kinds: list[Kind] = [kind for kind in KINDS if any(one.kind == kind for one in methods)]
    if not kinds:
        if claims:
            return "random", claims, "said to be random; no method is told"
        hints = [one for one in found if one.hint]
        if hints:
            return "not random", hints, "the rest served as controls, and nothing is said of chance or a rule"
        return "not stated", [], "nothing is said about how the groups were formed"
    if kinds == ["not random"] and claims:
        return "not stated", methods + claims, "the words disagree: random, not random"
    if len(kinds) == 1:
        kind = kinds[0]
        own = [one for one in methods if one.kind == kind]
        reasons = {
            "random": "a random method is told",
            "alternate": "by turns",
            "systematic": "by a rule that anyone can foresee (dates, numbers, names)",
            "not random": "by choice, availability or judgement",
        }
        return kind, own + [one for one in claims if one.kind == kind], reasons[kind]
    if set(kinds) == {"alternate", "systematic"}:
        own = [one for one in methods if one.kind in kinds]
        return kinds[0], own, "by turns or by a rule that anyone can foresee"
    return "not stated", methods, "the words disagree: " + ", ".join(kinds)


def designs(text: Text, spans: Sequence[tuple[int, int]]) -> list[tuple[str, int, int]]:
    """Words of a design inside `spans`: (design, start, end), in the order of the file of words, then of the text."""
    found: list[tuple[str, int, int]] = []
    for name, pattern in _designs().items():
        for start, end in spans:
            found += [
                (name, match.start(), match.end())
                for match in pattern.finditer(text.lower, start, end)
                if not negated(text, match.start(), match.end())
            ]
    return found


def union(expressions: Sequence[str]) -> re.Pattern[str]:
    """One pattern for several regular expressions in which a blank stands for any white space."""
    return re.compile("|".join(f"(?:{blanks(one)})" for one in expressions))


def blanks(expression: str) -> str:
    """`expression` with each blank outside of character classes as `\\s+` (`\\s*` before a question mark)."""
    out: list[str] = []
    inside = False
    at = 0
    while at < len(expression):
        letter = expression[at]
        if letter == "\\":
            out.append(expression[at : at + 2])
            at += 2
            continue
        if letter == "[":
            inside = True
        elif letter == "]":
            inside = False
        if letter == " " and not inside:
            if expression[at + 1 : at + 2] == "?":
                out.append(r"\s*")
                at += 2
                continue
            out.append(r"\s+")
        else:
            out.append(r"\s" if letter == " " else letter)
        at += 1
    return "".join(out)


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return yaml.safe_load(files("arakis.words").joinpath("allocation.yaml").read_text("utf-8"))


@lru_cache(maxsize=1)
def _patterns() -> dict[tuple[str, bool | None], re.Pattern[str]]:
    """By kind and whether a method is told; (kind, None) for hints."""
    made: dict[tuple[str, bool | None], re.Pattern[str]] = {}
    for kind in KINDS:
        for name, method in (("method", True), ("claim", False), ("hint", None)):
            if name in _words()[kind]:
                made[kind, method] = union(_words()[kind][name])
    return made


@lru_cache(maxsize=1)
def _not_random_words() -> re.Pattern[str]:
    return union(_words()["random"]["not"])


@lru_cache(maxsize=1)
def _designs() -> dict[str, re.Pattern[str]]:
    return {name: union(expressions) for name, expressions in _words()["designs"].items()}
