"""Each criterion answered from the words of a record or document, with the words that the answer rests on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from arakis.domain.document import TextLayer
from arakis.domain.evidence import Evidence
from arakis.domain.protocol import Criterion, Protocol
from arakis.domain.record import Citation, Record
from arakis.domain.report import Report, Stage
from arakis.screening import finding
from arakis.screening.asked import SECOND_HAND, Asked, asked
from arakis.screening.finding import Finding
from arakis.screening.source import Source, of_citation, of_layer
from arakis.screening.vocabulary import kinds, words
from arakis.words.passages import RANK
from arakis.words.terms import Terms

Answer = Literal["met", "not met", "unclear"]
OWN, LABEL = RANK["own"], RANK["label"]


@dataclass(frozen=True)
class CriterionAnswer:
    """Whether one criterion is met, by which words, and why in one line."""

    criterion: str
    answer: Answer
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""


def assess(
    source: Record | Report | TextLayer, protocol: Protocol, stage: Stage, about: Citation | None = None
) -> tuple[CriterionAnswer, ...]:
    """One answer per criterion of the protocol, in its order.

    `source` is a record or report (stage "title_abstract") or a text layer ("full_text"; `about` then gives the
    bibliographic fields). A criterion is contradicted only by words that are there and speak of this paper; what is
    not mentioned is "unclear". Evidence cites the record that a field was taken from, or the layer.
    """
    seen = of_layer(source, about) if isinstance(source, TextLayer) else of_citation(source)
    return tuple(_answer(criterion, asked(criterion), seen) for criterion in protocol.criteria)


def _answer(criterion: Criterion, what: Asked, source: Source) -> CriterionAnswer:
    if criterion.element == "language" and what.languages:
        return _language(criterion, what, source)
    if criterion.element == "date" and (what.start or what.end):
        return _date(criterion, what, source)
    if criterion.kind == "include":
        return _include(criterion, what, source)
    return _exclude(criterion, what, source)


def _include(criterion: Criterion, what: Asked, source: Source) -> CriterionAnswer:
    against = _contradictions(what, source)
    own_words = finding.of_terms(source, Terms(what.contrary), strict=True)
    plain = finding.of_terms(source, Terms(what.terms))
    met = finding.without(plain, own_words + against)
    contrary = finding.without([one for one in own_words if one.rank >= OWN], plain)
    against += contrary
    support: list[Finding] = []  # words that speak against a contradiction without meeting the criterion
    claimed = False
    if what.accepts:
        kind, formed, why = finding.of_allocation(source)
        if kind in what.accepts:
            met += formed
            claimed = True
        elif kind != "not stated" and "any" not in what.accepts:
            against += [one for one in formed if one.rank >= OWN]
            met = []
        elif kind == "not stated" and formed and "any" not in what.accepts:
            return _unclear(criterion, f"how groups were formed: {why}", formed)
        if source.full and not claimed:
            met = [one for one in met if "any" in what.accepts]
    if against and all(one.what in SECOND_HAND for one in against):
        support = finding.of_original(source)
    if source.full:
        met = [one for one in met if one.rank > 0]
    against = _usable(against, source)
    if not against:
        if met:
            return _say(criterion, "met", met, "its words are there")
        reason = "no words for it" if what.terms or what.accepts else "it names no words to look for; a person decides"
        return _unclear(criterion, reason, [])
    if not met and _usable(contrary, source):  # data of its own do not make up for words the criterion rules out
        return _say(criterion, "not met", contrary, f"contradicted: {_names(contrary)}")
    if not met and not (support and max(one.rank for one in support) >= max(one.rank for one in against)):
        return _say(criterion, "not met", against, f"contradicted: {_names(against)}")
    strength = max(one.rank for one in against)
    if met and strength >= LABEL and not any(one.rank >= OWN for one in met) and not support:
        return _say(criterion, "not met", against, f"contradicted: {_names(against)}")
    if source.full and met and strength < LABEL:
        firm = [one for one in met if one.rank >= OWN]
        if len(firm) >= 2 * len(against):
            return _say(criterion, "met", firm, "its words are there, more than those against it")
    return _unclear(criterion, "words for it and against it", finding.best(met + support, 2) + finding.best(against, 2))


def _exclude(criterion: Criterion, what: Asked, source: Source) -> CriterionAnswer:
    hits = [one for name in what.kinds for one in finding.of_kind(source, kinds()[name])]
    systematic = kinds()["systematic review"]
    if "review" in what.kinds and systematic.name not in what.kinds and finding.of_kind(source, systematic):
        hits = [one for one in hits if one.what != "review"]  # narrative reviews are meant
    against = finding.of_terms(source, Terms(what.contrary))
    animals: list[Finding] = []
    if "animals" in what.kinds:
        animals = _animals(source)
        hits += animals
    plain = finding.of_terms(source, Terms(what.terms), strict=True)
    least = LABEL if source.full else OWN  # a long text mentions much: only its title says what it is about
    hits += [one for one in finding.without(plain, against) if one.rank >= least]
    against = finding.without(against, plain)
    hits = _usable(hits, source)
    if what.original and any(one not in animals for one in hits):
        against += finding.of_original(source)
    if what.allocated_out:
        kind, formed, _ = finding.of_allocation(source)
        if kind in what.allocated_out:
            hits += formed
    if not hits:
        if not (what.kinds or what.terms or what.allocated_out):
            return _unclear(criterion, "it names no words to look for; a person decides", [])
        if source.bare or source.foreign:
            return _unclear(criterion, "there is too little text that can be read", [])
        return CriterionAnswer(criterion.id, "not met", (), "no words show it")
    strength = max(one.rank for one in hits)
    counter = max((one.rank for one in against), default=-1)
    if counter < OWN or (strength >= LABEL and counter < LABEL and not source.full and _typed(hits)):
        return _say(criterion, "met", hits, f"it is one: {_names(hits)}")
    if counter > strength:
        return _say(criterion, "not met", against, f"words against it: {_names(against)}")
    return _unclear(criterion, "words for it and against it", finding.best(hits, 2) + finding.best(against, 2))


def _contradictions(what: Asked, source: Source) -> list[Finding]:
    found: list[Finding] = []
    for name in what.against:
        if name == "animals":
            found += _animals(source)
        else:
            found += finding.of_kind(source, kinds()[name])
    return found


def _animals(source: Source) -> list[Finding]:
    """Words that show a study of animals: never beside words for people that speak of the paper itself."""
    creatures, people = finding.of_animals(source)
    firm = [one for one in creatures if one.rank >= OWN]
    if not firm:
        return []
    if not people:
        return firm
    if any(one.rank >= OWN for one in people) or source.full:
        return []
    return [one for one in firm if one.rank >= LABEL]


def _usable(found: Sequence[Finding], source: Source) -> list[Finding]:
    """Without an abstract in a language that is read, only a publication type may speak against a record."""
    if source.bare or source.foreign:
        return [one for one in found if one.field.part == "types"]
    return list(found)


def _typed(found: Sequence[Finding]) -> bool:
    return any(one.field.part == "types" for one in found)


def _language(criterion: Criterion, what: Asked, source: Source) -> CriterionAnswer:
    met: Answer = "met"
    if source.language is not None:
        field = source.language
        given = {part for part in re.split(r"[;,/\s]+", field.text.lower) if part}
        known = {name for name, forms in words()["languages"].items() if given & set(forms)}
        if known:
            evidence = (field.cite(0, len(field.text.plain)),)
            if known & set(what.languages):
                return CriterionAnswer(criterion.id, met, evidence, "the record gives the language")
            return CriterionAnswer(criterion.id, "not met", evidence, "the record gives another language")
    if source.full and not source.foreign and not source.bare and "english" in what.languages:
        field = source.title or source.body[0]
        span = field.spans[0] if field.spans else None
        if span is not None:
            low, high = field.around(span.start, min(span.end, span.start + 80))
            return CriterionAnswer(criterion.id, met, (field.cite(low, high),), "the text is English")
    return _unclear(criterion, "the language is not given", [])


def _date(criterion: Criterion, what: Asked, source: Source) -> CriterionAnswer:
    if source.year is None:
        return _unclear(criterion, "the year is not given", [])
    field = source.year
    year = int(field.text.plain)
    inside = (what.start is None or year >= what.start) and (what.end is None or year <= what.end)
    evidence = (field.cite(0, len(field.text.plain)),)
    return CriterionAnswer(criterion.id, "met" if inside else "not met", evidence, f"published in {year}")


def _say(criterion: Criterion, answer: Answer, found: Sequence[Finding], reason: str) -> CriterionAnswer:
    return CriterionAnswer(criterion.id, answer, _cite(finding.best(found)), reason)


def _unclear(criterion: Criterion, reason: str, found: Sequence[Finding]) -> CriterionAnswer:
    return CriterionAnswer(criterion.id, "unclear", _cite(found[:4]), reason)


def _cite(found: Sequence[Finding]) -> tuple[Evidence, ...]:
    """The sentences that hold the findings, each once."""
    spans: list[Evidence] = []
    for one in found:
        low, high = one.field.around(one.start, one.end)
        evidence = one.field.cite(low, high, one.words if (low, high) != (one.start, one.end) else "")
        if not any(
            known.model_copy(update={"note": ""}) == evidence.model_copy(update={"note": ""}) for known in spans
        ):
            spans.append(evidence)
    return tuple(spans)


def _names(found: Sequence[Finding]) -> str:
    return "; ".join(dict.fromkeys(f"“{one.words}”" for one in finding.best(found)))
