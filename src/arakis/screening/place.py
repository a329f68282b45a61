"""Whether a sentence speaks of the paper it stands in, or of what went before."""

import re
from functools import lru_cache
from typing import Literal

from arakis.screening.vocabulary import words
from arakis.words.allocation import union

Place = Literal["label", "own", "plain", "background"]
RANK: dict[Place, int] = {"label": 3, "own": 2, "plain": 1, "background": 0}


def place(sentence: str) -> Place:
    """ "own" for a sentence about this paper, "background" for one about others, "plain" where neither shows.

    "We", "this study" or a heading such as "METHODS:" make it its own; otherwise words about earlier work make it
    background, and a past tense ("were vaccinated") its own.
    """
    lower = sentence.lower()
    if _pattern("own").search(lower):
        return "own"
    if _pattern("background").search(lower):
        return "background"
    return "own" if _pattern("passive").search(lower) else "plain"


@lru_cache(maxsize=3)
def _pattern(name: str) -> re.Pattern[str]:
    return union(words()["places"][name])
