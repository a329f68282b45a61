"""The documentation is true where a program can tell: made files are as made, links lead somewhere."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.S)
LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_build", ROOT / "docs" / "build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_commands_are_the_programs(build: ModuleType):
    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == build.cli(), "run `make docs`"


def test_the_schema_is_the_reviews(build: ModuleType):
    assert (ROOT / "docs" / "review.schema.json").read_text("utf-8") == build.schema(), "run `make docs`"


def test_what_two_runs_may_differ_in_is_short_and_no_judgement(build: ModuleType):
    volatile = set(re.findall(r'"(\w+)": \{[^{}]*"volatile": true', build.schema()))
    assert volatile
    heads = {"id", "created_at", "exported_at", "ledger_head", "ledger_events"}
    assert volatile <= heads | {"at", "started_at", "completed_at", "command"}


def _anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as forges make them."""
    headings = re.findall(r"^#{1,6}\s+(.+?)\s*#*$", re.sub(r"```.*?```", "", text, flags=re.S), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_links_lead_somewhere(texts: dict[Path, str]):
    broken: list[str] = []
    pages = {path: text for path, text in texts.items() if path.suffix == ".md"}
    assert pages
    for path, text in pages.items():
        for target in LINK.findall(CODE.sub(lambda code: "x" * len(code[0]), text)):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            there = (ROOT / path.parent / name).resolve() if name else ROOT / path
            if not there.exists():
                broken.append(f"{path}: {target} is not there")
            elif anchor and there.suffix == ".md" and anchor not in _anchors(there.read_text("utf-8")):
                broken.append(f"{path}: {target} has no such heading")
    assert not broken, "\n".join(broken)


def test_every_page_is_found_from_the_index(texts: dict[Path, str]):
    index = (ROOT / "docs" / "index.md").read_text("utf-8")
    pages = [path for path in texts if path.parts[0] == "docs" and path.suffix == ".md" and path.name != "index.md"]
    missing = [str(page) for page in pages if f"({page.relative_to('docs').as_posix()}" not in index]
    assert not missing, f"docs/index.md has no link to {', '.join(missing)}"
