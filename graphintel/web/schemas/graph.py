"""Paths, parts of the graph, their figures and their files."""

from __future__ import annotations

from apiflask import Schema
from marshmallow import fields, validate

from graphintel.model.kinds import KINDS
from graphintel.model.link_types import LINK_TYPES
from graphintel.queries.neighbourhood import MOST
from graphintel.queries.paths import MAX_HOPS
from graphintel.queries.paths import MOST as MOST_PATHS
from graphintel.web.schemas.shared import (
    UUID,
    LinkOut,
    NodeOut,
    Strict,
    SubgraphOut,
    choice,
    identity,
)

# Far beyond any screen, and short enough that it stays a number.
FARTHEST = 10_000_000.0


def _entities() -> fields.List[str]:
    return fields.List(identity(), required=True, validate=validate.Length(min=1, max=MOST))


class PathsIn(Strict):
    """Between which two, how long at most, how many, and through which types of links; none: the usual ones."""

    source = identity(required=True)
    target = identity(required=True)
    max_hops = fields.Integer(load_default=MAX_HOPS, validate=validate.Range(min=1, max=MAX_HOPS))
    k = fields.Integer(load_default=3, validate=validate.Range(min=1, max=MOST_PATHS))
    link_types = fields.List(choice(*LINK_TYPES), load_default=list, validate=validate.Length(max=len(LINK_TYPES)))


class SubgraphIn(Strict):
    """Ids of entities; any id ever given out will do."""

    entities = _entities()


class ExportIn(Strict):
    """What to write into the file, where the chart shows it, and what the file is called."""

    entities = _entities()
    positions = fields.Dict(
        keys=fields.String(validate=validate.Regexp(f"^{UUID}$", error="This is not an id.")),
        values=fields.List(
            fields.Float(validate=validate.Range(min=-FARTHEST, max=FARTHEST)), validate=validate.Length(equal=2)
        ),
        load_default=dict,
        validate=validate.Length(max=MOST),
    )
    title = fields.String(load_default="", validate=validate.Length(max=200))


class PathOut(Schema):
    """One path: ids of entities and links along it, and its weakest grade."""

    nodes = fields.List(fields.String(), required=True)
    links = fields.List(fields.String(), required=True)
    length = fields.Integer(required=True)
    weakest = fields.String(required=True)


class PathsOut(Schema):
    """Paths, shortest first; more says that there may be others."""

    paths = fields.List(fields.Nested(PathOut), required=True)
    nodes = fields.List(fields.Nested(NodeOut), required=True)
    links = fields.List(fields.Nested(LinkOut), required=True)
    link_types = fields.List(choice(*LINK_TYPES), required=True)
    found = fields.Integer(required=True)
    more = fields.Boolean(required=True)


class ResolvedSubgraphOut(SubgraphOut):
    """Entities and links, with what each id that was asked for is known by now."""

    resolved = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    missing = fields.List(fields.String(), required=True)


class PlaceOut(Schema):
    """The place of an entity in its network."""

    id = fields.String(required=True)
    degree = fields.Integer(required=True)
    betweenness = fields.Float(required=True)
    community = fields.Integer(required=True)


class CommunityOut(Schema):
    """A group that is linked more within than to the outside."""

    id = fields.Integer(required=True)
    size = fields.Integer(required=True)
    members = fields.List(fields.String(), required=True)


class StatisticsOut(Schema):
    """Figures of a network; betweenness is exact unless it says from how many entities it was sampled."""

    entities = fields.Integer(required=True)
    links = fields.Integer(required=True)
    components = fields.Integer(required=True)
    component_sizes = fields.List(fields.Integer(), required=True)
    density = fields.Float(required=True)
    betweenness_sampled_from = fields.Integer(required=True, allow_none=True)
    nodes = fields.List(fields.Nested(PlaceOut), required=True)
    communities = fields.List(fields.Nested(CommunityOut), required=True)


class LinkTypeOut(Schema):
    """A type of link: how it reads from either end, and whether paths usually run through it."""

    type = choice(*LINK_TYPES, required=True)
    label = fields.String(required=True)
    inverse = fields.String(required=True)
    paths = fields.Boolean(required=True)
    directed = fields.Boolean(required=True)


class LinkTypesOut(Schema):
    """The types of links."""

    items = fields.List(fields.Nested(LinkTypeOut), required=True)


class SubkindOut(Schema):
    """A finer sort of a kind."""

    subkind = fields.String(required=True)
    label = fields.String(required=True)
    icon = fields.String(required=True)


class KindOut(Schema):
    """A kind of entity: what it is called, how it looks, and what can be said of it."""

    kind = choice(*KINDS, required=True)
    label = fields.String(required=True)
    plural = fields.String(required=True)
    icon = fields.String(required=True)
    shape = fields.String(required=True)
    family = fields.String(required=True)
    solid = fields.Boolean(required=True)
    register = fields.String(required=True)
    properties = fields.List(fields.String(), required=True)
    subkinds = fields.List(fields.Nested(SubkindOut), required=True)


class KindsOut(Schema):
    """The registry of kinds."""

    items = fields.List(fields.Nested(KindOut), required=True)
