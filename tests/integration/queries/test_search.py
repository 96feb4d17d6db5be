"""Search: found by any script, identifier or word, by nobody who may not see the record, whatever is typed."""

from __future__ import annotations

from typing import Any

import pytest

from graphintel.queries.search import Filters, Results, search, suggest
from graphintel.queries.visibility import View
from tests.networks import Network

HOSTILE = (
    "-", "*", "?", '"', '""', "\\", 'a"b', "AND", "OR NOT", "names:", "(((", "[a TO b]", "{", "~", "^9", "/a/", "+",
    "!", "'; MATCH (n) DETACH DELETE n //", "\u202e\u0000x", "<script>alert(1)</script>", "x" * 5_000, "a " * 5_000,
    "ſ" * 300, "*:*", "names:* OR *:*", "👩‍👩‍👧", "\ud800",
)  # fmt: skip


def found(results: Results) -> list[str]:
    return [hit.node.caption for hit in results.items]


def why(results: Results) -> list[Any]:
    return [(hit.why.field, hit.why.matched) for hit in results.items if hit.why]


@pytest.mark.parametrize("typed", ["ilmar vesk", "VESK ILMAR", "Илмар", "ves", "Илмар Веск", "vésk"])
def test_a_name_is_found_in_any_script_order_and_part(network: Network, typed: str) -> None:
    network.party("vesk", "Ilmar Vesk", "Илмар Веск")
    network.party("olin", "Marta Olin")

    assert found(search(network.store, network.all(), typed)) == ["Ilmar Vesk"]


@pytest.mark.parametrize("typed", ["贸易", "上海贸易公司", "حسن", "Müller", "Mueller", "muller"])
def test_names_without_spaces_or_with_marks_are_found(network: Network, typed: str) -> None:
    network.party("a", "上海贸易公司", kind="Business")
    network.party("b", "حسن العلي")
    network.party("c", "Jörg Müller")

    assert search(network.store, network.all(), typed).total == 1


@pytest.mark.parametrize("typed", ["9074729", "IMO 9074729", "imo9074729", "907472"])
def test_an_identifier_is_found_however_it_is_written(network: Network, typed: str) -> None:
    network.party("ship", "Blue Marlin", kind="Vessel", numbers=(("imo", "IMO 9074729"),))

    results = search(network.store, network.all(), typed)

    assert "Blue Marlin" in found(results)
    assert ("identifier", "IMO 9074729") in why(results)


def test_an_exact_identifier_comes_before_a_name_and_a_whole_name_before_its_beginning(network: Network) -> None:
    network.party("a", "K1234567 Trading", kind="Business")
    network.party("b", "Ilmar Vesk", numbers=(("passport", "K1234567"),))
    network.party("c", "Veskimets")
    network.party("d", "Vesk")

    by_number = search(network.store, network.all(), "K1234567", Filters(kinds=("Person", "Business")))
    by_name = search(network.store, network.all(), "vesk")

    assert found(by_number) == ["Ilmar Vesk", "K1234567 Trading"]
    assert found(by_name)[:2] == ["Vesk", "Ilmar Vesk"]
    assert found(by_name)[-1] == "Veskimets"


def test_an_identifier_that_is_meant_comes_first_and_any_other_last(network: Network) -> None:
    network.party("a", "Bo", numbers=(("passport", "K1234567"),))
    network.party("b", "Ilmar Veskimets", numbers=(("email", "vesk@sea.example"),))

    meant = search(network.store, network.all(), "K1234567")
    begun = suggest(network.store, network.all(), "K1234567")
    named = search(network.store, network.all(), "vesk")

    assert found(meant) == ["K1234567", "Bo"]
    assert [hit.node.caption for hit in begun["identifier"]] == ["K1234567", "Bo"]
    assert found(named) == ["Ilmar Veskimets", "vesk@sea.example"]


def test_text_of_a_record_is_found_and_said_to_be_text(network: Network) -> None:
    network.party("vesk", "Ilmar Vesk", values={"description": ("Meets at the fish market",)})

    results = search(network.store, network.all(), "fish market")

    assert why(results) == [("text", "Meets at the fish market")]


def test_a_misspelt_name_is_found_where_nothing_else_is(network: Network) -> None:
    network.party("vesk", "Ilmar Veskimets")

    assert found(search(network.store, network.all(), "ilmer veskimats")) == ["Ilmar Veskimets"]


def test_what_only_a_hidden_record_says_finds_nothing(network: Network) -> None:
    network.party("vesk", "Ilmar Vesk")
    network.party("vesk", "The Skipper", marking="suspects/secret", numbers=(("passport", "K1234567"),))

    for typed in ("skipper", "K1234567"):
        assert search(network.store, network.low(), typed).total == 0
    assert search(network.store, network.all(), "skipper").total == 1
    assert search(network.store, network.low(), "vesk").items[0].node.names == ("Ilmar Vesk",)


def test_facets_and_total_count_only_what_is_seen(network: Network) -> None:
    network.party("a", "Marlin One", values={"nationality": ("EE",)})
    network.party("a", "Marlin One", values={"nationality": ("RU",)}, marking="suspects/secret")
    network.party("b", "Marlin Two", kind="Business", values={"country": ("LV",)}, marking="seizures/restricted")
    network.party("c", "Marlin Three", marking="suspects/secret")

    low = search(network.store, network.low(), "marlin")
    full = search(network.store, network.all(), "marlin")

    assert (low.total, low.facets) == (
        2,
        {
            "kind": {"Business": 1, "Person": 1},
            "register": {"seizures": 1, "suspects": 1},
            "country": {"EE": 1, "LV": 1},
        },
    )
    assert (full.total, full.facets["country"]) == (3, {"EE": 1, "LV": 1, "RU": 1})


def test_filters_look_at_the_whole_entity_as_it_is_seen(network: Network) -> None:
    network.party("a", "Marlin One", observed="2024-05")
    network.party("a", "Nobody", observed="2025-07-01", values={"nationality": ("EE",)})
    network.party("a", "Nothing", values={"nationality": ("RU",)}, marking="suspects/secret")

    def total(view: View, wanted: Filters) -> int:
        return search(network.store, view, "marlin", wanted).total

    assert total(network.low(), Filters(countries=("EE",))) == 1
    assert total(network.low(), Filters(countries=("RU",))) == 0
    assert total(network.all(), Filters(countries=("RU",))) == 1
    assert total(network.low(), Filters(kinds=("Vessel",))) == 0
    assert total(network.low(), Filters(registers=("seizures",))) == 0
    assert total(network.low(), Filters(first="2025-07", last="2025-07")) == 1
    assert total(network.low(), Filters(first="2024-06", last="2025-02")) == 0


def test_pages_follow_each_other_without_gap_or_repetition(network: Network) -> None:
    for number in range(7):
        network.party(f"p{number}", f"Marlin {'x' * (number % 3)}{number}")

    pages: list[list[str]] = []
    after: list[Any] | None = None
    while after is not None or not pages:
        results = search(network.store, network.all(), "marlin", limit=3, after=after)
        pages.append([hit.node.id for hit in results.items])
        assert results.total == 7
        after = results.next_position

    assert [len(page) for page in pages] == [3, 3, 1]
    assert len({id_ for page in pages for id_ in page}) == 7


def test_where_a_page_ends_tells_nothing_of_what_is_hidden(network: Network) -> None:
    hidden = network.party("first", "Marlin", marking="suspects/secret")
    network.party("second", "Marlin")
    network.party("third", "Marlin")
    network.same("first", "second", marking="suspects/secret")

    results = search(network.store, network.low(), "marlin", limit=1)

    assert hidden not in str(results.next_position)
    assert results.total == 2


def test_suggestions_are_grouped_by_what_they_are(network: Network) -> None:
    network.party("ship", "Blue Marlin", kind="Vessel", numbers=(("imo", "IMO 9074729"),))
    network.party("port", "Marlinport", kind="Location")

    named = suggest(network.store, network.all(), "marl")
    numbered = suggest(network.store, network.all(), "9074")

    assert {group: [hit.node.caption for hit in hits] for group, hits in named.items()} == {
        "name": ["Blue Marlin"],
        "place": ["Marlinport"],
    }
    assert "Blue Marlin" in {hit.node.caption for hit in numbered["identifier"]}


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_is_typed_is_an_error(network: Network, typed: str) -> None:
    network.party("vesk", "Ilmar Vesk")

    search(network.store, network.all(), typed)
    suggest(network.store, network.all(), typed)

    assert search(network.store, network.all(), "vesk").total == 1


def test_nothing_typed_shows_the_newest_first_and_identifiers_last(network: Network) -> None:
    network.party("long", "Ilmar Veskimets", observed="2026-03-14", numbers=(("email", "v@sea.example"),))
    network.party("month", "Marta Olin", observed="2026-03")
    network.party("old", "Bo", observed="2019")

    assert found(search(network.store, network.all(), "")) == ["Ilmar Veskimets", "Marta Olin", "Bo", "v@sea.example"]


def test_nothing_typed_shows_everything_that_is_seen(network: Network) -> None:
    network.party("a", "Ilmar Vesk")
    network.party("b", "Marta Olin", marking="suspects/secret")

    assert found(search(network.store, network.low(), "")) == ["Ilmar Vesk"]
    assert search(network.store, network.all(), "  ").total == 2
