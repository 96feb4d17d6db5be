"""An entity in full: its values and records, its links a page at a time, its timeline, and it after a merge."""

from __future__ import annotations

from typing import Any

import pytest

from graphintel.errors import NotFound
from graphintel.queries.connections import Wanted, link_counts, links
from graphintel.queries.entities import nodes
from graphintel.queries.evidence import entity, records
from graphintel.queries.neighbourhood import ORDERS, Order, neighbourhood
from graphintel.queries.subgraph import subgraph
from graphintel.queries.timeline import timeline
from tests.networks import Network

SECRET = "suspects/secret"


def test_every_value_names_the_records_that_say_so(network: Network) -> None:
    id_ = network.party("vesk", "Ilmar Vesk", grade="B2", values={"birth_date": ("1984-03-14",)})
    network.party("vesk", "Ilmar Vesk", grade="D4", values={"birth_date": ("1985",)})

    shown = entity(network.store, network.all(), id_).as_dict()

    dates = [(v["value"], v["differs"], v["source_count"]) for v in shown["values"] if v["property"] == "birth_date"]
    assert dates == [("1984-03-14", False, 1), ("1985", True, 1)]
    name = next(v for v in shown["values"] if v["property"] == "name")
    assert [source["record"] for source in name["sources"]] == network.records
    assert shown["record_count"] == 2


def test_a_hidden_record_gives_neither_value_nor_count_nor_marking(network: Network) -> None:
    id_ = network.party("vesk", "Ilmar Vesk")
    network.party("vesk", "The Skipper", marking=SECRET, values={"occupation": ("smuggler",)})

    shown = entity(network.store, network.low(), id_).as_dict()
    page = records(network.store, network.low(), id_)

    assert "smuggler" not in str(shown)
    assert "Skipper" not in str(shown)
    assert shown["marking"]["text"] == "suspects/restricted"
    assert (shown["record_count"], page.total, len(page.items)) == (1, 1, 1)


def test_a_number_says_how_many_others_bear_it_among_those_seen(network: Network) -> None:
    phone = (("phone", "+372 5555 0199"),)
    id_ = network.party("a", "Kalvik Shipping", kind="Business", numbers=phone)
    network.party("b", "Brent Trade", kind="Business", numbers=phone)
    network.party("c", "Hidden Trade", kind="Business", numbers=phone, marking=SECRET)

    assert entity(network.store, network.low(), id_).identifiers[0].shared_with == 1
    assert entity(network.store, network.all(), id_).identifiers[0].shared_with == 2


def test_records_come_newest_first_a_page_at_a_time(network: Network) -> None:
    id_ = network.id("vesk")
    for _ in range(5):
        network.party("vesk", "Ilmar Vesk")

    seen: list[str] = []
    after: list[Any] | None = None
    while after is not None or not seen:
        page = records(network.store, network.all(), id_, limit=2, after=after)
        seen += [item["id"] for item in page.items]
        after = page.next_position

    assert seen == list(reversed(network.records))


def test_an_old_record_of_a_subject_that_is_hidden_now_does_not_tell_of_a_merge(network: Network) -> None:
    visible = network.party("one", "Ilmar Vesk")
    network.party("other", "I. Wesk", key="other-record")
    network.party("other", "I. Wesk", key="other-record", marking=SECRET)
    network.same("one", "other", marking=SECRET)

    page = records(network.store, network.low(), visible)

    assert [item["payload"] for item in page.items] == [None]
    assert "other-record" not in {item["key"] for item in page.items}
    assert "other-record" in {item["key"] for item in records(network.store, network.all(), visible).items}
    assert nodes(network.store, network.low(), [network.id("other")]) == {}


def test_both_ids_lead_to_a_merged_entity_and_what_it_was(network: Network) -> None:
    first = network.party("one", "Ilmar Vesk")
    second = network.party("other", "Илмар Веск")
    network.same("one", "other")

    shown = entity(network.store, network.all(), second).as_dict()

    assert (shown["id"], shown["asked_id"], shown["merged_from"]) == (first, second, [second])
    assert set(shown["names"]) == {"Ilmar Vesk", "Илмар Веск"}


def test_a_link_that_a_merge_turns_into_a_loop_is_hidden(network: Network) -> None:
    first = network.party("one", "Ilmar Vesk")
    network.party("other", "Илмар Веск")
    network.link("one", "other")
    network.same("one", "other")

    assert neighbourhood(network.store, network.all(), first).links == ()
    assert nodes(network.store, network.all(), [first])[first].degree == 0


@pytest.fixture
def star(network: Network) -> Network:
    """A hub with three spokes of different date, grade and degree."""
    network.party("hub", "Blue Marlin", kind="Vessel")
    for key, grade, since in (("a", "A1", "2023"), ("b", "C3", "2025-06"), ("c", "F6", "2024-02")):
        network.party(key, key.upper())
        network.link(key, "hub", type_="OPERATES", grade=grade, valid_from=since)
    network.party("d", "D")
    network.link("c", "d")
    network.link("hub", "d", type_="ROUTED_VIA", marking=SECRET)
    return network


@pytest.mark.parametrize(("order", "expected"), [("date", "BCA"), ("grade", "ABC"), ("degree", "CAB")])
def test_links_come_in_the_order_asked_for(star: Network, order: Order, expected: str) -> None:
    page = links(star.store, star.low(), star.id("hub"), order=order)
    shown = neighbourhood(star.store, star.low(), star.id("hub"), order=order)

    captions = "".join(node.caption for _link, node in page.items)
    # Those of equal degree come in the order of ids.
    assert sorted(captions[1:]) == sorted(expected[1:])
    assert captions[0] == expected[0]
    assert shown.nodes[1].caption == expected[0]


def test_links_are_paged_without_gap_in_every_order(star: Network) -> None:
    for order in ORDERS:
        seen: list[str] = []
        after: list[Any] | None = None
        while after is not None or not seen:
            page = links(star.store, star.all(), star.id("hub"), order=order, limit=1, after=after)
            seen += [link.id for link, _node in page.items]
            after = page.next_position
            assert page.total == 4
        assert len(seen) == len(set(seen)) == 4


def test_what_would_come_is_counted_by_type_direction_and_kind(star: Network) -> None:
    counts = {(c.type, c.direction, c.kind): c.count for c in link_counts(star.store, star.all(), star.id("hub"))}

    assert counts == {("OPERATES", "in", "Person"): 3, ("ROUTED_VIA", "out", "Person"): 1}
    assert links(star.store, star.all(), star.id("hub"), Wanted(direction="out")).total == 1


def test_a_neighbourhood_says_what_it_left_out(star: Network) -> None:
    shown = neighbourhood(star.store, star.low(), star.id("hub"), limit=2)

    assert (shown.shown, shown.total, shown.truncated) == (3, 4, True)
    assert len(shown.links) == 2
    assert neighbourhood(star.store, star.all(), star.id("hub"), types=("ROUTED_VIA",)).total == 2


def test_two_links_wide_come_the_nearest_first(star: Network) -> None:
    shown = neighbourhood(star.store, star.low(), star.id("hub"), depth=2, limit=4)

    assert [node.caption for node in shown.nodes][-1] == "D"
    assert shown.total == 5
    assert len(shown.links) == 4


def test_a_chart_shows_the_links_among_its_entities_alone(star: Network) -> None:
    found = subgraph(star.store, star.low(), [star.id("hub"), star.id("a"), star.id("d"), "unknown"])

    assert [(link.source, link.target) for link in found.graph.links] == [(star.id("a"), star.id("hub"))]
    assert found.missing == ("unknown",)


def test_a_timeline_shows_dated_links_and_records_newest_first(star: Network) -> None:
    shown = timeline(star.store, star.low(), star.id("hub"))

    assert [(m.date, m.precision, m.what) for m in shown.items] == [
        ("2025-06", "month", "link"),
        ("2025-03", "month", "record"),
        ("2024-02", "month", "link"),
        ("2023", "year", "link"),
    ]
    assert (shown.total, shown.undated) == (4, 0)
    assert shown.items[0].node is not None
    assert shown.items[0].node.degree == 1


def test_what_is_hidden_and_what_is_not_there_read_the_same(network: Network) -> None:
    hidden = network.party("vesk", "Ilmar Vesk", marking=SECRET)

    said: set[str] = set()
    for id_ in (hidden, "00000000-0000-5000-8000-000000000000"):
        for ask in (entity, records, links, link_counts, timeline, neighbourhood):
            with pytest.raises(NotFound) as refusal:
                ask(network.store, network.low(), id_)
            said.add(refusal.value.message)

    assert said == {"There is no such entity."}
