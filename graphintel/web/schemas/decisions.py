"""Decisions on identity."""

from __future__ import annotations

from apiflask import Schema
from marshmallow import fields, validate

from graphintel.model.leads import REASONS
from graphintel.web.schemas.shared import (
    LONGEST_TEXT,
    MarkingOut,
    NodeOut,
    Strict,
    choice,
    identity,
    line,
    marking_text,
)


class DecisionIn(Strict):
    """What is decided of which two subjects, why, and who may know: whoever sees both, unless a marking is given."""

    type = choice("same", "apart", required=True)
    subjects = fields.List(identity(), required=True, validate=validate.Length(equal=2))
    why = line(LONGEST_TEXT, required=True)
    marking = marking_text(load_default=None)


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


class GroundOut(Schema):
    """What says that two are the same, a strong identifier or a decision, and the rule by which it joins nobody."""

    what = choice("identifier", "decision", required=True)
    reason = choice(*REASONS, required=True)
    text = fields.String(required=True)
    scheme = fields.String(required=True, allow_none=True)
    number = fields.String(required=True, allow_none=True)
    identifier = fields.String(required=True, allow_none=True)
    decision = fields.String(required=True, allow_none=True)
    why = fields.String(required=True, allow_none=True)
    marking = fields.Nested(MarkingOut, required=True)


class LeadOut(Schema):
    """Two entities that are possibly the same; decidable where they are of one kind, so that people may say so."""

    source = fields.String(required=True)
    target = fields.String(required=True)
    nodes = fields.List(fields.Nested(NodeOut), required=True)
    marking = fields.Nested(MarkingOut, required=True)
    decidable = fields.Boolean(required=True)
    grounds = fields.List(fields.Nested(GroundOut), required=True)


class LeadsOut(Schema):
    """Leads, and how many there are in all."""

    items = fields.List(fields.Nested(LeadOut), required=True)
    total = fields.Integer(required=True)
