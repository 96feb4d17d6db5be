"""Answers put in words: what is not looked into holds nothing to put in words, and every reader has his own."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import pytest
from apiflask import Schema
from marshmallow import Schema as AnySchema
from marshmallow import fields

from graphintel import i18n
from graphintel.web import schemas
from graphintel.web.words import PLAIN, put_in_words, word

# By these ``put_in_words`` knows what it has to do.
TOLD = {"subtitle", "property", "reason"}


def shapes() -> Iterator[type[Schema]]:
    """The shapes of all answers."""
    for module in iter_modules(schemas.__path__):
        for name, value in vars(import_module(f"{schemas.__name__}.{module.name}")).items():
            if isinstance(value, type) and issubclass(value, Schema) and name.endswith("Out"):
                yield value


def within(field: object) -> Iterator[str]:
    """The names of all fields inside of a field."""
    if isinstance(field, AnySchema):
        for name, inner in field.fields.items():
            yield name
            yield from within(inner)
    elif isinstance(field, fields.Nested):
        yield from within(field.schema)
    elif isinstance(field, fields.List):
        yield from within(field.inner)


SHAPES = {shape.__name__: shape for shape in shapes()}


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_not_looked_into_holds_nothing_to_be_put_in_words(shape: str) -> None:
    for name, field in SHAPES[shape]().fields.items():
        if name in PLAIN:
            assert TOLD.isdisjoint(within(field)), name


def test_nodes_are_found_at_any_depth_and_links_stay_as_they_are() -> None:
    link = {"type": "DIRECTS", "source": "a", "target": "b", "records": ["r"]}
    data = {"items": [{"link": dict(link), "node": {"kind": "Person", "subtitle": "EE"}}], "links": [dict(link)]}

    put_in_words(data)

    assert data == {"items": [{"link": link, "node": {"kind": "Person", "subtitle": "Estonia"}}], "links": [link]}


def test_each_reader_is_told_a_country_in_his_language() -> None:
    told = []
    for language in ("en", "fr", "en"):
        with i18n.speaking(language):
            told.append(word("nationality", "DE"))

    assert told == ["Germany", "Allemagne", "Germany"]
