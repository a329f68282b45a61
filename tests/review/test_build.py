"""The review as a function of its facts: whatever is said, every report ends in one state and the boxes add up."""

import random
from collections import Counter
from itertools import combinations
from typing import Any, get_args

from arakis.domain.base import content_id
from arakis.domain.document import Document
from arakis.domain.judgement import Judgement, Reviewer, judge
from arakis.domain.protocol import Protocol
from arakis.domain.record import Name, Record, SourceRun
from arakis.domain.report import State
from arakis.domain.review import ProtocolVersion, Review
from arakis.review.build import build
from arakis.review.facts import Facts

REVIEWERS = (
    Reviewer(kind="person", name="anne"),
    Reviewer(kind="person", name="bert"),
    Reviewer(kind="model", name="m"),
    Reviewer(kind="built-in", name="screening rules"),
)
RULES = REVIEWERS[3]
MOST = 6  # records
NUMBER = 300  # random reviews
SIDES = [f"{side}.{name}" for side in ("intervention", "comparator") for name in ("events", "total")]


def facts(protocol: Protocol, records: list[Record], documents: list[Document], said: list[Judgement]) -> Facts:
    """Facts made by hand. A judgement that was made twice is there once, as in the ledger."""
    judgements = tuple({one.id: one for one in said}.values())
    by_question: dict[tuple[str, str], list[Judgement]] = {}
    for one in judgements:
        by_question.setdefault((one.subject, one.question), []).append(one)
    return Facts(
        id="r", created_at="", status="completed", error="", options={}, number_of_runs=1, head="", events=0,
        protocols=(ProtocolVersion(number=1, protocol=protocol),),
        runs=(SourceRun(id="run-0", source="A"), SourceRun(id="run-1", source="B")),
        records=tuple(records), documents=tuple(documents), judgements=judgements, stages=(), syntheses=(),
        certainties=(), prose={}, models=(), by_question=by_question,
    )  # fmt: skip


def protocol(reviewers: int = 1, automation: str = "act") -> Protocol:
    return Protocol.model_validate(
        {
            "question": "Does it work at all?",
            "criteria": [{"id": "I1", "kind": "include", "text": "a"}, {"id": "E1", "kind": "exclude", "text": "b"}],
            "comparisons": [{"id": "c", "intervention": {"name": "A"}, "comparator": {"name": "B"}}],
            "outcomes": [{"id": "o", "name": "O"}],
            "reviewers": reviewers,
            "automation": automation,
        }
    )


def record(at: int, run: int = 0) -> Record:
    return Record(
        id=f"record-{at}", run=f"run-{run}", position=at, title=f"On the matter of {at}", year=1990,
        authors=(Name(family="Alder" if at % 2 else "Birch"),),
    )  # fmt: skip


def report(at: int) -> str:
    """The id of the report whose first record is number `at`."""
    return content_id("report", f"record-{at}")


def result(trial: str, time: str, arms: list[str]) -> dict[str, Any]:
    return {
        "trial": trial, "comparison": "c", "outcome": "o", "instrument": "", "time": time, "months": None,
        "population": "", "intervention_arms": arms, "comparator_arms": [], "effect_measure": "", "checks": [],
    }  # fmt: skip


class Drawn:
    """What is said in one random review: everything may happen to a report, and much happens to most."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)
        self.reviewers = self.random.choice([1, 1, 1, 2, 3])
        self.automation = self.random.choice(["act", "rank"])
        self.records = [record(at, at % 2) for at in range(self.random.randint(1, MOST))]
        self.texts = [
            Document(id=f"{at:064d}", name="", media_type="", size=1, origin="", report=report(at), layer=f"layer-{at}")
            for at in range(len(self.records))
            if self.random.random() < 0.8
        ]
        self.said = [one for at in range(len(self.records)) for one in self.told_of(at)] + self.between()

    def often(self, most: int) -> range:
        return range(self.random.choice([0, *range(most + 1)]))

    def who(self) -> Reviewer:
        return self.random.choice(REVIEWERS)

    def ruling(self) -> bool:
        return self.random.random() < 0.1

    def told_of(self, at: int) -> list[Judgement]:
        """What is said of the report whose first record is number `at`."""
        pick = self.random.choice
        said: list[Judgement] = []
        for stage in ("title_abstract", "full_text"):
            for _ in range(pick([1] * 12 + [0, 2, 2, 3])):
                decision = pick(["include"] * 9 + ["exclude", "exclude", "unclear", "ongoing"])
                answer = pick([{"decision": decision, "criterion": pick(["I1", "E1", ""])}] * 9 + [None])
                ruling = self.ruling()
                said.append(
                    judge(report(at), f"report@{stage}", answer, self.who(), reason="so it is", adjudicates=ruling)
                )
        if pick([True, False]):
            said.append(judge(report(at), "retrieved", False, RULES, reason="not found"))
        for _ in self.often(3):
            trial, answer = pick(["", "", "Trial 1", "Trial 2"]), pick([{"characteristics": {}}] * 3 + [None])
            said.append(judge(report(at), f"trial:{trial}", answer, self.who()))
        for _ in range(pick([0, 1, 2, 3, 4])):
            trial, time = pick(["", "", "Trial 1", "Trial 2"]), pick(["", "", "1 month"])
            arms = pick([[], [], ["low"], ["high"]])
            identity = content_id("reported", at, trial, time, arms)
            said.append(judge(report(at), f"result:{identity}", result(trial, time, arms), self.who()))
            for _ in range(pick([0, 4, 8])):
                value = {"origin": "supplied", "value": pick([1, 2]), "source": "s", "by": "b"}
                content = {"value": value, "candidates": [], "waits": ""}
                said.append(judge(identity, pick(SIDES), content, self.who(), adjudicates=self.ruling()))
        self.random.shuffle(said)
        return said

    def between(self) -> list[Judgement]:
        """What is said of pairs of records and of reports."""
        said: list[Judgement] = []
        for first, second in combinations(range(len(self.records)), 2):
            if self.random.random() < 0.1:
                answer = self.random.choice(["same", "same", "different", None])
                said.append(judge(f"record-{first}|record-{second}", "same", answer, self.who()))
            if self.random.random() < 0.4:
                answer = self.random.choice(["same study"] * 4 + ["different", None])
                pair = "|".join(sorted([report(first), report(second)]))
                said.append(judge(pair, "same study", answer, self.who()))
        return said


def test_whatever_is_said_every_report_ends_in_one_state_and_the_boxes_add_up(seed: int) -> None:
    seen: Counter[str] = Counter()
    for number in range(NUMBER):
        drawn = Drawn(f"{seed} {number}")
        made = facts(protocol(drawn.reviewers, drawn.automation), drawn.records, drawn.texts, drawn.said)
        review = build(made)
        try:
            consistent(review, drawn)
        except AssertionError as error:
            raise AssertionError(f"review {number} of seed {seed}: {error}") from error
        assert build(made) == review
        seen["conflict"] += any(one.how == "conflict" for one in review.consensus)
        seen["merged"] += len(review.reports) < len(review.records)
        seen["several reports of a study"] += any(len(one.reports) > 1 for one in review.studies)
        seen["several trials of a report"] += any(len(one.studies) > 1 for one in review.reports)
        seen["results"] += bool(review.results)
        seen["reports differ"] += any("reports differ" in one.text for one in review.waiting)
        seen["study in doubt"] += any(one.kind == "study" for one in review.waiting)
        for one in review.reports:
            seen[str(one.state)] += 1
    missing = {*get_args(State), "None", "conflict", "merged", "several reports of a study", "results",
               "several trials of a report", "reports differ", "study in doubt"} - seen.keys()  # fmt: skip
    assert missing | {name for name in seen if seen[name] == 0} == {"duplicate", "removed before screening"}, seen


def consistent(review: Review, drawn: Drawn) -> None:
    records, said = drawn.records, drawn.said
    # Every record is in one report, every report in one state, every box the sum of the next ones.
    assert Counter(one for each in review.reports for one in each.records) == Counter(one.id for one in records)
    assert {one.state for one in review.reports} <= {*get_args(State), None}
    assert review.flow.sums() == []
    assert review.flow.identified == len(records)
    ends = Counter(one.state for one in review.reports)
    assert ends["included"] == review.flow.included_reports
    assert sum(ends.values()) == len(review.reports) == review.flow.screened
    # Studies are what included reports are about, and nothing else.
    included = {one.id for one in review.reports if one.state == "included"}
    assert {one for study in review.studies for one in study.reports} == included
    assert {one.id for one in review.reports if one.studies} == included
    for study in review.studies:
        assert len(set(study.reports)) == len(study.reports)
    assert len({one.id for one in review.studies}) == len(review.studies)
    # A reported result is in one study at most: nobody is counted twice.
    assert {one.study for one in review.results} <= {one.id for one in review.studies}
    assert len({one.id for one in review.results}) == len(review.results)
    told = Counter(
        datum.judgement
        for one in review.results
        for side in (one.intervention, one.comparator)
        for datum in side.values.values()
        if datum.judgement
    )
    assert set(told.values()) <= {1}
    # What is wrong waits, and only for what there is.
    subjects = {one.id for one in (*review.reports, *review.results)} | {one.subject for one in said}
    assert {one.subject for one in review.waiting} <= subjects
    assert review.provisional == (review.status == "needs_review")
    assert sum(one.state == "awaiting classification" for one in review.reports) == sum(
        one.kind == "eligibility" for one in review.waiting
    )
    assert Review.model_validate_json(review.model_dump_json()) == review


def state(said: list[Judgement], *, reviewers: int = 1, automation: str = "act", text: bool = True) -> Any:
    """How one report ends."""
    texts = [Document(id="0" * 64, name="", media_type="", size=1, origin="", report=report(0), layer="layer-0")]
    review = build(facts(protocol(reviewers, automation), [record(0)], texts if text else [], said))
    assert review.flow.sums() == []
    return review.reports[0]


def at(stage: str, decision: str, who: Reviewer = RULES, **more: Any) -> Judgement:
    return judge(report(0), f"report@{stage}", {"decision": decision, "criterion": "I1"}, who, **more)


ANNE, BERT = REVIEWERS[0], REVIEWERS[1]


def test_a_report_that_nobody_has_looked_at_has_no_state() -> None:
    assert state([]).state is None
    assert state([at("title_abstract", "include")]).state is None
    assert state([at("title_abstract", "include")], text=False).state is None


def test_what_a_machine_excludes_goes_on_where_it_only_ranks() -> None:
    said = [at("title_abstract", "exclude")]
    shut = state(said)
    assert (shut.state, shut.excluded_by, shut.primary_criterion) == (
        "excluded on title and abstract",
        "built-in",
        "I1",
    )
    assert state(said, automation="rank").state is None
    assert state([*said, at("title_abstract", "include", ANNE)]).state is None, "reopened by a person"


def test_what_one_of_two_people_excludes_goes_on() -> None:
    said = [at("title_abstract", "exclude", ANNE)]
    assert state(said, reviewers=1).state == "excluded on title and abstract"
    assert state(said, reviewers=2).state is None
    both = [*said, at("title_abstract", "exclude", BERT)]
    assert state(both, reviewers=2).excluded_by == "person"


def test_what_was_not_found_is_not_retrieved_until_it_is_there() -> None:
    said = [at("title_abstract", "include"), judge(report(0), "retrieved", False, RULES, reason="not found in a")]
    missing = state(said, text=False)
    assert (missing.state, missing.reason) == ("not retrieved", "not found in a")
    assert state([*said, at("full_text", "include")]).state == "included"


def test_each_answer_at_full_text_has_its_state() -> None:
    ends = {
        "include": "included",
        "exclude": "excluded at full text",
        "unclear": "awaiting classification",
        "ongoing": "ongoing",
    }
    for decision, end in ends.items():
        assert state([at("title_abstract", "unclear"), at("full_text", decision)]).state == end


def included(*pairs: tuple[Reviewer, str | None]) -> Review:
    """Two included reports, and what is said on whether they are of one study."""
    said = [
        judge(report(number), f"report@{stage}", {"decision": "include", "criterion": ""}, RULES)
        for number in (0, 1)
        for stage in ("title_abstract", "full_text")
    ]
    pair = "|".join(sorted([report(0), report(1)]))
    said += [judge(pair, "same study", answer, who) for who, answer in pairs]
    texts = [
        Document(id=f"{at:064d}", name="", media_type="", size=1, origin="", report=report(at), layer=f"layer-{at}")
        for at in (0, 1)
    ]
    return build(facts(protocol(), [record(0), record(1)], texts, said))


def test_reports_of_which_it_is_not_known_whether_they_are_of_one_study_wait() -> None:
    assert len(included().studies) == 2
    assert included().waiting == ()
    doubt = included((RULES, None))
    assert len(doubt.studies) == 2
    (waits,) = doubt.waiting
    assert (waits.kind, waits.question) == ("study", "same study")
    assert waits.text == "Are Alder 1990 and Birch 1990 reports of one study?"
    assert doubt.status == "needs_review"
    settled = included((RULES, None), (ANNE, "same study"))
    assert (len(settled.studies), settled.waiting) == (1, ())
    apart = included((RULES, "same study"), (ANNE, "different"))
    assert (len(apart.studies), apart.waiting) == (2, ())
    disputed = included((ANNE, "same study"), (BERT, "different"))
    assert len(disputed.waiting) == 1


def test_a_pair_that_others_have_joined_is_not_asked_about() -> None:
    def waits(*answers: tuple[int, int, str | None]) -> list[str]:
        said = [judge(f"record-{one}|record-{two}", "same", answer, RULES) for one, two, answer in answers]
        return [one.subject for one in build(facts(protocol(), [record(0), record(2), record(4)], [], said)).waiting]

    assert waits((0, 2, None)) == ["record-0|record-2"]
    assert waits((0, 2, None), (0, 4, "same")) == ["record-0|record-2"]
    assert waits((0, 2, None), (0, 4, "same"), (2, 4, "same")) == []
    assert waits((0, 2, "different")) == []
