"""De-duplication, step by step: pairs of records judged, reports of one study linked."""

from typing import Any

from arakis import ledger
from arakis.deduplication.groups import pairs
from arakis.deduplication.link import links
from arakis.domain.document import TextLayer
from arakis.domain.judgement import Judgement, Reviewer, judge
from arakis.domain.review import Review
from arakis.version import __version__
from arakis.workspace import Workspace

MATCHER = Reviewer(kind="built-in", name="duplicate rules", version=__version__)
LINKER = Reviewer(kind="built-in", name="study rules", version=__version__)


def records_to_compare(workspace: Workspace, review: Review, options: dict[str, Any]) -> list[str]:
    """One unit when there are records that have not been compared under this ledger of records."""
    known = {one.answer for one in review.judgements if one.question == "records compared"}
    return ["all"] if review.records and len(review.records) not in known else []


def compare(workspace: Workspace, review: Review, options: dict[str, Any], unit: str) -> None:
    """Judge every pair of records that looks alike: the same, different, or for a person to say."""
    at = ledger.now()
    made = [
        judge(
            f"{pair.a}|{pair.b}",
            "same",
            None if pair.answer == "ask" else pair.answer,
            MATCHER,
            reason="; ".join(pair.reasons),
            stage="search",
            protocol_version=review.protocols[-1].number,
            at=at,
        )
        for pair in pairs(review.records)
    ]
    made.append(judge("review", "records compared", len(review.records), MATCHER, stage="search", at=at))
    _write(workspace, review, MATCHER, made)


def reports_to_link(workspace: Workspace, review: Review, options: dict[str, Any]) -> list[list[str]]:
    """One unit, the reports that are or may be included, when they have not been looked at together."""
    reports = sorted(one.id for one in review.reports if one.state in ("included", "awaiting classification"))
    known = [one.answer for one in review.judgements if one.question == "reports linked"]
    return [reports] if len(reports) > 1 and reports not in known else []


def link_reports(workspace: Workspace, review: Review, options: dict[str, Any], unit: list[str]) -> None:
    """Judge which reports are about one study, with the words that say so."""
    at = ledger.now()
    chosen = [report for report in review.reports if report.id in set(unit)]
    layers = {
        report.id: TextLayer.model_validate_json(workspace.blobs.get(report.layer)) for report in chosen if report.layer
    }
    texts = {report: layer.text for report, layer in layers.items()}
    made: list[Judgement] = []
    for link in links(chosen, texts):
        evidence = [layers[report].quote(start, end, "names the study") for report, start, end in link.quotes]
        made.append(
            judge(
                f"{link.a}|{link.b}",
                "same study",
                None if link.answer == "ask" else link.answer,
                LINKER,
                reason="; ".join(link.reasons),
                evidence=evidence,
                stage="pdf_fetch",
                protocol_version=review.protocols[-1].number,
                at=at,
            )
        )
    made.append(judge("review", "reports linked", unit, LINKER, stage="pdf_fetch", at=at))
    _write(workspace, review, LINKER, made)


def _write(workspace: Workspace, review: Review, actor: Reviewer, made: list[Judgement]) -> None:
    with workspace.db.begin() as connection:
        ledger.append(connection, review.id, actor, "judgement", [(one.id, ledger.body(one)) for one in made])
