"""Decisions on identity as JSON."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response

from graphintel.security.policy import Verb
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.answers import ASKED
from graphintel.web.schemas.decisions import DecisionEndIn, DecisionIn, DecisionOut, DecisionsIn, DecisionsOut
from graphintel.web.words import told

api = APIBlueprint("decisions_api", __name__, url_prefix="/api/v1", tag="Decisions")


@api.get("/decisions")
@permission(Verb.read)
@api.input(DecisionsIn, location="query", arg_name="query", **ASKED)
@api.output(DecisionsOut)
def on(query: dict[str, Any]) -> Response:
    """The decisions on an entity's subjects, newest first, ended ones too."""
    return told(platform().decisions.on(current_actor(), query["entity"]))


@api.post("/decisions")
@permission(Verb.decide)
@api.input(DecisionIn, arg_name="body")
@api.output(DecisionOut, status_code=201)
def decide(body: dict[str, Any]) -> Response:
    """Says that two subjects are the same or apart; where that cannot take effect, the answer says so."""
    made = platform().decisions.decide(
        current_actor(), body["type"], body["subjects"], why=body["why"], marking=body["marking"]
    )
    return told(made, 201)


@api.delete("/decisions/<decision_id>")
@permission(Verb.decide)
@api.input(DecisionEndIn, arg_name="body")
@api.output(DecisionOut)
def end(decision_id: str, body: dict[str, Any]) -> Response:
    """Ends a decision: what it joined parts again, what it held apart may join."""
    return told(platform().decisions.end(current_actor(), decision_id, why=body["why"]))
