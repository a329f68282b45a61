"""A review with everything that is awkward, invented (ginger tea for seasickness): a trial of three arms, two times of
follow-up, two outcomes, a report of two trials, two reports of one trial that give different numbers.

No report holds a number: a person's file of answers gives all of them, so that nothing depends on reading rules.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

PROTOCOL: dict[str, Any] = {
    "arakis": 1,
    "title": "Ginger tea for seasickness: an invented review",
    "question": "Does ginger tea prevent seasickness in passengers?",
    "population": {"text": "Passengers", "terms": ["passengers"]},
    "intervention": {"text": "Ginger tea", "terms": ["ginger"]},
    "criteria": [
        {"id": "I1", "kind": "include", "element": "population", "text": "Passengers", "terms": ["passengers"]},
        {"id": "I2", "kind": "include", "element": "intervention", "text": "Ginger tea", "terms": ["ginger tea"]},
        {"id": "I3", "kind": "include", "element": "design", "text": "Randomised trials", "terms": ["at random"],
         "contrary": ["uncontrolled"]},
    ],
    "comparisons": [
        {
            "id": "tea",
            "intervention": {"name": "Ginger tea", "terms": ["ginger tea", "ginger"]},
            "comparator": {"name": "Hot water", "terms": ["hot water"]},
        }
    ],
    "outcomes": [
        {"id": "sick", "name": "Seasickness", "kind": "dichotomous", "measure": "RR", "direction": "lower",
         "time": {"prefer": "longest"}},
        {"id": "severity", "name": "Severity of seasickness", "kind": "continuous", "measure": "MD",
         "direction": "lower", "role": "secondary"},
    ],
    "synthesis": {"arms": "combine"},
    "reviewers": 2,
    "authors": [{"name": "Test Author"}],
    "funding": "None",
}  # fmt: skip

# key: author, year, registration
REPORTS = {
    "alder": ("Alder", 2001, ""),  # three arms
    "birch": ("Birch", 2003, ""),  # two times of follow-up, two outcomes
    "cedar": ("Cedar", 2005, ""),  # two trials
    "dogwood": ("Dogwood", 2007, "NCT00000007"),  # the main report
    "dogwood-later": ("Dogwood", 2009, "NCT00000007"),  # the same trial once more
    "elm": ("Elm", 2010, ""),  # two reviewers disagree about it
}
PLACES = {"alder": "a ferry", "birch": "a steamer", "cedar": "two sailing ships", "dogwood": "a cruise ship",
          "dogwood-later": "a cruise ship: later voyages", "elm": "a lifeboat"}  # fmt: skip


def protocol(**changes: Any) -> str:
    """The protocol in YAML, with some of its keys changed."""
    return yaml.safe_dump(PROTOCOL | changes)


def files(
    keys: Sequence[str] = tuple(REPORTS), answers: Sequence[str] = (), **bodies: str
) -> dict[str, list[tuple[str, bytes]]]:
    """The reference file, the full texts and the files of answers of a review of the reports `keys`; `bodies` takes
    the place of the usual methods of a report."""
    return {
        "search": [("export.ris", "".join(ris(key) for key in keys).encode())],
        "fulltext": [(f"{key}.xml", jats(key, bodies.get(key.replace("-", "_"), METHODS)).encode()) for key in keys],
        "answers": [(f"answers-{at}.yaml", text.encode()) for at, text in enumerate(answers, 1)],
    }


METHODS = "Passengers were allocated at random to ginger tea or to hot water."


def title(key: str) -> str:
    return f"Ginger tea against seasickness on {PLACES[key]}"


def ris(key: str) -> str:
    author, year, registration = REPORTS[key]
    number = list(REPORTS).index(key)
    note = f" Registered as {registration}." if registration else ""
    return (
        f"TY  - JOUR\nAU  - {author}, A. B.\nTI  - {title(key)}\nJO  - Journal of Invented Voyages\nPY  - {year}\n"
        f"VL  - {number + 1}\nSP  - {number}1\nEP  - {number}9\nDO  - 10.5555/ginger.{key}\n"
        f"AB  - Passengers were given ginger tea or hot water at random.{note}\nER  - \n\n"
    )


def jats(key: str, methods: str) -> str:
    author, year, _ = REPORTS[key]
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<article><front><journal-meta><journal-title-group><journal-title>Journal of Invented Voyages</journal-title>
</journal-title-group></journal-meta><article-meta><article-id pub-id-type="doi">10.5555/ginger.{key}</article-id>
<title-group><article-title>{title(key)}</article-title></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>{author}</surname><given-names>A. B.</given-names></name>
</contrib></contrib-group><pub-date><year>{year}</year></pub-date></article-meta></front>
<body><sec><title>Methods</title><p>{methods}</p></sec></body></article>
"""


def answer(key: str, numbers: Sequence[float], outcome: str = "sick", **more: Any) -> dict[str, Any]:
    """One answer: events and total of both sides, or mean, standard deviation and total of both."""
    names = ("events", "total") if outcome == "sick" else ("mean", "sd", "total")
    places = [f"{side}.{name}" for side in ("intervention", "comparator") for name in names]
    return {
        "report": f"10.5555/ginger.{key}",
        "outcome": outcome,
        "source": "a letter of the authors",
        "values": dict(zip(places, numbers, strict=True)),
    } | more


def answers(given: Sequence[Mapping[str, Any]], by: str = "Anne") -> str:
    """A file of answers."""
    return yaml.safe_dump({"by": by, "answers": [dict(one) for one in given]})


LOW, HIGH, WATER = "Ginger tea 1 g", "Ginger tea 2 g", "Hot water"
ALL = (
    answer("alder", (9, 30, 14, 31), time="1 month", intervention_arm=LOW, comparator_arm=WATER),
    answer("alder", (6, 32, 14, 31), time="1 month", intervention_arm=HIGH, comparator_arm=WATER),
    answer("birch", (5, 40, 9, 42), time="3 months"),
    answer("birch", (8, 38, 15, 39), time="12 months"),
    answer("birch", (3.1, 1.2, 38, 4.4, 1.5, 39), "severity", time="12 months"),
    answer("cedar", (10, 50, 17, 52), trial="Trial 1"),
    answer("cedar", (4, 25, 8, 26), trial="Trial 2"),
    answer("dogwood", (11, 60, 20, 61)),
    answer("dogwood-later", (11, 58, 20, 61)),
    answer("elm", (2, 20, 5, 21)),
    answer("elm", (2.5, 1.0, 20, 3.9, 1.1, 21), "severity"),
)  # fmt: skip
