"""Delegations: duties that somebody handed to a colleague until a day."""

from __future__ import annotations

from apiflask import Schema
from marshmallow import fields, validate

from graphintel.services.delegations import LONGEST_REASON
from graphintel.web.schemas.shared import Strict, line


class DelegationIn(Strict):
    """To whom one's duties go, to the end of which day, and why."""

    taker = line(64, required=True)
    until = fields.String(required=True, validate=validate.Length(min=10, max=10), metadata={"example": "2026-03-14"})
    reason = line(LONGEST_REASON, required=True)


class DelegationOut(Schema):
    """Duties handed over; ``until`` is their last day."""

    id = fields.String(required=True)
    giver = fields.String(required=True)
    taker = fields.String(required=True)
    role = fields.String(required=True)
    at = fields.String(required=True)
    until = fields.String(required=True)
    reason = fields.String(required=True)
    lasts = fields.Boolean(required=True)
    ended_at = fields.String(required=True, allow_none=True)
    ended_by = fields.String(required=True, allow_none=True)


class OwnDelegationsOut(Schema):
    """The delegations that one gave and took, newest first."""

    given = fields.List(fields.Nested(DelegationOut), required=True)
    taken = fields.List(fields.Nested(DelegationOut), required=True)


class DelegationsOut(Schema):
    """The delegations that a user gave or took, newest first."""

    items = fields.List(fields.Nested(DelegationOut), required=True)
