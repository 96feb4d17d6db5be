"""How two entities are connected."""

from __future__ import annotations

from typing import Any

from graphintel.queries import paths
from graphintel.queries.paths import MAX_HOPS
from graphintel.queries.store import Store
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb, authorise
from graphintel.services.sight import view_for


class Paths:
    """Finds paths."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def between(
        self,
        actor: Actor,
        source: str,
        target: str,
        *,
        max_hops: int = MAX_HOPS,
        k: int = 3,
        link_types: list[str] | None = None,
    ) -> dict[str, Any]:
        """The shortest paths between two entities through links and entities that the actor sees."""
        authorise(actor, Verb.read)
        view = view_for(self._store, actor)
        return paths.paths(self._store, view, source, target, max_hops, k, tuple(link_types or ())).as_dict()
