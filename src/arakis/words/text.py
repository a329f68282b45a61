"""A text in which words broken at the end of a line are whole again, with the way back to its own offsets."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

_BROKEN = re.compile(r"(?<=[a-z])[-\u00ad]\s*\n\s*(?=[a-z])")


@dataclass(frozen=True)
class Text:
    """`raw` as it is, `plain` with words broken by a hyphen at a line's end joined, `lower` in lower case."""

    raw: str
    plain: str = field(init=False)
    lower: str = field(init=False)
    _cuts: tuple[int, ...] = field(init=False, repr=False)  # plain offset from which on `_shifts` holds
    _shifts: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        pieces: list[str] = []
        cuts, shifts = [0], [0]
        at, removed = 0, 0
        for match in _BROKEN.finditer(self.raw):
            pieces.append(self.raw[at : match.start()])
            removed += match.end() - match.start()
            at = match.end()
            cuts.append(at - removed)
            shifts.append(removed)
        pieces.append(self.raw[at:])
        plain = "".join(pieces)
        lowered = plain.lower()
        object.__setattr__(self, "plain", plain)
        # Some letters change their length in lower case; offsets matter more than those.
        object.__setattr__(self, "lower", lowered if len(lowered) == len(plain) else _same_length(plain))
        object.__setattr__(self, "_cuts", tuple(cuts))
        object.__setattr__(self, "_shifts", tuple(shifts))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in `raw` of `plain[start:end]` (start < end)."""
        return self._raw(start), self._raw(end - 1) + 1

    def _raw(self, offset: int) -> int:
        return offset + self._shifts[bisect_right(self._cuts, offset) - 1]


def _same_length(text: str) -> str:
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
