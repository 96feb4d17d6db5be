"""How the installation is, for whoever runs it."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response

from graphintel.security.policy import Verb
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.answers import answer, nothing
from graphintel.web.schemas.operations import InstallationOut, QueriesOut

api = APIBlueprint("operations_api", __name__, url_prefix="/api/v1/operations", tag="Administration")


@api.get("")
@permission(Verb.operate)
@api.output(InstallationOut)
def state() -> Response:
    """How store, jobs, journal, sealer, graph, backups and disk are."""
    return answer(platform().operations.state(current_actor()))


@api.get("/queries")
@permission(Verb.operate)
@api.output(QueriesOut)
def queries() -> Response:
    """How often each named query was asked of the database, and how long it took."""
    return answer({"items": platform().operations.queries(current_actor())})


@api.delete("/queries")
@permission(Verb.operate)
@api.output({}, status_code=204)
def reset_queries() -> Response:
    """Has the queries counted anew, in every process of the server."""
    platform().operations.reset_queries(current_actor())
    return nothing()
