"""Leads: what may be the same as what, and why it is not joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graphintel.model.events import Action
from graphintel.queries import leads
from graphintel.queries.leads import LeadView
from graphintel.queries.store import Store
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb, authorise
from graphintel.services.sight import view_for
from graphintel.services.trail import Trail

# More than anybody looks through. Only a number that says nothing leads to more.
MOST_SHOWN = 200


class Leads:
    """Reads leads, which are never stored."""

    def __init__(self, store: Store, trail: Trail) -> None:
        self._store = store
        self._trail = trail

    def of(self, actor: Actor, entity: str) -> dict[str, Any]:
        """What an entity is possibly the same as."""
        authorise(actor, Verb.read)
        return self._told(actor, [entity], leads.of_entity(self._store, view_for(self._store, actor), entity))

    def among(self, actor: Actor, ids: Sequence[str]) -> dict[str, Any]:
        """Which of the entities are possibly the same as each other."""
        authorise(actor, Verb.read)
        return self._told(actor, (), leads.among(self._store, view_for(self._store, actor), ids))

    def _told(self, actor: Actor, asked: Sequence[str], found: Sequence[LeadView]) -> dict[str, Any]:
        counted = _counted(found)
        shown = (node["id"] for lead in counted["items"] for node in lead["nodes"])
        self._trail.read(actor, Action.leads_read, [*asked, *shown])
        return counted


def _counted(found: Sequence[LeadView]) -> dict[str, Any]:
    return {"items": [each.as_dict() for each in found[:MOST_SHOWN]], "total": len(found)}
