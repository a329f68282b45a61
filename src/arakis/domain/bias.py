"""Risk of bias of a result: answers to signalling questions and what the published algorithm makes of them."""

from typing import Literal

from arakis.domain.base import Frozen

BiasJudgement = Literal["low", "some concerns", "high", "not assessed"]
BiasAnswer = Literal["Y", "PY", "PN", "N", "NI", "NA"]


class DomainBias(Frozen):
    """The judgement of one domain, with the answers that led to it (question id -> answer) and their judgements."""

    domain: str  # "D1" .. "D5"
    name: str
    judgement: BiasJudgement
    answers: dict[str, BiasAnswer]
    judgements: tuple[str, ...] = ()  # ids of the judgements behind the answers
    why: str = ""


class BiasAssessment(Frozen):
    """Risk of bias of one result of one study."""

    result: str
    study: str
    tool: str  # "RoB 2", or "" when there is none yet for the design
    effect_of_interest: Literal["assignment", "adherence"] = "assignment"
    domains: tuple[DomainBias, ...] = ()
    overall: BiasJudgement = "not assessed"
    note: str = ""  # "no tool yet for cohort studies"
