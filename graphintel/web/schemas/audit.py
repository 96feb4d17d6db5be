"""The audit trail."""

from __future__ import annotations

from apiflask import Schema
from marshmallow import fields, validate

from graphintel.web.schemas.shared import Strict, cursor, page_size

LONGEST_PERIOD = 366


def _word(longest: int = 100) -> fields.String:
    return fields.String(load_default="", validate=validate.Length(max=longest))


def _day() -> fields.String:
    form = validate.Regexp(r"^(\d{4}-\d{2}-\d{2})?$", error="A day is written 2026-03-14.")
    return fields.String(load_default="", validate=form)


class EntriesIn(Strict):
    """Which entries are wanted: of a user by his name, of an action, on an object by its id, within days."""

    user = _word()
    action = _word()
    object = _word()
    purpose = _word()
    since = _day()
    until = _day()
    limit = page_size()
    cursor = cursor()


class PeriodIn(Strict):
    """From which day to which; the last one counts."""

    since = _day()
    until = _day()


class UnusualIn(Strict):
    """How many days back."""

    days = fields.Integer(load_default=30, validate=validate.Range(min=1, max=LONGEST_PERIOD))


class WhoOut(Schema):
    """A user as the trail names him; nobody and the installation have no name and no role."""

    id = fields.String(required=True)
    username = fields.String(required=True)
    name = fields.String(required=True)
    role = fields.String(required=True)


class EntryOut(Schema):
    """An entry: who did what, on which objects, why and from where. It holds no name or value of what is stored."""

    id = fields.String(required=True)
    sequence = fields.Integer(required=True, allow_none=True, metadata={"description": "Its number, once sealed."})
    at = fields.String(required=True)
    by = fields.Nested(WhoOut, required=True)
    action = fields.String(required=True)
    objects = fields.List(fields.String(), required=True)
    objects_in_all = fields.Integer(required=True)
    detail = fields.Dict(keys=fields.String(), required=True)
    origin = fields.String(required=True)
    purpose = fields.String(required=True)
    legal_basis = fields.String(required=True)
    address = fields.String(required=True)
    acting_for = fields.Nested(WhoOut, required=True, allow_none=True)
    emergency = fields.String(required=True, metadata={"description": "The id of the emergency that let him see it."})
    text = fields.String(required=True, allow_none=True, metadata={"description": "What was typed."})
    text_erased = fields.Boolean(required=True)


class EntriesOut(Schema):
    """A page of entries, newest first; ``known_as`` are the ids of the entity that was asked for."""

    items = fields.List(fields.Nested(EntryOut), required=True)
    next_cursor = fields.String(required=True, allow_none=True)
    known_as = fields.List(fields.String(), required=True)


class DayOut(Schema):
    """A day: how often what was done."""

    day = fields.String(required=True)
    total = fields.Integer(required=True)
    actions = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)


class UserDeedsOut(Schema):
    """What a user did."""

    user = fields.Nested(WhoOut, required=True)
    total = fields.Integer(required=True)
    actions = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    days = fields.List(fields.Nested(DayOut), required=True)


class FlagOut(Schema):
    """Something to look into, and the figures or the entry that it rests on."""

    by = fields.Nested(WhoOut, required=True)
    what = fields.String(required=True)
    day = fields.String(required=True)
    count = fields.Integer(required=True)
    usual = fields.Float(required=True)
    usual_of_role = fields.Float(required=True)
    other = fields.Nested(WhoOut, required=True, allow_none=True)
    object = fields.String(required=True)
    days = fields.Integer(required=True)
    entry = fields.String(required=True)
    reason = fields.String(required=True)


class UnusualOut(Schema):
    """All that should be looked into; ``texts_cut`` where more was typed than was looked through."""

    items = fields.List(fields.Nested(FlagOut), required=True)
    since = fields.String(required=True)
    texts_read = fields.Integer(required=True)
    texts_cut = fields.Boolean(required=True)


class StateOut(Schema):
    """Whether the trail is sealed and listed, and what the last check found."""

    sealed = fields.Integer(required=True)
    seals = fields.Integer(required=True)
    sealed_at = fields.String(required=True, allow_none=True)
    waiting = fields.Integer(required=True)
    listed = fields.Integer(required=True)
    segments = fields.Integer(required=True)
    damaged = fields.List(fields.String(), required=True)
    checked_at = fields.String(required=True, allow_none=True)
    found = fields.Integer(required=True, allow_none=True)
    texts_since = fields.String(required=True, allow_none=True)
