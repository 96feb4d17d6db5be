import random

import pytest

from graphintel.analysis.statistics import EXACT_UP_TO, SAMPLED, statistics
from graphintel.model.subgraph import Subgraph
from tests.unit.exchange.documents import link, node


def graph(ids: str | list[str], pairs: list[tuple[str, str]]) -> Subgraph:
    links = tuple(link(f"l{at}", one, other) for at, (one, other) in enumerate(pairs))
    return Subgraph(tuple(node(id_) for id_ in ids), links, len(ids))


DRAWN = graph("ABCDEF", [("A", "B"), ("B", "C"), ("B", "D"), ("B", "E"), ("C", "E"), ("D", "E")])


def test_components_are_counted_with_those_that_have_no_link() -> None:
    assert statistics(DRAWN).components == (5, 1)


def test_who_stands_between_the_others_comes_first() -> None:
    found = statistics(DRAWN)

    assert found.places[0].id == "B"
    # B lies on all 3 paths from A and on half of the 1 between C and D: 3.5 of 10 pairs among the other five.
    assert found.places[0].betweenness == pytest.approx(0.35)
    assert found.sampled is None


def test_the_degree_counts_parallel_links_and_density_does_not() -> None:
    found = statistics(graph("AB", [("A", "B"), ("A", "B"), ("B", "A")]))

    assert {place.id: place.degree for place in found.places} == {"A": 3, "B": 3}
    assert found.density == 1.0


def test_two_dense_groups_with_one_bridge_are_two_communities() -> None:
    left, right = "ABCD", "EFGH"
    pairs = [(x, y) for group in (left, right) for x in group for y in group if x < y]

    found = statistics(graph([*left, *right], [*pairs, ("D", "E")]))

    assert sorted(found.communities) == [tuple(left), tuple(right)]
    assert {place.community for place in found.places if place.id in left} != {
        place.community for place in found.places if place.id in right
    }


def test_nothing_has_no_figures_and_does_not_fail() -> None:
    found = statistics(Subgraph((), (), 0))

    assert (found.entities, found.components, found.density, found.communities) == (0, (), 0.0, ())


def test_a_large_network_is_sampled_says_so_and_gives_the_same_twice() -> None:
    ids = [str(at) for at in range(EXACT_UP_TO + 100)]
    chance = random.Random(7)
    large = graph(ids, [(chance.choice(ids), chance.choice(ids)) for _ in range(2_000)])

    first, second = statistics(large), statistics(large)

    assert first.sampled == SAMPLED
    assert first.as_dict() == second.as_dict()
    assert first.as_dict()["betweenness_sampled_from"] == SAMPLED


def test_the_order_of_the_input_does_not_matter() -> None:
    turned = Subgraph(DRAWN.nodes[::-1], DRAWN.links[::-1], DRAWN.total)

    assert statistics(turned) == statistics(DRAWN)
