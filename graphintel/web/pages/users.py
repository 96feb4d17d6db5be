"""The users of the installation: list, add, change, disable, and give a new password."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apiflask import APIBlueprint
from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from graphintel.errors import Conflict, GraphintelError, Invalid, NotAllowed, NotFound, Problem
from graphintel.i18n import gettext as _
from graphintel.model.marking import REGISTERS, Level
from graphintel.security.actor import Role
from graphintel.security.passwords import random_password
from graphintel.security.policy import DUTIES, Verb, readable
from graphintel.services.users import NewUser
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.pages import look
from graphintel.web.pages.frame import show
from graphintel.web.pages.units import unit_options
from graphintel.web.users import described

bp = APIBlueprint("users", __name__, url_prefix="/administration/users", enable_openapi=False)

LONGEST = 200
FIELDS = ("username", "display_name", "role", "level", "groups", "unit", "valid_from", "valid_until")
DONE = {
    "changed": lambda: _("The user is changed, and signed out if that touches what he may do or see."),
    "disabled": lambda: _("The user is disabled: his sessions are ended, his tokens do not work any more."),
    "second_factor_reset": lambda: _("The second factor is removed, and the user is signed out."),
    "no_second_factor": lambda: _("Nothing was removed: no second factor is set up, or it is your own."),
    "delegation_ended": lambda: _("The delegation is ended."),
    "enabled": lambda: _("The user is enabled again."),
}


@bp.get("")
@permission(Verb.users)
def page() -> str:
    """The users, or those that are searched for."""
    search = request.args.get("search", "")[:LONGEST]
    found = platform().users.all(current_actor(), search)
    return show("users/users.html", users=[described(each) for each in found], search=search)


@bp.get("/new")
@permission(Verb.users)
def new() -> str:
    """The form to add a user."""
    return _new({"level": Level.unclassified.name})


@bp.post("/new")
@permission(Verb.users)
def add() -> str | tuple[str, int]:
    """Adds a user with a password that is invented and shown this once."""
    given, password = _filled_in(), random_password()
    try:
        asked = {name: given[name] for name in ("username", "display_name", "role", "registers", "level")}
        user = NewUser(**asked, **_bounds(given), password=password)
        added = platform().users.add(current_actor(), user)
    except (Invalid, Conflict) as error:
        return _new(given, error), 422
    return _one(added.username, password=password)


@bp.get("/<username>")
@permission(Verb.users)
def one(username: str) -> str:
    """A user, to be changed."""
    return _one(username)


@bp.post("/<username>")
@permission(Verb.users)
def change(username: str) -> Response | tuple[str, int]:
    """Changes a user."""
    given = _filled_in()
    changes = {name: given[name] for name in ("display_name", "role", "registers", "level")} | _bounds(given)
    version = request.form.get("version", "")
    try:
        platform().users.change(current_actor(), username, changes, version=int(version) if version.isdecimal() else 0)
    except (Invalid, Conflict, NotAllowed) as error:
        return _one(username, given, error), 422
    return redirect(url_for("users.one", username=username, done="changed"), 303)


@bp.post("/<username>/state")
@permission(Verb.users)
def state(username: str) -> Response | tuple[str, int]:
    """Disables a user, or enables him again."""
    disable = request.form.get("disabled") == "true"
    try:
        (platform().users.disable if disable else platform().users.enable)(current_actor(), username)
    except Conflict as error:
        return _one(username, error=error), 422
    return redirect(url_for("users.one", username=username, done="disabled" if disable else "enabled"), 303)


@bp.post("/<username>/password")
@permission(Verb.users)
def password(username: str) -> str | tuple[str, int]:
    """Gives a user a new password, shown this once."""
    try:
        return _one(username, password=platform().account.reset_password(current_actor(), username))
    except NotAllowed as error:
        return _one(username, error=error), 422


@bp.post("/<username>/delegations/<delegation>/end")
@permission(Verb.users)
def end_delegation(username: str, delegation: str) -> Response | tuple[str, int]:
    """Ends a delegation that a user gave or took."""
    try:
        platform().delegations.end(current_actor(), username, delegation)
    except NotFound as error:
        return _one(username, error=error), 422
    return redirect(url_for("users.one", username=username, done="delegation_ended"), 303)


def _filled_in() -> dict[str, Any]:
    given: dict[str, Any] = {name: request.form.get(name, "").strip()[:LONGEST] for name in FIELDS}
    return given | {"registers": [each for each in request.form.getlist("registers") if each in REGISTERS]}


def _bounds(given: Mapping[str, Any]) -> dict[str, Any]:
    """Groups, unit and days as the service takes them."""
    return {
        "groups": given["groups"].replace(",", " ").split(),
        "unit": given["unit"] or None,
        "valid_from": given["valid_from"] or None,
        "valid_until": given["valid_until"] or None,
    }


def _new(given: Mapping[str, Any], error: GraphintelError | None = None) -> str:
    return show("users/new.html", given=given, **_choices(), found_problems=_problems(error))


def _one(
    username: str, given: Mapping[str, Any] | None = None, error: GraphintelError | None = None, password: str = ""
) -> str:
    user = described(platform().users.one(current_actor(), username))
    done = DONE.get(request.args.get("done", "")) if error is None else None
    stored = user | user["clearance"] | {"groups": " ".join(user["clearance"]["groups"])}
    return show(
        "users/user.html",
        found=user,
        mine=user["id"] == current_actor().id,
        given=stored if given is None else {**given, "username": user["username"]},
        reads=sorted(readable(Role(user["role"]))) if user["role"] in Role.__members__ else [],
        delegations=platform().delegations.of(current_actor(), username)["items"],
        password=password,
        done=done() if done else None,
        **_choices(),
        found_problems=_problems(error),
    )


def _choices() -> dict[str, Any]:
    return {
        "roles": [(str(role), look.role_label(role)) for role in Role],
        "duties": [(look.role_label(role), _(duty)) for role, duty in DUTIES.items()],
        "levels": [(name, look.level_label(name)) for name in Level.__members__],
        "units": unit_options(),
    }


def _problems(error: GraphintelError | None) -> list[Problem]:
    if error is None:
        return []
    found = error.problems if isinstance(error, Invalid) else (Problem("", error.message),)
    return [Problem("groups", each.message) if each.field == "clearance" else each for each in found]
