"""The word lists of this package: YAML files beside the module, read once."""

from functools import cache
from importlib.resources import files

import yaml


@cache
def headings() -> dict[str, str]:
    """Heading in lower case -> kind of section."""
    raw: dict[str, list[str]] = yaml.safe_load(_read("headings.yaml"))
    return {phrase: kind for kind, phrases in raw.items() for phrase in phrases}


@cache
def registrations() -> tuple[str, ...]:
    """Regular expressions of trial register identifiers."""
    return tuple(yaml.safe_load(_read("registrations.yaml"))["patterns"])


def _read(name: str) -> str:
    return (files("arakis.retrieval") / "words" / name).read_text("utf-8")
