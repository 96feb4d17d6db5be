"""API tokens."""

from __future__ import annotations

from apiflask import Schema
from marshmallow import fields, validate

from graphintel.security.policy import Verb
from graphintel.services.purposes import LONGEST_BASIS
from graphintel.services.tokens import LONGEST_LIFE, LONGEST_NAME, USUAL_LIFE
from graphintel.web.schemas.shared import Strict, choice, line


class TokenIn(Strict):
    """A token to be made: for how long, what it is for, and why it is used."""

    name = line(LONGEST_NAME, required=True)
    days = fields.Integer(strict=True, load_default=USUAL_LIFE, validate=validate.Range(min=1, max=LONGEST_LIFE))
    scope = fields.List(choice(*Verb), required=True, validate=validate.Length(min=1, max=len(Verb)))
    purpose = fields.String(load_default="", validate=validate.Length(max=64))
    legal_basis = fields.String(load_default="", validate=validate.Length(max=LONGEST_BASIS))


class TokenOut(Schema):
    """What can be told of a token after it was given out; ``scope`` is empty for one made before there were any."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    owner = fields.String(required=True)
    created_at = fields.String(required=True)
    expires_at = fields.String(required=True, allow_none=True)
    revoked_at = fields.String(required=True, allow_none=True)
    scope = fields.List(fields.String(), required=True)
    purpose = fields.String(required=True)
    last_used = fields.String(required=True, allow_none=True)


class TokensOut(Schema):
    """One's own tokens, newest first."""

    items = fields.List(fields.Nested(TokenOut), required=True)


class CreatedTokenOut(Schema):
    """A token just made: the only time that its text is known."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    owner = fields.String(required=True)
    token = fields.String(required=True)
    expires_at = fields.String(required=True)
    scope = fields.List(fields.String(), required=True)
