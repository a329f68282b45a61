"""The decision algorithm of RoB 2 for randomised trials, version of 22 August 2019.

Sterne et al. 2019, BMJ 366:l4898. Answers are Y, PY, PN, N, NI (no information) and NA; Y and PY act alike, so do N and
PN. A question without an answer counts as NI. Each function returns the judgement of one domain.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from arakis.domain.bias import BiasAnswer, BiasJudgement

Effect = Literal["assignment", "adherence"]
Answers = Mapping[str, BiasAnswer]

DOMAINS: tuple[str, ...] = ("D1", "D2", "D3", "D4", "D5")
_LEVELS: tuple[BiasJudgement, ...] = ("low", "some concerns", "high")


def randomisation(answers: Answers) -> BiasJudgement:
    """Domain 1, bias arising from the randomisation process: questions 1.1 to 1.3."""
    if _no(answers, "1.2"):
        return "high"
    if _yes(answers, "1.2"):
        return "some concerns" if _no(answers, "1.1") or _yes(answers, "1.3") else "low"
    return "high" if _yes(answers, "1.3") else "some concerns"


def assignment(answers: Answers) -> BiasJudgement:
    """Domain 2, deviations from the intended interventions, effect of assignment: questions 2.1 to 2.7."""
    return _worse(_deviations(answers), _analysis(answers))


def adherence(answers: Answers) -> BiasJudgement:
    """Domain 2, deviations from the intended interventions, effect of adhering: questions 2.1 to 2.6."""
    if _unaware(answers) or _yes(answers, "2.3") or answers.get("2.3") == "NA":
        harmless = all(_no(answers, one) or answers.get(one) == "NA" for one in ("2.4", "2.5"))
        if harmless:
            return "low"
    return "some concerns" if _yes(answers, "2.6") else "high"


def missing(answers: Answers) -> BiasJudgement:
    """Domain 3, missing outcome data: questions 3.1 to 3.4 (3.2 has no NI; it counts as no)."""
    if _yes(answers, "3.1") or _yes(answers, "3.2") or _no(answers, "3.3"):
        return "low"
    return "some concerns" if _no(answers, "3.4") else "high"


def measurement(answers: Answers) -> BiasJudgement:
    """Domain 4, measurement of the outcome: questions 4.1 to 4.5."""
    if _yes(answers, "4.1") or _yes(answers, "4.2"):
        return "high"
    best: BiasJudgement = "low" if _no(answers, "4.2") else "some concerns"
    if _no(answers, "4.3") or _no(answers, "4.4"):
        return best
    return "some concerns" if _no(answers, "4.5") else "high"


def selection(answers: Answers) -> BiasJudgement:
    """Domain 5, selection of the reported result: questions 5.1 to 5.3."""
    if _yes(answers, "5.2") or _yes(answers, "5.3"):
        return "high"
    if _no(answers, "5.2") and _no(answers, "5.3") and _yes(answers, "5.1"):
        return "low"
    return "some concerns"


def judge(domain: str, answers: Answers, effect: Effect = "assignment") -> BiasJudgement:
    """The judgement of a domain ("D1" .. "D5"). Raises KeyError for another name."""
    rules = {
        "D1": randomisation,
        "D2": assignment if effect == "assignment" else adherence,
        "D3": missing,
        "D4": measurement,
        "D5": selection,
    }
    return rules[domain](answers)


def overall(judgements: Iterable[BiasJudgement]) -> BiasJudgement:
    """Low if all domains are low, high if any is high, else some concerns.

    Several domains with some concerns may be raised to high, but by a person only. Without domains: "not assessed".
    """
    given = list(judgements)
    if not given or "not assessed" in given:
        return "not assessed"
    return _LEVELS[max(_LEVELS.index(one) for one in given)]


def reached(domain: str, answers: Answers, effect: Effect = "assignment") -> tuple[str, ...]:
    """The questions of a domain that are put, given the answers before them; the others cannot change the judgement."""
    if domain == "D1":
        return ("1.1", "1.2", "1.3")
    if domain == "D2":
        return _reached_assignment(answers) if effect == "assignment" else _reached_adherence(answers)
    if domain == "D3":
        put = ["3.1"]
        for question, ends in (
            ("3.2", _yes(answers, "3.1")),
            ("3.3", _yes(answers, "3.2")),
            ("3.4", _no(answers, "3.3")),
        ):
            if ends:
                break
            put.append(question)
        return tuple(put)
    if domain == "D4":
        put = ["4.1", "4.2"]
        if _yes(answers, "4.1") or _yes(answers, "4.2"):
            return tuple(put)
        put.append("4.3")
        if not _no(answers, "4.3"):
            put.append("4.4")
            if not _no(answers, "4.4"):
                put.append("4.5")
        return tuple(put)
    if domain == "D5":
        return ("5.1", "5.2", "5.3")
    raise KeyError(domain)


def _reached_assignment(answers: Answers) -> tuple[str, ...]:
    put = ["2.1", "2.2"]
    if not _unaware(answers):
        put.append("2.3")
        if _yes(answers, "2.3"):
            put.append("2.4")
            if not _no(answers, "2.4"):
                put.append("2.5")
    put.append("2.6")
    if not _yes(answers, "2.6"):
        put.append("2.7")
    return tuple(put)


def _reached_adherence(answers: Answers) -> tuple[str, ...]:
    put = ["2.1", "2.2"]
    balanced = True
    if not _unaware(answers):
        put.append("2.3")
        balanced = _yes(answers, "2.3") or answers.get("2.3") == "NA"
    harmless = False
    if balanced:
        put += ["2.4", "2.5"]
        harmless = all(_no(answers, one) or answers.get(one) == "NA" for one in ("2.4", "2.5"))
    if not harmless:
        put.append("2.6")
    return tuple(put)


def _deviations(answers: Answers) -> BiasJudgement:
    if _unaware(answers) or _no(answers, "2.3"):
        return "low"
    if not _yes(answers, "2.3") or _no(answers, "2.4") or _yes(answers, "2.5"):
        return "some concerns"
    return "high"


def _analysis(answers: Answers) -> BiasJudgement:
    if _yes(answers, "2.6"):
        return "low"
    return "some concerns" if _no(answers, "2.7") else "high"


def _unaware(answers: Answers) -> bool:
    return _no(answers, "2.1") and _no(answers, "2.2")


def _worse(first: BiasJudgement, second: BiasJudgement) -> BiasJudgement:
    return _LEVELS[max(_LEVELS.index(first), _LEVELS.index(second))]


def _yes(answers: Answers, question: str) -> bool:
    return answers.get(question, "NI") in ("Y", "PY")


def _no(answers: Answers, question: str) -> bool:
    return answers.get(question, "NI") in ("N", "PN")
