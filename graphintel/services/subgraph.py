"""The links among entities that are given: what a chart shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graphintel.model.events import Action
from graphintel.queries import subgraph
from graphintel.queries.store import Store
from graphintel.queries.subgraph import Resolved
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb, authorise
from graphintel.services.sight import view_for
from graphintel.services.trail import Trail


class Subgraphs:
    """Reads parts of the graph."""

    def __init__(self, store: Store, trail: Trail) -> None:
        self._store = store
        self._trail = trail

    def among(self, actor: Actor, ids: Sequence[str]) -> dict[str, Any]:
        """The entities of the ids as they are now, and all links among them."""
        found = self.read(actor, ids)
        self._trail.read(actor, Action.subgraph_read, (node.id for node in found.graph.nodes))
        return found.as_dict()

    def read(self, actor: Actor, ids: Sequence[str]) -> Resolved:
        """The same before it becomes JSON, for services that go on with it and put on record what they show."""
        authorise(actor, Verb.read)
        return subgraph.subgraph(self._store, view_for(self._store, actor), ids)
