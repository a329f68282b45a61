"""Agreement with the reference numbers of metafor under tight convergence control, over every file of the folder."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from arakis.domain.estimate import Estimate
from arakis.synthesis import effect_size
from arakis.synthesis.heterogeneity import heterogeneity, q_profile
from arakis.synthesis.mantel_haenszel import mantel_haenszel
from arakis.synthesis.model import Fit, Model, around, fit
from arakis.synthesis.prediction import prediction
from arakis.synthesis.small_study import egger
from tests.conftest import data_folder
from tests.golden import reference

FOLDER = (data_folder() or Path("absent")) / "meta"
FILES = sorted(FOLDER.glob("*.json"))
EXACT = 1e-9  # relative to the larger of the number and its scale

pytestmark = pytest.mark.usefixtures("data")


class Comparison:
    """Collects numbers that differ, so that one failing test names all of them; counts what was compared."""

    def __init__(self) -> None:
        self.count = 0
        self.wrong: list[str] = []
        self.worst = 0.0

    def same(self, name: str, mine: float | None, theirs: Any, scale: float = 0.0, tolerance: float = EXACT) -> None:
        wanted = reference.number(theirs)
        if wanted is None:
            return
        self.count += 1
        size = max(abs(wanted), scale)
        error = math.inf if mine is None else abs(mine - wanted) / size if size > 0 else abs(mine - wanted)
        self.worst = max(self.worst, error)
        if not error <= tolerance:
            self.wrong.append(f"{name}: {mine!r} for {wanted!r}, off by {error:.1e}")

    def done(self) -> None:
        if not self.count:
            pytest.skip("the file has no such call")
        assert not self.wrong, f"{len(self.wrong)} of {self.count} differ:\n" + "\n".join(self.wrong[:20])


def each(path: Path, pattern: str) -> Iterator[tuple[str, Any, Any, list[float], list[float]]]:
    """(id, match, result, effects, variances) of the calls of a file that match and have at least two effects."""
    content = reference.load(path)
    for prefix, match, call in reference.calls(content, pattern):
        y, v = reference.observed(content, prefix)
        if len(y) > 1 and min(v) > 0:
            yield call["id"], match, call["result"], y, v


files = pytest.mark.parametrize("path", FILES or [Path("absent")], ids=lambda path: path.stem)


def pooled(method: str, test: str, y: list[float], v: list[float]) -> Fit:
    """The fit that rma(method, test) makes: with test "knha" HKSJ is used whatever k and tau2 are."""
    if method == "EE":
        return fit("GEN", y, v, Model("fixed"))
    return fit("GEN", y, v, Model("random", method, "HKSJ" if test == "knha" else "Wald"))


@files
def test_pooled_estimates_and_heterogeneity(path: Path):
    seen = Comparison()
    for name, match, theirs, y, v in each(path, r"rma\.(EE|DL|REML)\.(z|knha)"):
        method, test = match.groups()
        if theirs["p"] != 1 or theirs["k"] != len(y) or (method == "EE" and test == "knha"):
            continue
        mine = pooled(method, test, y, v)
        if test == "knha" and not mine.hksj:
            continue  # Arakis keeps the Wald-type interval there
        estimate, found, se = mine.estimate, mine.heterogeneity, theirs["se"][0]
        seen.same(f"{name} beta", estimate.value, theirs["beta"][0], se)
        seen.same(f"{name} se", estimate.se, se)
        seen.same(f"{name} statistic", estimate.statistic, theirs["zval"][0], 1.0)
        seen.same(f"{name} p", estimate.p, theirs["pval"][0], tolerance=1e-7)
        seen.same(f"{name} low", estimate.low, theirs["ci_lb"][0], se)
        seen.same(f"{name} high", estimate.high, theirs["ci_ub"][0], se)
        seen.same(f"{name} tau2", mine.tau2.value, theirs["tau2"], float(np.median(v)) * 1e-3)
        seen.same(f"{name} I2", found.i2, theirs["I2"], 1.0)
        seen.same(f"{name} H2", found.h2, theirs["H2"])
        seen.same(f"{name} Q", found.q, theirs["QE"], 1e-6)
        seen.same(f"{name} p of Q", found.p, theirs["QEp"], tolerance=1e-7)
        for at, weight in enumerate(theirs["weights_pct"]):
            seen.same(f"{name} weight {at}", float(mine.pool.weights[at]), weight, 1.0)
    seen.done()


@files
def test_prediction_intervals(path: Path):
    seen = Comparison()
    for name, match, theirs, y, v in each(path, r"predict\.(DL|REML)\.knha"):
        mine = pooled(match[1], "knha", y, v)
        if not mine.hksj or len(theirs["pred"]) != 1:
            continue
        interval = prediction("GEN", mine.pool.value, mine.pool.se, mine.tau2.value, len(y))
        spread = theirs["pi_se"][0]
        seen.same(f"{name} se", interval.se, spread)
        seen.same(f"{name} low", interval.low, theirs["pi_lb"][0], spread)
        seen.same(f"{name} high", interval.high, theirs["pi_ub"][0], spread)
    seen.done()


@files
def test_q_profile_intervals(path: Path):
    seen = Comparison()
    for name, _, theirs, y, v in each(path, r"confint\.(DL|REML)"):
        limits = theirs["random"][0]
        if limits["name"] != "tau^2":
            continue
        low, high = q_profile(np.array(y), np.array(v))
        small = float(np.median(v)) * 1e-3
        seen.same(f"{name} low", low, limits["ci_lb"], small, 1e-8)
        seen.same(f"{name} high", high, limits["ci_ub"], small, 1e-8)
    seen.done()


@files
def test_leave_one_out(path: Path):
    seen = Comparison()
    for name, match, theirs, y, v in each(path, r"leave1out\.(EE|DL|REML)"):
        if len(theirs["estimate"]) != len(y):
            continue
        for at in range(len(y)):
            rest_y, rest_v = y[:at] + y[at + 1 :], v[:at] + v[at + 1 :]
            if len(rest_y) < 2:
                continue
            mine = pooled(match[1], "z", rest_y, rest_v)
            se = theirs["se"][at]
            seen.same(f"{name} without {at}: estimate", mine.estimate.value, theirs["estimate"][at], se)
            seen.same(f"{name} without {at}: se", mine.estimate.se, se)
            seen.same(f"{name} without {at}: Q", mine.heterogeneity.q, theirs["Q"][at], 1e-6)
            if "tau2" in theirs:
                scale = float(np.median(v)) * 1e-3
                seen.same(f"{name} without {at}: tau2", mine.tau2.value, theirs["tau2"][at], scale)
                seen.same(f"{name} without {at}: I2", mine.heterogeneity.i2, theirs["I2"][at], 1.0)
    seen.done()


@files
def test_egger(path: Path):
    seen = Comparison()
    for name, _, theirs, y, v in each(path, r"regtest\.lm\.sei"):
        mine = egger(y, v)
        if mine.reason:
            assert len(y) < 10 or len({round(each, 12) for each in v}) == 1, f"{name}: {mine.reason}"
            continue
        seen.same(f"{name} t", mine.statistic, theirs["zval"], 1.0, 1e-8)
        seen.same(f"{name} p", mine.p, theirs["pval"], tolerance=1e-7)
        assert mine.df == theirs["dfs"]
    seen.done()


def _pooled_tables(path: Path, measure: str) -> tuple[Any, Estimate | None, Any] | None:
    content = reference.load(path)
    call = content["by_id"].get(f"rma.mh.{measure}")
    rows = reference.tables(content)
    if call is None or not rows:
        return None
    return call["result"], None, rows


@files
@pytest.mark.parametrize("measure", ["RR", "OR", "RD"])
def test_mantel_haenszel(path: Path, measure: str):
    found = _pooled_tables(path, measure)
    if found is None:
        pytest.skip("the file has no such call")
    theirs, _, rows = found
    seen = Comparison()
    mine = mantel_haenszel(measure, *[list(column) for column in zip(*rows, strict=True)])
    assert mine is not None
    se = theirs["se"][0]
    seen.same("beta", mine.value, theirs["beta"][0], se)
    seen.same("se", mine.se, se)
    for at, weight in enumerate(theirs["weights_pct"]):
        seen.same(f"weight {at}", float(mine.weights[at]), weight, 1.0)
    y = [value for value in reference.numbers(theirs["yi"]) if value is not None]
    v = [value for value in reference.numbers(theirs["vi"]) if value is not None]
    base = around(heterogeneity(y, v, 0.0, ""), np.array(y), np.array(v), mine.value)
    seen.same("Q", base.q, theirs["QE"])
    seen.same("I2", base.i2, theirs["I2"], 1.0)
    content = reference.load(path)
    left = content["by_id"].get(f"leave1out.mh.{measure}")
    for at, wanted in enumerate(left["result"]["estimate"] if left else ()):
        rest = rows[:at] + rows[at + 1 :]
        without = mantel_haenszel(measure, *[list(column) for column in zip(*rest, strict=True)])
        seen.same(f"without {at}", without.value if without else None, wanted, se)
    seen.done()


@files
@pytest.mark.parametrize("measure", ["RR", "OR", "RD"])
def test_effects_of_tables(path: Path, measure: str):
    content = reference.load(path)
    rows = reference.tables(content)
    call = content["by_id"].get(f"escalc.{measure}")
    if call is None or not rows:
        pytest.skip("the file has no such call")
    seen = Comparison()
    for at, row in enumerate(rows):
        mine = effect_size.two_by_two(measure, *row)
        seen.same(f"yi {at}", mine.value, call["result"]["yi"][at], math.sqrt(mine.variance))
        seen.same(f"vi {at}", mine.variance, call["result"]["vi"][at])
    dropped = content["by_id"].get(f"escalc.{measure}.drop00")
    for at, row in enumerate(rows if dropped else ()):
        silent = bool(effect_size.no_information(*row))
        assert silent == (reference.number(dropped["result"]["yi"][at]) is None), f"table {at}: {row}"
    seen.done()


@files
@pytest.mark.parametrize("measure", ["MD", "SMD"])
def test_effects_of_means(path: Path, measure: str):
    content = reference.load(path)
    rows = reference.groups(content)
    call = content["by_id"].get(f"escalc.{measure}")
    if call is None or not rows:
        pytest.skip("the file has no such call")
    make = effect_size.mean_difference if measure == "MD" else effect_size.standardised_mean_difference
    seen = Comparison()
    for at, row in enumerate(rows):
        mine = make(*row)
        seen.same(f"yi {at}", mine.value, call["result"]["yi"][at], math.sqrt(mine.variance))
        seen.same(f"vi {at}", mine.variance, call["result"]["vi"][at])
    seen.done()


@files
def test_effects_as_revman_shows_them(path: Path):
    content = reference.load(path)
    rows = reference.groups(content)
    call = content["by_id"].get("metacont.SMD.Hedges.exact=FALSE")
    if call is None or not rows:
        pytest.skip("the file has no such call")
    seen = Comparison()
    for at, row in enumerate(rows):
        mine = effect_size.standardised_mean_difference(*row, exact=False)
        seen.same(f"g {at}", mine.value, call["result"]["TE"][at], math.sqrt(mine.variance))
    seen.done()


def test_hazard_ratios_from_intervals(data: Path):
    content = reference.load(data / "meta" / "dat.steurer2006_HR.json")
    theirs = content["by_id"]["conv.wald.HR"]["result"]
    for at, row in enumerate(content["rows"]):
        mine = effect_size.reported("HR", row["HR"], low=row["lowHR"], high=row["uppHR"])
        assert mine.value == pytest.approx(theirs["yi"][at], rel=1e-12)
        assert mine.variance == pytest.approx(theirs["vi"][at], rel=1e-9)


@files
def test_rate_ratios(path: Path):
    content = reference.load(path)
    call = content["by_id"].get("escalc.IRR")
    if call is None:
        pytest.skip("the file has no such call")
    seen = Comparison()
    for at, row in enumerate(content["rows"]):
        mine = effect_size.rate_ratio(row["x1i"], row["t1i"], row["x2i"], row["t2i"])
        seen.same(f"yi {at}", mine.value, call["result"]["yi"][at])
        seen.same(f"vi {at}", mine.variance, call["result"]["vi"][at])
    seen.done()


@files
def test_subgroups(path: Path):
    from arakis.synthesis.subgroup import subgroups

    seen = Comparison()
    for name, match, theirs, y, v in each(path, r"subgroup\.(\w+)\.(DL|REML)\.common_tau2=FALSE"):
        content = reference.load(path)
        levels = [str(row[match[1]]) for row in content["rows"]]
        if len(levels) != len(y) or theirs["kind"] != "meta:metagen":
            continue
        mine = subgroups("GEN", match[1], levels, y, v, Model("random", match[2], "Wald"))
        # meta fits REML with metafor's default stop rule, so that its numbers are good to about 1e-5
        near = EXACT if match[2] == "DL" else 1e-4
        seen.same(f"{name} Q", mine.test.get("q"), theirs["Q_b_random"], 1e-3, near)
        seen.same(f"{name} p", mine.test.get("p"), theirs["pval_Q_b_random"], tolerance=near * 10)
        by_level = {item.level: item for item in mine.levels}
        for at, level in enumerate(theirs["subgroup_levels"]):
            estimate = by_level[level].estimate
            assert estimate is not None
            scale = theirs["seTE_random_w"][at]
            seen.same(f"{name} {level}", estimate.value, theirs["TE_random_w"][at], scale, near)
            seen.same(f"{name} {level} se", estimate.se, scale, tolerance=near)
    seen.done()


def test_bcg_headline_numbers(data: Path):
    content = reference.load(data / "meta" / "dat.bcg.json")
    y, v = reference.observed(content, "RR")
    main = fit("RR", y, v, Model())
    assert main.estimate.value == pytest.approx(-0.714532342158139, abs=1e-12)
    assert main.tau2.value == pytest.approx(0.313243258136481, abs=1e-12)
    assert main.heterogeneity.i2 == pytest.approx(92.221384521269, abs=1e-9)
    assert main.estimate.se == pytest.approx(0.180791744092848, abs=1e-12)
    assert [round(number or 0, 2) for number in main.estimate.shown] == [0.49, 0.33, 0.73]
    interval = prediction("RR", main.pool.value, main.pool.se, main.tau2.value, len(y))
    assert [round(number or 0, 2) for number in interval.shown] == [0.49, 0.14, 1.76]
    wald = fit("RR", y, v, Model(interval="Wald")).estimate
    assert wald.se == pytest.approx(0.179781516105206, abs=1e-12)
    assert [round(number or 0, 2) for number in wald.shown] == [0.49, 0.34, 0.70]
