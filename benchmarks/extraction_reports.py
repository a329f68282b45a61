"""Extraction held against the sixteen invented reports of benchmarks/reports: right, wrong, missing, by report.

    python benchmarks/extraction_reports.py [FOLDER]

Each extracted result is matched with the gold result of its outcome and comparison that it agrees with in most values
(the other arms, times, populations count as "not preferred"); what agrees with none is wrong. A value within 3 % of a
computed gold value is right. score = (right - 2 wrong) / (right + missing).
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from arakis.extraction.extract import extract
from arakis.protocol.load import load
from arakis.retrieval.layer import read

FIELDS = {
    "intervention": ("events", "total", "mean", "sd"),
    "comparator": ("events", "total", "mean", "sd"),
    "effect": ("estimate", "low", "high"),
}


def values(result: Any) -> dict[str, float]:
    """The values that an extracted result offers, by place."""
    found: dict[str, float] = {}
    for side, names in FIELDS.items():
        for name in names:
            field = getattr(result, side).get(name)
            if field is not None and field.value is not None:
                found[f"{side}.{name}"] = field.value.value
    return found


def gold_values(result: dict[str, Any]) -> dict[str, float]:
    """The values of a gold result, by place."""
    return {
        f"{side}.{name}": float(value)
        for side, names in FIELDS.items()
        for name in names
        if (value := (result.get(side) or {}).get(name)) is not None
    }


def same(got: float, due: float, computed: bool) -> bool:
    """Whether a value is right."""
    return abs(got - due) <= (0.03 * abs(due) if computed else 1e-9 * max(1.0, abs(due)))


def score(folder: Path) -> Counter[str]:
    """What became of the values of one report."""
    source = next(path for path in folder.iterdir() if path.name.startswith("report."))
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    protocol = load((folder / "protocol.yaml").read_text("utf-8"), folder.name)
    extraction = extract(read(source.read_bytes(), source.name), protocol)
    due = [(one, gold_values(one)) for one in gold["results"]]
    counted: Counter[str] = Counter()
    found: set[tuple[int, str]] = set()
    for result in extraction.results:
        offered = values(result)
        if not offered:
            continue
        rivals = [
            (number, one, expected)
            for number, (one, expected) in enumerate(due)
            if one["outcome"] == result.outcome and one["comparison"] == result.comparison
        ]

        def agreement(rival: tuple[int, dict[str, Any], dict[str, float]], offered: dict[str, float] = offered) -> Any:
            _, one, expected = rival
            agree = sum(
                place in expected and same(value, expected[place], place in one.get("computed", ()))
                for place, value in offered.items()
            )
            return agree, one.get("preferred", True)

        best = max(rivals, key=agreement, default=None)
        for place, value in offered.items():
            if (
                best is None
                or place not in best[2]
                or not same(value, best[2][place], place in best[1].get("computed", ()))
            ):
                counted["wrong"] += 1
            elif not best[1].get("preferred", True):
                counted["not preferred"] += 1
            elif (best[0], place) not in found:
                found.add((best[0], place))
                counted["right"] += 1
    wanted = {
        (number, place)
        for number, (one, expected) in enumerate(due)
        if one.get("preferred", True)
        for place in expected
    }
    counted["missing"] = len(wanted - found)
    return counted


def main(folder: Path) -> None:
    """Print the table."""
    total: Counter[str] = Counter()
    names = ("right", "wrong", "missing", "not preferred")
    print(f"{'report':<30}" + "".join(f"{name:>15}" for name in names) + f"{'score':>8}")
    for one in sorted(path for path in folder.iterdir() if (path / "gold.json").exists()):
        counted = score(one)
        total += counted
        print(_line(one.name, counted, names))
    print(_line("all", total, names))
    offered = total["right"] + total["wrong"]
    wanted = total["right"] + total["missing"]
    print(f"precision {total['right'] / max(offered, 1):.3f}, recall {total['right'] / max(wanted, 1):.3f}")


def _line(name: str, counted: Counter[str], names: tuple[str, ...]) -> str:
    due = counted["right"] + counted["missing"]
    points = (counted["right"] - 2 * counted["wrong"]) / max(due, 1)
    return f"{name:<30}" + "".join(f"{counted[one]:>15}" for one in names) + f"{points:>8.2f}"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "reports")
