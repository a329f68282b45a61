"""Arakis: from a research question to an audit-ready systematic review.

    import arakis

    review = arakis.review("protocol.yaml", references=["exports/"], fulltext="pdfs/", output="review/")
    review.flow.included_studies
    review.syntheses[0].estimate.shown

`review` runs what `arakis workflow` runs and gives the whole review as one frozen value (arakis.domain.review.Review).
`load` reads a review.json. Both are imported on first use.
"""

import sys
from types import ModuleType
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


class _Arakis(ModuleType):
    """Python binds a package's name here whenever one is imported; `arakis.review` stays the function."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name != "review":
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Arakis
