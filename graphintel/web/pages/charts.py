"""Saved charts as a list: open, rename, delete."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from graphintel.errors import Conflict, Invalid, NotAllowed, Problem
from graphintel.i18n import gettext as _
from graphintel.security.policy import Verb
from graphintel.services.charts import ChartDraft
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.pages.frame import show

bp = APIBlueprint("charts", __name__, url_prefix="/charts", enable_openapi=False)

LONGEST_NAME = 200
DONE = {
    "renamed": lambda: _("The chart has its new name."),
    "deleted": lambda: _("The chart is deleted."),
}


@bp.get("")
@permission(Verb.chart)
def page() -> str:
    """One's own charts and those that others share."""
    return _list()


@bp.post("/<chart>/rename")
@permission(Verb.chart)
def rename(chart: str) -> Response | tuple[str, int]:
    """Gives a chart of one's own another name; what is on it stays."""
    name = request.form.get("name", "").strip()
    actor = current_actor()
    try:
        _require_name(name)
        opened = platform().charts.open(actor, chart)
        draft = ChartDraft(name, opened["state"], opened["marking"], opened["shared"])
        version = int(request.form.get("version", opened["version"]))
        platform().charts.change(actor, chart, draft, version=version)
    except (Invalid, Conflict, NotAllowed) as error:
        problems = error.problems if isinstance(error, Invalid) else (Problem("", error.message),)
        return _list(found_problems=problems), 422
    return redirect(url_for("charts.page", done="renamed"), 303)


@bp.post("/<chart>/delete")
@permission(Verb.chart)
def delete(chart: str) -> Response:
    """Deletes a chart of one's own."""
    platform().charts.delete(current_actor(), chart)
    return redirect(url_for("charts.page", done="deleted"), 303)


def _require_name(name: str) -> None:
    if not 0 < len(name) <= LONGEST_NAME:
        raise Invalid(Problem("", _("A chart has a name of 1 to %(most)s characters.", most=LONGEST_NAME)))


def saved(limit: int | None = None) -> list[dict[str, Any]]:
    """The charts that the caller sees, each with whether it is his."""
    actor = current_actor()
    found = platform().charts.all(actor)["items"]
    return [{**chart, "mine": chart["owner"] == actor.id} for chart in found[:limit]]


def _list(**data: Any) -> str:  # noqa: ANN401
    done = DONE.get(request.args.get("done", ""))
    context = {"done": done() if done else None, "found_problems": (), **data}
    return show("charts/charts.html", charts=saved(), **context)
