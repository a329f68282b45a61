"""The data of a synthesis as CSV, and an R script for metafor that gives the same numbers from it.

The script uses only what metafor 3.8 and later know. With metafor's default control REML stops at a step of 1e-5, so
that its numbers may differ in the fifth digit; the script sets the stop rule by the scale of the data.
"""

import csv
import io
from typing import NamedTuple

from arakis.domain.estimate import StudyEffect, Synthesis

TABLE = {
    "ai": "intervention_events",
    "n1i": "intervention_total",
    "ci": "comparator_events",
    "n2i": "comparator_total",
}
MEANS = {
    "m1i": "intervention_mean",
    "sd1i": "intervention_sd",
    "n1i": "intervention_total",
    "m2i": "comparator_mean",
    "sd2i": "comparator_sd",
    "n2i": "comparator_total",
}
RATES = {
    "x1i": "intervention_events",
    "t1i": "intervention_person_time",
    "x2i": "comparator_events",
    "t2i": "comparator_person_time",
}
_COLUMNS = {"RR": TABLE, "OR": TABLE, "RD": TABLE, "MD": MEANS, "SMD": MEANS, "IRR": RATES}


class Analysis(NamedTuple):
    """Two files for the output folder: their names and their text."""

    csv_name: str
    csv: str
    r_name: str
    r: str


def _columns(synthesis: Synthesis) -> dict[str, str]:
    """The columns of raw data (metafor's name -> ours) when every effect was made from them as they stand, else {}."""
    columns = _COLUMNS.get(synthesis.measure, {})
    plain = all(
        all(name in effect.data for name in columns.values()) and "multiplied by -1" not in effect.note
        for effect in synthesis.effects
    )
    return columns if plain and synthesis.effects else {}


def _safe(text: str) -> str:
    """A label that a spreadsheet does not take for a formula."""
    plain = " ".join(text.split())
    return f"'{plain}" if plain[:1] in ("=", "+", "-", "@") else plain


def _csv(effects: tuple[StudyEffect, ...], columns: dict[str, str]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["study", "result", *columns, "yi", "vi"])
    for effect in effects:
        raw = [repr(effect.data[name]) for name in columns.values()]
        writer.writerow([_safe(effect.label), effect.result, *raw, repr(effect.estimate.value), repr(effect.variance)])
    return file.getvalue()


_HEAD = """\
# {name}
# {title}
# Reads {csv} beside it and prints one JSON object a line. Needs R with metafor 3.8 or later:
#   Rscript {r}
suppressPackageStartupMessages(library(metafor))
here <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
folder <- if (length(here)) dirname(here[1]) else "."
dat <- read.csv(file.path(folder, "{csv}"), encoding = "UTF-8")

number <- function(x) if (is.null(x) || is.na(x)) "null" else if (is.infinite(x)) "null" else sprintf("%.15g", x)
say <- function(analysis, ...) {{
  parts <- list(...)
  fields <- paste0('"', names(parts), '": ', vapply(parts, number, ""), collapse = ", ")
  cat(sprintf('{{"analysis": "%s", %s}}\\n', analysis, fields))
}}
"""

_EFFECTS = """
# effects from the numbers of the reports; 0.5 is added only to tables with an empty cell
es <- escalc(measure = "{measure}", {arguments}, data = dat{zero})
yi <- as.numeric(es$yi)
vi <- as.numeric(es$vi)
"""

_GIVEN = """
# effects as computed by Arakis: not all of them come from group data
yi <- dat$yi
vi <- dat$vi
"""

_EACH = """
for (i in seq_along(yi)) say(paste0("effect ", i), estimate = yi[i], variance = vi[i])
"""

_FIT = """
# convergence control: steps small against the scale of the data
scale <- median(vi) + {tau2}
tight <- list(threshold = 1e-13 * scale, maxiter = 20000)
fit <- function(y, v, method, hksj) {{
  one <- function(test) {{
    tryCatch(
      rma(y, v, method = method, test = test, control = tight),
      error = function(e) rma(y, v, method = method, test = test, control = c(tight, stepadj = 0.5))
    )
  }}
  wald <- one("z")
  # HKSJ from three studies on and with tau2 above zero
  if (hksj && length(y) >= 3 && wald$tau2 > 1e-10 * scale) one("knha") else wald
}}
show <- function(name, f) {{
  say(name, k = f$k, estimate = as.numeric(f$beta), se = f$se, low = f$ci.lb, high = f$ci.ub, p = f$pval,
      tau2 = f$tau2, I2 = f$I2, H2 = f$H2, Q = f$QE, Qp = f$QEp)
}}
"""

_RANDOM = """
main <- fit(yi, vi, "{tau2_method}", {hksj})
show("main", main)
if (main$k >= 3) {{
  half <- qt(0.975, main$k - 1) * sqrt(main$tau2 + main$se^2)
  say("prediction", low = as.numeric(main$beta) - half, high = as.numeric(main$beta) + half)
}}
top <- 10 * ({tau2_high} + scale)
limits <- confint(main, control = list(tol = 1e-14 * scale, maxiter = 20000, tau2.max = top))$random
say("tau2 interval", low = limits["tau^2", "ci.lb"], high = limits["tau^2", "ci.ub"])
show("Wald-type interval", fit(yi, vi, "{tau2_method}", FALSE))
show("DerSimonian-Laird tau2", fit(yi, vi, "DL", {hksj}))
"""

_FIXED = """
show("fixed effect, inverse variance", rma(yi, vi, method = "FE"))
"""

_TABLES = """
mh <- rma.mh(measure = "{measure}", ai = ai, n1i = n1i, ci = ci, n2i = n2i, data = dat)
say("fixed effect, Mantel-Haenszel", k = nrow(dat), estimate = as.numeric(mh$beta), se = mh$se, low = mh$ci.lb,
    high = mh$ci.ub, p = mh$pval)
"""

_LEAVE = """
for (i in seq_along(yi)) {{
  f <- fit(yi[-i], vi[-i], "{tau2_method}", {hksj})
  say(paste0("without ", i), k = f$k, estimate = as.numeric(f$beta), se = f$se, low = f$ci.lb, high = f$ci.ub,
      tau2 = f$tau2, I2 = f$I2)
}}
"""

_EGGER = """
egger <- regtest(rma(yi, vi, method = "FE"), model = "lm", predictor = "sei")
say("Egger", t = egger$zval, p = egger$pval)
"""


def r_script(synthesis: Synthesis) -> Analysis:
    """The analysis data of a synthesis and the script; for one that was not pooled the script gives the effects."""
    stem = f"{synthesis.comparison}-{synthesis.outcome}"
    csv_name, r_name = f"{stem}.csv", f"{stem}.R"
    columns = _columns(synthesis)
    title = " ".join((synthesis.model or synthesis.reason or "effects").split())
    parts = [_HEAD.format(name=" ".join(synthesis.name.split()), title=title, csv=csv_name, r=r_name)]
    if columns:
        arguments = ", ".join(f"{name} = {name}" for name in columns)
        zero = ', add = 0.5, to = "only0"' if columns is not MEANS else ""
        parts.append(_EFFECTS.format(measure=synthesis.measure, arguments=arguments, zero=zero))
    else:
        parts.append(_GIVEN)
    if synthesis.effects:
        parts.append(_EACH)
    if synthesis.pooled and synthesis.heterogeneity:
        parts += _models(synthesis, columns)
    return Analysis(csv_name, _csv(synthesis.effects, columns), r_name, "".join(parts))


def _models(synthesis: Synthesis, columns: dict[str, str]) -> list[str]:
    found = synthesis.heterogeneity
    assert found is not None
    random = synthesis.model.startswith("random")
    method = found.estimator if random else "FE"
    names = {row.name for row in synthesis.sensitivity}
    hksj = "TRUE" if "HKSJ" in synthesis.model or "Wald-type interval" in names else "FALSE"
    parts = [_FIT.format(tau2=repr(found.tau2))]
    if random:
        parts.append(_RANDOM.format(tau2_method=method, hksj=hksj, tau2_high=repr(found.tau2_high or 0.0)))
    parts.append(_FIXED)
    if columns is TABLE and any(row.name.endswith("Mantel-Haenszel") and row.estimate for row in synthesis.sensitivity):
        parts.append(_TABLES.format(measure=synthesis.measure))
    if random and synthesis.leave_one_out and len(synthesis.leave_one_out) == len(synthesis.effects):
        parts.append(_LEAVE.format(tau2_method=method, hksj=hksj))
    if synthesis.small_study and synthesis.small_study.p is not None:
        parts.append(_EGGER)
    return parts
