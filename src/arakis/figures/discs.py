"""Discs of risk-of-bias judgements: a colour and a symbol, drawn rather than typed so that they sit in the middle."""

from arakis.domain.bias import BiasAssessment, BiasJudgement
from arakis.figures import style
from arakis.figures.metrics import measure
from arakis.figures.svg import Drawing, Point

WORDS: dict[BiasJudgement, str] = {
    "low": "Low risk",
    "some concerns": "Some concerns",
    "high": "High risk",
    "not assessed": "Not assessed",
}
CAP_HEIGHT = 0.688  # em, of the bundled font


def disc(drawing: Drawing, centre: Point, radius: float, judgement: BiasJudgement, tip: str = "") -> None:
    """The disc of `judgement`; `tip` is shown by browsers and read by screen readers."""
    x, y = centre
    ink = style.BIAS_INK[judgement]
    if tip:
        drawing.open(tip, "judgement")
    outline = style.RULE if judgement == "not assessed" else style.GREY
    drawing.circle(centre, radius, style.BIAS_FILL[judgement], outline, role="disc")
    arm = radius * 0.5
    if judgement in ("low", "high"):
        drawing.line((x - arm, y), (x + arm, y), ink, radius * 0.26)
    if judgement == "low":
        drawing.line((x, y - arm), (x, y + arm), ink, radius * 0.26)
    if judgement == "some concerns":
        size = radius * 1.6
        drawing.text(x, y + size * CAP_HEIGHT / 2, "?", size, True, "middle", ink)
    if tip:
        drawing.close()


def legend(drawing: Drawing, x: float, y: float, judgements: list[BiasJudgement], size: float = style.SMALL) -> float:
    """The legend of the judgements in one row whose text stands on `y`; returns where it ends."""
    radius = size * 0.55
    for judgement in judgements:
        disc(drawing, (x + radius, y - size * CAP_HEIGHT / 2), radius, judgement)
        drawing.text(x + 2 * radius + 3, y, WORDS[judgement], size)
        x += 2 * radius + 3 + measure(WORDS[judgement], size) + 12
    return x - 12


def domains_of(assessments: list[BiasAssessment]) -> dict[str, str]:
    """Domain id -> name, in the order of first appearance."""
    names: dict[str, str] = {}
    for assessment in assessments:
        for domain in assessment.domains:
            names.setdefault(domain.domain, domain.name)
    return names


def judgement_of(assessment: BiasAssessment | None, domain: str) -> BiasJudgement:
    """The judgement of one domain; "not assessed" where there is none."""
    for found in assessment.domains if assessment else ():
        if found.domain == domain:
            return found.judgement
    return "not assessed"


def used(assessments: list[BiasAssessment]) -> list[BiasJudgement]:
    """The judgements to explain in a legend: the three of the scale, and "not assessed" where it occurs."""
    given = [j for a in assessments for j in (a.overall, *(d.judgement for d in a.domains))]
    scale: list[BiasJudgement] = ["low", "some concerns", "high"]
    return [*scale, "not assessed"] if "not assessed" in given else scale
