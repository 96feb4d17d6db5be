"""Emergencies as JSON."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response

from graphintel.security.policy import Verb
from graphintel.services.emergencies import Asked
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.answers import answer, nothing
from graphintel.web.schemas.emergencies import EmergenciesOut, EmergencyIn, EmergencyOut, OwnEmergenciesOut, ReviewIn

api = APIBlueprint("emergencies_api", __name__, url_prefix="/api/v1", tag="Emergencies")


@api.get("/emergency")
@permission(Verb.break_glass)
@api.output(OwnEmergenciesOut)
def own() -> Response:
    """One's own emergencies, and the one that lasts."""
    return answer(platform().emergencies.own(current_actor()))


@api.post("/emergency")
@permission(Verb.break_glass)
@api.input(EmergencyIn, arg_name="body")
@api.output(EmergencyOut, status_code=201)
def declare(body: dict[str, Any]) -> Response:
    """Declares an emergency: what is asked for is seen at once, and somebody else reviews it."""
    return answer(platform().emergencies.declare(current_actor(), Asked(**body)), 201)


@api.delete("/emergency")
@permission(Verb.break_glass)
@api.output({}, status_code=204)
def end_own() -> Response:
    """Ends one's own emergency before its time."""
    platform().emergencies.end_own(current_actor())
    return nothing()


@api.get("/emergencies")
@permission(Verb.review)
@api.output(EmergenciesOut)
def to_review() -> Response:
    """The emergencies that one reviews: of the units that one answers for, or all; never one's own."""
    return answer(platform().emergencies.to_review(current_actor()))


@api.delete("/emergencies/<emergency_id>")
@permission(Verb.review)
@api.output({}, status_code=204)
def end(emergency_id: str) -> Response:
    """Ends an emergency that lasts."""
    platform().emergencies.end(current_actor(), emergency_id)
    return nothing()


@api.post("/emergencies/<emergency_id>/review")
@permission(Verb.review)
@api.input(ReviewIn, arg_name="body")
@api.output(EmergencyOut)
def review(emergency_id: str, body: dict[str, str]) -> Response:
    """Says whether an emergency that has ended was justified."""
    return answer(platform().emergencies.review(current_actor(), emergency_id, body["verdict"], body["note"]))
