"""De-duplication measured on labelled sets of records, against the published figures of other tools.

    python benchmarks/deduplication.py [--folder FOLDER] [--errors] [SET ...]

Metric (removal based, as in ASySD's evaluation): a predicted group of s records that holds g gold groups gives s - g
true removals and g - 1 false ones; what is missing to the number of gold duplicates is a false negative. `neuroimaging`
is held out: no rule was changed after looking at its errors.
"""

import argparse
import collections
import csv
import os
import time
from pathlib import Path

from arakis.deduplication.groups import groups, pairs
from arakis.domain.record import Record
from arakis.search.files import read

SETS = ("cardiac", "digital_work", "diabetes", "haematology", "neuroimaging")
HELD_OUT = ("neuroimaging",)
BIB_DEDUPE = {  # bib-dedupe 0.11.0 on the same files: true, false and missed removals
    "cardiac": (3520, 1, 12),
    "digital_work": (368, 0, 1),
    "neuroimaging": (1292, 0, 7),
    "diabetes": (1261, 0, 0),
    "haematology": (120, 1, 15),
}


def load(path: Path) -> tuple[list[Record], dict[str, str], dict[str, str]]:
    """Records of a labelled set, and per record id its gold group and its own number."""
    reading = read(path.read_bytes(), path.name)
    rows: dict[int | None, dict[str, str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file)
        line = 2
        for row in table:
            rows[line] = row
            line = table.line_num + 1
    gold = {record.id: rows[record.line]["cluster_id"] for record in reading.records}
    numbers = {record.id: rows[record.line]["record_id"] for record in reading.records}
    if len(rows) != len(gold):
        print(f"{path.stem}: {len(rows) - len(gold)} row(s) without any words of a publication are left out")
    return list(reading.records), gold, numbers


def score(found: list[tuple[str, ...]], gold: dict[str, str]) -> tuple[int, int, int]:
    """True, false and missed removals."""
    true = false = 0
    for group in found:
        distinct = len({gold[record] for record in group})
        true += len(group) - distinct
        false += distinct - 1
    return true, false, len(gold) - len(set(gold.values())) - true


def f1(true: int, false: int, missed: int) -> float:
    """Harmonic mean of precision and sensitivity."""
    return 2 * true / (2 * true + false + missed) if true else 0.0


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=SETS, metavar="SET", help=f"of {', '.join(SETS)}")
    data = os.environ.get("ARAKIS_TEST_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data"
    parser.add_argument("--folder", type=Path, default=Path(data) / "dedup")
    parser.add_argument("--errors", action="store_true", help="show wrong and missed merges (not of held-out sets)")
    given = parser.parse_args()
    print(f"{'set':14}{'records':>8}{'dups':>6}{'TP':>6}{'FP':>4}{'FN':>5}{'sens':>8}{'prec':>8}{'F1':>8}"
          f"{'asked':>7}{'ask dup':>8}{'seconds':>9}  bib-dedupe F1")  # fmt: skip
    total = [0, 0, 0]
    other = [0, 0, 0]
    for name in given.sets:
        records, gold, numbers = load(given.folder / f"{name}.csv")
        start = time.perf_counter()
        judged = pairs(records)
        found = groups(records, {(pair.a, pair.b): pair.answer for pair in judged})
        seconds = time.perf_counter() - start
        numbers_of = score(found, gold)
        true, false, missed = numbers_of
        asked = [pair for pair in judged if pair.answer == "ask"]
        right = sum(gold[pair.a] == gold[pair.b] for pair in asked)
        peer = BIB_DEDUPE[name]
        total = [one + two for one, two in zip(total, numbers_of, strict=True)]
        other = [one + two for one, two in zip(other, peer, strict=True)]
        mark = "*" if name in HELD_OUT else ""
        print(f"{name + mark:14}{len(records):8}{true + missed:6}{true:6}{false:4}{missed:5}"
              f"{true / (true + missed):8.4f}{true / max(true + false, 1):8.4f}{f1(*numbers_of):8.4f}"
              f"{len(asked):7}{right:8}{seconds:9.2f}  {f1(*peer):.4f} ({peer[0]}/{peer[1]}/{peer[2]})")  # fmt: skip
        if given.errors and name not in HELD_OUT:
            show(records, found, gold, numbers)
    print(f"{'all':14}{'':8}{total[0] + total[2]:6}{total[0]:6}{total[1]:4}{total[2]:5}{'':16}{f1(*total):8.4f}"
          f"{'':24}  {f1(*other):.4f}   (* held out)")  # fmt: skip


def show(records: list[Record], found: list[tuple[str, ...]], gold: dict[str, str], numbers: dict[str, str]) -> None:
    """Print wrong and missed merges."""
    from arakis.deduplication.match import match

    by_id = {record.id: record for record in records}

    def line(record: Record) -> str:
        people = record.authors[0].text if record.authors else "-"
        return (f"    {numbers[record.id]} {people} {record.year} {record.title[:110]!r} {record.journal[:40]!r} "
                f"v{record.volume} i{record.issue} p{record.pages} {record.doi}")  # fmt: skip

    group_of = {record: at for at, group in enumerate(found) for record in group}
    for group in found:
        if len({gold[record] for record in group}) > 1:
            print("  WRONG")
            for record in group:
                print(line(by_id[record]), gold[record])
    clusters: dict[str, dict[int, str]] = collections.defaultdict(dict)
    for record in records:
        clusters[gold[record.id]].setdefault(group_of[record.id], record.id)
    for parts in clusters.values():
        if len(parts) > 1:
            ids = list(parts.values())
            print("  MISSED", match(by_id[ids[0]], by_id[ids[1]]))
            for record in ids:
                print(line(by_id[record]))


if __name__ == "__main__":
    main()
