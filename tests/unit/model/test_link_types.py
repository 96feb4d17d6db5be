"""The registry of link types."""

from __future__ import annotations

import re

import pytest

from graphintel.model.link_types import LINK_TYPES, PATH_TYPES, POSSIBLY_SAME, LinkType, link_type


@pytest.mark.parametrize("entry", LINK_TYPES.values(), ids=list(LINK_TYPES))
def test_a_link_type_is_a_verb_with_a_label_from_either_end(entry: LinkType) -> None:
    assert LINK_TYPES[entry.name] is entry
    assert re.fullmatch(r"[A-Z]+(_[A-Z]+)*", entry.name)
    assert entry.label
    assert entry.inverse


def test_a_link_without_direction_reads_the_same_from_both_ends() -> None:
    assert all(entry.label == entry.inverse for entry in LINK_TYPES.values() if not entry.directed)


def test_paths_run_through_no_route_no_law_and_no_lead() -> None:
    assert set(LINK_TYPES) - set(PATH_TYPES) == {"ROUTED_VIA", "UNDER"}
    assert POSSIBLY_SAME not in LINK_TYPES


def test_an_unknown_type_is_answered_with_those_there_are() -> None:
    assert link_type("OWNS") is LINK_TYPES["OWNS"]
    with pytest.raises(ValueError, match=r"There is no link type 'KNOWS'\. The types are ARRIVED_ON"):
        link_type("KNOWS")
