"""Finding entities by what is known of them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, cast

from graphintel.model.events import Action
from graphintel.queries import search
from graphintel.queries.search import Filters
from graphintel.queries.store import Store
from graphintel.security.actor import Actor
from graphintel.security.cursors import Cursors
from graphintel.security.limits import SEARCHES, SUGGESTIONS
from graphintel.security.policy import Verb, authorise
from graphintel.services.limits import Limits
from graphintel.services.sight import view_to_search
from graphintel.services.trail import Trail

__all__ = ["Filters", "Search"]


class Search:
    """Searches and suggests."""

    def __init__(self, store: Store, cursors: Cursors, trail: Trail, limits: Limits) -> None:
        self._store = store
        self._trail = trail
        self._limits = limits
        self._cursors = cursors

    def find(
        self, actor: Actor, typed: str, filters: Filters | None = None, *, limit: int = 20, cursor: str | None = None
    ) -> dict[str, Any]:
        """Entities that answer what was typed, best first, with exact counts by kind, register and country."""
        authorise(actor, Verb.read)
        self._limits.use(actor, SEARCHES)
        wanted = filters or Filters()
        question = ["search", typed, wanted.kinds, wanted.registers, wanted.countries, wanted.first, wanted.last]
        after = cast("list[Any] | None", self._cursors.load(actor, question, cursor))
        found = search.search(self._store, view_to_search(self._store, actor), typed, wanted, limit, after)
        following = found.next_position
        shown = (hit.node.id for hit in found.items)
        self._trail.read(actor, Action.search_made, shown, text=typed, total=found.total, **_narrowed(wanted))
        return {
            "items": [hit.as_dict() for hit in found.items],
            "next_cursor": None if following is None else self._cursors.dump(actor, question, following),
            "total": found.total,
            "total_is_exact": True,
            "facets": found.facets,
        }

    def suggest(self, actor: Actor, typed: str, *, limit: int = 8) -> dict[str, Any]:
        """What somebody who is still typing may mean."""
        authorise(actor, Verb.read)
        self._limits.use(actor, SUGGESTIONS)
        found = search.suggest(self._store, view_to_search(self._store, actor), typed, limit)
        shown = (hit.node.id for hits in found.values() for hit in hits)
        self._trail.read(actor, Action.suggestions_made, shown, text=typed)
        return {"groups": [{"group": name, "items": [hit.as_dict() for hit in hits]} for name, hits in found.items()]}


def _narrowed(wanted: Filters) -> dict[str, Any]:
    """The filters that were set; they name kinds, registers, countries and dates, and nobody."""
    return {name: value for name, value in asdict(wanted).items() if value}
