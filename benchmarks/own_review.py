"""A whole review on input that no demonstration saw: exports of many vendors, and 65 published trial reports in JATS.

    python benchmarks/own_review.py [--output FOLDER]

References: thirteen files of the test data, of nine vendors and in seven formats, that have nothing to do with the
question, and a PubMed export written here from the front matter of the 65 articles, so that their full texts have
records to match. The protocol (own_review/protocol.yaml) was written from the articles' titles before the first run.
Prints the PRISMA counts, what was extracted and pooled, the seconds per stage with the load of the machine, and what
`verify` finds; exit status 1 when it finds a problem. With --output the results stay there.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import arakis
from arakis.domain.review import Review
from arakis.review.verify import Verification, verify
from arakis.runtime import progress
from arakis.settings import read_settings
from arakis.workspace import open_workspace

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("ARAKIS_TEST_DATA") or HERE.parents[1] / "shared" / "data")
EXPORTS = (
    "bib_scopus__srdedupe__mini_scopus.bib",
    "ciw_wos__srdedupe__mini_wos.ciw",
    "csv_baseline__citation-file-formatting___baseline.csv",
    "csv_cochrane__citation-file-formatting___baseline_cochrane.csv",
    "csv_embase__asreview__embase.csv",
    "csv_scopus__litstudy__scopus.csv",
    "enxml_endnote__dedupe-sweep__tafenoquine.xml",
    "nbib__srdedupe__mini_pubmed.nbib",
    "pubmed_xml__biopython__pubmed1.xml",
    "ris_lilacs__buhos__lilacs_test.ris",
    "ris_proquest__buhos__proquest_test.ris",
    "ris_pubmed__citation-file-formatting___baseline_pubmed.ris",
    "ris_wos_txt__asreview__web_of_science.txt",
)


def words(element: ElementTree.Element | None) -> str:
    """The text of an element, on one line."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def citation(path: Path) -> str:
    """An article's front matter as an entry of a PubMed export."""
    front = ElementTree.parse(path).getroot().find("front")
    if front is None:
        raise SystemExit(f"{path} has no front matter")
    article = front.find("article-meta")
    if article is None:
        raise SystemExit(f"{path} has no front matter")
    ids = {one.get("pub-id-type"): words(one) for one in article.findall("article-id")}
    first, last = words(article.find("fpage")), words(article.find("lpage"))
    lines = [
        ("PMID", ids.get("pmid", "")),
        ("TI", words(article.find("title-group/article-title"))),
        ("PG", f"{first}-{last}" if last and last != first else first or words(article.find("elocation-id"))),
        ("LID", f"{ids['doi']} [doi]" if ids.get("doi") else ""),
        ("AB", " ".join(words(one) for one in article.findall("abstract")[:1])),
    ]
    for person in article.findall("contrib-group/contrib[@contrib-type='author']/name"):
        lines.append(("FAU", f"{words(person.find('surname'))}, {words(person.find('given-names'))}"))
    lines += [
        ("LA", "eng"),
        ("PT", "Journal Article"),
        ("DP", words(article.find("pub-date/year"))),
        ("TA", words(front.find("journal-meta//journal-title"))),
        ("VI", words(article.find("volume"))),
        ("IP", words(article.find("issue"))),
    ]
    # Every entry of such an export begins with a PMID; an article without one gets its number at PubMed Central.
    lines[0] = ("PMID", ids.get("pmid") or "".join(filter(str.isdigit, path.stem)))
    return "\n".join(f"{tag:<4}- {value}" for tag, value in lines if value) + "\n\n"


class Clock:
    """Seconds per stage, from the reports of progress: the time up to a report belongs to its stage."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._since = time.perf_counter()

    def __call__(self, stage: str, _done: int, _total: int, _note: str) -> None:
        """A report of progress."""
        now = time.perf_counter()
        self.spent[stage] += now - self._since
        self._since = now


def show(review: Review, found: Verification, clock: Clock) -> None:
    """The tables."""
    flow = review.flow
    print("PRISMA 2020 flow")
    for name, count in flow.model_dump().items():
        if isinstance(count, int) and count:
            print(f"  {name.replace('_', ' '):24} {count:5}")
    for criterion, count in sorted(flow.reasons.items()):
        print(f"    full text, {criterion:11} {count:5}")
    print("Results and syntheses")
    for outcome in review.protocol.outcomes:
        results = [one for one in review.results if one.outcome == outcome.id]
        studies = {one.study for one in results}
        print(f"  {outcome.name:24} {len(results):3} results of {len(studies)} studies")
        for one in (one for one in review.syntheses if one.outcome == outcome.id):
            if one.pooled and one.estimate:
                value, low, high = one.estimate.shown
                print(f"    {one.measure} {value:.2f} ({low:.2f} to {high:.2f}), {len(one.effects)} effects")
            else:
                print(f"    not pooled, {len(one.effects)} effect(s): {one.reason}")
    print(f"Status {review.status}; waiting for a person:")
    for kind, count in sorted(Counter(one.kind for one in review.waiting).items()):
        print(f"  {kind:24} {count:5}")
    print("Seconds")
    for stage, seconds in clock.spent.items():
        print(f"  {stage:24} {seconds:7.1f}")
    print(f"  {'all':24} {clock.spent.total():7.1f}   (load of the machine at the end: {os.getloadavg()[0]:.1f})")
    print("Verified")
    for what, count in found.checked.items():
        print(f"  {what:24} {count:5}")
    print(f"  {'problems':24} {len(found.problems):5}")
    for problem in found.problems[:20]:
        print(f"    {problem}")


def main() -> int:
    """Run, show, check."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--output", type=Path, help="keep the results in this folder")
    output: Path | None = options.parse_args().output
    articles = sorted((DATA / "fulltext" / "jats").glob("*.nxml"))
    if not articles:
        print(f"the test data is not in {DATA}: nothing measured")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        export = room / "pubmed.nbib"
        export.write_text("".join(citation(path) for path in articles), "utf-8")
        target, space = output or room / "output", (output or room) / "workspace"
        clock = Clock()
        with progress.listening(clock):
            review = arakis.review(
                HERE / "own_review" / "protocol.yaml",
                references=[*(DATA / "formats" / name for name in EXPORTS), export],
                fulltext=DATA / "fulltext" / "jats",
                output=target,
                workspace=space,
            )
        clock("end", 0, 0, "")
        opened = open_workspace(read_settings(workspace=space))
        found = verify(opened, review.id, target)
        opened.close()
        show(review, found, clock)
    return 1 if found.problems else 0


if __name__ == "__main__":
    sys.exit(main())
