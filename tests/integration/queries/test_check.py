"""A sound graph is what follows from the evidence; of one that is not, every difference is named and undone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, LiteralString

import neo4j
import pytest

from graphintel.model.events import Action
from graphintel.queries import audit
from graphintel.queries.store import Store
from graphintel.services.check import Check, Result
from graphintel.settings import StoreAddress
from tests.conftest import EMPTY
from tests.integration.queries.test_visibility_worlds import _step
from tests.worlds import World

DAMAGED, SOUND = 9_023, (9_000, 9_011, 9_049)
STEPS = 60
# What nobody derives: when something was locked last, and what the check itself leaves behind.
NODES: LiteralString = """
MATCH (n) WHERE NOT n:Migration AND NOT n:Disposable AND NOT n:AuditEntry
RETURN labels(n) AS labels, n {.*, locked: null} AS properties
"""
LINKS: LiteralString = """
MATCH (a)-[r]->(b) WHERE NOT a:AuditEntry
RETURN coalesce(a.id, a.key) AS source, type(r) AS type, coalesce(b.id, b.key) AS target, properties(r) AS properties
"""
# What is done to the graph, and the difference that must be named for it.
DAMAGES: dict[str, tuple[LiteralString, set[tuple[str, str]]]] = {
    "an entity is gone": (
        "MATCH (e:Entity)-[r:OWNS]-() WITH e LIMIT 1 REMOVE e:Entity SET e.caption = null",
        {("entity", "labels"), ("entity", "caption")},
    ),
    "an entity has another name": (
        "MATCH (e:Entity) WITH e ORDER BY e.id LIMIT 1 SET e.caption = 'Somebody Else'", {("entity", "caption")},
    ),
    "an entity is seen by others": (
        "MATCH (e:Entity) WITH e ORDER BY e.id DESC LIMIT 1 SET e.visibility = 1, e.complete = 1",
        {("entity", "visibility"), ("entity", "complete")},
    ),
    "what is known of an entity is another's": (
        ("MATCH (e:Entity) WITH e ORDER BY e.id LIMIT 2 WITH collect(e) AS two "
        "WITH two[0] AS a, two[1] AS b, two[0].summary AS kept SET a.summary = b.summary, b.summary = kept"),
        {("entity", "summary")},
    ),
    "what nobody describes is an entity": (
        "CREATE (:Subject:Entity:Person {id: 'nobody', kind: 'Person', caption: 'Nobody'})",
        {("subject", "labels"), ("subject", "kind")},
    ),
    "a member is no member": (
        "MATCH (:Subject)-[p:PART_OF]->(:Subject) WITH p LIMIT 1 DELETE p", {("subject", "entity")},
    ),
    "two are joined that are not the same": (
        "MATCH (a:Entity)-[:OWNS]-(b:Entity) WITH a, b LIMIT 1 CREATE (a)-[:PART_OF]->(b)",
        {("subject", "entity")},
    ),
    "a link is gone": ("MATCH (:Entity)-[r:OWNS]->(:Entity) WITH r LIMIT 1 DELETE r", {("link", "there")}),
    "a link is there that nobody claims": (
        ("MATCH (a:Entity), (b:Entity) WHERE a.id < b.id WITH a, b LIMIT 1 "
        "CREATE (a)-[:PAID {id: 'made up', type: 'PAID', records: [], visibility: 1}]->(b)"),
        {("link", "there")},
    ),
    "a link is seen by others": ("MATCH ()-[r:OWNS]->() WITH r LIMIT 1 SET r.visibility = 1", {("link", "visibility")}),
    "a link counts a record that it has not": (
        "MATCH ()-[r:OWNS]->() WITH r LIMIT 1 SET r.records = r.records + ['x'], r.count = r.count + 1",
        {("link", "records"), ("link", "count")},
    ),
    "a link has another grade, role and time": (
        "MATCH ()-[r:COMMUNICATED_WITH]->() WITH r LIMIT 1 SET r.reliability = 'X', r.role = 'x', r.from = '1999'",
        {("link", "reliability"), ("link", "role"), ("link", "from")},
    ),
    "a link leads elsewhere": (
        ("MATCH (a:Entity)-[r:OWNS]->(b:Entity), (c:Entity) WHERE c <> b AND c <> a "
            "WITH a, r, c, properties(r) AS kept LIMIT 1 "
        "DELETE r WITH a, c, kept CREATE (a)-[n:OWNS]->(c) SET n = kept"),
        {("link", "target")},
    ),
    "a record that was replaced counts": (
        "MATCH (r:Record {live: false}) WITH r LIMIT 1 SET r.live = true", {("record", "live")},
    ),
    "a record that counts does not": (
        ("MATCH (r:Record {live: true})-[d:DESCRIBES]->() WITH r, collect(d) AS all LIMIT 1 "
        "SET r.live = false FOREACH (d IN all | SET d.live = false)"),
        {("record", "live"), ("description", "live")},
    ),
    "a record is seen by others": (
        "MATCH (r:Record) WITH r LIMIT 1 SET r.visibility = 1, r.register = 'x'",
        {("record", "visibility"), ("record", "register")},
    ),
    "a description is found by others' names": (
        "MATCH ()-[d:DESCRIBES {live: true}]->() WITH d LIMIT 1 SET d.names = 'somebody else', d.visibility = 1",
        {("description", "names"), ("description", "visibility")},
    ),
    "a description cannot be found": (
        "MATCH ()-[d:DESCRIBES {live: true}]->() WITH d LIMIT 1 SET d.names = null", {("description", "names")},
    ),
    "what was taken back is found": (
        "MATCH ()-[d:DESCRIBES {live: false}]->() WITH d LIMIT 1 SET d.live = true, d.names = 'vesk'",
        {("description", "live"), ("description", "names")},
    ),
    "a mention does not count": (
        "MATCH ()-[m:MENTIONS {live: true}]->() WITH m LIMIT 1 SET m.live = false", {("record", "mentions")},
    ),
    "a strong identifier is not known": ("MATCH ()-[k:KEYED]->() WITH k LIMIT 1 DELETE k", {("subject", "key")}),
    "a strong identifier is another's": (
        "MATCH (s:Subject), (k:JoinKey) WHERE NOT (s)-[:KEYED]->(k) WITH s, k LIMIT 1 CREATE (s)-[:KEYED]->(k)",
        {("subject", "key")},
    ),
    "a decision is not known to a subject": (
        "MATCH ()-[j:JOINS]->() WITH j LIMIT 1 DELETE j", {("decision", "subjects")},
    ),
    "a decision has another effect": (
        "MATCH (d:Decision) WITH d LIMIT 1 SET d.effective = NOT d.effective, d.visibility = 1",
        {("decision", "effective"), ("decision", "visibility")},
    ),
    "a class has other markings": (
        ("MATCH (e:Entity) WITH e.visibility AS id LIMIT 1 MATCH (c:VisibilityClass {id: id}) "
        "SET c.markings = ['suspects/secret']"),
        {("class", "markings")},
    ),
    "a class is not known": (
        "MATCH (e:Entity) WITH e.visibility AS id LIMIT 1 MATCH (c:VisibilityClass {id: id}) DELETE c",
        {("class", "markings")},
    ),
}  # fmt: skip


def nothing(_done: int, _total: int) -> None:
    """Nobody watches."""


def lived(seed: int, driver: neo4j.Driver, store: Store) -> None:
    """Puts a random history, as the write path stores it, in the place of what is there."""
    with driver.session() as session:
        assert session.run("MATCH (d:Disposable) RETURN count(d) AS n").single(strict=True)["n"]
        session.run(EMPTY).consume()
    world = World(seed)
    for _ in range(STEPS):
        _step(world, store)


@pytest.fixture(scope="module")
def store(neo4j_server: StoreAddress, session_driver: neo4j.Driver) -> Iterator[Store]:
    """A history that has everything which is damaged below."""
    with Store(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as store:
        store.audit_key = b"a key of the tests, 32 bytes long"
        lived(DAMAGED, session_driver, store)
        yield store


@pytest.fixture
def check(store: Store, tmp_path: Path) -> Check:
    return Check(store, tmp_path)


def dump(driver: neo4j.Driver) -> tuple[list[str], list[str]]:
    """All that is stored, in an order of its own."""
    found: list[list[str]] = []
    for query in (NODES, LINKS):
        rows = [record.data() for record in driver.execute_query(query).records]
        for row in rows:
            row["labels"] = sorted(row.get("labels", ()))
            row["properties"] = {name: value for name, value in row["properties"].items() if value is not None}
        found.append(sorted(json.dumps(row, sort_keys=True, default=str) for row in rows))
    return found[0], found[1]


def named(result: Result) -> set[tuple[str, str]]:
    return {(each.what, each.field.split()[0]) for each in result.differences}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_named_and_undone(store: Store, check: Check, session_driver: neo4j.Driver, damage: str) -> None:
    statement, expected = DAMAGES[damage]
    before = dump(session_driver)
    session_driver.execute_query(statement)
    assert dump(session_driver) != before, "This world has nothing to damage in this way."

    found = check.run(nothing)
    shown: Any = found.as_dict(values=False)
    repaired = check.run(nothing, repair=True)
    again = check.run(nothing)

    assert expected <= named(found), named(found)
    assert "Somebody Else" not in json.dumps(shown, default=str)
    assert repaired.sound, repaired.not_repaired
    assert again.differences == []
    if damage == "what nobody describes is an entity":
        session_driver.execute_query("MATCH (s:Subject {id: 'nobody'}) DELETE s")
    assert dump(session_driver) == before
    entry = audit.latest(store, action=Action.graph_repaired, limit=1)[0]
    assert entry.by == "installation"
    assert {f"{what}.{field}" for what, field in expected} <= {each.split()[0] for each in entry.detail["fields"]}


def test_evidence_that_is_gone_is_told_and_no_repair_pretends_otherwise(
    store: Store, check: Check, session_driver: neo4j.Driver
) -> None:
    row = session_driver.execute_query(
        "MATCH (r:Record)-[d:DESCRIBES]->(s) WHERE d.id ENDS WITH '#0' AND COUNT { (r)-[:DESCRIBES]->() } > 1 "
        "WITH r, d, s LIMIT 1 WITH r.id AS record, s.id AS subject, properties(d) AS said, d DELETE d "
        "RETURN record, subject, said"
    ).records[0]

    result = check.run(nothing, repair=True)

    assert not result.sound
    assert ("description", "said") in {(each.what, each.field) for each in result.not_repaired}
    session_driver.execute_query(
        "MATCH (r:Record {id: $record}), (s:Subject {id: $subject}) CREATE (r)-[d:DESCRIBES]->(s) SET d = $said",
        record=row["record"], subject=row["subject"], said=row["said"],
    )  # fmt: skip
    assert check.run(nothing, repair=True).sound


@pytest.mark.parametrize("seed", SOUND)
def test_a_sound_graph_has_no_difference_and_that_is_on_record(
    store: Store, check: Check, session_driver: neo4j.Driver, seed: int
) -> None:
    lived(seed, session_driver, store)

    result = check.run(nothing)

    assert result.differences == []
    assert result.sound
    assert result.subjects > 0
    assert check.last() == {
        "at": result.at, "found": 0, "kinds": {}, "left": 0, "repair": False, "sound": True,
        "subjects": result.subjects,
    }  # fmt: skip
    assert audit.latest(store, action=Action.graph_checked, limit=1)[0].detail["found"] == 0
