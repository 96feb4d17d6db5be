"""Why somebody sees a record or does not."""

from __future__ import annotations

from apiflask import Schema
from marshmallow import fields

from graphintel.services.why import VERDICTS
from graphintel.web.schemas.shared import Strict, choice, identity, line


class ExplanationIn(Strict):
    """Which user, and which record."""

    user = line(64, required=True)
    record = identity(required=True)


class ConditionOut(Schema):
    """A condition: whether it holds, none where it decides nothing here."""

    what = fields.String(required=True)
    holds = fields.Boolean(required=True, allow_none=True)
    told = fields.String(required=True)


class ExplanationOut(Schema):
    """Seen, seen among what was said before, or hidden, and every condition for it."""

    user = fields.String(required=True)
    display_name = fields.String(required=True)
    record = fields.String(required=True)
    verdict = choice(*VERDICTS, required=True)
    lines = fields.List(fields.Nested(ConditionOut), required=True)
