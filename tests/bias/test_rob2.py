"""RoB 2's decisions: every combination of answers against the table of decisions, written down a second time here."""

import itertools
from collections.abc import Iterable

import pytest

from arakis.bias import rob2

ANSWERS = ("Y", "PY", "PN", "N", "NI")
YES, NO = ("Y", "PY"), ("N", "PN")


def combinations(questions: Iterable[str], answers: tuple[str, ...] = ANSWERS):
    names = tuple(questions)
    for values in itertools.product(answers, repeat=len(names)):
        yield dict(zip(names, values, strict=True))


def walk(tree: object, answers: dict[str, str]) -> str:
    """A judgement by a table: (question, {answers: subtree or judgement})."""
    while not isinstance(tree, str):
        question, branches = tree  # type: ignore[misc]  # the table's own shape
        tree = next(branch for given, branch in branches.items() if answers[question] in given)
    return tree


Y, N, NI, NNI, YNI = YES, NO, ("NI",), (*NO, "NI"), (*YES, "NI")
D1 = (
    "1.2",
    {
        N: "high",
        Y: ("1.1", {N: "some concerns", YNI: ("1.3", {Y: "some concerns", NNI: "low"})}),
        NI: ("1.3", {Y: "high", NNI: "some concerns"}),
    },
)
DEVIATIONS = (
    "2.3",
    {
        N: "low",
        NI: "some concerns",
        Y: ("2.4", {N: "some concerns", YNI: ("2.5", {Y: "some concerns", NNI: "high"})}),
    },
)
PART_1 = ("2.1", {N: ("2.2", {N: "low", YNI: DEVIATIONS}), YNI: DEVIATIONS})
PART_2 = ("2.6", {Y: "low", NNI: ("2.7", {N: "some concerns", YNI: "high"})})
D3 = (
    "3.1",
    {Y: "low", NNI: ("3.2", {Y: "low", NNI: ("3.3", {N: "low", YNI: ("3.4", {N: "some concerns", YNI: "high"})})})},
)


def d4(best: str) -> object:
    last = ("4.4", {N: best, YNI: ("4.5", {N: "some concerns", YNI: "high"})})
    return ("4.3", {N: best, YNI: last})


D4 = ("4.1", {Y: "high", NNI: ("4.2", {Y: "high", N: d4("low"), NI: d4("some concerns")})})
ORDER = ("low", "some concerns", "high")


def test_domain_1_decides_as_published():
    for answers in combinations(("1.1", "1.2", "1.3")):
        assert rob2.randomisation(answers) == walk(D1, answers), answers


def test_domain_2_assignment_decides_as_published():
    for answers in combinations([f"2.{n}" for n in range(1, 8)]):
        expected = max(walk(PART_1, answers), walk(PART_2, answers), key=ORDER.index)
        assert rob2.assignment(answers) == expected, answers


def test_domain_2_adherence_decides_as_published():
    for answers in combinations([f"2.{n}" for n in range(1, 7)], (*ANSWERS, "NA")):
        aware = answers["2.1"] not in NO or answers["2.2"] not in NO
        if aware and answers["2.3"] in ("N", "PN", "NI"):
            expected = "some concerns" if answers["2.6"] in YES else "high"
        elif all(answers[one] in ("N", "PN", "NA") for one in ("2.4", "2.5")):
            expected = "low"
        else:
            expected = "some concerns" if answers["2.6"] in YES else "high"
        assert rob2.adherence(answers) == expected, answers


def test_domain_3_decides_as_published():
    for answers in combinations(("3.1", "3.2", "3.3", "3.4")):
        assert rob2.missing(answers) == walk(D3, answers), answers


def test_domain_4_decides_as_published():
    for answers in combinations(("4.1", "4.2", "4.3", "4.4", "4.5")):
        assert rob2.measurement(answers) == walk(D4, answers), answers


def test_domain_5_decides_as_published():
    for answers in combinations(("5.1", "5.2", "5.3")):
        two = {answers["5.2"], answers["5.3"]}
        if two & set(YES):
            expected = "high"
        elif two <= set(NO):
            expected = "low" if answers["5.1"] in YES else "some concerns"
        else:
            expected = "some concerns"
        assert rob2.selection(answers) == expected, answers


@pytest.mark.parametrize("effect", ["assignment", "adherence"])
@pytest.mark.parametrize("domain", rob2.DOMAINS)
def test_questions_that_are_not_put_change_nothing(domain: str, effect: rob2.Effect):
    count = {"D1": 3, "D2": 7 if effect == "assignment" else 6, "D3": 4, "D4": 5, "D5": 3}[domain]
    for answers in combinations(f"{domain[1]}.{n}" for n in range(1, count + 1)):
        put = rob2.reached(domain, answers, effect)
        judgement = rob2.judge(domain, answers, effect)
        assert rob2.judge(domain, {name: answers[name] for name in put}, effect) == judgement, answers
        flipped = {name: given if name in put else ("N" if given in YES else "Y") for name, given in answers.items()}
        assert rob2.judge(domain, flipped, effect) == judgement, answers


def test_yes_and_probably_yes_act_alike():
    alike = {"PY": "Y", "PN": "N"}
    for domain, count in (("D1", 3), ("D3", 4), ("D4", 5), ("D5", 3)):
        for answers in combinations(f"{domain[1]}.{n}" for n in range(1, count + 1)):
            plain = {name: alike.get(given, given) for name, given in answers.items()}
            assert rob2.judge(domain, answers) == rob2.judge(domain, plain)


def test_overall_is_the_worst_and_never_raised_by_number():
    assert rob2.overall(["low"] * 5) == "low"
    assert rob2.overall(["some concerns"] * 5) == "some concerns"
    assert rob2.overall(["low", "low", "high", "low", "some concerns"]) == "high"
    assert rob2.overall([]) == "not assessed"
