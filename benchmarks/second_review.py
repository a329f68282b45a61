"""The second review (benchmarks/second_review) held against its gold: screening, duplicates and values, by trial.

python benchmarks/second_review.py REVIEW_JSON      after `arakis workflow` on its material
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from arakis.domain.review import Review

GOLD = json.loads((Path(__file__).parent / "second_review" / "gold.json").read_text("utf-8"))
FIELDS = ("mean", "sd", "events", "total")


def report_of(review: Review, entry: dict[str, Any]) -> Any:
    """The report of a gold entry, by DOI, PMID or title."""
    title = str(entry.get("title", "")).casefold().rstrip(".")
    for report in review.reports:
        if entry.get("doi") and report.doi == entry["doi"].lower():
            return report
        if entry.get("pmid") and report.pmid == str(entry["pmid"]):
            return report
        if report.title.casefold().rstrip(".") == title:
            return report
    return None


def main(path: Path) -> None:
    """Print what became of each included trial and of its values."""
    review = Review.model_validate_json(path.read_bytes())
    states = Counter(report.state for entry in GOLD["included"] if (report := report_of(review, entry)))
    print(
        f"included trials by state: {dict(states)}; "
        f"duplicates merged {review.flow.duplicates} of {len(GOLD['duplicates'])}"
    )
    counted: Counter[str] = Counter()
    used = {effect.result for one in review.syntheses for effect in one.effects}
    for entry in GOLD["included"]:
        report = report_of(review, entry)
        line: Counter[str] = Counter()
        for due in entry["results"]:
            if not due.get("preferred", True):
                continue
            mine = [
                one for one in review.results if one.outcome == due["outcome"] and report and report.id in one.reports
            ]
            mine.sort(key=lambda one: one.id not in used)
            for side in ("intervention", "comparator"):
                for name in FIELDS:
                    wanted = (due.get(side) or {}).get(name)
                    got = getattr(mine[0], side).number(name) if mine else None
                    if wanted is None and got is None:
                        continue
                    if got is None:
                        line["missing"] += 1
                    elif wanted is not None and abs(got - wanted) <= 0.03 * abs(wanted):
                        line["right"] += 1
                    else:
                        line["wrong"] += 1
                        print(f"  wrong: {due['outcome']} {side}.{name} is {got:g}, due {wanted}")
        counted += line
        name, state = entry.get("label", entry.get("title", "")), report.state if report else "not found"
        print(f"{name[:40]:<42}{state:<26}{dict(line)}")
    print(f"all: {dict(counted)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
