"""OpenAlex: works that answer a search, by cursor.

Source: OpenAlex documentation, "Get lists of works" and "Paging". A key has been required since February 2026.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from arakis.domain.record import Problem, Record
from arakis.errors import InputError, SourceError
from arakis.search.build import record
from arakis.search.databases.base import Fetch, PageOfRecords, excerpt, expect
from arakis.search.entry import Entry

BASE = "https://api.openalex.org/works"
ABSTRACT = 20_000  # words of an abstract that are read


@dataclass(frozen=True)
class OpenAlex:
    """OpenAlex. `key` is an API key; without one it may refuse to answer."""

    key: str = ""
    batch: int = 100
    name: str = "openalex"
    title: str = "OpenAlex"

    def pages(
        self, query: str, limit: int, fetch: Fetch, cursor: str | None = None, run: str = ""
    ) -> Iterator[PageOfRecords]:
        """See Database.pages. A cursor holds OpenAlex's own and how many records came before it."""
        if not query.strip():
            raise InputError("the query for OpenAlex is empty", "give the protocol terms, or a query for openalex")
        mark, done = _read(cursor) if cursor else ("*", 0)
        first = True
        while first or (mark and done < limit):
            first = False
            asked: dict[str, Any] = {"search": query, "per-page": str(self.batch), "cursor": mark}
            if self.key:
                asked["api_key"] = self.key
            meta, works = self._ask(asked, fetch)
            announced = meta.get("count")
            following = meta.get("next_cursor")
            mark = following if isinstance(following, str) and works else ""
            problems: list[Problem] = []
            records: list[Record] = []
            for work in works[: limit - done]:
                entry = _entry(work) if isinstance(work, dict) else Entry()
                if not any(entry.get(name) for name in ("title", "doi", "abstract", "author")):
                    problems.append(Problem(message=f"Not read: work {done + len(records) + 1} of OpenAlex is empty"))
                    continue
                place = done + len(records) + 1
                records.append(record(entry, place, f"openalex:{run}:{entry.first('accession')}", run))
            done += len(works[: limit - done])
            if done >= limit:
                mark = ""
            yield PageOfRecords(
                records=tuple(records),
                announced=announced if isinstance(announced, int) else None,
                query=query,
                cursor=json.dumps({"cursor": mark, "done": done}) if mark else "",
                problems=tuple(problems),
            )

    def _ask(self, asked: dict[str, Any], fetch: Fetch) -> tuple[dict[str, Any], list[Any]]:
        try:
            response = fetch("GET", BASE, params=asked)
        except SourceError as error:
            if not self.key and "429" in error.message:
                raise self._refused(429) from error
            raise
        if response.status in (401, 402, 403, 429):
            raise self._refused(response.status)
        answer = expect(response, self.title, "searching")
        try:
            found = json.loads(answer)
        except ValueError:
            raise SourceError(
                f"OpenAlex's answer is cut off or not JSON: {excerpt(answer)}", "try again later"
            ) from None
        if not isinstance(found, dict) or not isinstance(found.get("results"), list):
            raise SourceError(f"OpenAlex's answer has no list of works: {excerpt(answer)}", "try again later")
        meta = found.get("meta")
        return meta if isinstance(meta, dict) else {}, found["results"]

    def _refused(self, status: int) -> SourceError:
        if self.key:
            return SourceError(f"OpenAlex refused the key, or its quota is used up ({status}); its records are missing",
                               "check OPENALEX_API_KEY")  # fmt: skip
        return SourceError(f"OpenAlex wants an API key ({status}); none is set, so its records are missing",
                           "get a key at openalex.org and set OPENALEX_API_KEY, then resume")  # fmt: skip


def _entry(work: dict[str, Any]) -> Entry:
    """A work as an entry. Whatever is not of the expected type is left out."""
    entry = Entry()

    def put(name: str, *path: str) -> None:
        value: Any = work
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str | int) and not isinstance(one, bool):
                entry.add(name, path[-1], str(one))

    put("title", "title")
    put("title", "display_name")
    put("accession", "id")
    put("doi", "doi")
    put("pmid", "ids", "pmid")
    put("pmcid", "ids", "pmcid")
    put("year", "publication_year")
    put("date", "publication_date")
    put("language", "language")
    put("type", "type")
    put("kind", "type")
    put("journal", "primary_location", "source", "display_name")
    put("issn", "primary_location", "source", "issn")
    put("publisher", "primary_location", "source", "host_organization_name")
    put("volume", "biblio", "volume")
    put("issue", "biblio", "issue")
    put("start", "biblio", "first_page")
    put("end", "biblio", "last_page")
    put("url", "primary_location", "landing_page_url")
    entry.add("database", "", "OpenAlex")
    entry.fields["accession"] = [value.rsplit("/", 1)[-1] for value in entry.get("accession")]
    if work.get("is_retracted") is True:
        entry.add("note", "is_retracted", "Retracted according to OpenAlex")
    authorships = work.get("authorships")
    for one in authorships if isinstance(authorships, list) else []:
        if isinstance(one, dict):
            author = one.get("author")
            name = one.get("raw_author_name") or (author.get("display_name") if isinstance(author, dict) else "")
            if isinstance(name, str):
                entry.add("author", "author", name)
    keywords = work.get("keywords")
    for one in keywords if isinstance(keywords, list) else []:
        if isinstance(one, dict) and isinstance(one.get("display_name"), str):
            entry.add("keyword", "keywords", one["display_name"])
    entry.add("abstract", "abstract", abstract(work.get("abstract_inverted_index")))
    return entry


def abstract(index: Any) -> str:
    """The text of an inverted index (word -> places), at most 20,000 words of it; "" for anything else."""
    if not isinstance(index, dict):
        return ""
    words: dict[int, str] = {}
    for word, places in index.items():
        for place in places if isinstance(places, list) else []:
            if isinstance(place, int) and 0 <= place < ABSTRACT:
                words[place] = str(word)
    return " ".join(words[place] for place in sorted(words))


def _read(cursor: str) -> tuple[str, int]:
    try:
        found = json.loads(cursor)
        return str(found["cursor"]), int(found["done"])
    except (ValueError, KeyError, TypeError):
        raise InputError(
            "the place at which to go on in OpenAlex cannot be read", "search again from the start"
        ) from None
