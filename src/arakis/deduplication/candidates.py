"""Which pairs are worth comparing: those that share a key. Every other pair is different without being looked at."""

from collections.abc import Iterator, Sequence

from arakis.deduplication.normalise import Key

BLOCK = 60  # a block with more members is compared only within a sliding window
WINDOW = 12
DROP = 4000  # a block with more members says nothing


def candidates(keys: Sequence[Key]) -> list[tuple[int, int]]:
    """Pairs of indices (smaller first) into `keys` that share a blocking key, in ascending order."""
    blocks: dict[tuple[str, ...], list[int]] = {}
    for at, key in enumerate(keys):
        for block in blocking(key):
            blocks.setdefault(block, []).append(at)
    found: set[tuple[int, int]] = set()
    for members in blocks.values():
        size = len(members)
        if size < 2 or size > DROP:
            continue
        if size > BLOCK:
            members = sorted(members, key=lambda at: (keys[at].title, keys[at].first, keys[at].year or 0, at))
        for place, left in enumerate(members):
            for right in members[place + 1 : place + 1 + (WINDOW if size > BLOCK else size)]:
                found.add((left, right) if left < right else (right, left))
    return sorted(found)


def blocking(key: Key) -> Iterator[tuple[str, ...]]:
    """The blocking keys of one citation."""
    year, first, page = str(key.year or ""), key.first[:6], key.pages.first
    if key.doi:
        yield "doi", key.doi
    if key.pmid:
        yield "pmid", key.pmid
    if key.loose:
        yield "title", key.loose
        yield "head", key.loose[:18], year
        yield "tail", key.loose[-18:], year
        if first:
            yield "head and author", key.loose[:12], first
    if year and key.volume and page:
        yield "page", year, key.volume, page
    if first and page:
        yield "author and page", first, page
    if key.volume and key.issue and page:
        yield "issue and page", key.volume, key.issue, page
    if key.volume and page and key.pages.last:
        yield "range", key.volume, page, key.pages.last
    if first and year and key.title:
        yield "author and word", first, year, max(key.title.split(), key=len)
    if len(key.abstract) > 80:
        yield "abstract", key.abstract[20:80]
