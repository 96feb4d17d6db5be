"""What loading files takes and gives."""

from __future__ import annotations

from apiflask import Schema
from apiflask.fields import File
from marshmallow import fields, validate

from graphintel.web.schemas.shared import Strict, grade_text, identity, line, marking_text


class BatchIn(Strict):
    """Files to be loaded, and under what. What is left out the mapping must say."""

    file = fields.List(
        File(),  # type: ignore[no-untyped-call]
        required=True,
        validate=validate.Length(min=1, max=20),
    )
    mapping = line(200, metadata={"description": "The name of a mapping that comes with the product."})
    mapping_file = File(  # type: ignore[no-untyped-call]
        metadata={"description": "A mapping of one's own, in YAML, instead."}
    )
    marking = marking_text()
    grade = grade_text()
    legal_basis = fields.String(load_default="", validate=validate.Length(max=500))
    observed_at = fields.String(load_default="", validate=validate.Length(max=40))
    dry_run = fields.Boolean(load_default=False)
    csrf_token = fields.String(load_default="", validate=validate.Length(max=200))


class BatchHeadOut(Schema):
    """A batch: who loads what under which marking, and how far it got."""

    id = identity()
    state = fields.String(
        validate=validate.OneOf(("running", "done", "cancelled", "failed", "interrupted")),
    )
    by = fields.String()
    unit = fields.String(allow_none=True)
    at = fields.String()
    ended_at = fields.String()
    message = fields.String()
    mapping = fields.String()
    mapping_digest = fields.String()
    source = fields.String()
    marking = fields.String()
    grade = fields.String()
    legal_basis = fields.String()
    files = fields.List(fields.String())
    digests = fields.List(fields.String())
    dry_run = fields.Boolean()
    lines = fields.Integer(metadata={"description": "Lines to be read: about as many as rows."})
    read = fields.Integer()
    accepted = fields.Integer(metadata={"description": "Records that are new or corrected."})
    corrected = fields.Integer(
        metadata={"description": "Of those, records that replace an earlier one of the same key."}
    )
    unchanged = fields.Integer()
    rejected = fields.Integer()
    links_made = fields.Integer()
    links_unresolved = fields.Integer()


class BatchOut(BatchHeadOut):
    """A batch with its report, for whoever loaded it, once it has ended."""

    report = fields.Raw(allow_none=True)


class BatchesOut(Schema):
    """The latest batches, newest first."""

    items = fields.List(fields.Nested(BatchHeadOut))


class MappingsOut(Schema):
    """The mappings that come with the product."""

    items = fields.List(fields.Raw())
