"""The mark of a demo database: without it nothing is ever seeded into a database that holds something."""

from __future__ import annotations

from dataclasses import dataclass

from graphintel.model.times import now
from graphintel.queries.actors import StoredActor, parameters
from graphintel.queries.store import Store, Transaction


@dataclass(frozen=True, slots=True)
class DemoState:
    """What a database is: marked as a demo, filled with the demo network, empty."""

    marked: bool
    filled: bool
    empty: bool


def state(store: Store) -> DemoState:
    """What the database is."""
    row = store.read("demo.state")[0]
    return DemoState(row["marked"], row["filled"], row["empty"])


def mark(store: Store) -> None:
    """Says that the database is a demo."""
    store.write("demo.mark", at=now())


def note_filled(store: Store) -> None:
    """Notes that the demo network is in the database whole."""
    store.write("demo.filled", at=now())


def put_account(tx: Transaction, actor: StoredActor) -> str:
    """Puts a user of the demo, with a new password; his id."""
    return str(tx.run("demo.account", **parameters(actor))[0]["id"])
