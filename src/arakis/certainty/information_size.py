"""The optimal information size: what a single trial would need that is planned for a modest effect."""

import math
from typing import NamedTuple

from scipy.special import ndtri

ALPHA = 0.05  # two-sided, and
POWER = 0.80  # as GRADE suggests (Guyatt et al. 2011, J Clin Epidemiol 64:1283)
REDUCTION = 0.25  # relative; the same paper
SMALL = 0.2  # standardised difference; the same paper, after Cohen


class InformationSize(NamedTuple):
    """A number of participants or events, and the calculation in words."""

    number: int
    unit: str  # "participants" or "events"
    words: str


def _z() -> float:
    return float(ndtri(1 - ALPHA / 2)) + float(ndtri(POWER))


def for_risks(control: float, intervention: float) -> InformationSize:
    """Participants of two equal groups to tell two risks apart: 2 z^2 (p1 q1 + p2 q2) / (p1 - p2)^2.

    The normal approximation without continuity correction (Fleiss, Levin and Paik 2003, chapter 4).
    """
    spread = control * (1 - control) + intervention * (1 - intervention)
    number = math.ceil(2 * _z() ** 2 * spread / (control - intervention) ** 2)
    words = f"risks {control:.3%} and {intervention:.3%}, two-sided alpha {ALPHA:g}, power {POWER:.0%}"
    return InformationSize(number, "participants", words)


def for_means(difference: float) -> InformationSize:
    """Participants of two equal groups to tell means apart by `difference` standard deviations: 4 z^2 / d^2."""
    number = math.ceil(4 * _z() ** 2 / difference**2)
    words = f"difference of {abs(difference):.3g} standard deviations, two-sided alpha {ALPHA:g}, power {POWER:.0%}"
    return InformationSize(number, "participants", words)


def for_events(ratio: float) -> InformationSize:
    """Events in two equal groups to tell a hazard or rate ratio from 1: 4 z^2 / ln(ratio)^2 (Schoenfeld 1983)."""
    number = math.ceil(4 * _z() ** 2 / math.log(ratio) ** 2)
    words = f"ratio {ratio:.3g}, two-sided alpha {ALPHA:g}, power {POWER:.0%}"
    return InformationSize(number, "events", words)
