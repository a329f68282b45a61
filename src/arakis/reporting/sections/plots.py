"""Forest and funnel plots of a synthesis, with their words."""

from arakis.domain.estimate import Synthesis
from arakis.reporting.document import Picture
from arakis.reporting.draft import Draft
from arakis.reporting.effects import measure_name, outcome_of, outcome_path, synthesis_path


def plot(draft: Draft, synthesis: Synthesis, kind: str) -> tuple[Picture, ...]:
    own = f"{kind}-{synthesis.id}"
    pooled = [item for item in draft.review.syntheses if item.pooled]
    figure = own if own in draft.figures or len(pooled) > 1 or not synthesis.pooled else kind
    path = synthesis_path(synthesis)
    word = "Forest plot" if kind == "forest" else "Funnel plot"
    where = "{$o.name|inline}" if outcome_of(draft, synthesis) else "{$s.outcome|text}"
    if len(draft.review.protocol.comparisons) > 1 and synthesis.name.strip():
        where = "{$s.name|inline}"
    number = f"count(studies_in,{synthesis.id})"
    alt = f"{word}: {where}: {{{number}|int}} {{{number}|plural:study:studies}}"
    if synthesis.estimate is not None and synthesis.pooled and synthesis.estimate.shown[1] is not None:
        alt += (
            f"; pooled {measure_name(synthesis.measure)} {{$s.estimate.shown[0]|effect}}, "
            "{$s.estimate.level|share} interval {$s.estimate.shown[1]|effect} to {$s.estimate.shown[2]|effect}"
        )
    return draft.picture(figure, f"{word}: {where}.", f"{alt}.", s=path, o=outcome_path(synthesis))
