"""Which databases can be asked by name."""

from difflib import get_close_matches

from arakis.errors import InputError, NotFound
from arakis.search.databases.base import Database
from arakis.search.databases.openalex import OpenAlex
from arakis.search.databases.pubmed import PubMed

CLIENTS = ("pubmed", "openalex")
WITHOUT = {"semantic_scholar": "Semantic Scholar", "google_scholar": "Google Scholar", "embase": "Embase"}


def database(name: str, keys: dict[str, str] | None = None) -> Database:
    """The client of the database called `name`; `keys` has API keys by database name.

    Raises NotFound for a database that has no client yet, InputError for a name that is not known.
    """
    given = keys or {}
    wanted = name.strip().lower()
    if wanted == "pubmed":
        return PubMed(key=given.get("pubmed", ""))
    if wanted == "openalex":
        return OpenAlex(key=given.get("openalex", ""))
    if wanted in WITHOUT:
        raise NotFound(
            f"there is no client for {WITHOUT[wanted]} yet",
            f"export its references and import the file; databases that can be asked: {', '.join(CLIENTS)}",
        )
    near = get_close_matches(wanted, [*CLIENTS, *WITHOUT], n=1)
    raise InputError(
        f"no database is called {name!r}{f'; did you mean {near[0]}?' if near else ''}",
        f"databases that can be asked: {', '.join(CLIENTS)}; known without a client: {', '.join(WITHOUT)}",
    )
