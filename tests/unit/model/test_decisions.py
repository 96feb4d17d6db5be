"""Decisions stand from when they are taken until they end, and take effect in one order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphintel.model.decisions import Decision
from graphintel.model.marking import Marking

MARKING = Marking.parse("suspects/restricted")
TAKEN = Decision("d1", "same", ("a", "b"), "olin", "2026-01-02T00:00:00.000000Z", "same passport", MARKING)
ENDED = replace(TAKEN, ended_at="2026-01-04T00:00:00.000000Z", ended_by="olin")


@pytest.mark.parametrize(
    ("at", "taken", "ended"),
    [
        ("2026-01-01T00:00:00.000000Z", False, False),
        ("2026-01-02T00:00:00.000000Z", True, True),
        ("2026-01-03T00:00:00.000000Z", True, True),
        ("2026-01-04T00:00:00.000000Z", True, False),
        (None, True, False),
    ],
)
def test_a_decision_stands_from_when_it_is_taken_until_it_ends(at: str | None, *, taken: bool, ended: bool) -> None:
    assert TAKEN.stands_at(at) is taken
    assert ENDED.stands_at(at) is ended


def test_decisions_of_one_moment_take_effect_in_the_order_of_what_they_are_about() -> None:
    earlier = replace(TAKEN, id="d3", at="2026-01-01T00:00:00.000000Z", subjects=("y", "z"))
    same_moment = replace(TAKEN, id="d0", subjects=("a", "c"))
    same_subjects = replace(TAKEN, id="d2")
    given = [same_moment, same_subjects, TAKEN, earlier]

    assert sorted(given, key=lambda decision: decision.order) == [earlier, TAKEN, same_subjects, same_moment]
