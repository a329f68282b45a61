"""One visual language for every figure: sizes in points, the same greys, one accent, and a palette for risk of bias.

The risk-of-bias colours differ in lightness (about 70, 87 and 36 on the CIE scale), so that they stay apart in
greyscale and for colour-blind readers; a symbol always stands with the colour.
"""

PT_PER_MM = 72 / 25.4
WIDTH_MM = 180.0  # two columns of a journal
NARROW_MM = 130.0
FAMILY = "Arimo, 'Liberation Sans', Arial, Helvetica, sans-serif"

TITLE, BODY, SMALL, TINY = 9.0, 8.0, 7.0, 6.0  # type sizes
LEADING = 1.25  # line height of wrapped text, in em
MARGIN = 6.0

INK = "#1a1a1a"
GREY = "#595959"
RULE = "#8c8c8c"
FAINT = "#d4d4d4"
WASH = "#f3f4f6"
PAPER = "#ffffff"
ACCENT = "#1f5a93"
ACCENT_WASH = "#e3ebf3"

HAIR, THIN, LINE = 0.4, 0.7, 1.0  # stroke widths

BIAS_FILL = {"low": "#66b8a6", "some concerns": "#f4d873", "high": "#9e2f1b", "not assessed": PAPER}
BIAS_INK = {"low": INK, "some concerns": INK, "high": PAPER, "not assessed": GREY}
BIAS_SYMBOL = {"low": "+", "some concerns": "?", "high": "−", "not assessed": ""}

MEASURES = {
    "RR": "Risk ratio",
    "OR": "Odds ratio",
    "RD": "Risk difference",
    "MD": "Mean difference",
    "SMD": "Std. mean difference",
    "HR": "Hazard ratio",
    "IRR": "Rate ratio",
    "GEN": "Effect",
}
