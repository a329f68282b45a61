"""Arakis: from a research question to an audit-ready systematic review.

    import arakis

    review = arakis.review("protocol.yaml", references=["exports/"], fulltext="pdfs/", output="review/")
    review.flow.included_studies
    review.syntheses[0].estimate.shown

`review` runs what `arakis workflow` runs and gives the whole review as one frozen value (arakis.domain.review.Review).
`load` reads a review.json. Both are imported on first use.
"""

from typing import TYPE_CHECKING, Any

from arakis.version import __version__

if TYPE_CHECKING:
    from arakis.python import load, review

__all__ = ["__version__", "load", "review"]


def __getattr__(name: str) -> Any:
    if name in ("load", "review"):
        from arakis import python

        return getattr(python, name)
    raise AttributeError(f"module 'arakis' has no attribute {name!r}")
