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
