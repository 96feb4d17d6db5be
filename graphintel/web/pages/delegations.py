"""Handing one's duties to a colleague until a day, and ending that."""

from __future__ import annotations

from collections.abc import Mapping

from apiflask import APIBlueprint
from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from graphintel.errors import Conflict, GraphintelError, Invalid, NotFound, Problem
from graphintel.i18n import gettext as _
from graphintel.security.policy import Verb
from graphintel.services.delegations import LONGEST_REASON, MOST_DAYS
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.pages.frame import show

bp = APIBlueprint("delegations", __name__, url_prefix="/delegations", enable_openapi=False)

DONE = {
    "given": lambda: _("Your duties are handed over. What your colleague does with them bears your name beside his."),
    "ended": lambda: _("The delegation is ended."),
}


@bp.get("")
@permission(Verb.delegate)
def page() -> str:
    """The form, and the delegations that one gave and took."""
    return _page({})


@bp.post("")
@permission(Verb.delegate)
def give() -> Response | tuple[str, int]:
    """Hands one's duties over."""
    given = {name: request.form.get(name, "").strip()[: LONGEST_REASON + 1] for name in ("taker", "until", "reason")}
    try:
        platform().delegations.give(current_actor(), given["taker"], given["until"], given["reason"])
    except (Invalid, Conflict) as error:
        return _page(given, error), 422
    return redirect(url_for("delegations.page", done="given"), 303)


@bp.post("/<delegation>/end")
@permission(Verb.delegate)
def end(delegation: str) -> Response | tuple[str, int]:
    """Ends a delegation that one gave or took."""
    try:
        platform().delegations.end_own(current_actor(), delegation)
    except NotFound as error:
        return _page({}, error), 422
    return redirect(url_for("delegations.page", done="ended"), 303)


def _page(given: Mapping[str, str], error: GraphintelError | None = None) -> str:
    found = platform().delegations.own(current_actor())
    done = DONE.get(request.args.get("done", "")) if error is None else None
    problems = error.problems if isinstance(error, Invalid) else [Problem("", error.message)] if error else ()
    return show(
        "delegations/delegations.html",
        given_over=found["given"],
        taken=found["taken"],
        given=given,
        days=MOST_DAYS,
        most=LONGEST_REASON,
        found_problems=problems,
        done=done() if done else None,
    )
