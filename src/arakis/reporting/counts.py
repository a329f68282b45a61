"""Named counts over review.json, for facts that no single path holds: who decided what, and what stands."""

from collections.abc import Callable, Iterator
from typing import Any

TASKS = (
    ("deduplication", "De-duplication (pairs of records)"),
    ("title_abstract", "Screening of titles and abstracts (reports)"),
    ("full_text", "Screening of full texts (reports)"),
    ("extraction", "Extracted values"),
    ("bias", "Answers to risk-of-bias questions"),
    ("certainty", "Ratings of certainty"),
    ("other", "Other decisions"),
)
KINDS = ("person", "model", "built-in")


def task(question: str) -> str:
    """The task that a judgement's question belongs to."""
    if question == "same":
        return "deduplication"
    if question.endswith("@title_abstract"):
        return "title_abstract"
    if question.endswith("@full_text"):
        return "full_text"
    if question.startswith("rob2:") or question.startswith("bias"):
        return "bias"
    if question.startswith("certainty"):
        return "certainty"
    if question.split(".")[0] in {"intervention", "comparator", "effect", "result"}:
        return "extraction"
    return "other"


def data_of(review: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every field of every result, standing or waiting."""
    for result in review["results"]:
        yield from result["intervention"]["values"].values()
        yield from result["comparator"]["values"].values()
        yield from result["effect"].values()


def _kinds(review: dict[str, Any]) -> dict[str, str]:
    return {item["id"]: item["reviewer"]["kind"] for item in review["judgements"]}


def value_kind(datum: dict[str, Any], kinds: dict[str, str]) -> str:
    """Who gave the value that stands: by its judgement, else by its origin (only people supply and measure)."""
    if datum["judgement"] in kinds:
        return kinds[datum["judgement"]]
    return "person" if datum["value"]["origin"] in {"supplied", "measured"} else "built-in"


def values(review: dict[str, Any], kind: str = "any") -> int:
    """Values that stand in results; with `kind`, those given by a person, a model or the built-in engine."""
    kinds = _kinds(review)
    standing = [datum for datum in data_of(review) if datum["value"] is not None]
    return len([datum for datum in standing if kind in {"any", value_kind(datum, kinds)}])


def read(review: dict[str, Any]) -> int:
    """Values that stand as a model or the built-in engine read them."""
    return values(review) - values(review, "person")


def open_values(review: dict[str, Any]) -> int:
    """Values for which a person is asked."""
    return len([datum for datum in data_of(review) if datum["waits"]])


def decisions(review: dict[str, Any], name: str, kind: str) -> int:
    """Subjects of a task whose standing decision is a person's, a model's or the built-in engine's; or `open`.

    Screening counts reports, not single criteria: a report is its overall question where there is one, and is the
    person's as soon as one standing answer is a person's.
    """
    if name == "extraction":
        return open_values(review) if kind == "open" else values(review, kind)
    kinds = _kinds(review)
    by_subject: dict[str, str] = {}
    for item in review["consensus"]:
        if task(item["question"]) != name:
            continue
        who = kinds.get(item["standing"] or "", "open")
        subject = item["subject"]
        if name not in {"title_abstract", "full_text"}:
            subject += "\n" + item["question"]
        by_subject[subject] = _stronger(by_subject.get(subject), who)
    return list(by_subject.values()).count(kind)


def _stronger(known: str | None, new: str) -> str:
    order = ("open", "person", "model", "built-in")
    return new if known is None or order.index(new) < order.index(known) else known


def waiting(review: dict[str, Any], kind: str) -> int:
    """Things of one kind that wait for a person."""
    return len([item for item in review["waiting"] if item["kind"] == kind])


def studies_at_risk(review: dict[str, Any], judgement: str) -> int:
    """Studies of which a result has this overall judgement."""
    return len({item["study"] for item in review["bias"] if item["overall"] == judgement})


def downgraded(review: dict[str, Any], synthesis: str) -> int:
    """Domains in which the certainty of a synthesis was rated down."""
    for item in review["certainty"]:
        if item["synthesis"] == synthesis:
            return len([domain for domain in item["domains"] if (domain["steps"] or 0) < 0])
    return 0


def _synthesis(review: dict[str, Any], identity: str) -> dict[str, Any]:
    return next(item for item in review["syntheses"] if item["id"] == identity)


def risk_in(review: dict[str, Any], synthesis: str, judgement: str) -> int:
    """Results in a synthesis whose overall risk of bias has this judgement."""
    results = {effect["result"] for effect in _synthesis(review, synthesis)["effects"]}
    return len({item["result"] for item in review["bias"] if item["result"] in results and item["overall"] == judgement})


def effects_below(review: dict[str, Any], synthesis: str) -> int:
    """Effects of a synthesis below the line of no effect (on the analysis scale: below 0)."""
    return len([item for item in _synthesis(review, synthesis)["effects"] if item["estimate"]["value"] < 0])


def effects_above(review: dict[str, Any], synthesis: str) -> int:
    """Effects of a synthesis above the line of no effect."""
    return len([item for item in _synthesis(review, synthesis)["effects"] if item["estimate"]["value"] > 0])


def sources(review: dict[str, Any]) -> int:
    """Distinct sources that were searched without failing."""
    return len({run["source"] for run in review["runs"] if not run["error"]})


COUNTS: dict[str, Callable[..., int]] = {
    "values": values,
    "read": read,
    "open_values": open_values,
    "decisions": decisions,
    "waiting": waiting,
    "studies_at_risk": studies_at_risk,
    "downgraded": downgraded,
    "risk_in": risk_in,
    "sources": sources,
    "effects_below": effects_below,
    "effects_above": effects_above,
}
