"""Why somebody sees a record or does not, as JSON."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response

from graphintel.security.policy import Verb
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.answers import ASKED, answer
from graphintel.web.schemas.why import ExplanationIn, ExplanationOut

api = APIBlueprint("why_api", __name__, url_prefix="/api/v1", tag="Administration")


@api.get("/why")
@permission(Verb.users)
@api.input(ExplanationIn, location="query", arg_name="query", **ASKED)
@api.output(ExplanationOut)
def ask(query: dict[str, str]) -> Response:
    """Whether a user sees a record, with every condition and nothing of what the record says; the question is noted."""
    return answer(platform().why.ask(current_actor(), query["user"], query["record"]))
