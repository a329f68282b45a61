"""Reads reference numbers (files of the format of the data folder's meta/MANIFEST.md)."""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

Call = dict[str, Any]
SKIPPED = "default_control"  # what R prints with its default stop rules; it is off by up to 7e-5


@lru_cache(maxsize=4)
def load(path: Path) -> dict[str, Any]:
    """A file of reference numbers with its calls by id."""
    content = json.loads(path.read_text(encoding="utf-8"))
    content["by_id"] = {call["id"]: call for call in content["calls"] if SKIPPED not in call["id"]}
    return content


def number(value: Any) -> float | None:
    """A number of a result; NA, NaN and infinities are None."""
    return None if value is None or isinstance(value, str) else float(value)


def numbers(values: list[Any]) -> list[float | None]:
    """The numbers of a result's list."""
    return [number(value) for value in values]


def observed(content: dict[str, Any], prefix: str) -> tuple[list[float], list[float]]:
    """yi and vi that the calls under `prefix` (a measure, or "") used: of escalc, or of the rows."""
    if prefix and f"escalc.{prefix}" in content["by_id"]:
        found = content["by_id"][f"escalc.{prefix}"]["result"]
        pairs = zip(numbers(found["yi"]), numbers(found["vi"]), strict=True)
    elif "escalc.ZCOR" in content["by_id"]:
        return observed(content, "ZCOR")
    else:
        pairs = _pairs(content)
    kept = [(y, v) for y, v in pairs if y is not None and v is not None]
    return [y for y, _ in kept], [v for _, v in kept]


def _pairs(content: dict[str, Any]) -> list[tuple[float | None, float | None]]:
    columns = set(content["columns"])
    for y, v, power in (("yi", "vi", 1), ("yi", "sei", 2), ("b", "SE", 2), ("lnHR", "selnHR", 2)):
        if {y, v} <= columns:
            found = [(number(row[y]), number(row[v])) for row in content["rows"]]
            return [(one, None if other is None else other**power) for one, other in found]
    return []


def prefix_of(identity: str) -> str:
    """The measure before the bar of an id, or ""."""
    return identity.split("|")[0] if "|" in identity else ""


def calls(content: dict[str, Any], pattern: str) -> list[tuple[str, re.Match[str], Call]]:
    """(prefix, match, call) of all calls whose id, without its prefix, matches `pattern` fully."""
    found: list[tuple[str, re.Match[str], Call]] = []
    for identity, call in content["by_id"].items():
        match = re.fullmatch(pattern, identity.split("|")[-1])
        if match:
            found.append((prefix_of(identity), match, call))
    return found


def tables(content: dict[str, Any]) -> list[tuple[float, float, float, float]]:
    """Events and totals of a file's complete rows, from the columns of its family; empty when not recognised."""
    names = (
        ("ai", "n1i", "ci", "n2i"),
        ("d.asp", "n.asp", "d.plac", "n.plac"),
        ("ev.exp", "n.exp", "ev.cont", "n.cont"),
        ("hcq_arm_event", "hcq_arm_total", "control_arm_event", "control_arm_total"),
        ("treat.infarction", "treat.total", "cont.infarction", "cont.total"),
    )
    content = {**content, "rows": [row for row in content["rows"] if row.get("ai", 0) is not None]}
    columns = set(content["columns"])
    if {"tpos", "tneg", "cpos", "cneg"} <= columns:
        return [
            (row["tpos"], row["tpos"] + row["tneg"], row["cpos"], row["cpos"] + row["cneg"]) for row in content["rows"]
        ]
    for four in names:
        if set(four) <= columns:
            return [tuple(row[name] for name in four) for row in content["rows"]]  # type: ignore[misc]  # four columns
    return []


def groups(content: dict[str, Any]) -> list[tuple[float, ...]]:
    """(mean, sd, n) of both groups of a file's rows; empty when not recognised. Variances become deviations."""
    names = (
        ("m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i"),
        ("Me", "Se", "Ne", "Mc", "Sc", "Nc"),
        ("mean.psyc", "sd.psyc", "n.psyc", "mean.cont", "sd.cont", "n.cont"),
        ("mean.amlo", "var.amlo", "n.amlo", "mean.plac", "var.plac", "n.plac"),
    )
    for six in names:
        if set(six) <= set(content["columns"]):
            return [
                tuple(row[name] ** 0.5 if name.startswith("var") else row[name] for name in six)
                for row in content["rows"]
            ]
    return []
