"""The table at the left of a forest plot: which columns the data of a synthesis fill, and what stands in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from arakis.domain.estimate import StudyEffect, Synthesis
from arakis.figures import number as n
from arakis.figures.metrics import measure

HEADS = {"events": "Events", "mean": "Mean", "sd": "SD", "total": "Total"}


@dataclass(frozen=True)
class Column:
    """A column of right-aligned cells. `side` is "intervention", "comparator" or "" for what belongs to neither."""

    head: str
    cells: tuple[str, ...]
    total: str
    side: str = ""

    def width(self, size: float) -> float:
        """The width of its widest text at type size `size`."""
        texts = [measure(cell, size) for cell in self.cells]
        return max([*texts, measure(self.head, size, True), measure(self.total, size, True)])


def data_columns(synthesis: Synthesis, effects: Sequence[StudyEffect]) -> list[Column]:
    """Events and totals, or means, SDs and totals, per side; none where the studies gave only an effect.

    `effects` are the rows to show (all, or a page of them); the bottom line is of all studies of the synthesis and
    stays empty where a number is missing.
    """
    keys = {key for effect in synthesis.effects for key in effect.data}
    columns: list[Column] = []
    for side in ("intervention", "comparator"):
        kinds = ["events"] if f"{side}_events" in keys else ["mean", "sd"] if f"{side}_mean" in keys else []
        for kind in [*kinds, "total"]:
            key = f"{side}_{kind}"
            if key not in keys:
                continue
            every = [effect.data.get(key) for effect in synthesis.effects]
            known = [value for value in every if value is not None]
            places = n.places(known) if kind in ("mean", "sd") else None
            cells = tuple(n.cell(effect.data.get(key), places) for effect in effects)
            summed = kind in ("events", "total") and len(known) == len(every) and synthesis.pooled
            columns.append(Column(HEADS[kind], cells, n.count(sum(known)) if summed else "", side))
    return columns


def result_columns(synthesis: Synthesis, effects: Sequence[StudyEffect], name: str) -> list[Column]:
    """Weight (only where the studies were pooled) and effect with interval."""
    decimals = n.decimals_for(synthesis)
    columns: list[Column] = []
    pooled = synthesis.pooled and synthesis.estimate is not None
    if pooled:
        weight = sum(effect.weight for effect in synthesis.effects)
        columns.append(Column("Weight", tuple(f"{e.weight:.1f}%" for e in effects), f"{weight:.1f}%"))
    shown = tuple(n.interval(e.estimate.shown, decimals) for e in effects)
    total = n.interval(synthesis.estimate.shown, decimals) if pooled and synthesis.estimate else ""
    columns.append(Column(name, shown, total))
    return columns
