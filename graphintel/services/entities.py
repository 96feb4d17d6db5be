"""An entity in full: its values with their sources, its records, its links, what happened around it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from graphintel.model.events import Action
from graphintel.queries import connections, evidence, timeline
from graphintel.queries.connections import Direction, Wanted
from graphintel.queries.neighbourhood import Order
from graphintel.queries.store import Store
from graphintel.security.actor import Actor
from graphintel.security.cursors import Cursors
from graphintel.security.policy import Verb, authorise
from graphintel.services.sight import view_for
from graphintel.services.trail import Trail


class Entities:
    """Shows entities."""

    def __init__(self, store: Store, cursors: Cursors, trail: Trail) -> None:
        self._store = store
        self._trail = trail
        self._cursors = cursors

    def show(self, actor: Actor, id_: str, *, at: str | None = None) -> dict[str, Any]:
        """An entity as it is now, or as it was known at a time."""
        authorise(actor, Verb.read)
        found = evidence.entity(self._store, view_for(self._store, actor), id_, at).as_dict()
        self._trail.read(actor, Action.entity_read, _shown(found), asked=id_, **({"known_at": at} if at else {}))
        return found

    def records(self, actor: Actor, id_: str, *, limit: int = 50, cursor: str | None = None) -> dict[str, Any]:
        """The records that describe an entity, newest first."""
        authorise(actor, Verb.read)
        question = ["records", id_]
        after = cast("list[Any] | None", self._cursors.load(actor, question, cursor))
        page = evidence.records(self._store, view_for(self._store, actor), id_, limit, after)
        self._trail.read(actor, Action.records_read, [id_, *(item["id"] for item in page.items)])
        return {
            "items": list(page.items),
            "next_cursor": self._next(actor, question, page.next_position),
            "total": page.total,
        }

    def links(
        self,
        actor: Actor,
        id_: str,
        *,
        types: list[str],
        direction: Direction | None = None,
        kind: str | None = None,
        order: Order = "date",
        limit: int = 50,
        cursor: str | None = None,
    ) -> dict[str, Any]:
        """The links of an entity, each with who is at its other end."""
        authorise(actor, Verb.read)
        question = ["links", id_, sorted(types), direction, kind, order]
        after = cast("list[Any] | None", self._cursors.load(actor, question, cursor))
        wanted = Wanted(tuple(types), direction, kind)
        page = connections.links(self._store, view_for(self._store, actor), id_, wanted, order, limit, after)
        self._trail.read(actor, Action.links_read, [id_, *(node.id for _link, node in page.items)])
        return {
            "items": [{"link": link.as_dict(), "node": node.as_dict()} for link, node in page.items],
            "next_cursor": self._next(actor, question, page.next_position),
            "total": page.total,
        }

    def link_counts(self, actor: Actor, id_: str) -> dict[str, Any]:
        """How many links an entity has, by type, direction and kind of the other end."""
        authorise(actor, Verb.read)
        counts = connections.link_counts(self._store, view_for(self._store, actor), id_)
        self._trail.read(actor, Action.link_counts_read, [id_])
        types = [
            {"type": each.type, "direction": each.direction, "kind": each.kind, "count": each.count} for each in counts
        ]
        return {"total": sum(each.count for each in counts), "types": types}

    def timeline(self, actor: Actor, id_: str, *, limit: int = 500) -> dict[str, Any]:
        """What happened around an entity, newest first."""
        authorise(actor, Verb.read)
        found = timeline.timeline(self._store, view_for(self._store, actor), id_, limit)
        self._trail.read(actor, Action.timeline_read, [id_, *(item.node.id for item in found.items if item.node)])
        return found.as_dict()

    def _next(self, actor: Actor, question: list[Any], position: list[Any] | None) -> str | None:
        return None if position is None else self._cursors.dump(actor, question, position)


def _shown(entity: Mapping[str, Any]) -> list[str]:
    """The entity, the identifiers that it bears, and the records that its values name."""
    records = (source["record"] for each in (*entity["values"], *entity["identifiers"]) for source in each["sources"])
    return [entity["id"], *(each["id"] for each in entity["identifiers"] if each["id"]), *records]
