"""Reviews made by hand, to write manuscripts of: none, one, thirteen and sixty studies."""

import json
import math
from pathlib import Path
from typing import Any

from arakis.domain.bias import BiasAssessment, DomainBias
from arakis.domain.certainty import AbsoluteEffect, Certainty, CertaintyDomain
from arakis.domain.estimate import (
    Estimate,
    Heterogeneity,
    LeftOut,
    Sensitivity,
    SmallStudyTest,
    StudyEffect,
    Subgroup,
    Synthesis,
)
from arakis.domain.flow import Flow
from arakis.domain.judgement import Judgement, Reviewer, consensus, judge
from arakis.domain.protocol import Protocol
from arakis.domain.record import Name, SourceRun
from arakis.domain.report import Report, Study
from arakis.domain.result import Datum, Result, Side, Supplied
from arakis.domain.review import ProtocolVersion, Review, Waiting

PROTOCOL: dict[str, Any] = {
    "title": "BCG vaccination for the prevention of tuberculosis: a systematic review (demonstration)",
    "question": "Does BCG vaccine prevent tuberculosis?",
    "population": {"text": "People of any age without tuberculosis"},
    "intervention": {"text": "BCG vaccination"},
    "comparator": {"text": "No vaccination or placebo"},
    "criteria": [
        {"id": "I1", "kind": "include", "element": "population", "text": "People without tuberculosis at entry"},
        {
            "id": "I2",
            "kind": "include",
            "element": "design",
            "text": "Participants allocated at random or by alternate or systematic assignment",
        },
        {"id": "E1", "kind": "exclude", "element": "publication", "text": "Reviews and letters without original data"},
    ],
    "comparisons": [{"id": "bcg-none", "intervention": {"name": "BCG vaccine"}, "comparator": {"name": "No vaccine"}}],
    "outcomes": [
        {"id": "tb", "name": "Tuberculosis", "measure": "RR", "direction": "lower"},
        {"id": "death", "name": "Death from tuberculosis", "measure": "RR", "role": "secondary", "pool": False},
    ],
    "queries": {"PubMed": '("BCG vaccine"[Mesh] OR bcg[tiab]) AND tuberculosis[tiab]'},
    "rationale": "Trials of BCG vaccine have given answers that differ widely. A synthesis is needed.",
    "registration": "Not registered",
    "authors": [
        {"name": "Example Person", "affiliation": "Example University", "roles": ["conception", "screening"]},
        {"name": "Second Person", "roles": []},
    ],
    "funding": "None",
    "interests": "None declared",
    "data_availability": "All data are in review.json beside this manuscript",
}
ENGINE = Reviewer(kind="built-in", name="screening rules", version="1")
PERSON = Reviewer(kind="person", name="p1")
DOMAINS = (
    ("D1", "Randomisation process"),
    ("D2", "Deviations from intended interventions"),
    ("D3", "Missing outcome data"),
    ("D4", "Measurement of the outcome"),
    ("D5", "Selection of the reported result"),
)


def protocol(**changes: Any) -> Protocol:
    return Protocol.model_validate(PROTOCOL | changes)


def empty(**changes: Any) -> Review:
    """A review whose search found nothing."""
    version = ProtocolVersion(number=1, protocol=protocol(**changes))
    run = SourceRun(id="run-1", source="PubMed", query="nothing at all", at="2026-11-20T10:00:00+00:00")
    return Review(arakis="0.1.0", id="review-0", protocols=(version,), runs=(run,), status="completed")


def _value(number: float, person: bool = False) -> Datum:
    return Datum(value=Supplied(value=number, source="table", by="p1" if person else "engine"), judgement=None)


def _estimate(value: float, se: float, spread: float = 1.959963984540054, **more: Any) -> Estimate:
    low, high = value - spread * se, value + spread * se
    return Estimate(
        measure="RR",
        value=value,
        se=se,
        low=low,
        high=high,
        shown=(math.exp(value), math.exp(low), math.exp(high)),
        **more,
    )


def bcg_rows(data: Path) -> list[dict[str, Any]]:
    return json.loads((data / "meta" / "dat.bcg.json").read_text(encoding="utf-8"))["rows"]


def invented_rows(count: int) -> list[dict[str, Any]]:
    """Rows like those of a data set, for reviews of any size."""
    return [
        {
            "trial": at,
            "author": f"Longname-Hyphenated{chr(65 + at % 26)}",
            "year": 1950 + at,
            "tpos": 3 + at,
            "tneg": 200 + 17 * at,
            "cpos": 9 + 2 * at,
            "cneg": 190 + 15 * at,
            "alloc": ("random", "alternate", "systematic")[at % 3],
        }
        for at in range(1, count + 1)
    ]


def review_of(rows: list[dict[str, Any]], *, waiting: bool = False, long: bool = False, **changes: Any) -> Review:
    """A review that includes one study for each row (counts of a two-by-two table)."""
    reports, studies, results, effects, bias, judgements = [], [], [], [], [], list[Judgement]()
    title = " and its long, winding and most circumstantial subtitle with many words" if long else ""
    for row in rows:
        at = int(row["trial"])
        names = [name.strip() for name in str(row["author"]).replace("et al", "").split("&") if name.strip()]
        label = f"{names[0]} {row['year']}"
        reports.append(
            Report(
                id=f"report-{at}",
                records=(f"record-{at}",),
                title=f"Vaccination trial number {at}{title * 2}",
                authors=tuple(Name(family=name, given="J D") for name in names),
                year=int(row["year"]),
                journal="Journal of Invented Trials",
                abbreviation="J Invent Trials",
                volume=str(at),
                issue="2",
                pages=f"{at}01-{at}17",
                doi=f"10.5555/demo.{at}",
                state="included",
                sought=True,
                studies=(f"study-{at}",),
                label=label,
            )
        )
        studies.append(
            Study(
                id=f"study-{at}",
                label=label,
                reports=(f"report-{at}",),
                design="parallel",
                allocation=str(row["alloc"]),
                characteristics={
                    "participants": "Children and young adults of a district" + title,
                    "setting": "Schools" + title,
                    "follow-up": f"{at} years",
                },
            )
        )
        a, b, c, d = (float(row[key]) for key in ("tpos", "tneg", "cpos", "cneg"))
        value = math.log((a / (a + b)) / (c / (c + d)))
        variance = 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)
        results.append(
            Result(
                id=f"result-{at}",
                study=f"study-{at}",
                comparison="bcg-none",
                outcome="tb",
                reports=(f"report-{at}",),
                intervention=Side(arms=("BCG",), values={"events": _value(a), "total": _value(a + b)}),
                comparator=Side(arms=("none",), values={"events": _value(c), "total": _value(c + d)}),
            )
        )
        effects.append(
            StudyEffect(
                result=f"result-{at}",
                study=f"study-{at}",
                label=label,
                estimate=_estimate(value, math.sqrt(variance)),
                variance=variance,
                weight=100 / len(rows),
                weight_fixed=100 / len(rows),
                data={
                    "intervention_events": a,
                    "intervention_total": a + b,
                    "comparator_events": c,
                    "comparator_total": c + d,
                },
            )
        )
        level = "low" if row["alloc"] == "random" else "high"
        bias.append(
            BiasAssessment(
                result=f"result-{at}",
                study=f"study-{at}",
                tool="RoB 2",
                overall=level,
                domains=tuple(
                    DomainBias(
                        domain=key,
                        name=name,
                        judgement=level if key == "D1" else "low",
                        answers={"1.1": "Y"},
                        why="=quoted",
                    )
                    for key, name in DOMAINS
                ),
            )
        )
        judgements.append(judge(f"report-{at}", "report@title_abstract", "include", ENGINE, stage="title_abstract"))
        judgements.append(judge(f"report-{at}", "report@full_text", "include", PERSON, stage="full_text"))
    reports.append(
        Report(
            id="report-x",
            records=("record-x",),
            title="=A letter about vaccines",
            year=1961,
            state="excluded at full text",
            primary_criterion="E1",
            excluded_by="person",
            reason="A letter",
            label="Other 1961",
            sought=True,
        )
    )
    reports.append(
        Report(
            id="report-n",
            records=("record-n",),
            title="A report that nobody has",
            year=1962,
            state="not retrieved",
            label="Lost 1962",
            sought=True,
        )
    )
    count = len(rows)
    wait: tuple[Waiting, ...] = ()
    if waiting:
        reports.append(
            Report(
                id="report-w",
                records=("record-w",),
                title="An unclear report",
                year=1970,
                sought=True,
                state="awaiting classification",
                label="Unclear 1970",
            )
        )
        wait = (Waiting(kind="eligibility", subject="report-w", question="report@full_text", text="Unclear 1970"),)
    flow = Flow(
        identified=count + 12,
        by_source={"PubMed": count + 5, "export.ris": 7},
        duplicates=4,
        screened=count + 8,
        excluded=1,
        excluded_automation=4 if waiting else 5,
        sought=count + (3 if waiting else 2),
        not_retrieved=1,
        assessed=count + (2 if waiting else 1),
        excluded_full_text=1,
        reasons={"E1": 1},
        awaiting=1 if waiting else 0,
        included_reports=count,
        included_studies=count,
    )
    assert not flow.sums(), flow.sums()
    runs = (
        SourceRun(
            id="run-1",
            source="PubMed",
            platform="NCBI",
            query=PROTOCOL["queries"]["PubMed"],
            at="2026-11-20T10:00:00+00:00",
            announced=count + 5,
            obtained=count + 5,
        ),
        SourceRun(
            id="run-2", source="export.ris", kind="other", at="2026-11-21T10:00:00+00:00", obtained=7, format="RIS"
        ),
        SourceRun(id="run-3", source="OpenAlex", error="no key is set", at="2026-11-21T10:00:00+00:00"),
    )
    grouped: dict[tuple[str, str], list[Judgement]] = {}
    for item in judgements:
        grouped.setdefault((item.subject, item.question), []).append(item)
    versions = (
        ProtocolVersion(number=1, protocol=protocol(**changes), at="2026-11-01T08:00:00+00:00"),
        ProtocolVersion(
            number=2,
            protocol=protocol(**changes),
            reason="The outcome death was added",
            after_screening=True,
            at="2026-11-22T08:00:00+00:00",
        ),
    )
    return Review(
        arakis="0.1.0",
        id="review-1",
        created_at="2026-11-20T09:00:00+00:00",
        exported_at="2026-11-23T09:00:00+00:00",
        ledger_head="0f" * 32,
        ledger_events=412,
        edition=1,
        status="needs_review" if waiting else "completed",
        protocols=versions,
        runs=runs,
        reports=tuple(reports),
        judgements=tuple(judgements),
        consensus=tuple(consensus(group) for group in grouped.values()),
        studies=tuple(studies),
        results=(*results, *_deaths(count)),
        bias=tuple(bias),
        syntheses=(_synthesis(tuple(effects)), _not_pooled(tuple(effects)))
        if count > 1
        else (_lonely(tuple(effects)),),
        certainty=(_certainty(),) if count > 1 else (),
        flow=flow,
        waiting=wait,
    )


def _deaths(count: int) -> list[Result]:
    return (
        [
            Result(
                id="result-death",
                study="study-1",
                comparison="bcg-none",
                outcome="death",
                time="5 years",
                intervention=Side(values={"events": Datum(waits="reports differ: 1 (A), 2 (B)")}),
                comparator=Side(values={"events": _value(3), "total": _value(139)}),
            )
        ]
        if count
        else []
    )


def _synthesis(effects: tuple[StudyEffect, ...]) -> Synthesis:
    """The pooled result; its numbers are the reference values of dat.bcg (REML, HKSJ)."""
    value, se = -0.714532342158139, 0.180791744092848
    main = Estimate(
        measure="RR",
        value=value,
        se=se,
        low=-1.10844371368555,
        high=-0.320620970630728,
        df=12,
        p=0.00189,
        method="random effects, REML, HKSJ interval",
        shown=(math.exp(value), math.exp(-1.10844371368555), math.exp(-0.320620970630728)),
    )
    low, high = -1.9960168341962, 0.566952149879924
    return Synthesis(
        id="synthesis-tb",
        name="Tuberculosis",
        comparison="bcg-none",
        outcome="tb",
        measure="RR",
        rule="All results for tuberculosis at the longest follow-up of each study",
        pooled=True,
        model="random effects",
        effects=effects,
        left_out=(LeftOut(result="result-death", study="study-1", reason="another outcome"),),
        estimate=main,
        prediction=Estimate(
            measure="RR", value=value, low=low, high=high, shown=(math.exp(value), math.exp(low), math.exp(high))
        ),
        heterogeneity=Heterogeneity(
            q=152.233008082373,
            df=12,
            p=1e-26,
            i2=92.221384521269,
            h2=12.8557582353092,
            tau2=0.313243258136481,
            tau2_low=0.119718361141261,
            tau2_high=1.11147908406093,
        ),
        sensitivity=(
            Sensitivity(
                name="Wald-type interval",
                estimate=_estimate(value, 0.179781516105206),
                k=len(effects),
                i2=92.221384521269,
                tau2=0.313243258136481,
            ),
            Sensitivity(
                name="fixed effect, inverse variance",
                estimate=_estimate(-0.430285163654091, 0.0404987517108638),
                k=len(effects),
            ),
        ),
        leave_one_out=tuple(
            Sensitivity(
                name=f"without {effect.label}", estimate=_estimate(value, se), k=len(effects) - 1, i2=90.0, tau2=0.3
            )
            for effect in effects
        ),
        subgroups=(
            Subgroup(variable="allocation", level="random", k=7, estimate=_estimate(-0.97, 0.27), tau2=0.39),
            Subgroup(variable="allocation", level="alternate", k=2, estimate=_estimate(-0.58, 0.43), tau2=0.31),
        ),
        subgroup_test={"q": 1.53676887206275, "df": 2, "p": 0.463761700109843},
        small_study=SmallStudyTest(statistic=-1.40128, df=11, p=0.18871, intercept=-2.3),
        converged="the score was zero within 1e-12",
        participants=357347,
        events=1264,
    )


def _not_pooled(effects: tuple[StudyEffect, ...]) -> Synthesis:
    return Synthesis(
        id="synthesis-death",
        name="Death from tuberculosis",
        comparison="bcg-none",
        outcome="death",
        measure="RR",
        rule="All results for death",
        pooled=False,
        reason="the protocol asks that this outcome is not pooled",
        effects=effects[:2],
    )


def _lonely(effects: tuple[StudyEffect, ...]) -> Synthesis:
    return Synthesis(
        id="synthesis-tb",
        name="Tuberculosis",
        comparison="bcg-none",
        outcome="tb",
        measure="RR",
        rule="All results",
        pooled=False,
        reason="one study only",
        effects=effects,
        participants=262,
    )


def _certainty() -> Certainty:
    return Certainty(
        synthesis="synthesis-tb",
        start="high",
        level="low",
        domains=(
            CertaintyDomain(
                name="risk of bias", steps=-1, rule="More than a third of the weight comes from studies at high risk"
            ),
            CertaintyDomain(
                name="inconsistency", steps=-1, rule="I2 is above 75 % and the prediction interval holds no effect"
            ),
            CertaintyDomain(name="indirectness", steps=0, rule="The studies match the question"),
            CertaintyDomain(name="publication bias", steps=None, rule=""),
        ),
        absolute=AbsoluteEffect(
            baseline=19.0,
            source="the median of the comparator groups",
            with_intervention=9.3,
            low=6.3,
            high=13.8,
            difference=-9.7,
            difference_low=-12.7,
            difference_high=-5.2,
        ),
    )


def excluded_only() -> Review:
    """A review in which every report was excluded."""
    report = Report(
        id="report-x",
        records=("record-x",),
        title="A letter",
        state="excluded at full text",
        primary_criterion="E1",
        excluded_by="built-in",
        reason="",
        label="Other 1961",
        sought=True,
    )
    flow = Flow(identified=1, screened=1, sought=1, assessed=1, excluded_full_text=1, reasons={"E1": 1})
    return empty().model_copy(update={"reports": (report,), "flow": flow})
