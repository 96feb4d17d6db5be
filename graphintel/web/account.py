"""One's own account: the password, and where one is signed in."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response

from graphintel.security.policy import Verb
from graphintel.web.access import current_actor, current_session, limited, permission, platform
from graphintel.web.answers import answer, nothing
from graphintel.web.schemas.account import PasswordIn, SessionsOut

api = APIBlueprint("account_api", __name__, url_prefix="/api/v1/account", tag="Account")


@api.get("/sessions")
@permission(Verb.own_account)
@api.output(SessionsOut)
def sessions() -> Response:
    """Where one is signed in, latest used first."""
    return answer(platform().account.sessions(current_actor(), current_session()))


@api.delete("/sessions/<session>")
@permission(Verb.own_account)
@api.output({}, status_code=204)
def end_session(session: str) -> Response:
    """Ends one of one's own sessions."""
    platform().account.end_session(current_actor(), session)
    return nothing()


@api.put("/password")
@permission(Verb.own_account)
@api.input(PasswordIn, arg_name="body")
@api.output({}, status_code=204)
@limited
def change_password(body: dict[str, str]) -> Response:
    """Changes one's own password; every other session ends."""
    platform().account.change_password(current_actor(), body["current"], body["new"], keep=current_session())
    return nothing()
