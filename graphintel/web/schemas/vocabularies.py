"""Controlled vocabularies."""

from __future__ import annotations

from apiflask import Schema
from marshmallow import fields


class SchemeOut(Schema):
    """A vocabulary at its latest version."""

    scheme = fields.String(required=True)
    version = fields.String(required=True)
    terms = fields.Integer(required=True)


class SchemesOut(Schema):
    """The vocabularies that there are."""

    items = fields.List(fields.Nested(SchemeOut), required=True)


class TermOut(Schema):
    """A term; no modes means that it fits every mode of transport."""

    code = fields.String(required=True)
    label = fields.String(required=True)
    labels = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    valid_from = fields.String(required=True, allow_none=True)
    valid_to = fields.String(required=True, allow_none=True)
    modes = fields.List(fields.String(), required=True)
    parent = fields.String(required=True, allow_none=True)


class VocabularyOut(Schema):
    """A vocabulary with its terms in their order."""

    scheme = fields.String(required=True)
    version = fields.String(required=True)
    terms = fields.List(fields.Nested(TermOut), required=True)
