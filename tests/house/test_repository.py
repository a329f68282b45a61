"""The repository speaks of no machine, holds no large file, and its locked versions cover what it declares."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 1_500_000  # bytes
# Written in pieces, so that this file does not find itself.
FOLDERS = "|".join(["tmp", "home", "root", "Users", "opt", "work", "srv", "mnt", "farm"])
MACHINE = re.compile(rf"(?<![\w.~/)}}])/(?:{FOLDERS})/[\w.]")
HOSTS = re.compile(
    "|".join(
        [
            r"python" r"hosted\.org",
            r"py" r"pi\.(?:org|python)",
            r"registry\." r"npmjs",
            r"(?:deb|security)\.deb" r"ian\.org",
            r"archive\.ubun" r"tu\.com",
            r"artifact" r"-?registry",
            r"conda\.ana" r"conda",
            r"--(?:extra-)?index" r"-url\s+\w",
        ]
    )
)


def test_the_patterns_find_what_they_are_for():
    assert MACHINE.search('open("/' + 'tmp/a")')
    assert MACHINE.search("cd /" + "home/somebody")
    assert not MACHINE.search("https://example.org/" + "home/page")
    assert HOSTS.search("https://files.python" + "hosted.org/packages")


@pytest.mark.parametrize("pattern", [MACHINE, HOSTS], ids=["paths", "hosts"])
def test_no_machine_is_named(pattern: re.Pattern[str], texts: dict[Path, str]):
    found = [
        f"{path}:{number}: {line.strip()[:120]}"
        for path, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found, "\n".join(found)


def test_no_file_is_large(tracked: list[Path]):
    large = [f"{path.relative_to(ROOT)}: {size} bytes" for path in tracked if (size := path.stat().st_size) > LARGEST]
    assert not large, "\n".join(large)


def _pins(name: str) -> tuple[dict[str, set[str]], str]:
    text = (ROOT / name).read_text("utf-8")
    pins: dict[str, set[str]] = {}
    for line in text.replace("\\\n", " ").splitlines():
        if found := re.match(r"([a-z0-9][\w.-]*)(?:\[.*?\])?==(\S+)(.*)", line):
            assert "--hash=sha256:" in found[3], f"{name}: {found[1]} has no hash"
            pins.setdefault(canonicalize_name(found[1]), set()).add(found[2])
    return pins, text


def _declared(group: str | None) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lines = project["dependency-groups"][group] if group else project["project"]["dependencies"]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize(
    ("file", "groups"),
    [
        ("requirements.txt", [None]),
        ("requirements-build.txt", ["build"]),
        ("requirements-dev.txt", [None, "build", "dev"]),
    ],
)
def test_what_is_declared_is_locked_with_hashes(file: str, groups: list[str | None]):
    """`make lock` was run after a dependency was added or raised."""
    pins, text = _pins(file)
    assert "://" not in text
    for group in groups:
        for requirement in _declared(group):
            versions = pins.get(canonicalize_name(requirement.name), set())
            assert any(map(requirement.specifier.contains, versions)), f"{requirement}: run `make lock`"
