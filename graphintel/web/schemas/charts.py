"""Saved charts."""

from __future__ import annotations

from apiflask import Schema
from marshmallow import fields, validate

from graphintel.model.kinds import KINDS
from graphintel.model.marking import REGISTERS
from graphintel.web.schemas.graph import FARTHEST, ResolvedSubgraphOut
from graphintel.web.schemas.shared import LINK_NAMES, Strict, choice, identity, line, marking_text

# Fewer than a part of the graph may hold: what has parted by the time that a chart is opened comes on top.
MOST_NODES = 1_500
MOST_LINKS = 5_000
MOST_GROUPS = 200


def _place() -> fields.Float:
    return fields.Float(required=True, validate=validate.Range(min=-FARTHEST, max=FARTHEST))


def _few(*values: str) -> fields.List[str]:
    return fields.List(choice(*values), validate=validate.Length(max=len(values)))


class ChartNodeIn(Strict):
    """Where an entity lies on the chart."""

    id = identity(required=True)
    x = _place()
    y = _place()
    pinned = fields.Boolean(load_default=False)
    hidden = fields.Boolean(load_default=False)
    group = fields.String(validate=validate.Length(max=80), allow_none=True)


class ChartGroupIn(Strict):
    """A group of entities on the chart."""

    id = line(80, required=True)
    label = fields.String(load_default="", validate=validate.Length(max=200))


class ChartFiltersIn(Strict):
    """What is switched off, and what is the worst grade and the period still shown."""

    kinds = _few(*KINDS)
    types = _few(*LINK_NAMES)
    strengths = _few("confirmed", "probable", "tentative")
    registers = _few(*REGISTERS)
    reliability = fields.String(allow_none=True, validate=validate.OneOf(list("ABCDEF")))
    credibility = fields.String(allow_none=True, validate=validate.OneOf(list("123456")))
    first = fields.String(allow_none=True, data_key="from", validate=validate.Length(max=10))
    last = fields.String(allow_none=True, data_key="to", validate=validate.Length(max=10))


class ViewportIn(Strict):
    """What of the chart is in sight."""

    x = _place()
    y = _place()
    zoom = fields.Float(required=True, validate=validate.Range(min=0.001, max=1_000))


class ChartStateIn(Strict):
    """What is on the chart and how: ids and places, never what the entities are called."""

    nodes = fields.List(fields.Nested(ChartNodeIn), load_default=list, validate=validate.Length(max=MOST_NODES))
    hidden_links = fields.List(identity(), load_default=list, validate=validate.Length(max=MOST_LINKS))
    groups = fields.List(fields.Nested(ChartGroupIn), load_default=list, validate=validate.Length(max=MOST_GROUPS))
    filters = fields.Nested(ChartFiltersIn, load_default=dict)
    viewport = fields.Nested(ViewportIn, load_default=None, allow_none=True)


class ChartIn(Strict):
    """A chart to be saved; without a marking it gets the highest of what is on it."""

    name = line(200, required=True)
    marking = marking_text(load_default=None, allow_none=True)
    shared = fields.Boolean(load_default=False)
    state = fields.Nested(ChartStateIn, required=True)


class ChartChangeIn(ChartIn):
    """A changed chart, with the version that it was changed from."""

    version = fields.Integer(required=True, validate=validate.Range(min=1))


class ChartHeadOut(Schema):
    """A chart in a list."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    marking = fields.String(required=True)
    shared = fields.Boolean(required=True)
    owner = fields.String(required=True)
    owner_name = fields.String(required=True)
    version = fields.Integer(required=True)
    created_at = fields.String(required=True)
    updated_at = fields.String(required=True)


class ChartsOut(Schema):
    """One's own charts and shared ones, last changed first."""

    items = fields.List(fields.Nested(ChartHeadOut), required=True)


class ChartOut(ChartHeadOut):
    """A chart as it was saved."""

    state = fields.Dict(keys=fields.String(), values=fields.Raw(), required=True)


class OpenedChartOut(ChartOut):
    """A chart with the graph as it is now."""

    graph = fields.Nested(ResolvedSubgraphOut, required=True)
