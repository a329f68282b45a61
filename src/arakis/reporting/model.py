"""Passages drafted by a language model: words around references that it was given, and no number of its own."""

import re
from functools import lru_cache
from importlib.resources import files
from string import Template
from typing import Any

import yaml

from arakis import ledger
from arakis.domain.base import Frozen, digest
from arakis.domain.judgement import Reviewer
from arakis.domain.review import Review
from arakis.reporting.document import Citation
from arakis.reporting.formats import FormatError
from arakis.reporting.path import PathError, Resolver, quoted
from arakis.reporting.template import TemplateError, fill, reference
from arakis.reporting.words import numbers_in, stray_numbers
from arakis.runtime.llm import Call, Llm, NoAnswer, configured, limit
from arakis.runtime.prompt import material, read_prompt
from arakis.workspace import Workspace

LONGEST = 4_000  # characters of a passage
TRIES = 2
_REFERENCE = re.compile(r"\{([^{}]*)\}")
_MARKUP = re.compile(r"^\s*(?:#|[-*•]\s|\d+[.)]\s)|[<>`*_|]|https?:", re.MULTILINE)


class Passage(Frozen):
    """The passage, paragraphs separated by an empty line."""

    text: str


def passages_to_draft(workspace: Workspace, review: Review, options: dict[str, Any]) -> list[dict[str, Any]]:
    """Places whose passage has not been drafted from the facts as they stand."""
    if not configured(workspace.settings) or options.get("fast"):
        return []
    drafted = _drafted(workspace, review)
    model = workspace.settings.model
    places = [
        place
        for place in _data()["places"]
        if (drafted.get(place, {}).get("inputs"), drafted.get(place, {}).get("model"))
        != (_inputs(review, place), model)
    ]
    return [{"place": one, "left": len(places) - at, "of": len(places)} for at, one in enumerate(places)]


def draft_passage(workspace: Workspace, review: Review, options: dict[str, Any], unit: dict[str, Any]) -> None:
    """Ask the model for one passage. One that breaks the rules twice is not taken: the built-in text stays.

    An unusable answer is not written down (it is kept with the calls, so that meeting it again costs nothing), except
    to take the place of a passage on facts that have changed.
    """
    place, model = unit["place"], workspace.settings.model
    door, problem, text = Llm(workspace), "", ""
    for _ in range(TRIES):
        call = ask(review, place, problem, f"{unit['left']} of {unit['of']} passages are left to draft")
        try:
            said = door.ask(review.id, call, limit(workspace.settings, options)).text.strip()
        except NoAnswer:
            break
        problem = wrong(said, review)
        if not problem:
            text = said
            break
    if not text and place not in _drafted(workspace, review):
        return
    fact = {"place": place, "text": text, "model": model, "inputs": _inputs(review, place)}
    with workspace.db.begin() as connection:
        reviewer = Reviewer(kind="model", name=model)
        ledger.append(connection, review.id, reviewer, "prose", [(f"prose-{place}", fact)], replace=True)


def ask(review: Review, place: str, problem: str = "", remaining: str = "") -> Call[Passage]:
    """What the model is asked for a place; `problem` is what was wrong with its last passage."""
    prompt = read_prompt("arakis.reporting", "model.yaml")
    facts = [f"{{{one}}} = {value} ({about})" for one, about, value in menu(review)]
    protocol = review.protocol
    words = [f"Question: {protocol.question}", f"Rationale: {protocol.rationale}", f"Objectives: {protocol.objectives}"]
    return Call(
        system=prompt.system,
        prompt=prompt.fill(
            place=place,
            task=str(_data()["places"][place]),
            facts=material("facts of the review", "\n".join(facts)),
            material=material("words of the protocol", "\n".join(words)),
            problem=f"Your last passage could not be used: {problem}" if problem else "",
        ),
        answer=Passage,
        purpose=f"draft the passage {place}",
        max_tokens=4_000,
        remaining=remaining,
    )


def menu(review: Review) -> list[tuple[str, str, str]]:
    """The references that a passage may hold: "path|format", what it is, what stands there."""
    resolve = Resolver(review.model_dump(mode="json"))
    given: list[tuple[str, str]] = [(str(one), str(about)) for one, about in _data()["facts"].items()]
    for number, one in enumerate(review.syntheses, 1):
        paths = {
            "s": f"syntheses[id={quoted(one.id)}]",
            "o": f"protocols[-1].protocol.outcomes[id={quoted(one.outcome)}]",
            "c": f"certainty[synthesis={quoted(one.id)}]",
        }
        for form, about in _data()["of_synthesis"].items():
            given.append((Template(form).substitute(paths), f"synthesis {number}: {about}"))
    found: list[tuple[str, str, str]] = []
    for one, about in given:
        path, _, form = one.rpartition("|")
        try:
            found.append((one, about, reference(path, form, resolve).text))
        except (PathError, FormatError):
            continue
    return found


def wrong(text: str, review: Review) -> str:
    """What is wrong with a passage, in words for its writer; "" when it may stand."""
    if not text.strip():
        return "it is empty."
    if len(text) > LONGEST:
        return f"it has more than {LONGEST} characters."
    allowed = {one for one, _, _ in menu(review)}
    for inner in _REFERENCE.findall(text):
        if not inner.startswith("gap:") and inner not in allowed:
            return f"{{{inner[:200]}}} is none of the references that may be used."
    if _MARKUP.search(_REFERENCE.sub("", text)):
        return "it holds a heading, a list, emphasis or an address."
    try:
        runs = [fill(part.strip(), Resolver(review.model_dump(mode="json")), _cite) for part in text.split("\n\n")]
    except ValueError as error:
        return f"{error}."
    numbers = [number for part in runs for number in stray_numbers(part)]
    numbers += [
        number for inner in _REFERENCE.findall(text) if inner.startswith("gap:") for number in numbers_in(inner)
    ]
    return f"it holds numbers of its own: {', '.join(numbers[:10])}." if numbers else ""


def _cite(works: tuple[str, ...]) -> Citation:
    raise TemplateError(f"nothing may be cited: {works}")


def _inputs(review: Review, place: str) -> str:
    call = ask(review, place)
    return digest(call.system, call.prompt)


def _drafted(workspace: Workspace, review: Review) -> dict[str, dict[str, Any]]:
    with workspace.reading.begin() as connection:
        return {fact["place"]: fact for fact in ledger.facts(connection, review.id, "prose")}


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return yaml.safe_load((files("arakis.reporting") / "model.yaml").read_text("utf-8"))
