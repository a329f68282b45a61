"""What certainty looks at: the studies of a synthesis with their weights, its estimate, and whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from arakis.domain.bias import BiasAssessment
from arakis.domain.estimate import Estimate, StudyEffect, Synthesis
from arakis.domain.protocol import Outcome
from arakis.domain.report import Study

_WORST = ("not assessed", "high", "some concerns", "low")


@dataclass(frozen=True)
class Body:
    """The body of evidence of one synthesis.

    weights   of the effects, adding up to 1
    weighed   how they were weighed, in words
    estimate  the pooled one, or that of the only study, or None
    """

    synthesis: Synthesis
    outcome: Outcome
    weights: tuple[float, ...]
    weighed: str
    estimate: Estimate | None
    studies: dict[str, Study]
    bias: dict[str, str]

    @property
    def effects(self) -> tuple[StudyEffect, ...]:
        """The effects of the synthesis."""
        return self.synthesis.effects

    @property
    def k(self) -> int:
        """The number of studies."""
        return len({effect.study for effect in self.effects})

    def judged(self, effect: StudyEffect) -> str:
        """The overall risk of bias of an effect: the worst of the results it was made from."""
        parts = effect.results or (effect.result,)
        return min((self.bias.get(part, "not assessed") for part in parts), key=_WORST.index)

    def share(self, *judgements: str) -> float:
        """The share of the weight whose risk of bias is one of `judgements`."""
        pairs = zip(self.effects, self.weights, strict=True)
        return sum(weight for effect, weight in pairs if self.judged(effect) in judgements)


def body(synthesis: Synthesis, outcome: Outcome, bias: Sequence[BiasAssessment], studies: Sequence[Study]) -> Body:
    """The body of evidence: weights of the model where it was pooled, else of participants, else equal ones."""
    effects = synthesis.effects
    participants = [
        effect.data.get("intervention_total", 0.0) + effect.data.get("comparator_total", 0.0) for effect in effects
    ]
    if synthesis.pooled:
        weights, weighed = [effect.weight for effect in effects], "weight in the synthesis"
    elif effects and min(participants) > 0:
        weights, weighed = participants, "share of the participants"
    else:
        weights, weighed = [1.0 for _ in effects], "each result alike"
    total = sum(weights)
    single = effects[0].estimate if len(effects) == 1 else None
    return Body(
        synthesis=synthesis,
        outcome=outcome,
        weights=tuple(weight / total for weight in weights) if total > 0 else tuple(0.0 for _ in effects),
        weighed=weighed,
        estimate=synthesis.estimate if synthesis.pooled else single,
        studies={study.id: study for study in studies},
        bias={item.result: item.overall for item in bias},
    )
