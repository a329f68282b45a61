"""LaTeX as it stands in BibTeX fields, in plain letters."""

import re
import unicodedata

from arakis.search.vocabulary import table

ACCENTS = table("latex", "accents")
LETTERS = table("latex", "letters")
SIGN = re.compile(r"\\([`'^~\"=.])\s*(?:\{\s*(\\?[A-Za-z])\s*\}|(\\?[A-Za-z]))")
LETTER_ACCENT = re.compile(r"\\([uvHckrbd])(?:\s*\{\s*(\\?[A-Za-z])\s*\}|\s+(\\?[A-Za-z]))")
COMMAND = re.compile(r"\\([A-Za-z]+)(?:\s*\{\}|\s+|(?![A-Za-z]))")
FONT = re.compile(r"\\(?:textit|textbf|emph|text|textrm|textsc|texttt|mathrm|mathit|mkbibquote|enquote|textsuperscript|"
                  r"textsubscript|url|href)\s*\{")  # fmt: skip


def plain(value: str) -> str:
    """`value` without LaTeX: accents and letters resolved, braces and font commands taken out, ties as spaces."""
    if "\\" in value:
        value = SIGN.sub(_accented, value)
        value = LETTER_ACCENT.sub(_accented, value)
        value = FONT.sub("{", value)
        value = re.sub(r"\\([&%$#_{}])", r"\1", value)
        value = re.sub(r"\\\\|\\[,;:! ]", " ", value)
        value = COMMAND.sub(lambda match: LETTERS.get(match.group(1), ""), value)
        value = value.replace("\\-", "")
    value = re.sub(r"(?<!\\)[{}]", "", value)
    value = re.sub(r"\$([^$]{0,80})\$", r"\1", value)
    value = value.replace("~", " ").replace("---", "—").replace("``", "“").replace("''", "”")
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", value)).strip()


def _accented(match: re.Match[str]) -> str:
    letter = (match.group(2) or match.group(3)).lstrip("\\").replace("ı", "i")
    return unicodedata.normalize("NFC", letter + ACCENTS[match.group(1)])
