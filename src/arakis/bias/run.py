"""Risk of bias, step by step: allocation of each study, signalling questions of each result."""

from typing import Any

from arakis import ledger
from arakis.bias.allocation import allocation
from arakis.bias.answer import answer
from arakis.domain.document import TextLayer
from arakis.domain.judgement import Judgement, Reviewer, judge
from arakis.domain.review import Review
from arakis.version import __version__
from arakis.workspace import Workspace

ASSESSOR = Reviewer(kind="built-in", name="risk-of-bias rules", version=__version__)


def results_to_judge(workspace: Workspace, review: Review, options: dict[str, Any]) -> list[str]:
    """Studies whose design or results have not been judged under the protocol in force."""
    version = review.protocols[-1].number
    done = {
        (one.subject, one.answer)
        for one in review.judgements
        if one.question == "bias judged" and one.protocol_version == version
    }
    return [study.id for study in review.studies if (study.id, _state(review, study.id)) not in done]


def judge_results(workspace: Workspace, review: Review, options: dict[str, Any], unit: str) -> None:
    """Judge the design of a study's reports, then the signalling questions of each of its results."""
    study = next(one for one in review.studies if one.id == unit)
    reports = {report.id: report for report in review.reports}
    layers = {
        identity: TextLayer.model_validate_json(workspace.blobs.get(str(reports[identity].layer)))
        for identity in study.reports
        if reports[identity].layer
    }
    at = ledger.now()

    def say(subject: str, question: str, content: Any, reason: str = "", evidence: Any = ()) -> Judgement:
        return judge(
            subject,
            question,
            content,
            ASSESSOR,
            reason=reason,
            evidence=evidence,
            stage="rob",
            protocol_version=review.protocols[-1].number,
            at=at,
        )

    made: list[Judgement] = []
    main = None
    for identity, layer in layers.items():
        found = allocation(layer)
        made.append(
            say(identity, "design", {"allocation": found.kind, "design": found.design}, found.reason, found.evidence)
        )
        main = main or (layer, found)
    if main is not None:
        for result in review.results:
            if result.study == unit:
                layer = layers.get(result.reports[0], main[0])
                for one in answer(layer, result, main[1], review.protocol):
                    made.append(say(result.id, f"rob2:{one.question}", one.answer, one.reason, one.evidence))
    made.append(say(unit, "bias judged", _state(review, unit)))
    with workspace.db.begin() as connection:
        ledger.append(connection, review.id, ASSESSOR, "judgement", [(one.id, ledger.body(one)) for one in made])


def _state(review: Review, study: str) -> str:
    """The results of a study by their ids: other results are judged anew."""
    return " ".join(sorted(one.id for one in review.results if one.study == study))
