"""Criteria given as plain lists: "RCTs, adults" becomes criteria with ids, elements and terms."""

import re

from arakis.domain.protocol import Criterion, Element, Protocol
from arakis.errors import ProtocolError
from arakis.screening.asked import years
from arakis.screening.vocabulary import named, terms, words
from arakis.words.terms import Terms
from arakis.words.text import Text

MOST = 100  # criteria of one list
_ORDER: tuple[Element, ...] = (
    "design", "publication", "language", "date", "population", "comparator", "outcome",
)  # fmt: skip


def parse(include: str, exclude: str) -> tuple[Criterion, ...]:
    """The criteria of two lists separated by commas, semicolons or lines ("none", "-" or "n/a": no criterion).

    A criterion whose words belong to the general vocabulary gets its element and terms made of its own words. One that
    is not recognised is of element "other" without terms: the rules leave it to a person.

    Raises ProtocolError for more than 100 criteria in a list or one of more than 5,000 characters.
    """
    found: list[Criterion] = []
    for kind, letter, given in (("include", "I", include), ("exclude", "E", exclude)):
        pieces = split(given)
        if len(pieces) > MOST:
            raise ProtocolError(
                f"{len(pieces)} criteria to {kind} are more than {MOST}", "put them into a protocol file"
            )
        for number, text in enumerate(pieces, 1):
            if len(text) > 5_000:
                raise ProtocolError(f"a criterion to {kind} has {len(text)} characters", "5,000 are the most")
            element = recognise(text)
            found.append(
                Criterion.model_validate(
                    {
                        "id": f"{letter}{number}",
                        "kind": kind,
                        "element": element,
                        "text": text,
                        "terms": _terms(text, element),
                    }
                )
            )
    return tuple(found)


def split(given: str) -> list[str]:
    """The pieces of a list, commas in brackets or quotes and in numbers left alone."""
    pieces: list[str] = [""]
    depth, quoted = 0, False
    for at, letter in enumerate(given):
        if letter in "([":
            depth += 1
        elif letter in ")]":
            depth = max(0, depth - 1)
        elif letter == '"':
            quoted = not quoted
        number = letter == "," and given[at - 1 : at].isdigit() and given[at + 1 : at + 2].isdigit()
        if letter == "\n" or (letter in ",;" and not depth and not quoted and not number):
            pieces.append("")
        else:
            pieces[-1] += letter
    cleaned = [re.sub(r"^(?:[-*•]\s+|\(?\d+[.)]\s+|and\s+|or\s+)", "", " ".join(piece.split())) for piece in pieces]
    return [piece.strip(' ."') for piece in cleaned if piece.strip(' ."').lower() not in {*words()["none"], ""}]


def recognise(text: str) -> Element:
    """What a criterion is about, by words of the general vocabulary; "other" when none is there."""
    if _languages(text):
        return "language"
    if years(text) != (None, None) and terms("elements", "date").find(Text(text)):
        return "date"
    found = named("elements", (text,))
    for element in _ORDER:
        if element in found and element != "date":
            return element
    return "other"


def complete(protocol: Protocol) -> Protocol:
    """The protocol with its limits of language and date as criteria ("LANGUAGE", "DATE"), so that they are judged.

    Limits that a criterion already covers add nothing.
    """
    added: list[Criterion] = []
    have = {criterion.element for criterion in protocol.criteria} | {criterion.id for criterion in protocol.criteria}
    if protocol.languages and not have & {"language", "LANGUAGE"}:
        text = "Published in " + " or ".join(_name(one) for one in protocol.languages)
        added.append(Criterion(id="LANGUAGE", kind="include", element="language", text=text, terms=protocol.languages))
    dates = protocol.dates
    if (dates.start or dates.end) and not have & {"date", "DATE"}:
        low = f"from {dates.start}" if dates.start else ""
        high = (f"to {dates.end}" if dates.start else f"until {dates.end}") if dates.end else ""
        text = " ".join(part for part in ("Published", low, high) if part)
        added.append(Criterion(id="DATE", kind="include", element="date", text=text))
    return protocol.model_copy(update={"criteria": (*protocol.criteria, *added)}) if added else protocol


def _name(code: str) -> str:
    for name, forms in words()["languages"].items():
        if code.strip().lower() in forms:
            return name.capitalize()
    return code


def _languages(text: str) -> bool:
    spoken = [form for forms in words()["languages"].values() for form in forms if len(form) > 3]
    return bool(Terms(spoken).find(Text(text))) and len(text.split()) <= 8


def _terms(text: str, element: Element) -> tuple[str, ...]:
    """The content words of a criterion, as phrases between function words; none for what is not recognised."""
    if element in ("other", "language", "date"):
        return ()
    stop = set(words()["stopwords"])
    phrases: list[list[str]] = [[]]
    for token in re.findall(r"[^\s,;:()\[\]\"]+", text):
        if token.lower().strip(".") in stop or re.fullmatch(r"[<>≥≤=]*\d+[-\d]*\+?%?", token):
            phrases.append([])
        else:
            phrases[-1].append(token.strip("."))
    chunks = [" ".join(phrase) for phrase in phrases if phrase]
    if element == "population":
        general = terms("elements", "population")
        specific = [chunk for chunk in chunks if not _covered(chunk, general)]
        chunks = specific or chunks
    expanded: list[str] = []
    for chunk in chunks:
        if element == "design":
            for name, more in words()["expand"].items():
                if Terms([name]).find(Text(chunk)):
                    expanded += more
        expanded.append(chunk)
    return tuple(dict.fromkeys(expanded))


def _covered(chunk: str, general: Terms) -> bool:
    text = Text(chunk)
    return any(hit.start == 0 and hit.end == len(chunk) for hit in general.find(text))
