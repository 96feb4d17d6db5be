"""The store: our errors, our own writes read, and use again after a failure."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphintel.errors import Conflict, Invalid, StoreUnavailable
from graphintel.queries.library import BrokenQuery, Library, load
from graphintel.queries.neighbourhood import neighbourhood
from graphintel.queries.store import Store, TimedOut, Transaction
from graphintel.queries.visibility import View, view_of
from graphintel.settings import StoreAddress
from tests.networks import ALL, Network

QUERIES = """
// name: tries.count
// How many.
// access: read
// params: name
// returns: found
MATCH (n:Try {name: $name})
RETURN count(n) AS found;

// name: tries.make
// Makes one.
// access: write
// params: name
// returns: name
CREATE (n:Try {name: $name})
RETURN n.name AS name;

// name: tries.lock
// Locks one and changes it.
// access: write
// params: name
// returns: turns
MATCH (n:Try {name: $name})
SET n.turns = coalesce(n.turns, 0) + 1
RETURN n.turns AS turns;

// name: tries.batch
// Makes something that must be unique.
// access: write
// params: id
// returns: id
CREATE (b:Batch {id: $id})
RETURN b.id AS id;

// name: tries.slow
// Takes long.
// access: read
// params: count
// returns: greatest
// timeout: 0.2
UNWIND range(1, $count) AS a
UNWIND range(1, $count) AS b
RETURN max(a * b) AS greatest;

// name: tries.large
// Takes memory.
// access: read
// params: count
// returns: found
UNWIND range(1, $count) AS a
WITH collect([a, toString(a), [a, a, a, a]]) AS found
RETURN size(found) AS found;
"""


@pytest.fixture
def queries(tmp_path: Path) -> Library:
    (tmp_path / "tries.cypher").write_text(QUERIES, encoding="utf-8")
    return load(tmp_path)


@pytest.fixture
def store(store_address: StoreAddress, empty_store: None, queries: Library) -> Iterator[Store]:
    with Store(store_address.uri, store_address.user, store_address.password, queries) as opened:
        yield opened


def test_what_was_written_is_read(store: Store) -> None:
    store.write("tries.make", name="a")

    assert store.read("tries.count", name="a") == [{"found": 1}]


def test_another_process_waits_for_what_this_one_wrote(
    store: Store, store_address: StoreAddress, queries: Library
) -> None:
    store.write("tries.make", name="a")

    with Store(store_address.uri, store_address.user, store_address.password, queries) as other:
        other.expect(store.bookmarks())
        assert set(store.bookmarks()) <= set(other.bookmarks())
        assert other.read("tries.count", name="a") == [{"found": 1}]


def test_a_transaction_is_written_whole_or_not_at_all(store: Store) -> None:
    def work(running: Transaction) -> None:
        running.run("tries.make", name="a")
        raise ValueError("on purpose")

    with pytest.raises(ValueError, match="on purpose"):
        store.transaction(work)

    assert store.read("tries.count", name="a") == [{"found": 0}]


def test_a_writing_query_is_not_run_as_a_read(store: Store) -> None:
    with pytest.raises(BrokenQuery, match=r"tries\.make writes"):
        store.read("tries.make", name="a")


def test_a_second_of_what_is_unique_is_a_conflict(store: Store) -> None:
    store.write("tries.batch", id="b1")

    with pytest.raises(Conflict):
        store.write("tries.batch", id="b1")


def test_two_writers_that_lock_in_opposite_order_both_succeed(store: Store) -> None:
    for name in ("a", "b"):
        store.write("tries.make", name=name)
    barrier = threading.Barrier(2)

    def writer(first: str, second: str) -> None:
        waited = False

        def work(running: Transaction) -> None:
            nonlocal waited
            running.run("tries.lock", name=first)
            if not waited:
                waited = True
                barrier.wait(timeout=30)
            running.run("tries.lock", name=second)

        store.transaction(work)

    threads = [threading.Thread(target=writer, args=pair) for pair in (("a", "b"), ("b", "a"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert store.write("tries.lock", name="a") == [{"turns": 3}]


@pytest.mark.parametrize(("name", "count"), [("tries.slow", 1_000_000), ("tries.large", 50_000_000)])
def test_a_question_that_takes_too_much_is_cut_off_and_the_next_one_answered(
    store: Store, name: str, count: int
) -> None:
    with pytest.raises(TimedOut):
        store.read(name, count=count)

    assert store.read("tries.count", name="a") == [{"found": 0}]


def test_a_wrong_password_is_told_from_a_store_that_is_down(store_address: StoreAddress, queries: Library) -> None:
    with (
        Store(store_address.uri, store_address.user, "wrong password", queries) as refused,
        pytest.raises(StoreUnavailable, match="refuses the account"),
    ):
        refused.read("tries.count", name="a")


class Gate:
    """A door before the database that can be shut: connections through it break, new ones are refused."""

    def __init__(self, port: int) -> None:
        self.target = port
        self.inner = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.inner.getsockname()[1])
        self.open = True
        self.passed: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                outside, _address = self.inner.accept()
            except OSError:
                return
            if not self.open:
                outside.close()
                continue
            inside = socket.create_connection(("127.0.0.1", self.target))
            self.passed += [outside, inside]
            for one, other in ((outside, inside), (inside, outside)):
                threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        try:
            while data := one.recv(65_536):
                other.sendall(data)
        except OSError:
            return

    def shut(self) -> None:
        """Breaks what passes and lets nobody in."""
        self.open = False
        for each in self.passed:
            each.close()
        self.passed.clear()

    def close(self) -> None:
        """Shuts for good."""
        self.shut()
        self.inner.close()


def test_a_store_that_comes_back_is_used_again(
    neo4j_server: StoreAddress, empty_store: None, queries: Library, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, logger="neo4j")
    gate = Gate(int(neo4j_server.uri.rpartition(":")[2]))
    with Store(f"bolt://127.0.0.1:{gate.port}", neo4j_server.user, neo4j_server.password, queries) as store:
        store.write("tries.make", name="a")

        gate.shut()
        with pytest.raises(StoreUnavailable):
            store.read("tries.count", name="a")
        gate.open = True

        assert store.read("tries.count", name="a") == [{"found": 1}]
    gate.close()


def test_nothing_without_a_class_is_ever_seen(network: Network, store: Store) -> None:
    id_ = network.party("a", "Ilmar Vesk")
    nobody = View(ALL, (), ())

    with pytest.raises(Exception, match="no such entity"):
        neighbourhood(network.store, nobody, id_)


def test_a_new_class_is_known_at_once(network: Network) -> None:
    before = view_of(network.store, ALL)
    network.party("a", "Ilmar Vesk", marking="suspects/confidential/op-harbour")

    after = view_of(network.store, ALL)

    assert set(before.visible) < set(after.visible)


@pytest.mark.parametrize(
    ("wrong", "field"), [({"depth": 3}, "depth"), ({"limit": 0}, "limit"), ({"types": ("KNOWS",)}, "type")]
)
def test_an_impossible_neighbourhood_names_its_field(network: Network, wrong: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        neighbourhood(network.store, network.all(), "x", **wrong)  # type: ignore[arg-type]

    assert [problem.field for problem in refusal.value.problems] == [field]
