"""The signalling questions of RoB 2 answered for one result from the words of a report."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from arakis.bias.allocation import Allocation
from arakis.bias.missing import nearly_all
from arakis.bias.reading import Reading, Told, wording
from arakis.bias.rob2 import DOMAINS, reached
from arakis.domain.bias import BiasAnswer
from arakis.domain.document import TextLayer
from arakis.domain.evidence import Evidence
from arakis.domain.protocol import Outcome, Protocol
from arakis.domain.result import Result
from arakis.words.terms import Terms
from arakis.words.text import Text

SILENT = "the report does not say"
_TRIALS = ("random", "alternate", "systematic")


@dataclass(frozen=True)
class QuestionAnswer:
    """The answer to one signalling question, with the words it rests on and why in one line."""

    question: str
    answer: BiasAnswer
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""


def answer(layer: TextLayer, result: Result, found: Allocation, protocol: Protocol) -> tuple[QuestionAnswer, ...]:
    """Every signalling question of RoB 2 for `result`, in order; empty when RoB 2 is not the tool for the study.

    "NI" where the text is silent, "NA" where the algorithm does not put the question. The reading rules are in
    docs/bias.md, the wordings in `wording.yaml`.
    """
    if found.kind not in _TRIALS:
        return ()
    reading = Reading(layer)
    outcome = next((one for one in protocol.outcomes if one.id == result.outcome), None)
    effect = protocol.effect_of_interest
    given = {
        one.question: one
        for one in (
            *_randomisation(reading, found),
            *_deviations(reading, result, effect),
            *_missing(reading, result),
            *_measurement(reading, outcome),
            *_selection(reading),
        )
    }
    answers: dict[str, BiasAnswer] = {name: one.answer for name, one in given.items()}
    put = {question for domain in DOMAINS for question in reached(domain, answers, effect)}
    return tuple(
        one if one.question in put else QuestionAnswer(one.question, "NA", (), "not put: an earlier answer settles it")
        for one in sorted(given.values(), key=lambda item: item.question)
    )


def ask(question: str, effect: str = "assignment") -> str:
    """A signalling question in words. Raises KeyError for an unknown one."""
    given = questions()
    if effect == "adherence" and question in given["adherence"]:
        return given["adherence"][question]
    return given["questions"][question]


@lru_cache(maxsize=1)
def questions() -> dict[str, Any]:
    """The data file of domains and questions."""
    return yaml.safe_load(files("arakis.bias").joinpath("questions.yaml").read_text("utf-8"))


def _randomisation(reading: Reading, found: Allocation) -> list[QuestionAnswer]:
    if found.kind in ("alternate", "systematic"):
        foreseen = "whoever enrols can foresee the next assignment"
        concealed = QuestionAnswer("1.2", "N", found.evidence, f"{found.reason}: {foreseen}")
        sequence = QuestionAnswer("1.1", "N", found.evidence, f"not by chance: {found.reason}")
    else:
        if found.method:
            sequence = QuestionAnswer("1.1", "Y", found.evidence, "a random method is told")
        else:
            sequence = QuestionAnswer("1.1", "NI", found.evidence, "said to be random, without saying how")
        concealed = _say("1.2", reading.rules("concealment"))
    return [sequence, concealed, _say("1.3", reading.rules("baseline"))]


def _deviations(reading: Reading, result: Result, effect: str) -> list[QuestionAnswer]:
    aware = [_say(question, reading.rules("aware", question)) for question in ("2.1", "2.2")]
    if effect == "adherence":
        return aware + [_silent(question) for question in ("2.3", "2.4", "2.5", "2.6")]
    chosen = Text(result.population)
    if Terms(["per protocol", "as treated", "on treatment", "completers"]).find(chosen):
        analysed = QuestionAnswer("2.6", "N", (), f"the result is of the population “{result.population}”")
    else:
        analysed = _say("2.6", _analysis(reading))
    return [
        *aware,
        _say("2.3", reading.rules("deviations")),
        _silent("2.4"),
        _silent("2.5"),
        analysed,
        _silent("2.7"),
    ]


def _analysis(reading: Reading) -> Told | None:
    """A report that has both analyses says which one a result is from; without that, as assigned is not certain."""
    told = reading.rules("analysis")
    if told is not None and told.answer == "NI":
        return Told(
            "NI", "analyses as assigned and others are reported; a person sees which one this is", told.evidence
        )
    return told


def _missing(reading: Reading, result: Result) -> list[QuestionAnswer]:
    known = nearly_all(reading, result)
    shown = reading.rules("missing")
    undistorted = (
        _say("3.2", shown) if shown else QuestionAnswer("3.2", "N", (), "the report shows nothing to that end")
    )
    return [
        QuestionAnswer("3.1", known.answer, known.evidence, known.reason),
        undistorted,
        _silent("3.3"),
        _silent("3.4"),
    ]


def _measurement(reading: Reading, outcome: Outcome | None) -> list[QuestionAnswer]:
    objective = _objective(outcome)
    assessed = reading.rules("assessors")
    blind = reading.rules("aware", "2.1")
    both = reading.rules("aware", "2.2")
    masked = blind if blind and both and {blind.answer, both.answer} <= {"N", "PN"} else None
    if assessed is None and masked is not None:
        assessed = Told("PN", masked.why, masked.evidence)
    alike = reading.rules("same")
    if alike is None and masked is not None:
        alike = Told("PN", f"{masked.why}, so that nobody could look differently", masked.evidence)
    influenced = QuestionAnswer("4.4", "N", (), f"read without judgement: {objective}") if objective else _silent("4.4")
    return [_silent("4.1"), _say("4.2", alike), _say("4.3", assessed), influenced, _silent("4.5")]


def _selection(reading: Reading) -> list[QuestionAnswer]:
    return [_say("5.1", reading.rules("plan")), _silent("5.2"), _silent("5.3")]


def _objective(outcome: Outcome | None) -> str:
    """Why an outcome needs no judgement (deaths, a laboratory value), by its name and terms; "" if it may."""
    if outcome is None:
        return ""
    name = Text(outcome.name)
    for reason, listed in wording()["objective"].items():
        if Terms(listed).find(name):
            return f"{outcome.name} ({'deaths' if reason == 'deaths' else 'a laboratory value'})"
    return ""


def _say(question: str, told: Told | None) -> QuestionAnswer:
    if told is None:
        return _silent(question)
    return QuestionAnswer(question, told.answer, told.evidence, told.why)


def _silent(question: str) -> QuestionAnswer:
    return QuestionAnswer(question, "NI", (), SILENT)
