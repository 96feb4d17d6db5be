"""Units as they are stored."""

from __future__ import annotations

from graphintel.model.times import now
from graphintel.model.units import Tree, Unit
from graphintel.queries.store import Row, Store, Transaction


def tree(store: Store) -> Tree:
    """The units that there are, retired ones too."""
    return Tree.of(_unit(row) for row in store.read("units.all"))


def locked(tx: Transaction) -> Tree:
    """The units as nobody else changes them until the transaction ends."""
    tx.run("units.lock", at=now())
    return Tree.of(_unit(row) for row in tx.run("units.all"))


def put(tx: Transaction, unit: Unit) -> None:
    """Adds a unit, or gives one another name and another place."""
    tx.run("units.put", code=unit.code, name=unit.name, within=unit.within, at=now())


def retire(tx: Transaction, code: str) -> None:
    """Retires a unit."""
    tx.run("units.retire", code=code, at=now())


def _unit(row: Row) -> Unit:
    return Unit(row["code"], row["name"], row["within"], row["people"], row["retired_at"])
