"""Recall of the built-in screening rules and the share of records they remove, on labelled reviews.

    python benchmarks/screening.py [--data FOLDER] [--write]

FOLDER holds one CSV per review (record_id, title, abstract, year, label_included, label_abstract_screening); the
protocols beside this file were written from the reviews' topics before the labels were looked at. Recall is the share
of the records in the published review that the rules do not exclude on title and abstract; removed is the share of
all records that they exclude. --write stores the figures where `arakis.screening.automation` reads them.
"""

import argparse
import csv
import os
import sys
from pathlib import Path

import yaml

from arakis.domain.record import Record
from arakis.protocol.load import load
from arakis.screening.assess import assess
from arakis.screening.decision import decide
from arakis.screening.rank import rank

HERE = Path(__file__).resolve().parent
STORED = HERE.parent / "src" / "arakis" / "screening" / "validation.yaml"


def records(path: Path) -> list[tuple[Record, bool, bool]]:
    """The records of a set with their labels: in the review, passed title and abstract."""
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        for at, row in enumerate(csv.DictReader(file), 1):
            year = int(float(row["year"])) if row["year"].strip() else None
            record = Record(
                id=f"record-{at:05}",
                run=path.stem,
                position=at,
                title=row["title"],
                abstract=row["abstract"],
                year=year,
            )
            passed = row["label_abstract_screening"].strip() in ("1", "1.0")
            found.append((record, row["label_included"].strip() in ("1", "1.0"), passed))
    return found


def measure(path: Path, lost: list[str]) -> dict[str, float]:
    """The figures of one set; `lost` receives a line for each wrongly excluded record."""
    protocol = load((HERE / "screening" / f"{path.stem}.yaml").read_text("utf-8"), path.stem)
    labelled = records(path)
    out = kept = 0
    included = sum(1 for _, wanted, _ in labelled if wanted)
    passed = sum(1 for _, _, wanted in labelled if wanted)
    kept_passed = 0
    for record, wanted, wanted_before in labelled:
        decision = decide(assess(record, protocol, "title_abstract"), protocol, "title_abstract")
        if decision.answer == "exclude":
            out += 1
            if wanted:
                lost.append(f"{path.stem} {record.position}: {record.title[:90]} | {decision.reason[-160:]}")
        else:
            kept += wanted
            kept_passed += wanted_before
    order = [identity for identity, _ in rank([record for record, _, _ in labelled], protocol)]
    place = {identity: at for at, identity in enumerate(order, 1)}
    places = sorted(place[record.id] for record, wanted, _ in labelled if wanted)
    need = places[max(0, -(-len(places) * 95 // 100) - 1)] if places else 0
    return {
        "records": len(labelled),
        "included": included,
        "recall": round(kept / included, 4) if included else 1.0,
        "recall_abstract": round(kept_passed / passed, 4) if passed else 1.0,
        "removed": round(out / len(labelled), 4),
        "read_for_95": round(need / len(labelled), 4),
    }


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    default = Path(os.environ.get("ARAKIS_TEST_DATA") or HERE.parent.parent / "shared" / "data") / "screening"
    parser.add_argument("--data", type=Path, default=default)
    parser.add_argument("--write", action="store_true", help="store the figures for the program")
    parser.add_argument("--lost", action="store_true", help="list the records that were wrongly excluded")
    given = parser.parse_args()
    paths = [given.data / f"{one.stem}.csv" for one in sorted((HERE / "screening").glob("*.yaml"))]
    paths = [path for path in paths if path.is_file()]
    if not paths:
        print(f"no labelled sets in {given.data}", file=sys.stderr)
        return 2
    lost: list[str] = []
    figures = {}
    print(f"{'set':24}{'records':>8}{'included':>9}{'recall':>8}{'recall*':>8}{'removed':>8}{'to read':>8}")
    for path in paths:
        found = figures[path.stem] = measure(path, lost)
        print(
            f"{path.stem:24}{found['records']:8}{found['included']:9}{found['recall']:8.3f}"
            f"{found['recall_abstract']:8.3f}{found['removed']:8.3f}{found['read_for_95']:8.3f}",
            flush=True,
        )
    print("recall: of the records in the review; recall*: of those that passed title and abstract;")
    print("removed: share excluded by the rules; to read: share to be read in ranked order to see 95 % of the included")
    if given.lost:
        print("\n".join(lost))
    if given.write:
        note = "# Written by benchmarks/screening.py --write. Figures of the built-in rules on labelled reviews.\n"
        STORED.write_text(note + yaml.safe_dump({"sets": figures}, sort_keys=True), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
