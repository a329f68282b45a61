"""Two reviews compared, without what two runs on the same input may fill differently."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from arakis.domain.review import Review


def stable(value: Any) -> Any:
    """A value as JSON without its volatile fields (marked so in the schema: times, the review's id, the ledger)."""
    if isinstance(value, BaseModel):
        kept: dict[str, Any] = {}
        for name, field in type(value).model_fields.items():
            extra = field.json_schema_extra
            if isinstance(extra, dict) and extra.get("volatile"):
                continue
            kept[name] = stable(getattr(value, name))
        return kept
    if isinstance(value, dict):
        return {str(key): stable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [stable(one) for one in value]
    return value


def differences(first: Review, second: Review, most: int = 20) -> list[str]:
    """The places where two reviews differ, in words; empty when they are the same."""
    found: list[str] = []
    for line in _differ(stable(first), stable(second), ""):
        found.append(line)
        if len(found) == most:
            found.append("and more")
            break
    return found


def _differ(first: Any, second: Any, place: str) -> Iterator[str]:
    if isinstance(first, dict) and isinstance(second, dict):
        for name in sorted(first.keys() | second.keys()):
            if name not in first or name not in second:
                yield f"{place}{name} is only in one of the two"
            else:
                yield from _differ(first[name], second[name], f"{place}{name}.")
    elif isinstance(first, list) and isinstance(second, list):
        if len(first) != len(second):
            yield f"{place.rstrip('.')} has {len(first)} and {len(second)} entries"
        for at, (one, other) in enumerate(zip(first, second, strict=False)):
            yield from _differ(one, other, f"{place.rstrip('.')}[{at}].")
    elif first != second:
        yield f"{place.rstrip('.')} is {repr(first)[:80]} and {repr(second)[:80]}"
