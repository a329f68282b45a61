"""The word lists of this package: YAML files beside the module, read once."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def load(name: str) -> dict[str, Any]:
    """The word list `name` ("numbers", "statistics", "context", "time")."""
    return yaml.safe_load((files("arakis.extraction") / "vocabulary" / f"{name}.yaml").read_text("utf-8"))


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """A plain list of a word list file."""
    return tuple(str(word) for word in load(name)[key])
