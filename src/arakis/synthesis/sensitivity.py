"""Sensitivity analyses: the same question answered with another model, or without some of the results."""

from collections.abc import Callable, Sequence

from arakis.domain.estimate import Sensitivity
from arakis.synthesis.contribution import Contribution
from arakis.synthesis.model import HKSJ_FROM, Fit, Model, fit, fit_tables

FEWEST_LEFT_OUT = 3  # studies from which on leaving one out leaves a synthesis


def _row(name: str, fitted: Fit, k: int, note: str = "") -> Sensitivity:
    found = fitted.heterogeneity
    return Sensitivity(
        name=name,
        estimate=fitted.estimate,
        note="; ".join(part for part in (note, fitted.why) if part),
        k=k,
        i2=found.i2,
        tau2=fitted.tau2.value if fitted.tau2.estimator else None,
    )


def tables_of(items: Sequence[Contribution]) -> list[tuple[float, float, float, float]] | None:
    """The 2x2 tables of all contributions, or None when one has none."""
    tables = [item.table for item in items]
    return [table for table in tables if table is not None] if all(tables) and tables else None


def fit_items(measure: str, items: Sequence[Contribution], model: Model, interval: bool = False) -> Fit:
    """The protocol's model for these contributions: a fixed effect of 2x2 tables is pooled by Mantel-Haenszel."""
    y, v = [item.value for item in items], [item.variance for item in items]
    tables = tables_of(items)
    if model.kind == "fixed" and tables and measure in ("RR", "OR", "RD"):
        pooled = fit_tables(measure, tables, y, v)
        if pooled is not None:
            return pooled
    return fit(measure, y, v, model, interval)


def other_models(measure: str, items: Sequence[Contribution], model: Model) -> list[Sensitivity]:
    """The same results under the other models: interval, tau2 estimator, fixed effects."""
    y, v = [item.value for item in items], [item.variance for item in items]
    k = len(items)
    rows: list[Sensitivity] = []

    def add(name: str, other: Model) -> None:
        rows.append(_row(name, fit(measure, y, v, other, False), k))

    if model.kind == "random":
        if model.interval == "HKSJ":
            add("Wald-type interval", model._replace(interval="Wald"))
        elif k >= HKSJ_FROM:
            add("HKSJ interval", model._replace(interval="HKSJ"))
        if model.tau2 == "REML":
            add("DerSimonian-Laird tau2", model._replace(tau2="DL"))
        else:
            add("REML tau2", model._replace(tau2="REML"))
    else:
        add("random effects, REML", Model("random", "REML", "HKSJ"))
    add("fixed effect, inverse variance", model._replace(kind="fixed"))
    tables = tables_of(items)
    if tables and measure in ("RR", "OR", "RD"):
        pooled = fit_tables(measure, tables, y, v)
        name = "fixed effect, Mantel-Haenszel"
        if pooled is None:
            rows.append(Sensitivity(name=name, estimate=None, note="one side has no events at all", k=k))
        else:
            rows.append(_row(name, pooled, k))
    return rows


def without(
    measure: str,
    items: Sequence[Contribution],
    model: Model,
    name: str,
    keep: Callable[[Contribution], bool],
    all_kept: str,
) -> Sensitivity:
    """The protocol's model for the contributions that `keep` lets pass."""
    kept = [item for item in items if keep(item)]
    if len(kept) == len(items):
        return Sensitivity(name=name, estimate=None, note=all_kept, k=len(kept))
    if not kept:
        return Sensitivity(name=name, estimate=None, note="no study is left", k=0)
    note = "one study is left" if len(kept) == 1 else ""
    return _row(name, fit_items(measure, kept, model), len(kept), note)


def sensitivity(measure: str, items: Sequence[Contribution], model: Model) -> tuple[Sensitivity, ...]:
    """All sensitivity analyses but leave-one-out, in a fixed order."""
    rows = other_models(measure, items, model)
    name = "only low risk of bias or some concerns"
    if all(item.bias == "not assessed" for item in items):
        rows.append(Sensitivity(name=name, estimate=None, note="risk of bias was not assessed", k=0))
    else:
        rows.append(
            without(
                measure,
                items,
                model,
                name,
                lambda item: item.bias in ("low", "some concerns"),
                "no result is at high risk of bias or not assessed: the main analysis",
            )
        )
    rows.append(
        without(
            measure,
            items,
            model,
            "without values that were supplied, measured or computed",
            lambda item: not item.chosen.reading.derived,
            "all values are stated in the reports: the main analysis",
        )
    )
    return tuple(rows)


def leave_one_out(measure: str, items: Sequence[Contribution], model: Model) -> tuple[Sensitivity, ...]:
    """The protocol's model without each study in turn, in the order of `items`; nothing with fewer than three."""
    studies = list(dict.fromkeys(item.study.id for item in items))
    if len(studies) < FEWEST_LEFT_OUT:
        return ()
    rows: list[Sensitivity] = []
    for study in studies:
        rest = [item for item in items if item.study.id != study]
        label = next(item.study.label for item in items if item.study.id == study)
        rows.append(_row(f"without {label}", fit_items(measure, rest, model), len(rest)))
    return tuple(rows)
