"""The trials that a report describes: labels, design, allocation, arms, registrations, characteristics."""

from dataclasses import dataclass

from arakis.domain.document import TextLayer
from arakis.domain.evidence import Evidence
from arakis.extraction.claims import Claim
from arakis.extraction.labels import trial_label
from arakis.extraction.prose import Spotted
from arakis.extraction.tokens import find, phrase, tokens
from arakis.extraction.types import Arm, Trial
from arakis.extraction.words import load, words

MAX_QUOTE = 600


@dataclass(frozen=True)
class Labels:
    """The names of several trials in one report; empty when it describes one."""

    names: tuple[str, ...]


def trial_labels(layer: TextLayer) -> tuple[str, ...]:
    """ "Trial 1", "Trial 2" ... when at least two stand in headings or in labels of tables; else nothing."""
    found: list[str] = []
    for section in layer.sections:
        if section.kind not in ("references", "introduction", "discussion"):
            found.append(trial_label(section.heading))
    for table in layer.tables:
        found.append(trial_label(layer.text[table.caption_start : table.caption_end]))
        for cell in table.cells:
            if (cell.header or cell.column == 0) and cell.end - cell.start < 60:
                found.append(trial_label(layer.text[cell.start : cell.end]))
    names = sorted({name for name in found if name})
    words = {name.split(" ")[0] for name in names}
    best = [[name for name in names if name.startswith(word + " ")] for word in sorted(words)]
    best = [group for group in best if len(group) > 1]
    return tuple(max(best, key=len)) if best else ()


def describe(layer: TextLayer, spotted: list[Spotted], label: str, sizes: list[Claim]) -> Trial:
    """What the report says about one trial."""
    mine = [
        one
        for one in spotted
        if one.sentence.trial in ("", label)
        and (one.sentence.section is None or one.sentence.section.kind not in ("introduction", "references"))
    ]
    ordered = sorted(
        mine,
        key=lambda one: (
            one.sentence.trial != label,
            bool(one.sentence.section and one.sentence.section.kind == "discussion"),
        ),
    )
    allocation, quote = _allocation(layer, ordered)
    return Trial(
        label=label,
        design=_design(layer, ordered),
        allocation=allocation,
        allocation_evidence=quote,
        arms=_arms(sizes, label),
        registrations=layer.front.registrations,
        characteristics=_characteristics(layer, ordered),
    )


def _allocation(layer: TextLayer, spotted: list[Spotted]) -> tuple[str, Evidence | None]:
    """How people were allocated: a named mechanism (alternate, systematic) goes before the word "random"."""
    lists = load("context")["allocation"]
    for kind in ("not random", "alternate", "systematic", "random"):
        for one in spotted:
            section = one.sentence.section
            if section is not None and section.kind == "discussion":
                continue
            if not any(find(one.found, phrase(word)) for word in lists[kind]):
                continue
            if kind != "random" and not any(token.word in words("context", "allocating") for token in one.found):
                continue
            if (
                kind == "not random"
                or kind == "random"
                or section is None
                or section.kind in ("methods", "abstract", "other", "results", "title")
            ):
                return kind, layer.quote(
                    one.sentence.start, min(one.sentence.end, one.sentence.start + MAX_QUOTE), "allocation"
                )
    return "", None


def _design(layer: TextLayer, spotted: list[Spotted]) -> str:
    title = tokens(layer.front.title)
    for kind, phrases in load("context")["designs"].items():
        for word in phrases:
            wanted = phrase(word)
            if find(title, wanted) or any(
                find(one.found, wanted)
                for one in spotted
                if one.sentence.section is None
                or one.sentence.section.kind in ("methods", "abstract", "title", "other")
            ):
                return str(kind)
    return ""


def _arms(sizes: list[Claim], label: str) -> tuple[Arm, ...]:
    out: list[Arm] = []
    for side in ("I", "C"):
        names: dict[str, list[Claim]] = {}
        for claim in sizes:
            if claim.side == side and claim.where.trial in ("", label):
                names.setdefault(" ".join(claim.arm.lower().split()), []).append(claim)
        for _, claims in sorted(names.items()):
            values = {claim.number.value for claim in claims}
            out.append(
                Arm(
                    label=" ".join(claims[0].arm.split())[:200],
                    size=int(claims[0].number.value) if len(values) == 1 else None,
                    evidence=tuple(claim.value.evidence[0] for claim in claims[:5]),
                )
            )
    return tuple(out)


def _whole(text: str, one: Spotted) -> bool:
    """Whether it is a sentence, and not a heading or a part that a page or column cut off."""
    return (
        len(one.found) > 3
        and not text[one.sentence.start].islower()
        and text[one.sentence.start : one.sentence.end].rstrip("\"'”’)]⁰¹²³⁴⁵⁶⁷⁸⁹")[-1:] in tuple(".!?;:")
    )


def _characteristics(layer: TextLayer, spotted: list[Spotted]) -> dict[str, Evidence]:
    out: dict[str, Evidence] = {}
    ranked = sorted(spotted, key=lambda one: not (one.sentence.section and one.sentence.section.kind == "methods"))
    for name, phrases in load("context")["characteristics"].items():
        wanted = [phrase(word) for word in phrases]
        for one in ranked:
            if one.sentence.end - one.sentence.start > MAX_QUOTE or (
                one.sentence.section and one.sentence.section.kind in ("discussion", "title")
            ):
                continue
            if _whole(layer.text, one) and any(find(one.found, want) for want in wanted):
                out[str(name)] = layer.quote(one.sentence.start, one.sentence.end, str(name))
                break
    return out
