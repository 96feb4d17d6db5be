"""The links among entities that are given: what a chart shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graphintel.queries import subgraph
from graphintel.queries.store import Store
from graphintel.queries.subgraph import Resolved
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb, authorise
from graphintel.services.sight import view_for


class Subgraphs:
    """Reads parts of the graph."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def among(self, actor: Actor, ids: Sequence[str]) -> dict[str, Any]:
        """The entities of the ids as they are now, and all links among them."""
        return self.read(actor, ids).as_dict()

    def read(self, actor: Actor, ids: Sequence[str]) -> Resolved:
        """The same before it becomes JSON, for services that go on with it."""
        authorise(actor, Verb.read)
        return subgraph.subgraph(self._store, view_for(self._store, actor), ids)
