"""Whether the program runs, whether it can serve, and how much it does: for monitoring, without data."""

from __future__ import annotations

import ipaddress

from apiflask import APIBlueprint
from flask import Response, request
from prometheus_client import CONTENT_TYPE_LATEST

from graphintel import __version__
from graphintel.errors import NotAllowed, StoreUnavailable
from graphintel.i18n import gettext as _
from graphintel.queries.health import ready
from graphintel.security.tokens import equal
from graphintel.web.access import platform, public
from graphintel.web.answers import answer
from graphintel.web.metrics import exposition
from graphintel.web.proxies import THROUGH_PROXY

bp = APIBlueprint("health", __name__, enable_openapi=False)


@bp.get("/healthz")
@public
def healthz() -> Response:
    """The program runs."""
    return answer({"status": "ok", "version": __version__})


@bp.get("/readyz")
@public
def readyz() -> Response:
    """The program runs and its database answers."""
    if not ready(platform().store):
        raise StoreUnavailable(_("The database does not answer; try again in a moment."))
    return answer({"status": "ready"})


@bp.get("/metrics")
@public
def metrics() -> Response:
    """What all processes have counted, for Prometheus: to this machine, or to whoever names the token for it."""
    if not (_of_this_machine() or _named_token()):
        raise NotAllowed(_("Figures are for this machine alone, or for whoever names GRAPHINTEL_METRICS_TOKEN."))
    return Response(exposition(platform()), content_type=CONTENT_TYPE_LATEST)


def _of_this_machine() -> bool:
    """True where nothing but this machine asks: what came through a proxy here came from elsewhere."""
    try:
        local = ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        local = False
    return local and not request.environ.get(THROUGH_PROXY)


def _named_token() -> bool:
    token = platform().settings.metrics_token
    scheme, _space, named = request.headers.get("Authorization", "").partition(" ")
    return token is not None and scheme.lower() == "bearer" and equal(named.strip(), token)
