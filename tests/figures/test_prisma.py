"""The PRISMA flow: every count in its box, boxes that hold their words, arrows that end at boxes."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.figures import boxes, samples

from arakis.domain.flow import Flow
from arakis.figures.prisma import prisma

REASONS = {
    f"c{i}": text
    for i, text in enumerate(
        [
            "Wrong population: participants were not free of previous tuberculosis at the time of vaccination",
            "Not allocated at random or by alternate or systematic assignment",
            "Comparator was another vaccine rather than no vaccine or placebo, so that no effect can be told apart",
            "Animal study", "Outcome not tuberculosis", "Conference abstract without results", "Протокол",
            "会议摘要，没有可用的结果数据方案或会议摘要，没有可用的结果数据会议摘要",
            "Duplicate publication", "Review", "Letter <no data> & more", "Follow-up shorter than one year in each arm",
        ],
        start=1,
    )
}  # fmt: skip
SOURCES = {"pubmed": "PubMed", "embase": "Embase via Ovid, exported in two parts", "registry": "ClinicalTrials.gov"}


def sound(svg: str) -> boxes.Figure:
    """`svg` read back; every text lies in a box and no boxes overlap."""
    figure = boxes.read(svg)
    assert boxes.overlaps(figure) == []
    assert boxes.outside(figure) == []
    frames = [tuple(float(b.get(k)) for k in ("x", "y", "width", "height")) for b in figure.shapes("box")]
    for i, (x, y, w, h) in enumerate(frames):
        for x2, y2, w2, h2 in frames[i + 1 :]:
            assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y
    column = min(x for x, *_ in frames)
    for text in figure.texts:
        if text.x0 > column and not figure.shapes("banner"):
            assert any(x <= text.x0 and text.x1 <= x + w and y <= text.y0 and text.y1 <= y + h for x, y, w, h in frames)
    return figure


def test_every_count_is_in_the_figure_and_its_description():
    flow = samples.flow()
    figure = sound(prisma(flow, SOURCES, REASONS))
    plain = figure.words().replace("\u00a0", " ")
    for words in (
        "Records identified (n = 4210)", "PubMed (n = 1890)", "ClinicalTrials.gov (n = 310)",
        "Duplicate records (n = 1120)", "Marked as ineligible by automation tools (n = 14)",
        "Removed for other reasons (n = 3)", "Records screened (n = 3073)", "Records excluded (n = 2830)",
        "By people (n = 1200)", "By automation (n = 1630)", "Reports sought for retrieval (n = 243)",
        "Reports not retrieved (n = 17)", "Reports assessed for eligibility (n = 226)", "Reports excluded (n = 78)",
        "Animal study (n = 9)", "Awaiting classification (n = 6)", "Ongoing studies (n = 4)",
        "Studies included in review (n = 101)", "Reports of included studies (n = 138)",
    ):  # fmt: skip
        assert words in plain
        assert words in figure.desc
    assert "Provisional" not in plain
    for phase in ("Identification", "Screening", "Included"):
        assert phase in plain


def test_reasons_come_most_frequent_first():
    flow = samples.flow()
    found = boxes.read(prisma(flow, SOURCES, REASONS)).desc
    places = [found.index(f"{REASONS[key]} (n = {flow.reasons[key]})") for key in sorted(REASONS, key=flow.reasons.get)]
    assert places == sorted(places, reverse=True)


def test_what_is_provisional_says_so():
    figure = boxes.read(prisma(samples.flow(), provisional=True))
    assert "Provisional: 6 reports wait for a decision" in figure.words()
    assert "(provisional)" in figure.title
    own = boxes.read(prisma(samples.flow(), provisional="Provisional: ask Ann"))
    assert "Provisional: ask Ann" in own.words()
    assert boxes.overlaps(own) == []


def test_an_undecided_report_makes_it_provisional():
    flow = Flow(identified=1, screened=1, sought=1, assessed=1, undecided=1)
    plain = sound(prisma(flow)).words().replace("\u00a0", " ")
    assert "Provisional: 1 report waits for a decision" in plain
    assert "Not yet decided (n = 1)" in plain


def test_an_empty_flow():
    assert "Records\u00a0" not in sound(prisma(Flow())).words()


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(st.text(max_size=80), st.integers(0, 10**7), max_size=8),
    st.dictionaries(st.text(max_size=200), st.integers(0, 10**6), max_size=15),
)
def test_any_words_stay_in_their_boxes(by_source, reasons):
    sound(prisma(Flow(identified=9, by_source=by_source, reasons=reasons, excluded_full_text=10**6)))
