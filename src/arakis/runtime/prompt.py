"""Prompts, kept as data beside the module that asks, and material from outside kept apart from instructions in them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from string import Template

import yaml

from arakis.domain.base import digest

_SPACE = re.compile(r"\s+")
_BROKEN = re.compile(r"(?<=[a-z])[-\u00ad][ \t]*\n\s*(?=[a-z])|\s+")
BEGIN, END = "===== MATERIAL", "===== END OF MATERIAL"


@dataclass(frozen=True)
class Prompt:
    """Instructions for the model, and the template of what it is asked, with `$names`."""

    system: str
    template: str

    def fill(self, **values: str) -> str:
        """The template with its names filled in, in one pass: what is filled in is not looked at again.

        Raises KeyError for a name without a value.
        """
        return Template(self.template).substitute(values)


@lru_cache(maxsize=32)
def read_prompt(package: str, file: str) -> Prompt:
    """The prompt in a YAML file (`system`, `prompt`) of a package; what holds for all prompts is added."""
    own = yaml.safe_load((files(package) / file).read_text("utf-8"))
    shared = yaml.safe_load((files("arakis.runtime") / "prompt.yaml").read_text("utf-8"))
    material = Template(shared["material"]).substitute(begin=BEGIN, end=END)
    return Prompt(f"{own['system'].strip()}\n\n{material.strip()}", own["prompt"])


def material(name: str, text: str) -> str:
    """`text` between two lines with a code made of the text itself, so that nothing in it can end it early.

    name  what it is, one line of our own words: "title and abstract"
    """
    code = digest("material", text)[:16]
    return f"{BEGIN} {code} ({name})\n{text}\n{END} {code}"


def locate(quote: str, text: str, start: int = 0) -> tuple[int, int] | None:
    """Where `quote` stands in `text[start:]`, white space aside; None when it does not stand there word for word.

    A word broken by a hyphen at a line's end may be quoted broken or whole. A quote begins and ends at a word's edge
    and holds a letter or digit.
    """
    wanted = " ".join(quote.split())
    if not re.search(r"\w", wanted):
        return None
    before = r"(?<!\w)" if wanted[0].isalnum() else ""
    after = r"(?!\w)" if wanted[-1].isalnum() else ""
    pattern = re.compile(before + re.escape(wanted) + after)
    for skipped in (_SPACE, _BROKEN):
        plain, offsets = _flat(text, start, skipped)
        found = pattern.search(plain)
        if found:
            return offsets[found.start()], offsets[found.end() - 1] + 1
    return None


def _flat(text: str, start: int, skipped: re.Pattern[str]) -> tuple[str, list[int]]:
    """`text[start:]` with what `skipped` finds taken out (white space: made one blank), and each letter's offset."""
    pieces: list[str] = []
    offsets: list[int] = []
    at = start
    for match in skipped.finditer(text, start):
        pieces.append(text[at : match.start()])
        offsets += range(at, match.start())
        if match.group()[0].isspace():
            pieces.append(" ")
            offsets.append(match.start())
        at = match.end()
    pieces.append(text[at:])
    offsets += range(at, len(text))
    return "".join(pieces), offsets
