# ruff: noqa: E501
"""Remake the shipped demonstration material and its key.

python tests/demo/build.py
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import authored as a
from assemble import (
    HERE,
    JOURNALS,
    Material,
    bank_records,
    load_bank,
    verify,
    write_material,
)
from layouts import Rec

TARGET = HERE.parents[1] / "src" / "arakis" / "demo"

NOT_RETRIEVED = [
    Rec(
        key="sorrell1962",
        year=1962,
        title="BCG vaccination of hospital employees: five years of a trial with alternate allocation",
        authors=[("Sorrell-Haig", "E M"), ("Duquesne", "R")],
        journal=JOURNALS["PREV"],
        volume="43",
        issue="5",
        first="301",
        last="309",
        doi="10.5555/jpp.1962.43.301",
        pmid="99000081",
        acc="L990004011",
        month="Sep",
        abstract="""Tuberculin-negative employees of nine hospitals were allocated alternately, on engagement, to vaccination with BCG or to no vaccination, and were radiographed
 every six months for five years. Tuberculosis was less frequent in the vaccinated than in the unvaccinated. The difference was greatest among ward maids and nurses. Vaccination of all negative employees on
 engagement is advised.""".replace("\n", ""),
        mesh=["BCG Vaccine", "Hospitals", "Tuberculosis"],
        keywords=["article", "BCG vaccination", "hospital personnel", "human", "tuberculosis"],
        affiliation="Hospitals Chest Service, Maravel.",
    ),
    Rec(
        key="ranatunga1971",
        year=1971,
        title="Randomized trial of BCG vaccine in workers of tea plantations",
        authors=[("Ranatungala", "P"), ("Weerakkoon", "S T"), ("Hollis-Grey", "M")],
        journal=JOURNALS["INDA"],
        volume="26",
        issue="3",
        first="188",
        last="196",
        doi="",
        pmid="99000083",
        acc="L990004023",
        month="Jul",
        abstract="""Workers on 22 plantations and their families were randomized, by individual, to BCG vaccine or to a placebo injection. Sputum was examined in all
 with cough during seven years. Cases of tuberculosis numbered 21 among 4 118 vaccinated and 34 among 4 087 given placebo. The protection was
 moderate and was seen mainly in those under 15 years of age.""".replace("\n", ""),
        mesh=["BCG Vaccine/*administration & dosage", "Humans", "Tuberculosis, Pulmonary/*prevention & control"],
        keywords=["article", "BCG vaccine", "clinical trial", "human", "lung tuberculosis"],
        affiliation="Plantation Health Scheme, Ankeli.",
    ),
    Rec(
        key="vasilenko1985",
        year=1985,
        title="Controlled trial of BCG vaccination in tuberculin-negative conscripts",
        authors=[("Vasilenkov", "A I"), ("Gromyko-Belova", "T"), ("Sudarev", "N")],
        journal=JOURNALS["RESP"],
        volume="40",
        issue="2",
        first="77",
        last="84",
        doi="10.5555/respinf.1985.40.77",
        pmid="99000086",
        acc="L990004037",
        month="Feb",
        abstract="""Tuberculin-negative conscripts were allocated at random to BCG or to no vaccination. They were followed through service and for three years after discharge. The
 incidence of tuberculosis was 0.6 per 1000 in the vaccinated and 1.4 per 1000 in the controls. No case of extrapulmonary disease occurred in the vaccinated.""".replace(
            "\n", ""
        ),
        mesh=[
            "BCG Vaccine/*administration & dosage",
            "Humans",
            "Military Personnel",
            "Tuberculosis/*prevention & control",
        ],
        keywords=["article", "BCG vaccination", "human", "soldier", "tuberculosis"],
        affiliation="Institute of Military Hygiene, Ostrand.",
    ),
]

PLACING = {
    "aronson1948": "P",
    "ferguson1949": "both",
    "rosenthal1960": "both",
    "hart1977": "both+press",
    "frimodt1973": "E",
    "stein1953": "both",
    "vandiviere1973": "E",
    "tpt1980": "both",
    "coetzee1968": "P",
    "rosenthal1961": "both",
    "comstock1974": "both",
    "comstock1969": "both",
    "comstock1976": "both",
    "hart1959": "both",
    "delgado1986": "both",
    "marchetti2009": "both",
    "okonjo1979": "P",
    "lindqvist1958": "P",
    "haverkamp1966": "both",
    "petrescu1955": "P",
    "ashdown1964": "both",
    "sorrell1962": "both",
    "ranatunga1971": "E",
    "vasilenko1985": "P",
}


def material() -> Material:
    rng = random.Random("shipped")
    bank = bank_records(rng, load_bank())
    find = {r.title.split(" in ")[0]: r.key for r, _ in bank}
    part = {("II" if " II. " in r.title else "I"): r.key for r, _ in bank if r.title.startswith("Tuberculin surveys")}
    art = next(k for t, k in find.items() if t.startswith("Prevalence of tuberculosis and BCG scars"))
    err = next(k for t, k in find.items() if t.startswith("Erratum"))
    facts = {}
    for rep in a.TRIALS:
        label, n = a.LABELS[rep.key]
        counts, where, evidence = a.COUNTS[rep.key]
        alloc, how, blind = a.ALLOCATION[rep.key]
        facts[rep.key] = {
            "trial": n,
            "label": label,
            "counts": counts,
            "where": where,
            "evidence": evidence,
            "allocation": alloc,
            "allocation_text": how,
            "blind": blind,
            "deaths": a.DEATHS.get(rep.key),
        }
    return Material(
        protocol=(HERE / "protocol.yaml").read_text(encoding="utf-8"),
        trials=a.TRIALS,
        facts=facts,
        second=a.SECOND,
        second_of="hart1977",
        second_facts={
            "counts": (27, 13571, 165, 12702),
            "time": "5 years (the trial's final report has 20)",
            "evidence": [
                "27 definite cases of tuberculosis in 13,598 participants given B.C.G. and 165 definite cases in 12,867 participants left unvaccinated"
            ],
        },
        excluded=a.EXCLUDED,
        unclear=a.UNCLEAR,
        not_retrieved=NOT_RETRIEVED,
        bank=bank,
        placing=PLACING,
        look_alikes=[
            (part["I"], part["II"], "part I and part II of one series"),
            (art, err, "an article and its erratum"),
            ("rosenthal1960", "rosenthal1961", "two trials of one team with like titles"),
        ],
        seed=0,
        note="Invented around published counts; the truth of the shipped demonstration material.",
    )


def main() -> int:
    key = write_material(material(), TARGET)
    (HERE / "key.json").write_text(json.dumps(key, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    bad = verify(TARGET, key)
    for line in bad:
        print(line)
    print(
        f"{key['entries']} entries, {key['unique']} unique, {len(key['duplicates'])} groups of duplicates,"
        f" {key['off_topic']} off topic, {len(key['included'])} included"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
