"""Prompts, kept as data beside the module that asks, and material from outside kept apart from instructions in them."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from string import Template

import yaml

from arakis.domain.base import digest

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
