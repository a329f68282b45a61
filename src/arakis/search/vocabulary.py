"""The word lists of this package, kept as YAML beside the code."""

import functools
from pathlib import Path
from typing import Any

import yaml


@functools.cache
def load(name: str) -> dict[str, Any]:
    """The content of `words/{name}.yaml`, read once. Callers must not change it."""
    text = (Path(__file__).parent / "words" / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def table(name: str, key: str) -> dict[str, str]:
    """The mapping `key` of `words/{name}.yaml`, with text keys and values."""
    return {str(left): str(right) for left, right in load(name)[key].items()}


def words(name: str, key: str) -> frozenset[str]:
    """The list `key` of `words/{name}.yaml` as a set."""
    return frozenset(str(word) for word in load(name)[key])
