"""Numbers of sentences: each mention tied to one arm by the order of words, to an outcome and a time point."""

import re
from dataclasses import replace

from arakis.domain.document import TextLayer
from arakis.domain.evidence import Evidence
from arakis.domain.protocol import Outcome
from arakis.extraction.claims import Claim, Where, stated
from arakis.extraction.labels import SINCE, trial_label
from arakis.extraction.mentions import Mention, mentions
from arakis.extraction.numbers import Number, numbers
from arakis.extraction.pairing import Side, Spotted, clauses, pair, sides_in, size_beside, spot
from arakis.extraction.terms import Hit, Lexicon
from arakis.extraction.times import Time, times
from arakis.extraction.tokens import find, normal, phrase, tokens
from arakis.extraction.words import load, words

_MOVED = re.compile(
    r"\b(?:decreas|increas|declin|reduc|drop|improv|rose|gain|lost|loss|fell|fall)\w*\s+(?:\w+\s+){0,3}?(?:by|from|of)\b",
    re.I,
)
_OF_THESE = re.compile(r"\bof\s+(?:these|them|those|which|whom),?\s*(?:only\s+)?$", re.I)
_BARE = frozenset({"case", "cases", "event", "events", "affected"})  # words that may mean a part of what was counted
_FATAL = re.compile(r"\b(?:died|deaths?|fatal|dying)\b", re.I)


class Prose:
    """Reads the sentences of a layer."""

    def __init__(self, layer: TextLayer, lexicon: Lexicon, spread: str, two_arms: bool) -> None:
        self.layer, self.lexicon, self.spread, self.two_arms = layer, lexicon, spread, two_arms

    def read(self, spotted: list[Spotted], first_group: int) -> list[Claim]:
        """The claims of the sentences."""
        out: list[Claim] = []
        group = first_group
        for index, one in enumerate(spotted):
            section = one.sentence.section
            if section is not None and section.kind in ("title", "introduction"):
                continue
            for comparison in self.lexicon.protocol.comparisons:
                sides = sides_in(self.layer.text, one, comparison.id, self.two_arms)
                sides = sides or self._carried(spotted, index, comparison.id)
                if not sides:
                    continue
                for outcome in self.lexicon.protocol.outcomes:
                    group += 1
                    out.extend(self._sentence(spotted, index, comparison.id, sides, outcome, group * 100))
        return out

    def _carried(self, spotted: list[Spotted], index: int, comparison: str) -> list[Side]:
        """The side of the sentence before, for "Of these, 12 developed a cold"; none when it names both."""
        one = spotted[index]
        text = self.layer.text[one.sentence.start : one.sentence.end]
        if index == 0 or not re.search(r"\b(?:of|among|in)\s+(?:these|them|whom|this\s+group)\b", text, re.I):
            return []
        before = spotted[index - 1]
        if before.sentence.paragraph != one.sentence.paragraph:
            return []
        sides = sides_in(self.layer.text, before, comparison, self.two_arms)
        return sides[-1:] if len({side.side for side in sides}) == 1 else []

    def _sentence(
        self, spotted: list[Spotted], index: int, comparison: str, sides: list[Side], outcome: Outcome, group: int
    ) -> list[Claim]:
        one = spotted[index]
        text = self.layer.text
        if outcome.kind == "other":
            return []
        continuous = outcome.kind == "continuous"
        found = mentions(text, one.sentence.start, one.sentence.end, continuous)
        if not found:
            return []
        if sides[0].end <= one.sentence.start:  # carried over from the sentence before
            tied = {0: sides[0]} if len(found) == 1 else {}
        else:
            tied = pair(text, one, found, sides)
        out: list[Claim] = []
        for at, side in sorted(tied.items()):
            mention = found[at]
            if at and _OF_THESE.search(text[one.sentence.start : mention.start]):
                continue  # a part of what was counted before: "7 deaths, and of these two were from other causes"
            named = self._outcome(spotted, index, outcome, mention, found)
            if named is None:
                continue
            evidence, denied = named
            where = self._where(one, comparison, outcome, mention, found)
            if where is None or (continuous and self._moves(one, outcome)):
                continue
            ties = [evidence, self.layer.quote(side.start, side.end, "arm")]
            if where.months is not None:
                moment = next((t for t in self._times(one) if t.months == where.months), None)
                if moment:
                    ties.append(self.layer.quote(moment.start, moment.end, "time"))
            place = "abstract" if one.sentence.section and one.sentence.section.kind == "abstract" else "text"
            mention = self._of_people(one, mention, sides)
            if mention is None:
                continue
            roles = self._roles(one, mention, denied)
            beside = size_beside(text, one, side, sides)
            if beside and not any(role == "total" for role, _ in roles):
                roles.append(("total", beside))
            for role, number in roles:
                out.append(
                    Claim(
                        where=where,
                        side=side.side,
                        arm=side.text,
                        role=role,
                        value=stated(self.layer, number, ties),
                        place=place,
                        number=number,
                        rank=2 if evidence.quote.lower() in _BARE else 0,
                        group=group + at,
                    )
                )
        return out

    def _of_people(self, one: Spotted, mention: Mention, sides: list[Side]) -> Mention | None:
        """The mention, without its total where that counts events: "of the 37 colds, 12 occurred with zinc".

        None where the number is a part of one side's events: "2 of the 12 colds with zinc were severe".
        """
        if mention.total is None or mention.events is None:
            return mention
        text = self.layer.text
        after = text[mention.total.end : mention.total.end + 40]
        named = re.match(r"\s+(?:cases|events|deaths|episodes)\b", after)
        hit = next((h for h in one.hits if h.outcomes and mention.total.end <= h.start <= mention.total.end + 25), None)
        if not named and hit:
            between = text[mention.total.end : hit.start]
            named = re.fullmatch(r"\s+(?:[a-z-]+\s+){0,2}", between) and not re.search(
                r"\b(?:with|had|have|developed|caught|contracted|got|had\s+an?|for|were|was|a|an|the|free|without|and|in)\s",
                between,
            )
            if any(mention.total.end <= s.start < hit.start for s in sides):
                named = None
        if not named:
            return mention
        if mention.events.start < mention.total.start:
            return None
        if any(mention.total.start <= s.start < mention.events.start for s in sides):
            return None
        return replace(mention, kind="count", total=None, percent=None)

    def _roles(self, one: Spotted, mention: Mention, denied: bool) -> list[tuple[str, Number]]:
        if mention.kind == "mean":
            assert mention.mean
            assert mention.spread
            sentence = self.layer.text[one.sentence.start : one.sentence.end].lower()
            kind = mention.spread_kind
            if kind in ("", "bracket"):
                if kind == "bracket" and "mean" not in sentence:
                    return []
                told = {
                    k
                    for k, p in (
                        ("sd", r"\bs\.?d\.?\b|standard deviation"),
                        ("se", r"\bs\.?e\.?m?\.?\b|standard error"),
                    )
                    if re.search(p, sentence)
                }
                kind = told.pop() if len(told) == 1 else (self.spread if not told else "")
                if not kind and mention.spread_kind == "bracket":
                    return []
            return [("mean", mention.mean), (kind if kind in ("sd", "se") else "spread", mention.spread)]
        event = "non-events" if denied else "events"
        out: list[tuple[str, Number]] = []
        if mention.events:
            out.append((event, mention.events))
        if mention.total:
            out.append(("total", mention.total))
        if mention.percent:
            out.append(("percent", mention.percent))
        return out

    def _outcome(
        self, spotted: list[Spotted], index: int, outcome: Outcome, mention: Mention, found: list[Mention]
    ) -> tuple[Evidence, bool] | None:
        """The words that name the outcome of a mention. None when it is not clear that it is this outcome."""
        one = spotted[index]
        text = self.layer.text
        hits = [hit for hit in one.hits if outcome.id in hit.outcomes]
        others = [hit for hit in one.hits if hit.outcomes and outcome.id not in hit.outcomes]
        clause = next(
            ((a, b) for a, b in clauses(text, one.sentence.start, one.sentence.end) if a <= mention.start < b), None
        )
        if clause is None:
            return None
        beside = [hit for hit in one.hits if hit.outcomes and mention.start <= hit.start <= mention.end + 10]
        if beside and not any(hit.outcomes - {outcome.id} for hit in beside):  # "5 deaths from all causes among 123"
            if self._weakened(one, beside[0]) or self._of_the_dead(mention, beside[0]):
                return None
            return self._tie(beside[0]), beside[0].negated
        near = [hit for hit in hits if clause[0] <= hit.start < clause[1]]
        rivals = [hit for hit in others if clause[0] <= hit.start < clause[1]]
        if rivals:
            # several outcomes in one clause: the one that stands between this mention and the next decides
            later = [n.start for n in numbers(text, mention.end, clause[1])]
            stop = min(later) if later else clause[1]
            between = [hit for hit in one.hits if hit.outcomes and mention.start <= hit.start < stop]
            if (
                len(between) == 1
                and outcome.id in between[0].outcomes
                and len({h.outcomes for h in near + rivals}) == len(near + rivals)
            ):
                return self._tie(between[0]), between[0].negated
            return None
        chosen = near or ([] if others else hits)
        if chosen:
            if len({hit.negated for hit in chosen}) > 1:
                return None
            if self._weakened(one, chosen[0]) or self._of_the_dead(mention, chosen[0]):
                return None
            return self._tie(chosen[0]), chosen[0].negated
        if others or mention.kind == "mean":
            return None
        if not self._refers(one, mention):
            return None
        for back in range(1, 3):
            if index - back < 0:
                break
            earlier = spotted[index - back]
            if earlier.sentence.paragraph != one.sentence.paragraph:
                break
            named = {o for hit in earlier.hits for o in hit.outcomes if not hit.negated}
            if named:
                if named != {outcome.id}:
                    return None
                return self._tie(next(hit for hit in earlier.hits if outcome.id in hit.outcomes)), False
        section = one.sentence.section
        if section is not None and section.heading:
            at = text.find(section.heading.split(" / ")[-1], section.start, section.end)
            if at >= 0:
                heading = self.lexicon.spot(tokens(text, at, at + len(section.heading.split(" / ")[-1])))
                if {o for hit in heading for o in hit.outcomes} == {outcome.id}:
                    return self._tie(heading[0]), False
        return None

    def _of_the_dead(self, mention: Mention, hit: Hit) -> bool:
        """Whether the number counts those who died with the outcome: "three of those with a cold died of it"."""
        text = self.layer.text
        after = text[mention.end : mention.end + 80].split(";")[0].split(".")[0]
        return bool(_FATAL.search(after)) and not _FATAL.search(text[hit.start : hit.end])

    def _refers(self, one: Spotted, mention: Mention) -> bool:
        after = tokens(self.layer.text, mention.start, min(one.sentence.end, mention.end + 70))
        return any(find(after, phrase(word)) for word in words("context", "referring"))

    def _weakened(self, one: Spotted, hit: Hit) -> bool:
        """Whether the outcome stands in words such as "history of", "death from", "suspected of"."""
        before = self.layer.text[max(one.sentence.start, hit.start - 40) : hit.start].lower()
        return bool(
            re.search(
                r"(?:history\s+of|died\s+(?:of|from)|deaths?\s+(?:from|due\s+to|caused\s+by)|mortality\s+from|contacts?\s+(?:of|with)|exposed\s+to|risk\s+of|suspected(?:\s+of)?|family\s+history\s+of|previous|prior|treated\s+for|against|prevent(?:ion)?(?:\s+of)?|screened\s+for|time\s+to|fear\s+of)\s+(?:[a-z]+\s+)?$",
                before,
            )
        )

    def _tie(self, hit: Hit) -> Evidence:
        return self.layer.quote(hit.start, hit.end, "outcome")

    def _times(self, one: Spotted) -> list[Time]:
        return times(self.layer.text, one.sentence.start, one.sentence.end, label=False)

    def _where(
        self, one: Spotted, comparison: str, outcome: Outcome, mention: Mention, found: list[Mention]
    ) -> Where | None:
        text = self.layer.text
        sentence = text[one.sentence.start : one.sentence.end]
        if self._is_subgroup(one, mention):
            return None
        baseline = any(
            any(at == 0 or one.found[at - 1].word not in SINCE for at in find(one.found, phrase(word)))
            for word in words("context", "baseline")
            if " " in word or word == "baseline"
        )
        if baseline and "baseline" not in outcome.name.lower():
            return None
        moments = self._times(one)
        months = {moment.months for moment in moments}
        time: Time | None = None
        if len(months) == 1:
            time = moments[0]
        elif len(months) > 1:
            clause = next(
                ((a, b) for a, b in clauses(text, one.sentence.start, one.sentence.end) if a <= mention.start < b),
                None,
            )
            near = [m for m in moments if clause and clause[0] <= m.start < clause[1]]
            if len({m.months for m in near}) != 1:
                return None
            time = near[0]
        population = ""
        for name, phrases in load("context")["populations"].items():
            if any(find(one.found, phrase(word)) for word in phrases):
                if population:
                    return None
                population = name
        instrument = next((name for name in outcome.instruments if name.lower() in sentence.lower()), "")
        changed = {normal(word) for word in words("statistics", "change")}
        if outcome.kind == "continuous" and any(token.word in changed for token in one.found):
            instrument = f"{instrument}, change".strip(", ")
        trial = trial_label(sentence) or one.sentence.trial
        where = Where(comparison, outcome.id, trial, instrument, "", None, population)
        return replace(where, time=time.text, months=time.months) if time else where

    def where_of(self, one: Spotted, comparison: str, outcome: Outcome, number: Number) -> Where | None:
        """The result that a number of a sentence is about."""
        return self._where(one, comparison, outcome, Mention("effect", number.start, number.end), [])

    def _moves(self, one: Spotted, outcome: Outcome) -> bool:
        """Whether the sentence tells of a fall or rise "by" or "from" a number, whose sign or moment is unclear."""
        own = [(hit.start, hit.end) for hit in one.hits if outcome.id in hit.outcomes]
        return any(
            not any(match.start() < end and start < match.end() for start, end in own)
            for match in _MOVED.finditer(self.layer.text, one.sentence.start, one.sentence.end)
        )

    def _is_subgroup(self, one: Spotted, mention: Mention) -> bool:
        before = self.layer.text[one.sentence.start : mention.end + 60].lower()
        return bool(
            re.search(
                r"\b(?:among|in|for|of)\s+(?:the\s+)?(?:\d+\s+)?(?:men|women|males|females|boys|girls|those\s+aged|patients\s+aged|children\s+aged|smokers|non-?smokers|the\s+subgroup|a\s+subgroup)\b|\bsubgroup\b",
                before,
            )
        )


__all__ = ["Prose", "Side", "Spotted", "sides_in", "spot"]
