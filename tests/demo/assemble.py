"""From reports and a bank of off-topic entries to a folder of material and its key."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from layouts import Journal, Rec, Report, write_embase, write_nbib, write_report

HERE = Path(__file__).parent
NBIB = "pubmed-BCGvaccine-set.nbib"
EMBASE = "records_embase.ris"


def _j(full: str, ta: str, jo: str, issn: str, country: str, jid: str) -> Journal:
    return Journal(full, ta, jo, issn, country, jid)


JOURNALS: dict[str, Journal] = {
    "PREV": _j(
        "Journal of Preventive Phthisiology",
        "J Prev Phthisiol",
        "J. PREV. PHTHISIOL.",
        "9900-0103",
        "England",
        "9900010",
    ),
    "AMAR": _j(
        "American Archives of Tuberculosis and Chest Hygiene",
        "Am Arch Tuberc Chest Hyg",
        "AM. ARCH. TUBERC. CHEST HYG.",
        "9900-0111",
        "United States",
        "9900011",
    ),
    "PROV": _j(
        "The Provincial Physician and Medical Record",
        "Prov Physician",
        "PROV. PHYSICIAN MED. REC.",
        "9900-012X",
        "England",
        "9900012",
    ),
    "BULL": _j(
        "Bulletin of International Hygiene", "Bull Int Hyg", "BULL. INT. HYG.", "9900-0138", "Switzerland", "9900013"
    ),
    "SACH": _j(
        "Southern African Medical Chronicle",
        "South Afr Med Chron",
        "S. AFR. MED. CHRON.",
        "9900-0146",
        "South Africa",
        "9900014",
    ),
    "INDA": _j(
        "Indian Annals of Community Medicine",
        "Indian Ann Community Med",
        "INDIAN ANN. COMMUNITY MED.",
        "9900-0154",
        "India",
        "9900015",
    ),
    "FIEL": _j(
        "Journal of Field Epidemiology and Control",
        "J Field Epidemiol Control",
        "J. Field Epidemiol. Control",
        "9900-0162",
        "United States",
        "9900016",
    ),
    "PAED": _j(
        "Paediatrics and Child Welfare",
        "Paediatr Child Welf",
        "Paediatr. Child Welf.",
        "9900-0170",
        "United States",
        "9900017",
    ),
    "PUBR": _j("Public Hygiene Reports", "Public Hyg Rep", "PUBLIC HYG. REP.", "9900-0189", "United States", "9900018"),
    "CAHI": _j(
        "Cahiers de phtisiologie sociale", "Cah Phtisiol Soc", "CAH. PHTISIOL. SOC.", "9900-0197", "France", "9900019"
    ),
    "VACC": _j("Vaccines and Populations", "Vaccines Popul", "Vaccines Popul.", "9900-0200", "Netherlands", "9900020"),
    "QEM": _j(
        "Quarterly of Epidemiologic Medicine",
        "Q Epidemiol Med",
        "Q. EPIDEMIOL. MED.",
        "9900-0219",
        "United States",
        "9900021",
    ),
    "IMMU": _j(
        "Letters in Immunobiology", "Lett Immunobiol", "Lett. Immunobiol.", "9900-0227", "Netherlands", "9900022"
    ),
    "UROL": _j(
        "Archives of Urologic Practice",
        "Arch Urol Pract",
        "Arch. Urol. Pract.",
        "9900-0235",
        "United States",
        "9900023",
    ),
    "LEPR": _j("Leprosy Studies", "Lepr Stud", "LEPR. STUD.", "9900-0243", "England", "9900024"),
    "VETP": _j("Veterinary Pathology Record", "Vet Pathol Rec", "Vet. Pathol. Rec.", "9900-0251", "England", "9900025"),
    "BLAT": _j(
        "Blätter für Lungenfürsorge", "Blatt Lungenfursorge", "BLATT. LUNGENFURSORGE", "9900-026X", "Germany", "9900026"
    ),
    "RESP": _j(
        "Respiratory Infection Monthly", "Respir Infect Mon", "Respir. Infect. Mon.", "9900-0278", "England", "9900027"
    ),
    "WJIP": _j(
        "World Journal of Immunization Practice",
        "World J Immun Pract",
        "World J. Immun. Pract.",
        "9900-0286",
        "Switzerland",
        "9900028",
    ),
    "ICTR": _j(
        "Infection and Contact Tracing",
        "Infect Contact Tracing",
        "Infect. Contact Tracing",
        "9900-0294",
        "Denmark",
        "9900029",
    ),
    "EVID": _j("Evidence in Vaccinology", "Evid Vaccinol", "Evid. Vaccinol.", "9900-0308", "Canada", "9900030"),
    "EXPH": _j(
        "Quarterly Journal of Experimental Hygiene", "Q J Exp Hyg", "Q. J. EXP. HYG.", "9900-0316", "England", "9900031"
    ),
}
BY_NAME = {j.full.lower(): (code, j) for code, j in JOURNALS.items()}
PREFIX = {
    "PREV": "jpp",
    "AMAR": "amarch",
    "PROV": "provphys",
    "BULL": "bullinthyg",
    "SACH": "samc",
    "INDA": "iacm",
    "FIEL": "jfec",
    "PAED": "paedcw",
    "PUBR": "pubhygrep",
    "CAHI": "cahphti",
    "VACC": "vacpop",
    "QEM": "qem",
    "IMMU": "lettimm",
    "UROL": "aurolp",
    "LEPR": "lepstud",
    "VETP": "vetpathrec",
    "BLAT": "blattlf",
    "RESP": "respinf",
    "WJIP": "wjip",
    "ICTR": "ict",
    "EVID": "evidvacc",
    "EXPH": "qjexphyg",
}

PLACES = [
    "Maravel",
    "Ostrand",
    "Kelsay County",
    "Tamarin Bay",
    "Northmere",
    "Belloway",
    "Sandhara",
    "Vimara",
    "Port Leander",
    "the Corrane Valley",
    "Ankeli",
    "Torvaldsund",
    "Lower Quendon",
    "Mbarevu",
    "San Ysandro",
    "Karnapur",
    "Eastern Dorrow",
    "Havrelund",
    "Tselani",
    "Pine Reach",
    "the Orlu Islands",
    "Greater Mistwick",
    "Dhanavati",
]
FAMILIES = [
    "Abernale",
    "Achterberg",
    "Adeyemo-Ward",
    "Albrechtsen",
    "Amadi-Cole",
    "Anantharaj",
    "Arkwell",
    "Bandara-Lowe",
    "Barnestone",
    "Bellamine",
    "Bhaskaran-Nair",
    "Bjornevik",
    "Bonnington",
    "Brecknell",
    "Calderhead",
    "Castagneto",
    "Chakrabandhu",
    "Cloverley",
    "Corrigane",
    "Dalmeida",
    "Dandridge",
    "Darrowby",
    "Desrosières",
    "Dlaminelo",
    "Drummerson",
    "Eklundson",
    "Ellingworth",
    "Esterhuysen",
    "Fairgrieve-Hall",
    "Fernandopulle",
    "Fothering",
    "Gagneron",
    "Galbraithe",
    "Ganapathiraju",
    "Garstangle",
    "Greenhalge",
    "Grondahl",
    "Haldorsen",
    "Harcombe",
    "Hasselbring",
    "Hollingdale",
    "Iyengarath",
    "Jagannathan",
    "Jespersund",
    "Kachingwera",
    "Kallenbach",
    "Kempthorne",
    "Khumalane",
    "Kirkbrae",
    "Kuznetsovsky",
    "Lachmanov",
    "Lanterna",
    "Leclercq-Roy",
    "Liebenthal",
    "Lomnitzer",
    "Mabuzane",
    "MacAlistair",
    "Madhavanur",
    "Mannerheimo",
    "Marivaux",
    "Mbekwa",
    "Mendelsloh",
    "Moncrieffe",
    "Mukherjeet",
    "Nakashimo",
    "Narayanappa",
    "Nørregaarden",
    "Oduyale",
    "Okpalaeke",
    "Olafsdottir",
    "Ostrowicki",
    "Palanisami",
    "Pemberleigh",
    "Petrossian",
    "Pilkerton",
    "Quistgaarde",
    "Raghunathan",
    "Ravensworth",
    "Rosendahl",
    "Saltmarsh",
    "Schreinermann",
    "Selvakumaran",
    "Sibandze",
    "Silvestrine",
    "Sondergard",
    "Stavropoulou",
    "Subbarayan",
    "Tavershaw",
    "Thibodeaux-Lee",
    "Tindallow",
    "Umeadi",
    "Vandersteen",
    "Venkataramana",
    "Vissering",
    "Wainfleet",
    "Westerlund",
    "Whitcombe",
    "Wojtkowiak",
    "Yamanashi",
    "Yellowlees",
    "Zachariassen",
    "Zwartveld",
]
GIVEN = [
    "Anna",
    "Bernard",
    "Carla",
    "David",
    "Esther",
    "Frank",
    "Grace",
    "Henrik",
    "Indira",
    "James",
    "Katrin",
    "Lars",
    "Maria",
    "Nikhil",
    "Olga",
    "Peter",
    "Rosa",
    "Samuel",
    "Teresa",
    "Umesh",
    "Victor",
    "Wendy",
    "Xavier",
    "Yusuf",
    "Zoe",
    "Alan",
    "Beatrice",
    "Colin",
    "Diana",
    "Edward",
]
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

# what a reader of title and abstract would hold against each kind, the main ground first
GROUNDS: dict[str, list[str]] = {
    "uncontrolled": ["I3", "I5"],
    "other": ["I2", "I4"],
    "review": ["E1"],
    "letter": ["E1"],
    "editorial": ["E1"],
    "animal": ["E2", "I1"],
    "protocol": ["E3", "I4"],
    "bladder": ["I4", "I2"],
    "melanoma": ["I4"],
    "leprosy": ["I4"],
    "diabetes": ["I4"],
    "asthma": ["I4", "I5"],
    "nonspecific": ["I4"],
    "tuberculin": ["I4", "I5"],
    "immunology": ["I4", "I5"],
    "treatment": ["I2"],
    "epi": ["I2", "I3"],
    "casecontrol": ["I5"],
    "adverse": ["I4", "I3"],
    "cost": ["I5", "I3"],
    "program": ["I4", "I3"],
    "attitudes": ["I4", "I5"],
    "history": ["E1", "I5"],
    "german": ["I3"],
    "malaria": ["I4"],
    "hiv": ["I4"],
    "buruli": ["I4"],
    "ntm": ["I4", "I5"],
    "cancer": ["I4", "I5"],
    "erratum-article": ["I5", "I3"],
    "erratum": ["E1", "I5"],
    "news": ["E1"],
    "prognosis": ["I3", "I5"],
    "xray": ["I2"],
    "school": ["I4", "I3"],
    "infants": ["I3", "I4"],
    "dose": ["I3", "I4"],
    "revacc": ["I4"],
}

_PT = {
    "rev": ["Journal Article", "Review"],
    "let": ["Letter"],
    "ed": ["Editorial"],
    "case": ["Case Reports", "Journal Article"],
    "err": ["Published Erratum"],
    "news": ["News"],
    "pro": ["Clinical Trial Protocol", "Journal Article"],
}
_M3 = {"rev": "Review", "let": "Letter", "ed": "Editorial", "err": "Erratum", "news": "Note"}
_MESH = {
    "animal": ["Animals", "BCG Vaccine/immunology", "Tuberculosis/prevention & control/veterinary"],
    "bladder": [
        "Administration, Intravesical",
        "BCG Vaccine/*therapeutic use",
        "Humans",
        "Urinary Bladder Neoplasms/*drug therapy",
    ],
    "leprosy": ["BCG Vaccine/*administration & dosage", "Humans", "Leprosy/*prevention & control"],
    "tuberculin": ["BCG Vaccine", "Humans", "*Tuberculin Test"],
    "treatment": ["Antitubercular Agents/*therapeutic use", "Humans", "Tuberculosis, Pulmonary/*drug therapy"],
    "immunology": ["BCG Vaccine/*immunology", "Cells, Cultured", "Humans", "Interferon-gamma/biosynthesis"],
    "diabetes": ["BCG Vaccine", "Diabetes Mellitus, Type 1/*immunology", "Humans"],
}
_KW = {
    "animal": [
        "animal experiment",
        "article",
        "BCG vaccination",
        "BCG vaccine",
        "controlled study",
        "nonhuman",
        "tuberculosis",
    ],
    "bladder": ["article", "BCG vaccine", "bladder cancer", "human", "intravesical drug administration"],
    "leprosy": ["article", "BCG vaccine", "human", "leprosy", "prevention"],
    "tuberculin": ["article", "BCG vaccination", "human", "skin test", "tuberculin test"],
    "treatment": ["article", "clinical trial", "human", "lung tuberculosis", "tuberculostatic agent"],
    "immunology": ["article", "BCG vaccine", "gamma interferon", "human", "human cell", "immune response"],
}


def people(rng: random.Random, n: int, full: bool = False) -> list[tuple[str, str]]:
    fams = rng.sample(FAMILIES, n)
    out = []
    for f in fams:
        if full:
            g = rng.choice(GIVEN) + (f" {rng.choice('ABCDEFGHJKLMNPRSTW')}" if rng.random() < 0.3 else "")
        else:
            g = " ".join(rng.sample("ABCDEFGHJKLMNPRSTVW", rng.choice([1, 1, 2, 2, 2])))
        out.append((f, g))
    return out


def load_bank() -> list[dict[str, str]]:
    out: list[dict[str, str]] = []
    for line in (HERE / "bank.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            parts = [*line[2:].split("|"), "", ""]
            out.append(
                {
                    "cat": parts[0],
                    "year": parts[1],
                    "journal": parts[2],
                    "flag": parts[3],
                    "lang": parts[4] or "eng",
                    "A": "",
                    "V": "",
                }
            )
        elif line[:2] in ("T:", "A:", "V:"):
            out[-1][line[0]] = line[3:].strip()
    return out


def bank_records(rng: random.Random, entries: list[dict[str, str]]) -> list[tuple[Rec, str]]:
    """Search entries of the bank's texts, with authors, places and pages drawn."""
    out = []
    last_key: tuple[Any, ...] = ()
    for i, e in enumerate(entries):
        year = int(e["year"])
        j = JOURNALS[e["journal"]]
        place = rng.choice(PLACES)
        n_auth = 1 if e["flag"] in ("ed", "let", "rev") or year < 1955 else rng.choice([2, 2, 3, 4, 5])
        if year > 1990 and e["flag"] == "":
            n_auth = rng.choice([3, 4, 5, 6, 8])
        if e["flag"] in ("ed", "news") and year < 1970:
            n_auth = 0
        authors = people(rng, n_auth, year >= 2000)
        volume = str(
            max(
                1,
                year - 1919
                if e["journal"] in ("PREV", "AMAR", "PROV")
                else year - 1945
                if year > 1945
                else year - 1900,
            )
        )
        issue = str(rng.randint(1, 12 if year > 1985 else 6))
        first = rng.randint(11, 1400)
        span = 0 if e["flag"] in ("let", "ed", "err", "news") else rng.randint(2, 14)
        month = rng.choice(MONTHS)
        # part II follows part I; an erratum has the article's authors and journal
        twin = last_key and ((e["T"].startswith("Tuberculin surveys") and " II. " in e["T"]) or e["cat"] == "erratum")
        if twin:
            place, authors, volume, pfirst, plast = last_key
            if e["cat"] == "erratum":
                first = pfirst + 214
            else:
                first = plast + 1
        last = first + span
        last_key = (place, authors, volume, first, last)
        doi = f"10.5555/{PREFIX[e['journal']]}.{year}.{volume}.{first}"
        if (year < 1965 and rng.random() < 0.55) or (year < 2000 and rng.random() < 0.2):
            doi = ""

        def fill(s: str, place: str = place) -> str:
            return s.replace("{P}", place)

        aff = f"Department of Medicine, University of {place.removeprefix('the ').title()}."
        out.append(
            (
                Rec(
                    key=f"bank{i:03d}",
                    year=year,
                    title=fill(e["T"]),
                    authors=authors,
                    journal=j,
                    volume=volume,
                    issue=issue,
                    first=str(first),
                    last=str(last),
                    doi=doi,
                    pmid=str(99000200 + 7 * i + rng.randint(0, 6)),
                    acc=f"L{990000100 + 13 * i + rng.randint(0, 9)}",
                    abstract=fill(e["A"]),
                    lang=e["lang"],
                    vernacular=fill(e["V"]),
                    ptypes=_PT.get(e["flag"], ["Journal Article"]),
                    m3=_M3.get(e["flag"], "Article"),
                    mesh=_MESH.get(
                        e["cat"],
                        ["BCG Vaccine/*administration & dosage", "Humans", "Tuberculosis/*prevention & control"],
                    ),
                    keywords=_KW.get(e["cat"], ["article", "BCG vaccination", "BCG vaccine", "human", "tuberculosis"]),
                    month=month,
                    affiliation=aff,
                    medline_in_embase=rng.random() < 0.35,
                ),
                e["cat"],
            )
        )
    return out


def report_record(rep: Report, acc: int) -> Rec:
    _, j = BY_NAME[rep.journal.lower()]
    trialish = [
        "article",
        "BCG vaccination",
        "BCG vaccine",
        "clinical trial",
        "controlled study",
        "human",
        "tuberculosis",
    ]
    old = rep.year < 1966
    return Rec(
        key=rep.key,
        year=rep.year,
        title=rep.title,
        authors=rep.authors,
        journal=j,
        volume=rep.volume,
        issue=rep.issue,
        first=str(rep.first),
        last=str(rep.last),
        doi=rep.doi,
        pmid=rep.pmid,
        acc=f"L{acc}",
        abstract=rep.abstract,
        month=rep.month,
        ptypes=["Journal Article"] if old else ["Clinical Trial", "Journal Article"],
        mesh=[
            "BCG Vaccine/*therapeutic use",
            "Clinical Trials as Topic",
            "Humans",
            "Tuberculosis/*prevention & control",
        ],
        keywords=trialish,
        affiliation=rep.affiliation + ".",
    )


# --------------------------------------------------------------------------
# twins


def _title_case(s: str) -> str:
    small = {"of", "the", "and", "in", "a", "an", "to", "for", "by", "with", "on", "from", "among"}
    ws = s.split(" ")
    return " ".join(
        w if (w.lower() in small and i) or not w[:1].isalpha() or w.isupper() else w[0].upper() + w[1:]
        for i, w in enumerate(ws)
    )


def vary(rec: Rec, how: list[str]) -> Rec:
    """The same article as another database would enter it."""
    r = replace(rec)
    for v in how:
        if v == "nodoi":
            r.doi = ""
        elif v == "one-author":
            r.authors = r.authors[:1]
        elif v == "three-authors":
            r.authors = r.authors[:3]
        elif v == "upper":
            r.title = r.title.upper()
        elif v == "titlecase":
            r.title = _title_case(r.title)
        elif v == "period":
            r.title = r.title.rstrip(".") + "."
        elif v == "noabstract":
            r.abstract = ""
        elif v == "amp":
            r.title = r.title.replace(" and ", " & ")
        elif v == "bcg":
            r.title = r.title.replace("B.C.G.", "BCG") if "B.C.G." in r.title else r.title.replace("BCG", "B.C.G.")
        elif v == "colon":
            r.title = r.title.replace(": ", " - ")
        elif v == "noissue":
            r.issue = ""
        elif v == "firstpage":
            r.last = ""
        elif v == "nopages":
            r.first = r.last = ""
        elif v == "doiupper":
            r.doi = r.doi.upper()
        elif v == "press":
            r.in_press = True
            r.volume = r.issue = r.first = r.last = ""
            r.acc = f"L{int(r.acc[1:]) + 5000}"
        elif v == "again":
            r.acc = f"L{int(r.acc[1:]) + 7000}"
        elif v == "c5":
            r.medline_in_embase = True
        elif v == "noc5":
            r.medline_in_embase = False
        elif v == "nextyear":
            r.year += 1
        elif v == "accents":
            r.authors = [(f.translate(str.maketrans("øéè", "oee")), g) for f, g in r.authors]
        elif v == "short-abstract":
            r.abstract = re.split(r"(?<=\.) ", r.abstract)[0] + " (ABSTRACT TRUNCATED)" if r.abstract else ""
    return r


WAYS = [
    ["nodoi", "noc5"],
    ["upper", "noc5"],
    ["titlecase", "period", "noc5"],
    ["one-author", "nodoi", "noc5"],
    ["three-authors", "noc5"],
    ["noabstract", "amp", "noc5"],
    ["bcg", "nodoi", "noc5"],
    ["c5"],
    ["colon", "noissue", "noc5"],
    ["firstpage", "nodoi", "noc5", "accents"],
    ["doiupper", "noc5"],
    ["titlecase", "c5", "nodoi"],
    ["period", "nodoi", "one-author", "noc5"],
    ["nopages", "noc5"],
    ["short-abstract", "noc5", "nodoi"],
    ["upper", "nodoi", "one-author", "noc5"],
]


@dataclass
class Material:
    protocol: str
    trials: list[Report]
    facts: dict[str, dict[str, Any]]
    second: Report
    second_of: str
    second_facts: dict[str, Any]
    excluded: list[tuple[Report, str, str, str]]
    unclear: list[tuple[Report, str, str]]
    not_retrieved: list[Rec]
    bank: list[tuple[Rec, str]]
    placing: dict[str, str] = field(default_factory=dict)  # key -> P, E or both
    look_alikes: list[tuple[str, str, str]] = field(default_factory=list)
    seed: int = 0
    note: str = ""


def write_material(m: Material, folder: Path) -> dict[str, Any]:
    rng = random.Random(f"{m.seed}:entries")
    for sub in ("search", "fulltext"):
        d = folder / sub
        d.mkdir(parents=True, exist_ok=True)
        for old in d.iterdir():
            old.unlink()
    (folder / "protocol.yaml").write_text(m.protocol, encoding="utf-8")

    full = [*m.trials, m.second, *(e[0] for e in m.excluded), *(u[0] for u in m.unclear)]
    for rep in full:
        write_report(rep, folder / "fulltext", BY_NAME[rep.journal.lower()][1].issn)

    recs: dict[str, Rec] = {}
    for i, rep in enumerate(full):
        recs[rep.key] = report_record(rep, 990003000 + 17 * i + rng.randint(0, 9))
    for r in m.not_retrieved:
        recs[r.key] = r
    cats: dict[str, str] = {}
    for r, cat in m.bank:
        recs[r.key] = r
        cats[r.key] = cat

    locked = {k for a, b, _ in m.look_alikes for k in (a, b)}
    plain = [k for k in cats if k not in locked and recs[k].abstract and recs[k].authors]
    both = rng.sample(plain, 17)
    rest = [k for k in plain if k not in both]
    twice_e = rng.sample([k for k in rest if recs[k].year > 1995], 3)
    twice_p = rng.sample([k for k in rest if k not in twice_e], 2)
    place: dict[str, str] = {}
    for k in recs:
        if k in m.placing:
            place[k] = m.placing[k]
        elif k in both:
            place[k] = "both"
        elif k in twice_e:
            place[k] = "EE"
        elif k in twice_p:
            place[k] = "PP"
        elif k in locked and k in cats:
            place[k] = "P" if cats[k] != "tuberculin" else "E"
        else:
            place[k] = rng.choice("PPE" if recs[k].year < 1965 or not recs[k].abstract else "PEE")

    pub: list[tuple[str, Rec]] = []
    emb: list[tuple[str, Rec]] = []
    way = 0
    how: dict[str, list[str]] = {}
    for k, r in recs.items():
        where = place[k]
        if where in ("P", "PP", "both", "both+press"):
            pub.append((k, r))
        if where == "PP":
            pub.append((k, r))
            how[k] = ["the same entry twice in one file"]
        if where in ("E", "EE"):
            emb.append((k, r))
        if where == "EE":
            emb.append((k, vary(r, ["press", "noc5"])))
            how[k] = ["press"]
        if where.startswith("both"):
            emb.append((k, vary(r, WAYS[way % len(WAYS)])))
            how[k] = list(WAYS[way % len(WAYS)])
            way += 1
        if where == "both+press":
            more = ["press", "noc5"] if r.year > 1995 else ["again", "upper", "noabstract", "nodoi", "noc5"]
            emb.append((k, vary(r, more)))
            how[k] = [*how[k], *more]
    rng.shuffle(pub)
    rng.shuffle(emb)
    write_nbib([r for _, r in pub], folder / "search" / NBIB)
    write_embase([r for _, r in emb], folder / "search" / EMBASE)

    entries: dict[str, list[dict[str, Any]]] = {k: [] for k in recs}
    for name, rows in ((NBIB, pub), (EMBASE, emb)):
        for pos, (k, r) in enumerate(rows, 1):
            title = r.title
            if name == NBIB:
                title = title if title.endswith(("?", "!")) else title.rstrip(".") + "."
                if r.lang != "eng":
                    title = f"[{title.rstrip('.')}]."
            entries[k].append(
                {
                    "file": name,
                    "position": pos,
                    "title": title,
                    "pmid": r.pmid if name == NBIB or r.medline_in_embase else "",
                    "doi": r.doi,
                    "accession": r.acc if name == EMBASE else "",
                }
            )

    def ident(k: str) -> dict[str, Any]:
        r = recs[k]
        return {"key": k, "title": r.title, "doi": r.doi, "pmid": r.pmid, "year": r.year, "entries": entries[k]}

    def counts(c: tuple[int, int, int, int]) -> dict[str, int]:
        a, b, cc, d = c
        return {"tpos": a, "tneg": b, "cpos": cc, "cneg": d, "intervention_total": a + b, "comparator_total": cc + d}

    included = []
    deaths = []
    for rep in m.trials:
        f = m.facts[rep.key]
        c = counts(f["counts"])
        included.append(
            {
                **ident(rep.key),
                "trial": f["trial"],
                "label": f["label"],
                "file": rep.file,
                "counts": c,
                "where": f["where"],
                "evidence": f["evidence"],
                "allocation": f["allocation"],
                "allocation_text": f["allocation_text"],
                "assessors_blind": f["blind"],
            }
        )
        if f.get("deaths"):
            a, b, ev = f["deaths"]
            deaths.append(
                {
                    "key": rep.key,
                    "label": f["label"],
                    "file": rep.file,
                    "intervention": a,
                    "comparator": b,
                    "intervention_total": c["intervention_total"],
                    "comparator_total": c["comparator_total"],
                    "evidence": ev,
                }
            )
    off = [{**ident(k), "category": cat, "criteria": GROUNDS[cat]} for k, cat in cats.items()]
    total = len(pub) + len(emb)
    return {
        "about": m.note,
        "seed": m.seed,
        "files": {NBIB: len(pub), EMBASE: len(emb)},
        "entries": total,
        "unique": len(recs),
        "duplicates": [
            {"key": k, "entries": e, "differences": how.get(k, [])} for k, e in entries.items() if len(e) > 1
        ],
        "not_duplicates": [
            {"why": why, "pair": [{"key": a, "entries": entries[a]}, {"key": b, "entries": entries[b]}]}
            for a, b, why in m.look_alikes
        ],
        "included": included,
        "second_report": [
            {
                **ident(m.second.key),
                "file": m.second.file,
                "of": m.second_of,
                "of_label": m.facts[m.second_of]["label"],
                **m.second_facts,
                "counts": counts(m.second_facts["counts"]),
            }
        ],
        "not_retrieved": [{**ident(r.key)} for r in m.not_retrieved],
        "excluded_full_text": [
            {**ident(rep.key), "file": rep.file, "criterion": crit, "reason": why, "kind": kind}
            for rep, crit, why, kind in m.excluded
        ],
        "unclear": [
            {**ident(rep.key), "file": rep.file, "criterion": crit, "reason": why} for rep, crit, why in m.unclear
        ],
        "off_topic": len(off),
        "off_topic_entries": off,
        "deaths": deaths,
        "rob_high": [i["key"] for i in included if i["allocation"] != "random"],
    }


# --------------------------------------------------------------------------
# proof


def file_text(path: Path) -> str:
    """The words of a report, spaces made single, broken words joined."""
    if path.suffix == ".pdf":
        import pypdfium2

        doc = pypdfium2.PdfDocument(path)
        text = " ".join(page.get_textpage().get_text_range() for page in doc)
        text = text.replace("\ufffe", "\u00ad")
        text = re.sub(r"[\u00ad\u2010-](\r?\n|\u0002)", "", text)
        text = text.replace("\u0002", "").replace("\u00ad", "")
    else:
        from lxml import etree

        parser = etree.XMLParser(load_dtd=False, no_network=True)
        root = etree.parse(str(path), parser).getroot()
        text = ""
        for node in root.iter("article-title", "title", "p", "td", "th", "label", "mixed-citation"):
            text += " ".join("".join(node.itertext()).split("\n")) + " "
    return re.sub(r"[ \t\r\n]+", " ", text)


def squeeze(text: str) -> str:
    """A text without spaces and hyphens, so that line ends do not matter."""
    return re.sub(r"[ \t\r\n\u00ad\u2010-]+", "", text)


def verify(folder: Path, key: dict[str, Any]) -> list[str]:
    """What the key says and the files do not bear out; empty when all is well."""
    from layouts import words

    bad: list[str] = []
    for item in key["included"]:
        path = folder / "fulltext" / item["file"]
        if not path.exists():
            bad.append(f"{item['key']}: no file")
            continue
        text = squeeze(file_text(path))
        for ev in item["evidence"]:
            if squeeze(ev) not in text:
                bad.append(f"{item['key']}: not found: {ev}")
        c = item["counts"]
        joined = " ".join(item["evidence"]).lower()

        def said(n: int, joined: str = joined) -> bool:
            forms = {str(n), *(f"{n:,}".replace(",", sep) for sep in (",", " ", "\u2009", "\u00a0"))}
            return any(re.search(rf"(?<![\d,\u2009]){re.escape(f)}(?![\d,\u2009])", joined) for f in forms) or bool(
                re.search(rf"(?<![\w-]){re.escape(words(n))}(?![\w-])", joined)
            )

        for a in ("tpos", "cpos"):
            if not said(c[a]):
                bad.append(f"{item['key']}: {a} {c[a]} not said")
        for neg, tot in (("tneg", "intervention_total"), ("cneg", "comparator_total")):
            if not (said(c[neg]) or said(c[tot])):
                bad.append(f"{item['key']}: neither {neg} nor {tot} said")
        if "demonstrationdocument" not in text.lower():
            bad.append(f"{item['key']}: no note")
    for item in key["deaths"]:
        text = squeeze(file_text(folder / "fulltext" / item["file"]))
        for ev in item["evidence"]:
            if squeeze(ev) not in text:
                bad.append(f"{item['key']}: deaths not found: {ev}")
    for item in key["second_report"]:
        text = squeeze(file_text(folder / "fulltext" / item["file"]))
        bad += [f"{item['key']}: not found: {ev}" for ev in item["evidence"] if squeeze(ev) not in text]
    for path in (folder / "fulltext").iterdir():
        if path.suffix == ".pdf":
            import pypdfium2

            for n, page in enumerate(pypdfium2.PdfDocument(path), 1):
                if "emonstration" not in page.get_textpage().get_text_range():
                    bad.append(f"{path.name}: page {n} has no note")
        elif "emonstration" not in path.read_text(encoding="utf-8"):
            bad.append(f"{path.name}: no note")
    return bad
