"""The stored graph is what the pure derivation gives, whatever happened, and whoever asks at the same time."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Iterator
from dataclasses import replace

import neo4j
import pytest

from graphintel.errors import Invalid, NotFound
from graphintel.model.decisions import Decision
from graphintel.model.drafts import ClaimDraft, PartyDraft, RecordDraft, Ref, Settled, settle
from graphintel.model.links import Link, class_of
from graphintel.model.marking import Clearance, Level, Marking, VisibilityClass, class_id
from graphintel.model.materialise import Derived, materialise
from graphintel.model.records import Named, Record
from graphintel.model.summary import load
from graphintel.queries import decisions, records
from graphintel.queries.store import Store
from graphintel.queries.visibility import View, view_of
from graphintel.settings import StoreAddress
from tests.worlds import IDS, World

EVERYTHING = Clearance(
    frozenset({"seizures", "suspects", "investigations"}), Level.secret, frozenset({"op-delta", "op-harbour"})
)


@pytest.fixture
def store(neo4j_server: StoreAddress, empty_store: None) -> Iterator[Store]:
    with Store(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as opened:
        yield opened


def settled_as(record: Record) -> Settled:
    """A record of a random world in the form in which it is handed in."""
    draft = RecordDraft(
        record.source, record.key, record.kind, record.observed_at, record.reliability, record.credibility,
        record.marking, record.legal_basis, (), payload={},
    )  # fmt: skip
    return Settled(draft, record.descriptions, record.claims, record.content, ())


def stored(driver: neo4j.Driver) -> dict[str, object]:
    """What lies in the database, in the words of the derivation."""
    entities = driver.execute_query(
        "MATCH (e:Entity) OPTIONAL MATCH (m:Subject)-[:PART_OF]->(e) WITH e, collect(m.id) + e.id AS members"
        " RETURN e.id AS id, members, e.summary AS summary, e.visibility AS visibility, e.complete AS complete,"
        " e.kind AS kind, labels(e) AS labels"
    ).records
    links = driver.execute_query(
        "MATCH (a:Entity)-[r]->(b:Entity) RETURN r.id AS id, type(r) AS type, a.id AS source, b.id AS target,"
        " coalesce(r.role, '') AS role, r.records AS records, r.visibility AS visibility,"
        " coalesce(r.from, '') AS start, coalesce(r.to, '') AS end, r.reliability + r.credibility AS grade"
    ).records
    return {
        "entities": {
            row["id"]: (tuple(sorted(row["members"])), load(json.loads(row["summary"])), row["visibility"],
                        row["complete"], row["kind"] in row["labels"])
            for row in entities
        },
        "links": {
            row["id"]: (row["type"], row["source"], row["target"], row["role"], tuple(sorted(row["records"])),
                        row["visibility"], row["start"], row["end"], row["grade"])
            for row in links
        },
    }  # fmt: skip


def _seen(derived: Derived, link: Link) -> VisibilityClass:
    return class_of(link.marking, *(derived.entities[end].summary.minimal for end in (link.source, link.target)))


def expected(derived: Derived) -> dict[str, object]:
    """What the derivation says, in the same words."""
    return {
        "entities": {
            e.id: (e.members, e.summary, class_id(e.summary.minimal), class_id(e.summary.maximal), True)
            for e in derived.entities.values()
        },
        "links": {
            k.id: (k.type, k.source, k.target, k.role, tuple(sorted(k.records)), _seen(derived, k).id,
                   k.valid_from, k.valid_to, k.reliability + k.credibility)
            for k in derived.links.values()
        },
    }  # fmt: skip


def live_through(world: World, store: Store, steps: int) -> None:
    """Lets a world happen, and the same to the store; at times several records arrive at once."""
    view = view_of(store, EVERYTHING)
    for _ in range(steps):
        act = world.random.choices(("add", "retract", "decide", "end"), (10, 3, 4, 2))[0]
        if act == "add":
            at = world.now()
            arrived = [settled_as(world.add(at)) for _ in range(world.random.randrange(1, 4))]
            records.add(store, arrived, by="tests", batch="", at=at)
        elif act == "retract" and (gone := world.retract()):
            records.retract(store, [gone.id], by="tests", at=gone.retracted_at, why="test")
        elif act == "end" and (ended := world.end()):
            decisions.end(store, ended, by="tests", at=ended.ended_at, why="test")
        elif act == "decide" and (decision := world.decide()):
            decide(world, store, view, decision)


def decide(world: World, store: Store, view: View, decision: Decision) -> None:
    try:
        decisions.decide(store, view, decision)
    except (Invalid, NotFound):  # Of different kinds, or not known yet: then it was not decided.
        world.decisions.pop()


@pytest.mark.parametrize("seed", range(6))
def test_the_store_equals_the_derivation_after_a_random_history(store: Store, driver: neo4j.Driver, seed: int) -> None:
    world = World(seed + 1000)
    for _ in range(4):
        live_through(world, store, 20)
        assert stored(driver) == expected(materialise(world.records, world.decisions))


def test_recording_twice_changes_nothing(store: Store, driver: neo4j.Driver) -> None:
    world = World(7)
    drafts = [settled_as(world.add()) for _ in range(30)]
    once = records.add(store, drafts, by="tests", batch="", at="2026-01-01T00:00:01.000000Z")
    before = stored(driver)
    last = {draft.draft.key: draft for draft in drafts}
    again = records.add(store, list(last.values()), by="tests", batch="", at="2026-01-01T00:00:02.000000Z")
    assert (again.added, again.corrected, again.unchanged) == (0, 0, len(last))
    assert once.added + once.corrected == len(drafts)
    assert stored(driver) == before


def test_the_order_of_arrival_in_one_batch_or_in_many_gives_the_same_graph(store: Store, driver: neo4j.Driver) -> None:
    world = World(11, subjects=25)
    drafts = [settled_as(replace(world.add(), key=str(number))) for number in range(60)]
    at = "2026-01-01T00:00:01.000000Z"
    records.add(store, drafts, by="tests", batch="", at=at)
    in_one = stored(driver)
    driver.execute_query("MATCH (n) WHERE NOT n:Disposable AND NOT n:Migration DETACH DELETE n")
    random.Random(3).shuffle(drafts)
    for start in range(0, len(drafts), 7):
        records.add(store, drafts[start : start + 7], by="tests", batch="", at=at)
    assert stored(driver) == in_one


def party(key: str, name: str, *identifiers: tuple[str, str, str]) -> PartyDraft:
    return PartyDraft(Ref("test", key), "Person", (Named(name),), {"nationality": ("EE",)}, identifiers)


def draft(key: str, *parties: PartyDraft, claims: tuple[ClaimDraft, ...] = ()) -> Settled:
    marking = Marking.parse("suspects/restricted")
    made = RecordDraft("test", key, "Person", "2026-01-01", "B", "2", marking, "Customs Act", parties, claims, {})
    return settle(IDS, made)


def test_two_writers_who_name_the_same_new_party_at_once_make_one_entity(store: Store, driver: neo4j.Driver) -> None:
    shared = ("phone", "+37255500142", "")
    writers = 6
    barrier = threading.Barrier(writers)
    failures: list[BaseException] = []

    def write(number: int) -> None:
        own = party(f"own-{number}", f"Person {number}", shared)
        mine = draft(str(number), party("same", "Ilmar Vesk", shared), own)
        barrier.wait()
        try:
            records.add(store, [mine], by="tests", batch="", at=f"2026-01-01T00:00:0{number}.000000Z")
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    subject = IDS.subject("test", "same")
    rows = driver.execute_query(
        "MATCH (e:Entity {id: $id})-[r:IDENTIFIED_BY]->(i:Identifier) RETURN size(r.records) AS records", id=subject
    ).records
    assert [row["records"] for row in rows] == [writers]
    bearers = driver.execute_query("MATCH (i:Identifier)<-[:IDENTIFIED_BY]-(e) RETURN count(e) AS n").records[0]["n"]
    assert bearers == writers + 1


def test_two_writers_who_bring_the_same_vessel_at_once_make_one_vessel(store: Store, driver: neo4j.Driver) -> None:
    for attempt in range(8):
        barrier = threading.Barrier(2)
        number = ("9074729", "8814275")[attempt % 2]

        at = f"2026-01-0{attempt + 1}"

        def write(source: str, key: str, number: str, at: str, barrier: threading.Barrier) -> None:
            vessel = PartyDraft(Ref(source, key), "Vessel", (Named("Aurelia Star"),), {}, (("imo", number, ""),))
            barrier.wait()
            records.add(store, [draft(f"{source}-{key}", vessel)], by="t", batch="", at=at)

        threads = [
            threading.Thread(target=write, args=(source, str(attempt), number, at, barrier))
            for source in ("manifest", "port-list")
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    vessels = driver.execute_query("MATCH (v:Entity:Vessel) RETURN count(v) AS n").records[0]["n"]
    assert vessels == 2


def test_a_link_to_a_party_that_comes_later_is_made_when_it_comes(store: Store, driver: neo4j.Driver) -> None:
    claim = ClaimDraft("OWNS", Ref("test", "a"), Ref("test", "b"))
    first = records.add(store, [draft("1", party("a", "A"), claims=(claim,))], by="t", batch="", at="2026-01-01")
    second = records.add(store, [draft("2", party("b", "B"))], by="t", batch="", at="2026-01-02")
    assert (first.links_made, second.links_made) == (0, 1)
    assert driver.execute_query("MATCH (:Person)-[r:OWNS]->(:Person) RETURN count(r) AS n").records[0]["n"] == 1


def test_what_is_written_beside_a_record_is_written_with_it_or_not_at_all(store: Store, driver: neo4j.Driver) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the audit entry could not be written")

    with pytest.raises(RuntimeError, match="audit"):
        records.add(store, [draft("1", party("a", "A"))], by="t", batch="", at="2026-01-01", also=fail)
    assert driver.execute_query("MATCH (n:Record|Subject) RETURN count(n) AS n").records[0]["n"] == 0
