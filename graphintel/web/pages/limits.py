"""Who has to wait before the next attempt to sign in."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from graphintel.i18n import gettext as _
from graphintel.security.policy import Verb
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.pages.frame import show

bp = APIBlueprint("limits", __name__, url_prefix="/limits", enable_openapi=False)


@bp.get("")
@permission(Verb.users)
def page() -> str:
    """Who waits, and for how long."""
    found = platform().limits.waiting(current_actor())
    done = _("The wait is lifted.") if request.args.get("done") else None
    return show("limits/page.html", waits=found["items"], done=done)


@bp.post("/lift")
@permission(Verb.users)
def lift() -> Response:
    """Lets somebody try again at once."""
    platform().limits.lift(current_actor(), request.form.get("limit", ""), request.form.get("key", ""))
    return redirect(url_for("limits.page", done="lifted"), 303)
