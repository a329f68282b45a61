"""Checks gold.json against the texts: python check.py (needs pypdfium2, lxml, pyyaml)."""

import json
import math
import re
import sys
from pathlib import Path

import pypdfium2
import yaml
from lxml import etree

HERE = Path(__file__).parent
GOLD = json.loads((HERE / "gold.json").read_text("utf-8"))
PROTOCOL = yaml.safe_load((HERE / "protocol.yaml").read_text("utf-8"))
WORDS = ["nobody", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
NOTE = "Invented report for measurement"
faults, checked = [], 0


def ok(condition, *what):
    global checked
    checked += 1
    if not condition:
        faults.append(" ".join(map(str, what)))


def flat(text):
    text = re.sub(r"[\ufffe\u00ad]", "", text).replace("\u00a0", " ").replace("\u2212", "-")
    return re.sub(r"(?<=\w)- (?=\w)", "-", re.sub(r"\s+", " ", text))


def quotes(where):
    return re.findall(r'"([^"]+)"', where)


def read(path):
    if path.suffix == ".pdf":
        pages = [p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(path)]
        for n, page in enumerate(pages, 1):
            ok(NOTE in flat(page), path.name, "page", n, "does not say that it is invented")
        ok(1 <= len(pages) <= 2, path.name, "has", len(pages), "pages")
        return flat(" ".join(pages)), None
    tree = etree.parse(str(path))
    return flat(" ".join(tree.getroot().itertext())), tree


def cell(tree, table, row, column):
    for tr in tree.xpath(f'//table-wrap[@id="{table}"]//tbody/tr'):
        texts = ["".join(td.itertext()) for td in tr]
        if texts[0] == row:
            return texts[column]
    return None


def shown(number, text):
    forms = {str(number), f"{number:.1f}", f"{number:.2f}"} if isinstance(number, float) else {str(number)}
    if any(re.search(rf"(?<![\d.]){re.escape(f)}(?![\d]|\.\d)", text) for f in forms):
        return True
    return isinstance(number, int) and number < 10 and WORDS[number] in text.lower()


def entries():
    found = {}
    ris = (HERE / "search/scopus.ris").read_text("utf-8")
    for i, e in enumerate(re.split(r"(?m)^ER  - *\n", ris)[:-1], 1):
        found["search/scopus.ris", i] = re.search(r"(?m)^TI  - (.*)$", e)[1]
    nbib = (HERE / "search/pubmed.nbib").read_text("utf-8").replace("\r\n", "\n")
    for i, e in enumerate(re.split(r"\n\n(?=PMID- )", nbib), 1):
        title = re.search(r"(?ms)^TI  - (.*?)\n(?=\S)", e)[1]
        found["search/pubmed.nbib", i] = re.sub(r"\s+", " ", title)
    return found


def bare(title):
    return re.sub(r"\W+", " ", title).strip().lower()


found = entries()
ok(len(found) == GOLD["counts"]["entries"], "entries", len(found))
groups = ("included", "excluded", "unclear", "not_retrieved", "off_topic")
seen = set()
for group in groups:
    for study in GOLD[group]:
        for e in study["entries"]:
            place = e["file"], e["position"]
            ok(place not in seen, place, "twice in gold")
            seen.add(place)
            ok(bare(found[place]) == bare(study["title"]), place, "has another title:", found[place])
        ok(study["doi"].startswith("10.5555/"), study["doi"])
        ok(int(study.get("pmid", "99999999")) > 99700000, study["title"])
        ok(("file" in study) == (group in groups[:3]), study["title"], "full text")
ok(seen == set(found), "entries without gold", set(found) - seen)
ok(len(GOLD["duplicates"]) == GOLD["counts"]["duplicates"], "duplicates")
for pair in GOLD["duplicates"]:
    ok(len({bare(found[e["file"], e["position"]]) for e in pair}) == 1, pair)

criteria = {c["id"] for c in PROTOCOL["criteria"]}
outcomes = {o["id"] for o in PROTOCOL["outcomes"]}
comparisons = {c["id"] for c in PROTOCOL["comparisons"]}
files = set()
for group in groups[:3]:
    for study in GOLD[group]:
        path = HERE / study["file"]
        files.add(path.name)
        text, tree = read(path)
        ok(NOTE in text, path.name, "does not say that it is invented")
        ok(study["doi"] in text, path.name, "DOI")
        ok(bare(study["title"]) in bare(text), path.name, "title")
        if group != "included":
            ok(study["criterion"] in criteria, study["criterion"])
            for q in quotes(study["where"]):
                ok(flat(q) in text, path.name, "quotation not found:", q)
            continue
        ok({r["outcome"] for r in study["results"]} | set(study["not_reported"]) == outcomes, path.name, "outcomes")
        for r in study["results"]:
            label = f"{path.name} {r['outcome']} {r['time']}"
            ok(r["comparison"] in comparisons, label)
            place = ""
            for q in quotes(r["where"]):
                ok(flat(q) in text, label, "quotation not found:", q)
                place += " | " + flat(q)
            for table, row, column, value in r.get("cells", []):
                ok(cell(tree, table, row, column) == value, label, "cell", row, column, cell(tree, table, row, column))
                place += " | " + value
            for arm in ("intervention", "comparator"):
                for name, value in r[arm].items():
                    if value is None:
                        continue
                    if f"{arm}.{name}" in r.get("computed", []):
                        sd = r[arm]["se"] * math.sqrt(r[arm]["total"])
                        ok(abs(sd - value) < 0.01, label, arm, "SD", sd)
                    else:
                        ok(shown(value, place), label, arm, name, value, "not in", place)
            if r["effect"]:
                e = r["effect"]
                ok(shown(abs(e["estimate"]), text), label, "effect")
                ok(
                    re.search(rf"{e['estimate']}.{{0,22}}{e['low']:.1f} to {e['high']:.1f}", text),
                    label,
                    "effect and interval",
                )
                ok(
                    abs(r["intervention"]["mean"] - r["comparator"]["mean"] - e["estimate"]) < 0.06,
                    label,
                    "difference of means",
                )
        ok(
            len({r["outcome"] for r in study["results"] if r["preferred"]})
            == sum(r["preferred"] for r in study["results"]),
            path.name,
            "preferred",
        )
ok(files == {p.name for p in (HERE / "fulltext").iterdir()}, "files", files)

print(f"{checked} checks, {len(faults)} faults")
print("\n".join(faults))
sys.exit(bool(faults))
