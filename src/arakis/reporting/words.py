"""Numbers that are neither a reference nor a citation: what the words of a text may not hold."""

import re
from collections.abc import Iterator
from importlib.resources import files

import yaml

from arakis.reporting.document import Constant, Emphasis, Gap, Reference, Run, Runs, Text

_DATA = yaml.safe_load((files("arakis.reporting") / "constants.yaml").read_text(encoding="utf-8"))
CONSTANTS: tuple[str, ...] = tuple(sorted(_DATA["constants"], key=lambda item: (-len(item), item)))
NUMBER_WORDS: tuple[str, ...] = tuple(_DATA["number_words"])
_CONSTANT = re.compile("|".join(rf"(?<!\w){re.escape(item)}(?!\w)" for item in CONSTANTS))
_NUMBER = re.compile(
    r"\w*[\d\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209c\u2150-\u2189]+\w*|\b(?:" + "|".join(NUMBER_WORDS) + r")\b",
    re.IGNORECASE,
)


def numbers_in(text: str) -> list[str]:
    """Digits and number words in `text` that are no declared constant."""
    return _NUMBER.findall(_CONSTANT.sub(" ", text))


def leaves(runs: Runs) -> Iterator[Run]:
    """The runs with emphasis taken apart."""
    for run in runs:
        if isinstance(run, Emphasis):
            yield from leaves(run.runs)
        else:
            yield run


def stray_numbers(runs: Runs) -> list[str]:
    """Numbers typed in the text of `runs`, in the arguments of its formats included."""
    found: list[str] = []
    words = ""
    for run in leaves(runs):
        if isinstance(run, Text):
            words += run.text
            continue
        words += " \u2060 "
        if isinstance(run, Reference) and run.format.startswith("plural:"):
            found.extend(numbers_in(run.format[7:].replace(":", " ")))
        elif isinstance(run, Constant) and run.text not in DECLARED:
            found.append(run.text)
        elif isinstance(run, Gap):
            found.extend(numbers_in(run.text))
    return [*numbers_in(words), *found]


DECLARED: frozenset[str] = frozenset(
    str(row["item"])
    for row in yaml.safe_load((files("arakis.reporting") / "checklist.yaml").read_text(encoding="utf-8"))["items"]
)
