"""Users: who there is, what his role is, and what he may see."""

from __future__ import annotations

from apiflask import Schema
from marshmallow import fields, validate

from graphintel.model.marking import REGISTERS, Level
from graphintel.security.actor import Role
from graphintel.security.passwords import LONGEST
from graphintel.web.schemas.shared import Strict, choice, line
from graphintel.web.schemas.sign_in import ClearanceOut

DAY = r"^\d{4}-\d{2}-\d{2}$"
MOST_GROUPS = 200


def day(**kwargs: object) -> fields.String:
    """A day of the calendar."""
    form = validate.Regexp(DAY, error="A day is written 2026-03-14.")
    return fields.String(allow_none=True, validate=form, metadata={"example": "2026-03-14"}, **kwargs)  # type: ignore[arg-type]


def code(**kwargs: object) -> fields.String:
    """The code of a unit."""
    return fields.String(allow_none=True, validate=validate.Length(min=1, max=35), **kwargs)  # type: ignore[arg-type]


def groups(**kwargs: object) -> fields.List[str]:
    """Need-to-know groups."""
    each = fields.String(validate=validate.Length(min=1, max=40))
    return fields.List(each, validate=validate.Length(max=MOST_GROUPS), **kwargs)  # type: ignore[arg-type]


class UsersIn(Strict):
    """Which users: those with all of the words in user name, name, role or unit."""

    search = fields.String(load_default="", validate=validate.Length(max=200))


class UserIn(Strict):
    """A user to be added; without a password one is invented, and the answer has it this once."""

    username = line(64, required=True)
    display_name = fields.String(load_default="", validate=validate.Length(max=120))
    role = choice(*Role, required=True)
    registers = fields.List(choice(*REGISTERS), load_default=list, validate=validate.Length(max=len(REGISTERS)))
    level = choice(*Level.__members__, load_default="unclassified")
    groups = groups(load_default=list)
    unit = code(load_default=None)
    valid_from = day(load_default=None)
    valid_until = day(load_default=None)
    password = fields.String(load_default=None, validate=validate.Length(min=1, max=LONGEST))


class UserChangeIn(Strict):
    """What of a user is to be changed, and the version that was read; what is not named stays."""

    version = fields.Integer(required=True, validate=validate.Range(min=1, max=2**53))
    display_name = fields.String(validate=validate.Length(max=120))
    role = choice(*Role)
    registers = fields.List(choice(*REGISTERS), validate=validate.Length(max=len(REGISTERS)))
    level = choice(*Level.__members__)
    groups = groups()
    unit = code()
    valid_from = day()
    valid_until = day()


class DisabledIn(Strict):
    """Whether the user is to be disabled."""

    disabled = fields.Boolean(required=True)


class InventedPasswordIn(Strict):
    """Nothing: a password is invented, never given."""


class UserOut(Schema):
    """A user. The clearance is the granted one; of it counts what lies in the registers that his role reads."""

    id = fields.String(required=True)
    username = fields.String(required=True)
    display_name = fields.String(required=True)
    role = fields.String(required=True)
    clearance = fields.Nested(ClearanceOut, required=True)
    unit = fields.String(required=True, allow_none=True)
    valid_from = fields.String(required=True, allow_none=True)
    valid_until = fields.String(required=True, allow_none=True)
    disabled = fields.Boolean(required=True)
    second_factor = fields.Boolean(required=True)
    version = fields.Integer(required=True)
    created_at = fields.String(required=True)
    last_seen = fields.String(required=True, allow_none=True)


class AddedUserOut(UserOut):
    """A user just added; the password is there where it was invented, and is told this once."""

    password = fields.String(required=True, allow_none=True)


class UsersOut(Schema):
    """Users by name."""

    items = fields.List(fields.Nested(UserOut), required=True)


class InventedPasswordOut(Schema):
    """The new password, told this once."""

    password = fields.String(required=True)
