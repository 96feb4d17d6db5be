"""How two entities are connected."""

from __future__ import annotations

from typing import Any

from graphintel.model.events import Action
from graphintel.queries import paths
from graphintel.queries.paths import MAX_HOPS
from graphintel.queries.store import Store
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb, authorise
from graphintel.services.sight import view_for
from graphintel.services.trail import Trail


class Paths:
    """Finds paths."""

    def __init__(self, store: Store, trail: Trail) -> None:
        self._store = store
        self._trail = trail

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
        found = paths.paths(self._store, view, source, target, max_hops, k, tuple(link_types or ())).as_dict()
        shown = (node["id"] for node in found["nodes"])
        self._trail.read(
            actor, Action.paths_read, [source, target, *shown], max_hops=max_hops, found=len(found["paths"])
        )
        return found
