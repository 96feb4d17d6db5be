"""An entity in full: every value with the records that say so, its identifiers, its subjects, its records."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from graphintel.model.subgraph import MarkingView
from graphintel.queries import entities, history
from graphintel.queries.entities import Shown
from graphintel.queries.sayings import EntityView, Saying, Source, entity_view
from graphintel.queries.store import Row, Store
from graphintel.queries.visibility import View

SOURCES = 20


@dataclass(frozen=True, slots=True)
class Page:
    """A page of plain items, where the next one starts, and how many there are in all."""

    items: tuple[dict[str, Any], ...]
    next_position: list[Any] | None
    total: int


def entity(store: Store, view: View, id_: str, at: str | None = None) -> EntityView:
    """An entity with all that the viewer may know of it now, or with what was known at a time.

    Each value names its newest sources, at most twenty, and how many it has.
    """
    if at is not None:
        shown, sayings, count = history.entity_at(store, view, id_, at)
    else:
        shown = entities.one(store, view, id_)
        rows = store.read("evidence.said", id=shown.leader, sources=SOURCES, visible=view.visible)
        sayings = [_saying(row) for row in rows]
        count = _count(store, view, shown)["live"]
    numbers = sorted({item.subject for each in sayings for item in each.description.identifiers if item.subject})
    rows = store.read("evidence.bearers", ids=numbers, visible=view.visible) if numbers else []
    return entity_view(id_, shown.node, sayings, count, {row["id"]: row["bearers"] for row in rows})


def records(store: Store, view: View, id_: str, limit: int = 50, after: list[Any] | None = None) -> Page:
    """The records that describe an entity, newest first, with earlier editions and retracted ones."""
    shown = entities.one(store, view, id_)
    after_at, after_id = after or (None, None)
    rows = store.read(
        "evidence.records", id=shown.leader, limit=limit + 1, after_at=after_at, after_id=after_id,
        visible=view.visible, complete=view.complete,
    )  # fmt: skip
    items = tuple(_record(row) for row in rows[:limit])
    position = [items[-1]["recorded_at"], items[-1]["id"]] if len(rows) > limit else None
    return Page(items, position, _count(store, view, shown)["total"])


def _count(store: Store, view: View, shown: Shown) -> Row:
    rows = store.read("evidence.record_count", id=shown.leader, visible=view.visible, complete=view.complete)
    return rows[0] if rows else {"live": 0, "total": 0}


def _saying(row: Row) -> Saying:
    return Saying.of(row["registered"], row["said"], row["records"], tuple(Source(**each) for each in row["newest"]))


def _record(row: Row) -> dict[str, Any]:
    payload = json.loads(row["payload"]) if row["payload"] else None
    return row | {"marking": MarkingView.named(row["marking"]).as_dict(), "payload": payload}
