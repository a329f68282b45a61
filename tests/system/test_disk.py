"""A disk that is full at any moment: one line, the workspace whole, and `resume` ends as if nothing had been."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.bad_input.conftest import Desk
from tests.system.conftest import enlarge

pytestmark = pytest.mark.system
# Where the disk is full: opening the workspace, keeping documents, the engine's start, and then stage after stage.
SIZES = (100, 240, 300, 500, 700, 1000, 1500, 2000, 3000, 4000)


@pytest.mark.parametrize("kilobytes", SIZES)
def test_the_workspace_is_full(desk: Desk, small_disk: Callable[[int], Path], kilobytes: int) -> None:
    disk = small_disk(kilobytes)
    desk.workspace = disk / "workspace"
    done = desk.workflow(fulltext=True)
    if done.status == 0:
        pytest.skip(f"the review fits into {kilobytes} kB")
    done.said(2 if kilobytes == min(SIZES) else 1, "full")  # 2 where nothing could be begun
    enlarge(disk)
    if desk.here("review", "list", "--json").out.strip() == "[]":
        assert not desk.output.exists() or not list(desk.output.iterdir())
        return
    assert desk.here("review", "resume", "last").status == 0
    checked = desk.here("review", "verify", "last")
    assert checked.status == 0, checked.out
    assert json.loads((desk.output / "review.json").read_text("utf-8"))["flow"]["included_reports"] == 5


@pytest.mark.parametrize("kilobytes", [100, 600, 1500])
def test_the_output_folder_is_full(desk: Desk, small_disk: Callable[[int], Path], kilobytes: int) -> None:
    disk = small_disk(kilobytes)
    desk.output = disk / "output"
    desk.output.mkdir()
    (desk.output / "review.json").write_text("the former results", "utf-8")
    desk.workflow(fulltext=True).said(1, "the results cannot be written", "the disk is full", "resume")
    assert [path.name for path in desk.output.iterdir()] == ["review.json"]
    assert (desk.output / "review.json").read_text("utf-8") == "the former results"
    enlarge(disk)
    assert desk.here("review", "resume", "last").status == 0
    assert desk.here("review", "verify", "last").status == 0
    assert (desk.output / "manuscript.pdf").is_file()


def test_there_is_no_room_for_an_archive(desk: Desk, finished: Path, small_disk: Callable[[int], Path]) -> None:
    desk.reviewed(finished)
    disk = small_disk(40)
    desk.here("review", "export", "last", disk / "review.zip").said(1, "the disk is full")
    assert list(disk.iterdir()) == []
