"""Entities as JSON: shown, expanded, entered by hand."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response

from graphintel.security.policy import Verb
from graphintel.services.records import Grounds, NewEntity, NewLink
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.answers import ASKED, answer
from graphintel.web.schemas.decisions import LeadsOut
from graphintel.web.schemas.entities import (
    EntityIn,
    EntityOut,
    LinkCountsOut,
    LinksIn,
    LinksOut,
    NeighbourhoodIn,
    NewEntityIn,
    NewLinkIn,
    OnceIn,
    RecordsOut,
    TimelineIn,
    TimelineOut,
)
from graphintel.web.schemas.shared import LinkOut, NodeOut, PageIn, SubgraphOut
from graphintel.web.words import told

api = APIBlueprint("entities_api", __name__, url_prefix="/api/v1", tag="Entities")


@api.get("/entities/<entity_id>")
@permission(Verb.read)
@api.input(EntityIn, location="query", arg_name="query", **ASKED)
@api.output(EntityOut)
def show(entity_id: str, query: dict[str, Any]) -> Response:
    """An entity in full: every value with its sources, its identifiers with what their check found."""
    return told(platform().entities.show(current_actor(), entity_id, at=query["at"]))


@api.get("/entities/<entity_id>/records")
@permission(Verb.read)
@api.input(PageIn, location="query", arg_name="query", **ASKED)
@api.output(RecordsOut)
def records(entity_id: str, query: dict[str, Any]) -> Response:
    """The records that describe an entity, newest first, with earlier editions and retracted ones."""
    return answer(platform().entities.records(current_actor(), entity_id, **query))


@api.get("/entities/<entity_id>/links")
@permission(Verb.read)
@api.input(LinksIn, location="query", arg_name="query", **ASKED)
@api.output(LinksOut)
def links(entity_id: str, query: dict[str, Any]) -> Response:
    """The links of an entity, each with who is at its other end."""
    types = query.pop("type")
    return told(platform().entities.links(current_actor(), entity_id, types=types, **query))


@api.get("/entities/<entity_id>/link-counts")
@permission(Verb.read)
@api.output(LinkCountsOut)
def link_counts(entity_id: str) -> Response:
    """How many links an entity has, by type, direction and kind: what to know before expanding it."""
    return answer(platform().entities.link_counts(current_actor(), entity_id))


@api.get("/entities/<entity_id>/neighbourhood")
@permission(Verb.read)
@api.input(NeighbourhoodIn, location="query", arg_name="query", **ASKED)
@api.output(SubgraphOut)
def neighbourhood(entity_id: str, query: dict[str, Any]) -> Response:
    """An entity with those around it, one or two links wide; what a limit leaves out is counted."""
    types = query.pop("type")
    return told(platform().neighbourhood.around(current_actor(), entity_id, type_=types, **query))


@api.get("/entities/<entity_id>/timeline")
@permission(Verb.read)
@api.input(TimelineIn, location="query", arg_name="query", **ASKED)
@api.output(TimelineOut)
def timeline(entity_id: str, query: dict[str, Any]) -> Response:
    """What happened around an entity, newest first."""
    return told(platform().entities.timeline(current_actor(), entity_id, limit=query["limit"]))


@api.get("/entities/<entity_id>/leads")
@permission(Verb.read)
@api.output(LeadsOut)
def leads(entity_id: str) -> Response:
    """What an entity is possibly the same as: what says so, and why it is not joined."""
    return told(platform().leads.of(current_actor(), entity_id))


@api.post("/entities")
@permission(Verb.add)
@api.input(NewEntityIn, arg_name="body")
@api.input(OnceIn, location="headers", arg_name="head")
@api.output(NodeOut, status_code=201)
def add(body: dict[str, Any], head: dict[str, Any]) -> Response:
    """Enters an entity by hand; it is a record like any other. Sent again under one Idempotency-Key, it is one."""
    identifiers = [(each["scheme"], each["value"], each["country"]) for each in body["identifiers"]]
    grounds = Grounds(body["source"], body["grade"], body["marking"], body["legal_basis"])
    new = NewEntity(body["kind"], body["name"], grounds, body["values"], identifiers)
    return told(platform().records.add_entity(current_actor(), new, head["once"] or ""), 201)


@api.post("/links")
@permission(Verb.add)
@api.input(NewLinkIn, arg_name="body")
@api.input(OnceIn, location="headers", arg_name="head")
@api.output(LinkOut, status_code=201)
def add_link(body: dict[str, Any], head: dict[str, Any]) -> Response:
    """Enters a link by hand between two entities; sent again under one Idempotency-Key, it is one."""
    grounds = Grounds(body["source_name"], body["grade"], body["marking"], body["legal_basis"])
    period = body["valid_from"] or "", body["valid_to"] or ""
    new = NewLink(body["type"], body["source"], body["target"], grounds, body["role"] or "", *period)
    return answer(platform().records.add_link(current_actor(), new, head["once"] or ""), 201)
