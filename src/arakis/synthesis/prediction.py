"""The prediction interval: where the true effect of a new, similar study is expected."""

import math

from arakis.domain.estimate import Estimate
from arakis.synthesis.pooling import quantile, shown

FEWEST = 3  # Arakis' rule: with fewer studies no prediction interval is given


def prediction(measure: str, value: float, se: float, tau2: float, k: int, level: float = 0.95) -> Estimate:
    """value +- t(k-1) sqrt(tau2 + se^2), `se` being the one of the confidence interval beside it.

    Higgins, Thompson and Spiegelhalter (2009) J R Stat Soc A 172:137, with k-1 degrees of freedom (Handbook 10.10.4.3
    names k-2; k-1 is what metafor takes with HKSJ, and Partlett and Riley (2017) Stat Med 36:301 compare them).
    """
    spread = math.sqrt(tau2 + se * se)
    reach = quantile((1 + level) / 2, k - 1) * spread
    point, low, high = shown(measure, value, value - reach, value + reach)
    return Estimate(
        measure=measure,
        value=value,
        se=spread,
        low=value - reach,
        high=value + reach,
        level=level,
        df=k - 1,
        method="prediction interval, t distribution with k-1 degrees of freedom",
        shown=(point or 0.0, low, high),
    )
