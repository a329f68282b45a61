"""Discussion and conclusions: what was found, what limits it, and what only the authors can say."""

from arakis.domain.estimate import Heterogeneity
from arakis.reporting.document import Block, Bullets, Gap, Paragraph, Runs, Section, Text
from arakis.reporting.draft import Draft
from arakis.reporting.effects import headline, name, sentences, synthesis_path
from arakis.reporting.sections.abstract import conclusions


def discussion(draft: Draft) -> Section:
    """Summary, limitations of the evidence and of the process, implications."""
    drafted = draft.drafted("discussion")
    if drafted is None:
        drafted = (Paragraph(_summary(draft)),)
    draft.report("23b", at="discussion.evidence")
    draft.report("23c", at="discussion.process")
    return Section(
        "discussion",
        "Discussion",
        sections=(
            Section("discussion.summary", "Summary of findings", drafted),
            Section(
                "discussion.context",
                "Findings in context",
                (Paragraph((Gap("how these findings compare with other evidence, with citations"),)),),
            ),
            Section(
                "discussion.evidence",
                "Limitations of the evidence",
                (*_points(draft, _evidence(draft)), *(draft.drafted("discussion.limitations") or ())),
            ),
            Section("discussion.process", "Limitations of the review process", _points(draft, _process(draft))),
            Section(
                "discussion.implications",
                "Implications",
                (
                    *(draft.drafted("discussion.implications") or ()),
                    Paragraph((Gap("implications for practice, policy and research"),)),
                ),
            ),
        ),
    )


def conclusion(draft: Draft) -> Section:
    """The same words as in the abstract."""
    blocks: tuple[Block, ...] = draft.drafted("conclusions") or (Paragraph(conclusions(draft)),)
    return Section("conclusions", "Conclusions", blocks)


def _points(draft: Draft, points: list[Runs]) -> tuple[Block, ...]:
    if points:
        return (Bullets(tuple(points)),)
    return (Paragraph((Gap("limitations that the facts of the review do not show"),)),)


def _summary(draft: Draft) -> Runs:
    if not draft.review.studies:
        return draft.say("No study was included; this review therefore has no findings about the question itself.")
    parts = [draft.say("This review included {len(studies)|word} {len(studies)|plural:study:studies}.")]
    parts.extend(headline(draft, item) for item in draft.review.syntheses)
    if not draft.review.syntheses:
        parts.append(draft.say("Their results were not synthesised."))
    return sentences(parts)


def _evidence(draft: Draft) -> list[Runs]:
    points: list[Runs] = []
    if draft.number("count(studies_at_risk,high)"):
        points.append(
            draft.say(
                "Of {len(studies)|int} included {len(studies)|plural:study:studies}, {count(studies_at_risk,high)|int} "
                "{count(studies_at_risk,high)|plural:was:were} at high risk of bias in some result."
            )
        )
    for synthesis in draft.review.syntheses:
        path, found = synthesis_path(synthesis), synthesis.heterogeneity
        if synthesis.pooled and found is not None and found.i2 is not None and _varied(found):
            words = draft.say("results differ between studies (I² {$s.heterogeneity.i2|percent:1})", s=path)
            points.append((*name(draft, synthesis), Text(": "), *words, Text(".")))
        if synthesis.pooled and synthesis.prediction is not None and synthesis.estimate is not None:
            low, high = synthesis.prediction.low, synthesis.prediction.high
            if low is not None and high is not None and low < 0 < high:
                words = draft.say(
                    "the prediction interval ({$s.prediction.shown[1]|effect} to {$s.prediction.shown[2]|effect}) "
                    "includes no effect, so that a new study may find an effect in either direction",
                    s=path,
                )
                points.append((*name(draft, synthesis), Text(": "), *words, Text(".")))
        if len(synthesis.effects) == 1:
            points.append((*name(draft, synthesis), *draft.say(": only {len($s.effects)|word} study.", s=path)))
    indirect = [item for item in draft.review.syntheses if not item.pooled and len(item.effects) > 1]
    points.extend(
        (*name(draft, item), Text(": not pooled, so that no summary effect can be given.")) for item in indirect
    )
    return points


def _varied(found: Heterogeneity) -> bool:
    """Whether heterogeneity is worth a word: the test of Q at the customary 0.10, or half of the variance."""
    return (found.p is not None and found.p < 0.10) or (found.i2 or 0) >= 50


def _process(draft: Draft) -> list[Runs]:
    review, points = draft.review, list[Runs]()
    flow = review.flow
    if flow.not_retrieved:
        points.append(
            draft.say(
                "{flow.not_retrieved|Word} {flow.not_retrieved|plural:report that was:reports that were} sought "
                "could not be retrieved."
            )
        )
    if flow.awaiting:
        points.append(
            draft.say(
                "{flow.awaiting|Word} {flow.awaiting|plural:report awaits:reports await} classification; "
                "{flow.awaiting|plural:its study:their studies} may change the result."
            )
        )
    if flow.excluded_automation:
        points.append(
            draft.say(
                "{flow.excluded_automation|Word} {flow.excluded_automation|plural:report was:reports were} excluded on "
                "title and abstract by automation without a person's check."
            )
        )
    if any(item.reviewer.kind == "built-in" for item in review.judgements):
        points.append(
            draft.say("The built-in engine that took part in the decisions was not validated for this topic.")
        )
    if any(item.reviewer.kind == "model" for item in review.judgements):
        points.append(
            draft.say("A language model took part in the decisions; its errors may be unlike those of people.")
        )
    if draft.number("count(open_values)"):
        points.append(
            draft.say(
                "{count(open_values)|Word} {count(open_values)|plural:value is:values are} still open and "
                "{count(open_values)|plural:enters:enter} no analysis."
            )
        )
    failed = [index for index, run in enumerate(review.runs) if run.error]
    if failed:
        points.append(
            draft.say(
                "{len(runs[error!=])|Word} {len(runs[error!=])|plural:search:searches} could not be carried out: "
                "{runs[error!=][*].source|list}."
            )
        )
    if len({run.source for run in review.runs if not run.error}) == 1:
        points.append(draft.say("Only {count(sources)|word} source was searched."))
    if review.protocol.languages:
        points.append(draft.say("The review was limited by language."))
    late = [version for version in review.protocols if version.after_screening]
    if late:
        points.append(
            draft.say(
                "{len(protocols[after_screening=true])|Word} "
                "{len(protocols[after_screening=true])|plural:amendment was:amendments were} made after screening had "
                "begun."
            )
        )
    if not review.protocol.registration.strip():
        points.append(draft.say("No registration of the review is stated."))
    return points
