"""A test for small-study effects, made only where it can say something."""

import math
from collections.abc import Sequence

import numpy as np

from arakis.domain.estimate import SmallStudyTest
from arakis.synthesis.pooling import two_sided
from arakis.synthesis.vector import Vector, vectors

FEWEST = 10  # Cochrane Handbook 13.3.5: below ten studies the test has too little power
NAME = "Egger's test (linear regression, t)"


def egger(effects: Sequence[float] | Vector, variances: Sequence[float] | Vector) -> SmallStudyTest:
    """The classical test of Egger et al. (1997) BMJ 315:629: least squares of y/se on 1/se; t of the intercept, k-2 df.

    With fewer than ten studies, or equal standard errors, it is not made and `reason` says why.
    """
    y, v = vectors(effects, variances)
    k = y.size
    if k < FEWEST:
        studies = "1 study" if k == 1 else f"{k} studies"
        return SmallStudyTest(
            name=NAME, reason=f"{studies}: fewer than {FEWEST}, where the test cannot tell chance from asymmetry"
        )
    se = np.sqrt(v)
    # the same regression as weighted least squares of y on se with weights 1/v, centred for accuracy
    w = 1 / v
    total = w.sum()
    mean_se, mean_y = (w * se).sum() / total, (w * y).sum() / total
    sxx = float((w * (se - mean_se) ** 2).sum())
    if sxx <= 1e-12 * float((w * se * se).sum()):
        return SmallStudyTest(name=NAME, reason="all studies have the same standard error")
    slope = float((w * (se - mean_se) * (y - mean_y)).sum()) / sxx
    residual = y - mean_y - slope * (se - mean_se)
    error = float((w * residual**2).sum()) / (k - 2)
    if error <= 0:
        return SmallStudyTest(name=NAME, reason="the effects lie exactly on a line")
    t = slope / math.sqrt(error / sxx)
    return SmallStudyTest(name=NAME, statistic=t, df=k - 2, p=two_sided(t, k - 2), intercept=slope)
