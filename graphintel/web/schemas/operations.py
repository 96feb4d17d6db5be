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


class QueryOut(Schema):
    """A named query: how often it was asked and how long it took, in milliseconds; nothing of what was asked."""

    query = fields.String(required=True)
    count = fields.Integer(required=True)
    total = fields.Float(required=True)
    median = fields.Float(required=True)
    percentile_95 = fields.Float(required=True)
    slowest = fields.Float(required=True)
    slowest_at = fields.String(required=True)


class QueriesOut(Schema):
    """The named queries that were asked since the start or the last reset, the most expensive in all first."""

    items = fields.List(fields.Nested(QueryOut), required=True)


class InstallationOut(Schema):
    """The installation: the worst state of its parts, and each of them."""

    at = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(CONDITIONS))
    parts = fields.List(fields.Nested(PartOut), required=True)
