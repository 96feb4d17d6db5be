"""Fields and shapes that several blueprints share."""

from __future__ import annotations

import re
from typing import Any

from apiflask import Schema
from marshmallow import RAISE, ValidationError, fields, validate

from graphintel.model.kinds import KINDS
from graphintel.model.link_types import LINK_TYPES, POSSIBLY_SAME
from graphintel.model.marking import REGISTERS, Level
from graphintel.model.values.dates import PartialDate

LONGEST_LINE = 500
LONGEST_TEXT = 8_000
LONGEST_CURSOR = 2_000
PAGE, LARGEST_PAGE = 50, 200
UUID = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
ISO_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
LINK_NAMES = (*LINK_TYPES, POSSIBLY_SAME)


class Strict(Schema):
    """What is taken: a field that nobody knows is refused, not ignored."""

    class Meta:
        """Marshmallow's settings."""

        unknown = RAISE


def identity(**kwargs: Any) -> fields.String:  # noqa: ANN401 - handed on to marshmallow as it is
    """The id of something stored."""
    return fields.String(validate=validate.Regexp(f"^{UUID}$", error="This is not an id."), **kwargs)


def line(longest: int = LONGEST_LINE, **kwargs: Any) -> fields.String:  # noqa: ANN401
    """Text of a bounded length that is not blank."""
    error = "This is blank, or holds a control character."
    # One expression for both, since a description takes no more than one.
    form = validate.Regexp(r"^(?=[\s\S]*\S)[^\x00-\x08\x0b-\x1f\x7f]*$", error=error)
    checks = [validate.Length(min=1, max=longest), form]
    return fields.String(validate=checks, **kwargs)


def choice(*values: str, **kwargs: Any) -> fields.String:  # noqa: ANN401
    """One of some words."""
    return fields.String(validate=validate.OneOf(values), **kwargs)


def date_text(**kwargs: Any) -> fields.String:  # noqa: ANN401
    """A date as precisely as it is known: 1984, 1984-03 or 1984-03-14."""
    error = "A date is written 1984, 1984-03 or 1984-03-14."
    return fields.String(validate=[validate.Regexp(f"^{ISO_DATE}$", error=error), _in_the_calendar], **kwargs)


def _in_the_calendar(text: str) -> None:
    """Refuses a thirteenth month: compared as text it would find something, and nobody would know what."""
    if re.fullmatch(ISO_DATE, text):
        try:
            PartialDate.parse(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error


def marking_text(**kwargs: Any) -> fields.String:  # noqa: ANN401
    """A marking: register/level, then its groups."""
    return fields.String(
        validate=validate.Length(min=1, max=400), metadata={"example": "suspects/confidential/op-harbour"}, **kwargs
    )


def grade_text(**kwargs: Any) -> fields.String:  # noqa: ANN401
    """Reliability of the source and credibility of what it says."""
    return fields.String(
        validate=validate.Regexp("^[A-F][1-6]$", error="A grade is a letter A-F and a digit 1-6, for example B2."),
        metadata={"example": "B2"},
        **kwargs,
    )


def page_size(most: int = LARGEST_PAGE, usual: int = PAGE) -> fields.Integer:
    """How many at most to answer with."""
    return fields.Integer(load_default=usual, validate=validate.Range(min=1, max=most))


def cursor() -> fields.String:
    """Where the answer before left off."""
    return fields.String(load_default=None, validate=validate.Length(min=1, max=LONGEST_CURSOR))


class PageIn(Strict):
    """Which part of a long answer is wanted."""

    limit = page_size()
    cursor = cursor()


class MarkingOut(Schema):
    """A marking, or the highest of several."""

    text = fields.String(required=True)
    level = choice(*Level.__members__, required=True)
    registers = fields.List(choice(*REGISTERS), required=True)
    groups = fields.List(fields.String(), required=True)


class NodeOut(Schema):
    """An entity at one glance."""

    id = fields.String(required=True)
    kind = choice(*KINDS, required=True)
    subkind = fields.String(required=True, allow_none=True)
    caption = fields.String(required=True)
    subtitle = fields.String(required=True)
    names = fields.List(fields.String(), required=True)
    registers = fields.List(choice(*REGISTERS), required=True)
    marking = fields.Nested(MarkingOut, required=True)
    grade = fields.String(required=True, allow_none=True)
    degree = fields.Integer(required=True)
    first_seen = fields.String(required=True, allow_none=True)
    last_seen = fields.String(required=True, allow_none=True)
    countries = fields.List(fields.String(), required=True)
    flags = fields.List(fields.String(), required=True)


class LinkOut(Schema):
    """A link between two entities."""

    id = fields.String(required=True)
    type = choice(*LINK_NAMES, required=True)
    role = fields.String(required=True, allow_none=True)
    source = fields.String(required=True)
    target = fields.String(required=True)
    marking = fields.Nested(MarkingOut, required=True)
    grade = fields.String(required=True, allow_none=True)
    strength = choice("confirmed", "probable", "tentative", required=True)
    valid_from = fields.String(required=True, allow_none=True, data_key="from")
    valid_to = fields.String(required=True, allow_none=True, data_key="to")
    count = fields.Integer(required=True)
    records = fields.List(fields.String(), required=True)


class SubgraphOut(Schema):
    """Entities and the links among them; ``shown`` of ``total`` says whether a limit left some out."""

    nodes = fields.List(fields.Nested(NodeOut), required=True)
    links = fields.List(fields.Nested(LinkOut), required=True)
    shown = fields.Integer(required=True)
    total = fields.Integer(required=True)
    truncated = fields.Boolean(required=True)


class EvidenceOut(Schema):
    """What one record says, and how good it is."""

    record = fields.String(required=True)
    said = fields.String(required=True)
    source = fields.String(required=True)
    observed_at = fields.String(required=True, allow_none=True)
    recorded_at = fields.String(required=True)
    grade = fields.String(required=True, allow_none=True)
    marking = fields.Nested(MarkingOut, required=True)
    legal_basis = fields.String(required=True)


class ProblemOut(Schema):
    """One thing that is wrong with an input."""

    field = fields.String(required=True)
    line = fields.Integer(required=True, allow_none=True)
    message = fields.String(required=True)
    remedy = fields.String(required=True, allow_none=True)


class ProblemDetails(Schema):
    """An error, after RFC 9457."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    code = fields.String(required=True)
    problems = fields.List(fields.Nested(ProblemOut), required=True)
    reference = fields.String(required=True)
