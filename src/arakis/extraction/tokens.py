"""Words of a text with their places, normalised so that spelling variants and plurals meet."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from arakis.extraction.words import words

_WORD = re.compile(r"\d+|[^\W\d_]+(?:[’'][^\W\d_]+)?|%|[+]")
# raised signs mark notes and powers and are no part of a word; lowered digits are ("SpO₂")
_SIGNS = str.maketrans(
    "₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
    "0123456789" + " " * 40,
)


@dataclass(frozen=True)
class Token:
    """A word in normal form and its place."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=50_000)
def normal(word: str) -> str:
    """A word in lower case without accents, plural, possessive, and British or American spelling."""
    plain = "".join(s for s in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(s))
    plain = re.sub(r"['’]s?$", "", plain).replace("’", "").replace("'", "")
    if not plain.isascii() or plain.isdigit() or len(plain) < 4:
        return plain
    if plain.endswith("ies") and len(plain) > 4:
        plain = plain[:-3] + "y"
    elif plain.endswith(("sses", "ches", "shes", "xes")):
        plain = plain[:-2]
    elif plain.endswith("s") and not plain.endswith(("ss", "us", "is")):
        plain = plain[:-1]
    plain = plain.replace("ae", "e").replace("oe", "e")
    plain = re.sub(r"our$", "or", plain)
    plain = re.sub(r"ise(d?)$", r"ize\1", plain)
    plain = plain.replace("isation", "ization").replace("ising", "izing").replace("centre", "center")
    return plain.replace("analyse", "analyze").replace("programme", "program")


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of `text[start:end]` in order. Hyphens separate words, and so do digits: "3h" gives "3" and "h"."""
    found: list[Token] = []
    part = text[start:end].translate(_SIGNS)
    for match in _WORD.finditer(part):
        word = match.group(0)
        if word in ("No", "Nos", "no") and part[match.end() : match.end() + 2] in (". ", "."):
            word = "number"  # "No. with colds" counts, it does not deny
        found.append(Token(normal(word), start + match.start(), start + match.end()))
    return found


@lru_cache(maxsize=20_000)
def phrase(text: str) -> tuple[str, ...]:
    """The normal words of a phrase. A word that ends in * stands for any word that starts so."""
    out: list[str] = []
    for match in re.finditer(r"\d+|[^\W\d_]+(?:[’'][^\W\d_]+)?\*?|%|[+]", text.translate(_SIGNS)):
        word = match.group(0)
        out.append(normal(word[:-1]) + "*" if word.endswith("*") else normal(word))
    return tuple(out)


def same(word: str, wanted: str) -> bool:
    """Whether a normal word is what a phrase's word asks for."""
    return word.startswith(wanted[:-1]) if wanted.endswith("*") and len(wanted) > 3 else word == wanted


def find(found: Sequence[Token], wanted: tuple[str, ...]) -> list[int]:
    """Places (indices) in `found` at which the words `wanted` stand one after another."""
    if not wanted:
        return []
    size = len(wanted)
    return [
        at
        for at in range(len(found) - size + 1)
        if all(same(found[at + step].word, word) for step, word in enumerate(wanted))
    ]


@cache
def generic() -> frozenset[str]:
    """Words that say nothing about the topic."""
    return frozenset(normal(word) for word in words("context", "generic"))


@cache
def stop() -> frozenset[str]:
    """Function words and units among the generic words, which never make a label more special."""
    return generic()


def content(text: str | Iterable[Token]) -> tuple[str, ...]:
    """The words of a label that carry meaning, in order: no generic words, no bare numbers."""
    found = tokens(text) if isinstance(text, str) else text
    return tuple(t.word for t in found if t.word not in generic() and not t.word.isdigit() and t.word not in "%+")
