"""Results of a report by rules: what stands there with its evidence, and what stays open with its candidates."""

from arakis.domain.document import TextLayer
from arakis.domain.protocol import Protocol
from arakis.extraction.arms import sizes_in
from arakis.extraction.claims import Claim, Where, stated
from arakis.extraction.effects import read_effects
from arakis.extraction.follow_up import at_the_end, follow_up
from arakis.extraction.merge import SIZE, merge
from arakis.extraction.named import named_only
from arakis.extraction.prose import Prose, Spotted, sides_in, spot
from arakis.extraction.sentences import Sentence, sentences
from arakis.extraction.table_effects import table_effects
from arakis.extraction.tables import Reader, read_table, sizes, spread_of
from arakis.extraction.terms import Lexicon
from arakis.extraction.trials import describe, trial_labels
from arakis.extraction.types import Extraction

MAX_SENTENCES = 6_000
MAX_TABLES = 150
HEAD = 15_000  # characters in which a report says how it allocated
STRIDE = 1_000_000  # numbers of groups set apart for each table


def extract(layer: TextLayer, protocol: Protocol) -> Extraction:
    """Trials and results that `layer` reports for the comparisons and outcomes of `protocol`.

    Each value is stated (its evidence starts with the number's own span, then the words that tie it to arm, outcome
    and time) or computed by a named formula from stated ones. Where places of the report differ, or a check of the
    arithmetic fails, the field is left open with the candidates and the reason. Deterministic; no input or output.
    """
    lexicon = Lexicon(protocol, layer.text)
    labels = trial_labels(layer)
    notes: list[str] = []
    lines = sentences(layer, labels)
    if len(lines) > MAX_SENTENCES:
        notes.append(f"only the first {MAX_SENTENCES} sentences were read")
        lines = lines[:MAX_SENTENCES]
    spotted = [spot(layer, line, lexicon) for line in lines]
    spread = spread_of(layer.text)
    readers = [
        Reader(layer, table, lexicon, spread, _trial_of(table.caption_start, lines, labels))
        for table in layer.tables[:MAX_TABLES]
    ]
    generic = _two_arms(layer, spotted, protocol)
    prose = Prose(layer, lexicon, spread, generic)
    claims: list[Claim] = []
    for at, reader in enumerate(readers):
        claims.extend(read_table(reader, (at + 1) * STRIDE))
        claims.extend(table_effects(reader, (at + 1) * STRIDE + STRIDE // 2))
    claims.extend(prose.read(spotted, (len(readers) + 2) * STRIDE))
    claims.extend(read_effects(layer, prose, spotted, (len(readers) + 900) * STRIDE))
    arms = _sizes(layer, readers, spotted, protocol, generic)
    if labels:
        without = [claim for claim in claims if claim.where.trial not in labels]
        if without:
            notes.append("numbers that no trial of the report could be given to were left out")
        claims = [claim for claim in claims if claim.where.trial in labels]
        arms = [claim for claim in arms if claim.where.trial in labels]
    trials = labels or ("",)
    read = at_the_end(tuple(merge(claims, arms, protocol)), follow_up(layer, lines))
    return Extraction(
        layer=layer.id,
        trials=tuple(describe(layer, spotted, label, arms) for label in trials),
        results=(*read, *named_only(layer, lexicon, spotted, readers, trials, read)),
        notes=tuple(notes),
    )


def _trial_of(at: int, lines: list[Sentence], labels: tuple[str, ...]) -> str:
    before = [line for line in lines if line.start <= at]
    return before[-1].trial if before and labels else ""


def _two_arms(layer: TextLayer, spotted: list[Spotted], protocol: Protocol) -> bool:
    """Whether words such as "control group" can mean only one arm: the report speaks of no third one."""
    words = layer.text.lower()
    several = (
        "three groups",
        "three-arm",
        "three arm",
        "four groups",
        "three treatment",
        "four-arm",
        "three-group",
        "third group",
        "four arm",
    )
    return not any(word in words for word in several) and len(protocol.comparisons) == 1 and bool(spotted)


def _sizes(
    layer: TextLayer, readers: list[Reader], spotted: list[Spotted], protocol: Protocol, generic: bool
) -> list[Claim]:
    out: list[Claim] = []
    clusters = "cluster" in layer.text.lower()[:HEAD]  # numbers beside arms may then be of villages or schools
    for comparison in protocol.comparisons:
        for size in [] if clusters else sizes_in(layer, spotted, comparison.id, generic):
            out.append(
                Claim(
                    where=Where(comparison.id, "", size.trial),
                    side=size.side,
                    arm=size.arm,
                    role="total",
                    value=stated(layer, size.number, [size.tie], note=SIZE),
                    place=size.place,
                    number=size.number,
                    local=False,
                )
            )
    for reader in readers:
        for comparison_id, side, label, number, cell in sizes(reader):
            tie = layer.quote(label.start, label.end, "arm", label.cell)
            out.append(
                Claim(
                    where=Where(comparison_id, "", label.trial or reader.trial),
                    side=side,
                    arm=label.text,
                    role="total",
                    value=stated(layer, number, [tie], cell, note=SIZE),
                    place=reader.name,
                    number=number,
                    local=False,
                )
            )
    return out


__all__ = ["extract", "sides_in"]
