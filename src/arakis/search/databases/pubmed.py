"""PubMed through NCBI's E-utilities: esearch keeps the result on their server, efetch brings it in batches.

Source: NCBI, "The E-utilities In-Depth: Parameters, Syntax and More" (NBK25499).
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from arakis.domain.record import Problem, Record
from arakis.errors import InputError, SourceError
from arakis.search import pubmed_xml, xml
from arakis.search.build import record
from arakis.search.databases.base import Fetch, PageOfRecords, excerpt, expect

BASE = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
MOST = 9_999  # records that efetch gives for one search of PubMed


@dataclass(frozen=True)
class PubMed:
    """PubMed. `key` is an NCBI API key (optional; allows more requests a second)."""

    key: str = ""
    batch: int = 200
    name: str = "pubmed"
    title: str = "PubMed"

    def pages(
        self, query: str, limit: int, fetch: Fetch, cursor: str | None = None, run: str = ""
    ) -> Iterator[PageOfRecords]:
        """See Database.pages. A cursor holds the search on NCBI's server; when that has lapsed, it is made anew."""
        if not query.strip():
            raise InputError("the query for PubMed is empty", "give the protocol terms, or a query for pubmed")
        history = _read(cursor) if cursor else self._search(query, fetch)
        start = int(history["start"])
        count = int(history["count"])
        wanted = min(count, limit, MOST)
        problems: tuple[Problem, ...] = ()
        if min(count, limit) > MOST:
            problems = (Problem(message=f"PubMed gives at most {MOST} of the {count} records; narrow the query"),)
        if start >= wanted:
            yield PageOfRecords(announced=count, query=history["query"], problems=problems)
            return
        while start < wanted:
            size = min(self.batch, wanted - start)
            try:
                found, more = self._fetch(history, start, size, fetch, run)
            except _Lapsed:
                history = self._search(query, fetch) | {"start": str(start)}
                found, more = self._fetch(history, start, size, fetch, run)
            start += size
            history = history | {"start": str(start)}
            yield PageOfRecords(
                records=found,
                announced=count,
                query=history["query"],
                cursor=json.dumps(history, sort_keys=True) if start < wanted else "",
                problems=(*problems, *more),
            )
            problems = ()

    def _parameters(self, more: dict[str, str]) -> dict[str, str]:
        return {"db": "pubmed", "tool": "arakis"} | ({"api_key": self.key} if self.key else {}) | more

    def _search(self, query: str, fetch: Fetch) -> dict[str, str]:
        asked = self._parameters({"term": query, "usehistory": "y", "retmax": "0", "retmode": "xml"})
        answer = expect(fetch("POST", f"{BASE}/esearch.fcgi", data=asked), self.title, "searching")
        found = list(xml.elements(answer.decode("utf-8", "replace"), ("eSearchResult",), "the answer of PubMed"))
        if not found or isinstance(found[0][1], Problem):
            raise SourceError(f"PubMed gave no usable answer when searching: {excerpt(answer)}", "try again later")
        root = found[0][1]
        wrong = xml.words(root.find("ERROR"))
        missing = [xml.words(one) for one in root.findall("ErrorList/FieldNotFound")]
        if wrong or missing:
            raise SourceError(f"PubMed cannot use the query: {wrong or 'unknown field ' + ', '.join(missing)}",
                              "correct the query for pubmed")  # fmt: skip
        count = xml.words(root.find("Count"))
        if not count.isdigit():
            raise SourceError(f"PubMed did not say how many records it has: {excerpt(answer)}", "try again later")
        return {
            "count": count,
            "web": xml.words(root.find("WebEnv")),
            "key": xml.words(root.find("QueryKey")),
            "query": xml.words(root.find("QueryTranslation")),
            "start": "0",
        }

    def _fetch(
        self, history: dict[str, str], start: int, size: int, fetch: Fetch, run: str
    ) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
        asked = self._parameters(
            {
                "WebEnv": history["web"],
                "query_key": history["key"],
                "retstart": str(start),
                "retmax": str(size),
                "retmode": "xml",
            }
        )
        response = fetch("POST", f"{BASE}/efetch.fcgi", data=asked)
        if response.status == 400 or re.search(rb"(?i)<ERROR>|unable to obtain query|WebEnv.{0,40}expired",
                                               response.content[:2000]):  # fmt: skip
            raise _Lapsed(f"PubMed no longer has the search: {excerpt(response.content)}", "search again")
        answer = expect(response, self.title, "fetching records").decode("utf-8", "replace")
        if "</PubmedArticleSet>" not in answer[-400:] and "<PubmedArticleSet/>" not in answer[-400:]:
            raise SourceError("PubMed's answer was cut off", "try again; what was already fetched is kept")
        entries, problems = pubmed_xml.entries(answer, "the answer of PubMed")
        records = tuple(
            record(entry, start + place, f"pubmed:{run}:{entry.first('pmid')}", run).model_copy(update={"line": None})
            for place, entry in enumerate(entries, 1)
        )
        lost = size - len(records) - len(problems)
        if lost > 0:
            problems.append(Problem(message=f"PubMed sent {len(records)} of {size} records that were asked for"))
        return records, tuple(problem.model_copy(update={"line": None}) for problem in problems)


class _Lapsed(SourceError):
    """The server has forgotten the search."""


def _read(cursor: str) -> dict[str, str]:
    try:
        history = json.loads(cursor)
    except ValueError:
        history = None
    if not isinstance(history, dict) or not {"count", "web", "key", "query", "start"} <= history.keys():
        raise InputError("the place at which to go on in PubMed cannot be read", "search again from the start")
    return {str(key): str(value) for key, value in history.items()}
