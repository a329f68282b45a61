"""A report's own sentences, looked through with the wordings that allow an answer."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from arakis.bias.allocation import quote
from arakis.domain.bias import BiasAnswer
from arakis.domain.document import TextLayer
from arakis.domain.evidence import Evidence
from arakis.words.allocation import union
from arakis.words.negation import negated
from arakis.words.passages import Span, passages
from arakis.words.text import Text

QUOTES = 3
_TELLING = frozenset({"Y", "PY", "PN", "N"})


@dataclass(frozen=True)
class Match:
    """Words at `start:end` of the text, with the named groups of their pattern."""

    start: int
    end: int
    groups: dict[str, str]


@dataclass(frozen=True)
class Told:
    """An answer that the report's words allow."""

    answer: BiasAnswer
    why: str
    evidence: tuple[Evidence, ...]


class Reading:
    """A text layer without introduction, discussion and references, ready to be asked."""

    def __init__(self, layer: TextLayer) -> None:
        self.layer = layer
        self.text = Text(layer.text)
        title, spans = passages(layer, self.text)
        own = [span for span in spans if span.place != "background"]
        self.spans: list[Span] = ([title] if title else []) + own

    def rules(self, section: str, question: str = "") -> Told | None:
        """The answer of the first rule of a section whose words are there; None when none are.

        When words for yes and words for no are both there, the answer is NI with both quoted. Words that only make
        an answer likely (PY) give way to words for the contrary.
        """
        found: list[Told] = []
        for rule in wording()[section]:
            if question and question not in rule.get("questions", (question,)):
                continue
            matches = self._all(rule["all"]) if "all" in rule else self.find(_compiled(*rule["any"]))
            if "unless" in rule:
                matches = [one for one in matches if not self._vetoed(one, _compiled(*rule["unless"]))]
            if matches:
                evidence = tuple(self.cite(one) for one in _distinct(matches)[:QUOTES])
                found.append(Told(rule["answer"], rule["why"], evidence))
        telling = [one for one in found if one.answer in _TELLING]
        if not telling:
            return found[0] if found else None
        yes = [one for one in telling if one.answer in ("Y", "PY")]
        no = [one for one in telling if one.answer in ("N", "PN")]
        if yes and no:
            sure = [one for one in yes if one.answer == "Y"]
            if not sure:
                return no[0]
            return Told(
                "NI", f"the words disagree: {sure[0].why}; {no[0].why}", sure[0].evidence[:1] + no[0].evidence[:1]
            )
        return telling[0]

    def numbers(self, section: str) -> list[Match]:
        """The matches of a section's patterns with their named groups, each place once."""
        found: list[Match] = []
        for expression in wording()[section]:
            for match in self.find(_compiled(expression)):
                if not any(one.start < match.end and match.start < one.end for one in found):
                    found.append(match)
        return sorted(found, key=lambda one: one.start)

    def find(self, pattern: re.Pattern[str]) -> list[Match]:
        """Where a pattern stands in the report's own sentences and is not denied."""
        found: list[Match] = []
        for span in self.spans:
            for match in pattern.finditer(self.text.lower, span.start, span.end):
                if match.end() > match.start() and not negated(self.text, match.start(), match.end()):
                    groups = {name: given for name, given in match.groupdict().items() if given is not None}
                    found.append(Match(match.start(), match.end(), groups))
        return found

    def cite(self, match: Match) -> Evidence:
        """The sentence of a match as evidence."""
        return quote(self.layer, self.text, self.spans, match.start, match.end)

    def _vetoed(self, match: Match, pattern: re.Pattern[str]) -> bool:
        """Whether the sentence of a match also holds words that make it mean something else."""
        for span in self.spans:
            if span.start <= match.start and match.end <= span.end:
                return pattern.search(self.text.lower, span.start, span.end) is not None
        return False

    def _all(self, expressions: list[str]) -> list[Match]:
        patterns = [_compiled(expression) for expression in expressions]
        found: list[Match] = []
        for span in self.spans:
            places = [pattern.search(self.text.lower, span.start, span.end) for pattern in patterns]
            known = [place for place in places if place is not None]
            if len(known) == len(patterns):
                found.append(Match(min(one.start() for one in known), max(one.end() for one in known), {}))
        return found


@lru_cache(maxsize=1)
def wording() -> dict[str, Any]:
    """The data file of wordings."""
    return yaml.safe_load(files("arakis.bias").joinpath("wording.yaml").read_text("utf-8"))


@lru_cache(maxsize=500)
def _compiled(*expressions: str) -> re.Pattern[str]:
    return union(expressions)


def _distinct(matches: list[Match]) -> list[Match]:
    return sorted(matches, key=lambda one: (one.start, one.end))
