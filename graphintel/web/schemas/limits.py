"""Who has to wait before the next attempt to sign in."""

from __future__ import annotations

from apiflask import Schema
from marshmallow import fields, validate

from graphintel.security.limits import WAITS
from graphintel.web.schemas.shared import Strict, choice

LONGEST_KEY = 200


class WaitIn(Strict):
    """Which wait to lift."""

    limit = choice(*WAITS, required=True)
    key = fields.String(required=True, validate=validate.Length(min=1, max=LONGEST_KEY))


class WaitOut(Schema):
    """A wait: for whom and where, after how many failures, and for how many seconds still."""

    limit = choice(*WAITS, required=True)
    key = fields.String(required=True)
    user = fields.String(required=True, allow_none=True)
    address = fields.String(required=True, allow_none=True)
    failures = fields.Integer(required=True)
    seconds = fields.Integer(required=True)


class WaitsOut(Schema):
    """Who waits, latest failure first."""

    items = fields.List(fields.Nested(WaitOut), required=True)
