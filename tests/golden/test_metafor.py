"""Agreement with the reference numbers of metafor under tight convergence control, over every file of the folder."""

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.conftest import data_folder
from tests.golden import reference

from arakis.synthesis import effect_size
from arakis.synthesis.heterogeneity import heterogeneity, q_profile
from arakis.synthesis.mantel_haenszel import mantel_haenszel
from arakis.synthesis.model import Fit, Model, around, fit
from arakis.synthesis.prediction import prediction
from arakis.synthesis.small_study import egger

FOLDER = (data_folder() or Path("absent")) / "meta"
FILES = sorted(FOLDER.glob("*.json"))
EXACT = 1e-9  # relative to the larger of the number and its scale
STOP = 1e-14  # the reference calls stop at a step of this size in tau2, whatever its scale

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


def accuracy(v: list[float]) -> float:
    """How near numbers that depend on tau2 can be: where variances are tiny the reference stops early."""
    return max(EXACT, STOP / float(np.median(v)))


@lru_cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def files(*calls: str) -> pytest.MarkDecorator:
    """Run a test for every file in which one of these calls is."""
    found = [path for path in FILES if any(re.search(rf'"id": ?"([A-Z]+\|)?{call}"', _text(path)) for call in calls)]
    return pytest.mark.parametrize("path", found or [Path("absent")], ids=lambda path: path.stem)


def pooled(method: str, test: str, y: list[float], v: list[float]) -> Fit:
    """The fit that rma(method, test) makes: with test "knha" HKSJ is used whatever k and tau2 are."""
    if method == "EE":
        return fit("GEN", y, v, Model("fixed"))
    return fit("GEN", y, v, Model("random", method, "HKSJ" if test == "knha" else "Wald"))


@files(r"rma\.DL\.z")
def test_pooled_estimates_and_heterogeneity(path: Path):
    seen = Comparison()
    for name, match, theirs, y, v in each(path, r"rma\.(EE|DL|REML)\.(z|knha)"):
        method, test = match.groups()
        if theirs["p"] != 1 or theirs["k"] != len(y) or (method == "EE" and test == "knha"):
            continue
        mine = pooled(method, test, y, v)
        if test == "knha" and not mine.hksj:
            continue  # Arakis keeps the Wald-type interval there
        near = accuracy(v)
        estimate, found, se = mine.estimate, mine.heterogeneity, theirs["se"][0]
        seen.same(f"{name} beta", estimate.value, theirs["beta"][0], se, near)
        seen.same(f"{name} se", estimate.se, se, 0.0, near)
        seen.same(f"{name} statistic", estimate.statistic, theirs["zval"][0], 1.0, near)
        seen.same(f"{name} p", estimate.p, theirs["pval"][0], tolerance=max(1e-7, 500 * near))
        seen.same(f"{name} low", estimate.low, theirs["ci_lb"][0], se, near)
        seen.same(f"{name} high", estimate.high, theirs["ci_ub"][0], se, near)
        seen.same(f"{name} tau2", mine.tau2.value, theirs["tau2"], float(np.median(v)) * 1e-3, near * 10)
        seen.same(f"{name} I2", found.i2, theirs["I2"], 1.0, near)
        seen.same(f"{name} H2", found.h2, theirs["H2"], 0.0, near)
        seen.same(f"{name} Q", found.q, theirs["QE"], 1e-6)
        seen.same(f"{name} p of Q", found.p, theirs["QEp"], tolerance=1e-7)
        for at, weight in enumerate(theirs["weights_pct"]):
            seen.same(f"{name} weight {at}", float(mine.pool.weights[at]), weight, 1.0, near)
    seen.done()


@files(r"predict\.REML\.knha")
def test_prediction_intervals(path: Path):
    seen = Comparison()
    for name, match, theirs, y, v in each(path, r"predict\.(DL|REML)\.knha"):
        mine = pooled(match[1], "knha", y, v)
        if not mine.hksj or len(theirs["pred"]) != 1:
            continue
        interval = prediction("GEN", mine.pool.value, mine.pool.se, mine.tau2.value, len(y))
        spread = theirs["pi_se"][0]
        seen.same(f"{name} se", interval.se, spread, 0.0, accuracy(v))
        seen.same(f"{name} low", interval.low, theirs["pi_lb"][0], spread, accuracy(v))
        seen.same(f"{name} high", interval.high, theirs["pi_ub"][0], spread, accuracy(v))
    seen.done()


@files(r"confint\.DL")
def test_q_profile_intervals(path: Path):
    seen = Comparison()
    for name, _, theirs, y, v in each(path, r"confint\.(DL|REML)"):
        limits = theirs["random"][0]
        if limits["name"] != "tau^2":
            continue
        low, high = q_profile(np.array(y), np.array(v))
        small = float(np.median(v)) * 1e-3
        seen.same(f"{name} low", low, limits["ci_lb"], small, max(1e-8, 10 * accuracy(v)))
        seen.same(f"{name} high", high, limits["ci_ub"], small, max(1e-8, 10 * accuracy(v)))
    seen.done()


@files(r"leave1out\.(EE|DL|REML)")
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


@files(r"regtest\.lm\.sei")
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


@files(r"rma\.mh\.RR")
@pytest.mark.parametrize("measure", ["RR", "OR", "RD"])
def test_mantel_haenszel(path: Path, measure: str):
    content = reference.load(path)
    call = content["by_id"].get(f"rma.mh.{measure}")
    rows = reference.tables(content)
    if call is None or not rows:
        pytest.skip("the file has no such call")
    theirs = call["result"]
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
    left = content["by_id"].get(f"leave1out.mh.{measure}")
    wants = (
        reference.numbers(left["result"]["estimate"]) if left and len(left["result"]["estimate"]) == len(rows) else []
    )
    for at, wanted in enumerate(wants):
        rest = rows[:at] + rows[at + 1 :]
        without = mantel_haenszel(measure, *[list(column) for column in zip(*rest, strict=True)])
        seen.same(f"without {at}", without.value if without else None, wanted, se)
    seen.done()


@files(r"escalc\.RR")
@pytest.mark.parametrize("measure", ["RR", "OR", "RD"])
def test_effects_of_tables(path: Path, measure: str):
    content = reference.load(path)
    rows = reference.tables(content)
    call = content["by_id"].get(f"escalc.{measure}")
    if call is None or not rows:
        pytest.skip("the file has no such call")
    seen = Comparison()
    complete = [at for at, size in enumerate(call["result"]["ni"]) if reference.number(size) is not None]
    dropped = content["by_id"].get(f"escalc.{measure}.drop00")
    for at, row in zip(complete, rows, strict=True):
        mine = effect_size.two_by_two(measure, *row)
        seen.same(f"yi {at}", mine.value, call["result"]["yi"][at], math.sqrt(mine.variance))
        seen.same(f"vi {at}", mine.variance, call["result"]["vi"][at])
        if dropped:
            silent = bool(effect_size.no_information(*row))
            assert silent == (reference.number(dropped["result"]["yi"][at]) is None), f"table {at}: {row}"
    seen.done()


@files(r"escalc\.MD")
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
        if row[1] == 0 and row[4] == 0:
            continue  # refused: a variance of zero would take all the weight
        mine = make(*row)
        seen.same(f"yi {at}", mine.value, call["result"]["yi"][at], math.sqrt(mine.variance))
        seen.same(f"vi {at}", mine.variance, call["result"]["vi"][at])
    seen.done()


@files(r"metacont\.SMD\.Hedges\.exact=FALSE")
def test_effects_as_revman_shows_them(path: Path):
    content = reference.load(path)
    rows = reference.groups(content)
    call = content["by_id"].get("metacont.SMD.Hedges.exact=FALSE")
    if call is None or not rows:
        pytest.skip("the file has no such call")
    seen = Comparison()
    for at, row in enumerate(rows):
        if row[1] == 0 and row[4] == 0:
            continue
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


@files(r"escalc\.IRR")
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


@files(r"subgroup\..*?common_tau2=FALSE")
def test_subgroups(path: Path):
    from arakis.synthesis.subgroup import subgroups

    seen = Comparison()
    for name, match, theirs, y, v in each(path, r"subgroup\.(\w+)\.(DL|REML)\.common_tau2=FALSE"):
        content = reference.load(path)
        levels = [str(row[match[1]]) for row in content["rows"]]
        if len(levels) != len(y) or theirs["kind"] != "meta:metagen":
            continue
        mine = subgroups("GEN", match[1], levels, y, v, Model("random", match[2], "Wald"))
        # meta fits REML with metafor's default stop rule, which moves them by up to 1e-3 here
        near = EXACT if match[2] == "DL" else 2e-3
        seen.same(f"{name} Q", mine.test.get("q"), theirs["Q_b_random"], 1e-3, near)
        seen.same(f"{name} p", mine.test.get("p"), theirs["pval_Q_b_random"], tolerance=near * 10)
        by_level = {item.level: item for item in mine.levels}
        for at, level in enumerate(theirs["subgroup_levels"]):
            estimate = by_level[str(level)].estimate
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
