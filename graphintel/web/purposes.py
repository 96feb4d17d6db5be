"""Why one asks: choosing a purpose and a legal basis for the session."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response

from graphintel.errors import NotAllowed
from graphintel.i18n import gettext as _
from graphintel.security.policy import Verb
from graphintel.web.access import current_actor, current_session, permission, platform
from graphintel.web.answers import answer, nothing
from graphintel.web.schemas.sign_in import PurposeIn, PurposesOut

api = APIBlueprint("purposes_api", __name__, url_prefix="/api/v1", tag="Session")


@api.get("/purposes")
@permission(Verb.own_account)
@api.output(PurposesOut)
def offered() -> Response:
    """The purposes that may be chosen, in the reader's language."""
    return answer(platform().purposes.offered())


@api.put("/session/purpose")
@permission(Verb.own_account)
@api.input(PurposeIn, arg_name="body")
@api.output({}, status_code=204)
def choose(body: dict[str, str]) -> Response:
    """Says why one asks from now on; it stands on every entry of the audit trail."""
    platform().purposes.choose(current_actor(), session_needed(), body["purpose"], body["legal_basis"])
    return nothing()


def session_needed() -> str:
    """The session that asks; a token has its purpose from when it was made."""
    session = current_session()
    if session is None:
        raise NotAllowed(_("A token has the purpose that it was made with. Create another for another purpose."))
    return session
