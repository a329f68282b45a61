"""A scanned report: its words are read by tesseract, its values with page and quote."""

import json

import pytest
from tests.bad_input import paper
from tests.bad_input.conftest import Desk

pytestmark = pytest.mark.system
LINES = (
    "Zinc lozenges for the common cold in students",
    "Adults with a common cold were randomised to zinc lozenges or placebo lozenges.",
    "In all, 60 persons received zinc and 58 received placebo.",
    "A cold persisting after 7 days was seen in 12 of 60 with zinc",
    "and in 24 of 58 with placebo.",
)


def test_a_scan_is_read_with_its_page(desk: Desk, tesseract: str) -> None:
    scan = desk.file("scan.pdf", paper.scanned(LINES))
    done = desk.run("extract", scan, "--protocol", desk.good / "protocol.yaml", "--json")
    assert (done.status, done.err) == (0, "")
    found = {row["field"]: row for row in json.loads(done.out)}
    assert found["intervention.events"]["value"] == 12
    assert found["comparator.total"]["value"] == 58
    assert found["intervention.events"]["page"] == 1
    assert found["intervention.events"]["quote"] == "12"


def test_a_scan_in_a_review_is_found_by_its_title_and_verifies(desk: Desk, tesseract: str) -> None:
    folder = desk.folder / "texts"
    folder.mkdir()
    (folder / "scan.pdf").write_bytes(paper.scanned(LINES))
    done = desk.workflow("--fulltext", folder)
    assert done.status == 0, done.err
    review = json.loads((desk.output / "review.json").read_text("utf-8"))
    document = review["documents"][0]
    assert document["report"], document
    assert desk.here("review", "verify", "last").status == 0
    title = next(report["title"] for report in review["reports"] if report["id"] == document["report"])
    assert title.endswith("students")
