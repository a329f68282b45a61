"""What a criterion asks for, read from its element, text and terms by the general vocabulary."""

import re
from dataclasses import dataclass
from functools import lru_cache

from arakis.domain.protocol import Criterion
from arakis.screening.vocabulary import demands, named, terms, words
from arakis.words.negation import negated
from arakis.words.terms import Terms
from arakis.words.text import Text

_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d|21\d\d)\b")
_AFTER = re.compile(r"\b(?:since|from|after|later than|onwards?|start\w*)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:before|until|up to|till|to|through|end\w*)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """A criterion as the rules see it.

    terms, contrary   words to look for as they are (names of kinds are left to the kinds)
    kinds             for an exclude criterion: the kinds of publication or study it excludes
    against           for an include criterion: the kinds that contradict it
    accepts           for an include criterion on allocation: the ways it accepts ("any": also others)
    allocated_out     for an exclude criterion: the ways of allocation it excludes
    original          for an exclude criterion: whether words about data of its own speak against the kinds
    """

    terms: tuple[str, ...] = ()
    contrary: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    accepts: frozenset[str] = frozenset()
    allocated_out: frozenset[str] = frozenset()
    original: bool = False
    languages: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None


# Kinds that a paper with people recruited in it cannot be.
SECOND_HAND = frozenset({"review", "systematic review", "editorial", "comment", "news", "guideline", "letter"})


def asked(criterion: Criterion) -> Asked:
    """What `criterion` asks for."""
    return _asked(criterion.model_dump_json())


@lru_cache(maxsize=1_000)
def _asked(written: str) -> Asked:
    criterion = Criterion.model_validate_json(written)
    if criterion.element == "language":
        return Asked(languages=_languages(criterion))
    if criterion.element == "date":
        start, end = years(criterion.text)
        return Asked(start=start, end=end)
    if criterion.kind == "include":
        return _include(criterion)
    return _exclude(criterion)


def years(text: str) -> tuple[int | None, int | None]:
    """The first and last year of publication that a sentence allows, inclusive; None: no limit."""
    found = [int(year) for year in _YEAR.findall(text)]
    if len(found) >= 2:
        return min(found), max(found)
    if not found:
        return None, None
    head = text[: text.index(str(found[0]))]
    if re.search(r"\bafter\b", head, re.IGNORECASE):
        return found[0] + 1, None
    if re.search(r"\bbefore\b", head, re.IGNORECASE):
        return None, found[0] - 1
    if _AFTER.search(text):
        return found[0], None
    if _BEFORE.search(text):
        return None, found[0]
    return found[0], found[0]


def _include(criterion: Criterion) -> Asked:
    texts = (criterion.text, *criterion.terms)
    own = set(named("kinds", texts))
    against: list[str] = []
    for name, demand in demands().items():
        if criterion.element in demand.elements and terms("demands", name, "named_by").find(Text(criterion.text)):
            against += [kind for kind in demand.against if kind not in own and kind not in against]
    # Kinds that the criterion names among its contrary words are told by more than the bare word.
    against += [kind for kind in named("kinds", criterion.contrary) if kind not in against and kind not in own]
    accepts: frozenset[str] = frozenset()
    if criterion.element in ("design", "other", "publication"):
        accepts = _accepted(criterion)
    more: tuple[str, ...] = ()
    if criterion.element == "population" and {one.casefold() for one in criterion.terms} & set(words()["anybody"]):
        more = tuple(words()["people"])
    return Asked(
        terms=(*criterion.terms, *more),
        contrary=_not_kinds(criterion.contrary),
        against=tuple(against),
        accepts=accepts,
    )


def _exclude(criterion: Criterion) -> Asked:
    text = Text(criterion.text)
    found = named("kinds", (criterion.text,))
    excluded = [kind for kind, hits in found.items() if not all(negated(text, hit.start, hit.end) for hit in hits)]
    if criterion.element == "population":
        excluded = [kind for kind in excluded if kind in ("animals", "in vitro")]
    excluded += [kind for kind in named("kinds", criterion.terms) if kind not in excluded]
    out: frozenset[str] = frozenset()
    if criterion.element == "design" and re.search(r"\bnon[- ]?random|\bnot random", criterion.text, re.IGNORECASE):
        out = frozenset({"not random"})
    return Asked(
        terms=_not_kinds(criterion.terms),
        contrary=criterion.contrary,
        kinds=tuple(excluded),
        allocated_out=out,
        original=any(kind in SECOND_HAND for kind in excluded),
    )


def _accepted(criterion: Criterion) -> frozenset[str]:
    """The ways of allocation that the criterion's text and terms name; none when it does not ask for any."""
    text = Text(criterion.text)
    ways = {way for way, hits in named("accepts", (criterion.text,)).items() if way != "neutral" and hits}
    denied = {
        way
        for way in ways
        if all(negated(text, hit.start, hit.end) for hit in terms("accepts", way).find(text)) and way != "any"
    }
    ways -= denied
    if not ways:
        return frozenset()
    ways |= {
        way for way in named("accepts", criterion.terms) if way in ("alternate", "systematic") and "random" in ways
    }
    if "any" in ways:
        ways |= {"random", "alternate", "systematic", "not random"}
    return frozenset(ways)


def _not_kinds(given: tuple[str, ...]) -> tuple[str, ...]:
    """Terms that are not themselves the name of a kind ("letter" as a bare word would find posted letters)."""
    return tuple(term for term in given if not _is_kind(term))


@lru_cache(maxsize=5_000)
def _is_kind(term: str) -> bool:
    text = Text(" ".join(term.split()))
    return any(
        hit.start == 0 and hit.end == len(text.plain) for hits in named("kinds", (text.raw,)).values() for hit in hits
    )


def _languages(criterion: Criterion) -> tuple[str, ...]:
    text = Text(" ; ".join((criterion.text, *criterion.terms)))
    return tuple(
        name for name, forms in words()["languages"].items() if Terms(f for f in forms if len(f) > 3).find(text)
    )
