"""Terms as patterns: whole words, British and American spelling, plurals, with and without hyphens."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from arakis.words.text import Text

_HYPHENS = r"\-\u2010-\u2014\u00ad"
_GAP = rf"[\s{_HYPHENS}]+"
_NARROW = rf"[\s{_HYPHENS}]*"
_TOKENS = re.compile(rf"[^\s{_HYPHENS}]+|[\s{_HYPHENS}]+")


@dataclass(frozen=True)
class Hit:
    """A term found at `start:end` of `Text.plain`."""

    start: int
    end: int
    term: str


@dataclass(frozen=True)
class _Pattern:
    term: str
    expression: re.Pattern[str]
    keys: tuple[str, ...]  # a text without any of these (in lower case) cannot match; empty: no such test


class Terms:
    """A set of terms that is looked for together. Terms without letters or digits are left out."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._patterns = tuple(_pattern(term) for term in dict.fromkeys(terms) if re.search(r"\w", term))

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def find(self, text: Text, start: int = 0, end: int | None = None) -> list[Hit]:
        """Every occurrence in `text.plain[start:end]` in the order of the text; of nested ones the longest."""
        end = len(text.plain) if end is None else end
        hits: list[Hit] = []
        for pattern in self._patterns:
            if pattern.keys and not any(text.lower.find(key, start, end) >= 0 for key in pattern.keys):
                continue
            hits += [
                Hit(match.start(), match.end(), pattern.term)
                for match in pattern.expression.finditer(text.plain, start, end)
            ]
        return longest(hits)


def longest(hits: Sequence[Hit]) -> list[Hit]:
    """`hits` without those that lie inside another one, in the order of the text."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start, -one.end, one.term)):
        if not kept or hit.end > kept[-1].end:
            kept.append(hit)
    return kept


def outside(hits: Sequence[Hit], others: Sequence[Hit]) -> list[Hit]:
    """`hits` that are not part of a longer one among `others`: "diabetes" in "type 1 diabetes" is not one by itself."""
    return [
        hit
        for hit in hits
        if not any(
            other.start <= hit.start and hit.end <= other.end and other.end - other.start > hit.end - hit.start
            for other in others
        )
    ]


@lru_cache(maxsize=20_000)
def _pattern(term: str) -> _Pattern:
    term = " ".join(term.split())
    bare = re.sub(r"\W", "", term)
    shout = bare.isupper() and len(bare) <= 5  # an abbreviation: ADD is not "add"
    tokens = _TOKENS.findall(term)
    words = [at for at, token in enumerate(tokens) if re.search(r"\w", token)]
    pieces: list[str] = []
    literals: list[str] = []
    for at, token in enumerate(tokens):
        if at not in words:
            pieces.append(_GAP if token.isspace() else _NARROW)
        elif at == words[-1]:
            piece, stems = _inflected(token)
            pieces.append(piece)
            literals += stems
        else:
            pieces.append(_spelled(token))
            literals += _literals(token)
    expression = re.compile(r"(?<!\w)" + "".join(pieces) + r"(?!\w)", 0 if shout else re.IGNORECASE)
    key = max(literals, key=len, default="")
    return _Pattern(term, expression, (key,) if len(key) >= 3 else ())


def _inflected(word: str) -> tuple[str, list[str]]:
    """The pattern of a word with its plural or singular, and pieces of it that every match contains."""
    forms = _irregular().get(word.lower())
    if forms:
        return "(?:" + "|".join(_spelled(form) for form in forms) + ")", []
    lower = word.lower()
    if len(word) > 4 and lower.endswith("ies"):
        stem, ending = word[:-3], "(?:y|ies)"
    elif len(word) > 3 and lower.endswith("y") and lower[-2] not in "aeiou":
        stem, ending = word[:-1], "(?:y|ies)"
    elif len(word) > 4 and lower.endswith(("sses", "xes", "ches", "shes")):
        stem, ending = word[:-2], "(?:es)?"
    elif len(word) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "is", "'s")):
        stem, ending = word[:-1], "s?"
    else:
        hissing = lower.endswith(("s", "x", "z", "ch", "sh", "o"))  # "rates" is not the plural of "rat"
        stem, ending = word, ("(?:s|es)?" if hissing else "s?") if lower[-1:].isalpha() else ""
    return _spelled(stem) + ending, _literals(stem)


def _spelled(word: str) -> str:
    """The pattern of a word in all its spellings."""
    prefix, rest = _prefixed(word)
    pieces: list[str] = [re.escape(prefix) + _NARROW] if prefix else []
    for literal, pattern in _split(rest):
        pieces.append(pattern if pattern else re.escape(literal))
    return "".join(pieces)


def _literals(word: str) -> list[str]:
    prefix, rest = _prefixed(word)
    found = [literal.lower() for literal, pattern in _split(rest) if not pattern]
    return [*found, prefix.lower()] if prefix else found


def _prefixed(word: str) -> tuple[str, str]:
    lower = word.lower()
    for prefix in _spelling()["prefixes"]:
        if lower.startswith(prefix) and len(word) - len(prefix) >= 4:
            return word[: len(prefix)], word[len(prefix) :]
    return "", word


def _split(word: str) -> list[tuple[str, str]]:
    """`word` in pieces: (letters, "") as they are, or (letters, pattern) where spellings differ."""
    pieces: list[tuple[str, str]] = []
    lower, at, plain = word.lower(), 0, ""
    while at < len(word):
        for form, pattern in _variants():
            if lower.startswith(form, at):
                if plain:
                    pieces.append((plain, ""))
                    plain = ""
                pieces.append((word[at : at + len(form)], pattern))
                at += len(form)
                break
        else:
            plain += word[at]
            at += 1
    if plain:
        pieces.append((plain, ""))
    return pieces


@lru_cache(maxsize=1)
def _spelling() -> dict[str, Any]:
    return yaml.safe_load(files("arakis.words").joinpath("spelling.yaml").read_text("utf-8"))


@lru_cache(maxsize=1)
def _variants() -> tuple[tuple[str, str], ...]:
    """Each form with the pattern of its pair, longest forms first."""
    found = {
        form: "(?:" + "|".join(sorted(pair, key=lambda one: (-len(one), one))) + ")"
        for pair in _spelling()["pairs"]
        for form in pair
    }
    return tuple(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


@lru_cache(maxsize=1)
def _irregular() -> dict[str, tuple[str, ...]]:
    return {form: tuple(forms) for forms in _spelling()["irregular"] for form in forms}
