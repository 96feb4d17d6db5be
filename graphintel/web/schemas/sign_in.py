"""Signing in and out, and who one is."""

from __future__ import annotations

from apiflask import Schema
from marshmallow import fields, validate

from graphintel.model.marking import REGISTERS, Level
from graphintel.security.actor import Role
from graphintel.security.passwords import LONGEST
from graphintel.services.purposes import LONGEST_BASIS
from graphintel.web.schemas.shared import Strict, choice

LONGEST_CODE = 40


class SignInIn(Strict):
    """A user name and its password, the code of the second factor where there is one, and why one signs in."""

    username = fields.String(required=True, validate=validate.Length(min=1, max=64))
    password = fields.String(required=True, validate=validate.Length(min=1, max=LONGEST))
    code = fields.String(load_default="", validate=validate.Length(max=LONGEST_CODE))
    purpose = fields.String(load_default="", validate=validate.Length(max=64))
    legal_basis = fields.String(load_default="", validate=validate.Length(max=LONGEST_BASIS))


class PurposeIn(Strict):
    """Why one asks from now on; empty for no purpose."""

    purpose = fields.String(required=True, validate=validate.Length(max=64))
    legal_basis = fields.String(load_default="", validate=validate.Length(max=LONGEST_BASIS))


class PurposeOut(Schema):
    """A purpose that may be chosen."""

    code = fields.String(required=True)
    label = fields.String(required=True)


class PurposesOut(Schema):
    """The purposes that may be chosen, in their order."""

    items = fields.List(fields.Nested(PurposeOut), required=True)


class ProofIn(Strict):
    """The password, again."""

    password = fields.String(required=True, validate=validate.Length(min=1, max=LONGEST))


class ClearanceOut(Schema):
    """What somebody may see."""

    registers = fields.List(choice(*REGISTERS), required=True)
    level = choice(*Level.__members__, required=True)
    groups = fields.List(fields.String(), required=True)


class CallerOut(Schema):
    """Who asks; the CSRF token is empty for a token's bearer, who needs none."""

    username = fields.String(required=True)
    display_name = fields.String(required=True)
    role = choice(*Role, required=True)
    clearance = fields.Nested(ClearanceOut, required=True)
    emergency_until = fields.String(required=True, allow_none=True)
    may = fields.List(fields.String(), required=True)
    purpose = fields.String(required=True)
    legal_basis = fields.String(required=True)
    csrf_token = fields.String(required=True)
    language = fields.String(required=True)
