"""The two vectors that every pooling method takes: observed effects and their sampling variances."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from arakis.errors import InputError

Vector = NDArray[np.float64]
MOST = 100_000  # studies in one synthesis; more is a mistake in the input


def vectors(effects: Sequence[float] | Vector, variances: Sequence[float] | Vector) -> tuple[Vector, Vector]:
    """`effects` and `variances` as float64 arrays of the same length.

    Raises InputError when they are empty, differ in length, or hold a value that is not finite or a variance <= 0.
    """
    y = np.asarray(effects, dtype=np.float64)
    v = np.asarray(variances, dtype=np.float64)
    if y.ndim != 1 or y.shape != v.shape or not 1 <= y.size <= MOST:
        raise InputError(
            "effects and variances must be two lists of the same length",
            f"give between 1 and {MOST} of each",
        )
    if not (np.isfinite(y).all() and np.isfinite(v).all() and (v > 0).all()):
        raise InputError("an effect is not finite or a variance is not above zero", "leave that study out")
    return y, v
