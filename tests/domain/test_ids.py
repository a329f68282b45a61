"""Ids from content, canonical JSON, and the chain of events."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from arakis.domain.base import canonical, content_id, digest
from arakis.domain.event import GENESIS, Event, chain
from arakis.domain.evidence import Evidence
from arakis.domain.judgement import Reviewer, judge
from arakis.domain.review import Review

ACTOR = Reviewer(kind="person", name="anne")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def test_canonical_json_has_sorted_keys_no_spaces_and_the_letters_themselves() -> None:
    assert canonical({"b": [1, 2.5, None], "a": "Ærø 𝄞"}) == '{"a":"Ærø 𝄞","b":[1,2.5,null]}'
    assert canonical(ACTOR) == '{"kind":"person","name":"anne","version":""}'


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_what_json_cannot_hold_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical({"value": number})
    with pytest.raises(TypeError):
        canonical({"value": {1, 2}})


@given(JSON)
def test_canonical_text_reads_back_as_the_value_and_stays(value: object) -> None:
    text = canonical(value)
    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text


@given(st.dictionaries(st.text(), JSON, max_size=6))
def test_the_order_of_keys_does_not_matter(value: dict[str, object]) -> None:
    turned = dict(reversed(value.items()))
    assert canonical(turned) == canonical(value)
    assert digest(turned) == digest(value)


def test_an_id_names_its_kind_and_follows_from_the_content_alone() -> None:
    assert content_id("record", "abc", 1) == content_id("record", "abc", 1)
    assert content_id("record", "abc", 1) == "record-4e1c94776ca8e886"
    assert content_id("record", "abc", 1) != content_id("record", "abc", 2)
    assert content_id("record", "abc", 1)[7:] != content_id("report", "abc", 1)[7:]
    assert content_id("x", "ab", "c") != content_id("x", "a", "bc"), "where one part ends matters"
    assert content_id("x", 1) != content_id("x", "1"), "a number is not its digits"


def test_a_lone_surrogate_in_old_input_has_an_id_as_well() -> None:
    assert content_id("record", "\ud800") == content_id("record", "\ud800")


def test_a_judgements_id_covers_everything_but_the_time() -> None:
    span = Evidence(source="layer-1", start=3, end=7, quote="zinc")
    first = judge("report-1", "same", "same", ACTOR, reason="r", evidence=[span], at="2026-01-01")
    assert judge("report-1", "same", "same", ACTOR, reason="r", evidence=[span], at="2027-02-02").id == first.id
    others = (
        judge("report-2", "same", "same", ACTOR, reason="r", evidence=[span]),
        judge("report-1", "study", "same", ACTOR, reason="r", evidence=[span]),
        judge("report-1", "same", "different", ACTOR, reason="r", evidence=[span]),
        judge("report-1", "same", "same", ACTOR.model_copy(update={"name": "bert"}), reason="r", evidence=[span]),
        judge("report-1", "same", "same", ACTOR, reason="s", evidence=[span]),
        judge("report-1", "same", "same", ACTOR, reason="r", evidence=[span.model_copy(update={"start": 4})]),
        judge("report-1", "same", "same", ACTOR, reason="r", evidence=[span], protocol_version=2),
        judge("report-1", "same", "same", ACTOR, reason="r", evidence=[span], replaces=first.id),
        judge("report-1", "same", "same", ACTOR, reason="r", evidence=[span], adjudicates=True),
    )
    assert len({first.id, *(one.id for one in others)}) == len(others) + 1


def test_values_are_frozen_and_a_typo_in_a_name_is_an_error() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        ACTOR.name = "bert"  # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(ValidationError, match="Extra inputs"):
        Reviewer.model_validate({"kind": "person", "name": "anne", "verison": "1"})


def linked(count: int) -> list[Event]:
    """A chain of `count` events."""
    events: list[Event] = []
    previous = GENESIS
    for number in range(1, count + 1):
        events.append(chain("r", number, "2026-01-01", ACTOR, "record added", f"s{number}", {"n": number}, previous))
        previous = events[-1].hash
    return events


def test_events_follow_one_another_from_the_beginning() -> None:
    events = linked(5)
    assert events[0].previous == GENESIS
    assert [one.previous for one in events[1:]] == [one.hash for one in events[:-1]]
    assert len({one.hash for one in events}) == 5
    assert [one.hash for one in linked(5)] == [one.hash for one in events]


@pytest.mark.parametrize(
    "change",
    [
        {"review": "q"},
        {"number": 2},
        {"at": "2026-01-02"},
        {"actor": Reviewer(kind="person", name="bert")},
        {"kind": "record changed"},
        {"subject": "s2"},
        {"payload": {"n": 2}},
        {"previous": "f" * 64},
    ],
)
def test_whatever_is_changed_in_an_event_changes_its_hash(change: dict[str, object]) -> None:
    plain = {
        "review": "r", "number": 1, "at": "2026-01-01", "actor": ACTOR, "kind": "record added", "subject": "s1",
        "payload": {"n": 1}, "previous": GENESIS,
    }  # fmt: skip
    assert chain(**(plain | change)).hash != chain(**plain).hash  # pyright: ignore[reportArgumentType]


def test_an_erased_payload_leaves_the_chain_whole() -> None:
    """The hash covers the payload's hash, not the payload: what must be erased by law can be."""
    first, second = linked(2)
    erased = first.model_copy(update={"payload": None})
    own = digest(
        erased.review, erased.number, erased.at, erased.actor.model_dump(), erased.kind, erased.subject,
        erased.payload_hash, erased.previous,
    )  # fmt: skip
    assert own == erased.hash == second.previous


def volatile(model: type, seen: set[type]) -> set[str]:
    """The volatile fields of a model and of all models in it."""
    if model in seen:
        return set()
    seen.add(model)
    found = set()
    for name, field in model.model_fields.items():
        extra = field.json_schema_extra
        if isinstance(extra, dict) and extra.get("volatile"):
            found.add(f"{model.__name__}.{name}")
        inner = [field.annotation]
        while inner:
            one = inner.pop()
            inner += getattr(one, "__args__", ())
            if isinstance(one, type) and hasattr(one, "model_fields"):
                found |= volatile(one, seen)
    return found


def test_what_a_comparison_leaves_out_is_short_and_holds_no_count_and_no_judgement() -> None:
    assert volatile(Review, set()) == {
        "Review.id", "Review.created_at", "Review.exported_at", "Review.ledger_head", "Review.ledger_events",
        "ProtocolVersion.at", "SourceRun.at", "Judgement.at", "StageState.started_at", "StageState.completed_at",
        "Waiting.command",
    }  # fmt: skip
    schema = json.dumps(Review.model_json_schema())
    assert schema.count('"volatile": true') == 11
