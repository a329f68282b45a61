"""Writes search/, fulltext/ and gold.json from the texts in this folder: python source/build.py"""
import json
import os
import random
import re
import textwrap
from pathlib import Path
from xml.sax.saxutils import escape

import typst

from gold_values import EXCLUDED, NOT_RETRIEVED, RESULTS, UNCLEAR
from records import J, R
from xml_texts import B

HERE = Path(__file__).parent
OUT = HERE.parent
NOTE = "Invented report for measurement. No such study took place."
by_key = {r["key"]: r for r in R}
UNIS = ["Vallmark", "Easthaven", "Port Merrin", "Glenmoor", "Sankt Alban", "Norrvik", "Tarrasque Bay", "Lower Wexcombe"]
PDF = ["lindqvist2016", "ferreira2018", "hargreaves2019", "mcallister2020"]


def people(r):
    return [tuple(x.strip() for x in a.split(",")) for a in r["au"].split(";") if a.strip()]


def initials(first, dot):
    parts = re.split(r"[ -]", first)
    return "".join(p[0] + dot for p in parts if p)


def uni(r):
    return UNIS[sum(map(ord, r["key"])) % len(UNIS)]


def scopus_title(r):
    """Scopus writes a capital after a colon; some publishers deliver titles in capitals."""
    t = re.sub(r": (\w)", lambda m: ": " + m[1].upper(), r["title"])
    if r["key"] in ("tanaka2023", "o07", "o29"):
        small = {"a", "of", "for", "with", "and", "in", "the", "an"}
        words = t.split()
        t = " ".join(w if i and w in small and not words[i - 1].endswith(":") else w[0].upper() + w[1:] for i, w in enumerate(words))
    return t


def scopus(r, press=False):
    full, abbr, issn, _ = J[r["j"]]
    out = [("TY", "CONF" if r["kind"] == "Conference Review" else "JOUR"), ("TI", scopus_title(r)), ("T2", full),
           ("J2", " ".join(w if w in full.replace(",", "").split() else w + "." for w in abbr.split()))]
    pages = r["pages"].split("-")
    if press:
        out.append(("PY", str(r["year"] - 1)))
    else:
        if r["vol"]:
            out.append(("VL", str(r["vol"])))
        if r["iss"]:
            out.append(("IS", str(r["iss"])))
        if r["pages"].startswith("e"):
            out.append(("C7", r["pages"]))
        else:
            out += [("SP", pages[0]), ("EP", pages[-1])]
        out.append(("PY", str(r["year"])))
    if r["key"] not in ("o09", "o30", "o36", "kowalczyk2022"):  # some entries of Scopus have no DOI
        out.append(("DO", r["doi"]))
    out.append(("SN", issn.replace("-", "") + " (ISSN)"))
    out += [("AU", f"{last}, {initials(first, '.')}") for last, first in people(r)]
    if people(r):
        out.append(("AD", f"Department of Health Sciences, University of {uni(r)}, {uni(r)}"))
    if r["ab"]:
        text = " ".join((f"{lab.capitalize()}: " if lab else "") + t for lab, t in r["ab"])
        out.append(("AB", text + f" © {r['year']} {['The Authors.', full + '.', 'The Author(s).'][len(text) % 3]}"))
    out += [("KW", k) for k in r["kw"]]
    if r["src"] == "b" and r["kw"]:
        out += [("KW", k) for k in ("adult", "controlled study", "human")]
    out += [("N1", "Export Date: 14 March 2024"), ("N1", "Invented record for measurement")]
    out += [("M3", "Article in Press" if press else r["kind"]), ("DB", "Scopus"), ("LA", "English")]
    eid = f"2-s2.0-9{sum(map(ord, r['key'] + str(press))) * 7919 % 10**10:010d}"
    out.append(("UR", f"https://www.scopus.com/inward/record.uri?eid={eid}&partnerID=40"))
    return "\n".join(f"{t}  - {v}" for t, v in out) + "\nER  - \n"


MON = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def nbib(r):
    full, abbr, issn, country = J[r["j"]]
    m = MON.index(r["month"]) + 1
    title = r["title"] + ("" if r["title"][-1] in "?]." else ".")
    if title.endswith("]"):
        title += "."
    p = r["pages"].split("-")
    short = p[0]
    if len(p) > 1:
        same = len(os.path.commonprefix(p)) if len(p[0]) == len(p[1]) else 0
        short += "-" + p[1][same:]
    out = [("PMID", r["pmid"]), ("OWN", "NLM"), ("STAT", "MEDLINE"), ("DCOM", f"{r['year'] + 1}{m:02d}12"), ("LR", f"{r['year'] + 1}{m:02d}12"),
           ("IS", f"{issn} (Print)"), ("IS", f"{issn} (Linking)"), ("VI", str(r["vol"])), ("IP", str(r["iss"])), ("DP", f"{r['year']} {r['month']}"),
           ("TI", title), ("PG", short)]
    doi = r["key"] not in ("oduya2017", "o13", "o34")  # some entries of PubMed have no DOI
    if doi:
        out.append(("LID", r["doi"] + " [doi]"))
    if r["ab"]:
        out.append(("AB", " ".join((f"{lab}: " if lab else "") + t for lab, t in r["ab"])))
    if r["year"] % 3 == 0 and r["ab"]:
        out.append(("CI", f"Copyright © {r['year']} {full}."))
    for i, (last, first) in enumerate(people(r)):
        out += [("FAU", f"{last}, {first}"), ("AU", f"{last} {initials(first, '')}")]
        if i == 0:
            out.append(("AD", f"Department of Health Sciences, University of {uni(r)}, {uni(r)}, {country}."))
    out += [("LA", r["la"])] + [("PT", p) for p in r["pt"]]
    if r["tt"]:
        out.append(("TT", r["tt"]))
    out += [("PL", country), ("TA", abbr), ("JT", full), ("JID", f"99{int(issn[:4]) % 9000 + 1000:05d}"), ("SB", "IM")]
    out += [("MH", h) for h in sorted(set(r["mh"]) | {"Humans"})]
    out += [("OT", k) for k in r["kw"]]
    out += [("GN", "Invented record for measurement"), ("EDAT", f"{r['year']}/{m:02d}/05 06:00"), ("MHDA", f"{r['year'] + 1}/{m:02d}/12 06:00"),
            ("CRDT", f"{r['year']}/{m:02d}/05 06:00"), ("PHST", f"{r['year']}/{m:02d}/05 06:00 [pubmed]")]
    if doi:
        out.append(("AID", r["doi"] + " [doi]"))
    out.append(("PST", "ppublish"))
    so = f"{abbr}. {r['year']} {r['month']};{r['vol']}({r['iss']}):{short}." + (f" doi: {r['doi']}." if doi else "")
    out.append(("SO", so))
    return "".join("\n".join(textwrap.wrap(f"{t:<4}- {v}", 88, subsequent_indent="      ", break_long_words=False, break_on_hyphens=False)) + "\n" for t, v in out)


def article(r):
    full, abbr, issn, _ = J[r["j"]]
    names = "\n".join(f'<contrib contrib-type="author"><name><surname>{escape(a)}</surname><given-names>{escape(b)}</given-names></name></contrib>' for a, b in people(r))
    ab = "\n".join(f"<sec><title>{lab.capitalize()}</title><p>{escape(t)}</p></sec>" if lab else f"<p>{escape(t)}</p>" for lab, t in r["ab"])
    p = r["pages"].split("-")
    pg = f"<fpage>{p[0]}</fpage><lpage>{p[-1]}</lpage>" if len(p) > 1 else f"<elocation-id>{p[0]}</elocation-id>"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.2 20190208//EN" "JATS-journalpublishing1.dtd">
<!-- {NOTE} -->
<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article" xml:lang="en">
<front>
<journal-meta><journal-id journal-id-type="nlm-ta">{abbr}</journal-id><journal-title-group><journal-title>{full}</journal-title></journal-title-group><issn pub-type="ppub">{issn}</issn></journal-meta>
<article-meta>
<article-id pub-id-type="pmid">{r['pmid']}</article-id>
<article-id pub-id-type="doi">{r['doi']}</article-id>
<title-group><article-title>{escape(r['title'])}</article-title></title-group>
<contrib-group>
{names}
</contrib-group>
<aff>Department of Health Sciences, University of {uni(r)}</aff>
<pub-date pub-type="ppub"><month>{MON.index(r['month']) + 1}</month><year>{r['year']}</year></pub-date>
<volume>{r['vol']}</volume><issue>{r['iss']}</issue>{pg}
<abstract>
{ab}
</abstract>
<kwd-group>{''.join(f'<kwd>{escape(k)}</kwd>' for k in r['kw'])}</kwd-group>
</article-meta>
<notes><p>{NOTE}</p></notes>
</front>
<body>
{B[r['key']]}</body>
</article>
""".replace(f"<article-id pub-id-type=\"pmid\">{r['pmid']}</article-id>\n", "" if r["src"] == "s" else f"<article-id pub-id-type=\"pmid\">{r['pmid']}</article-id>\n")


def main():
    rng = random.Random(20240314)
    s = [(r["key"], scopus(r)) for r in R if r["src"] in "sb"] + [("hargreaves2019", scopus(by_key["hargreaves2019"], press=True))]
    p = [(r["key"], nbib(r)) for r in R if r["src"] in "pb"]
    rng.shuffle(s)
    rng.shuffle(p)
    (OUT / "search/scopus.ris").write_text("\n".join(t for _, t in s) + "\n", "utf-8")
    (OUT / "search/pubmed.nbib").write_text("\n".join(t for _, t in p), "utf-8", newline="\r\n")
    at = {}
    for name, entries in (("search/scopus.ris", s), ("search/pubmed.nbib", p)):
        for i, (k, _) in enumerate(entries, 1):
            at.setdefault(k, []).append({"file": name, "position": i})
    files = {}
    for k in PDF:
        assert by_key[k]["doi"] in (HERE / f"{k}.typ").read_text("utf-8"), k
        typst.compile(str(HERE / f"{k}.typ"), output=str(OUT / f"fulltext/{k}.pdf"))
        files[k] = f"fulltext/{k}.pdf"
    for k in B:
        (OUT / f"fulltext/{k}.xml").write_text(article(by_key[k]), "utf-8")
        files[k] = f"fulltext/{k}.xml"

    def ref(k):
        r = by_key[k]
        d = {"title": r["title"], "doi": r["doi"]}
        if r["src"] != "s":
            d["pmid"] = r["pmid"]
        d["entries"] = at[k]
        if k in files:
            d["file"] = files[k]
        return d

    gold = {
        "included": [{**ref(k), **RESULTS[k]} for k in RESULTS],
        "excluded": [{**ref(k), **v} for k, v in EXCLUDED.items()],
        "unclear": [{**ref(k), **v} for k, v in UNCLEAR.items()],
        "not_retrieved": [ref(k) for k in NOT_RETRIEVED],
        "off_topic": [{**ref(r["key"]), "criteria": r["why"]} for r in R if r["why"]],
        "duplicates": [v for v in at.values() if len(v) == 2],
        "not_duplicates": [
            {"entries": [at["kowalczyk2022"], at["o11"]], "note": "report and published protocol of one trial"},
            {"entries": [at["adeyemi2021"], at["o12"]], "note": "report of a trial and interviews nested in it"}],
        "counts": {"entries": len(s) + len(p), "duplicates": len(s) + len(p) - len(R), "unique": len(R)},
    }
    (OUT / "gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", "utf-8")


main()
