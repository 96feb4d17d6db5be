"""The entity page: what is known, who said so, what it is linked with, when, and who decided on its identity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from apiflask import APIBlueprint
from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from graphintel.i18n import gettext as _
from graphintel.model.link_types import LINK_TYPES
from graphintel.queries.neighbourhood import Order
from graphintel.security.policy import Verb
from graphintel.web import words
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.pages import look
from graphintel.web.pages.address import with_arguments
from graphintel.web.pages.frame import show
from graphintel.web.pages.values import value_groups

bp = APIBlueprint("entities", __name__, url_prefix="/entities", enable_openapi=False)

STRONGEST = 5
PER_PAGE = 50
MOMENTS = 500
ORDERS: dict[str, Order] = {"date": "date", "grade": "grade", "degree": "degree"}
DONE = {
    "same": lambda: _("Decided: the same. It can be undone below."),
    "apart": lambda: _("Decided: kept apart. It can be undone below."),
    "without_effect": lambda: _(
        "The decision is kept but has no effect: it contradicts one that stands, "
        "or not everybody who sees both sees it."
    ),
    "undone": lambda: _("The decision is undone."),
}


@bp.get("/<entity>")
@permission(Verb.read)
def page(entity: str) -> Response | str:
    """The profile: values, identifiers, strongest links, decisions."""
    at = request.args.get("at") or None
    found = platform().entities.show(current_actor(), entity, at=_end_of_day(at))
    if found["id"] != entity and at is None:
        # Every id ever given out leads to the present entity.
        return redirect(url_for("entities.page", entity=found["id"]), 303)
    # Its identifiers stand in a table of their own; an identifier's links are its bearers.
    types = [] if found["kind"] == "Identifier" else [name for name in LINK_TYPES if name != "IDENTIFIED_BY"]
    links = platform().entities.links(current_actor(), entity, types=types, order="grade", limit=STRONGEST)
    leads = platform().leads.of(current_actor(), entity) if at is None else None
    if leads:
        words.put_in_words(leads)
    return _show("profile", found, at=at, links=links, leads=leads, groups=value_groups(found["values"]))


@bp.get("/<entity>/links")
@permission(Verb.read)
def links(entity: str) -> str:
    """All links, by type, a page at a time."""
    type_ = request.args.get("type") or None
    order = ORDERS.get(request.args.get("order", ""), "date")
    found = platform().entities.show(current_actor(), entity)
    listed = platform().entities.links(
        current_actor(),
        entity,
        types=[type_] if type_ else [],
        order=order,
        limit=PER_PAGE,
        cursor=request.args.get("cursor"),
    )
    counts = platform().entities.link_counts(current_actor(), entity)
    return _show(
        "links",
        found,
        links=listed,
        counts=counts,
        types=_types(counts["types"]),
        type=type_,
        order=order,
        **_paging(url_for("entities.links", entity=found["id"]), listed, type=type_, order=order),
    )


@bp.get("/<entity>/timeline")
@permission(Verb.read)
def timeline(entity: str) -> str:
    """What happened around the entity, newest first."""
    found = platform().entities.show(current_actor(), entity)
    moments = platform().entities.timeline(current_actor(), entity)
    shown = {**moments, "items": [{**item, "year": item["date"][:4]} for item in moments["items"]]}
    return _show("timeline", found, timeline=shown)


@bp.get("/<entity>/records")
@permission(Verb.read)
def records(entity: str) -> str:
    """The records that describe the entity, earlier editions too."""
    found = platform().entities.show(current_actor(), entity)
    listed = platform().entities.records(current_actor(), entity, limit=PER_PAGE, cursor=request.args.get("cursor"))
    address = url_for("entities.records", entity=found["id"])
    return _show("records", found, records=listed, **_paging(address, listed))


@bp.get("/<entity>/decisions")
@permission(Verb.read)
def decisions(entity: str) -> str:
    """Decisions on the identity of the entity, undone ones too."""
    return _show("decisions", platform().entities.show(current_actor(), entity))


def _show(tab: str, entity: Mapping[str, Any], **data: Any) -> str:  # noqa: ANN401
    decided = [_parties(each, entity) for each in platform().decisions.on(current_actor(), entity["id"])["items"]]
    tabs = (
        ("page", _("Profile"), None),
        ("links", _("Links"), entity["degree"]),
        ("timeline", _("Timeline"), None),
        ("records", _("Records"), entity["record_count"]),
        ("decisions", _("Decisions"), len(decided)),
    )
    done = DONE.get(request.args.get("done", ""))
    context = {"at": None, "at_offered": True, "done": done() if done else None, **data}
    return show(
        f"entities/{tab}.html",
        entity=entity,
        tab="page" if tab == "profile" else tab,
        tabs=tabs,
        decisions=decided,
        **context,
    )


def _parties(decision: Mapping[str, Any], entity: Mapping[str, Any]) -> dict[str, Any]:
    """A decision with what its two subjects are now: sources of this entity, or another one."""
    sources = {each["id"]: each["source"] for each in entity["subjects"]}
    others = [node for node in decision["entities"] if node["id"] != entity["id"]]
    parties = [
        {"source": sources[id_], "node": None}
        if id_ in sources
        else {"source": "", "node": others[0] if others else None}
        for id_ in decision["subjects"]
    ]
    return {**decision, "parties": parties}


def _types(counts: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Link counts by type alone, most first."""
    sums: dict[str, int] = {}
    for item in counts:
        sums[item["type"]] = sums.get(item["type"], 0) + item["count"]
    ranked = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    return [{"type": type_, "label": look.link_label(type_), "count": count} for type_, count in ranked]


def _paging(address: str, listed: Mapping[str, Any], **kept: str | None) -> dict[str, str | None]:
    cursor = listed["next_cursor"]
    pairs = list(kept.items())
    return {
        "next_href": with_arguments(address, [*pairs, ("cursor", cursor)]) if cursor else None,
        "first_href": with_arguments(address, pairs) if request.args.get("cursor") else None,
    }


def _end_of_day(date: str | None) -> str | None:
    return f"{date[:10]}T23:59:59.999999Z" if date else None
