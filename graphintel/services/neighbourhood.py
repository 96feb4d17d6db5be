"""The surroundings of an entity, one or two links wide."""

from __future__ import annotations

from typing import Any

from graphintel.queries import neighbourhood
from graphintel.queries.neighbourhood import LIMIT, Order
from graphintel.queries.store import Store
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb, authorise
from graphintel.services.sight import view_for


class Neighbourhood:
    """Expands entities."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def around(
        self, actor: Actor, id_: str, *, depth: int = 1, limit: int = LIMIT, type_: list[str], order: Order = "date"
    ) -> dict[str, Any]:
        """An entity with those around it; what a limit leaves out is counted."""
        authorise(actor, Verb.read)
        view = view_for(self._store, actor)
        return neighbourhood.neighbourhood(self._store, view, id_, depth, limit, tuple(type_), order).as_dict()
