"""A query from the words of a protocol, where the protocol gives none of its own."""

import re

from arakis.domain.protocol import Concept, Protocol
from arakis.errors import InputError

MOST = 30  # terms of one concept that go into a query


def default_query(protocol: Protocol, database: str) -> str:
    """Words of the population and of the intervention, each joined by OR, both by AND.

    database  "pubmed": each term is looked for in title and abstract ([tiab]); any other: phrases in quotes

    The comparator and the outcomes are left out, as abstracts often do not name them (Cochrane Handbook 6.4,
    section 4.4.2). Limits of years are added for PubMed. Raises InputError when the protocol has no terms.
    """
    groups = [group for concept in (protocol.population, protocol.intervention) if (group := _group(concept, database))]
    if not groups:
        raise InputError(
            "the protocol has no search terms",
            "give population or intervention terms, or a query under queries",
        )
    query = " AND ".join(groups)
    years = protocol.dates
    if database == "pubmed" and (years.start or years.end):
        query += f' AND ("{years.start or 1500}"[dp] : "{years.end or 3000}"[dp])'
    return query


def query_for(protocol: Protocol, database: str) -> str:
    """The protocol's own query for a database, else the default one. Raises InputError when there is neither."""
    return protocol.queries.get(database, "").strip() or default_query(protocol, database)


def _group(concept: Concept, database: str) -> str:
    terms: list[str] = []
    for term in concept.terms[:MOST]:
        clean = re.sub(r'["\[\]()\s]+', " ", term).strip()
        if clean and clean.lower() not in {one.lower() for one in terms}:
            terms.append(clean)
    if not terms:
        return ""
    written = [f'"{term}"[tiab]' if database == "pubmed" else f'"{term}"' for term in terms]
    return f"({' OR '.join(written)})" if len(written) > 1 else written[0]
