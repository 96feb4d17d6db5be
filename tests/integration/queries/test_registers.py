"""What is in the registers: the same counts as the lists of the search, for whoever asks."""

from __future__ import annotations

from collections import Counter

import pytest

from graphintel.queries.registers import KindCount, counts, latest
from graphintel.queries.search import Filters, search
from graphintel.queries.visibility import View
from tests.networks import Network

SECRET = "suspects/secret/op-harbour"


def draw(network: Network) -> None:
    network.party("vesk", "Ilmar Vesk")
    network.party("vesk", "Ilmar Vesk", marking=SECRET)
    network.party("vesk", "Илмар Веск", marking="seizures/unclassified")
    network.party("olin", "Marta Olin", marking=SECRET)
    network.party("kalvik", "Kalvik Shipping", kind="Business", marking="seizures/restricted")
    network.party("s1", "SZ-1", kind="Seizure", marking="seizures/restricted", observed="2025-03-14")
    network.party("s2", "SZ-2", kind="Seizure", marking="seizures/restricted", observed="2026-01")
    network.party("s3", "SZ-3", kind="Seizure", marking="seizures/confidential", observed="2026-02-01")
    # For whoever sees little this one was seen long ago.
    network.party("s4", "SZ-4", kind="Seizure", marking="seizures/restricted", observed="2019")
    network.party("s4", "SZ-4", kind="Seizure", marking="seizures/secret", observed="2026-03-01")


def by_kind(view: View, network: Network) -> Counter[str]:
    sums: Counter[str] = Counter()
    for each in counts(network.store, view):
        sums[each.kind] += each.entities
    return sums


def views(network: Network) -> list[View]:
    return [network.all(), network.low()]


def test_an_entity_is_counted_once_with_the_registers_that_one_sees(network: Network) -> None:
    draw(network)

    assert KindCount("Person", ("seizures", "suspects"), 1) in [
        KindCount(each.kind, tuple(sorted(each.registers)), each.entities)
        for each in counts(network.store, network.low())
    ]
    assert by_kind(network.all(), network) == {"Person": 2, "Business": 1, "Seizure": 4}
    assert by_kind(network.low(), network) == {"Person": 1, "Business": 1, "Seizure": 3}


@pytest.mark.parametrize("which", [0, 1], ids=["all", "low"])
def test_the_counts_are_those_of_the_search(network: Network, which: int) -> None:
    draw(network)
    view = views(network)[which]

    listed = search(network.store, view, "")
    within = search(network.store, view, "", Filters(registers=("seizures",)))

    found = counts(network.store, view)
    assert by_kind(view, network) == listed.facets["kind"]
    assert sum(each.entities for each in found) == listed.total
    assert sum(each.entities for each in found if "seizures" in each.registers) == within.total


def test_seizures_come_newest_first_as_far_as_one_sees_them(network: Network) -> None:
    draw(network)

    assert [node.caption for node in latest(network.store, network.all())] == ["SZ-4", "SZ-3", "SZ-2", "SZ-1"]
    assert [node.caption for node in latest(network.store, network.low())] == ["SZ-2", "SZ-1", "SZ-4"]
    assert [node.caption for node in latest(network.store, network.all(), 1)] == ["SZ-4"]


def test_an_empty_store_has_nothing_in_its_registers(network: Network) -> None:
    assert counts(network.store, network.all()) == ()
    assert latest(network.store, network.all()) == ()


def test_what_is_a_seizure_by_hidden_records_alone_is_counted_and_listed_as_what_its_reader_knows(
    network: Network,
) -> None:
    network.party("thing", "Kalvik Shipping", kind="Business", values={"country": ("EE",)}, grade="F6")
    network.party("thing", "SZ-9", kind="Seizure", marking=SECRET, values={"occurred_at": ("2026-03-01",)}, grade="A1")

    assert by_kind(network.low(), network) == {"Business": 1}
    assert latest(network.store, network.low()) == ()
    assert by_kind(network.all(), network) == {"Seizure": 1}
    assert [node.caption for node in latest(network.store, network.all())] == ["SZ-9"]
