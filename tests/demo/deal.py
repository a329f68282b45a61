# ruff: noqa: E501
"""Deal a whole demonstration anew from a seed.

``deal(seed, folder)`` writes ``protocol.yaml``, ``search/`` and ``fulltext/`` and returns the key,
of the same structure as ``key.json``.  Authors, titles, journals, counts, places and sentences are drawn,
and the layouts are dealt anew among the trials.  The topic and the protocol's terms stay.
The same seed gives the same text.
"""

from __future__ import annotations

import math
import random
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from assemble import (
    HERE,
    JOURNALS,
    MONTHS,
    PLACES,
    PREFIX,
    Material,
    bank_records,
    load_bank,
    people,
    write_material,
)
from layouts import DEALT_NOTE, Rec, Report, h, num, p, t, words

HOMES = ["PREV", "AMAR", "PROV", "BULL", "SACH", "INDA", "FIEL", "PAED", "PUBR", "QEM", "VACC"]
PROSE = ("prose", "prose-comma", "prose-thin", "words", "words-mixed")
TABLES = ("rows", "rows-deaths", "cols", "nonevents-rows", "nonevents-cols", "multiarm", "subgroup", "subgroup-rows")

POPULATIONS = [
    ("schoolchildren", "children of 6 to 14 years attending the schools"),
    ("newborn infants", "infants born at the district hospital"),
    ("student nurses", "nurses entering training at the hospitals"),
    ("mine recruits", "men arriving for their first contract"),
    ("villagers", "residents of all in the villages of the area"),
    ("adolescents", "boys and girls in their last year at school"),
    ("hospital employees", "newly engaged employees of the hospitals"),
    ("household contacts", "children and adults living with a known patient"),
    ("conscripts", "young men called to service"),
    ("plantation workers", "workers on the estates, with their families"),
    ("university students", "first-year students of the university"),
    ("orphanage children", "children admitted to the homes of the province"),
    ("railway employees", "employees of the railway and their families"),
    ("apprentices", "apprentices of the yards and factories"),
]
TITLES = [
    "{B} vaccination of {pop} in {place}",
    "{B} in the prevention of tuberculosis among {pop} of {place}",
    "Protection against tuberculosis by {B} vaccination: {pop} in {place}",
    "A controlled trial of {B} vaccine in {pop} of {place}",
    "Tuberculosis among vaccinated and unvaccinated {pop} in {place}",
    "{B} vaccine and the incidence of tuberculosis in {pop}: the {place} study",
    "Evaluation of {B} vaccination in {pop}, {place}",
    "The effect of {B} vaccination on tuberculosis in {pop} of {place}",
]
INTROS = [
    "Opinions on the value of BCG differ, and the trials made so far do not agree. The circumstances of {place} made it possible to compare vaccinated and unvaccinated people who live under like conditions.",
    "Tuberculosis remains a leading cause of illness in {place}. Isolation and treatment have had less effect than was hoped, and it was asked whether vaccination could add to them.",
    "Many reports on BCG describe only the vaccinated. Without a group that might equally well have been vaccinated, and was not, the results cannot be read. This study was planned to supply one.",
    "The present study was begun when vaccine first became available in {place} in an amount sufficient for a part of those who were eligible.",
    "Before a programme of vaccination is adopted for {pop} its effect should be known. We report the experience of {years} years.",
]
ELIGIBLE = [
    "The subjects were {desc}. All were tested with tuberculin, and those without a reaction and with a clear chest film were admitted.",
    "We admitted {desc}, provided that two tuberculin tests of rising strength were negative and that no disease was seen on the film.",
    "Eligible were {desc} who did not react to 5 TU of tuberculin. Persons with a history of tuberculosis were not taken.",
    "{Desc} were invited to take part. Consent was asked of the subject or a parent; about one in nine refused. Non-reactors to tuberculin were included.",
]
RANDOM = [
    (
        "They were allocated at random to two groups, with the aid of a published table of random numbers.",
        "table of random numbers",
    ),
    (
        "Allocation was random: a sealed opaque envelope, numbered in order, was opened for each subject after registration.",
        "sealed opaque envelopes",
    ),
    ("They were divided into two groups at random.", "at random (method not given)"),
    (
        "Subjects were randomly allocated by lists of random sampling numbers kept at the central office, to which the clinic telephoned.",
        "random lists kept centrally",
    ),
    (
        "Each subject drew a slip from a box; the slips had been prepared in equal numbers, so that allocation was random.",
        "drawing of slips from a box",
    ),
    (
        "A computer-printed random list, drawn up before the intake, gave the group of each serial number.",
        "computer-printed random list",
    ),
    (
        "Lots were drawn by a clerk who had no other part in the work, so that assignment was at random.",
        "drawing of lots",
    ),
]
ALTERNATE = [
    (
        "Alternate persons on the list were vaccinated; the persons between them were the control group.",
        "alternate persons on a list",
    ),
    (
        "They were assigned alternately, in order of arrival, to vaccination or to no vaccination.",
        "alternately in order of arrival",
    ),
    (
        "Alternate families were assigned to vaccination, and the members of the families between served as controls.",
        "alternate families",
    ),
]
SYSTEMATIC = [
    (
        "Assignment was systematic: those born in an even year were vaccinated, and those born in an odd year were not.",
        "parity of the year of birth",
    ),
    (
        "Subjects whose record carried an even number were systematically assigned to vaccination, those with an odd number to the control group.",
        "parity of the record number",
    ),
    (
        "Systematic assignment by the last digit of the year of birth determined who was vaccinated.",
        "last digit of the year of birth",
    ),
    (
        "By a system fixed beforehand, those registered on odd days of the month were vaccinated and those registered on even days were not: an assignment that was systematic and not by chance.",
        "day of registration",
    ),
]
VACCINE = [
    "The vaccine was freeze-dried BCG, 0.1 mg intradermally. The others were not vaccinated.",
    "BCG was given by multiple puncture. Controls received nothing.",
    "Liquid BCG of the local institute was injected into the skin over the deltoid; controls received an injection of saline in the same place.",
    "BCG was given intradermally by a single trained team. The control group remained unvaccinated until the end of the study.",
]
FOLLOW = [
    "Chest films were made every year for {years} years, and the registers of the chest clinics were searched for all names.",
    "Follow-up was by home visit twice a year and by radiograph every second year; it lasted {years} years.",
    "Cases were found through the central register of notifications, matched name by name over {years} years.",
    "All subjects were seen yearly for {years} years, with a film and, where there was a cough, an examination of sputum.",
]
CASE = [
    "Tuberculosis was accepted when bacilli were found, or when a new lesion on the film took a course that was consistent with the disease.",
    "A case of tuberculosis required a positive culture or unequivocal progression on two films.",
    "By tuberculosis is meant disease of any organ diagnosed by the clinic and confirmed on review; a change of the tuberculin test alone was not counted.",
]
BLIND = {
    "yes": [
        "The films were read by persons who did not know who had been vaccinated.",
        "An independent assessor, unaware of the group, decided on each suspected case.",
        "Diagnoses were reviewed without knowledge of the vaccination record.",
    ],
    "no": [
        "The physicians who made the diagnosis knew who had been vaccinated.",
        "As the scar was plain to see, no attempt was made to conceal the group from those who read the films.",
    ],
    "unclear": ["Doubtful films were discussed in conference.", "Two readers read the films."],
}
LOSS = [
    "At the last round {a}% of the vaccinated and {b}% of the others could be examined.",
    "The losses were small: {la}% of the vaccinated and {lb}% of the others had left the area.",
    "Removals were followed by letter, and were equal in the two groups.",
    "Some had moved away; they are counted with the status last known.",
    "",
]
DISCUSS = [
    "The groups were alike in age, in housing and in known contact, and the difference is hard to ascribe to anything but the vaccine or chance.",
    "It may be objected that the vaccinated took more care of themselves. We have no evidence of it.",
    "The result should not be carried over to places where the prevalence of non-specific sensitivity is different.",
    "The potency of the vaccine was not tested in animals, and it may have varied from one batch to the next.",
    "Movement out of the area weakens all studies of this length. There is no reason to think that it was unequal.",
    "The yield of vaccination depends on the risk of infection, which is falling, and should be reckoned again from time to time.",
]
CONCLUDE = {
    True: [
        "We conclude that vaccination lessened the incidence of tuberculosis in these {pop}.",
        "The vaccine gave useful protection under the conditions described.",
    ],
    False: [
        "We conclude that the vaccine had little or no effect in these {pop}.",
        "No protection could be shown under the conditions described.",
    ],
}
ARMS = [
    ("BCG vaccinated", "Not vaccinated"),
    ("Vaccinated", "Controls"),
    ("BCG group", "Control group"),
    ("Vaccinees", "Unvaccinated"),
    ("BCG", "No vaccination"),
]


def _cap(s: str) -> str:
    return s[:1].upper() + s[1:]


def _split(rng: random.Random, total: int, parts: int, low: int = 0) -> list[int]:
    """A whole number cut at random into parts of at least ``low``."""
    w = [rng.uniform(0.6, 1.6) for _ in range(parts)]
    free = total - low * parts
    out = [low + int(free * x / sum(w)) for x in w]
    out[rng.randrange(parts)] += total - sum(out)
    return out


def results(
    kind: str, c: tuple[int, int, int, int], rng: random.Random, sep: str, deaths: tuple[int, int] | None, wide: bool
) -> tuple[list[Any], list[str], str, list[str]]:
    """Blocks of the results, the evidence for the counts, where it stands, evidence of deaths."""
    a, b, cc, d = c
    n1, n2 = a + b, cc + d
    N1, N2 = num(n1, sep), num(n2, sep)
    arm1, arm2 = rng.choice(ARMS)
    lead = rng.choice(
        [
            "The result is shown in Table 1.",
            "Table 1 gives the experience of the groups.",
            "The numbers are set out in Table 1.",
        ]
    )
    blocks: list[Any] = []
    ev: list[str] = []
    dev: list[str] = []
    dtext = ""
    if deaths and kind != "rows-deaths":
        dtext = rng.choice(
            [
                f"There were {deaths[0]} deaths from all causes in the vaccinated group and {deaths[1]} in the control group.",
                f"Deaths from any cause numbered {deaths[0]} among the vaccinated and {deaths[1]} among the unvaccinated.",
            ]
        )
        dev = [dtext]
    if kind in ("prose", "prose-comma", "prose-thin"):
        ev = rng.choice(
            [
                [
                    f"Of the {N1} vaccinated, {a} developed tuberculosis",
                    f"of the {N2} controls, {cc} developed tuberculosis",
                ],
                [f"Tuberculosis was found in {a} of {N1} vaccinated persons", f"in {cc} of {N2} unvaccinated persons"],
                [
                    f"Among {N1} persons in the vaccinated group there were {a} cases of tuberculosis",
                    f"among {N2} persons in the control group there were {cc} cases",
                ],
            ]
        )
        blocks.append(p(f"{ev[0]}; {ev[1]}." if not ev[0].startswith("Tuberculosis") else f"{ev[0]} and {ev[1]}."))
        where = "prose of the Results, first paragraph"
    elif kind == "words":
        ev = [
            f"Tuberculosis developed in {words(a)} of the {words(n1)} vaccinated persons and in {words(cc)} of the {words(n2)} persons who were left unvaccinated"
        ]
        blocks.append(p(ev[0] + "."))
        where = "prose of the Results, all numbers in words"
    elif kind == "words-mixed":
        ev = [
            f"{_cap(words(a))} cases of tuberculosis were found among the {N1} persons who had been vaccinated, and {words(cc)} cases among the {N2} persons who had not"
        ]
        blocks.append(p(ev[0] + "."))
        where = "prose of the Results, events in words and groups in figures"
    elif kind in ("rows", "rows-deaths"):
        head = ["Group", "Persons", "Tuberculosis", "Rate per 1000"]
        r1 = [arm1, N1, str(a), f"{1000 * a / n1:.1f}"]
        r2 = [arm2, N2, str(cc), f"{1000 * cc / n2:.1f}"]
        if deaths and kind == "rows-deaths":
            head.append("Deaths, all causes")
            r1.append(str(deaths[0]))
            r2.append(str(deaths[1]))
            dev = [" ".join(r1), " ".join(r2)]
        body = [r1, r2] if rng.random() < 0.5 else [r2, r1]
        if kind == "rows" and rng.random() < 0.5:
            body.append(["Total", num(n1 + n2, sep), str(a + cc), f"{1000 * (a + cc) / (n1 + n2):.1f}"])
        blocks += [p(lead), t("Table 1.", "Tuberculosis by group", [head], body)]
        ev = [" ".join(r1[:3]), " ".join(r2[:3])]
        where = "Table 1, arms as rows"
    elif kind == "cols":
        k = _split(rng, a, 2) + _split(rng, cc, 2)
        rows = [
            ["Persons", N1, N2],
            ["Tuberculosis, all forms", str(a), str(cc)],
            ["  Pulmonary", str(k[0]), str(k[2])],
            ["  Other", str(k[1]), str(k[3])],
        ]
        blocks += [p(lead), t("Table 1.", "Outcome in the two groups", [["", arm1, arm2]], rows)]
        ev = [f"Persons {N1} {N2}", f"Tuberculosis, all forms {a} {cc}"]
        where = "Table 1, arms as columns"
    elif kind == "nonevents-rows":
        r1, r2 = [arm1, str(a), num(b, sep)], [arm2, str(cc), num(d, sep)]
        blocks += [
            p(lead),
            t(
                "Table 1.",
                "Outcome at the end of observation, by group",
                [["Group", "Tuberculosis", "No tuberculosis"]],
                [r1, r2],
            ),
        ]
        ev = [" ".join(r1), " ".join(r2)]
        where = "Table 1, arms as rows, events and non-events, no totals"
    elif kind == "nonevents-cols":
        rows = [
            ["Tuberculosis developed", str(a), str(cc)],
            ["Tuberculosis did not develop", num(b, sep), num(d, sep)],
            ["All persons", N1, N2],
        ]
        blocks += [
            p(lead),
            t("Table 1.", "Persons observed, by final status", [["Status", arm1, arm2]], rows, bold=(2,)),
        ]
        ev = [" ".join(r) for r in rows]
        where = "Table 1, arms as columns, events, non-events and total as rows"
    elif kind == "multiarm":
        n3 = int(n1 * rng.uniform(0.3, 0.6))
        e3 = max(1, int(n3 * a / n1 * rng.uniform(0.8, 1.4)))
        n4 = int(n2 * rng.uniform(0.8, 1.4))
        e4 = max(1, int(n4 * cc / n2 * rng.uniform(0.5, 1.2)))
        rows = [
            ["Negative, unvaccinated", N2, str(cc)],
            ["Negative, BCG vaccinated", N1, str(a)],
            ["Negative, vole bacillus vaccinated", num(n3, sep), str(e3)],
            ["Positive reactors", num(n4, sep), str(e4)],
        ]
        if rng.random() < 0.5:
            rows[0], rows[1] = rows[1], rows[0]
        blocks += [
            p(
                lead
                + " The vole bacillus vaccine was used in a part of the intake; positive reactors were not vaccinated."
            ),
            t(
                "Table 1.",
                "Tuberculosis by group at entry",
                [["Group at entry", "Number of participants", "Cases of tuberculosis"]],
                rows,
                wide=wide,
            ),
        ]
        ev = [f"Negative, unvaccinated {N2} {cc}", f"Negative, BCG vaccinated {N1} {a}"]
        where = "Table 1, arms as rows, with a third vaccine and positive reactors as distractors"
    else:
        dim, ages = rng.choice(
            [
                ("District", ["North", "East", "South", "West"]),
                ("Intake", ["First year", "Second year", "Third year", "Fourth year"]),
                ("Tuberculin dose", ["1 TU only", "5 TU", "10 TU", "100 TU"]),
            ]
        )
        ages = ages[: 3 if a < 8 or cc < 8 else 4]
        m = len(ages)
        s1, s2 = _split(rng, n1, m, 5), _split(rng, n2, m, 5)
        e1, e2 = _split(rng, a, m), _split(rng, cc, m)
        label = rng.choice(["Total", "All"])
        if kind == "subgroup":
            rows = [[g, num(s1[i], sep), str(e1[i]), num(s2[i], sep), str(e2[i])] for i, g in enumerate(ages)]
            rows.append([label, N1, str(a), N2, str(cc)])
            tb = t(
                "Table 1.",
                f"Persons and cases of tuberculosis, by {dim.lower()}",
                [["", (arm1, 2), (arm2, 2)], [dim, "Persons", "Cases", "Persons", "Cases"]],
                rows,
                bold=(m,),
                wide=wide,
            )
            ev = [f"{label} {N1} {a} {N2} {cc}"]
            where = f"Table 1, subgroups as rows, arms as columns, row {label}"
        else:
            rows = []
            for arm, s, e, tot, n in ((arm1, s1, e1, a, N1), (arm2, s2, e2, cc, N2)):
                for i, g in enumerate(ages):
                    rows.append([f"{arm}: {g.lower()}", num(s[i], sep), str(e[i])])
                rows.append([f"{arm}: all", n, str(tot)])
            tb = t(
                "Table 1.",
                f"Persons and cases of tuberculosis, by group and {dim.lower()}",
                [[f"Group and {dim.lower()}", "Persons", "Cases"]],
                rows,
                bold=(m, 2 * m + 1),
            )
            ev = [f"{arm1}: all {N1} {a}", f"{arm2}: all {N2} {cc}"]
            where = "Table 1, groups and subgroups as rows, with a row for all in each group"
        blocks += [p(lead), tb]
    if dtext:
        blocks.append(p(dtext))
    return blocks, ev, where, dev


class _Maker:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.pmids = rng.sample(range(99000001, 99000190), 60)
        self.places = rng.sample(PLACES, len(PLACES))
        self.titles: set[str] = set()
        self.files: set[str] = set()
        self.dois: set[str] = set()

    def head(
        self, key: str, title: str, year: int, pdf: bool, design: str, abstract: str, blocks: list[Any], place: str
    ) -> Report:
        rng = self.rng
        code = rng.choice([c for c in HOMES if c != "VACC" or year > 1980])
        first = rng.randint(12, 900)
        volume = str(year - 1919 if code in ("PREV", "AMAR", "PROV") else max(1, year - 1935))
        authors = people(rng, rng.choice([1, 2, 2, 3, 4]), year > 1985)
        doi = f"10.5555/{PREFIX[code]}.{year}.{volume}.{first}"
        pmid = str(self.pmids.pop())
        ext = "pdf" if pdf else "xml"
        show = rng.random() < 0.75
        names = [f"{authors[0][0]} {year}.{ext}", f"{authors[0][0].lower()}_{year}_{PREFIX[code]}.{ext}"]
        if show:
            names += [f"{doi.replace('/', '_')}.{ext}", f"{PREFIX[code]}-{volume}-{first}.{ext}"]
        if not pdf or rng.random() < 0.5:
            names.append(f"{pmid}.{ext}")
        file = rng.choice([f for f in names if f not in self.files])
        self.files.add(file)
        return Report(
            key=key,
            title=title,
            authors=authors,
            affiliation=rng.choice(
                [
                    f"Department of Preventive Medicine, {_cap(place)}",
                    f"Chest Service and Field Station, {_cap(place)}",
                    f"Institute of Hygiene, {_cap(place)}",
                ]
            ),
            journal=JOURNALS[code].full,
            year=year,
            volume=volume,
            issue=str(rng.randint(1, 6)),
            first=first,
            last=first + 1 if pdf else first + rng.randint(3, 9),
            doi=doi,
            pmid=pmid,
            abstract=abstract,
            blocks=blocks,
            design=design if pdf else "jats",
            file=file,
            show_doi=show,
            note=DEALT_NOTE,
            month=rng.choice(MONTHS),
        )

    def trial(
        self,
        i: int,
        c: tuple[int, int, int, int],
        kind: str,
        alloc: str,
        year: int,
        pdf: bool,
        design: str,
        with_deaths: bool,
    ) -> tuple[Report, dict[str, Any]]:
        rng = self.rng
        place = self.places[i]
        pop, desc = POPULATIONS[i % len(POPULATIONS)]
        years = rng.randint(4, 20)
        B = "B.C.G." if year < 1962 and rng.random() < 0.4 else "BCG"
        title = rng.choice(TITLES).format(B=B, pop=pop, place=place)
        sep = {"prose-comma": "comma", "prose-thin": "thin"}.get(kind) or rng.choice(["comma", "none", "space"])
        deaths = None
        if with_deaths:
            n1, n2 = c[0] + c[1], c[2] + c[3]
            rate = rng.uniform(0.01, 0.06)
            deaths = (max(1, int(n1 * rate * rng.uniform(0.7, 1.1))), max(1, int(n2 * rate)))
        how, how_text = rng.choice({"random": RANDOM, "alternate": ALTERNATE, "systematic": SYSTEMATIC}[alloc])
        blind = rng.choice(["yes", "yes", "yes", "no", "unclear"])
        fill = {
            "place": place,
            "pop": pop,
            "desc": desc,
            "Desc": _cap(desc),
            "years": years,
            "a": rng.randint(78, 95),
            "b": rng.randint(78, 95),
            "la": rng.randint(4, 15),
            "lb": rng.randint(4, 15),
        }
        wide = pdf and design in ("weekly", "bulletin")
        res, ev, where, dev = results(kind, c, rng, sep, deaths, wide)
        works = c[0] / (c[0] + c[1]) < 0.85 * c[2] / (c[2] + c[3])
        methods = [
            rng.choice(ELIGIBLE).format(**fill) + " " + how + " " + rng.choice(VACCINE),
            rng.choice(FOLLOW).format(**fill) + " " + rng.choice(CASE) + " " + rng.choice(BLIND[blind]),
        ]
        loss = rng.choice(LOSS).format(**fill)
        talk = rng.sample(DISCUSS, 4)
        h_m = rng.choice(["Methods", "Subjects and methods", "Population and methods", "Material and methods"])
        blocks = [
            h("Introduction"),
            p(rng.choice(INTROS).format(**fill)),
            h(h_m),
            *map(p, methods),
            h("Results"),
            *res,
            *([p(loss)] if loss else []),
            h("Discussion"),
            p(" ".join(talk[:2])),
            p(" ".join(talk[2:])),
            p(rng.choice(CONCLUDE[works]).format(**fill)),
        ]
        abstract = ""
        if year >= 1958 or rng.random() < 0.2:
            short = {"random": "at random", "alternate": "alternately", "systematic": "systematically"}[alloc]
            abstract = (
                f"{_cap(pop)} in {place} who did not react to tuberculin were allocated {short} to vaccination with BCG or to a"
                f" control group, and were observed for {years} years. "
                + (
                    "Tuberculosis was less frequent in the vaccinated than in the controls."
                    if works
                    else "The incidence of tuberculosis differed little between the vaccinated and the controls."
                )
            )
        rep = self.head(f"trial{i + 1:02d}", title, year, pdf, design, abstract, blocks, place)
        fam = rep.authors[0][0]
        return rep, {
            "trial": i + 1,
            "label": f"{fam} {year}",
            "counts": c,
            "where": where,
            "evidence": ev,
            "allocation": alloc,
            "allocation_text": how_text,
            "blind": blind,
            "deaths": (deaths[0], deaths[1], dev) if deaths else None,
            "kind": kind,
            "place": place,
            "pop": pop,
            "years": years,
        }


def _counts(rng: random.Random, small: bool) -> tuple[int, int, int, int]:
    n1 = int(math.exp(rng.uniform(math.log(110), math.log(600 if small else 40000))))
    n2 = int(n1 * rng.uniform(0.6, 1.2))
    risk = math.exp(rng.uniform(math.log(0.004), math.log(0.09)))
    if n2 * risk < 9:
        risk = rng.uniform(9, 20) / n2
    cc = max(3, int(n2 * risk))
    rr = math.exp(rng.gauss(-0.6, 0.5))
    a = max(2, min(n1 // 3, int(n1 * cc / n2 * rr)))
    return a, n1 - a, cc, n2 - cc


def deal(seed: int, folder: Path) -> dict[str, Any]:
    """Write the material of ``seed`` into ``folder`` and return its key."""
    rng = random.Random(f"arakis-demo:{seed}")
    mk = _Maker(rng)
    counts = [_counts(rng, i < 3) for i in range(13)]
    rng.shuffle(counts)
    kinds = [
        "prose",
        "prose-comma",
        "prose-thin",
        "words-mixed",
        "rows",
        "rows-deaths",
        "cols",
        "nonevents-rows",
        "nonevents-cols",
        "multiarm",
        "subgroup",
        "subgroup-rows",
    ]
    rng.shuffle(kinds)
    smallest = min(range(13), key=lambda i: sum(counts[i]))
    kinds.insert(smallest, "words")
    allocs = ["random"] * 7 + ["alternate"] * 2 + ["systematic"] * 4
    rng.shuffle(allocs)
    years = sorted(rng.sample(range(1947, 1988), 13))
    rng.shuffle(years)
    prose = rng.choice([i for i, k in enumerate(kinds) if k in PROSE])
    tables = [i for i, k in enumerate(kinds) if k in TABLES]
    pdfs = {prose, *rng.sample(tables, 2)}
    pdfs |= set(rng.sample([i for i in range(13) if i not in pdfs], 2))
    latest = max(pdfs, key=lambda i: years[i])
    design = {}
    for i in pdfs:
        design[i] = (
            "forties"
            if years[i] < 1952
            else "fifties"
            if years[i] < 1962
            else rng.choice(["weekly", "quarterly", "bulletin"])
        )
    design[latest] = rng.choice(["weekly", "bulletin"])
    trials: list[Report] = []
    facts: dict[str, dict[str, Any]] = {}
    died = set(rng.sample(range(13), 4)) | {i for i, k in enumerate(kinds) if k == "rows-deaths"}
    for i in range(13):
        rep, f = mk.trial(i, counts[i], kinds[i], allocs[i], years[i], i in pdfs, design.get(i, ""), i in died)
        trials.append(rep)
        facts[rep.key] = f

    # an earlier report of one of the trials
    whose = rng.choice([r for r in trials if facts[r.key]["counts"][0] >= 4 and facts[r.key]["counts"][2] >= 4])
    wf = facts[whose.key]
    a, b, c, d = wf["counts"]
    early = (a // 2, b + a - a // 2, c // 2, d + c - c // 2)
    n1, n2 = num(a + b), num(c + d)
    said = rng.choice(
        [
            f"By the second year there were {early[0]} cases of tuberculosis among {n1} vaccinated persons and {early[2]} cases among {n2} who were not vaccinated",
            f"In two years tuberculosis was found in {early[0]} of {n1} vaccinated persons and in {early[2]} of {n2} controls",
        ]
    )
    verb = {"random": "at random", "alternate": "alternately", "systematic": "systematically"}[wf["allocation"]]
    second = mk.head(
        "second",
        f"BCG vaccination of {wf['pop']} in {wf['place']}: early results after two years",
        whose.year - rng.randint(1, 3),
        False,
        "",
        "",
        [
            h("Introduction"),
            p(
                f"This is the first report of the trial of BCG in {wf['pop']} of {wf['place']}, and covers two years. The same persons continue to be observed, and a final report will follow."
            ),
            h("Methods"),
            p(f"Tuberculin-negative {wf['pop']} were allocated {verb} to vaccination with BCG or to no vaccination."),
            h("Results"),
            p(said + "."),
            h("Discussion"),
            p("It is too early to judge how long any protection will last."),
        ],
        wf["place"],
    )
    second.authors = whose.authors

    pl = mk.places[13:]
    n = lambda lo, hi: rng.randint(lo, hi)  # noqa: E731
    x1, x2 = n(60, 140), n(300, 500)
    cases = mk.head(
        "casecontrol",
        f"Protection by BCG against childhood tuberculosis in {pl[0]}: a controlled assessment",
        n(1980, 1990),
        False,
        "",
        f"Vaccinated and unvaccinated children in {pl[0]} were compared for the occurrence of tuberculosis, with control for age and district. The estimated protection was {n(40, 75)}%.",
        [
            h("Methods"),
            p(
                f"This was a case-control study. Cases were {x1} children with tuberculosis; {x2} control children were chosen from the surgical wards. Vaccination had been given or missed at birth in the ordinary way, and no child was allocated to it."
            ),
            h("Results"),
            p(f"A scar was found in {x1 // 2} of {x1} cases and in {int(x2 * 0.7)} of {x2} controls."),
            h("Discussion"),
            p(rng.choice(DISCUSS)),
        ],
        pl[0],
    )
    y1 = n(1500, 7000)
    nocontrol = mk.head(
        "nocontrol",
        f"Tuberculosis among BCG-vaccinated recruits of {pl[1]}",
        n(1950, 1962),
        rng.random() < 0.5,
        "fifties",
        "",
        [
            h("Material"),
            p(
                f"All {y1:,} tuberculin-negative recruits were vaccinated with BCG. As vaccination was obligatory there was no unvaccinated group and no control group of any sort."
            ),
            h("Results"),
            p(f"Tuberculosis was diagnosed in {n(12, 50)} persons in the course of six years."),
            h("Comment"),
            p("How much of this low rate is due to the vaccine we cannot tell."),
        ],
        pl[1],
    )
    z = n(150, 420)
    conversion = mk.head(
        "conversion",
        f"A randomized comparison of BCG and no vaccination in schoolchildren of {pl[2]}: effect at one year",
        n(1970, 1985),
        False,
        "",
        f"Schoolchildren in {pl[2]} were randomized to BCG or to no vaccination and examined for a year. The effect of the vaccine was judged in each group.",
        [
            h("Methods"),
            p(
                f"With random numbers, {2 * z} children were allocated to BCG ({z}) or to no vaccination ({z}). The only outcome was conversion of the tuberculin reaction; cases of the disease were not sought or recorded."
            ),
            h("Results"),
            p(f"Conversion had taken place in {int(z * 0.9)} of {z} and in {int(z * 0.05)} of {z} children."),
            h("Discussion"),
            p("Conversion is not the same as protection."),
        ],
        pl[2],
    )
    planned = mk.head(
        "planned",
        f"BCG vaccination of adolescents for the prevention of tuberculosis: the {pl[3]} trial",
        n(1999, 2016),
        False,
        "",
        f"In the {pl[3]} trial {n(20, 90)} schools are randomised to BCG vaccination or to no vaccination. The primary outcome is tuberculosis. The plan of the analysis is described.",
        [
            h("Background"),
            p("The benefit of BCG in adolescence is uncertain."),
            h("Methods"),
            p(
                "This article describes the protocol of a planned trial. Recruitment has not begun and no results are available. Schools will be randomised by computer. The primary outcome will be tuberculosis notified within six years."
            ),
            h("Discussion"),
            p("The first results are expected in ten years."),
        ],
        pl[3],
    )
    o1, o2 = n(700, 1600), n(700, 1600)
    other = mk.head(
        "othervaccine",
        f"Controlled trial of a vaccine against tuberculosis in shipyard workers of {pl[4]}",
        n(1956, 1969),
        False,
        "",
        "Tuberculin-negative workers were allocated at random to vaccination or to no vaccination. The incidence of tuberculosis in the vaccinated was lower than in the controls.",
        [
            h("Methods"),
            p(
                "The only vaccine used was the vole bacillus (_Mycobacterium microti_) vaccine; BCG was not given to any worker. Allocation was by random numbers."
            ),
            h("Results"),
            p(
                f"There were {n(3, 9)} cases of tuberculosis in {o1:,} vaccinated workers and {n(15, 30)} in {o2:,} who were not vaccinated."
            ),
            h("Discussion"),
            p(rng.choice(DISCUSS)),
        ],
        pl[4],
    )
    excluded = [
        (cases, "I5", "Case-control study: children were not allocated to vaccination", "case-control"),
        (nocontrol, "I3", "All were vaccinated: no control group", "no control group"),
        (conversion, "I4", "Only tuberculin conversion was observed", "outcome is conversion only"),
        (planned, "E3", "Protocol of a planned trial without results", "protocol only"),
        (other, "I2", "The vaccine was vole bacillus vaccine; BCG was not given", "other vaccine"),
    ]
    u1, u2 = n(120, 300), n(120, 300)
    formed = mk.head(
        "formed",
        f"B.C.G. vaccination in the preventorium of {pl[5]}: tuberculosis in two groups of children",
        n(1949, 1960),
        False,
        "",
        "",
        [
            h("Methods"),
            p(
                "Two groups were formed from the tuberculin-negative children. The first group received B.C.G.; the second did not."
            ),
            h("Results"),
            p(
                f"In five years tuberculosis was found in {n(2, 6)} of {u1} vaccinated children and in {n(8, 16)} of {u2} unvaccinated children."
            ),
            h("Discussion"),
            p("The children were of the same ages and lived together."),
        ],
        pl[5],
    )
    chest = mk.head(
        "chest",
        f"Vaccination with BCG in boarding schools of {pl[6]}: chest illness in a trial with random allocation",
        n(1958, 1972),
        False,
        "",
        "Pupils were allocated at random to vaccination with BCG or to no vaccination. Absences for chest illness and abnormal radiographs were fewer among the vaccinated.",
        [
            h("Methods"),
            p(
                "Pupils were allocated at random, by drawing discs, to BCG or to no vaccination. The outcome was “chest illness with an abnormal film”; the films were not classified further."
            ),
            h("Results"),
            p(
                f"Chest illness with an abnormal film was recorded in {n(8, 18)} of {n(600, 900)} vaccinated pupils and in {n(20, 36)} of {n(600, 900)} pupils who were not vaccinated. Some of these illnesses were no doubt tuberculous and others were not."
            ),
            h("Discussion"),
            p("We make no claim as to the cause."),
        ],
        pl[6],
    )
    unclear = [
        (formed, "I5", "How the groups were formed is not described"),
        (chest, "I4", "How much of the chest illness was tuberculosis cannot be decided"),
    ]

    missing = []
    for i, (title, text) in enumerate(
        [
            (
                f"BCG vaccination of hospital staff in {pl[7]}: a trial with alternate allocation",
                "Tuberculin-negative staff were allocated alternately to vaccination with BCG or to no vaccination and were radiographed for five years. Tuberculosis was less frequent in the vaccinated than in the unvaccinated.",
            ),
            (
                f"Randomized trial of BCG vaccine in estate workers of {pl[8]}",
                f"Workers were randomized to BCG vaccine or to a placebo injection. Cases of tuberculosis numbered {n(9, 30)} among the vaccinated and {n(20, 50)} among those given placebo.",
            ),
        ]
    ):
        code = rng.choice(HOMES)
        year, first = n(1955, 1988), n(10, 800)
        missing.append(
            Rec(
                key=f"missing{i + 1}",
                year=year,
                title=title,
                authors=people(rng, 3),
                journal=JOURNALS[code],
                volume=str(year - 1930),
                issue=str(n(1, 6)),
                first=str(first),
                last=str(first + n(3, 9)),
                doi=f"10.5555/{PREFIX[code]}.{year}.{year - 1930}.{first}",
                pmid=str(mk.pmids.pop()),
                acc=f"L{990004000 + 11 * i}",
                abstract=text,
                month=rng.choice(MONTHS),
                mesh=["BCG Vaccine", "Humans", "Tuberculosis/*prevention & control"],
                keywords=["article", "BCG vaccination", "human", "tuberculosis"],
            )
        )

    entries = load_bank()
    fixed = [e for e in entries if e["cat"].startswith("erratum") or e["T"].startswith("Tuberculin surveys")]
    loose = [e for e in entries if e not in fixed]
    keep = set(rng.sample(range(len(loose)), 98))
    chosen = [e for e in entries if e in fixed or loose.index(e) in keep]
    for e in chosen:
        if e not in fixed:
            e["year"] = str(int(e["year"]) + rng.randint(-3, 3))
    bank = bank_records(rng, chosen)
    one, two = (r.key for r, _ in bank if r.title.startswith("Tuberculin surveys"))
    art = next(r.key for r, cat in bank if cat == "erratum-article")
    err = next(r.key for r, cat in bank if cat == "erratum")

    placing = {}
    order = [r.key for r in trials]
    rng.shuffle(order)
    for i, k in enumerate(order):
        placing[k] = "both+press" if i == 0 else "both" if i < 9 else rng.choice("PE")
    for rep in [second, *(e[0] for e in excluded), *(u[0] for u in unclear)]:
        placing[rep.key] = rng.choice(["both", "P", "E"])
    return write_material(
        Material(
            protocol=(HERE / "protocol.yaml").read_text(encoding="utf-8"),
            trials=trials,
            facts=facts,
            second=second,
            second_of=whose.key,
            second_facts={"counts": early, "time": "2 years (the trial's own report has more)", "evidence": [said]},
            excluded=excluded,
            unclear=unclear,
            not_retrieved=missing,
            bank=bank,
            placing=placing,
            look_alikes=[(one, two, "part I and part II of one series"), (art, err, "an article and its erratum")],
            seed=seed,
            note="Invented; the truth of dealt demonstration material.",
        ),
        folder,
    )


if __name__ == "__main__":
    import json

    where = Path(sys.argv[2])
    made = deal(int(sys.argv[1]), where)
    (where / "key.json").write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
