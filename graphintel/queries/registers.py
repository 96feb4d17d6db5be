"""What is in the registers: counted by kind, and the seizures that were seen last."""

from __future__ import annotations

from dataclasses import dataclass

from graphintel.model.subgraph import Node
from graphintel.queries import entities
from graphintel.queries.entities import Found
from graphintel.queries.store import Store
from graphintel.queries.visibility import View


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many entities of a kind stand in exactly these registers."""

    kind: str
    registers: tuple[str, ...]
    entities: int


def counts(store: Store, view: View) -> tuple[KindCount, ...]:
    """The entities that the viewer sees, each counted once."""
    rows = store.read("registers.counts", visible=view.visible, complete=view.complete)
    return tuple(KindCount(row["kind"], tuple(row["registers"]), row["entities"]) for row in rows)


def latest(store: Store, view: View, limit: int = 5) -> tuple[Node, ...]:
    """The seizures that were seen last, newest first."""
    rows = store.read("registers.latest", limit=limit, visible=view.visible, complete=view.complete)
    shown = entities.show(store, view, (Found(row["id"], row["summary"], row["degree"]) for row in rows))
    return tuple(shown[row["id"]].node for row in rows if row["id"] in shown)
