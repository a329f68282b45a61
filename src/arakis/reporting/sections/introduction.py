"""Introduction: why the review is done and what it asks."""

from arakis.reporting.document import Block, Gap, Paragraph, Section, Text
from arakis.reporting.draft import PROTOCOL, Draft


def introduction(draft: Draft) -> Section:
    """Rationale and objectives, as the protocol gives them."""
    rationale: tuple[Block, ...] | None = draft.drafted("introduction")
    if rationale is None:
        rationale = (Paragraph(draft.own("rationale", "text", "why the review is needed, given what is known")),)
        rationale += draft.drafted("introduction.background") or ()
        rationale += (Paragraph((Gap("what earlier reviews and other evidence say, with citations"),)),)
    if draft.given(f"{PROTOCOL}.rationale") or draft.review.prose.get("introduction"):
        draft.report("3", at="introduction.rationale")
    draft.report("4", at="introduction.objectives")
    objectives: list[Block] = []
    if draft.given(f"{PROTOCOL}.objectives"):
        objectives.append(draft.paragraph(f"{{{PROTOCOL}.objectives|sentence}}"))
    objectives.append(draft.paragraph(f"The question of the review is: {{{PROTOCOL}.question|text}}"))
    parts = (("population", "Population"), ("intervention", "Intervention"), ("comparator", "Comparator"))
    given = [(key, label) for key, label in parts if draft.given(f"{PROTOCOL}.{key}.text")]
    objectives.extend(Paragraph(draft.say(f"{{{PROTOCOL}.{key}.text|sentence}}"), label) for key, label in given)
    if draft.review.protocol.outcomes:
        objectives.append(Paragraph((*draft.say(f"{{{PROTOCOL}.outcomes[*].name|list}}"), Text(".")), "Outcomes"))
    return Section(
        "introduction",
        "Introduction",
        sections=(
            Section("introduction.rationale", "Rationale", rationale),
            Section("introduction.objectives", "Objectives", tuple(objectives)),
        ),
    )
