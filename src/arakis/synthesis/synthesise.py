"""The synthesis of an outcome in a comparison: which results, whether to pool them, and what comes of it."""

from collections.abc import Sequence

from arakis.domain.base import content_id, digest
from arakis.domain.bias import BiasAssessment
from arakis.domain.estimate import LeftOut, StudyEffect, Subgroup, Synthesis
from arakis.domain.protocol import Comparison, Outcome, Protocol
from arakis.domain.report import Study
from arakis.domain.result import Result
from arakis.synthesis.contribution import Contribution, contribution
from arakis.synthesis.judgement import instruments, not_pooled, turned
from arakis.synthesis.model import Fit, Model, model_of
from arakis.synthesis.pooling import inverse_variance
from arakis.synthesis.prediction import FEWEST, prediction
from arakis.synthesis.selection import select, selection_rule
from arakis.synthesis.sensitivity import fit_items, leave_one_out, sensitivity
from arakis.synthesis.small_study import egger
from arakis.synthesis.subgroup import subgroups
from arakis.synthesis.vector import MOST

MOST_PEOPLE = 1e15  # a larger sum is a mistake in the input
METHODS = 1  # rises when a formula or rule changes, so that a stored synthesis is computed again


def synthesis_id(comparison: str, outcome: str) -> str:
    """The id of the synthesis of an outcome in a comparison."""
    return content_id("synthesis", comparison, outcome)


def synthesise(
    results: Sequence[Result],
    protocol: Protocol,
    studies: Sequence[Study],
    bias: Sequence[BiasAssessment] = (),
) -> tuple[Synthesis, ...]:
    """One synthesis for each comparison and outcome of the protocol, in the protocol's order, pooled or not.

    results   of any studies; those of studies not among `studies` (the included ones) are left out, and said so
    bias      assessments of results, for the sensitivity analysis and subgroups by risk of bias

    The same input gives the same output, whatever its order. Nothing is raised for what a result holds.
    """
    return tuple(
        synthesise_one(results, protocol, studies, outcome, comparison, bias)
        for comparison in protocol.comparisons
        for outcome in protocol.outcomes
    )


def synthesise_one(
    results: Sequence[Result],
    protocol: Protocol,
    studies: Sequence[Study],
    outcome: Outcome,
    comparison: Comparison,
    bias: Sequence[BiasAssessment] = (),
) -> Synthesis:
    """The synthesis of one outcome in one comparison (see `synthesise`)."""
    known = {study.id: study for study in studies}
    mine = sorted(
        {item.id: item for item in results if item.outcome == outcome.id and item.comparison == comparison.id}.values(),
        key=lambda item: item.id,
    )[:MOST]
    picked = select([item for item in mine if item.study in known], protocol, outcome, comparison, studies)
    left_out = [_labelled(item, known) for item in picked.left_out]
    left_out += [
        LeftOut(result=item.id, study=item.study, reason="its study is not included in the review")
        for item in mine
        if item.study not in known
    ]
    silent = sum("carries no information" in item.reason for item in left_out)
    several = len(instruments(picked.chosen)) > 1
    items = [
        contribution(item, known[item.result.study], bias, turned(outcome, item, several)) for item in picked.chosen
    ]
    items.sort(key=lambda item: (item.study.label.casefold(), item.study.id, item.chosen.parts))
    left_out.sort(key=lambda item: (item.label.casefold(), item.study, item.result))
    ids = {item.id for item in mine}
    base = Synthesis(
        id=synthesis_id(comparison.id, outcome.id),
        name=f"{outcome.name}: {comparison.intervention.name} versus {comparison.comparator.name}",
        comparison=comparison.id,
        outcome=outcome.id,
        measure=outcome.measure,
        rule=selection_rule(protocol, outcome),
        pooled=False,
        reason=not_pooled(outcome, picked.chosen, silent),
        left_out=tuple(left_out),
        participants=_sum(items, "total"),
        events=_sum(items, "events"),
        notes=_notes(outcome, items, silent),
        inputs=digest(
            METHODS,
            [item.model_dump(mode="json") for item in mine],
            protocol.synthesis.model_dump(mode="json"),
            outcome.model_dump(mode="json"),
            comparison.model_dump(mode="json"),
            [known[key].model_dump(mode="json") for key in sorted({item.study for item in mine} & set(known))],
            sorted([item.result, item.overall] for item in bias if item.result in ids),
        ),
    )
    if base.reason:
        effects = tuple(item.effect(outcome.measure, 0.0, 0.0) for item in items)
        return base.model_copy(update={"effects": effects})
    return _pooled(base, outcome.measure, items, model_of(protocol.synthesis), protocol.synthesis.subgroups)


def _labelled(item: LeftOut, known: dict[str, Study]) -> LeftOut:
    study = known.get(item.study)
    return item.model_copy(update={"label": study.label}) if study else item


def _sum(items: Sequence[Contribution], field: str) -> int | None:
    """The sum of a field over both sides, or None when one of the results has it not."""
    numbers = [item.data.get(f"{side}_{field}") for item in items for side in ("intervention", "comparator")]
    if not numbers or any(number is None for number in numbers):
        return None
    total = sum(number for number in numbers if number is not None)
    return round(total) if abs(total) < MOST_PEOPLE else None


def _notes(outcome: Outcome, items: Sequence[Contribution], silent: int) -> tuple[str, ...]:
    notes: list[str] = []
    if silent:
        one = "1 result has" if silent == 1 else f"{silent} results have"
        notes.append(f"{one} no information on a ratio, and no part in the numbers of participants and events.")
    pointing = {item.chosen.result.better for item in items if item.chosen.result.better}
    named = instruments([item.chosen for item in items])
    if len(named) <= 1 and pointing and outcome.direction not in pointing:
        notes.append(
            f"On {named[0] if named else 'the instrument'} {'/'.join(sorted(pointing))} is better, while the protocol "
            f"says {outcome.direction}; the effects are shown as measured."
        )
    changes = [item.chosen.result.change for item in items]
    if outcome.measure == "MD" and {True, False} <= set(changes):
        notes.append("Changes from baseline and final values are mixed, as a mean difference allows (Handbook 10.5.2).")
    if outcome.measure == "SMD" and items and None in changes:
        notes.append("For some results it is not known whether they are changes from baseline or final values.")
    return tuple(notes)


def _pooled(
    base: Synthesis, measure: str, items: Sequence[Contribution], model: Model, variables: Sequence[str]
) -> Synthesis:
    y, v = [item.value for item in items], [item.variance for item in items]
    main = fit_items(measure, items, model, interval=True)
    fixed = inverse_variance(y, v).weights
    effects: list[StudyEffect] = [
        item.effect(measure, float(weight), float(of_fixed))
        for item, weight, of_fixed in zip(items, main.pool.weights, fixed, strict=True)
    ]
    levels: list[Subgroup] = []
    test: dict[str, float] = {}
    for at, variable in enumerate(variables):
        found = subgroups(measure, variable, [item.level(variable) for item in items], y, v, model)
        levels += found.levels
        test |= {name if at == 0 else f"{variable}: {name}": value for name, value in found.test.items()}
    value, se = main.pool.value, main.pool.se
    predicted = None
    if model.kind == "random" and len(items) >= FEWEST:
        predicted = prediction(measure, value, se, main.tau2.value, len(items))
    return base.model_copy(
        update={
            "pooled": True,
            "model": main.estimate.method,
            "effects": tuple(effects),
            "estimate": main.estimate,
            "prediction": predicted,
            "heterogeneity": main.heterogeneity,
            "sensitivity": sensitivity(measure, items, model),
            "leave_one_out": leave_one_out(measure, items, model),
            "subgroups": tuple(levels),
            "subgroup_test": test,
            "small_study": egger(y, v),
            "converged": main.tau2.certificate,
            "notes": base.notes + _model_notes(main, len(items), model),
        }
    )


def _model_notes(main: Fit, k: int, model: Model) -> tuple[str, ...]:
    notes: list[str] = []
    if main.why:
        notes.append(main.why + ".")
    if main.hksj and main.pool.factor < 1:
        notes.append(
            "The HKSJ standard error is smaller than the Wald-type one; see the Wald-type interval in the "
            "sensitivity analyses."
        )
    if model.kind == "random" and k < FEWEST:
        notes.append(f"No prediction interval: it is given from {FEWEST} studies on.")
    found = main.heterogeneity
    if model.kind == "random" and found.tau2_high == 0:
        notes.append("The Q-profile interval of tau2 is empty: the results differ less than chance would have it.")
    return tuple(notes)
