"""Whether the built-in engine's exclusions may take effect: only where they were shown to lose next to nothing."""

from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from arakis.domain.protocol import Protocol

RECALL = 0.95  # of the reports that reviewers included, on every benchmark set


def allowed(protocol: Protocol) -> tuple[Literal["rank", "act"], str]:
    """What the engine may do on titles and abstracts, and why in words.

    "rank": it puts reports in order and proposes; nothing is excluded without a person. "act": what it excludes is
    excluded, counted apart and listed. The protocol decides; without a word there, the measured recall does.
    """
    sets: dict[str, dict[str, float]] = validation().get("sets", {})
    worst = min(sets.items(), key=lambda item: (item[1]["recall"], item[0]), default=None)
    measured = (
        f"measured recall on {len(sets)} benchmark reviews {worst[1]['recall']:.3f} at worst ({worst[0]})"
        if worst
        else "its recall has not been measured"
    )
    if protocol.automation == "act":
        return "act", f"the protocol lets the built-in engine exclude; {measured}; not validated for this topic"
    if protocol.automation == "rank":
        return "rank", f"the protocol lets the built-in engine only rank; {measured}"
    if worst and worst[1]["recall"] >= RECALL:
        return "act", f"{measured}, at least {RECALL}; not validated for this topic"
    return (
        "rank",
        f"{measured}, below {RECALL}, so that it only ranks; `automation: act` in the protocol lets it exclude",
    )


@lru_cache(maxsize=1)
def validation() -> dict[str, Any]:
    """The measured figures, written by the benchmark: sets -> name -> records, included, recall, removed."""
    return yaml.safe_load(files("arakis.screening").joinpath("validation.yaml").read_text("utf-8")) or {}
