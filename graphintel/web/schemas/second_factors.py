"""One's own second factor."""

from __future__ import annotations

from apiflask import Schema
from marshmallow import fields, validate

from graphintel.web.schemas.shared import Strict
from graphintel.web.schemas.sign_in import LONGEST_CODE


class CodeIn(Strict):
    """The code that the application shows."""

    code = fields.String(required=True, validate=validate.Length(min=1, max=LONGEST_CODE))


class NewSecretIn(Strict):
    """Nothing: a secret is invented, never given."""


class SecondFactorOut(Schema):
    """Whether a second factor is set up, since when, and whether the role must have one."""

    set_up = fields.Boolean(required=True)
    since = fields.String(required=True, allow_none=True)
    recovery_codes_left = fields.Integer(required=True)
    required = fields.Boolean(required=True)


class NewSecretOut(Schema):
    """A secret for an application for codes, as text and as the address that it opens; told until a code proves it."""

    secret = fields.String(required=True)
    link = fields.String(required=True)


class RecoveryCodesOut(Schema):
    """Recovery codes, told this once; each works once."""

    recovery_codes = fields.List(fields.String(), required=True)
