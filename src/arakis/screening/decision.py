"""From the answers on criteria to a decision about the report."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from arakis.domain.protocol import Protocol
from arakis.domain.report import Stage
from arakis.screening.assess import CriterionAnswer


@dataclass(frozen=True)
class Decision:
    """Include, exclude with one primary reason, or unclear: goes on (title and abstract), or waits for a person."""

    answer: Literal["include", "exclude", "unclear"]
    criterion: str = ""  # id of the criterion that decided, "" if none did
    reason: str = ""


def decide(answers: Sequence[CriterionAnswer], protocol: Protocol, stage: Stage) -> Decision:
    """What the answers amount to at a stage.

    The first contradicted criterion in the protocol's order excludes. At full text a report is included only when
    every criterion to include has its quote and none to exclude is met or in doubt. Everything else is unclear.
    """
    by_id = {answer.criterion: answer for answer in answers}
    open_ones: list[str] = []
    for criterion in protocol.criteria:
        answer = by_id.get(criterion.id)
        if answer is None:
            open_ones.append(criterion.id)
            continue
        wrong = "not met" if criterion.kind == "include" else "met"
        if answer.answer == wrong:
            return Decision("exclude", criterion.id, f"{criterion.id} {criterion.text}: {answer.reason}")
        if answer.answer == "unclear" or (criterion.kind == "include" and not answer.evidence):
            open_ones.append(criterion.id)
    if not protocol.criteria:
        return Decision("unclear", "", "the protocol has no criteria")
    if open_ones:
        first = by_id.get(open_ones[0])
        why = f"{open_ones[0]}: {first.reason}" if first else f"{open_ones[0]}: not answered"
        return Decision("unclear", open_ones[0], f"not decided by words: {', '.join(open_ones)} ({why})")
    if stage == "title_abstract":
        return Decision("include", "", "every criterion has its words")
    return Decision("include", "", "every criterion to include has its quote, and none to exclude is met")
