"""What is computed from results and kept as a fact, computed again and compared."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from arakis.certainty.grade import grade
from arakis.domain.certainty import Certainty
from arakis.domain.estimate import Synthesis
from arakis.domain.review import Review
from arakis.runtime.compute import compute
from arakis.synthesis.synthesise import synthesise

SECONDS = 600.0
CLOSE = 1e-9  # relative: another machine's arithmetic may end in other digits


def outdated(review: Review, options: Mapping[str, Any]) -> Iterator[str]:
    """Syntheses and ratings that are not what the results give, in words. `options` are the review's."""
    if options.get("skip_analysis"):
        return
    syntheses, ratings = compute(SECONDS, _again, review)
    kept = {one.id: one for one in review.syntheses}
    for one in syntheses:
        name = f"the synthesis of {one.outcome} in {one.comparison}"
        if one.id not in kept:
            yield f"{name} is missing"
        elif not _close(one.model_dump(), kept[one.id].model_dump()):
            yield f"{name} is not what its results give; `arakis review resume` brings it up to date"
    rated = {one.synthesis: one for one in review.certainty}
    for one in ratings:
        known = rated.get(one.synthesis)
        if known is None or not _close(one.model_dump(), known.model_dump()):
            about = kept[one.synthesis]
            yield f"the certainty of {about.outcome} in {about.comparison} is not what its synthesis gives"


def _again(review: Review) -> tuple[tuple[Synthesis, ...], tuple[Certainty, ...]]:
    syntheses = synthesise(review.results, review.protocol, review.studies, review.bias)
    # Ratings of what is kept: a synthesis that is wrong is told once.
    return syntheses, tuple(grade(one, review.bias, review.studies, review.protocol) for one in review.syntheses)


def _close(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_close(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(_close(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=CLOSE, abs_tol=CLOSE)
    return one == other
