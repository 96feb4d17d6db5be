"""How the installation is, for whoever runs it."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response

from graphintel.security.policy import Verb
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.answers import answer
from graphintel.web.schemas.operations import InstallationOut

api = APIBlueprint("operations_api", __name__, url_prefix="/api/v1/operations", tag="Administration")


@api.get("")
@permission(Verb.operate)
@api.output(InstallationOut)
def state() -> Response:
    """How store, jobs, journal, sealer, graph, backups and disk are."""
    return answer(platform().operations.state(current_actor()))
