"""The registry of kinds holds together: every entry can be shown, coloured and described."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphintel.model.kinds import KINDS, PERSON, Kind, kind
from graphintel.model.marking import REGISTERS
from graphintel.model.values.schemes import SCHEMES

STATIC = Path(__file__).parents[3] / "graphintel" / "web" / "static"
# What Cytoscape draws.
SHAPES = {
    "ellipse", "rectangle", "round-rectangle", "round-hexagon", "round-octagon", "round-pentagon", "round-diamond",
    "polygon",
}  # fmt: skip


@pytest.mark.parametrize("entry", KINDS.values(), ids=list(KINDS))
def test_a_kind_is_complete(entry: Kind) -> None:
    assert re.fullmatch(r"([A-Z][a-z]+)+", entry.name)
    assert entry.label[0].isupper()
    assert entry.plural[0].isupper()
    assert entry.register in REGISTERS
    assert entry.family.shape in SHAPES
    assert set(entry.subtitle) <= set(entry.properties)
    assert len(set(entry.properties)) == len(entry.properties)


def test_the_name_is_the_key() -> None:
    assert {name: entry.name for name, entry in KINDS.items()} == {name: name for name in KINDS}


def test_labels_tell_kinds_apart() -> None:
    assert len({entry.label for entry in KINDS.values()}) == len(KINDS)
    assert len({entry.plural for entry in KINDS.values()}) == len(KINDS)


def test_no_kind_is_named_like_a_label_that_several_share() -> None:
    shared = {label for entry in KINDS.values() for label in entry.labels}

    assert shared == {"Conveyance", "Event"}
    assert not shared & set(KINDS)


def test_families_have_their_colours_in_the_design() -> None:
    tokens = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")

    for entry in KINDS.values():
        assert f"--k-{entry.family.name}:" in tokens


def test_icons_are_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol[^>]* id="(?:i-)?([^"]+)"', (STATIC / "icons" / "sprite.svg").read_text("utf-8")))
    wanted = {entry.icon for entry in KINDS.values()} | {icon for e in KINDS.values() for _, icon in e.subkinds}

    assert wanted <= drawn


def test_every_scheme_of_identifiers_is_a_subkind_that_has_an_icon() -> None:
    assert {scheme.subkind for scheme in SCHEMES.values()} <= dict(KINDS["Identifier"].subkinds).keys()


def test_a_tinted_kind_of_a_solid_family_is_not_solid() -> None:
    assert KINDS["Seizure"].solid
    assert not KINDS["Examination"].solid


def test_a_property_that_is_not_registered_stops_the_start() -> None:
    with pytest.raises(ValueError, match="The kind Ghost names the properties ectoplasm"):
        Kind("Ghost", "Ghost", "Ghosts", PERSON, "ghost", "suspects", ("ectoplasm", "remarks"))


def test_an_unknown_kind_is_answered_with_those_there_are() -> None:
    assert kind("Person") is KINDS["Person"]
    with pytest.raises(ValueError, match=r"There is no kind 'person'\. The kinds are Person, Business"):
        kind("person")
