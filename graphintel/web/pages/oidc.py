"""Signing in at the administration's provider: there and back."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from graphintel.errors import GraphintelError, Invalid
from graphintel.security.oidc import ProviderAway
from graphintel.security.policy import NotSignedIn
from graphintel.services.oidc import SECONDS
from graphintel.services.sessions import Came
from graphintel.web.access import SESSION_COOKIE, platform, public
from graphintel.web.hosts import encrypted
from graphintel.web.sign_in import form, keep, local_address, way_on

bp = APIBlueprint("oidc", __name__, url_prefix="/sign-in/provider", enable_openapi=False)
COOKIE = "gi_provider"


@bp.get("")
@public
def begin() -> Response:
    """Leads to the provider."""
    target = local_address(request.args.get("next"))
    try:
        sent = platform().oidc.begin(_back(), target)
    except ProviderAway as error:
        return form(target, error=error.message, status=503)
    response = redirect(sent.address, 303)
    # Lax: the way back begins on the provider's page.
    response.set_cookie(
        COOKIE, sent.kept, max_age=SECONDS, path=url_for("oidc.begin"), httponly=True, samesite="Lax",
        secure=encrypted(),
    )  # fmt: skip
    return response


@bp.get("/back")
@public
def back() -> Response:
    """Takes what the provider says, and goes on to what was asked for; one clear sentence where it does not hold."""
    browser = Came(agent=request.user_agent.string, former=request.cookies.get(SESSION_COOKIE))
    try:
        came = request.args.to_dict()
        started, target = platform().oidc.finish(request.cookies.get(COOKIE, ""), _back(), came, browser)
    except (NotSignedIn, Invalid) as error:
        platform().trail.refused(None, error.code, method="GET", endpoint="oidc.back", status=401)
        response: Response = form("/", error=_sentence(error), status=401)
    except ProviderAway as error:
        response = form("/", error=error.message, status=503)
    else:
        response = redirect(way_on(started.session, local_address(target)), 303)
        keep(response, started)
    response.delete_cookie(COOKIE, path=url_for("oidc.begin"), httponly=True, samesite="Lax", secure=encrypted())
    return response


def _back() -> str:
    """Our address to come back to, under the name that the browser asked for, which is one that is allowed."""
    return url_for("oidc.back", _external=True)


def _sentence(error: GraphintelError) -> str:
    return error.problems[0].message if isinstance(error, Invalid) else error.message
