"""How the installation is: one page for whoever runs it."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from graphintel.i18n import lazy_gettext
from graphintel.security.policy import Verb
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.pages.frame import show

bp = APIBlueprint("operations", __name__, url_prefix="/operations", enable_openapi=False)

PARTS = {
    "store": lazy_gettext("Database"),
    "jobs": lazy_gettext("Jobs"),
    "journal": lazy_gettext("Journal"),
    "sealer": lazy_gettext("Sealer"),
    "graph": lazy_gettext("Graph and evidence"),
    "backups": lazy_gettext("Backups"),
    "disk": lazy_gettext("Disk"),
}
STATES = {
    "ok": ("ok", lazy_gettext("Works")),
    "attention": ("warn", lazy_gettext("Look at this")),
    "down": ("bad", lazy_gettext("Does not work")),
}
FIGURES = {
    "milliseconds": lazy_gettext("milliseconds to an answer"),
    "workers": lazy_gettext("workers"),
    "running": lazy_gettext("running"),
    "waiting": lazy_gettext("waiting"),
    "put_aside": lazy_gettext("queues put aside"),
    "files": lazy_gettext("files"),
    "bytes": lazy_gettext("bytes"),
    "damaged": lazy_gettext("damaged"),
    "seals": lazy_gettext("seals"),
    "last": lazy_gettext("last seal"),
    "at": lazy_gettext("last time"),
    "subjects": lazy_gettext("subjects compared"),
    "left": lazy_gettext("differences"),
    "failed_at": lazy_gettext("last failure"),
    "every": lazy_gettext("seconds between two"),
    "free": lazy_gettext("bytes free"),
    "total": lazy_gettext("bytes in all"),
}
MOST_QUERIES = 30
MOMENTS = frozenset({"at", "last", "failed_at"})


@bp.get("")
@permission(Verb.operate)
def page() -> str:
    """Every part with its state, in words and numbers."""
    found = platform().operations.state(current_actor())
    slow = platform().operations.queries(current_actor())[:MOST_QUERIES]
    words = {"parts": PARTS, "states": STATES, "figures": FIGURES, "moments": MOMENTS}
    return show("operations/page.html", state=found, queries=slow, **words)


@bp.post("/queries/reset")
@permission(Verb.operate)
def reset_queries() -> BaseResponse:
    """Has the queries counted anew."""
    platform().operations.reset_queries(current_actor())
    return redirect(url_for("operations.page", _anchor="queries"), 303)
