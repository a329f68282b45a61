"""The words of a protocol, and where they stand in a text: longest match first, aware of negation."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from arakis.domain.protocol import Outcome, Protocol
from arakis.extraction.tokens import Token, find, generic, normal, phrase, tokens
from arakis.extraction.words import words

Owner = tuple[str, str]  # ("I" or "C", comparison id) or ("O", outcome id)
MAX_ABBREVIATIONS = 400
_LETTERED = re.compile(r"\b(?:[Gg]roup|GROUP|[Aa]rm)\s+([A-D]|I{1,3}|IV)\b")
_CROSSED = re.compile(r"\bcross(?:ed)?[\s-]?over\b", re.I)
_GIVEN = re.compile(
    r"\s*(?:\(|:|=|,?\s*(?:which|who|children|patients|participants|women|men|infants|subjects)?\s*"
    r"(?:received|were\s+given|was\s+given|got|took|had|were\s+treated\s+with|was\s+treated\s+with)\b)"
)
_ABBREVIATION = re.compile(r"\(([A-Z][A-Za-z0-9&/-]{1,9})\)")


@dataclass(frozen=True)
class Hit:
    """Words of the protocol at `start:end` of the text (`first:last` of the tokens, last excluded)."""

    owners: frozenset[Owner]
    start: int
    end: int
    first: int
    last: int
    negated: bool = False

    def side(self, comparison: str) -> str:
        """ "I", "C" or "" for a comparison; "" as well when the words name both sides."""
        sides = {kind for kind, owner in self.owners if owner == comparison and kind in "IC"}
        return sides.pop() if len(sides) == 1 else ""

    @property
    def outcomes(self) -> frozenset[str]:
        """The outcomes that the words name."""
        return frozenset(owner for kind, owner in self.owners if kind == "O")


class Lexicon:
    """Phrases of a protocol with their owners, widened by the abbreviations that a document introduces."""

    def __init__(self, protocol: Protocol, text: str = "") -> None:
        self.protocol = protocol
        self.phrases: dict[tuple[str, ...], set[Owner]] = {}
        self.letters: dict[str, frozenset[Owner]] = {}  # "A" -> the side that is called "group A"
        for comparison in protocol.comparisons:
            for kind, group, concept in (
                ("I", comparison.intervention, protocol.intervention),
                ("C", comparison.comparator, protocol.comparator),
            ):
                more = concept.terms if not group.terms and len(protocol.comparisons) == 1 else ()
                for term in (group.name, *group.terms, *more):
                    for variant in variants(term):
                        self.phrases.setdefault(variant, set()).add((kind, comparison.id))
        for outcome in protocol.outcomes:
            for term in (outcome.name, *outcome.terms, *_telling(outcome, protocol)):
                for variant in variants(term):
                    self.phrases.setdefault(variant, set()).add(("O", outcome.id))
        self._shorten(text)
        self._loose: dict[frozenset[str], set[Owner]] = {}
        for one, owners in self.phrases.items():
            bare = frozenset(word for word in one if word not in generic() and not word.isdigit())
            named = {owner for owner in owners if owner[0] == "O"}
            if len(bare) > 1 and named and not any(word.endswith("*") or word in negating() for word in one):
                self._loose.setdefault(bare, set()).update(named)
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        self._open: list[tuple[str, ...]] = []
        for one in sorted(self.phrases, key=lambda p: (-len(p), p)):
            if one[0].endswith("*"):
                self._open.append(one)
            else:
                self._by_first.setdefault(one[0], []).append(one)
        self._text = text
        self.letters = self._groups_by_letter(text)

    def _groups_by_letter(self, text: str) -> dict[str, frozenset[Owner]]:
        """What the letters of groups stand for where the report says so: "zinc (group A)", "group B received placebo".

        Only letters of which all such places name the same side of the same comparison, and only where both sides of
        it have one. None in crossover trials, whose groups are sequences.
        """
        said: dict[str, set[Owner]] = {}
        if _CROSSED.search(text):
            return {}
        for match in list(_LETTERED.finditer(text))[:MAX_ABBREVIATIONS]:
            before, behind = text[max(0, match.start() - 90) : match.start()], text[match.end() : match.end() + 90]
            hits: list[Hit] = []
            if re.search(r"\(\s*$", before):
                start = max(before.rfind(". "), before.rfind(";"), before.rfind(")"), before.rfind("\n\n")) + 1
                first = match.start() - len(before) + start
                hits = self.spot(tokens(text, first, match.start()))[-1:]
            else:
                given = _GIVEN.match(behind)
                if given:
                    stop = re.search(r"[.;)]", behind[given.end() :])
                    last = match.end() + (given.end() + stop.start() if stop else len(behind))
                    hits = self.spot(tokens(text, match.end(), last))[:1]
            for hit in hits:
                sides = {owner for owner in hit.owners if owner[0] in "IC"}
                said.setdefault(match.group(1), set()).update(_opposite(sides) if hit.negated else sides)
        known = {letter: frozenset(owners) for letter, owners in said.items()}
        clear: dict[str, frozenset[Owner]] = {}
        for letter, owners in known.items():
            one_side = len({comparison for _, comparison in owners}) == len(owners) > 0
            others = [other for name, other in known.items() if name != letter]
            if one_side and any(_opposite(owners) & other for other in others):
                clear[letter] = owners
        return clear

    def _shorten(self, text: str) -> None:
        """Learn "white grape juice (WGJ)": letters in brackets behind a phrase stand for it."""
        seen = 0
        for match in _ABBREVIATION.finditer(text):
            seen += 1
            if seen > MAX_ABBREVIATIONS:
                break
            short = match.group(1)
            if sum(sign.isupper() for sign in short) < 2:
                continue
            before = tokens(text, max(0, match.start() - 120), match.start())
            letters = [sign.lower() for sign in short if sign.isalpha()]
            for one, owners in list(self.phrases.items()):
                if len(one) < 2 or len(before) < len(one):
                    continue
                at = find(before[-len(one) :], one)
                initials = [word[0] for word in one if word not in ("of", "and", "the", "in", "with", "+", "%")]
                if (
                    at
                    and match.start() - before[-1].end <= 1
                    and initials[0] == letters[0]
                    and len(letters) <= len(one) + 2
                ):
                    self.phrases.setdefault((normal(short),), set()).update(owners)

    def spot(self, found: Sequence[Token]) -> list[Hit]:
        """The phrases that stand in `found`, in order; a longer one hides those inside it."""
        places: list[tuple[int, int, tuple[str, ...]]] = []
        for at, token in enumerate(found):
            for one in (*self._by_first.get(token.word, ()), *self._open):
                if find(found[at : at + len(one)], one):
                    places.append((at, at + len(one), one))
        places.extend(self._loosely(found))
        lettered = self._lettered(found)
        places.sort(key=lambda place: (place[0] - place[1], place[0], place[2]))
        taken: set[int] = set()
        chosen: dict[tuple[int, int], set[Owner]] = {}
        for first, last, one in places:
            if (first, last) in chosen:
                chosen[first, last] |= self._owners(one)
            elif not taken & set(range(first, last)):
                chosen[first, last] = set(self._owners(one))
                taken |= set(range(first, last))
        for place, owners in lettered.items():
            if not taken & set(range(*place)):
                chosen[place] = set(owners)
        return [
            Hit(
                owners=frozenset(owners),
                start=found[first].start,
                end=found[last - 1].end,
                first=first,
                last=last,
                negated=_negated(found, first),
            )
            for (first, last), owners in sorted(chosen.items())
        ]

    def _lettered(self, found: Sequence[Token]) -> dict[tuple[int, int], frozenset[Owner]]:
        """Groups that are named by their letter: "group A", and both of "groups A and B"."""
        out: dict[tuple[int, int], frozenset[Owner]] = {}
        for at in range(1, len(found) if self.letters else 0):
            letter = self._text[found[at].start : found[at].end]
            if letter not in self.letters:
                continue
            if found[at - 1].word in ("group", "arm"):
                out[at - 1, at + 1] = self.letters[letter]
            elif found[at - 1].word in ("and", "or", "versus", "vs", "than") and any(last == at - 1 for _, last in out):
                out[at, at + 1] = self.letters[letter]
        return out

    def _owners(self, one: tuple[str, ...]) -> set[Owner]:
        return self.phrases.get(one) or self._loose[frozenset(one)]

    def _loosely(self, found: Sequence[Token]) -> list[tuple[int, int, tuple[str, ...]]]:
        """Outcomes whose telling words stand in another order with only general words between: "illness duration"."""
        out: list[tuple[int, int, tuple[str, ...]]] = []
        for bare in self._loose:
            for at, token in enumerate(found):
                if token.word not in bare:
                    continue
                seen: set[str] = set()
                last = at
                while last < len(found) and (found[last].word in bare or found[last].word in generic()):
                    if last > at and found[last].start - found[last - 1].end > 2:
                        break
                    seen.add(found[last].word)
                    last += 1
                    if bare <= seen:
                        out.append((at, last, tuple(sorted(bare))))
                        break
        return out


def _telling(outcome: Outcome, protocol: Protocol) -> list[str]:
    """The instruments that tell a continuous outcome by their name alone: those of no other outcome, and no scale on
    which anything is rated."""
    others = {name.casefold() for one in protocol.outcomes if one is not outcome for name in one.instruments}
    rating = {phrase(name) for name in words("context", "rating_scales")}
    return [
        name
        for name in (outcome.instruments if outcome.kind == "continuous" else ())
        if name.casefold() not in others and phrase(name) not in rating
    ]


def _opposite(owners: Iterable[Owner]) -> set[Owner]:
    """The other sides of the same comparisons."""
    return {("C" if side == "I" else "I", comparison) for side, comparison in owners}


def negating() -> frozenset[str]:
    """Words that deny what follows."""
    return frozenset(words("context", "negators"))


def _negated(found: Sequence[Token], at: int) -> bool:
    """Whether the words before place `at` deny it: "not vaccinated", "no evidence of tuberculosis", "free from"."""
    negators = frozenset(words("context", "negators"))
    for step in range(1, 6):
        if at - step < 0:
            return False
        word = found[at - step].word
        if found[at - step + 1].start - found[at - step].end > 3:
            return False
        if word in negators or word == "free":
            return word != "no" or step < 5
        if word not in words("context", "between_denial"):
            return False
    return False


def variants(term: str) -> list[tuple[str, ...]]:
    """The forms in which a term is looked for: as it is, without brackets, and the abbreviation in brackets."""
    out: list[tuple[str, ...]] = [phrase(term)]
    bare = re.sub(r"\s*[(\[][^)\]]*[)\]]", "", term)
    if bare != term:
        out.append(phrase(bare))
        for inner in re.findall(r"[(\[]([^)\]]*)[)\]]", term):
            if re.fullmatch(r"[A-Z0-9][A-Za-z0-9&/-]{1,9}", inner.strip()) and sum(s.isupper() for s in inner) >= 2:
                out.append(phrase(inner))
    for one in list(out):
        trimmed = _trim(one)
        if trimmed != one:
            out.append(trimmed)
    return [one for one in dict.fromkeys(out) if one and (one[1:] or one[0] not in generic() or one == phrase(term))]


def _trim(one: tuple[str, ...]) -> tuple[str, ...]:
    """A phrase without articles and words such as "incidence of" at its ends."""
    first, last = 0, len(one)
    while first < last and one[first] in words("context", "edges"):
        first += 1
    while last > first and one[last - 1] in words("context", "edges"):
        last -= 1
    return one[first:last] or one


def distinctive(protocol: Protocol, comparison: str, side: str) -> frozenset[str]:
    """Content words of one side of a comparison that the other side does not use."""
    own: set[str] = set()
    other: set[str] = set()
    for one in protocol.comparisons:
        if one.id != comparison:
            continue
        for kind, group in (("I", one.intervention), ("C", one.comparator)):
            into = own if kind == side else other
            for term in (group.name, *group.terms):
                into.update(word for word in phrase(term) if word not in generic() and word not in "%+")
    return frozenset(own - other)


def any_of(hits: Iterable[Hit], outcome: str) -> list[Hit]:
    """Hits that name an outcome and are not denied."""
    return [hit for hit in hits if outcome in hit.outcomes and not hit.negated]
