"""What one study brings to a synthesis: its effect, the numbers behind it, and what must be said about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from arakis.domain.bias import BiasAssessment
from arakis.domain.estimate import Estimate, StudyEffect
from arakis.domain.report import Study
from arakis.synthesis.pooling import estimate
from arakis.synthesis.selection import Chosen

_DESIGNS = {
    "cluster": "allocated in clusters; the numbers are used as reported, so that its weight may be too large "
    "(Cochrane Handbook 23.1)",
    "crossover": "a crossover trial; the numbers are used as if its groups were parallel (Cochrane Handbook 23.2)",
}
_WORST = ("not assessed", "high", "some concerns", "low")


@dataclass(frozen=True)
class Contribution:
    """One effect that enters a synthesis, on the analysis scale and pointing the protocol's way."""

    chosen: Chosen
    study: Study
    value: float
    variance: float
    notes: tuple[str, ...]
    bias: str  # overall judgement of the result, the worst of its parts; "not assessed" when there is none

    @property
    def data(self) -> dict[str, float]:
        """The numbers it was made from."""
        return self.chosen.reading.data

    @property
    def table(self) -> tuple[float, float, float, float] | None:
        """Events and totals of both sides, when the effect was made from them."""
        data = self.data
        if self.chosen.reading.fields != ("events", "total"):
            return None
        return (
            data["intervention_events"],
            data["intervention_total"],
            data["comparator_events"],
            data["comparator_total"],
        )

    def level(self, variable: str) -> str:
        """Its level of a subgroup variable: allocation, design, risk of bias, or a characteristic of the study."""
        name = " ".join(variable.casefold().replace("_", " ").split())
        if name == "allocation":
            return self.study.allocation or "not stated"
        if name == "design":
            return self.study.design or "not stated"
        if name == "risk of bias":
            return self.bias
        for key, value in self.study.characteristics.items():
            if " ".join(key.casefold().replace("_", " ").split()) == name:
                return value or "not reported"
        return "not reported"

    def shown(self, measure: str) -> Estimate:
        """Its own estimate with a Wald-type interval."""
        return estimate(measure, self.value, self.variance**0.5, None, "study")

    def effect(self, measure: str, weight: float, fixed: float) -> StudyEffect:
        """Its row in a forest plot."""
        parts = self.chosen.parts
        return StudyEffect(
            result=parts[0],
            results=parts if len(parts) > 1 else (),
            study=self.study.id,
            label=self.study.label,
            estimate=self.shown(measure),
            variance=self.variance,
            weight=weight,
            weight_fixed=fixed,
            data=self.data,
            note="; ".join(self.notes),
        )


def overall_bias(parts: Sequence[str], bias: Sequence[BiasAssessment]) -> str:
    """The worst overall judgement among the results `parts`; "not assessed" when one of them has none."""
    judged = {item.result: item.overall for item in bias}
    found = [judged.get(part, "not assessed") for part in parts]
    return min(found, key=_WORST.index)


def contribution(chosen: Chosen, study: Study, bias: Sequence[BiasAssessment], turn: bool) -> Contribution:
    """The contribution of a chosen result; `turn` multiplies it by -1. Its reading must have an effect."""
    effect = chosen.reading.effect
    if effect is None:
        raise ValueError(f"{chosen.result.id} has no effect")
    notes = [note for note in (chosen.note, effect.note) if note]
    notes += [text for word, text in _DESIGNS.items() if word in study.design.casefold()]
    if turn:
        notes.append("multiplied by -1, because its scale points the other way (Cochrane Handbook 6.5.1.2)")
    return Contribution(
        chosen=chosen,
        study=study,
        value=-effect.value if turn else effect.value,
        variance=effect.variance,
        notes=tuple(notes),
        bias=overall_bias(chosen.parts, bias),
    )
