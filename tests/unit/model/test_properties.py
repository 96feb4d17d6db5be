"""The registry of properties: types, schemes and facets fit each other."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import get_args

import pytest

from graphintel.model.kinds import KINDS
from graphintel.model.properties import PROPERTIES, Property, PropertyType

VOCABULARIES = Path(__file__).parents[3] / "seed" / "vocabularies"


@pytest.mark.parametrize("entry", PROPERTIES.values(), ids=list(PROPERTIES))
def test_a_property_is_complete(entry: Property) -> None:
    assert PROPERTIES[entry.name] is entry
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", entry.name)
    assert entry.label[0].isupper()
    assert entry.type in get_args(PropertyType)
    assert (entry.scheme is not None) == (entry.type == "term")


def test_a_facet_feeds_the_filter_of_its_own_type() -> None:
    assert all(entry.facet == entry.type for entry in PROPERTIES.values() if entry.facet)


def test_every_property_belongs_to_a_kind() -> None:
    assert set(PROPERTIES) == {name for kind in KINDS.values() for name in kind.properties}


def test_the_schemes_of_terms_have_a_vocabulary() -> None:
    with (VOCABULARIES / "schemes.csv").open(encoding="utf-8", newline="") as file:
        schemes = {row["scheme"] for row in csv.DictReader(file)}

    assert {entry.scheme for entry in PROPERTIES.values() if entry.scheme} <= schemes
