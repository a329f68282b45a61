"""What a label of a table (row, column, group, caption) says: side, outcome, statistic, time, population, size."""

import re
from dataclasses import dataclass, field
from functools import cache

from arakis.domain.document import TextLayer
from arakis.extraction.numbers import Number, numbers
from arakis.extraction.terms import Hit, Lexicon
from arakis.extraction.times import Time, times
from arakis.extraction.tokens import Token, find, generic, normal, phrase, tokens
from arakis.extraction.words import load, words

_SIZE = re.compile(r"(?<![A-Za-z])[nN]\s*[=:]?\s*$")
_TRIAL = re.compile(
    r"\b(Trial|Study|Experiment|TRIAL|STUDY|EXPERIMENT)\s+((?:No\.?\s*)?(?:\d{1,2}|[IVX]{1,4}|[A-H])|one|two|three|four)\b"
)
_SPAN = re.compile(
    r"(?:\d\s*(?:-|–|—|to)\s*\d+|[<>≤≥]\s*=?\s*\d+|\d\s*(?:\+|or\s+(?:more|over|older|younger|less)))\s*(?:years?|yrs?|months?|kg)\b",
    re.I,
)
_CLASS = re.compile(
    r"\s*(?:first|second|third|fourth|fifth|sixth|last|\d+(?:st|nd|rd|th))\s+(?:year|intake|cohort|quarter|half|class|grade|form|batch|wave)"
    r"s?\s*",
    re.I,
)
_EVERYBODY = re.compile(
    r"\s*(?:all|total)\s+(?:number\s+of\s+)?(?:persons?|people|patients|participants|subjects|children|infants|adults|women|men"
    r"|individuals|volunteers)\s*",
    re.I,
)
_DID_NOT = re.compile(r"\s+(?:did\s+not|not|never|absent|was\s+not|were\s+not)\b", re.I)
_BY = re.compile(r"\bby\s+(?:\w+\s+){1,3}$", re.I)
_RANGE = re.compile(r"\s*(?:[<>≤≥]\s*=?\s*\d+|\d+\s*(?:-|–|—|to)\s*\d+|\d+\s*\+)\s*")
SINCE = frozenset({"from", "with", "since", "than", "versus", "vs"})  # "change from baseline" is of later
_ROLES = (
    "events",
    "nonevents",
    "total",
    "either",
    "whole",
    "percent",
    "mean",
    "sd",
    "se",
    "median",
    "iqr",
    "range",
    "ci",
    "p",
    "change",
    "yes",
    "no",
)


@cache
def _statistics() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Phrases of statistics with their role, longest first."""
    raw = load("statistics")
    found: dict[tuple[str, ...], str] = {}
    for role in _ROLES:
        for one in raw[role]:
            found.setdefault(phrase(str(one)), role)
    for measure, phrases in raw["effect"].items():
        for one in phrases:
            found.setdefault(phrase(str(one)), f"effect:{measure}")
    return tuple(sorted(((one, role) for one, role in found.items() if one), key=lambda pair: (-len(pair[0]), pair)))


@dataclass
class Label:
    """A label and what it says. `residue` are the words that nothing explains: they make it more special."""

    start: int
    end: int
    text: str
    hits: list[Hit] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    times: list[Time] = field(default_factory=list)
    baseline: bool = False
    population: str = ""
    population_at: tuple[int, int] | None = None
    trial: str = ""
    size: Number | None = None
    residue: tuple[str, ...] = ()
    subgroup: bool = False
    words: tuple[str, ...] = ()
    generic_side: str = ""  # "I" or "C" by words such as "control", "intervention"
    cell: tuple[int, int, int] | None = None
    turned: bool = False  # another word is the head: "deaths from colds", "cold medication"

    def sides(self, comparison: str) -> set[str]:
        """The sides that it names; a denied intervention is no intervention."""
        return {hit.side(comparison) for hit in self.hits if hit.side(comparison) and not hit.negated}

    def denied(self, comparison: str) -> bool:
        """Whether it denies the intervention: "not vaccinated"."""
        return any(hit.side(comparison) == "I" and hit.negated for hit in self.hits)

    def outcome(self, outcome: str) -> Hit | None:
        """Where it names an outcome, denied or not."""
        return next((hit for hit in self.hits if outcome in hit.outcomes), None)

    @property
    def outcomes(self) -> set[str]:
        """All outcomes that it names."""
        return {one for hit in self.hits for one in hit.outcomes}


def read_label(
    layer: TextLayer, start: int, end: int, lexicon: Lexicon, cell: tuple[int, int, int] | None = None
) -> Label:
    """Read the label at `start:end` of the layer's text."""
    text = layer.text
    label = Label(start=start, end=end, text=text[start:end], cell=cell)
    found = tokens(text, start, end)
    label.words = tuple(token.word for token in found)
    label.hits = lexicon.spot(found) or _letter(text, found, lexicon)
    label.times = times(text, start, end, label=True)
    label.trial = trial_label(text[start:end])
    used: set[int] = set()
    for hit in label.hits:
        used.update(range(hit.first, hit.last))
    for time in label.times:
        used.update(at for at, token in enumerate(found) if time.start <= token.start < time.end)
    for number in numbers(text, start, end):
        before = text[max(start, number.start - 6) : number.start]
        if _SIZE.search(before) and number.whole:
            label.size = label.size or number
            used.update(
                at
                for at, t in enumerate(found)
                if t.start >= number.start - len(before)
                and t.end <= number.end
                and t.word in ("n", normal(text[number.start : number.end]))
            )
        elif number.whole and label.size is None:
            alone = re.search(r"\(\s*$", before) and re.match(r"\s*\)", text[number.end : end]) and number.value > 1
            people = [at for at, t in enumerate(found) if number.end <= t.start < number.end + 3 and t.word in _nouns()]
            if alone or people:
                label.size = number
                used.update(people)
        used.update(at for at, t in enumerate(found) if number.start <= t.start < number.end)
    for name, phrases in load("context")["populations"].items():
        for one in phrases:
            at = find(found, phrase(one))
            if at:
                label.population = name
                last = at[0] + len(phrase(one))
                label.population_at = (found[at[0]].start, found[last - 1].end)
                used.update(range(at[0], last))
    for one in words("context", "baseline"):
        for at in find(found, phrase(one)):
            # "by age at entry" tells how the people are divided, not when the outcome was seen
            since = at > 0 and found[at - 1].word in SINCE
            if not used & {at} and not since and not _BY.search(text[start : found[at].start]):
                label.baseline = True
                used.update(range(at, at + len(phrase(one))))
    for one, role in _statistics():
        for at in find(found, one):
            span = set(range(at, at + len(one)))
            short = text[found[at].start : found[at + len(one) - 1].end]
            if (role.startswith("effect") or short in ("m", "cl")) and len(short) <= 3 and not short.isupper():
                continue  # "or" is no odds ratio
            if not used & span:
                label.roles.add(role)
                used |= span
    if _EVERYBODY.fullmatch(label.text):
        label.roles = {"total"}
    for hit in label.hits:
        did_not = _DID_NOT.match(text, hit.end, end) if hit.outcomes else None
        if did_not:
            label.roles.add("nonevents")
            used.update(at for at, t in enumerate(found) if hit.end <= t.start < did_not.end())
    label.subgroup = any(t.word in _subgroups() for at, t in enumerate(found) if at not in used)
    label.subgroup = label.subgroup or bool(_SPAN.search(label.text))
    label.subgroup = label.subgroup or bool(_CLASS.fullmatch(label.text))
    label.subgroup = label.subgroup or bool(_RANGE.fullmatch(label.text))  # "10-24", the people of one class
    label.generic_side = _generic_side(found, used)
    label.turned = any(_is_turned(text, found, hit, used) for hit in label.hits if hit.outcomes)
    label.residue = tuple(
        t.word
        for at, t in enumerate(found)
        if at not in used
        and t.word not in generic()
        and not t.word.isdigit()
        and t.word not in "%+"
        and not _in_brackets(text, start, t)
    )
    return label


def _letter(text: str, found: list[Token], lexicon: Lexicon) -> list[Hit]:
    """The group of which the label is the letter, with or without a number of people: "A (n = 121)"."""
    owners = lexicon.letters.get(text[found[0].start : found[0].end]) if found else None
    if owners is None or any(not (token.word == "n" or token.word.isdigit()) for token in found[1:]):
        return []
    return [Hit(owners=owners, start=found[0].start, end=found[0].end, first=0, last=1)]


_LINKS = frozenset({"of", "from", "to", "with", "for", "against", "by", "due", "until"})


def _is_turned(text: str, found: list[Token], hit: Hit, used: set[int]) -> bool:
    """Whether the words of an outcome only qualify another word, before ("duration of colds") or behind it."""

    def telling(at: int) -> bool:
        return (
            at not in used
            and found[at].word not in generic()
            and not found[at].word.isdigit()
            and found[at].word not in "%+"
        )

    after = hit.last
    if (
        after < len(found)
        and telling(after)
        and text[found[after - 1].end : found[after].start].strip(" ") in ("", "-")
    ):
        return True
    at = hit.first - 1
    if at < 0 or found[at].word not in _LINKS:
        return False
    while at >= 0 and (found[at].word in _LINKS or found[at].word in generic()):
        at -= 1
    return at >= 0 and telling(at) and not any(sign in ",;:(" for sign in text[found[at].end : hit.start])


@cache
def _nouns() -> frozenset[str]:
    return frozenset(normal(word) for word in words("context", "count_nouns"))


@cache
def _subgroups() -> frozenset[str]:
    return frozenset(normal(word) for word in words("context", "subgroups"))


def _in_brackets(text: str, start: int, token: Token) -> bool:
    before = text[start : token.start]
    return before.count("(") > before.count(")") or before.count("[") > before.count("]")


def _generic_side(found: list[Token], used: set[int]) -> str:
    """ "I" or "C" when the label's only telling words are such as "intervention group" or "control"."""
    sides: set[str] = set()
    for kind, name in (("C", "comparator"), ("I", "intervention")):
        for one in sorted((phrase(w) for w in words("context", name)), key=len, reverse=True):
            if find(found, one):
                sides.add(kind)
    return sides.pop() if len(sides) == 1 else ""


def trial_label(text: str) -> str:
    """ "Trial 2" when the text names one trial of several by its number or letter; "" when none or several."""
    found = {f"{m.group(1).capitalize()} {m.group(2)}" for m in _TRIAL.finditer(text)}
    return found.pop() if len(found) == 1 else ""
