"""Users as JSON."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response

from graphintel.queries.actors import StoredActor
from graphintel.security.passwords import random_password
from graphintel.security.policy import Verb
from graphintel.services.users import NewUser
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.answers import ASKED, answer
from graphintel.web.schemas.users import (
    AddedUserOut,
    DisabledIn,
    InventedPasswordIn,
    InventedPasswordOut,
    UserChangeIn,
    UserIn,
    UserOut,
    UsersIn,
    UsersOut,
)

api = APIBlueprint("users_api", __name__, url_prefix="/api/v1", tag="Administration")


@api.get("/users")
@permission(Verb.users)
@api.input(UsersIn, location="query", arg_name="query", **ASKED)
@api.output(UsersOut)
def everyone(query: dict[str, str]) -> Response:
    """The users, by name, or those that are searched for."""
    return answer({"items": [described(each) for each in platform().users.all(current_actor(), query["search"])]})


@api.post("/users")
@permission(Verb.users)
@api.input(UserIn, arg_name="body")
@api.output(AddedUserOut, status_code=201)
def add(body: dict[str, Any]) -> Response:
    """Adds a user; a password that was invented is told this once."""
    given: str | None = body.pop("password")
    password = given or random_password()
    added = platform().users.add(current_actor(), NewUser(**body, password=password))
    told = {"password": None if given else password}
    return answer(described(platform().users.one(current_actor(), added.username)) | told, 201)


@api.get("/users/<username>")
@permission(Verb.users)
@api.output(UserOut)
def one(username: str) -> Response:
    """A user."""
    return answer(described(platform().users.one(current_actor(), username)))


@api.patch("/users/<username>")
@permission(Verb.users)
@api.input(UserChangeIn, arg_name="body")
@api.output(UserOut)
def change(username: str, body: dict[str, Any]) -> Response:
    """Changes what is named of a user; refused where he was changed since he was read."""
    version = body.pop("version")
    return answer(described(platform().users.change(current_actor(), username, body, version=version)))


@api.put("/users/<username>/disabled")
@permission(Verb.users)
@api.input(DisabledIn, arg_name="body")
@api.output(UserOut)
def disable(username: str, body: dict[str, bool]) -> Response:
    """Disables a user, whose sessions and tokens then end to work, or enables him again."""
    set_state = platform().users.disable if body["disabled"] else platform().users.enable
    set_state(current_actor(), username)
    return answer(described(platform().users.one(current_actor(), username)))


@api.post("/users/<username>/password")
@permission(Verb.users)
@api.input(InventedPasswordIn, arg_name="body")
@api.output(InventedPasswordOut)
def renew_password(username: str, body: dict[str, Any]) -> Response:  # noqa: ARG001 - it is empty
    """Gives a user a new password, which is told this once; whoever is signed in as him is signed out."""
    return answer({"password": platform().account.reset_password(current_actor(), username)})


def described(found: StoredActor) -> dict[str, Any]:
    """A user for JSON and for pages."""
    clearance = found.clearance
    return {
        "id": found.id,
        "username": found.username,
        "display_name": found.display_name,
        "role": found.role,
        "clearance": {
            "registers": sorted(clearance.registers),
            "level": clearance.level.name,
            "groups": sorted(clearance.groups),
        },
        "unit": found.unit,
        "valid_from": found.valid_from,
        "valid_until": found.valid_until,
        "disabled": found.disabled,
        "second_factor": found.second_factor,
        "version": found.version,
        "created_at": found.created_at,
        "last_seen": found.last_seen,
    }
