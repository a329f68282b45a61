"""What all tests share: where the real data is, and the seed of random tests."""

import os
import random
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEED = int(os.environ.get("ARAKIS_TEST_SEED") or random.SystemRandom().randrange(2**32))


def pytest_report_header() -> list[str]:
    """Say which seed and which data this run uses."""
    folder = data_folder()
    return [
        f"arakis seed: {SEED} (repeat with ARAKIS_TEST_SEED={SEED})",
        f"arakis data: {folder or 'absent, so tests on real data are skipped; set ARAKIS_TEST_DATA'}",
    ]


def data_folder() -> Path | None:
    """The folder of real data, or None when there is none."""
    folder = Path(os.environ.get("ARAKIS_TEST_DATA") or ROOT.parent / "shared" / "data")
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real data (MANIFESTs in each subfolder)."""
    folder = data_folder()
    if folder is None:
        pytest.skip("no test data: set ARAKIS_TEST_DATA to a folder of the layout of shared/data")
    return folder


@pytest.fixture(scope="session")
def seed() -> int:
    """The seed of this run's random tests."""
    return SEED
