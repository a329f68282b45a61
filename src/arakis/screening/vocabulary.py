"""The general vocabulary of screening, read once from its data file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from arakis.words.allocation import union
from arakis.words.terms import Hit, Terms, longest
from arakis.words.text import Text


@dataclass(frozen=True)
class Kind:
    """A kind of publication or study, and how a paper shows that it is one."""

    name: str
    types: frozenset[str]
    title: re.Pattern[str] | None
    own: re.Pattern[str] | None
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Demand:
    """What a criterion may ask for, and the kinds that contradict it."""

    name: str
    elements: frozenset[str]
    against: tuple[str, ...]


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The data file."""
    return yaml.safe_load(files("arakis.screening").joinpath("vocabulary.yaml").read_text("utf-8"))


@lru_cache(maxsize=1)
def kinds() -> dict[str, Kind]:
    """Every kind by its name."""
    return {
        name: Kind(
            name=name,
            types=frozenset(one.lower() for one in given["types"]),
            title=union(given["title"]) if given.get("title") else None,
            own=union(given["own"]) if given.get("own") else None,
            words=tuple(given.get("words", ())),
        )
        for name, given in words()["kinds"].items()
    }


@lru_cache(maxsize=1)
def demands() -> dict[str, Demand]:
    """Every demand by its name."""
    return {
        name: Demand(name, frozenset(given["elements"]), tuple(given["against"]))
        for name, given in words()["demands"].items()
    }


@lru_cache(maxsize=1)
def original() -> Kind:
    """How a paper shows that it reports data of its own."""
    given = words()["original"]
    return Kind(
        "original", frozenset(one.lower() for one in given["types"]), union(given["title"]), union(given["own"])
    )


@lru_cache(maxsize=64)
def terms(*path: str) -> Terms:
    """The list of terms at `path` of the data file."""
    node: Any = words()
    for key in path:
        node = node[key]
    return Terms(node)


def named(section: str, texts: Iterable[str]) -> dict[str, list[Hit]]:
    """Which entries of `section` (kinds, demands, accepts, elements) the texts name: name -> where.

    A name inside a longer one does not count: "narrative review" names narrative reviews only.
    """
    found: dict[str, list[Hit]] = {}
    for given in texts:
        text = Text(given)
        hits: list[tuple[str, Hit]] = []
        for name in words()[section]:
            path = (section, name, "named_by") if section in ("kinds", "demands") else (section, name)
            hits += [(name, hit) for hit in terms(*path).find(text)]
        widest = {(hit.start, hit.end) for hit in longest([hit for _, hit in hits])}
        for name, hit in hits:
            if (hit.start, hit.end) in widest:
                found.setdefault(name, []).append(hit)
    return found
