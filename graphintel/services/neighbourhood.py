"""The surroundings of an entity, one or two links wide."""

from __future__ import annotations

from typing import Any

from graphintel.model.events import Action
from graphintel.queries import neighbourhood
from graphintel.queries.neighbourhood import LIMIT, Order
from graphintel.queries.store import Store
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb, authorise
from graphintel.services.sight import view_for
from graphintel.services.trail import Trail


class Neighbourhood:
    """Expands entities."""

    def __init__(self, store: Store, trail: Trail) -> None:
        self._store = store
        self._trail = trail

    def around(
        self, actor: Actor, id_: str, *, depth: int = 1, limit: int = LIMIT, type_: list[str], order: Order = "date"
    ) -> dict[str, Any]:
        """An entity with those around it; what a limit leaves out is counted."""
        authorise(actor, Verb.read)
        view = view_for(self._store, actor)
        found = neighbourhood.neighbourhood(self._store, view, id_, depth, limit, tuple(type_), order)
        self._trail.read(actor, Action.neighbourhood_read, (node.id for node in found.nodes), depth=depth)
        return found.as_dict()
