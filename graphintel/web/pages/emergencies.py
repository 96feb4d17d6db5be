"""Emergencies: declaring and ending one's own, and reviewing those of others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apiflask import APIBlueprint
from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from graphintel.errors import Conflict, GraphintelError, Invalid, NotAllowed, NotFound, Problem
from graphintel.i18n import gettext as _
from graphintel.model.marking import REGISTERS, Level
from graphintel.security.policy import Verb
from graphintel.services.emergencies import LONGEST_REASON, SHORTEST_REASON, Asked
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.pages import look
from graphintel.web.pages.frame import show

bp = APIBlueprint("emergencies", __name__, url_prefix="/emergencies", enable_openapi=False)
own_bp = APIBlueprint("emergency", __name__, url_prefix="/emergency", enable_openapi=False)

MINUTES = (15, 30, 60, 120, 240)
DONE = {
    "declared": lambda: _("The emergency is declared. Everything that you do until it ends is noted as done in it."),
    "ended": lambda: _("The emergency is ended."),
    "reviewed": lambda: _("The review is noted."),
}


@own_bp.get("")
@permission(Verb.break_glass)
def own() -> str:
    """The form to declare an emergency, and one's own earlier ones."""
    return _own({"level": Level.confidential.name, "minutes": "60"})


@own_bp.post("")
@permission(Verb.break_glass)
def declare() -> Response | tuple[str, int]:
    """Declares an emergency."""
    given: dict[str, Any] = {
        name: request.form.get(name, "").strip() for name in ("reason", "level", "groups", "minutes")
    }
    given["registers"] = [each for each in request.form.getlist("registers") if each in REGISTERS]
    minutes = int(given["minutes"]) if given["minutes"].isdecimal() and len(given["minutes"]) < 6 else 0  # noqa: PLR2004
    groups = given["groups"].replace(",", " ").split()
    try:
        asked = Asked(given["reason"][: LONGEST_REASON + 1], given["registers"], given["level"], groups, minutes)
        platform().emergencies.declare(current_actor(), asked)
    except (Invalid, Conflict) as error:
        return _own(given, error), 422
    return redirect(url_for("emergency.own", done="declared"), 303)


@own_bp.post("/end")
@permission(Verb.break_glass)
def end_own() -> Response:
    """Ends one's own emergency."""
    try:
        platform().emergencies.end_own(current_actor())
    except (NotFound, Conflict):
        # It has run out meanwhile, which is what was wanted.
        return redirect(url_for("emergency.own"), 303)
    return redirect(url_for("emergency.own", done="ended"), 303)


@bp.get("")
@permission(Verb.review)
def to_review() -> str:
    """The emergencies that one reviews."""
    return _to_review()


@bp.post("/<emergency>/end")
@permission(Verb.review)
def end(emergency: str) -> Response | tuple[str, int]:
    """Ends an emergency that one would review."""
    try:
        platform().emergencies.end(current_actor(), emergency)
    except (Conflict, NotAllowed) as error:
        return _to_review(error), 422
    return redirect(url_for("emergencies.to_review", done="ended"), 303)


@bp.post("/<emergency>/review")
@permission(Verb.review)
def review(emergency: str) -> Response | tuple[str, int]:
    """Notes a review."""
    verdict, note = request.form.get("verdict", ""), request.form.get("note", "")
    try:
        platform().emergencies.review(current_actor(), emergency, verdict, note)
    except (Invalid, Conflict, NotAllowed) as error:
        return _to_review(error), 422
    return redirect(url_for("emergencies.to_review", done="reviewed"), 303)


def _own(given: Mapping[str, Any], error: GraphintelError | None = None) -> str:
    found = platform().emergencies.own(current_actor())
    return show(
        "emergencies/own.html",
        emergencies=found["items"],
        lasting=found["lasting"],
        given=given,
        levels=[(name, look.level_label(name)) for name in Level.__members__],
        minutes=[(str(each), _("%(minutes)s minutes", minutes=each)) for each in MINUTES],
        least=SHORTEST_REASON,
        most=LONGEST_REASON,
        found_problems=_problems(error),
        done=_done(error),
    )


def _to_review(error: GraphintelError | None = None) -> str:
    found = platform().emergencies.to_review(current_actor())
    return show(
        "emergencies/review.html",
        emergencies=found["items"],
        due=found["due"],
        most=LONGEST_REASON,
        found_problems=_problems(error),
        done=_done(error),
    )


def _done(error: GraphintelError | None) -> str | None:
    done = DONE.get(request.args.get("done", "")) if error is None else None
    return done() if done else None


def _problems(error: GraphintelError | None) -> list[Problem]:
    if error is None:
        return []
    found = error.problems if isinstance(error, Invalid) else (Problem("", error.message),)
    return [Problem("groups", each.message) if each.field == "clearance" else each for each in found]
