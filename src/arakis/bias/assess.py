"""Risk of bias of a result, from the standing answers to the signalling questions."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import cast, get_args

import yaml

from arakis.bias.rob2 import DOMAINS, Effect, judge, overall, reached
from arakis.domain.bias import BiasAnswer, BiasAssessment, DomainBias
from arakis.domain.judgement import Judgement
from arakis.domain.report import Study
from arakis.domain.result import Result

TOOL = "RoB 2"
_TRIALS = ("random", "alternate", "systematic")
_VARIANTS = ("cluster", "crossover")
_FIRST: dict[str, tuple[str, ...]] = {
    "D1": ("1.1", "1.2", "1.3"),
    "D2": ("2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7"),
    "D3": ("3.1", "3.2", "3.3", "3.4"),
    "D4": ("4.1", "4.2", "4.3", "4.4", "4.5"),
    "D5": ("5.1", "5.2", "5.3"),
}


def assess(
    result: Result, study: Study, answers: Mapping[str, Judgement], effect: Effect = "assignment"
) -> BiasAssessment:
    """What the published algorithm makes of `answers` (question "1.1" -> the judgement that stands).

    RoB 2 is for trials, also those that assigned by turns or by a rule (they come out high). Other designs are "not
    assessed", with the reason in `note`. A question without an answer counts as "no information".
    """
    if study.allocation not in _TRIALS:
        return BiasAssessment(result=result.id, study=study.id, tool="", effect_of_interest=effect, note=_note(study))
    given = {name: one for name, one in answers.items() if one.answer in get_args(BiasAnswer)}
    values: dict[str, BiasAnswer] = {name: cast(BiasAnswer, one.answer) for name, one in given.items()}
    domains: list[DomainBias] = []
    for name in DOMAINS:
        put = reached(name, values, effect)
        shown: dict[str, BiasAnswer] = {}
        for question in _FIRST[name]:
            if question in put:
                shown[question] = values.get(question, "NI") if values.get(question) != "NA" else _na(name, effect)
            elif effect == "assignment" or question != "2.7":
                shown[question] = "NA"
        domains.append(
            DomainBias(
                domain=name,
                name=_names()[name],
                judgement=judge(name, values, effect),
                answers=shown,
                judgements=tuple(given[question].id for question in put if question in given),
                why="; ".join(_told(question, shown[question], given.get(question)) for question in put),
            )
        )
    note = ""
    if study.design in _VARIANTS:
        note = f"questions for individually randomised trials; those for {study.design} trials are not asked yet"
    return BiasAssessment(
        result=result.id,
        study=study.id,
        tool=TOOL,
        effect_of_interest=effect,
        domains=tuple(domains),
        overall=overall(domain.judgement for domain in domains),
        note=note,
    )


def _na(domain: str, effect: Effect) -> BiasAnswer:
    """An answer "does not apply" to a question that is put: allowed for adherence only, otherwise no information."""
    return "NA" if domain == "D2" and effect == "adherence" else "NI"


def _told(question: str, answer: BiasAnswer, judgement: Judgement | None) -> str:
    return f"{question} {answer}" + (f" ({judgement.reason})" if judgement is not None and judgement.reason else "")


def _note(study: Study) -> str:
    if study.allocation == "not random" or study.design in ("cohort", "case-control", "cross-sectional", "case series"):
        design = study.design if study.design not in ("", "parallel") else "not randomised"
        return f"no tool yet for studies of this design ({design})"
    return "no tool can be chosen: the report does not say clearly how the groups were formed; a person may"


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    text = files("arakis.bias").joinpath("questions.yaml").read_text("utf-8")
    return yaml.safe_load(text)["domains"]
