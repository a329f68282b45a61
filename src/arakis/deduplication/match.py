"""Whether two citations are the same publication: same, different, or for a person to say; with reasons in words.

The rules and their order were tuned on labelled sets of records (docs/deduplication.md); what may be concluded from
which agreement is stated at each rule.
"""

from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from arakis.deduplication.journals import same_journal
from arakis.deduplication.normalise import WORDS, Key, key
from arakis.domain.record import Citation

Answer = Literal["same", "ask", "different"]
OPPOSITES = tuple((str(one), str(other)) for one, other in WORDS["opposites"])
ALWAYS = frozenset(map(str, WORDS["always"]))


@dataclass(slots=True, frozen=True)
class Match:
    """The answer for a pair, and why. `vetoed`: they look alike, and something speaks against it."""

    answer: Answer
    reasons: tuple[str, ...]
    vetoed: bool = False


@dataclass(slots=True, frozen=True)
class Likeness:
    """How two citations agree field by field: 1 agree, -1 disagree, 0 not known; titles and abstracts from 0 to 1."""

    title: float
    author: int
    lead: int  # first author
    year: int
    journal: int
    volume: int
    issue: int
    first: int  # first page
    last: int  # last page
    doi: int
    pmid: int
    abstract: float | None

    @property
    def numbers(self) -> int:
        """How many of volume, issue, first and last page agree."""
        return sum(state > 0 for state in (self.volume, self.issue, self.first, self.last))

    @property
    def clashes(self) -> int:
        """How many of volume, issue and first page disagree."""
        return sum(state < 0 for state in (self.volume, self.issue, self.first))


def match(a: Citation, b: Citation) -> Match:
    """Compare two citations. Symmetric: match(a, b) and match(b, a) are equal."""
    return compare(key(a), key(b))


def compare(a: Key, b: Key) -> Match:
    """Compare two citations by their keys."""
    agree_doi = _state(a.doi, b.doi)
    agree_pmid = _state(a.pmid, b.pmid)
    close = title_likeness(a, b)
    if close < 0.6 and agree_doi <= 0 and agree_pmid <= 0:
        return Match("different", ("titles differ",))
    like = likeness(a, b, close, agree_doi, agree_pmid)
    accepted = accept(a, b, like)
    against = vetoes(a, b, like)
    if accepted and not against:
        return Match("same", (accepted, *_details(a, b, like)))
    if against:
        strong = like.doi > 0 or like.pmid > 0
        absolute = any(final for _, final in against)
        if accepted and not absolute and _everything(like):
            return Match("same", (accepted, *_details(a, b, like)))
        if accepted and strong:
            return Match("ask", (accepted, *(f"but {why}" for why, _ in against)))
        return Match("different", tuple(why for why, _ in against), vetoed=True)
    if _nearly(a, b, like):
        return Match("ask", ("same title and author, too little else to tell", *_details(a, b, like)))
    return Match("different", (_why_different(like),))


def likeness(a: Key, b: Key, title: float, doi: int, pmid: int) -> Likeness:
    """The agreement of two keys, field by field."""
    year = 0
    if a.year and b.year:
        year = 1 if a.year == b.year else -1 if abs(a.year - b.year) > 1 else 0
    first, last = _pages(a, b)
    abstract = None
    if len(a.abstract) >= 100 and len(b.abstract) >= 100:
        length = min(len(a.abstract), len(b.abstract))
        abstract = fuzz.ratio(a.abstract[:length], b.abstract[:length]) / 100
    return Likeness(
        title=title,
        author=_author(a, b),
        lead=_lead(a, b),
        year=year,
        journal=_journal(a, b),
        volume=_state(a.volume, b.volume),
        issue=_issue(a.issue, b.issue),
        first=first,
        last=last,
        doi=doi,
        pmid=pmid,
        abstract=abstract,
    )


def title_likeness(a: Key, b: Key) -> float:
    """Likeness of titles from 0 to 1: letters, words in any order, or one being the beginning of the other."""
    if not a.title or not b.title:
        return 0.0
    if a.loose == b.loose:
        return 1.0
    ratio = fuzz.ratio(a.title, b.title, score_cutoff=45)
    short, long = sorted((a.loose, b.loose), key=len)
    if len(short) >= 35 and long.startswith(short):
        return max(0.95, ratio / 100)
    if ratio >= 97:
        return ratio / 100
    tokens = fuzz.token_sort_ratio(a.title, b.title, score_cutoff=60)
    loose = fuzz.ratio(a.loose, b.loose, score_cutoff=60)
    return max(ratio, tokens - 1, loose) / 100


def accept(a: Key, b: Key, like: Likeness) -> str:
    """The rule by which two citations would be the same, in words; "" if none applies."""
    lost = like.first < 0 and like.volume < 0
    if like.pmid > 0 and (like.title >= 0.75 or not a.title or not b.title) and not lost:
        return "same PMID"
    if like.doi > 0 and not lost:
        shared = like.abstract is None or like.abstract >= 0.7
        if like.title >= 0.9 or (like.title >= 0.75 and shared and like.lead >= 0):
            return "same DOI"
        if not (a.title and b.title) and like.clashes == 0:
            return "same DOI, a title is missing"
        if like.title >= 0.5 and like.lead > 0 and shared and like.first > 0 and like.volume >= 0:
            return "same DOI, author and page"
    author, title = like.author > 0, like.title
    same_page = like.first > 0
    if title >= 0.93 and author and same_page and like.journal >= 0 and like.year >= 0:
        return "same title, author and page"
    if title >= 0.95 and author and like.journal > 0 and like.volume > 0 and like.first >= 0 and like.issue >= 0:
        return "same title, author, journal and volume"
    if title >= 0.80 and like.lead > 0 and same_page and like.volume > 0:
        return "like title, same author, volume and page"
    if (
        title >= 0.60
        and like.lead > 0
        and same_page
        and like.volume > 0
        and like.journal > 0
        and (like.issue > 0 or like.last > 0)
    ):
        return "same author, journal, volume, issue and pages"
    if (
        title >= 0.97
        and like.abstract is not None
        and like.abstract >= 0.9
        and like.author >= 0
        and (like.journal > 0 or like.numbers > 0)
        and like.clashes == 0
    ):
        return "same title and abstract"
    if title >= 0.97 and not a.generic and author and like.year > 0 and like.journal > 0 and like.clashes == 0:
        return "same title, author, year and journal"
    if title >= 0.97 and not a.generic and author and like.journal > 0 and _locator(a, b) and like.volume >= 0:
        return "same title, author and journal; one gives an article number, the other its own pages"
    if (
        title >= 0.97
        and not a.generic
        and like.numbers >= 3
        and like.volume > 0
        and like.clashes == 0
        and like.journal >= 0
    ):
        return "same title, volume, issue and pages"
    if title >= 0.93 and like.author == 0 and same_page and like.volume > 0 and like.journal >= 0:
        return "same title, volume and page"
    if title >= 0.99 and like.author == 0 and not a.generic and same_page and like.year > 0 and like.journal >= 0:
        return "same title, year and page"
    return ""


def vetoes(a: Key, b: Key, like: Likeness) -> list[tuple[str, bool]]:
    """What speaks against two citations being the same: (reason, whether nothing else can outweigh it)."""
    against: list[tuple[str, bool]] = []
    only = a.markers ^ b.markers
    if only:
        against.append((f"only one is a {_list(only)}", bool(only & ALWAYS)))
    kinds = a.typed ^ b.typed
    if "registration" in kinds:
        against.append(("only one is an entry of a trial register", like.doi <= 0))
    elif kinds and (a.typed or b.typed) and like.numbers < 2 and like.doi <= 0 and like.pmid <= 0:
        against.append((f"only one is published as {_list(kinds)}", False))
    if a.numbers != b.numbers and like.title < 1 and _differ(a.numbers, b.numbers, like.title):
        against.append(("numbers in the titles differ", False))
    if like.title < 1:
        left, right = set(a.title.split()), set(b.title.split())
        mine, other = left - right, right - left
        for one, two in OPPOSITES:
            if (one in mine and two in other) or (two in mine and one in other):
                against.append((f"one title says {one}, the other {two}", False))
                break
    if like.abstract is not None and like.abstract < 0.5 and like.doi <= 0 and like.pmid <= 0:
        against.append(("abstracts differ", False))
    if like.pmid < 0:
        against.append(("PMIDs differ", True))
    if like.doi < 0 and not (
        like.first > 0 and like.volume > 0 and like.year >= 0 and (like.issue > 0 or like.last > 0 or like.journal > 0)
    ):
        against.append(("DOIs differ", like.pmid <= 0))
    if (a.generic or b.generic) and like.doi <= 0 and like.pmid <= 0:
        settled = like.first > 0 and like.numbers >= 2 and like.clashes == 0 and like.journal >= 0 and like.doi >= 0
        if not settled and like.numbers == 4 and like.lead > 0 and like.title == 1 and like.doi >= 0:
            settled = True
        if not settled or like.author < 0 or (like.year < 0 and like.volume <= 0):
            against.append(("many publications have this title", like.issue < 0 or like.doi < 0))
    if a.language and b.language and a.language != b.language and like.doi <= 0 and like.pmid <= 0 and like.numbers < 2:
        against.append(("languages differ", False))
    if like.journal < 0 and like.doi <= 0 and like.pmid <= 0 and not (like.first > 0 and like.volume > 0):
        against.append(("journals differ", False))
    if like.first < 0 and like.doi <= 0 and like.pmid <= 0 and not _locator(a, b):
        against.append(("pages differ", False))
    if "preprint" in (a.kind, b.kind) and a.kind != b.kind and like.doi <= 0 and like.pmid <= 0:
        against.append(("only one is a preprint", True))
    return against


def conflict(a: Key, b: Key) -> bool:
    """Whether two citations cannot be the same, so that no chain of others may bring them together."""
    found = compare(a, b)
    if found.answer == "same":
        return False
    like = likeness(a, b, title_likeness(a, b), _state(a.doi, b.doi), _state(a.pmid, b.pmid))
    if like.pmid < 0 or bool((a.markers ^ b.markers) & ALWAYS):
        return True
    apart = like.title < 0.5 and not (like.first > 0 and like.volume > 0)
    return (like.doi < 0 and like.first < 0) or (like.first < 0 and like.volume < 0) or apart


def strength(a: Key, b: Key) -> float:
    """How strongly two citations agree: a number for ordering, no more."""
    like = likeness(a, b, title_likeness(a, b), _state(a.doi, b.doi), _state(a.pmid, b.pmid))
    states = (like.journal, like.volume, like.issue, like.first, like.last, like.author, like.year)
    return 4 * like.pmid + 4 * like.doi + sum(states) + 3 * like.title


def _state(a: str, b: str) -> int:
    return 0 if not a or not b else 1 if a == b else -1


def _issue(a: str, b: str) -> int:
    if not a or not b:
        return 0
    if a == b or set(a.split("-")) & set(b.split("-")):
        return 1
    return 0 if a.startswith("s") or b.startswith("s") else -1


def _pages(a: Key, b: Key) -> tuple[int, int]:
    one, other = a.pages, b.pages
    if not one.first or not other.first:
        return 0, 0
    same = one.first == other.first or _digits(one.first) == _digits(other.first) != ""
    last = _state(one.last, other.last)
    if last < 0 and _digits(one.last) == _digits(other.last):
        last = 1
    return (1 if same else 0 if last > 0 else -1), last  # the same last page: the first was mistyped


def _digits(page: str) -> str:
    return "".join(sign for sign in page if sign.isdigit())


def _locator(a: Key, b: Key) -> bool:
    """Whether one has an article number and the other counts its own pages from 1."""
    for one, other in ((a.pages, b.pages), (b.pages, a.pages)):
        if one.first and not one.last and other.last and other.first == "1" and one.first != "1":
            return True
    return False


def _lead(a: Key, b: Key) -> int:
    """Whether the first authors agree: spelt alike, or one name being the beginning or end of the other."""
    if not a.authors or not b.authors:
        return 0
    one, other = a.authors[0], b.authors[0]
    if one == other or JaroWinkler.similarity(one, other) >= 0.9:
        return 1
    short, long = sorted((one, other), key=len)
    return 1 if len(short) >= 4 and (long.startswith(short) or long.endswith(short)) else -1


def _author(a: Key, b: Key) -> int:
    """Whether authors agree: the first ones, or two of them in any place."""
    lead = _lead(a, b)
    if lead >= 0:
        return lead
    one, other = a.authors[0], b.authors[0]
    shared = set(a.authors) & set(b.authors)
    if shared and (len(shared) >= 2 or one in b.authors or other in a.authors):
        return 1
    return -1


def _journal(a: Key, b: Key) -> int:
    states = [same_journal(*sorted((one, other))) for one in {a.journal, a.short} for other in {b.journal, b.short}]
    return 1 if 1 in states else -1 if states and all(state < 0 for state in states if state) and any(states) else 0


def _everything(like: Likeness) -> bool:
    """Whether page, volume, year and journal agree, and issue or last page: then a sign was lost in a title."""
    return (
        like.first > 0
        and like.volume > 0
        and like.year > 0
        and like.journal > 0
        and (like.issue > 0 or like.last > 0)
        and like.title >= 0.75
    )


def _differ(one: tuple[str, ...], other: tuple[str, ...], title: float) -> bool:
    """Whether numbers of titles contradict each other; a subtitle that only one of them has may bring more."""
    if title >= 0.95 and (one[: len(other)] == other or other[: len(one)] == one) and one and other:
        return False
    return sorted(one) != sorted(other)


def _nearly(a: Key, b: Key, like: Likeness) -> bool:
    return (
        like.title >= 0.95
        and not a.generic
        and not b.generic
        and like.author > 0
        and like.year >= 0
        and like.clashes == 0
        and like.journal >= 0
    )


def _details(a: Key, b: Key, like: Likeness) -> tuple[str, ...]:
    """What agrees though it is written differently, and what is missing."""
    said: list[str] = []
    if like.first > 0:
        said.append(
            f"page {a.pages.first}{'-' + (a.pages.last or b.pages.last) if a.pages.last or b.pages.last else ''}"
        )
    if like.volume > 0:
        said.append(f"volume {a.volume}")
    if like.journal > 0 and a.journal != b.journal:
        said.append(f"{a.journal} = {b.journal}")
    return tuple(said)


def _why_different(like: Likeness) -> str:
    if like.title < 0.8:
        return "titles differ"
    if like.author < 0:
        return "authors differ"
    if like.clashes:
        return "volume, issue or page differ"
    return "too little agrees"


def _list(words: frozenset[str]) -> str:
    return " or ".join(sorted(words))
