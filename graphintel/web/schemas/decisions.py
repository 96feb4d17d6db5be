"""Decisions on identity."""

from __future__ import annotations

from apiflask import Schema
from marshmallow import fields, validate

from graphintel.web.schemas.shared import LONGEST_TEXT, NodeOut, Strict, choice, identity, line, marking_text


class DecisionIn(Strict):
    """What is decided of which two subjects, why, and who may know."""

    type = choice("same", "apart", required=True)
    subjects = fields.List(identity(), required=True, validate=validate.Length(equal=2))
    why = line(LONGEST_TEXT, required=True)
    marking = marking_text(required=True)


class DecisionEndIn(Strict):
    """Why the decision ends."""

    why = line(LONGEST_TEXT, required=True)


class DecisionsIn(Strict):
    """On which entity."""

    entity = identity(required=True)


class DecisionOut(Schema):
    """A decision, whether it has an effect, and the entities of its subjects as they are now."""

    id = fields.String(required=True)
    type = choice("same", "apart", required=True)
    subjects = fields.List(fields.String(), required=True)
    effective = fields.Boolean(required=True)
    by = fields.String(required=True)
    at = fields.String(required=True)
    why = fields.String(required=True)
    marking = fields.String(required=True)
    ended_at = fields.String(required=True, allow_none=True)
    ended_by = fields.String(required=True, allow_none=True)
    entity = fields.Nested(NodeOut, required=True, allow_none=True)
    entities = fields.List(fields.Nested(NodeOut), required=True)


class DecisionsOut(Schema):
    """Decisions, newest first, ended ones too."""

    items = fields.List(fields.Nested(DecisionOut), required=True)
