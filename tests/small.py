"""A small review to run in tests: 20 references, 7 full texts, everything invented (zinc lozenges for colds)."""

from pathlib import Path

PROTOCOL = """
arakis: 1
title: "Zinc lozenges for the common cold: a small invented review"
question: Do zinc lozenges shorten the common cold in adults?
population: {text: Adults with a cold, terms: [common cold, cold]}
intervention: {text: Zinc lozenges, terms: [zinc]}
comparator: {text: Placebo lozenges, terms: [placebo]}
criteria:
  - {id: I1, kind: include, element: population, text: Adults with a common cold, terms: [common cold, colds],
     contrary: [cystic fibrosis]}
  - {id: I2, kind: include, element: intervention, text: Zinc lozenges, terms: [zinc lozenges, zinc lozenge],
     contrary: [zinc ointment]}
  - {id: I3, kind: include, element: design, text: Randomised trials, terms: [randomised, randomized, at random],
     contrary: [case series, uncontrolled]}
  - {id: E1, kind: exclude, element: publication, text: Reviews and editorials, terms: [systematic review, editorial]}
comparisons:
  - id: zinc-placebo
    intervention: {name: Zinc, terms: [zinc, zinc lozenges, zinc group]}
    comparator: {name: Placebo, terms: [placebo, placebo lozenges, placebo group]}
outcomes:
  - {id: persisting, name: Cold persisting after 7 days, terms: [cold persisting, still had a cold, persisting cold],
     kind: dichotomous, measure: RR, direction: lower, role: primary}
automation: act
authors: [{name: Test Author, affiliation: Test University, roles: [all]}]
funding: None
interests: None declared
"""

# label, year, zinc events, zinc total, placebo events, placebo total
TRIALS = (
    ("Alder", 1991, 12, 60, 24, 58),
    ("Birch", 1995, 8, 45, 19, 47),
    ("Cedar", 1999, 30, 101, 41, 99),
    ("Dogwood", 2003, 5, 33, 6, 35),
    ("Elm", 2008, 22, 80, 36, 84),
)
OTHERS = (
    ("Fir", "Zinc ointment for nappy rash: a randomised trial", "Zinc ointment was compared with paraffin in infants."),
    ("Gum", "Zinc and immunity: a systematic review", "This systematic review summarises trials of zinc."),
    ("Hazel", "Zinc lozenges in 40 patients with colds: a case series", "We report an uncontrolled case series."),
    ("Ivy", "Zinc in cystic fibrosis", "Patients with cystic fibrosis received zinc sulphate at random or placebo."),
    ("Juniper", "Lozenges and the common cold", ""),
)


def write(folder: Path) -> None:
    """Write protocol.yaml, references/ and fulltext/ under `folder`."""
    (folder / "references").mkdir(parents=True)
    (folder / "fulltext").mkdir()
    (folder / "protocol.yaml").write_text(PROTOCOL, "utf-8")
    first = [_ris(*_trial(number)) for number in range(len(TRIALS))]
    first += [_ris(name, 2001 + at, title, abstract, 100 + at) for at, (name, title, abstract) in enumerate(OTHERS)]
    second = [_ris(*_trial(number), doi=False) for number in range(len(TRIALS))]
    second += [
        _ris(f"Kapok{at}", 2010 + at, f"Vitamin C in volume {at} of an unrelated matter: a systematic review",
             "A systematic review of vitamin C.", 200 + at)
        for at in range(5)
    ]  # fmt: skip
    (folder / "references" / "one.ris").write_text("".join(first), "utf-8")
    (folder / "references" / "two.ris").write_text("".join(second), "utf-8")
    for number, (name, _, *counts) in enumerate(TRIALS):
        text = jats(name, *_trial(number)[1:3], number, *counts)
        (folder / "fulltext" / f"{name.lower()}.xml").write_text(text, "utf-8")
    unclear = jats("Juniper", 2005, "Lozenges and the common cold", 104, 1, 10, 2, 10).replace("at random", "in turn")
    (folder / "fulltext" / "juniper.xml").write_text(unclear.replace("Randomised", "Comparative"), "utf-8")
    (folder / "fulltext" / "stray.xml").write_text(jats("Stray", 1980, "Another matter", 900, 1, 2, 1, 2), "utf-8")


def _trial(number: int) -> tuple[str, int, str, str, int]:
    name, year, *_ = TRIALS[number]
    title = f"Zinc lozenges for the common cold in {('students', 'nurses', 'clerks', 'teachers', 'soldiers')[number]}"
    abstract = "Adults with a common cold were randomised to zinc lozenges or placebo lozenges."
    return name, year, title, abstract, number


def _ris(name: str, year: int, title: str, abstract: str, number: int, doi: bool = True) -> str:
    lines = ["TY  - JOUR", f"AU  - {name}, A. B.", f"TI  - {title}", "JO  - Journal of Invented Colds", f"PY  - {year}"]
    lines += [f"VL  - {number + 1}", f"SP  - {10 * number + 1}", f"EP  - {10 * number + 8}"]
    lines += [f"AB  - {abstract}"] if abstract else []
    lines += [f"DO  - 10.5555/cold.{number}"] if doi else []
    return "\n".join([*lines, "ER  - ", "", ""])


def jats(name: str, year: int, title: str, number: int, a: int, n: int, c: int, m: int) -> str:
    """A report of a trial with `a` of `n` events with zinc and `c` of `m` with placebo."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<article><front><journal-meta><journal-title-group><journal-title>Journal of Invented Colds</journal-title>
</journal-title-group></journal-meta><article-meta><article-id pub-id-type="doi">10.5555/cold.{number}</article-id>
<title-group><article-title>{title}</article-title></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>{name}</surname><given-names>A. B.</given-names></name>
</contrib></contrib-group><pub-date><year>{year}</year></pub-date></article-meta></front>
<body><sec><title>Methods</title><p>Randomised trial. Adults with a common cold were allocated at random, by sealed
opaque envelopes numbered in sequence, to zinc lozenges or placebo lozenges of identical appearance.</p></sec>
<sec><title>Results</title><p>In all, {n} persons received zinc and {m} received placebo.</p>
<table-wrap id="t1"><label>Table 1</label><caption><p>Persons with cold persisting after 7 days</p></caption>
<table><thead><tr><th>Group</th><th>Cold persisting</th><th>Total</th></tr></thead>
<tbody><tr><td>Zinc lozenges</td><td>{a}</td><td>{n}</td></tr>
<tr><td>Placebo lozenges</td><td>{c}</td><td>{m}</td></tr></tbody></table></table-wrap></sec></body></article>
"""
