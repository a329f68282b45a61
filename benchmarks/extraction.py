"""Extracted numbers against numbers read by people: 296 questions (intervention, comparator, outcome) on 61 articles.

Gold: numeric_ico (llm-meta-analysis, Apache-2.0), given as the source words its questions; see the MANIFEST in the
data folder. One protocol per question with the words as they stand (no synonyms are added). For each kind of number:
right (equals the gold), wrong (stands and differs), missing (left open), and "no gold" (stands where the gold has none,
neither right nor wrong). Where several results stand (time points), the latest one is compared, as the gold does.

    python benchmarks/extraction.py [--full] [--wrong]

--full reads the complete articles where they are at hand (39), else the abstract and results sections (61).
--wrong lists what is wrong.
"""

import argparse
import json
import os
from collections import Counter
from pathlib import Path

from arakis.domain.document import TextLayer
from arakis.domain.protocol import Protocol
from arakis.domain.result import FieldName
from arakis.extraction.extract import extract
from arakis.extraction.types import Extracted
from arakis.retrieval.layer import read

DATA = Path(os.environ.get("ARAKIS_TEST_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
KINDS: dict[str, tuple[FieldName, str]] = {
    "events": ("events", "events"),
    "group size (binary)": ("total", "group_size"),
    "group size (continuous)": ("total", "group_size"),
    "mean": ("mean", "mean"),
    "SD": ("sd", "standard_deviation"),
}


def number(value: object) -> float | None:
    """A gold number; a few are strings with commas."""
    if value is None or value == "":
        return None
    try:
        return float(str(value).replace(",", ""))
    except ValueError:
        return None


def protocol_of(row: dict) -> Protocol:
    """The protocol of one question, with its words as they are."""
    binary = row["outcome_type"] == "binary"
    return Protocol.model_validate(
        {
            "question": f"{row['intervention']} or {row['comparator']}",
            "comparisons": [
                {
                    "id": "c",
                    "intervention": {"name": row["intervention"][:300]},
                    "comparator": {"name": row["comparator"][:300]},
                }
            ],
            "outcomes": [{"id": "o", "name": row["outcome"][:300], "kind": "dichotomous" if binary else "continuous"}],
        }
    )


def chosen(results: tuple[Extracted, ...]) -> Extracted | None:
    """The latest result with a number, final values before changes."""
    return max(
        results,
        key=lambda r: (
            any(f.value for side in (r.intervention, r.comparator) for n, f in side.items() if n != "total"),
            not r.instrument.endswith("change"),
            r.months or 0.0,
        ),
        default=None,
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    given = parser.parse_args()
    rows = [json.loads(line) for line in (DATA / "extraction" / "numeric_ico.jsonl").read_text("utf-8").splitlines()]
    layers: dict[str, TextLayer] = {}
    table: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    both: Counter[str] = Counter()
    for row in rows:
        path = DATA / "extraction" / "numeric_ico_xml" / f"{row['pmcid']}.xml"
        full = DATA / "fulltext" / "jats" / f"{row['pmcid']}.nxml"
        if given.full:
            if not full.exists():
                continue
            path = full
        if row["pmcid"] not in layers:
            layers[row["pmcid"]] = read(path.read_bytes(), path.name)
        result = chosen(extract(layers[row["pmcid"]], protocol_of(row)).results)
        binary = row["outcome_type"] == "binary"
        both["questions"] += 1
        both["answered"] += result is not None and any(
            field.value for side in (result.intervention, result.comparator) for field in side.values()
        )
        for kind, (name, key) in KINDS.items():
            if binary != (kind in ("events", "group size (binary)")):
                continue
            for side in ("intervention", "comparator"):
                gold = number(row["gold"][f"{side}_{key}"])
                field = getattr(result, side).get(name) if result else None
                value = field.value.value if field and field.value else None
                if gold is None and value is None:
                    continue
                if gold is None:
                    word = "no gold"
                elif value is None:
                    word = (
                        "open, right one among candidates"
                        if field and any(abs(c.value - gold) < 1e-9 for c in field.candidates)
                        else "missing"
                    )
                else:
                    word = "right" if abs(value - gold) <= 0.005 * max(1.0, abs(gold)) else "wrong"
                table[kind][word] += 1
                if word == "wrong" and given.wrong:
                    first = field.value.evidence[0]  # type: ignore[union-attr]
                    asked = " | ".join(row[part][:50] for part in ("outcome", "intervention", "comparator"))
                    place = f"table {first.table} row {first.row}, {result.time} {result.instrument}"
                    print(
                        f"{row['pmcid']} {kind} {side}: {value:g}, gold {gold:g} | {asked} | {place} | {row['notes']}"
                    )
    print(f"{both['questions']} questions on {len(layers)} articles, {both['answered']} with a result")
    print(f"{'kind':26}{'right':>7}{'wrong':>7}{'missing':>9}{'open':>6}{'no gold':>9}{'precision':>11}{'recall':>8}")
    for kind, counts in table.items():
        right, wrong = counts["right"], counts["wrong"]
        gold = right + wrong + counts["missing"] + counts["open, right one among candidates"]
        precision = f"{right / (right + wrong):.3f}" if right + wrong else "-"
        recall = f"{right / gold:.3f}" if gold else "-"
        print(
            f"{kind:26}{right:7}{wrong:7}{counts['missing']:9}{counts['open, right one among candidates']:6}"
            f"{counts['no gold']:9}{precision:>11}{recall:>8}"
        )


if __name__ == "__main__":
    main()
