"""The units of the administration: the tree, adding, moving, retiring."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from graphintel.errors import Conflict, GraphintelError, Invalid, NotFound, Problem
from graphintel.i18n import gettext as _
from graphintel.security.policy import Verb
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.pages.frame import show

bp = APIBlueprint("units", __name__, url_prefix="/administration/units", enable_openapi=False)

DONE = {
    "added": lambda: _("The unit is added."),
    "moved": lambda: _("The unit is moved, with all that lies within it."),
    "retired": lambda: _("The unit is retired."),
}


@bp.get("")
@permission(Verb.units)
def page() -> str:
    """The tree of units."""
    return _page()


@bp.post("")
@permission(Verb.units)
def add() -> Response | tuple[str, int]:
    """Adds a unit."""
    given = {name: request.form.get(name, "").strip()[:200] for name in ("code", "name", "within")}
    try:
        platform().units.add(current_actor(), given["code"], given["name"], given["within"] or None)
    except (Invalid, Conflict) as error:
        return _page(given, error), 422
    return redirect(url_for("units.page", done="added"), 303)


@bp.post("/<code>/move")
@permission(Verb.units)
def move(code: str) -> Response | tuple[str, int]:
    """Puts a unit within another one."""
    try:
        platform().units.move(current_actor(), code, request.form.get("within") or None)
    except (Invalid, Conflict, NotFound) as error:
        return _page(error=error), 422
    return redirect(url_for("units.page", done="moved"), 303)


@bp.post("/<code>/retire")
@permission(Verb.units)
def retire(code: str) -> Response | tuple[str, int]:
    """Retires a unit."""
    try:
        platform().units.retire(current_actor(), code)
    except (Conflict, NotFound) as error:
        return _page(error=error), 422
    return redirect(url_for("units.page", done="retired"), 303)


def unit_options() -> list[tuple[str, str]]:
    """The units that stand, to choose from, set in by their depth."""
    return [
        (each["code"], "\u2003" * each["depth"] + f"{each['name']} ({each['code']})")
        for each in platform().units.all(current_actor())["items"]
        if each["retired_at"] is None
    ]


def _page(given: dict[str, str] | None = None, error: GraphintelError | None = None) -> str:
    done = DONE.get(request.args.get("done", ""))
    problems = error.problems if isinstance(error, Invalid) else [Problem("", error.message)] if error else ()
    found = platform().units.all(current_actor())["items"]
    return show(
        "units/units.html",
        units=[each for each in found if each["retired_at"] is None],
        retired=[each for each in found if each["retired_at"] is not None],
        options=unit_options(),
        given=given or {},
        found_problems=problems,
        done=done() if done and error is None else None,
    )
