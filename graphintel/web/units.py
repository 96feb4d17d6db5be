"""Units as JSON."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response

from graphintel.security.policy import Verb
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.answers import answer, nothing
from graphintel.web.schemas.units import UnitIn, UnitMoveIn, UnitOut, UnitsOut

api = APIBlueprint("units_api", __name__, url_prefix="/api/v1", tag="Administration")


@api.get("/units")
@permission(Verb.units)
@api.output(UnitsOut)
def everything() -> Response:
    """The units, each after the one that it lies within; retired ones too."""
    return answer(platform().units.all(current_actor()))


@api.post("/units")
@permission(Verb.units)
@api.input(UnitIn, arg_name="body")
@api.output(UnitOut, status_code=201)
def add(body: dict[str, Any]) -> Response:
    """Adds a unit."""
    return answer(platform().units.add(current_actor(), body["code"], body["name"], body["within"]), 201)


@api.patch("/units/<code>")
@permission(Verb.units)
@api.input(UnitMoveIn, arg_name="body")
@api.output(UnitOut)
def move(code: str, body: dict[str, Any]) -> Response:
    """Puts a unit, with all that lies within it, within another one or at the top."""
    return answer(platform().units.move(current_actor(), code, body["within"]))


@api.delete("/units/<code>")
@permission(Verb.units)
@api.output({}, status_code=204)
def retire(code: str) -> Response:
    """Retires a unit that nobody is in; what was entered in it keeps its name."""
    platform().units.retire(current_actor(), code)
    return nothing()
