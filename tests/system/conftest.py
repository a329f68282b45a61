"""What these tests need of the machine: root for mounts, another user, Debian's tesseract."""

import os
import shutil
import subprocess
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from tests.bad_input.conftest import Desk, desk, finished, good

__all__ = ["desk", "finished", "good"]

Mount = Callable[..., Path]


@pytest.fixture
def mount(tmp_path: Path) -> Generator[Mount]:
    """`mount(name, *options)` mounts something on a new folder of the test and returns the folder."""
    if os.geteuid() != 0:
        pytest.skip("mounting needs root")
    mounted: list[Path] = []

    def make(name: str, *arguments: str) -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        done = subprocess.run(["mount", *arguments, str(folder)], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            pytest.skip(f"this machine does not mount: {done.stderr.strip()}")
        mounted.append(folder)
        return folder

    yield make
    for folder in reversed(mounted):
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def small_disk(mount: Mount) -> Callable[[int], Path]:
    """A disk of so many kilobytes."""
    return lambda kilobytes: mount("disk", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs")


@pytest.fixture
def read_only(mount: Mount, tmp_path: Path) -> Path:
    """A folder that not even root can write."""
    folder = mount("locked", "--bind", str(_made(tmp_path / "locked")))
    subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
    return folder


@pytest.fixture
def tesseract() -> str:
    """The tesseract program."""
    return shutil.which("tesseract") or pytest.skip("tesseract is not installed (Debian: tesseract-ocr)")


def enlarge(disk: Path) -> None:
    """Free space on a small disk."""
    subprocess.run(["mount", "-o", "remount,size=100m", str(disk)], check=True)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


__all__ += ["Desk"]
