"""`arakis analyze`: a table of results pooled, shown in the terminal and written as figure, data and R script."""

import csv
import io
import json
import math
from pathlib import Path

from arakis.cli import doors
from arakis.domain.plain import decoded
from arakis.domain.protocol import Comparison, Group, Outcome, Protocol, SynthesisRules
from arakis.domain.report import Study
from arakis.domain.result import Datum, FieldName, Result, Side, Supplied
from arakis.errors import InputError

# What columns are called: the names of escalc in metafor, and plain ones.
COLUMNS: dict[str, tuple[str, FieldName]] = {
    "ai": ("intervention", "events"),
    "n1i": ("intervention", "total"),
    "ci": ("comparator", "events"),
    "n2i": ("comparator", "total"),
    "m1i": ("intervention", "mean"),
    "sd1i": ("intervention", "sd"),
    "m2i": ("comparator", "mean"),
    "sd2i": ("comparator", "sd"),
    "yi": ("effect", "estimate"),
    "estimate": ("effect", "estimate"),
    "sei": ("effect", "se"),
    "se": ("effect", "se"),
    "low": ("effect", "low"),
    "high": ("effect", "high"),
}
KINDS = {"RR": "dichotomous", "OR": "dichotomous", "RD": "dichotomous", "MD": "continuous", "SMD": "continuous"}
MEASURES = (*KINDS, "HR", "GEN")
MOST = 10_000  # rows


def analyse(name: str, data: bytes, measure: str, model: str, output: Path | None, as_json: bool) -> None:
    """Pool the results in `data` (CSV, or a review.json) and show, or with `output` also write, what comes of it."""
    from arakis.figures.forest import forest
    from arakis.figures.render import png
    from arakis.figures.text import forest_text
    from arakis.synthesis.r_script import r_script
    from arakis.synthesis.synthesise import synthesise

    if data.lstrip()[:1] == b"{":
        review = doors.review_of(data, name)
        found = synthesise(review.results, review.protocol, review.studies, review.bias)
    else:
        if measure not in MEASURES or model not in ("random", "fixed"):
            raise InputError(
                f"{measure} with a {model} model is not known",
                f"--measure is one of {', '.join(MEASURES)}; --model is random or fixed",
            )
        protocol = _protocol(measure, model)
        studies, results = _results(name, data)
        found = synthesise(results, protocol, studies)
    folder = doors.output_folder(output) if output else None
    if as_json:
        print(json.dumps([one.model_dump(mode="json") for one in found], indent=1))
    for synthesis in found:
        if not as_json:
            print(forest_text(synthesis, 90) if synthesis.effects else synthesis.reason)
            if synthesis.effects and not synthesis.pooled:
                print(f"not pooled: {synthesis.reason}")
            for one in synthesis.left_out:
                print(f"left out: {one.label or one.study}: {one.reason}")
        if folder and synthesis.effects:
            svg = forest(synthesis)
            analysis = r_script(synthesis)
            for file, content in (
                (f"forest-{synthesis.outcome}.svg", svg.encode()),
                (f"forest-{synthesis.outcome}.png", png(svg)),
                (analysis.csv_name, analysis.csv.encode()),
                (analysis.r_name, analysis.r.encode()),
                (f"{synthesis.outcome}.json", synthesis.model_dump_json(indent=1).encode()),
            ):
                (folder / file).write_bytes(content)
                if not as_json:
                    print(folder / file)


def _protocol(measure: str, model: str) -> Protocol:
    outcome = Outcome.model_validate(
        {"id": "outcome", "name": "Outcome", "measure": measure, "kind": KINDS.get(measure, "other")}
    )
    sides = Group(name="Intervention"), Group(name="Comparator")
    return Protocol(
        question="What do the results in this table say together?",
        outcomes=(outcome,),
        comparisons=(Comparison(id="comparison", intervention=sides[0], comparator=sides[1]),),
        synthesis=SynthesisRules.model_validate({"model": model}),
    )


def _results(name: str, data: bytes) -> tuple[list[Study], list[Result]]:
    text = decoded(data, name)
    separator = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error as error:
        raise InputError(f"{name} is not a table: {error}", "save it as CSV") from error
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not 2 <= len(rows) <= MOST + 1:
        what = "holds no rows" if len(rows) < 2 else f"holds more than {MOST} rows"
        raise InputError(f"{name} {what}", "the first line names the columns, every other is a study")
    header = [cell.strip().casefold() for cell in rows[0]]
    places = {at: place for at, cell in enumerate(header) if (place := _place(cell))}
    labels = [at for at, cell in enumerate(header) if cell in ("study", "label", "author", "slab", "trial")]
    if not places or not labels:
        raise InputError(
            f"{name} lacks columns that can be pooled",
            "name them study, intervention_events, intervention_total, comparator_events, comparator_total "
            "(or _mean, _sd; or estimate, se)",
        )
    studies: list[Study] = []
    results: list[Result] = []
    for number, row in enumerate(rows[1:], 2):
        label = row[labels[0]].strip() or f"row {number}"
        given: dict[str, dict[FieldName, Datum]] = {"intervention": {}, "comparator": {}, "effect": {}}
        for at, (side, field) in places.items():
            cell = row[at].strip() if at < len(row) else ""
            if cell in ("", "NA"):
                continue
            try:
                value = float(cell)
            except ValueError as error:
                raise InputError(
                    f"{name}, row {number}, column {rows[0][at]!r}: {cell!r} is not a number",
                    "write it with a full stop, or leave the cell empty",
                ) from error
            if not math.isfinite(value):
                raise InputError(f"{name}, row {number}, column {rows[0][at]!r}: {cell!r}", "leave the cell empty")
            given[side][field] = Datum(value=Supplied(value=value, source=f"{name}, row {number}", by="table"))
        identity = f"study-{number}"
        studies.append(Study(id=identity, label=label, reports=(), allocation="random"))
        results.append(
            Result(
                id=f"result-{number}",
                study=identity,
                comparison="comparison",
                outcome="outcome",
                intervention=Side(arms=("intervention",), values=given["intervention"]),
                comparator=Side(arms=("comparator",), values=given["comparator"]),
                effect=given["effect"],
            )
        )
    return studies, results


def _place(cell: str) -> tuple[str, FieldName] | None:
    if cell in COLUMNS:
        return COLUMNS[cell]
    side, _, field = cell.partition("_")
    names: dict[str, FieldName] = {"events": "events", "total": "total", "mean": "mean", "sd": "sd"}
    return (side, names[field]) if side in ("intervention", "comparator") and field in names else None
