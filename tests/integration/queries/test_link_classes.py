"""A link is seen with both of its ends or not at all, whatever happens to them later, and whoever writes meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial

import neo4j
import pytest

from graphintel.model.drafts import ClaimDraft, PartyDraft, RecordDraft, Ref, Settled, settle
from graphintel.model.links import class_of
from graphintel.model.marking import Clearance, Level, Marking
from graphintel.model.records import Named
from graphintel.queries import records
from graphintel.queries.connections import link_counts
from graphintel.queries.store import Store
from graphintel.queries.visibility import view_of
from graphintel.settings import StoreAddress
from tests.worlds import IDS

OFFICER = Clearance(frozenset({"suspects"}), Level.restricted)
OWNER, SHIP = Ref("test", "owner"), Ref("test", "ship")


@pytest.fixture
def store(neo4j_server: StoreAddress, empty_store: None) -> Iterator[Store]:
    with Store(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as opened:
        yield opened


def said(key: str, marking: str, *parties: PartyDraft, claims: tuple[ClaimDraft, ...] = ()) -> Settled:
    made = RecordDraft(
        "test", key, "Person", "2026-01-01", "B", "2", Marking.parse(marking), "Customs Act", parties, claims, {}
    )
    return settle(IDS, made)


def person(ref: Ref = OWNER) -> PartyDraft:
    return PartyDraft(ref, "Person", (Named("Ilmar Vesk"),))


def add(store: Store, at: str, *settled: Settled) -> tuple[str, ...]:
    return records.add(store, settled, by="tests", batch="", at=at).records


def seen_links(store: Store, ref: Ref = OWNER) -> int:
    return sum(found.count for found in link_counts(store, view_of(store, OFFICER), IDS.subject(ref.source, ref.key)))


def wrong_classes(driver: neo4j.Driver) -> list[str]:
    rows = driver.execute_query(
        "MATCH (a:Entity)-[r]->(b:Entity)"
        " MATCH (x:VisibilityClass {id: a.visibility}), (y:VisibilityClass {id: b.visibility})"
        " OPTIONAL MATCH (c:VisibilityClass {id: r.visibility})"
        " RETURN r.id AS id, r.marking AS marking, x.markings AS one, y.markings AS other, c.markings AS written"
    ).records
    assert rows
    return [row["id"] for row in rows if row["written"] != _expected(row)]


def _expected(row: neo4j.Record) -> list[str]:
    ends = (frozenset(map(Marking.parse, row[end])) for end in ("one", "other"))
    return class_of(Marking.parse(row["marking"]), *ends).texts


def test_a_link_appears_and_vanishes_with_its_end(store: Store, driver: neo4j.Driver) -> None:
    ship = PartyDraft(SHIP, "Vessel", (Named("Aurelia Star"),))
    add(store, "2026-01-01", said("1", "suspects/restricted", person(), claims=(ClaimDraft("OWNS", OWNER, SHIP),)))
    add(store, "2026-01-02", said("2", "suspects/secret", ship))
    hidden = seen_links(store)

    (open_,) = add(store, "2026-01-03", said("3", "suspects/restricted", ship))
    shown = seen_links(store)
    records.retract(store, [open_], by="tests", at="2026-01-04", why="taken back")

    assert (hidden, shown, seen_links(store)) == (0, 1, 0)
    assert wrong_classes(driver) == []


def test_a_link_follows_ends_that_are_joined_and_parted(store: Store, driver: neo4j.Driver) -> None:
    imo = (("imo", "9074729", ""),)
    claim = ClaimDraft("OWNS", OWNER, SHIP)
    secret = PartyDraft(SHIP, "Vessel", (Named("Aurelia Star"),), {}, imo)
    add(store, "2026-01-01", said("1", "suspects/secret", person(), secret, claims=(claim,)))
    (other,) = add(
        store,
        "2026-01-02",
        said("2", "suspects/restricted", PartyDraft(Ref("port", "7"), "Vessel", (Named("Aurelia"),), {}, imo)),
    )
    joined = wrong_classes(driver)
    records.retract(store, [other], by="tests", at="2026-01-03", why="another ship")

    assert joined == wrong_classes(driver) == []


def test_links_written_while_their_end_changes_have_the_class_of_both(store: Store, driver: neo4j.Driver) -> None:
    ship = PartyDraft(SHIP, "Vessel", (Named("Aurelia Star"),))
    add(store, "2026-01-01", said("0", "suspects/secret", ship))
    for attempt in range(12):
        at = f"2026-02-{attempt + 1:02}"
        owner = Ref("test", f"owner-{attempt}")
        opened = said("open", f"suspects/{('restricted', 'confidential')[attempt % 2]}", ship)
        linked = said(
            f"link-{attempt}", "suspects/restricted", person(owner), claims=(ClaimDraft("OWNS", owner, SHIP),)
        )

        _at_once(partial(add, store, at, opened), partial(add, store, at, linked))

        assert wrong_classes(driver) == []


def _at_once(*acts: Callable[[], object]) -> None:
    barrier = threading.Barrier(len(acts))
    failures: list[BaseException] = []

    def run(act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            act()
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
