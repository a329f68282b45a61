"""The demonstration material agrees with its key."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from assemble import verify  # noqa: E402

DEMO = HERE.parents[1] / "src" / "arakis" / "demo"


def _key() -> dict:
    return json.loads((HERE / "key.json").read_text(encoding="utf-8"))


def _records(folder: Path, name: str) -> list[str]:
    text = (folder / "search" / name).read_text(encoding="utf-8")
    if name.endswith(".nbib"):
        return [r for r in re.split(r"\n(?=PMID- )", "\n" + text.strip()) if r.strip()]
    return [r for r in re.split(r"\nER  - *\n", text) if r.strip()]


def _check_entries(folder: Path, key: dict) -> None:
    recs = {name: _records(folder, name) for name in key["files"]}
    for name, n in key["files"].items():
        assert len(recs[name]) == n
    assert sum(key["files"].values()) == key["entries"]
    seen = set()
    groups = [
        *key["included"],
        *key["second_report"],
        *key["not_retrieved"],
        *key["excluded_full_text"],
        *key["unclear"],
        *key["off_topic_entries"],
    ]
    assert len(groups) == key["unique"]
    for g in groups:
        for e in g["entries"]:
            rec = re.sub(r"\s+", " ", recs[e["file"]][e["position"] - 1])
            assert e["title"] in rec
            for name in ("doi", "pmid", "accession"):
                assert e[name] in rec
            seen.add((e["file"], e["position"]))
    assert len(seen) == key["entries"]


def test_shipped() -> None:
    pytest.importorskip("pypdfium2")
    pytest.importorskip("lxml")
    key = _key()
    assert verify(DEMO, key) == []
    _check_entries(DEMO, key)
    assert key["entries"] >= 150
    assert len(key["duplicates"]) >= 25
    assert key["off_topic"] >= 90
    assert len(key["included"]) == 13
    assert sum(f.stat().st_size for f in (DEMO / "fulltext").glob("*.pdf")) < 1_000_000
    assert sum(f.stat().st_size for f in (DEMO / "search").iterdir()) < 600_000


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_dealt(seed: int, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    pytest.importorskip("pypdfium2")
    pytest.importorskip("lxml")
    from deal import deal

    key = deal(seed, tmp_path / "a")
    assert verify(tmp_path / "a", key) == []
    _check_entries(tmp_path / "a", key)
    assert json.dumps(deal(seed, tmp_path / "b")) == json.dumps(key)
    for f in (tmp_path / "a").rglob("*"):
        if f.is_file() and f.suffix != ".pdf":
            assert f.read_bytes() == (tmp_path / "b" / f.relative_to(tmp_path / "a")).read_bytes()
