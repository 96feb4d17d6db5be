"""Searching and suggesting."""

from __future__ import annotations

from apiflask import Schema
from marshmallow import fields, validate

from graphintel.model.kinds import KINDS
from graphintel.model.marking import REGISTERS
from graphintel.web.schemas.shared import LONGEST_LINE, NodeOut, Strict, choice, cursor, date_text, page_size

MOST_FILTERS = 40
LARGEST_SUGGESTION = 20


class SearchIn(Strict):
    """What was typed, and what to search among; a filter can be given several times."""

    q = fields.String(load_default="", validate=validate.Length(max=LONGEST_LINE))
    kind = fields.List(choice(*KINDS), load_default=list, validate=validate.Length(max=MOST_FILTERS))
    register = fields.List(choice(*REGISTERS), load_default=list, validate=validate.Length(max=len(REGISTERS)))
    country = fields.List(
        fields.String(
            validate=validate.Regexp("^[A-Z]{2}$", error="A country is two capital letters, for example EE.")
        ),
        load_default=list,
        validate=validate.Length(max=MOST_FILTERS),
    )
    first = date_text(load_default=None, data_key="from")
    last = date_text(load_default=None, data_key="to")
    limit = page_size(most=100, usual=20)
    cursor = cursor()


class SuggestIn(Strict):
    """What has been typed so far."""

    q = fields.String(required=True, validate=validate.Length(min=1, max=LONGEST_LINE))
    limit = page_size(most=LARGEST_SUGGESTION, usual=8)


class WhyOut(Schema):
    """What of a record answered the question."""

    field = choice("name", "identifier", "text", required=True)
    matched = fields.String(required=True)


class HitOut(Schema):
    """An entity that answers the question; why is null where nothing was typed."""

    node = fields.Nested(NodeOut, required=True)
    why = fields.Nested(WhyOut, required=True, allow_none=True)
    score = fields.Float(required=True)


class FacetsOut(Schema):
    """How many of all hits there are by kind, register and country."""

    kind = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    register = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    country = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)


class SearchOut(Schema):
    """A page of hits, best first."""

    items = fields.List(fields.Nested(HitOut), required=True)
    next_cursor = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True)
    total_is_exact = fields.Boolean(required=True)
    facets = fields.Nested(FacetsOut, required=True)


class GroupOut(Schema):
    """Hits of one sort."""

    group = choice("identifier", "name", "place", required=True)
    items = fields.List(fields.Nested(HitOut), required=True)


class SuggestOut(Schema):
    """Hits by sort, identifiers first."""

    groups = fields.List(fields.Nested(GroupOut), required=True)
