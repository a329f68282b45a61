"""The nine full-text sources, asked over real HTTP: a local server plays recorded answers, or where none were recorded
answers written by hand after the source's documentation (marked so)."""

import json
import threading
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.error import HTTPError

import pytest

from arakis.domain.report import Report
from arakis.retrieval.sources import SOURCES, Found, NotFound

KEYS = {"unpaywall": "someone@example.org", "core": "K1", "elsevier": "K2", "semantic_scholar": "K3"}
PDF = b"%PDF-1.4 written for the test"


@dataclass
class Answer:
    """What `fetch` gives back."""

    status: int
    headers: dict[str, str]
    content: bytes


class Playback:
    """A server that answers by path, and a `fetch` that sends every host there. `asked` are the requests it got."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, bytes]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        playback = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                playback.asked.append((self.path, {name.title(): value for name, value in self.headers.items()}))
                plain = urllib.parse.unquote(self.path)
                status, content = next(
                    (answer for part, answer in playback.answers.items() if part in plain),
                    (404, b'{"error": "unknown"}'),
                )
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def fetch(
        self, method: str, url: str, params: dict[str, Any] | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        """Send the request for any host to the server."""
        split = urllib.parse.urlsplit(url)
        query = "&".join(part for part in (split.query, urllib.parse.urlencode(params or {})) if part)
        target = f"http://127.0.0.1:{self.server.server_address[1]}/{split.hostname}{split.path}?{query}"
        try:
            with urllib.request.urlopen(urllib.request.Request(target, headers=headers or {}, method=method)) as reply:
                return Answer(reply.status, dict(reply.headers), reply.read())
        except HTTPError as error:
            return Answer(error.code, dict(error.headers), error.read())


@pytest.fixture
def playback() -> Iterator[Playback]:
    """A running server."""
    server = Playback()
    yield server
    server.server.shutdown()
    server.server.server_close()


def report(**fields: Any) -> Report:
    """A report with some fields."""
    return Report(id="report-1", records=(), **fields)


def ask(name: str, playback: Playback, **fields: Any) -> Found | NotFound:
    """Ask one source."""
    return SOURCES[name].find(report(**fields), playback.fetch, KEYS)


def test_there_are_nine_and_each_says_what_it_is() -> None:
    assert list(SOURCES) == [
        "unpaywall", "pmc", "europe_pmc", "arxiv", "biorxiv", "semantic_scholar", "core", "crossref", "elsevier",
    ]  # fmt: skip
    assert {name for name, one in SOURCES.items() if one.requires_api_key} == {"unpaywall", "core", "elsevier"}
    assert all(one.description and one.coverage and one.hosts for one in SOURCES.values())


@pytest.mark.parametrize("name", ["unpaywall", "core", "elsevier"])
def test_without_a_key_nothing_is_asked(name: str, playback: Playback) -> None:
    found = SOURCES[name].find(report(doi="10.1016/x"), playback.fetch, {})
    assert found == NotFound(reason="no key is configured")
    assert playback.asked == []


@pytest.mark.parametrize("name", list(SOURCES))
@pytest.mark.parametrize("content", [b"not json <", b"{}", b"[]", b'{"message": [1], "records": 3, "results": "x"}'])
def test_answers_of_another_shape_are_a_reason_not_a_traceback(name: str, content: bytes, playback: Playback) -> None:
    playback.answers["/"] = (200, content)
    found = ask(
        name, playback, doi="10.1016/j.a.2001.1", pmid="123", pmcid="PMC12", title="A long enough title of a report"
    )
    assert isinstance(found, NotFound)
    assert found.reason


def test_unpaywall(playback: Playback, data) -> None:
    recorded = (data / "api" / "unpaywall__paper-qa__test_doi_search_paper_attributes0__1_200.json").read_bytes()
    closed = (data / "api" / "unpaywall__paper-qa__test_doi_search_paper_attributes1__1_200.json").read_bytes()
    playback.answers = {"10.1016/j.xgen": (200, recorded), "10.1023": (200, closed)}
    found = ask("unpaywall", playback, doi="10.1016/j.xgen.2025.100814")
    expected = [p["url_for_pdf"] for p in json.loads(recorded)["oa_locations"] if p["url_for_pdf"]]
    if expected:
        assert isinstance(found, Found)
        assert found.url in expected
    else:
        assert found == NotFound(reason="it knows no open PDF")
    assert "email=someone" in playback.asked[0][0]
    assert ask("unpaywall", playback, doi="10.1023/a:1007154515475") == NotFound(reason="it knows no open copy")
    assert "not known" in ask("unpaywall", playback, doi="10.9/none").reason  # type: ignore[union-attr]


def test_crossref(playback: Playback, data) -> None:
    recorded = (data / "api" / "crossref__habanero__test_works_with_many_ids_2_200.json").read_bytes()
    closed = (data / "api" / "crossref__habanero__test_works_with_many_ids_3_200.json").read_bytes()
    playback.answers = {"10.1038/srep16696": (200, recorded), "10.1109": (200, closed)}
    found = ask("crossref", playback, doi="10.1038/srep16696")
    assert isinstance(found, Found)
    assert found.url == "https://www.nature.com/articles/srep16696.pdf"
    assert found.version == "published"
    assert "creativecommons" in found.licence
    assert "open licence" in ask("crossref", playback, doi="10.1109/icdcsw.2003.1203662").reason  # type: ignore[union-attr]


def test_europe_pmc(playback: Playback, data) -> None:
    recorded = (data / "api" / "europepmc__pyEuropePMC__search_cancer_core.json").read_bytes()
    playback.answers = {"/search": (200, recorded)}
    found = ask("europe_pmc", playback, pmid="39709208")
    assert isinstance(found, Found)
    assert found.url.endswith("/PMC12124214/fullTextXML")
    assert found.media_type == "application/jats+xml"
    assert ask("europe_pmc", playback, pmid="1") == NotFound(reason="the article is not known there")


def test_arxiv(playback: Playback, data) -> None:
    (recorded,) = (data / "api").glob("arxiv__arxiv.py__id_1605.08386_s0*")
    (nothing,) = (data / "api").glob("arxiv__arxiv.py__id_0000.0000*")
    playback.answers = {"id_list=1605.08386": (200, recorded.read_bytes()), "id_list=0000": (200, nothing.read_bytes())}
    found = ask("arxiv", playback, doi="10.48550/arxiv.1605.08386")
    assert found == Found(url="https://arxiv.org/pdf/1605.08386v1", version="preprint")
    assert ask("arxiv", playback, doi="10.48550/arxiv.0000.0000") == NotFound(reason="it is not known there")


def test_semantic_scholar(playback: Playback, data) -> None:
    missing = (data / "api" / "semanticscholar__paper-qa__test_bulk_doi_search_3_404.json").read_bytes()
    # written after the documentation of the Academic Graph API (paper details, openAccessPdf)
    there = {
        "paperId": "x",
        "openAccessPdf": {"url": "https://host.example/a.pdf", "status": "GREEN", "license": "CCBY"},
    }
    playback.answers = {"10.1101/2024": (404, missing), "10.5555/a": (200, json.dumps(there).encode())}
    assert "not known" in ask("semantic_scholar", playback, doi="10.1101/2024.04.01.587366").reason  # type: ignore[union-attr]
    found = ask("semantic_scholar", playback, doi="10.5555/a")
    assert found == Found(url="https://host.example/a.pdf", licence="CCBY")
    assert playback.asked[-1][1]["X-Api-Key"] == "K3"


def test_pmc(playback: Playback, data) -> None:
    # written after the documentation of the PMC identifier converter
    converted = {"status": "ok", "records": [{"pmid": "26130141", "pmcid": "PMC4486927", "doi": "10.1038/srep11710"}]}
    article = (data / "fulltext" / "jats" / "PMC4486927.nxml").read_bytes()
    playback.answers = {
        "ids=26130141": (200, json.dumps(converted).encode()),
        "id=4486927": (200, article),
        "id=9": (200, b"<article><front/></article>"),
        "ids=5": (200, b'{"records": [{"pmid": "5", "status": "error"}]}'),
    }
    found = ask("pmc", playback, pmid="26130141")
    assert isinstance(found, Found)
    assert found.data == article
    assert "does not allow" in ask("pmc", playback, pmcid="PMC9").reason  # type: ignore[union-attr]
    assert ask("pmc", playback, pmid="5") == NotFound(reason="the article is not in PubMed Central")


def test_biorxiv(playback: Playback) -> None:
    # written after the documentation of api.biorxiv.org (details, pubs)
    own = {
        "collection": [
            {"doi": "10.1101/2020.01.02.1", "version": "1", "license": "cc_by"},
            {"doi": "10.1101/2020.01.02.1", "version": "2", "license": "cc_by"},
        ]
    }
    published = {"collection": [{"biorxiv_doi": "10.1101/339747", "published_doi": "10.7554/elife.1"}]}
    empty = b'{"messages": [{"status": "no posts found"}], "collection": []}'
    playback.answers = {
        "details/medrxiv/10.1101/2020": (200, empty),
        "details/biorxiv/10.1101/2020": (200, json.dumps(own).encode()),
        "pubs/medrxiv": (200, empty),
        "pubs/biorxiv/10.7554/elife.1/": (200, json.dumps(published).encode()),
        "pubs/biorxiv": (200, empty),
    }
    found = ask("biorxiv", playback, doi="10.1101/2020.01.02.1")
    assert isinstance(found, Found)
    assert found.url == "https://www.biorxiv.org/content/10.1101/2020.01.02.1v2.full.pdf"
    later = ask("biorxiv", playback, doi="10.7554/elife.1")
    assert isinstance(later, Found)
    assert later.url == "https://www.biorxiv.org/content/10.1101/339747v1.full.pdf"
    assert ask("biorxiv", playback, doi="10.5555/none") == NotFound(reason="it knows no preprint of this DOI")


def test_core(playback: Playback) -> None:
    # written after the documentation of CORE API v3 (search/works)
    works = {
        "totalHits": 1,
        "results": [{"doi": "10.5555/A", "downloadUrl": "https://api.core.ac.uk/v3/outputs/1/download"}],
    }
    playback.answers = {
        "outputs/1/download": (200, PDF),
        "10.5555/a": (200, json.dumps(works).encode()),
        "search": (200, b'{"results": []}'),
    }
    found = ask("core", playback, doi="10.5555/a")
    assert isinstance(found, Found)
    assert found.data == PDF
    assert playback.asked[-1][1]["Authorization"] == "Bearer K1"
    assert ask("core", playback, doi="10.5555/b") == NotFound(reason="no repository has its full text")


def test_elsevier(playback: Playback) -> None:
    # written after the documentation of Elsevier's article retrieval API
    playback.answers = {"10.1016/j.open": (200, PDF), "10.1016/j.closed": (403, b"<service-error/>")}
    found = ask("elsevier", playback, doi="10.1016/j.open.2001.1")
    assert isinstance(found, Found)
    assert found.data == PDF
    assert "refused" in ask("elsevier", playback, doi="10.1016/j.closed.1").reason  # type: ignore[union-attr]
    asked = len(playback.asked)
    assert "another publisher" in ask("elsevier", playback, doi="10.1371/x").reason  # type: ignore[union-attr]
    assert len(playback.asked) == asked
