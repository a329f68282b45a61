"""A protocol from a question and lists of criteria, for those who do not write the full one."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import ValidationError

from arakis.domain.protocol import Criterion, Protocol
from arakis.errors import ProtocolError


def protocol_from(question: str, criteria: Sequence[Criterion], schema: str = "auto") -> Protocol:
    """The protocol that a question and criteria make.

    Where the question names an intervention and an outcome ("Does A reduce B in C?"), they make one comparison and
    one outcome, in the question's own words; otherwise the protocol has none, and no result can be read.

    Raises ProtocolError when the question is too short or too long.
    """
    plain = " ".join(question.split())
    try:
        return Protocol.model_validate({"question": plain, "criteria": criteria, "schema": schema} | _pico(plain))
    except ValidationError as error:
        raise ProtocolError(f"the question: {error.errors()[0]['msg']}", "give --question a full sentence") from error


def parts(question: str) -> dict[str, str]:
    """The parts of a question by name: intervention, outcome, verb, and where told population and comparator."""
    words = _words()
    plain = " ".join(question.split()).rstrip("?. ")
    for pattern in words["patterns"]:
        found = re.match(pattern, plain, re.IGNORECASE)
        if found is None:
            continue
        named = {name: part for name, part in found.groupdict().items() if part}
        for part in ("comparator", "population"):
            split = re.match(words[part], named["outcome"], re.IGNORECASE)
            if split:
                named["outcome"], named[part] = split["rest"], split["part"]
        for part in ("population", "intervention"):  # "in adults compared with placebo", "A versus B"
            split = re.match(words["comparator"], named.get(part, ""), re.IGNORECASE)
            if split:
                named[part], named["comparator"] = split["rest"], split["part"]
        return named
    return {}


def _pico(question: str) -> dict[str, Any]:
    found = parts(question)
    if not found:
        return {}
    words = _words()
    bare = re.sub(r"^(?:the|a|an|vaccination with|treatment with|use of) ", "", found["intervention"], flags=re.I)
    outcome = found["outcome"]
    against = found.get("comparator", "")
    scale = any(re.search(rf"\b{re.escape(word)}\b", outcome, re.IGNORECASE) for word in words["scales"])
    better = "higher" if found.get("verb", "").lower() in words["higher"] else "lower"
    concept: Mapping[str, Any] = {
        name: {"text": found[name], "terms": [found[name]]} for name in ("population", "comparator") if name in found
    }
    return {
        **concept,
        "intervention": {"text": found["intervention"], "terms": list(dict.fromkeys((bare, found["intervention"])))},
        "comparisons": [
            {
                "id": "main",
                "intervention": {"name": bare, "terms": [bare]},
                "comparator": {
                    "name": against or "No treatment",
                    "terms": [*([against] if against else []), *words["without"]],
                },
            }
        ],
        "outcomes": [
            {
                "id": "main",
                "name": outcome[:1].upper() + outcome[1:],
                "terms": [outcome],
                "kind": "continuous" if scale else "dichotomous",
                "measure": "MD" if scale else "RR",
                "direction": better,
            }
        ],
    }


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return yaml.safe_load(files("arakis.protocol").joinpath("question.yaml").read_text("utf-8"))
