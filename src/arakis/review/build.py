"""The whole review as one frozen value, computed from its facts."""

from arakis.bias.assess import assess
from arakis.domain.bias import BiasAssessment
from arakis.domain.judgement import Consensus, Judgement, consensus
from arakis.domain.report import Study
from arakis.domain.result import Result
from arakis.domain.review import STAGES, Review, Status
from arakis.review.decisions import comparable, standing
from arakis.review.facts import Facts, read_facts
from arakis.review.flow import flow
from arakis.review.reports import reports, same
from arakis.review.results import results
from arakis.review.studies import studies, unsure
from arakis.review.waiting import waiting
from arakis.screening.automation import allowed
from arakis.version import __version__
from arakis.workspace import Workspace


def read(workspace: Workspace, review: str) -> Review:
    """The review as it stands now. Raises NotFound."""
    return build(read_facts(workspace, review))


def build(facts: Facts) -> Review:
    """The review that the facts make: a pure function."""
    protocol = facts.protocols[-1].protocol
    automation, why = allowed(protocol)
    every = reports(facts, acts=automation == "act")
    included = [report for report in every if report.state == "included"]
    of_study = studies(facts, included)
    belongs: dict[str, tuple[str, ...]] = {}
    for study in of_study:
        for report in study.reports:
            belongs[report] = (*belongs.get(report, ()), study.id)
    every = tuple(
        report.model_copy(update={"studies": belongs[report.id]}) if report.id in belongs else report
        for report in every
    )
    labels = {report.id: report.label for report in every}
    found = results(facts, of_study, labels)
    planned = {(comparison.id, outcome.id) for comparison in protocol.comparisons for outcome in protocol.outcomes}
    syntheses = tuple(one for one in facts.syntheses if (one.comparison, one.outcome) in planned)
    links = unsure(facts, of_study)
    wait = waiting(facts.id, protocol, same(facts), facts.records, every, of_study, found, links, syntheses)
    kept = {one.id for one in syntheses}
    return Review(
        arakis=__version__,
        id=facts.id,
        created_at=facts.created_at,
        ledger_head=facts.head,
        ledger_events=facts.events,
        status=_status(facts, bool(wait)),
        protocols=facts.protocols,
        runs=facts.runs,
        records=facts.records,
        reports=every,
        documents=facts.documents,
        judgements=facts.judgements,
        consensus=_consensus(facts),
        studies=of_study,
        results=found,
        bias=_bias(facts, found, of_study),
        syntheses=syntheses,
        certainty=tuple(one for one in facts.certainties if one.synthesis in kept),
        flow=flow(facts.runs, facts.records, every, of_study),
        stages=tuple(sorted(facts.stages, key=lambda state: STAGES.index(state.stage))),
        waiting=wait,
        models=facts.models,
        prose=facts.prose,
        automation={"mode": automation, "why": why},
    )


def _status(facts: Facts, waits: bool) -> Status:
    if facts.status in ("completed", "needs_review"):
        return "needs_review" if waits else "completed"
    return facts.status  # pyright: ignore[reportReturnType]


def _consensus(facts: Facts) -> tuple[Consensus, ...]:
    """Only where several judgements meet: one alone stands by itself."""
    return tuple(consensus(given, comparable) for given in facts.by_question.values() if len(given) > 1)


def _bias(facts: Facts, found: tuple[Result, ...], of_study: tuple[Study, ...]) -> tuple[BiasAssessment, ...]:
    """The assessments of every result of a study that was judged; other designs come out as not assessed."""
    by_id = {study.id: study for study in of_study}
    asked: dict[str, list[str]] = {}
    for subject, question in facts.by_question:
        if question.startswith("rob2:"):
            asked.setdefault(subject, []).append(question)
    assessments: list[BiasAssessment] = []
    effect = facts.protocols[-1].protocol.effect_of_interest
    for result in found:
        if not facts.about(result.study, "bias judged"):
            continue
        answers: dict[str, Judgement] = {}
        for question in asked.get(result.id, ()):
            known = standing(facts, result.id, question)
            if known and known[1] is not None:
                answers[question.removeprefix("rob2:")] = known[1]
        assessments.append(assess(result, by_id[result.study], answers, effect))
    return tuple(assessments)
