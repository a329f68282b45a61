"""The counts of the PRISMA flow from the states of the reports."""

from collections import Counter
from collections.abc import Sequence

from arakis.domain.flow import Flow
from arakis.domain.record import Record, SourceRun
from arakis.domain.report import Report, Study


def flow(
    runs: Sequence[SourceRun], records: Sequence[Record], reports: Sequence[Report], studies: Sequence[Study]
) -> Flow:
    """The flow of a review; `Flow.sums` is empty for whatever this returns."""
    names = {run.id: run.source for run in runs}
    by_source = Counter({run.source: 0 for run in runs})
    by_source.update(names.get(record.run, record.run) for record in records)
    states = Counter(report.state for report in reports)
    at_title = [report for report in reports if report.state == "excluded on title and abstract"]
    people = sum(report.excluded_by == "person" for report in at_title)
    at_full_text = [report for report in reports if report.state == "excluded at full text"]
    screened = len(reports) - states["duplicate"] - states["removed before screening"]
    sought = screened - len(at_title)
    return Flow(
        identified=len(records),
        by_source=dict(by_source),
        duplicates=len(records) - len(reports) + states["duplicate"],
        removed_automation=0,
        removed_other=states["removed before screening"],
        screened=screened,
        excluded=people,
        excluded_automation=len(at_title) - people,
        sought=sought,
        not_retrieved=states["not retrieved"],
        assessed=sought - states["not retrieved"],
        excluded_full_text=len(at_full_text),
        reasons=dict(sorted(Counter(report.primary_criterion or "other" for report in at_full_text).items())),
        awaiting=states["awaiting classification"],
        ongoing=states["ongoing"],
        undecided=states[None],
        included_reports=states["included"],
        included_studies=len(studies),
    )
