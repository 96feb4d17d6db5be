"""Emergencies: declared by whoever needs to see more at once, reviewed by somebody else."""

from __future__ import annotations

from apiflask import Schema
from marshmallow import fields, validate

from graphintel.model.marking import REGISTERS, Level
from graphintel.services.emergencies import LONGEST_REASON, MOST_MINUTES, SHORTEST_REASON, VERDICTS
from graphintel.web.schemas.shared import Strict, choice, line

MOST_GROUPS = 50


class EmergencyIn(Strict):
    """What is needed, why, and for how many minutes."""

    reason = fields.String(required=True, validate=validate.Length(min=SHORTEST_REASON, max=LONGEST_REASON))
    registers = fields.List(choice(*REGISTERS), required=True, validate=validate.Length(min=1, max=len(REGISTERS)))
    level = choice(*Level.__members__, required=True)
    groups = fields.List(
        fields.String(validate=validate.Length(min=1, max=40)),
        load_default=list,
        validate=validate.Length(max=MOST_GROUPS),
    )
    minutes = fields.Integer(load_default=60, validate=validate.Range(min=1, max=MOST_MINUTES))


class ReviewIn(Strict):
    """Whether it was justified, and what that rests on."""

    verdict = choice(*VERDICTS, required=True)
    note = line(LONGEST_REASON, required=True)


class EmergencyOut(Schema):
    """An emergency; ``due`` once it has ended and nobody has reviewed it."""

    id = fields.String(required=True)
    by = fields.String(required=True)
    unit = fields.String(required=True, allow_none=True)
    at = fields.String(required=True)
    until = fields.String(required=True)
    reason = fields.String(required=True)
    registers = fields.List(choice(*REGISTERS), required=True)
    level = choice(*Level.__members__, required=True)
    groups = fields.List(fields.String(), required=True)
    lasts = fields.Boolean(required=True)
    due = fields.Boolean(required=True)
    ended_at = fields.String(required=True, allow_none=True)
    ended_by = fields.String(required=True, allow_none=True)
    reviewed_at = fields.String(required=True, allow_none=True)
    reviewed_by = fields.String(required=True, allow_none=True)
    verdict = choice(*VERDICTS, required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)


class OwnEmergenciesOut(Schema):
    """One's own emergencies, and the one that lasts."""

    items = fields.List(fields.Nested(EmergencyOut), required=True)
    lasting = fields.Nested(EmergencyOut, required=True, allow_none=True)


class EmergenciesOut(Schema):
    """The emergencies that one reviews, those that are due first, and how many are."""

    items = fields.List(fields.Nested(EmergencyOut), required=True)
    due = fields.Integer(required=True)
