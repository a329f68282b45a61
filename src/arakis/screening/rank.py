"""Reports in the order in which a person should read them: how well each part of the question is spoken of, BM25."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from arakis.domain.protocol import Protocol
from arakis.domain.record import Citation, Record
from arakis.domain.report import Report
from arakis.words.negation import negated
from arakis.words.terms import Terms
from arakis.words.text import Text

K1, B = 1.2, 0.75  # Robertson and Zaragoza 2009, Foundations and Trends in Information Retrieval 3:333
TITLE = 3  # a word of the title counts as often


@dataclass(frozen=True)
class _Part:
    """A part of the question: its words count together, so that one with many synonyms weighs no more."""

    terms: Terms
    weight: float


def rank(reports: Sequence[Record | Report], protocol: Protocol) -> list[tuple[str, float]]:
    """(id, score) of each report, the likeliest first; equal scores by id.

    Each concept of the question and each criterion to include is one query term made of all its words; its weight is
    its inverse document frequency among `reports`, its frequency saturates (BM25), words of the title count threefold.
    Words that contradict a criterion, and those of criteria to exclude, count against.
    """
    parts = _parts(protocol)
    texts = [_texts(report) for report in reports]
    lengths = [len(re.findall(r"\w+", body.plain)) + TITLE * len(title.plain.split()) for title, body in texts]
    mean = (sum(lengths) / len(lengths) if lengths else 0.0) or 1.0
    counts = [[TITLE * _count(part, title) + _count(part, body) for part in parts] for title, body in texts]
    inverse: list[float] = []
    for at in range(len(parts)):
        having = sum(1 for row in counts if row[at])
        inverse.append(math.log(1 + (len(texts) - having + 0.5) / (having + 0.5)))
    scores: list[tuple[str, float]] = []
    for report, row, length in zip(reports, counts, lengths, strict=True):
        norm = K1 * (1 - B + B * length / mean)
        total = sum(
            part.weight * idf * count * (K1 + 1) / (count + norm)
            for part, idf, count in zip(parts, inverse, row, strict=True)
            if count
        )
        scores.append((report.id, round(total, 6)))
    return sorted(scores, key=lambda item: (-item[1], item[0]))


def _parts(protocol: Protocol) -> list[_Part]:
    given: list[tuple[Iterable[str], float]] = [
        (protocol.population.terms, 1.0),
        (protocol.intervention.terms, 1.0),
        (protocol.comparator.terms, 1.0),
    ]
    for criterion in protocol.criteria:
        if criterion.kind == "include":
            given += [(criterion.terms, 1.0), (criterion.contrary, -1.0)]
        else:
            given += [(criterion.terms, -1.0)]
    for comparison in protocol.comparisons:
        given += [(comparison.intervention.terms, 1.0), (comparison.comparator.terms, 1.0)]
    given += [(outcome.terms, 1.0) for outcome in protocol.outcomes]
    return [_Part(terms, weight) for words, weight in given if (terms := Terms(words))]


def _texts(report: Citation) -> tuple[Text, Text]:
    return Text(report.title), Text(" \n".join((report.abstract, *report.keywords)))


def _count(part: _Part, text: Text) -> int:
    return sum(1 for hit in part.terms.find(text) if not negated(text, hit.start, hit.end))
