"""Citations brought into a form in which they can be compared: one Key per citation."""

import html
import re
import unicodedata
from dataclasses import dataclass

from arakis.deduplication.numbers import Pages, issue, pages, volume
from arakis.deduplication.vocabulary import load
from arakis.domain.record import Citation

WORDS = load("titles")
MARKERS = {name: re.compile("|".join(given)) for name, given in WORDS["markers"].items()}
TYPES = tuple((str(words), str(marker)) for words, marker in WORDS["types"].items())
TAILS = re.compile("|".join(WORDS["tails"]), re.IGNORECASE)
GREEK = str.maketrans({str(letter): f" {name} " for letter, name in WORDS["greek"].items()})
GENERIC = frozenset(map(str, WORDS["generic"]))
SUPERSCRIPT = re.compile(r"<U\+[0-9A-Fa-f]{4,6}>|&[a-z]{2,8};|</?[a-zA-Z][^<>]{0,60}>")
NOT_WORD = re.compile(r"[\W_]+")
NUMBERS = re.compile(r"\d+|\b(?!i\b)(?=[ivx]+\b)x{0,3}(?:ix|iv|v?i{0,3})\b")  # digits and roman numerals from ii on
ABSTRACT = 400  # characters of an abstract that are compared


@dataclass(slots=True, frozen=True)
class Key:
    """What is compared of a citation. Empty strings, None and empty tuples mean: not known."""

    title: str  # words in lower case, without accents, notes and signs
    loose: str  # the same without spaces
    markers: frozenset[str]  # kinds of publication that the title names: "erratum", "reply"
    typed: frozenset[str]  # kinds that the publication types name
    numbers: tuple[str, ...]  # numbers and roman numerals of the title, in order
    authors: tuple[str, ...]  # family names
    year: int | None
    journal: str
    short: str  # abbreviation of the journal
    volume: str
    issue: str
    pages: Pages
    doi: str
    pmid: str
    abstract: str
    language: str
    kind: str
    registrations: frozenset[str]

    @property
    def first(self) -> str:
        """Family name of the first author, or ""."""
        return self.authors[0] if self.authors else ""

    @property
    def generic(self) -> bool:
        """Whether many publications have this title."""
        return len(self.title) < 30 or self.title in GENERIC


def plain(text: str) -> str:
    """Words of `text` in lower case ASCII where possible, one space between them. Greek letters by their names."""
    text = html.unescape(SUPERSCRIPT.sub(" ", text)) if "<" in text or "&" in text else text
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.lower().translate(GREEK))
        text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return NOT_WORD.sub(" ", text.lower()).strip()


def title(text: str) -> str:
    """A title for comparison: without what databases put behind it ("[Review] [33 refs]", "(multiple letters)")."""
    text = text.strip()
    whole = text.rstrip(".")
    if whole.startswith("[") and whole.endswith("]") and whole.count("[") == 1:
        text = whole[1:-1]
    previous = None
    while previous != text:
        previous = text
        shorter = re.sub(r"\s*\[[^\[\]]*\]\s*\.?$", "", text)
        if len(shorter) > 12:
            text = shorter
        shorter = TAILS.sub("", text.rstrip(" .")).rstrip()
        if len(shorter) > 12:
            text = shorter
    return plain(text)


def family(text: str) -> str:
    """A family name for comparison: letters only, lower case, German umlauts as their base letters."""
    return NOT_WORD.sub("", plain(text.replace("ß", "ss").replace("ø", "o").replace("Ø", "o").replace("ł", "l")))


def key(citation: Citation) -> Key:
    """The key of a citation."""
    words = title(citation.title)
    where = volume(citation.volume)
    numbered = issue(citation.issue) or where[1]
    typed: set[str] = set()
    for one in citation.types:
        lowered = one.lower()
        typed |= {marker for text, marker in TYPES if lowered == text or (len(text) > 12 and text in lowered)}
    if citation.kind == "registration":
        typed.add("registration")
    people = tuple(
        name for author in citation.authors if (name := family(author.family or author.literal or author.given))
    )
    found = pages(citation.pages)
    if not found.first and citation.issue and not issue(citation.issue):
        found = pages(citation.issue)
    return Key(
        title=words,
        loose=words.replace(" ", ""),
        markers=frozenset(name for name, pattern in MARKERS.items() if pattern.search(words)),
        typed=frozenset(typed),
        numbers=tuple(NUMBERS.findall(words)),
        authors=people,
        year=citation.year,
        journal=plain(re.sub(r"[.(:\s]*\bconference:.*", "", citation.journal, flags=re.IGNORECASE)),
        short=plain(citation.abbreviation),
        volume=where[0],
        issue=numbered,
        pages=found,
        doi=citation.doi,
        pmid=citation.pmid,
        abstract=plain(citation.abstract[: ABSTRACT * 2])[:ABSTRACT],
        language=citation.language.lower(),
        kind=citation.kind,
        registrations=frozenset(citation.registrations),
    )
