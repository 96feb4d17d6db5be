"""The links of one entity: counted by type before anything is expanded, then a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from graphintel.errors import Invalid
from graphintel.i18n import gettext as _
from graphintel.model.subgraph import LinkView, Node
from graphintel.queries import entities
from graphintel.queries.entities import Found
from graphintel.queries.neighbourhood import Order, check_types, too_wide
from graphintel.queries.store import Row, Store, TimedOut
from graphintel.queries.visibility import View

Direction = Literal["out", "in"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which links of an entity: of some types, in one direction, with entities of a kind; empty means all."""

    types: tuple[str, ...] = ()
    direction: Direction | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class LinkCount:
    """How many links of a type lead out of, or into, an entity, to or from entities of a kind."""

    type: str
    direction: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class LinkPage:
    """Links with who is at their other end, where the next page starts, and how many links there are in all."""

    items: tuple[tuple[LinkView, Node], ...]
    next_position: list[Any] | None
    total: int


def link_counts(store: Store, view: View, id_: str) -> tuple[LinkCount, ...]:
    """The links of an entity by type, direction and kind of the other end, most first; together they are its degree."""
    shown = entities.one(store, view, id_)
    rows = store.read("connections.counts", id=shown.leader, visible=view.visible, complete=view.complete)
    return tuple(LinkCount(row["type"], row["direction"], row["kind"], row["links"]) for row in rows)


def links(
    store: Store,
    view: View,
    id_: str,
    wanted: Wanted | None = None,
    order: Order = "date",
    limit: int = 50,
    after: list[Any] | None = None,
) -> LinkPage:
    """A page of the links of an entity, latest, best graded or best connected first."""
    only = wanted or Wanted()
    problems = check_types("type", only.types)
    if problems:
        raise Invalid(problems)
    shown = entities.one(store, view, id_)
    rows, total = _page(store, view, shown.leader, only, order, limit + 1, after or [None, None])
    ends = entities.show(store, view, (Found(row["id"], row["summary"], row["degree"]) for row in rows[:limit]))
    around = {**ends, shown.leader: shown}
    items = [(entities.link_of(row["link"], around), ends.get(row["id"])) for row in rows[:limit]]
    last = rows[limit - 1] if len(rows) > limit else None
    return LinkPage(
        tuple((link, end.node) for link, end in items if link is not None and end is not None),
        [last["position"], last["tie"]] if last else None,
        total,
    )


def _page(
    store: Store, view: View, leader: str, only: Wanted, order: str, limit: int, after: list[Any]
) -> tuple[list[Row], int]:
    """Rows of links and how many there are in all."""
    narrowed = {"types": list(only.types) or None, "direction": only.direction, "kind": only.kind}
    seen = {"id": leader, "visible": view.visible, "complete": view.complete}
    paged = {"order": order, "limit": limit, "after": after[0], "after_tie": after[1]}
    try:
        rows = store.read("connections.page", **paged, **narrowed, **seen)
        total = store.read("connections.total", **narrowed, **seen)[0]["total"]
    except TimedOut as error:
        raise too_wide("type", _("Ask for fewer types of links.")) from error
    return rows, int(total)
