"""What happened around an entity, newest first: events and links with their dates, and what records observed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from graphintel.i18n import gettext as _
from graphintel.model.kinds import KINDS
from graphintel.model.link_types import LINK_TYPES
from graphintel.model.subgraph import LinkView, MarkingView, Node
from graphintel.queries import entities
from graphintel.queries.entities import Found, Shown
from graphintel.queries.store import Row, Store
from graphintel.queries.visibility import View

PRECISIONS = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing on the timeline; ``text`` says what it was in the reader's language."""

    date: str
    what: Literal["record", "link", "event"]
    text: str
    link: LinkView | None
    node: Node | None
    grade: str
    marking: MarkingView

    @property
    def precision(self) -> str:
        """``year``, ``month``, ``day``, or ``time`` where the hour is known."""
        return PRECISIONS.get(len(self.date), "time" if "T" in self.date else "period")

    def as_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "date": self.date,
            "precision": self.precision,
            "what": self.what,
            "text": self.text,
            "link": self.link.as_dict() if self.link else None,
            "node": self.node.as_dict() if self.node else None,
            "grade": self.grade,
            "marking": self.marking.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class Timeline:
    """Moments, newest first; ``total`` counts all that have a date, ``undated`` what has none."""

    items: tuple[Moment, ...]
    undated: int
    total: int

    def as_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {"items": [item.as_dict() for item in self.items], "undated": self.undated, "total": self.total}


def timeline(store: Store, view: View, id_: str, limit: int = 500) -> Timeline:
    """At most ``limit`` moments of an entity."""
    shown = entities.one(store, view, id_)
    linked = store.read("timeline.links", id=shown.leader, limit=limit, visible=view.visible, complete=view.complete)[0]
    recorded = store.read("timeline.records", id=shown.leader, limit=limit, visible=view.visible)[0]
    ends = entities.show(store, view, (Found(*end) for _link, *end in linked["rows"]))
    moments = [*_links(linked, ends, shown), *map(_record, recorded["rows"])]
    moments.sort(key=lambda moment: moment.date, reverse=True)
    undated = linked["undated"] + recorded["undated"]
    return Timeline(tuple(moments[:limit]), undated, linked["dated"] + recorded["dated"])


def _links(linked: Row, ends: dict[str, Shown], shown: Shown) -> list[Moment]:
    around = {**ends, shown.leader: shown}
    moments: list[Moment] = []
    for row, leader, _summary, _degree in linked["rows"]:
        link = entities.link_of(row, around)
        if link is not None:
            moments.append(_link(link, around[leader].node, outward=link.source == shown.node.id))
    return moments


def _link(link: LinkView, node: Node, *, outward: bool) -> Moment:
    type_ = LINK_TYPES[link.type]
    text = _(type_.label) if outward else _(type_.inverse)
    what: Literal["event", "link"] = "event" if "Event" in KINDS[node.kind].labels else "link"
    return Moment(link.valid_from or "", what, text, link, node, link.grade, link.marking)


def _record(row: list[Any]) -> Moment:
    _id, observed_at, kind, source, grade, marking = row
    text = _("{kind} recorded by {source}").format(kind=_(KINDS[kind].label) if kind in KINDS else kind, source=source)
    return Moment(observed_at, "record", text, None, None, grade, MarkingView.named(marking))
