from dataclasses import replace

import pytest

from graphintel.bootstrap import Platform
from graphintel.errors import Conflict, Invalid, NotAllowed, NotFound
from graphintel.model.marking import Marking
from tests.platforms import PASSWORD, People, newcomer


def test_units_form_a_tree_without_circles(platform: Platform, people: People) -> None:
    root, units = people.administrator, platform.units

    with pytest.raises(Invalid, match="within itself"):
        units.move(root, "region", "gate")
    with pytest.raises(Invalid, match="within itself"):
        units.move(root, "muuga", "muuga")
    with pytest.raises(Invalid, match="no unit nowhere"):
        units.add(root, "new", "New", "nowhere")
    with pytest.raises(Conflict):
        units.add(root, "muuga", "Again")
    with pytest.raises(Invalid, match="code"):
        units.add(root, "Not a code", "Name")

    moved = units.move(root, "muuga", None)

    assert (moved["within"], moved["depth"]) == (None, 0)
    assert [(each["code"], each["depth"]) for each in units.all(root)["items"]] == [
        ("muuga", 0), ("gate", 1), ("region", 0), ("analysis", 1),
    ]  # fmt: skip


def test_units_lie_within_each_other_to_a_bound(platform: Platform, people: People) -> None:
    root, units = people.administrator, platform.units
    for number in range(9):
        units.add(root, f"u{number}", "Deep", f"u{number - 1}" if number else "gate")

    with pytest.raises(Invalid, match="deep"):
        units.add(root, "u9", "Too deep", "u8")
    with pytest.raises(Invalid, match="deep"):
        units.move(root, "region", units.add(root, "above", "Above")["code"])


def test_a_unit_is_retired_when_nobody_is_in_it_and_never_comes_back(platform: Platform, people: People) -> None:
    root, units = people.administrator, platform.units
    units.add(root, "narva", "Narva", "region")

    for code in ("gate", "region"):
        with pytest.raises(Conflict):
            units.retire(root, code)
    units.retire(root, "narva")

    with pytest.raises(Conflict):
        units.add(root, "narva", "Narva")
    with pytest.raises(NotFound):
        units.retire(root, "narva")
    with pytest.raises(Invalid, match="unit"):
        platform.users.add(root, newcomer("zoe", "analyst", unit="narva"))


def test_others_than_administrators_do_not_touch_units(platform: Platform, people: People) -> None:
    for actor in (people.supervisor, people.analyst, people.auditor):
        with pytest.raises(NotAllowed):
            platform.units.add(actor, "mine", "Mine")


def test_a_supervisor_is_in_the_groups_of_the_units_below_his_at_once(platform: Platform, people: People) -> None:
    gate = Marking.parse("seizures/restricted/unit-gate")
    sven = platform.sessions.start("sven", PASSWORD)
    before = platform.sessions.find(sven.secret)

    platform.units.move(people.administrator, "gate", "analysis")

    after = platform.sessions.find(sven.secret)
    assert before is not None
    assert after is not None
    assert (before.actor.clearance.sees(gate), after.actor.clearance.sees(gate)) == (True, False)
    assert before.actor == replace(people.supervisor, registered=None)
