"""Delegations as JSON."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response

from graphintel.security.policy import Verb
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.answers import answer, nothing
from graphintel.web.schemas.delegations import DelegationIn, DelegationOut, DelegationsOut, OwnDelegationsOut

api = APIBlueprint("delegations_api", __name__, url_prefix="/api/v1", tag="Delegations")


@api.get("/delegations")
@permission(Verb.delegate)
@api.output(OwnDelegationsOut)
def own() -> Response:
    """The delegations that one gave and took."""
    return answer(platform().delegations.own(current_actor()))


@api.post("/delegations")
@permission(Verb.delegate)
@api.input(DelegationIn, arg_name="body")
@api.output(DelegationOut, status_code=201)
def give(body: dict[str, str]) -> Response:
    """Hands one's duties, never one's clearance, to a colleague to the end of a day."""
    made = platform().delegations.give(current_actor(), body["taker"], body["until"], body["reason"])
    return answer(made, 201)


@api.delete("/delegations/<delegation_id>")
@permission(Verb.delegate)
@api.output({}, status_code=204)
def end_own(delegation_id: str) -> Response:
    """Ends a delegation that one gave or took."""
    platform().delegations.end_own(current_actor(), delegation_id)
    return nothing()


@api.get("/users/<username>/delegations")
@permission(Verb.users)
@api.output(DelegationsOut)
def of(username: str) -> Response:
    """The delegations that a user gave or took."""
    return answer(platform().delegations.of(current_actor(), username))


@api.delete("/users/<username>/delegations/<delegation_id>")
@permission(Verb.users)
@api.output({}, status_code=204)
def end(username: str, delegation_id: str) -> Response:
    """Ends a delegation that a user gave or took."""
    platform().delegations.end(current_actor(), username, delegation_id)
    return nothing()
