"""Paths, parts of the graph, their figures and their files, and the registries that say what all of it means."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint, FileSchema
from flask import Response

from graphintel.security.policy import Verb
from graphintel.web import registry
from graphintel.web.access import current_actor, limited, permission, platform
from graphintel.web.answers import answer, download
from graphintel.web.schemas.decisions import LeadsOut
from graphintel.web.schemas.graph import (
    ExportIn,
    KindsOut,
    LinkTypesOut,
    PathsIn,
    PathsOut,
    ResolvedSubgraphOut,
    StatisticsOut,
    SubgraphIn,
)
from graphintel.web.words import told

api = APIBlueprint("graph_api", __name__, url_prefix="/api/v1", tag="Graph")


@api.post("/paths")
@permission(Verb.read)
@api.input(PathsIn, arg_name="body")
@api.output(PathsOut)
def paths(body: dict[str, Any]) -> Response:
    """The shortest paths between two entities, each as strong as its weakest link."""
    return told(platform().paths.between(current_actor(), body.pop("source"), body.pop("target"), **body))


@api.post("/subgraph")
@permission(Verb.read)
@api.input(SubgraphIn, arg_name="body")
@api.output(ResolvedSubgraphOut)
def subgraph(body: dict[str, Any]) -> Response:
    """The entities of the ids as they are now, and all links among them."""
    return told(platform().subgraphs.among(current_actor(), body["entities"]))


@api.post("/leads")
@permission(Verb.read)
@api.input(SubgraphIn, arg_name="body")
@api.output(LeadsOut)
def leads(body: dict[str, Any]) -> Response:
    """Which of the entities are possibly the same as each other. A lead is no link: no path and no figure counts it."""
    return told(platform().leads.among(current_actor(), body["entities"]))


@api.post("/statistics")
@permission(Verb.read)
@api.input(SubgraphIn, arg_name="body")
@api.output(StatisticsOut)
def statistics(body: dict[str, Any]) -> Response:
    """Figures of the network among the entities: components, density, degree, betweenness, communities."""
    return answer(platform().statistics.of(current_actor(), body["entities"]))


@api.post("/export/<any(graphml, json, csv, html):format>")
@permission(Verb.export)
@api.input(ExportIn, arg_name="body")
@api.output(FileSchema(type="string", format="binary"), content_type="application/octet-stream")
@limited
def export(format: str, body: dict[str, Any]) -> Response:
    """A file of the entities and the links among them, under its highest marking, with user and time."""
    positions = {id_: (place[0], place[1]) for id_, place in body["positions"].items()}
    file = platform().exports.make(
        current_actor(), format, body["entities"], positions=positions, title=body["title"].strip()
    )
    return download(file.content, mimetype=file.mimetype, filename=file.name)


@api.get("/link-types")
@permission(Verb.read)
@api.output(LinkTypesOut)
def link_types() -> Response:
    """The types of links, in the reader's language."""
    return answer({"items": registry.link_types()})


@api.get("/kinds")
@permission(Verb.read)
@api.output(KindsOut)
def kinds() -> Response:
    """The kinds of entities, in the reader's language."""
    return answer({"items": registry.kinds()})
