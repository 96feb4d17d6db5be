"""One's own account."""

from __future__ import annotations

from apiflask import Schema
from marshmallow import fields, validate

from graphintel.security.passwords import LONGEST
from graphintel.web.schemas.shared import Strict


class PasswordIn(Strict):
    """The password that one has, and the one to have."""

    current = fields.String(required=True, validate=validate.Length(min=1, max=LONGEST))
    new = fields.String(required=True, validate=validate.Length(min=1, max=LONGEST))


class SessionOut(Schema):
    """Where one is signed in; ``here`` is the session that asks."""

    id = fields.String(required=True)
    created_at = fields.String(required=True)
    last_seen = fields.String(required=True)
    expires_at = fields.String(required=True)
    address = fields.String(required=True)
    agent = fields.String(required=True)
    here = fields.Boolean(required=True)


class SessionsOut(Schema):
    """Where one is signed in, latest used first."""

    items = fields.List(fields.Nested(SessionOut), required=True)
