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
    ("linking", "Linking of reports to studies"),
)
KINDS = ("person", "model", "built-in")


def task(question: str) -> str:
    """The task that a judgement's question belongs to; "" for what is no decision about the evidence."""
    if question == "same":
        return "deduplication"
    if question.startswith("report@"):
        return question.removeprefix("report@")
    if question.startswith("rob2:"):
        return "bias"
    if question.startswith("certainty:"):
        return "certainty"
    return "linking" if question in {"study", "same study"} or question.startswith("trial:") else ""


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
    """Questions of a task whose standing answer is a person's, a model's or the built-in engine's; or `open`.

    Open are a conflict, no answer, "ask", and "unclear" at full text (at title and abstract such a report goes on).
    Screening counts one question for each report. Where review.json holds no consensus on a question, its last
    judgement stands.
    """
    if name == "extraction":
        return open_values(review) if kind == "open" else values(review, kind)
    by_id = {item["id"]: item for item in review["judgements"]}
    last: dict[tuple[str, str], str | None] = {}
    for item in review["judgements"]:
        if task(item["question"]) == name:
            last[item["subject"], item["question"]] = item["id"]
    for item in review["consensus"]:
        if (item["subject"], item["question"]) in last:
            last[item["subject"], item["question"]] = item["standing"]
    return len([identity for identity in last.values() if _who(by_id.get(identity or ""), name) == kind])


def _who(judgement: dict[str, Any] | None, name: str) -> str:
    if judgement is None:
        return "open"
    answer = judgement["answer"]
    said = answer.get("decision", answer.get("answer", "")) if isinstance(answer, dict) else answer
    if said is None or said == "ask" or (said == "unclear" and name == "full_text"):
        return "open"
    return judgement["reviewer"]["kind"]


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


def without_result(review: dict[str, Any]) -> int:
    """Included studies of which no result was read."""
    return len({study["id"] for study in review["studies"]} - {result["study"] for result in review["results"]})


def _synthesis(review: dict[str, Any], identity: str) -> dict[str, Any]:
    return next(item for item in review["syntheses"] if item["id"] == identity)


def risk_in(review: dict[str, Any], synthesis: str, judgement: str) -> int:
    """Results in a synthesis whose overall risk of bias has this judgement."""
    results = {effect["result"] for effect in _synthesis(review, synthesis)["effects"]}
    return len(
        {item["result"] for item in review["bias"] if item["result"] in results and item["overall"] == judgement}
    )


def studies_in(review: dict[str, Any], synthesis: str) -> int:
    """Studies that contribute to a synthesis."""
    return len({effect["study"] for effect in _synthesis(review, synthesis)["effects"]})


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
    "without_result": without_result,
    "risk_in": risk_in,
    "studies_in": studies_in,
    "sources": sources,
    "effects_below": effects_below,
    "effects_above": effects_above,
}
