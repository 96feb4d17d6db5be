"""Paths: the k shortest, simple, through visible links alone, each with its weakest grade."""

from __future__ import annotations

import pytest

from graphintel.errors import Invalid, NotFound
from graphintel.queries.paths import Paths, paths
from tests.networks import Network


def ways(network: Network, found: Paths) -> list[str]:
    """The keys along each path."""
    keys = {network.id(key): key for key in "abcdefghij"}
    return ["".join(keys[id_] for id_ in path.nodes) for path in found.paths]


@pytest.fixture
def diamond(network: Network) -> Network:
    """a-b-d and a-c-d; a-e-f-d is longer; a-d through a secret h is shorter still."""
    for key in "abcdefh":
        network.party(key, key.upper(), marking="suspects/secret" if key == "h" else "suspects/restricted")
    for one, other, grade in (("a", "b", "A1"), ("b", "d", "C3"), ("a", "c", "B2"), ("c", "d", "B2")):
        network.link(one, other, grade=grade)
    for one, other in (("a", "e"), ("e", "f"), ("f", "d")):
        network.link(other, one)
    return network


def test_shorter_ways_come_first_and_better_graded_before_worse(diamond: Network) -> None:
    found = paths(diamond.store, diamond.all(), diamond.id("a"), diamond.id("d"), k=5)

    assert ways(diamond, found) == ["acd", "abd", "aefd"]
    assert [path.weakest for path in found.paths] == ["B2", "C3", "B2"]
    assert [path.length for path in found.paths] == [2, 2, 3]
    assert not found.more


def test_there_may_be_more_than_were_asked_for(diamond: Network) -> None:
    assert paths(diamond.store, diamond.all(), diamond.id("a"), diamond.id("d"), k=2).more
    assert not paths(diamond.store, diamond.all(), diamond.id("a"), diamond.id("d"), k=4).more


def test_ways_longer_than_asked_for_are_left_out(diamond: Network) -> None:
    found = paths(diamond.store, diamond.all(), diamond.id("a"), diamond.id("d"), max_hops=2, k=5)

    assert ways(diamond, found) == ["acd", "abd"]
    assert paths(diamond.store, diamond.all(), diamond.id("a"), diamond.id("d"), max_hops=1).paths == ()


def test_no_way_runs_through_what_is_hidden(diamond: Network) -> None:
    diamond.link("a", "h")
    diamond.link("h", "d")
    diamond.link("a", "d", marking="suspects/secret")

    full = paths(diamond.store, diamond.all(), diamond.id("a"), diamond.id("d"), k=5)
    low = paths(diamond.store, diamond.low(), diamond.id("a"), diamond.id("d"), k=5)

    assert ways(diamond, full)[0] == "ad"
    assert "ahd" in ways(diamond, full)
    assert ways(diamond, low) == ["acd", "abd", "aefd"]


def test_parallel_links_are_one_way_that_names_the_best_and_shows_all(diamond: Network) -> None:
    diamond.link("a", "c", type_="COMMUNICATED_WITH", grade="A1")

    found = paths(diamond.store, diamond.all(), diamond.id("a"), diamond.id("c"), k=1)

    by_id = {link.id: link for link in found.links}
    assert ways(diamond, found) == ["ac"]
    assert by_id[found.paths[0].links[0]].type == "COMMUNICATED_WITH"
    assert {link.type for link in found.links} == {"COMMUNICATED_WITH", "RELATED_TO"}


def test_a_port_joins_nobody_unless_an_analyst_says_so(network: Network) -> None:
    for key in "ab":
        network.party(key, key.upper(), kind="Consignment")
    network.party("c", "Port", kind="Location")
    network.link("a", "c", type_="ROUTED_VIA")
    network.link("b", "c", type_="ROUTED_VIA")

    usual = paths(network.store, network.all(), network.id("a"), network.id("b"))
    asked = paths(network.store, network.all(), network.id("a"), network.id("b"), link_types=("ROUTED_VIA",))

    assert usual.paths == ()
    assert "ROUTED_VIA" not in usual.link_types
    assert ways(network, asked) == ["acb"]


def test_what_is_hidden_or_unknown_is_not_found_as_an_end(diamond: Network) -> None:
    for target in (diamond.id("h"), "no such id"):
        with pytest.raises(NotFound):
            paths(diamond.store, diamond.low(), diamond.id("a"), target)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"max_hops": 9}, "max_hops"), ({"k": 0}, "k"), ({"k": 11}, "k"), ({"link_types": ("KNOWS",)}, "link_types")],
)
def test_an_impossible_question_names_its_field(network: Network, wrong: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        paths(network.store, network.all(), "x", "y", **wrong)  # type: ignore[arg-type]

    assert [problem.field for problem in refusal.value.problems] == [field]
    assert all(problem.remedy for problem in refusal.value.problems)


def test_an_entity_has_no_path_to_itself(diamond: Network) -> None:
    diamond.same("a", "b")

    with pytest.raises(Invalid, match="same entity"):
        paths(diamond.store, diamond.all(), diamond.id("a"), diamond.id("b"))
