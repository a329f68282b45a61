"""What every type of the domain shares: it is frozen, strict about unknown keys, and has ids derived from content."""

import hashlib
import json
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Frozen(BaseModel):
    """An immutable value. Unknown keys are an error, so that a typo never passes silently."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def volatile(**kwargs: Any) -> Any:
    """A field that two runs on the same input may fill differently (a time, the review's id).

    Marked `"volatile": true` in the published JSON schema; comparisons of two reviews leave such fields out.
    """
    return Field(json_schema_extra={"volatile": True}, **kwargs)


def canonical(value: Any) -> str:
    """`value` as JSON text that is the same for equal values: sorted keys, no spaces, no NaN.

    Raises ValueError for NaN and infinities, TypeError for what JSON cannot hold.
    """
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json")
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(*parts: Any) -> str:
    """The SHA-256 of `parts` in canonical form, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(list(parts)).encode("utf-8", "surrogatepass")).hexdigest()


def content_id(kind: str, *parts: Any) -> str:
    """An id derived from content: the same parts give the same id on any machine, e.g. `record-3f2a91c04b77d1e0`."""
    return f"{kind}-{digest(kind, *parts)[:16]}"
