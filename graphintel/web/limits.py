"""Who has to wait before the next attempt to sign in, and letting him go on."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response

from graphintel.security.policy import Verb
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.answers import answer, nothing
from graphintel.web.schemas.limits import WaitIn, WaitsOut

api = APIBlueprint("limits_api", __name__, url_prefix="/api/v1", tag="Administration")


@api.get("/limits")
@permission(Verb.users)
@api.output(WaitsOut)
def waiting() -> Response:
    """Who has to wait before the next attempt to sign in, and for how long."""
    return answer(platform().limits.waiting(current_actor()))


@api.delete("/limits")
@permission(Verb.users)
@api.input(WaitIn, arg_name="body")
@api.output({}, status_code=204)
def lift(body: dict[str, str]) -> Response:
    """Lets somebody try again at once."""
    platform().limits.lift(current_actor(), body["limit"], body["key"])
    return nothing()
