"""The R script gives Arakis' numbers (needs R with metafor)."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.golden import reference
from tests.synthesis import made

from arakis.domain.estimate import Estimate, Synthesis
from arakis.domain.protocol import SynthesisRules
from arakis.synthesis.r_script import r_script
from arakis.synthesis.synthesise import synthesise


def from_file(data: Path, name: str, measure: str, rules: SynthesisRules | None = None) -> Synthesis:
    """A synthesis of a reference file's rows, made from raw numbers where it has them."""
    content = reference.load(data / "meta" / f"{name}.json")
    results = []
    if tables := reference.tables(content):
        results = [made.counted(f"{at:03d}", *row) for at, row in enumerate(tables)]
    elif groups := reference.groups(content):
        for at, (m1, s1, n1, m2, s2, n2) in enumerate(groups):
            one, two = made.side("new", mean=m1, sd=s1, total=n1), made.side("old", mean=m2, sd=s2, total=n2)
            results.append(made.result(f"{at:03d}", "r", one, two))
    else:
        y, v = reference.observed(content, "")
        results = [made.effect(f"{at:03d}", "GEN", estimate=e, se=s**0.5) for at, (e, s) in enumerate(zip(y, v))]  # noqa: B905
    protocol = made.protocol(rules, measure=measure)
    return synthesise(results, protocol, made.studies(*results))[0]


def close(mine: float | None, theirs: float | None, scale: float) -> bool:
    """Whether two numbers agree to 1e-8 of the larger of their size and the scale."""
    if mine is None or theirs is None:
        return mine is theirs
    return abs(mine - theirs) <= 1e-8 * max(abs(theirs), scale)


def agrees(estimate: Estimate | None, line: dict[str, Any]) -> None:
    assert estimate is not None
    scale = line["se"]
    for name in ("value", "se", "low", "high"):
        theirs = line["estimate" if name == "value" else name]
        assert close(getattr(estimate, name), theirs, scale), f"{line['analysis']}: {name}"


CASES = [
    ("dat.bcg", "RR", None),
    ("dat.bcg", "OR", SynthesisRules(tau2="DL", interval="Wald")),
    ("dat.bcg", "RD", None),
    ("dat.li2007", "OR", None),
    ("dat.nielweise2007", "RR", None),
    ("dat.hine1989", "RD", SynthesisRules(model="fixed")),
    ("dat.normand1999", "MD", None),
    ("amlodipine", "SMD", None),
    ("dat.raudenbush1985", "GEN", None),
]


@pytest.mark.system
@pytest.mark.parametrize(("name", "measure", "rules"), CASES, ids=lambda value: str(value)[:12])
def test_metafor_gives_the_same_numbers(
    data: Path, tmp_path: Path, name: str, measure: str, rules: SynthesisRules | None
):
    if shutil.which("Rscript") is None:
        pytest.skip("no Rscript: install r-cran-metafor")
    mine = from_file(data, name, measure, rules)
    assert mine.pooled
    files = r_script(mine)
    (tmp_path / files.csv_name).write_text(files.csv, encoding="utf-8")
    (tmp_path / files.r_name).write_text(files.r, encoding="utf-8")
    run = subprocess.run(
        ["Rscript", "--vanilla", str(tmp_path / files.r_name)], capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr
    lines = {line["analysis"]: line for line in map(json.loads, run.stdout.splitlines())}
    for at, effect in enumerate(mine.effects, 1):
        line = lines[f"effect {at}"]
        assert close(effect.estimate.value, line["estimate"], effect.variance**0.5)
        assert close(effect.variance, line["variance"], 0)
    found = mine.heterogeneity
    assert found
    if mine.model.startswith("random"):
        agrees(mine.estimate, lines["main"])
        assert close(found.tau2, lines["main"]["tau2"], mine.effects[0].variance * 1e-3)
        assert close(found.i2, lines["main"]["I2"], 1)
        assert close(found.tau2_high, lines["tau2 interval"]["high"], mine.effects[0].variance)
        assert close(found.tau2_low, lines["tau2 interval"]["low"], mine.effects[0].variance)
        assert mine.prediction
        assert close(mine.prediction.low, lines["prediction"]["low"], 1e-3)
        assert close(mine.prediction.high, lines["prediction"]["high"], 1e-3)
        for at, row in enumerate(mine.leave_one_out, 1):
            agrees(row.estimate, lines[f"without {at}"])
    for row in mine.sensitivity:
        if row.name in lines:
            agrees(row.estimate, lines[row.name])
    if mine.small_study and mine.small_study.p is not None:
        assert close(mine.small_study.statistic, lines["Egger"]["t"], 1)


def test_the_csv_holds_every_digit(data: Path):
    mine = from_file(data, "dat.bcg", "RR")
    files = r_script(mine)
    rows = [line.split(",") for line in files.csv.splitlines()]
    assert rows[0] == ["study", "result", "ai", "n1i", "ci", "n2i", "yi", "vi"]
    assert [float(row[6]) for row in rows[1:]] == [effect.estimate.value for effect in mine.effects]
    assert [float(row[7]) for row in rows[1:]] == [effect.variance for effect in mine.effects]


def test_a_label_is_not_a_formula():
    results = [made.counted(str(at), 3 + at, 50, 9, 50) for at in range(3)]
    studies = [item.model_copy(update={"label": f"=cmd|{item.id}"}) for item in made.studies(*results)]
    files = r_script(synthesise(results, made.protocol(), studies)[0])
    assert "\n'=cmd|0," in files.csv
