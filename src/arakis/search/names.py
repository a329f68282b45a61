"""Names of authors as exports write them: "Smith, John A.", "Smith JA", "John A. Smith", "WHO Study Group"."""

import re

from arakis.domain.record import Name
from arakis.search.vocabulary import words

PARTICLES = words("names", "particles")
SUFFIXES = words("names", "suffixes")
COLLECTIVE = words("names", "collective")
ABSENT = words("names", "absent")
INITIALS = re.compile(r"^(?:[^\W\d_]\.?[-\s]?){1,5}$")
SPACE = re.compile(r"\s+")
MAXIMUM = 20_000  # authors of one entry that are read


def person(text: str, order: str = "given first") -> Name:
    """One author. With a comma the family name stands before it; without one, initials at the end mean that it
    stands first ("Smith JA"), else `order` says whether names are written "given first" or "family first".

    Groups are told by words that only groups have, and become a literal.
    """
    text = SPACE.sub(" ", text.replace("\u00a0", " ")).strip(" ;,")
    text = re.sub(r"\s*\((?:[^()]*@[^()]*|\d{6,})\)$", "", text)
    text = re.sub(r"(?<=[\s,])null$|^null\s*,", "", text).strip(" ,")
    if not text or text.strip("[]").lower() in ABSENT:
        return Name()
    if collective(text):
        return Name(literal=text)
    if "," in text:
        return _with_comma([part.strip() for part in text.split(",")])
    tokens = text.split(" ")
    suffix = ""
    if len(tokens) > 2 and tokens[-1].lower() in SUFFIXES:
        suffix = tokens.pop()
    if len(tokens) == 1:
        return Name(family=tokens[0], suffix=suffix)
    at = len(tokens)
    while at > 1 and INITIALS.match(tokens[at - 1]) and _short(tokens[at - 1]):
        at -= 1
    if at < len(tokens):
        return Name(family=" ".join(tokens[:at]), given=" ".join(tokens[at:]), suffix=suffix)
    if order == "family first":
        at = 1
        while at < len(tokens) - 1 and tokens[at - 1].lower() in PARTICLES:
            at += 1
        return Name(family=" ".join(tokens[:at]), given=" ".join(tokens[at:]), suffix=suffix)
    at = len(tokens) - 1
    while at > 1 and tokens[at - 1].lower() in PARTICLES and tokens[at - 1][0].islower():
        at -= 1
    return Name(family=" ".join(tokens[at:]), given=" ".join(tokens[:at]), suffix=suffix)


def _short(token: str) -> bool:
    """Whether a token can be initials: capitals only, at most four letters."""
    letters = token.replace(".", "").replace("-", "")
    return 0 < len(letters) <= (4 if "." in token else 3) and letters.isupper()


def _with_comma(parts: list[str]) -> Name:
    parts = [part for part in parts if part]
    if not parts:
        return Name()
    suffix = ""
    if len(parts) > 2:
        for at in range(1, len(parts)):
            if parts[at].lower() in SUFFIXES:
                suffix = parts.pop(at)
                break
    family, given = parts[0], " ".join(parts[1:])
    if not suffix and given.lower() in SUFFIXES:
        suffix, given = given, ""
    tokens = given.split(" ")
    at = len(tokens)
    while at > 1 and tokens[at - 1].lower() in PARTICLES and tokens[at - 1].islower():
        at -= 1
    if at < len(tokens):
        family, given = " ".join([*tokens[at:], family]), " ".join(tokens[:at])
    return Name(family=family, given=given, suffix=suffix)


def collective(text: str) -> bool:
    """Whether `text` names a group: one of the words that only groups have, and not as a family name with initials."""
    tokens = re.findall(r"[^\W\d_]+", text.lower())
    found = [token for token in tokens if token in COLLECTIVE]
    if not found:
        return False
    if len(tokens) == 1:
        return text.isupper()
    head = text.split(",", 1)
    if len(head) == 2 and len(head[0].split()) == 1 and len(head[1].split()) <= 2:
        return False  # "Study, John", "Bank, J"
    return not (len(tokens) == 2 and (len(tokens[-1]) <= 2 or (tokens[0] in COLLECTIVE and INITIALS.match(text[-2:]))))


def several(text: str) -> list[str]:
    """The names in one cell or field, split at semicolons, " and ", line ends, or commas where those cannot belong
    to "family, given"."""
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        quoted = re.findall(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"", text)
        if quoted:
            return [left or right for left, right in quoted]
    for separator in (r"\s*;\s*", r"\s*\|\s*", r"\s*\n\s*", r"\s+and\s+|\s*,\s*and\s+"):
        parts = [part.strip(" ,") for part in re.split(separator, text) if part.strip(" ,")]
        if len(parts) > 1:
            return parts
    glued = re.split(r"(?<=[^\W\d_]\.)(?=[^\W\d_a-z][^\W\d_]*[^\W\d_.])", text)
    if len(glued) > 1 and "," not in text:
        return [part.strip() for part in glued]
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > 1 and all(" " in part for part in parts):
        return [part.rstrip(".") if re.search(r"[A-Z]{2,}\.$|\s[A-Z]\.$", part) and "." not in part[:-1] else part
                for part in parts]  # fmt: skip
    return [text] if text else []
