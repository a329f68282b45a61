"""The ledger: facts and their events written together or not at all, numbered without gaps."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from arakis import ledger
from arakis.domain.base import digest
from arakis.domain.event import GENESIS
from arakis.domain.judgement import Reviewer
from arakis.errors import NotFound
from arakis.settings import Settings
from arakis.tables.facts import FACTS
from arakis.tables.reviews import reviews
from arakis.workspace import Workspace, open_workspace

ROOT = Path(__file__).resolve().parent.parent
ANNE = Reviewer(kind="person", name="anne")
BERT = Reviewer(kind="person", name="bert")


def new_review(space: Workspace, identity: str = "r1") -> None:
    with space.db.begin() as connection:
        connection.execute(
            reviews.insert().values(
                id=identity, title="", created_at="", status="pending", options="{}", runs=0, head=GENESIS, events=0
            )
        )


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    opened = open_workspace(Settings(workspace=tmp_path))
    new_review(opened)
    yield opened  # pyright: ignore[reportReturnType]
    opened.close()


def told(space: Workspace, identity: str = "r1", since: int = 0) -> list[Any]:
    with space.reading.begin() as connection:
        return list(ledger.read(connection, identity, since))


def kept(space: Workspace, kind: str, identity: str = "r1") -> list[dict[str, Any]]:
    with space.reading.begin() as connection:
        return ledger.facts(connection, identity, kind)


def write(space: Workspace, kind: str, *given: tuple[str, dict[str, Any]], replace: bool = False) -> int:
    with space.db.begin() as connection:
        return ledger.append(connection, "r1", ANNE, kind, given, replace=replace)


def whole(space: Workspace, identity: str = "r1") -> list[int]:
    """Check the chain of a review; its numbers."""
    events = told(space, identity)
    previous = GENESIS
    for event in events:
        assert event.previous == previous
        assert digest(event.payload) == event.payload_hash
        previous = event.hash
    with space.reading.begin() as connection:
        row = connection.execute(sa.select(reviews).where(reviews.c.id == identity)).mappings().one()
    assert (row["head"], row["events"]) == (previous, len(events))
    return [event.number for event in events]


def test_a_fact_and_its_event_tell_the_same(space: Workspace) -> None:
    assert write(space, "record", ("record-1", {"run": "run-1", "title": "Zinc"})) == 1
    (event,) = told(space)
    assert (event.kind, event.subject, event.actor, event.number) == ("record added", "record-1", ANNE, 1)
    assert event.payload == kept(space, "record")[0] == {"run": "run-1", "title": "Zinc"}
    with space.reading.begin() as connection:
        row = connection.execute(sa.select(FACTS["record"])).mappings().one()
    assert (row["first"], row["number"], row["run"]) == (1, 1, "run-1")
    assert event.at.endswith("+00:00"), "a time says its zone"


def test_an_exception_in_between_leaves_neither(space: Workspace) -> None:
    write(space, "prose", ("a", {"place": "a", "text": "1"}))
    before = told(space)

    def fails() -> None:
        with space.db.begin() as connection:
            ledger.append(connection, "r1", ANNE, "prose", [("b", {"place": "b", "text": "2"})])
            ledger.tell(connection, "r1", ANNE, "told")
            raise RuntimeError("the lights went out")

    with pytest.raises(RuntimeError):
        fails()
    assert told(space) == before
    assert len(kept(space, "prose")) == 1
    assert whole(space) == [1]
    write(space, "prose", ("b", {"place": "b", "text": "2"}))
    assert whole(space) == [1, 2], "no number is lost by the failure"


def test_an_event_that_cannot_be_written_takes_its_fact_along(space: Workspace) -> None:
    """Number 1 is taken behind the ledger's back, so that the event fails after the fact has gone in."""
    with space.db.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO events (review, number, at, actor, kind, subject, payload, payload_hash, previous, hash) "
                "VALUES ('r1', 1, '', '{}', '', '', 'null', '', '', '')"
            )
        )
    with pytest.raises(IntegrityError):
        write(space, "prose", ("a", {"place": "a", "text": "1"}))
    assert kept(space, "prose") == []


def test_repeating_a_step_writes_nothing(space: Workspace) -> None:
    facts = [(f"p{at}", {"place": str(at), "text": "x"}) for at in range(3)]
    assert write(space, "prose", *facts) == 3
    before = told(space)
    assert write(space, "prose", *facts) == 0
    assert write(space, "prose", *facts, replace=True) == 0
    assert write(space, "prose") == 0
    assert told(space) == before
    assert write(space, "prose", *facts, ("p3", {"place": "3", "text": "x"})) == 1, "only what is new"


def test_a_fact_given_twice_at_once_is_written_once(space: Workspace) -> None:
    assert write(space, "prose", ("a", {"place": "a", "text": "1"}), ("a", {"place": "a", "text": "1"})) == 1
    assert len(kept(space, "prose")) == len(told(space)) == 1


def test_without_replace_what_is_there_stays(space: Workspace) -> None:
    write(space, "prose", ("a", {"place": "a", "text": "old"}))
    assert write(space, "prose", ("a", {"place": "a", "text": "new"})) == 0
    assert kept(space, "prose") == [{"place": "a", "text": "old"}]


def test_replacing_keeps_the_former_value_in_the_ledger_and_the_order_of_facts(space: Workspace) -> None:
    write(space, "prose", ("a", {"place": "a", "text": "old"}), ("b", {"place": "b", "text": "other"}))
    assert write(space, "prose", ("a", {"place": "a", "text": "new"}), replace=True) == 1
    assert kept(space, "prose") == [{"place": "a", "text": "new"}, {"place": "b", "text": "other"}]
    assert [(one.kind, one.payload["text"]) for one in told(space) if one.subject == "a"] == [
        ("prose added", "old"),
        ("prose changed", "new"),
    ]
    with space.reading.begin() as connection:
        table = FACTS["prose"]
        row = connection.execute(sa.select(table).where(table.c.id == "a")).mappings().one()
    assert (row["first"], row["number"]) == (1, 3)
    assert whole(space) == [1, 2, 3]


def test_columns_by_which_facts_are_found_follow_a_replacement(space: Workspace) -> None:
    write(space, "record", ("record-1", {"run": "run-1"}))
    write(space, "record", ("record-1", {"run": "run-2"}), replace=True)
    with space.reading.begin() as connection:
        assert connection.execute(sa.select(FACTS["record"].c.run)).scalar_one() == "run-2"


def test_a_fact_replaced_twice_at_once_ends_as_its_last_value(space: Workspace) -> None:
    given = [("a", {"place": "a", "text": text}) for text in ("1", "2", "3")]
    assert write(space, "prose", *given, replace=True) == 3
    assert kept(space, "prose") == [{"place": "a", "text": "3"}]
    assert [one.kind for one in told(space)] == ["prose added", "prose changed", "prose changed"]
    assert whole(space) == [1, 2, 3]


def test_many_facts_at_once(space: Workspace) -> None:
    """Beyond the number of variables that a statement may have."""
    facts = [(f"record-{at}", {"run": "run-1", "position": at}) for at in range(2000)]
    assert write(space, "record", *facts) == 2000
    assert write(space, "record", *facts, ("record-2000", {"run": "run-1", "position": 2000})) == 1
    assert [one["position"] for one in kept(space, "record")] == list(range(2001))
    assert whole(space) == list(range(1, 2002))


def test_events_are_read_from_where_a_reader_stopped(space: Workspace) -> None:
    for at in range(5):
        write(space, "prose", (f"p{at}", {"place": str(at), "text": ""}))
    assert [one.number for one in told(space, since=3)] == [4, 5]
    assert told(space, since=5) == []


def test_two_reviews_have_chains_of_their_own(space: Workspace) -> None:
    new_review(space, "r2")
    for identity in ("r1", "r2", "r1"):
        with space.db.begin() as connection:
            ledger.tell(connection, identity, BERT, "told", payload={"to": identity})
    assert whole(space, "r1") == [1, 2]
    assert whole(space, "r2") == [1]
    assert told(space, "r1")[0].hash != told(space, "r2")[0].hash


def test_a_review_that_does_not_exist_has_no_ledger(space: Workspace) -> None:
    with pytest.raises(NotFound, match="no review r9"), space.db.begin() as connection:
        ledger.append(connection, "r9", ANNE, "prose", [("a", {"place": "a", "text": ""})])
    with pytest.raises(NotFound), space.db.begin() as connection:
        ledger.tell(connection, "r9", ANNE, "told")


def test_a_fact_that_json_cannot_hold_is_refused_before_anything_is_written(space: Workspace) -> None:
    with pytest.raises(ValueError, match="JSON"):
        write(space, "prose", ("a", {"text": "fine"}), ("b", {"text": float("nan")}))
    assert told(space) == []


WRITER = """
import sys
from pathlib import Path
from arakis import ledger
from arakis.domain.judgement import Reviewer
from arakis.settings import Settings
from arakis.workspace import open_workspace

space = open_workspace(Settings(workspace=Path(sys.argv[1])))
print("ready", flush=True)
sys.stdin.readline()
for at in range(int(sys.argv[3])):
    with space.db.begin() as connection:
        fact = (f"{sys.argv[2]}-{at}", {"place": sys.argv[2], "text": str(at)})
        shared = (f"shared-{at}", {"place": "shared", "text": str(at)})
        ledger.append(connection, "r1", Reviewer(kind="person", name=sys.argv[2]), "prose", [fact, shared])
"""


def test_two_threads_leave_no_gap(space: Workspace) -> None:
    def many(name: str) -> None:
        for at in range(40):
            with space.db.begin() as connection:
                facts = [(f"{name}-{at}", {"place": name}), (f"shared-{at}", {"place": "shared"})]
                ledger.append(connection, "r1", Reviewer(kind="person", name=name), "prose", facts)

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(many, name) for name in ("anne", "bert")]:
            done.result()
    assert whole(space) == list(range(1, 121)), "40 of each and 40 shared ones, each written once"
    actors = {one.actor.name for one in told(space)}
    assert actors == {"anne", "bert"}


def test_two_processes_leave_no_gap(space: Workspace) -> None:
    command = [sys.executable, "-c", WRITER, str(space.path)]
    writers = [
        subprocess.Popen(
            [*command, name, "25"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for name in ("anne", "bert")
    ]
    for one in writers:
        assert one.stdout is not None
        assert one.stdout.readline() == b"ready\n"
    for one in writers:  # both are ready: let go together
        assert one.stdin is not None
        one.stdin.write(b"go\n")
        one.stdin.flush()
    for one in writers:
        _, said = one.communicate(timeout=60)
        assert one.returncode == 0, said.decode()
    assert whole(space) == list(range(1, 76))
    events = told(space)
    texts = [json.dumps(one.payload, sort_keys=True) for one in events]
    assert len(set(texts)) == 75
    for name in ("anne", "bert"):
        own = [int(one.payload["text"]) for one in events if one.payload["place"] == name]
        assert own == sorted(own), "each writer's facts are in the order in which it wrote them"
