"""The text of a layer while it is being written: blocks, offsets, raised and lowered signs."""

import re

RAISED = dict(
    zip("0123456789+-−=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True)
)
LOWERED = dict(zip("0123456789+-−=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓ", strict=True))
_SPACE = re.compile(r"[ \t\r\n\f\v]+")


def raised(text: str) -> str:
    """`text` as superscript signs, so that "12" with note "3" reads "12³" and never as the number 123."""
    return "".join(RAISED.get(sign, sign) for sign in text)


def lowered(text: str) -> str:
    """`text` as subscript signs where Unicode has them."""
    return "".join(LOWERED.get(sign, sign) for sign in text)


def squeeze(text: str) -> str:
    """Runs of ordinary white space as one space; no-break and thin spaces stay, for they group digits."""
    return _SPACE.sub(" ", text)


class Writer:
    """Collects text and knows the offset of what comes next."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0

    def add(self, text: str) -> tuple[int, int]:
        """Append `text`; its start and end."""
        start = self.length
        self._parts.append(text)
        self.length += len(text)
        return start, self.length

    def line(self, text: str) -> tuple[int, int]:
        """Append `text` trimmed and squeezed as a line of its own; where the words stand (equal when empty)."""
        words = squeeze(text).strip(" ")
        if not words:
            return self.length, self.length
        start, end = self.add(words)
        self.add("\n")
        return start, end

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)
