"""PubMed and OpenAlex against recorded answers, played back by a real local server that also misbehaves."""

import json
import re
from pathlib import Path

import pytest
from tests.playback import Answer, Playback, Route

from arakis.domain.protocol import Concept, Dates, Protocol
from arakis.errors import InputError, NotFound, SourceError
from arakis.search.databases import database
from arakis.search.databases.base import PageOfRecords
from arakis.search.databases.openalex import OpenAlex
from arakis.search.databases.pubmed import PubMed
from arakis.search.query import default_query, query_for


def articles(data: Path, count: int) -> list[bytes]:
    """Single articles of recorded efetch answers."""
    files = sorted((data / "api").glob("eutils_efetch__metapub__*.xml"))[:count]
    assert len(files) == count
    found = [re.search(rb"<PubmedArticle>.*?</PubmedArticle>", file.read_bytes(), re.DOTALL) for file in files]
    return [one.group(0) for one in found if one]


def batch(parts: list[bytes]) -> Answer:
    return Answer(b'<?xml version="1.0"?><PubmedArticleSet>' + b"".join(parts) + b"</PubmedArticleSet>")


def searched(data: Path, count: int) -> Answer:
    """The recorded answer of a search that NCBI keeps, with another count."""
    body = (data / "api" / "eutils__biopython__esearch2.xml").read_bytes()
    return Answer(re.sub(rb"<Count>\d+</Count>", f"<Count>{count}</Count>".encode(), body, count=1))


def pmids(pages: list[PageOfRecords]) -> list[str]:
    return [record.pmid for page in pages for record in page.records]


def test_pubmed_comes_in_batches(data: Path) -> None:
    parts = articles(data, 5)
    answers = [batch(parts[:2]), batch(parts[2:4]), batch(parts[4:])]
    with Playback(Route("esearch.fcgi", [searched(data, 5)]), Route("efetch.fcgi", answers)) as server:
        pages = list(PubMed(key="secret", batch=2).pages("bcg", 100, server.fetch, run="run-1"))
    assert [len(page.records) for page in pages] == [2, 2, 1]
    assert [page.announced for page in pages] == [5, 5, 5]
    assert [bool(page.cursor) for page in pages] == [True, True, False]
    records = [record for page in pages for record in page.records]
    assert [record.position for record in records] == [1, 2, 3, 4, 5]
    assert {record.run for record in records} == {"run-1"}
    assert len({record.id for record in records}) == 5
    assert all(record.title and record.authors and record.year for record in records)
    first = server.requests[0].asked
    assert (first["term"], first["usehistory"], first["api_key"]) == ("bcg", "y", "secret")
    assert [request.asked["retstart"] for request in server.requests[1:]] == ["0", "2", "4"]


def test_pubmed_goes_on_from_a_cursor_without_searching_again(data: Path) -> None:
    parts = articles(data, 4)
    answers = [batch(parts[:2]), batch(parts[2:])]
    with Playback(Route("esearch.fcgi", [searched(data, 4)]), Route("efetch.fcgi", answers)) as server:
        first = next(iter(PubMed(batch=2).pages("bcg", 100, server.fetch)))
        rest = list(PubMed(batch=2).pages("bcg", 100, server.fetch, cursor=first.cursor))
    assert len(pmids([first, *rest])) == len(set(pmids([first, *rest]))) == 4
    assert [request.path.rsplit("/", 1)[-1] for request in server.requests] == ["esearch.fcgi"] + ["efetch.fcgi"] * 2


def test_pubmed_searches_again_when_the_server_has_forgotten(data: Path) -> None:
    parts = articles(data, 2)
    lost = Answer(b"<eFetchResult><ERROR>Unable to obtain query #1</ERROR></eFetchResult>", status=400)
    with Playback(Route("esearch.fcgi", [searched(data, 2)]), Route("efetch.fcgi", [lost, batch(parts)])) as server:
        pages = list(PubMed().pages("bcg", 100, server.fetch))
    assert len(pmids(pages)) == 2


def test_pubmed_stops_at_the_limit(data: Path) -> None:
    with Playback(
        Route("esearch.fcgi", [searched(data, 42249)]), Route("efetch.fcgi", [batch(articles(data, 3))])
    ) as server:
        pages = list(PubMed().pages("bcg", 3, server.fetch))
    assert server.requests[1].asked["retmax"] == "3"
    assert (len(pmids(pages)), pages[0].announced, pages[0].cursor) == (3, 42249, "")


def test_pubmed_without_results(data: Path) -> None:
    nothing = Answer((data / "api" / "eutils__biopython__esearch8.xml").read_bytes())
    with Playback(Route("esearch.fcgi", [nothing])) as server:
        pages = list(PubMed().pages("abcXYZ", 10, server.fetch))
    assert [(page.records, page.announced, page.cursor) for page in pages] == [((), 0, "")]


def test_pubmed_says_which_records_are_missing_from_a_batch(data: Path) -> None:
    with Playback(
        Route("esearch.fcgi", [searched(data, 3)]), Route("efetch.fcgi", [batch(articles(data, 2))])
    ) as server:
        (page,) = PubMed().pages("bcg", 10, server.fetch)
    assert len(page.records) == 2
    assert "2 of 3" in page.problems[0].message


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(b"<html>maintenance</html>"), "web page"),
        (Answer(b"oops", status=500), "500"),
        (Answer(b"", status=429, headers={"Retry-After": "1"}), "429"),
        (Answer(b"<eSearchResult><ERROR>bad</ERROR></eSearchResult>"), "cannot use the query"),
        (Answer(b"<eSearchResult><Cou"), "no usable answer"),
        (Answer(b""), "no usable answer"),
    ],
)
def test_pubmed_answers_that_cannot_be_used(answer: Answer, words: str) -> None:
    with Playback(Route("esearch.fcgi", [answer])) as server, pytest.raises(SourceError, match=words):
        list(PubMed().pages("bcg", 10, server.fetch))


def test_a_batch_that_was_cut_off_is_no_batch(data: Path) -> None:
    whole = batch(articles(data, 2)).body
    with (
        Playback(Route("esearch.fcgi", [searched(data, 2)]), Route("efetch.fcgi", [Answer(whole[:-60])])) as server,
        pytest.raises(SourceError, match="cut off"),
    ):
        list(PubMed().pages("bcg", 10, server.fetch))


def works(data: Path, following: str | None) -> Answer:
    """The recorded list of works, with a cursor as OpenAlex gives it."""
    found = json.loads(
        (data / "api" / "openalex__paper-qa__test_title_search_paper_attributes2__3_200.json").read_bytes()
    )
    found["meta"]["next_cursor"] = following
    return Answer(json.dumps(found).encode())


def test_openalex_by_cursor(data: Path) -> None:
    routes = (
        Route("/works", [works(data, "next==")], {"cursor": "*"}),
        Route("/works", [works(data, None)], {"cursor": "next=="}),
    )
    with Playback(*routes) as server:
        pages = list(OpenAlex(key="k").pages("chemistry tools", 100, server.fetch, run="r"))
        rest = list(OpenAlex(key="k").pages("chemistry tools", 100, server.fetch, cursor=pages[0].cursor, run="r"))
    assert [len(page.records) for page in pages] == [2, 2]
    assert pages[0].announced == 2
    assert [record.position for page in pages for record in page.records] == [1, 2, 3, 4]
    assert rest[0].records == pages[1].records
    record = pages[0].records[0]
    assert record.title == "Augmenting large language models with chemistry tools"
    assert (record.doi, record.pmid) == ("10.1038/s42256-024-00832-8", "38799228")
    assert (record.volume, record.issue, record.pages, record.year) == ("6", "5", "525-535", 2024)
    assert record.authors[0].family == "Bran"
    assert record.language == "English"
    assert server.requests[0].asked["api_key"] == "k"


def test_openalex_stops_at_the_limit(data: Path) -> None:
    with Playback(Route("/works", [works(data, "more")])) as server:
        pages = list(OpenAlex().pages("x", 3, server.fetch))
    assert [len(page.records) for page in pages] == [2, 1]
    assert pages[-1].cursor == ""


@pytest.mark.parametrize("status", [401, 403, 429])
def test_openalex_without_a_key_says_what_is_missing(status: int) -> None:
    with Playback(Route("/works", [Answer(b'{"error": "key"}', status=status)])) as server:
        with pytest.raises(SourceError, match="its records are missing") as error:
            list(OpenAlex().pages("bcg", 10, server.fetch))
        assert "OPENALEX_API_KEY" in error.value.hint
        with pytest.raises(SourceError, match="refused the key"):
            list(OpenAlex(key="k").pages("bcg", 10, server.fetch))


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(b"<!DOCTYPE html><html>"), "web page"),
        (Answer(b'{"meta": {}, "resul'), "cut off"),
        (Answer(b'{"meta": {}}'), "no list"),
        (Answer(b"[1]"), "no list"),
        (Answer(b"gone", status=503), "503"),
    ],
)
def test_openalex_answers_that_cannot_be_used(answer: Answer, words: str) -> None:
    with Playback(Route("/works", [answer])) as server, pytest.raises(SourceError, match=words):
        list(OpenAlex().pages("bcg", 10, server.fetch))


def test_openalex_works_of_odd_shapes_are_reported() -> None:
    odd = {"meta": {"count": "many"}, "results": [None, {}, {"title": 7, "authorships": {}, "ids": []}, {"title": "T"}]}
    with Playback(Route("/works", [Answer(json.dumps(odd).encode())])) as server:
        (page,) = OpenAlex().pages("bcg", 10, server.fetch)
    assert page.announced is None
    assert [record.title for record in page.records] == ["7", "T"]
    assert len(page.problems) == 2


def test_names_of_databases() -> None:
    assert database("pubmed", {"pubmed": "k"}).title == "PubMed"
    assert database(" OpenAlex ").name == "openalex"
    for name in ("semantic_scholar", "google_scholar", "embase"):
        with pytest.raises(NotFound, match="no client"):
            database(name)
    with pytest.raises(InputError, match="did you mean pubmed") as error:
        database("pubmet")
    assert not isinstance(error.value, NotFound)
    assert "openalex" in error.value.hint


def protocol(**given: object) -> Protocol:
    base: dict[str, object] = {
        "question": "Does BCG prevent tuberculosis?",
        "population": Concept(terms=("children", "infants [any]")),
        "intervention": Concept(terms=("BCG", "bcg", "Bacillus Calmette-Guérin")),
    }
    return Protocol.model_validate(base | given)


def test_a_query_from_the_terms() -> None:
    assert default_query(protocol(), "openalex") == (
        '("children" OR "infants any") AND ("BCG" OR "Bacillus Calmette-Guérin")'
    )
    dated = protocol(dates=Dates(start=1950))
    assert default_query(dated, "pubmed") == (
        '("children"[tiab] OR "infants any"[tiab]) AND ("BCG"[tiab] OR "Bacillus Calmette-Guérin"[tiab])'
        ' AND ("1950"[dp] : "3000"[dp])'
    )
    assert query_for(protocol(queries={"pubmed": "my own"}), "pubmed") == "my own"
    with pytest.raises(InputError, match="no search terms"):
        default_query(protocol(population=Concept(), intervention=Concept()), "pubmed")
    with pytest.raises(InputError, match="empty"):
        list(PubMed().pages(" ", 1, Playback().fetch))
