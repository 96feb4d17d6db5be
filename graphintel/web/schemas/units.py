"""Units: the offices of an administration."""

from __future__ import annotations

from apiflask import Schema
from marshmallow import fields, validate

from graphintel.web.schemas.shared import Strict, line


def _within(**kwargs: object) -> fields.String:
    return fields.String(allow_none=True, validate=validate.Length(min=1, max=35), **kwargs)  # type: ignore[arg-type]


class UnitIn(Strict):
    """A unit to be added; within none it is at the top."""

    code = line(35, required=True)
    name = line(120, required=True)
    within = _within(load_default=None)


class UnitMoveIn(Strict):
    """The unit to put it within, none for the top."""

    within = _within(required=True)


class UnitOut(Schema):
    """A unit; ``depth`` is 0 at the top, ``people`` counts the users in it who are not disabled."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    within = fields.String(required=True, allow_none=True)
    depth = fields.Integer(required=True)
    people = fields.Integer(required=True)
    retired_at = fields.String(required=True, allow_none=True)


class UnitsOut(Schema):
    """Units, each after the one that it lies within."""

    items = fields.List(fields.Nested(UnitOut), required=True)
