"""The trail on a real store: sealed, tampered with, and found; killed and cut off from its store, and nothing lost."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import LiteralString, cast

import neo4j
import pytest

from graphintel.bootstrap import Platform, platform_on
from graphintel.errors import StoreUnavailable
from graphintel.model.chain import Finding
from graphintel.model.events import Action
from graphintel.queries import audit, seals
from graphintel.queries.store import Store
from graphintel.services.sealing import Sealing
from graphintel.services.trail import Trail
from graphintel.settings import Settings, StoreAddress
from tests.platforms import QUICK, SECRET, People
from tests.relay import Relay

ROOT = Path(__file__).parents[3]
ENTRIES = "MATCH (e:AuditEntry) RETURN e.id AS id, e.sequence AS sequence ORDER BY sequence"
# A process that puts reads on record, ships them all the time, and tells each one that it was let through.
READER = """
import sys
from pathlib import Path
from graphintel.bootstrap import platform_on
from graphintel.model.events import Action
from graphintel.queries import actors
from graphintel.queries.store import Store
from graphintel.services import trail
from graphintel.services.actors import identified
from graphintel.settings import Settings
from tests.platforms import QUICK

uri, user, password, secret, home, seconds = sys.argv[1:]
trail.SECONDS = float(seconds)
platform = platform_on(Settings(home=Path(home), secret_key=secret), Store(uri, user, password), QUICK)
actor = identified(platform.store, actors.by_username(platform.store, "ada"))
platform.trail.start()
for number in range(100_000):
    platform.trail.read(actor, Action.entity_read, [f"object-{number}"], text=f"typed {number}")
    print(f"object-{number}", flush=True)
"""


def run(driver: neo4j.Driver, text: str, **params: object) -> None:
    """Runs Cypher that a test has put together: no person's words are in it."""
    driver.execute_query(cast("LiteralString", text), params)  # type: ignore[redundant-cast]


def still(_done: int, _total: int) -> None:
    """Nobody watches."""


def grown(platform: Platform, people: People, chance: random.Random, seals_: int = 4) -> None:
    """A trail of a few seals, and an entry that waits."""
    for _seal in range(seals_):
        for number in range(chance.randint(2, 6)):
            platform.trail.read(people.analyst, Action.entity_read, [f"object-{number}"], text="vesk")
        platform.sealing.seal()
    platform.trail.read(people.analyst, Action.entity_read, ["last"])
    platform.trail.ship()


def findings(platform: Platform) -> tuple[Finding, ...]:
    """What a check finds; that it was made is taken out again, so that the next check sees the same."""
    found = platform.sealing.verify(still).findings
    with platform.store._driver.session() as session:
        session.run("MATCH (e:AuditEntry {action: 'audit.verified'}) DELETE e").consume()
    return found


def test_what_is_written_is_sealed_in_one_chain_and_listed_outside(platform: Platform, people: People) -> None:
    grown(platform, people, random.Random(1))

    found = platform.sealing.verify(still)
    chained = list(seals.after(platform.store, 0, found.seals))
    placed = list(seals.entries(platform.store))

    assert found.whole, found.findings
    assert found.waiting == 1
    assert [each.number for each in chained] == list(range(1, len(chained) + 1))
    assert [each.sequence for each in placed] == list(range(1, chained[-1].last + 1))
    assert platform.sealing._log.digests() == {each.number: each.digest for each in chained}
    assert platform.sealing.seal() == 2
    assert platform.sealing.seal() == 0


Deed = Callable[[neo4j.Driver, random.Random, list[tuple[str, int]]], Callable[[Finding], bool]]


def edit(driver: neo4j.Driver, chance: random.Random, entries: list[tuple[str, int]]) -> Callable[[Finding], bool]:
    id_, number = chance.choice(entries)
    name = chance.choice(["by", "at", "action", "detail", "address", "purpose", "text", "mac", "place"])
    run(driver, f"MATCH (e:AuditEntry {{id: $id}}) SET e.{name} = 'other'", id=id_)
    return lambda found: (found.part, found.number) == ("entry", number)


def edit_objects(
    driver: neo4j.Driver, chance: random.Random, entries: list[tuple[str, int]]
) -> Callable[[Finding], bool]:
    id_, number = chance.choice(entries)
    value = chance.choice([["nothing"], [], "text", None])
    driver.execute_query("MATCH (e:AuditEntry {id: $id}) SET e.objects = $value", id=id_, value=value)
    return lambda found: (found.what, found.number) == ("edited", number)


def delete(driver: neo4j.Driver, chance: random.Random, entries: list[tuple[str, int]]) -> Callable[[Finding], bool]:
    id_, number = chance.choice(entries)
    driver.execute_query("MATCH (e:AuditEntry {id: $id}) DELETE e", id=id_)
    return lambda found: found.what == "missing" and found.number <= number <= found.through


def swap(driver: neo4j.Driver, chance: random.Random, entries: list[tuple[str, int]]) -> Callable[[Finding], bool]:
    (one, first), (other, second) = chance.sample(entries, 2)
    driver.execute_query(
        "MATCH (a:AuditEntry {id: $one}), (b:AuditEntry {id: $other}) SET a.sequence = -1 "
        "WITH a, b SET b.sequence = $first WITH a, b SET a.sequence = $second",
        one=one, other=other, first=first, second=second,
    )  # fmt: skip
    return lambda found: found.what == "moved" and found.number in {first, second}


def insert(driver: neo4j.Driver, chance: random.Random, entries: list[tuple[str, int]]) -> Callable[[Finding], bool]:
    label = chance.choice(["AuditEntry", "AuditEntry:Unsealed"])
    sequence = chance.choice([None, entries[-1][1] + 7])
    run(
        driver, f"MATCH (e:AuditEntry {{id: $id}}) CREATE (f:{label}) SET f = e {{.*, id: 'forged', sequence: $at}}",
        id=entries[0][0], at=sequence,
    )  # fmt: skip
    return lambda found: found.id == "forged"


def take_out(driver: neo4j.Driver, chance: random.Random, entries: list[tuple[str, int]]) -> Callable[[Finding], bool]:
    id_, _number = chance.choice(entries)
    driver.execute_query("MATCH (e:AuditEntry {id: $id}) REMOVE e.sequence", id=id_)
    return lambda found: (found.what, found.id) == ("unplaced", id_)


def change_seal(
    driver: neo4j.Driver, chance: random.Random, entries: list[tuple[str, int]]
) -> Callable[[Finding], bool]:
    number = chance.randint(1, 4)
    deed = chance.choice(["DELETE s", "SET s.last = s.last + 1", "SET s.digest = 'x'", "SET s.at = 'then'"])
    run(driver, f"MATCH (s:AuditSeal {{number: $number}}) {deed}", number=number)
    return lambda found: found.part in {"seal", "file"} and found.number <= number <= found.through


def cut_off(driver: neo4j.Driver, chance: random.Random, entries: list[tuple[str, int]]) -> Callable[[Finding], bool]:
    number = chance.randint(1, 4)
    driver.execute_query(
        "MATCH (s:AuditSeal {number: $number}) MATCH (e:AuditEntry) WHERE e.sequence >= s.first DETACH DELETE e",
        number=number,
    )
    driver.execute_query("MATCH (s:AuditSeal) WHERE s.number >= $number DETACH DELETE s", number=number)
    return lambda found: (found.what, found.number) == ("cut_off", number)


def test_whatever_is_done_to_the_stored_trail_is_found_and_located(
    platform: Platform, people: People, driver: neo4j.Driver
) -> None:
    deeds: tuple[Deed, ...] = (edit, edit_objects, delete, swap, insert, take_out, change_seal, cut_off)
    grown(platform, people, random.Random(2))
    kept = [(record["labels"], record["props"]) for record in driver.execute_query(
        "MATCH (n) WHERE n:AuditEntry OR n:AuditSeal RETURN labels(n) AS labels, properties(n) AS props"
    ).records]  # fmt: skip
    assert findings(platform) == ()
    for seed in range(40):
        deed = deeds[seed % len(deeds)]
        entries = [(row["id"], row["sequence"]) for row in driver.execute_query(ENTRIES).records if row["sequence"]]

        located = deed(driver, random.Random(seed), entries)

        found = findings(platform)
        assert any(map(located, found)), (seed, deed.__name__, found)
        driver.execute_query("MATCH (n) WHERE n:AuditEntry OR n:AuditSeal DETACH DELETE n")
        for labels, props in kept:
            run(driver, f"CREATE (n:{':'.join(labels)}) SET n = $props", props=props)
    assert findings(platform) == ()


def test_two_sealers_at_once_make_one_chain(platform: Platform, people: People) -> None:
    for number in range(60):
        platform.trail.read(people.analyst, Action.entity_read, [f"object-{number}"])
    platform.trail.ship()
    others = [Sealing(platform.store, platform.sealing._log, platform.trail) for _ in range(4)]
    together = threading.Barrier(4)

    def seal(sealer: Sealing) -> None:
        together.wait()
        sealer.seal()

    threads = [threading.Thread(target=seal, args=(each,)) for each in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    found = platform.sealing.verify(still)
    assert found.whole, found.findings
    assert found.waiting == 0


def test_a_sealer_that_died_between_store_and_file_is_gone_on_from(platform: Platform, people: People) -> None:
    grown(platform, people, random.Random(3), 2)
    platform.store.transaction(lambda tx: seals.add(tx, 100))

    died = platform.sealing.verify(still)
    next_sealer = Sealing(platform.store, platform.sealing._log, platform.trail)
    next_sealer.seal()

    assert died.whole, died.findings
    assert next_sealer.verify(still).whole
    assert platform.sealing._log.last() == 4


@pytest.mark.parametrize("shipping", ["60", "0.01"])
def test_killed_at_any_moment_every_read_that_was_let_through_is_on_record_once(
    platform: Platform, people: People, neo4j_server: StoreAddress, tmp_path: Path, shipping: str
) -> None:
    where = (neo4j_server.uri, neo4j_server.user, neo4j_server.password, SECRET, str(tmp_path), shipping)
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, *where], stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "."},
    )  # fmt: skip
    assert reader.stdout is not None
    told = [reader.stdout.readline().strip() for _ in range(400)]
    reader.kill()
    told += reader.communicate()[0].split()

    platform.sealing.seal()

    rows = audit.latest(platform.store, action="entity.read", limit=100_000)
    counted = Counter(id_ for each in rows for id_ in each.objects)
    assert set(told) - counted.keys() == set()
    assert set(counted.values()) == {1}
    assert list((tmp_path / "journal").iterdir()) == []
    assert platform.sealing.verify(still).whole


@pytest.fixture
def relay(neo4j_server: StoreAddress) -> Iterator[Relay]:
    with Relay(neo4j_server) as relay:
        yield relay


def test_while_the_store_is_away_the_journal_keeps_everything_and_brings_it_afterwards(
    platform: Platform, people: People, relay: Relay, neo4j_server: StoreAddress, tmp_path: Path
) -> None:
    settings = Settings(home=tmp_path / "other", secret_key=SECRET)
    with platform_on(settings, Store(relay.uri, neo4j_server.user, neo4j_server.password), QUICK) as away:
        away.trail.read(people.analyst, Action.entity_read, ["before"])
        away.trail.ship()
        relay.interrupt()
        away.trail.read(people.analyst, Action.entity_read, ["meanwhile"])
        for _attempt in range(2):
            with pytest.raises(StoreUnavailable):
                away.sealing.seal()
            away.trail.read(people.analyst, Action.entity_read, ["later"])
        relay.resume()
        away.sealing.seal()

        rows = audit.latest(platform.store, action="entity.read")

        assert sorted(id_ for each in rows for id_ in each.objects) == ["before", "later", "later", "meanwhile"]
        assert away.sealing.verify(still).whole


def test_an_edited_line_of_the_journal_is_on_record_and_set_aside(platform: Platform, people: People) -> None:
    for number in range(3):
        platform.trail.read(people.analyst, Action.entity_read, [f"object-{number}"])
    (path,) = platform.settings.home.joinpath("journal").glob("*.journal")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[1].replace(b"object-1", b"object-9") + lines[2])

    platform.trail.ship()

    rows = audit.latest(platform.store)
    assert sorted(id_ for each in rows for id_ in each.objects if each.action == "entity.read") == [
        "object-0",
        "object-2",
    ]
    (told,) = [each for each in rows if each.action == "journal.damaged"]
    assert (told.by, told.detail) == ("installation", {"segment": path.name, "lines": [2]})
    assert [each.suffix for each in path.parent.iterdir()] == [".damaged"]
    platform.trail.ship()
    assert len(audit.latest(platform.store, action="journal.damaged")) == 1


def test_a_journal_of_another_key_is_not_believed(platform: Platform, people: People) -> None:
    stranger = Trail(platform.store, platform.trail._journal, platform.trail._texts, b"x" * 32)
    stranger.read(people.analyst, Action.entity_read, ["smuggled"])

    platform.trail.ship()

    assert audit.latest(platform.store, action="entity.read") == []
    assert len(audit.latest(platform.store, action="journal.damaged")) == 1
