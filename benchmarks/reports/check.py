"""Verify the set: python check.py [id ...]   (needs pypdfium2, lxml, pyyaml)

Every stated number of gold.json stands in the text of its report (digits or number words); every
quotation in "where" is found there, and the numbers of a result lie near it; computed values follow
from stated ones; outcomes and comparisons are those of protocol.yaml, each outcome has a result or is
in "not_reported"; each page, and each XML file, carries the mark.
"""

import json
import math
import pathlib
import re
import sys

import pypdfium2
import yaml
from lxml import etree

HERE = pathlib.Path(__file__).resolve().parent
MARK = "invented report for measurement"
KEYS = [
    "outcome",
    "comparison",
    "time",
    "population",
    "instrument",
    "intervention",
    "comparator",
    "effect",
    "where",
    "note",
]
NEAR = 900
UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORD = {w: i for i, w in enumerate(UNITS)} | {w: 10 * (i + 2) for i, w in enumerate(TENS)} | {"no": 0, "none": 0}


def plain(text):
    text = re.sub(r"[\ufffe\u0002\u00ad][ \r\n]*", "", text)  # soft hyphens at line ends
    text = text.translate(
        str.maketrans({"−": "-", "–": "-", "‐": "-", "·": ".", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "’": "'"})
    )
    return re.sub(r"\s+", " ", text)


def pages(path):
    if path.suffix == ".pdf":
        doc = pypdfium2.PdfDocument(str(path))
        return [plain(doc[i].get_textpage().get_text_bounded()) for i in range(len(doc))]
    root = etree.parse(str(path)).getroot()
    inline = {"italic", "bold", "sup", "sub", "xref"}
    out = []

    def walk(node):
        if not isinstance(node.tag, str):
            return
        block = node.tag not in inline
        out.append((" " if block else "") + (node.text or ""))
        for kid in node:
            walk(kid)
            out.append(kid.tail or "")
        out.append(" " if block else "")

    walk(root)
    return [plain("".join(out))]


def numbers(text):
    """(value, start, negative) of every number, in digits or words."""
    found = []
    for m in re.finditer(r"(?<![\d.])-?(?:\d+\.\d+|\.\d+|\d+)", text):
        raw, at = m.group(), m.start()
        sign = raw.startswith("-") and not (at and (text[at - 1].isalnum() or text[at - 1] == "%"))
        found.append((abs(float(raw)), at, sign))
    tokens = [(m.group().lower(), m.start()) for m in re.finditer(r"[A-Za-z]+", text)]
    i = 0
    while i < len(tokens):
        word, at = tokens[i]
        if word not in WORD:
            i += 1
            continue
        value, j = WORD[word], i + 1
        if word in TENS and j < len(tokens) and tokens[j][0] in UNITS[1:10]:
            value, j = value + WORD[tokens[j][0]], j + 1
        found.append((float(value), at, False))
        if j < len(tokens) and tokens[j][0] == "hundred":
            value, j = value * 100, j + 1
            if j + 1 < len(tokens) and tokens[j][0] == "and" and tokens[j + 1][0] in WORD:
                low, j = WORD[tokens[j + 1][0]], j + 2
                if low >= 20 and j < len(tokens) and tokens[j][0] in UNITS[1:10]:
                    low, j = low + WORD[tokens[j][0]], j + 1
                value += low
            found.append((float(value), at, False))
        i = j
    return found


def check(folder):
    bad, count = [], 0
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    protocol = yaml.safe_load((folder / "protocol.yaml").read_text(encoding="utf-8"))
    path = next(p for p in (folder / "report.pdf", folder / "report.xml") if p.exists())
    parts = pages(path)
    for i, part in enumerate(parts):
        if MARK not in part.lower():
            bad.append(f"page {i + 1}: no mark")
    text = " ".join(parts)
    if not re.search(r"10\.5555/", text) or not re.search(r"\b995\d{5}\b", text):
        bad.append("no DOI or PMID")
    nums = numbers(text)
    outcomes = [o["id"] for o in protocol["outcomes"]]
    comparisons = [c["id"] for c in protocol["comparisons"]]
    if gold["report"] != folder.name:
        bad.append("report id")
    seen = {r["outcome"] for r in gold["results"]}
    for o in outcomes:
        if (o in seen) == (o in gold["not_reported"]):
            bad.append(f"outcome {o}: must be either in results or in not_reported")
    for o in seen | set(gold["not_reported"]):
        if o not in outcomes:
            bad.append(f"outcome {o} is not in the protocol")
    for n, r in enumerate(gold["results"]):
        tag = f"result {n} ({r['outcome']}, {r['comparison']}, {r['time']})"
        bad += [f"{tag}: no key {k}" for k in KEYS if k not in r]
        if r["comparison"] not in comparisons:
            bad.append(f"{tag}: comparison is not in the protocol")
        spots = []
        for quote in re.findall(r'"([^"]+)"', r["where"]):
            at = [m.start() for m in re.finditer(re.escape(plain(quote).lower()), text.lower())]
            if not at:
                bad.append(f"{tag}: not found: {quote}")
            spots += [(a, a + len(quote)) for a in at]
        signed = not re.search(r"sign|fall", r["note"])
        for side in ("intervention", "comparator", "effect"):
            for key, value in (r[side] or {}).items():
                if not isinstance(value, (int, float)):
                    continue
                name = f"{side}.{key}"
                if name in r["computed"]:
                    arm = r[side]
                    if key == "sd":
                        want = (
                            arm["se"] * math.sqrt(arm["total"])
                            if "se" in arm
                            else (arm["high"] - arm["low"]) / 3.92 * math.sqrt(arm["total"])
                        )
                    else:
                        want = round(arm["percent"] * arm["total"] / 100)
                    if abs(want - value) > 0.006:
                        bad.append(f"{tag}: {name} {value}, computed {want:.2f}")
                    if "computed:" not in r["note"]:
                        bad.append(f"{tag}: note does not say computed")
                    continue
                count += 1
                hits = [(at, neg) for v, at, neg in nums if abs(v - abs(value)) < 1e-9]
                if value < 0 and signed:
                    hits = [h for h in hits if h[1]]
                if not hits:
                    bad.append(f"{tag}: {name} = {value} is not in the text")
                elif key != "total" and not any(a - NEAR < at < b + NEAR for at, _ in hits for a, b in spots):
                    bad.append(f"{tag}: {name} = {value} is not near the place given")
    return bad, count, gold


def main():
    total = wrong = 0
    for folder in sorted(p for p in HERE.iterdir() if (p / "gold.json").exists()):
        if len(sys.argv) > 1 and folder.name not in sys.argv[1:]:
            continue
        bad, count, gold = check(folder)
        total, wrong = total + count, wrong + len(bad)
        computed = sum(len(r["computed"]) for r in gold["results"])
        print(
            f"{folder.name:32} results {len(gold['results']):3}  stated values {count:4}  computed {computed:3}  not reported {len(gold['not_reported'])}  {'ok' if not bad else 'FAILED'}"
        )
        for line in bad:
            print("   ", line)
    print(f"{total} stated values checked, {wrong} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
