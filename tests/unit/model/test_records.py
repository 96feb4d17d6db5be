"""Which records count: editions, retractions, and who sees them."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from graphintel.model.marking import Clearance, Level, Marking
from graphintel.model.records import Claim, Description, Record, live, visible
from tests.worlds import CLEARANCES, World

RESTRICTED = Marking.parse("suspects/restricted")
FIRST = Record(
    "r1", "s", "k", "Report", 1, 0, "c1", "2026-01-01T00:00:00.000000Z", "", "B", "2", RESTRICTED, "Customs Act", "",
    (Description("vesk", "Person"),), (Claim("OWNS", "vesk", "firm"),),
)  # fmt: skip
SECOND = replace(FIRST, id="r2", edition=2, content="c2", recorded_at="2026-02-01T00:00:00.000000Z")


def test_a_record_is_about_whom_it_describes_and_whom_it_mentions() -> None:
    assert FIRST.subjects == {"vesk", "firm"}


def test_the_highest_edition_is_live() -> None:
    assert live([SECOND, FIRST]) == {("s", "k"): SECOND}


def test_retracting_the_correction_brings_the_first_edition_back() -> None:
    gone = replace(SECOND, retracted_at="2026-03-01T00:00:00.000000Z")

    assert live([FIRST, gone]) == {("s", "k"): FIRST}


def test_nothing_is_live_where_all_is_retracted() -> None:
    assert live([replace(FIRST, retracted_at="2026-03-01T00:00:00.000000Z")]) == {}


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2025-12-31T00:00:00.000000Z", None),
        ("2026-01-01T00:00:00.000000Z", "r1"),
        ("2026-02-01T00:00:00.000000Z", "r2"),
        ("2026-02-28T23:59:59.999999Z", "r2"),
        ("2026-03-01T00:00:00.000000Z", "r1"),
        (None, "r1"),
    ],
)
def test_the_past_is_told_as_it_was(at: str | None, expected: str | None) -> None:
    records = [FIRST, replace(SECOND, retracted_at="2026-03-01T00:00:00.000000Z")]

    assert [record.id for record in live(records, at).values()] == ([expected] if expected else [])


def test_a_correction_that_one_may_not_see_hides_the_record_all_the_same() -> None:
    raised = replace(SECOND, marking=Marking("suspects", Level.secret))
    clearance = Clearance(frozenset({"suspects"}), Level.restricted)

    assert visible(live([FIRST, raised]), clearance) == []
    assert visible(live([FIRST, raised]), None) == [raised]


@pytest.mark.parametrize("seed", range(10))
def test_more_clearance_never_shows_fewer_records(seed: int) -> None:
    world = World(seed)
    for _ in range(60):
        world.step()
    records = list(world.records)
    Random(seed).shuffle(records)

    seen = [visible(live(records), clearance) for clearance in CLEARANCES]

    everything = visible(live(records), None)
    assert everything == sorted(everything, key=lambda record: record.id)
    assert all(set(some) <= set(everything) for some in seen)
    assert set(seen[3]) <= set(seen[4])
