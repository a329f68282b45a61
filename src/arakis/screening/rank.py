"""Reports in the order in which a person should read them: by the protocol's words, BM25."""

import math
import re
from collections.abc import Iterable, Sequence

from arakis.domain.protocol import Protocol
from arakis.domain.record import Citation, Record
from arakis.domain.report import Report
from arakis.words.negation import negated
from arakis.words.terms import Terms
from arakis.words.text import Text

K1, B = 1.2, 0.75  # Robertson and Zaragoza 2009, Foundations and Trends in Information Retrieval 3:333
TITLE = 3  # a word of the title counts as often


def rank(reports: Sequence[Record | Report], protocol: Protocol) -> list[tuple[str, float]]:
    """(id, score) of each report, the likeliest first; equal scores by id.

    The terms of the question, of the criteria and of the comparisons are the query; a term's weight is its inverse
    document frequency among `reports`, its frequency saturates (BM25), and words of the title count threefold.
    """
    query = [(Terms([term]), weight) for term, weight in sorted(_query(protocol).items())]
    texts = [_texts(report) for report in reports]
    lengths = [len(re.findall(r"\w+", body.plain)) + TITLE * len(title.plain.split()) for title, body in texts]
    mean = sum(lengths) / len(lengths) if lengths else 1.0
    counts = [[_count(term, title) * TITLE + _count(term, body) for term, _ in query] for title, body in texts]
    inverse: list[float] = []
    for at in range(len(query)):
        having = sum(1 for row in counts if row[at])
        inverse.append(math.log(1 + (len(texts) - having + 0.5) / (having + 0.5)))
    scores: list[tuple[str, float]] = []
    for report, row, length in zip(reports, counts, lengths, strict=True):
        norm = K1 * (1 - B + B * length / (mean or 1.0))
        total = sum(
            weight * idf * count * (K1 + 1) / (count + norm)
            for (_, weight), idf, count in zip(query, inverse, row, strict=True)
            if count
        )
        scores.append((report.id, round(total, 6)))
    return sorted(scores, key=lambda item: (-item[1], item[0]))


def _query(protocol: Protocol) -> dict[str, float]:
    """Terms with their weights: each concept of the question weighs the same, however many words it has."""
    weights: dict[str, float] = {}
    concepts: list[Iterable[str]] = [protocol.population.terms, protocol.intervention.terms, protocol.comparator.terms]
    concepts += [one.terms for one in protocol.criteria if one.kind == "include"]
    concepts += [side.terms for one in protocol.comparisons for side in (one.intervention, one.comparator)]
    for terms in concepts:
        for term in terms:
            weights[term.lower() if not term.isupper() else term] = 1.0
    for criterion in protocol.criteria:
        for term in criterion.contrary if criterion.kind == "include" else criterion.terms:
            weights.setdefault(term, -1.0)
    return weights


def _texts(report: Citation) -> tuple[Text, Text]:
    return Text(report.title), Text(" \n".join((report.abstract, *report.keywords)))


def _count(term: Terms, text: Text) -> int:
    return sum(1 for hit in term.find(text) if not negated(text, hit.start, hit.end))
