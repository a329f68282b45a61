"""Whether two names of journals are the same journal, one of them perhaps abbreviated."""

import functools

from rapidfuzz import fuzz

from arakis.deduplication.vocabulary import load

SMALL = frozenset(map(str, load("titles")["journal_words"]))


@functools.lru_cache(maxsize=200_000)
def same_journal(a: str, b: str) -> int:
    """1: the same, -1: different, 0: cannot be told. Names are in lower case without signs (normalise.plain)."""
    if not a or not b:
        return 0
    if a == b:
        return 1
    left = [word for word in a.split() if word not in SMALL]
    right = [word for word in b.split() if word not in SMALL]
    if not left or not right:
        left, right = a.split(), b.split()
    if left == right or _abbreviates(left, right) or _abbreviates(right, left):
        return 1
    if _initials(a, b) or _initials(b, a):
        return 1
    ratio = fuzz.ratio(a, b)
    if ratio >= 88:
        return 1
    contained = fuzz.token_set_ratio(a, b)
    if contained >= 95 and min(len(left), len(right)) >= 2:
        return 1
    return -1 if ratio < 60 and contained < 75 else 0


def _abbreviates(short: list[str], long: list[str]) -> bool:
    """Whether each word of `short` begins (or is cut from) a word of `long`, in order; most words must be used."""
    if len(short) > len(long) or len(short) < 1:
        return False
    at = used = 0
    for word in short:
        while at < len(long) and not _cut(word, long[at]):
            at += 1
        if at == len(long):
            return False
        at += 1
        used += 1
    return used == len(long) or (used >= 2 and used >= 0.6 * len(long))


def _cut(short: str, long: str) -> bool:
    """ "dtsch" for "deutsche": the same first letter, and the letters of the short word stand in order in the long."""
    if short[0] != long[0]:
        return False
    if long.startswith(short):
        return True
    if len(short) < 3:
        return False
    rest = iter(long)
    return all(letter in rest for letter in short)


def _initials(short: str, long: str) -> bool:
    letters = short.replace(" ", "")
    words = long.split()
    return 2 <= len(letters) <= 6 and len(words) >= 2 and letters in (
        "".join(word[0] for word in words),
        "".join(word[0] for word in words if word not in SMALL),
        "".join(word[0] for word in words if word not in SMALL or word == "journal"),
    )  # fmt: skip
