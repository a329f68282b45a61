"""Which file belongs to which report."""

import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz import fuzz

from arakis.domain.base import Frozen
from arakis.domain.document import TextLayer
from arakis.domain.report import Report
from arakis.retrieval.front import clean_doi, dois

HEAD = 4_000  # characters in which a report's own title stands
JATS = "application/jats+xml"
MIN_TITLE = 24  # letters and digits: shorter titles ("Tuberculosis") may stand in anybody's text
SAME_TITLE = 96.0


class Match(Frozen):
    """The report that a file was matched to, or none and why."""

    document: str
    report: str | None = None
    by: str = ""  # "DOI", "PMID", "PMCID", "title in the text", "file name"
    reasons: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()  # other reports that fit, or that claim the same


def match(files: Sequence[tuple[str, str, TextLayer]], reports: Sequence[Report]) -> list[Match]:
    """One `Match` per file (document id, name, layer), in the order given.

    Ways are tried from the surest to the weakest: DOI, PMID, PMCID of the file's front matter, the report's title
    in the first 4,000 characters, the file's name (a DOI, a PMID, or first author and year). The first way that
    names a report decides; when it names several, or when another file names the same report as surely, nothing is
    matched and the reasons say so. One exception: where a single JATS file is among them, it is the article itself. A
    file whose own DOI or PMID contradicts the report's is never matched to it.
    """
    claims = [_claims(name, layer, reports) for _, name, layer in files]
    out: list[Match | None] = [None] * len(files)
    taken: dict[str, int] = {}
    for rank in range(len(_WAYS)):
        wanted: dict[str, list[int]] = {}
        for at, found in enumerate(claims):
            if out[at] is None and found and found[0][0] == rank:
                free = [report for report in found[0][1] if report not in taken]
                if len(free) == 1:
                    wanted.setdefault(free[0], []).append(at)
                elif not free:
                    holder = files[taken[found[0][1][0]]][1]
                    out[at] = Match(
                        document=files[at][0],
                        reasons=(f"its {_WAYS[rank]} names a report that {holder} already holds",),
                        rivals=tuple(found[0][1]),
                    )
                else:
                    out[at] = Match(
                        document=files[at][0],
                        reasons=(f"its {_WAYS[rank]} fits {len(free)} reports: {_names(free, reports)}",),
                        rivals=tuple(free),
                    )
        for report, places in wanted.items():
            structured = [at for at in places if rank < 3 and files[at][2].media_type == JATS]
            if len({files[at][0] for at in places}) == 1:
                structured = places[:1]
            if len(structured) == 1:  # the article's own XML names itself; the rest are copies of it
                at = structured[0]
                taken[report] = at
                out[at] = Match(document=files[at][0], report=report, by=_WAYS[rank], reasons=(claims[at][0][2],))
                for other in places:
                    if other != at:
                        held = f"{files[at][1]}, the article's XML, already holds the report its {_WAYS[rank]} names"
                        out[other] = Match(document=files[other][0], reasons=(held,), rivals=(report,))
                continue
            for at in places:
                others = ", ".join(files[other][1] for other in places if other != at)
                out[at] = Match(
                    document=files[at][0],
                    reasons=(f"{others} fits the same report by its {_WAYS[rank]}",),
                    rivals=(report,),
                )
    return [
        found or Match(document=files[at][0], reasons=("no report has its DOI, PMID, title or file name",))
        for at, found in enumerate(out)
    ]


_WAYS = ("DOI", "PMID", "PMCID", "title in the text", "file name")


def _names(ids: Sequence[str], reports: Sequence[Report]) -> str:
    labels = {report.id: report.label or report.title[:60] or report.id for report in reports}
    return "; ".join(labels[one] for one in ids[:5])


def _claims(name: str, layer: TextLayer, reports: Sequence[Report]) -> list[tuple[int, list[str], str]]:
    """(rank of the way, reports it names, the words for it), surest first."""
    front = layer.front
    fits = [report for report in reports if not _contradicts(layer, report)]
    out: list[tuple[int, list[str], str]] = []
    doi = clean_doi(front.doi)

    def add(rank: int, found: list[str], words: str) -> None:
        if found:
            out.append((rank, found, words))

    add(0, [r.id for r in fits if doi and clean_doi(r.doi) == doi], f"DOI {doi}")
    add(1, [r.id for r in fits if front.pmid and r.pmid == front.pmid], f"PMID {front.pmid}")
    pmcid = front.pmcid.upper()
    add(2, [r.id for r in fits if pmcid and _pmcid(r.pmcid) == pmcid], pmcid)
    if not out:
        head = plain(layer.text[:HEAD])
        own = plain(front.title)
        titled = [r for r in fits if _titled(r, head, own)]
        if len(titled) > 1:
            titled = [r for r in titled if len(plain(r.title)) == max(len(plain(one.title)) for one in titled)]
        if len(titled) > 1 and front.year:
            titled = [r for r in titled if r.year in (None, front.year)] or titled
        add(3, [r.id for r in titled], "the title stands at the head of the text")
        if not titled and not doi:
            mentioned = set(dois(layer.text[:HEAD]))
            add(0, [r.id for r in fits if r.doi and clean_doi(r.doi) in mentioned], "a DOI at the head of the text")
    if not out:
        add(4, [r.id for r in fits if _named(name, r, layer)], f"file name {name}")
    return out


def _contradicts(layer: TextLayer, report: Report) -> bool:
    front = layer.front
    if front.doi and report.doi and clean_doi(front.doi) != clean_doi(report.doi):
        return clean_doi(report.doi) not in dois(layer.text[:HEAD])
    return bool(front.pmid and report.pmid and front.pmid != report.pmid)


def _pmcid(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return f"PMC{digits}" if digits else ""


def plain(text: str) -> str:
    """Lower-case letters and digits with single spaces, accents dropped."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[a-z0-9]+", bare.lower()))


def _titled(report: Report, head: str, own: str) -> bool:
    for title in (report.title, report.translated_title):
        wanted = plain(title)
        if len(wanted.replace(" ", "")) < MIN_TITLE:
            if wanted and wanted == own:
                return True
            continue
        if f" {wanted} " in f" {head} " or wanted == own:
            return True
        alike = own and abs(len(own) - len(wanted)) < 0.15 * len(wanted) and _numbers(own) == _numbers(wanted)
        if alike and fuzz.ratio(own, wanted) >= SAME_TITLE:
            return True
    return False


def _numbers(text: str) -> list[str]:
    return [word for word in text.split() if any(sign.isdigit() for sign in word) or word in _ORDINALS]


_ORDINALS = frozenset(["i", "ii", "iii", "iv", "v", "vi", "erratum", "correction", "reply"])


def _named(name: str, report: Report, layer: TextLayer) -> bool:
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name.rsplit("/", 1)[-1])
    if report.doi:
        doi = plain(clean_doi(report.doi))
        suffix = plain(clean_doi(report.doi).partition("/")[2])
        if plain(stem) in (doi, f"doi {doi}") or (len(suffix.replace(" ", "")) >= 8 and plain(stem) == suffix):
            return True
    digits = re.findall(r"(?<!\d)\d{5,9}(?!\d)", stem)
    if report.pmid and digits == [report.pmid] and re.fullmatch(r"(?:pmid)?\W*\d+", stem, re.I):
        return True
    if report.pmcid and _pmcid(report.pmcid) == _pmcid("".join(re.findall(r"PMC\d+", stem, re.I)) or ""):
        return True
    years = re.findall(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)", stem)
    first = report.authors[0] if report.authors else None
    family = plain((first.family or first.literal) if first else "")
    if report.year and years == [str(report.year)] and len(family) >= 2:
        words = plain(re.sub(r"(?<=[a-zA-Z])(?=\d)|(?<=\d)(?=[a-zA-Z])", " ", stem))
        if re.search(rf"(?:^| ){re.escape(family)}(?: |$)", words):
            return layer.front.year is None or abs(layer.front.year - report.year) <= 1
    return False
