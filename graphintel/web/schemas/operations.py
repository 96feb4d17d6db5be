"""How the installation is."""

from __future__ import annotations

from apiflask import Schema
from marshmallow import fields, validate

CONDITIONS = ("ok", "attention", "down")


class PartOut(Schema):
    """One part of the installation."""

    part = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(CONDITIONS))
    text = fields.String(required=True)
    figures = fields.Dict(
        keys=fields.String(), required=True, metadata={"description": "Numbers and times, by what they are of."}
    )


class InstallationOut(Schema):
    """The installation: the worst state of its parts, and each of them."""

    at = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(CONDITIONS))
    parts = fields.List(fields.Nested(PartOut), required=True)
