"""Results, studies and protocols made for tests."""

from collections.abc import Mapping
from typing import Any

from arakis.domain.protocol import Comparison, Group, Outcome, Protocol, SynthesisRules
from arakis.domain.report import Study
from arakis.domain.result import Datum, Result, Side, Stated, Supplied

COMPARISON = Comparison(id="C", intervention=Group(name="new"), comparator=Group(name="old"))


def datum(number: float | None, supplied: bool = False) -> Datum:
    """A value that a report states or a person supplied; None: none stands."""
    if number is None:
        return Datum(waits="reports differ")
    if supplied:
        return Datum(value=Supplied(value=number, source="author's e-mail", by="p1"))
    return Datum(value=Stated(value=number, evidence=()))


def side(arm: str = "", supplied: bool = False, **numbers: float | None) -> Side:
    """One side with its numbers."""
    values: Mapping[Any, Datum] = {name: datum(number, supplied) for name, number in numbers.items()}
    return Side(arms=(arm,) if arm else (), values=dict(values))


def result(study: str, name: str, intervention: Side, comparator: Side, **more: Any) -> Result:
    """A result of the one comparison and outcome."""
    fields = {"comparison": "C", "outcome": "O", **more}
    return Result(id=f"{study}/{name}", study=study, intervention=intervention, comparator=comparator, **fields)


def counted(study: str, a: float, n1: float, c: float, n2: float, name: str = "r", **more: Any) -> Result:
    """A result of events and totals."""
    return result(study, name, side("new", events=a, total=n1), side("old", events=c, total=n2), **more)


def effect(study: str, measure: str, name: str = "r", **numbers: float) -> Result:
    """A result of a reported effect."""
    values: Any = {key: datum(number) for key, number in numbers.items()}
    return result(study, name, side("new"), side("old"), effect=values, effect_measure=measure)


def study(identity: str, **more: Any) -> Study:
    """A study; a trial at random unless said otherwise."""
    fields = {"allocation": "random", "design": "parallel", **more}
    return Study(id=identity, label=f"Study {identity}", reports=(f"report-{identity}",), **fields)


def studies(*results: Result, **more: Any) -> list[Study]:
    """The studies of results."""
    return [study(identity, **more) for identity in sorted({item.study for item in results})]


def protocol(rules: SynthesisRules | None = None, **outcome: Any) -> Protocol:
    """A protocol of one comparison and outcome; `outcome` are fields of the outcome."""
    fields = {"id": "O", "name": "Outcome", **outcome}
    return Protocol(
        question="Is new better than old for this?",
        comparisons=(COMPARISON,),
        outcomes=(Outcome(**fields),),
        synthesis=rules or SynthesisRules(),
    )
