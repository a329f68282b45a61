"""What a bare "n" or a number in a heading means, by what stands in the same row and arm."""

from dataclasses import replace

from arakis.domain.protocol import Outcome
from arakis.extraction.claims import Claim, Where
from arakis.extraction.numbers import percentage_agrees


def settle(claims: list[Claim], outcomes: dict[str, Outcome]) -> list[Claim]:
    """Give "either" and "heading total" their meaning from what stands in the same row and arm."""
    bundles: dict[tuple[object, ...], list[Claim]] = {}
    for claim in _spread_totals(claims):
        bundles.setdefault((claim.where, claim.side, claim.arm, claim.place, claim.group), []).append(claim)
    out: list[Claim] = []
    for bundle in bundles.values():
        roles = {claim.role for claim in bundle}
        heading = next((c for c in bundle if c.role == "heading total"), None)
        percent = next((c for c in bundle if c.role == "percent"), None)
        dichotomous = outcomes[bundle[0].where.outcome].kind != "continuous"
        for claim in bundle:
            if claim.role == "counted":
                total = next((c for c in bundle if c.role == "total"), heading)
                if total and percent and percentage_agrees(claim.number.value, total.number.value, percent.number):
                    out.append(replace(claim, role="events"))
            elif claim.role == "either":
                if {"events", "non-events"} & roles or not dichotomous:
                    out.append(replace(claim, role="total"))
                elif heading and claim.number.value <= heading.number.value:
                    if percent is None or percentage_agrees(claim.number.value, heading.number.value, percent.number):
                        out.append(replace(claim, role="events"))
                elif "total" in roles or percent:
                    out.append(replace(claim, role="events"))
            elif claim.role == "heading total":
                if "total" not in roles and not (
                    "either" in roles and ({"events", "non-events"} & roles or not dichotomous)
                ):
                    out.append(replace(claim, role="total"))
            else:
                out.append(claim)
    return out


def _spread_totals(claims: list[Claim]) -> list[Claim]:
    """A number of people in a row without a time point belongs to every time point of that row."""
    rows: dict[tuple[object, ...], set[Where]] = {}
    for claim in claims:
        if claim.where.months is not None and claim.role not in ("total", "either", "heading total"):
            rows.setdefault((claim.place, claim.side, claim.arm, claim.group), set()).add(claim.where)
    out: list[Claim] = []
    for claim in claims:
        timed = rows.get((claim.place, claim.side, claim.arm, claim.group), set())
        timed = {where for where in timed if where.outcome == claim.where.outcome}
        if claim.role in ("total", "either") and claim.where.months is None and timed:
            out.extend(replace(claim, where=where, role="total") for where in sorted(timed, key=key_of))
        else:
            out.append(claim)
    return out


def key_of(where: Where) -> tuple[str, ...]:
    return (
        where.trial,
        where.comparison,
        where.outcome,
        where.instrument,
        f"{where.months or 0:012.4f}",
        where.population,
    )
