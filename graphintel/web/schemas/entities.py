"""An entity in full, its records, links and timeline."""

from __future__ import annotations

from apiflask import Schema
from marshmallow import EXCLUDE, fields, validate

from graphintel.model.kinds import KINDS
from graphintel.model.link_types import LINK_TYPES
from graphintel.queries.neighbourhood import MOST, ORDERS
from graphintel.web.schemas.shared import (
    LINK_NAMES,
    LONGEST_LINE,
    LONGEST_TEXT,
    EvidenceOut,
    LinkOut,
    MarkingOut,
    NodeOut,
    PageIn,
    Strict,
    choice,
    date_text,
    grade_text,
    identity,
    line,
    marking_text,
    page_size,
)

MOST_VALUES = 50


class EntityIn(Strict):
    """As of when the entity is wanted; without a time as it is now."""

    at = fields.String(
        load_default=None,
        validate=validate.Regexp(
            r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z)?$",
            error="A time is written 2026-03-14 or 2026-03-14T09:30:00Z.",
        ),
    )


class LinksIn(PageIn):
    """Which links are wanted, and in which order."""

    type = fields.List(choice(*LINK_TYPES), load_default=list, validate=validate.Length(max=len(LINK_TYPES)))
    direction = choice("out", "in", load_default=None)
    kind = choice(*KINDS, load_default=None)
    order = choice(*ORDERS, load_default="date")


class NeighbourhoodIn(Strict):
    """How far to look, how much to bring, through which links."""

    depth = fields.Integer(load_default=1, validate=validate.Range(min=1, max=2))
    limit = page_size(most=MOST)
    type = fields.List(choice(*LINK_TYPES), load_default=list, validate=validate.Length(max=len(LINK_TYPES)))
    order = choice(*ORDERS, load_default="date")


class TimelineIn(Strict):
    """How many moments at most."""

    limit = page_size(most=2_000, usual=500)


class IdentifierIn(Strict):
    """An identifier as it was seen."""

    scheme = line(40, required=True)
    value = line(300, required=True)
    country = fields.String(load_default="", validate=validate.Regexp("^([A-Z]{2})?$", error="Two capital letters."))


class NewEntityIn(Strict):
    """An entity entered by hand: what is known, from whom, how good that is, who may see it, and why it may be kept."""

    kind = choice(*KINDS, required=True)
    name = line(300, required=True)
    values = fields.Dict(
        keys=fields.String(validate=validate.Length(min=1, max=40)),
        values=fields.List(line(LONGEST_TEXT), validate=validate.Length(max=MOST_VALUES)),
        load_default=dict,
        validate=validate.Length(max=MOST_VALUES),
    )
    identifiers = fields.List(fields.Nested(IdentifierIn), load_default=list, validate=validate.Length(max=MOST_VALUES))
    source = line(required=True)
    grade = grade_text(required=True)
    marking = marking_text(required=True)
    legal_basis = line(required=True)


class NewLinkIn(Strict):
    """A link entered by hand between two entities."""

    type = choice(*LINK_TYPES, required=True)
    role = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=80))
    source = identity(required=True)
    target = identity(required=True)
    valid_from = date_text(load_default=None, allow_none=True, data_key="from")
    valid_to = date_text(load_default=None, allow_none=True, data_key="to")
    source_name = line(LONGEST_LINE, required=True)
    grade = grade_text(required=True)
    marking = marking_text(required=True)
    legal_basis = line(required=True)


class OnceIn(Schema):
    """A text of the sender's own for what he enters: with the same content it is entered once, however often sent."""

    class Meta:
        """Marshmallow's settings: a request has other headers too."""

        unknown = EXCLUDE

    once = line(200, load_default=None, data_key="Idempotency-Key")


class ValueOut(Schema):
    """A value of a property with its newest sources and how many there are."""

    property = fields.String(required=True)
    value = fields.String(required=True)
    text = fields.String(required=True)
    note = fields.String(required=True, allow_none=True)
    differs = fields.Boolean(required=True)
    sources = fields.List(fields.Nested(EvidenceOut), required=True)
    source_count = fields.Integer(required=True)


class IdentifierOut(Schema):
    """An identifier, what its check found, and with how many others it is shared."""

    id = fields.String(required=True)
    scheme = fields.String(required=True)
    as_seen = fields.String(required=True)
    normalised = fields.String(required=True)
    valid = fields.Boolean(required=True, allow_none=True)
    why = fields.String(required=True)
    country = fields.String(required=True, allow_none=True)
    corrections = fields.List(fields.String(), required=True)
    shared_with = fields.Integer(required=True)
    sources = fields.List(fields.Nested(EvidenceOut), required=True)
    source_count = fields.Integer(required=True)


class SubjectOut(Schema):
    """A subject that is this entity, and who spoke of it first."""

    id = fields.String(required=True)
    source = fields.String(required=True)


class EntityOut(NodeOut):
    """An entity in full."""

    values = fields.List(fields.Nested(ValueOut), required=True)
    identifiers = fields.List(fields.Nested(IdentifierOut), required=True)
    subjects = fields.List(fields.Nested(SubjectOut), required=True)
    merged_from = fields.List(fields.String(), required=True)
    record_count = fields.Integer(required=True)
    asked_id = fields.String(required=True)


class RecordOut(Schema):
    """A record: one edition of a piece of evidence, with what arrived as it arrived."""

    id = fields.String(required=True)
    source = fields.String(required=True)
    key = fields.String(required=True)
    kind = fields.String(required=True)
    edition = fields.Integer(required=True)
    live = fields.Boolean(required=True)
    retracted_at = fields.String(required=True, allow_none=True)
    recorded_at = fields.String(required=True)
    observed_at = fields.String(required=True, allow_none=True)
    grade = fields.String(required=True)
    marking = fields.Nested(MarkingOut, required=True)
    legal_basis = fields.String(required=True)
    batch = fields.String(required=True, allow_none=True)
    payload = fields.Raw(required=True, allow_none=True)


class RecordsOut(Schema):
    """A page of records, newest first."""

    items = fields.List(fields.Nested(RecordOut), required=True)
    next_cursor = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True)


class LinkedOut(Schema):
    """A link and who is at its other end."""

    link = fields.Nested(LinkOut, required=True)
    node = fields.Nested(NodeOut, required=True)


class LinksOut(Schema):
    """A page of links."""

    items = fields.List(fields.Nested(LinkedOut), required=True)
    next_cursor = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True)


class LinkCountOut(Schema):
    """How many links of a type lead in one direction to entities of a kind."""

    type = choice(*LINK_NAMES, required=True)
    direction = choice("out", "in", required=True)
    kind = choice(*KINDS, required=True)
    count = fields.Integer(required=True)


class LinkCountsOut(Schema):
    """The links of an entity, counted."""

    total = fields.Integer(required=True)
    types = fields.List(fields.Nested(LinkCountOut), required=True)


class MomentOut(Schema):
    """Something that happened around an entity."""

    date = fields.String(required=True)
    precision = choice("year", "month", "day", "time", "period", required=True)
    what = choice("record", "link", "event", required=True)
    text = fields.String(required=True)
    link = fields.Nested(LinkOut, required=True, allow_none=True)
    node = fields.Nested(NodeOut, required=True, allow_none=True)
    grade = fields.String(required=True, allow_none=True)
    marking = fields.Nested(MarkingOut, required=True)


class TimelineOut(Schema):
    """What happened around an entity, newest first; what has no date is counted."""

    items = fields.List(fields.Nested(MomentOut), required=True)
    undated = fields.Integer(required=True)
    total = fields.Integer(required=True)
