"""Syntheses, assessments and flows for the tests of figures, built by hand from the published counts of dat.bcg."""

import json
import math
from pathlib import Path

from arakis.domain.bias import BiasAssessment, DomainBias
from arakis.domain.estimate import Estimate, Heterogeneity, StudyEffect, Synthesis
from arakis.domain.flow import Flow

DOMAINS = {
    "D1": "Randomisation process",
    "D2": "Deviations from intended interventions",
    "D3": "Missing outcome data",
    "D4": "Measurement of the outcome",
    "D5": "Selection of the reported result",
}


def ratio(value: float, se: float, **more: object) -> Estimate:
    """A risk ratio with its 95 % interval, from its logarithm and standard error."""
    low, high = value - 1.96 * se, value + 1.96 * se
    shown = (math.exp(value), math.exp(low), math.exp(high))
    return Estimate(measure="RR", value=value, se=se, low=low, high=high, shown=shown, **more)


def bcg(data: Path, **changes: object) -> Synthesis:
    """The thirteen trials of dat.bcg with the reference results of REML and HKSJ."""
    file = json.loads((data / "meta" / "dat.bcg.json").read_text("utf-8"))
    calls = {call["id"]: call["result"] for call in file["calls"]}
    yi, vi = calls["escalc.RR"]["yi"], calls["escalc.RR"]["vi"]
    fit = calls["RR|rma.REML.knha"]
    effects = []
    for i, row in enumerate(file["rows"]):
        counts = {
            "intervention_events": row["tpos"],
            "intervention_total": row["tpos"] + row["tneg"],
            "comparator_events": row["cpos"],
            "comparator_total": row["cpos"] + row["cneg"],
        }
        effects.append(
            StudyEffect(
                result=f"result-{i}",
                study=f"study-{i}",
                label=f"{row['author']} {row['year']}",
                estimate=ratio(yi[i], vi[i] ** 0.5),
                variance=vi[i],
                weight=fit["weights_pct"][i],
                weight_fixed=100 * (1 / vi[i]) / sum(1 / v for v in vi),
                data=counts,
            )
        )
    beta, se, low, high = fit["beta"][0], fit["se"][0], fit["ci_lb"][0], fit["ci_ub"][0]
    pooled = Estimate(
        measure="RR", value=beta, se=se, low=low, high=high, statistic=fit["zval"][0], df=12, p=fit["pval"][0],
        method="random effects, REML, HKSJ", shown=(math.exp(beta), math.exp(low), math.exp(high)),
    )  # fmt: skip
    half = 2.178812829667226 * (fit["tau2"] + se**2) ** 0.5
    prediction = Estimate(
        measure="RR", value=beta, low=beta - half, high=beta + half,
        shown=(math.exp(beta), math.exp(beta - half), math.exp(beta + half)),
    )  # fmt: skip
    found = Heterogeneity(q=fit["QE"], df=12, p=fit["QEp"], i2=fit["I2"], h2=fit["H2"], tau2=fit["tau2"])
    synthesis = Synthesis(
        id="synthesis-bcg", name="Tuberculosis", comparison="bcg", outcome="Tuberculosis", measure="RR",
        rule="one result per study", pooled=True, model="random effects, REML, HKSJ", effects=tuple(effects),
        estimate=pooled, prediction=prediction, heterogeneity=found,
    )  # fmt: skip
    return synthesis.model_copy(update=changes)


def resized(synthesis: Synthesis, k: int, label: str = "") -> Synthesis:
    """`synthesis` with its studies repeated or cut to `k`; `label` is a pattern for the names, with {i}."""
    effects = []
    for i in range(k):
        effect = synthesis.effects[i % len(synthesis.effects)]
        name = label.format(i=i + 1) if label else f"{effect.label} {chr(97 + i // 13) if k > 13 else ''}".strip()
        changes = {"result": f"result-{i}", "study": f"study-{i}", "label": name, "weight": effect.weight}
        effects.append(effect.model_copy(update=changes))
    total = sum(e.weight for e in effects)
    return synthesis.model_copy(
        update={"effects": tuple(e.model_copy(update={"weight": 100 * e.weight / total}) for e in effects)}
    )


def means(k: int = 6, names: tuple[str, ...] = ()) -> Synthesis:
    """Mean differences with means, SDs and totals; the second study has a very wide interval."""
    effects = []
    for i in range(k):
        value, se = -1.4 + 0.7 * i, 9.0 if i == 1 else 0.6 + 0.1 * i
        low, high = value - 1.96 * se, value + 1.96 * se
        effects.append(
            StudyEffect(
                result=f"r{i}", study=f"s{i}", label=names[i] if i < len(names) else f"Study {i + 1} 20{i:02d}",
                estimate=Estimate(measure="MD", value=value, se=se, low=low, high=high, shown=(value, low, high)),
                variance=se**2, weight=100 / k, weight_fixed=100 / k,
                note="SD from the standard error" if i == 2 else "",
                data={"intervention_mean": 12.4 + value, "intervention_sd": 4.25, "intervention_total": 48 + i,
                      "comparator_mean": 12.4, "comparator_sd": 4.5, "comparator_total": 50},
            )
        )  # fmt: skip
    pooled = Estimate(
        measure="MD", value=0.35, se=0.4, low=-0.6, high=1.3, statistic=0.88, df=5, p=0.42, shown=(0.35, -0.6, 1.3),
        method="random effects, REML, HKSJ",
    )  # fmt: skip
    return Synthesis(
        id="synthesis-md", name="Pain", comparison="c", outcome="Pain (0 to 100)", measure="MD", rule="", pooled=True,
        effects=tuple(effects), estimate=pooled,
        heterogeneity=Heterogeneity(q=7.1, df=5, p=0.21, i2=29.6, h2=1.4, tau2=0.2),
    )  # fmt: skip


def assessments(synthesis: Synthesis) -> list[BiasAssessment]:
    """RoB 2 of every result, the judgements dealt in turn; the last study has no tool."""
    scale = ("low", "some concerns", "low", "high", "low")
    made = []
    for i, effect in enumerate(synthesis.effects[:-1]):
        dealt = [scale[(i + j * 2) % 5] for j in range(5)]
        domains = tuple(
            DomainBias(domain=key, name=name, judgement=judgement, answers={})
            for (key, name), judgement in zip(DOMAINS.items(), dealt, strict=True)
        )
        overall = "high" if "high" in dealt else "some concerns" if "some concerns" in dealt else "low"
        made.append(
            BiasAssessment(result=effect.result, study=effect.study, tool="RoB 2", domains=domains, overall=overall)
        )
    last = synthesis.effects[-1]
    made.append(BiasAssessment(result=last.result, study=last.study, tool="", note="no tool yet for cohort studies"))
    return made


def flow() -> Flow:
    """A flow with every box filled and twelve reasons."""
    reasons = {f"c{i}": 13 - i for i in range(1, 13)}
    excluded = sum(reasons.values())
    made = Flow(
        identified=4210, by_source={"pubmed": 1890, "embase": 2010, "registry": 310}, duplicates=1120,
        removed_automation=14, removed_other=3, screened=3073, excluded=1200, excluded_automation=1630, sought=243,
        not_retrieved=17, assessed=226, excluded_full_text=excluded, reasons=reasons, awaiting=6, ongoing=4,
        included_reports=226 - excluded - 10, included_studies=101,
    )  # fmt: skip
    assert made.sums() == []
    return made
