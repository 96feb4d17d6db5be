from dataclasses import replace

import pytest

from graphintel.bootstrap import Platform
from graphintel.errors import Conflict, Invalid, NotAllowed, NotFound
from graphintel.queries import actors
from tests.platforms import PASSWORD, People, newcomer


def test_the_first_administrator_is_added_once(platform: Platform) -> None:
    platform.users.add_first(newcomer("root", "administrator"))

    with pytest.raises(NotAllowed):
        platform.users.add_first(newcomer("second", "administrator"))


def test_the_first_user_is_an_administrator(platform: Platform) -> None:
    with pytest.raises(Invalid, match="role"):
        platform.users.add_first(newcomer("ada", "analyst"))


def test_a_user_is_stored_with_role_and_clearance(platform: Platform, people: People) -> None:
    added = platform.users.add(people.administrator, newcomer("Zoe", "analyst", "suspects", "restricted", "op-delta"))

    found = actors.by_username(platform.store, "zoe")
    assert found is not None
    assert found.clearance == added.clearance
    assert (found.id, found.role, found.disabled) == (added.id, "analyst", False)


def test_a_name_is_given_once(platform: Platform, people: People) -> None:
    with pytest.raises(Conflict, match="ada"):
        platform.users.add(people.administrator, newcomer("Ada", "officer"))


def test_every_fault_of_a_new_user_is_told_at_once(platform: Platform, people: People) -> None:
    wrong = replace(newcomer("no spaces", "boss", "customs"), password="short", display_name="n" * 200)

    with pytest.raises(Invalid) as refused:
        platform.users.add(people.administrator, wrong)

    fields = [problem.field for problem in refused.value.problems]
    assert fields == ["username", "role", "display_name", "clearance", "password"]
    assert "short" not in [problem.message for problem in refused.value.problems]


def test_others_than_administrators_do_not_touch_users(platform: Platform, people: People) -> None:
    for actor in (people.analyst, people.officer, people.auditor):
        with pytest.raises(NotAllowed):
            platform.users.add(actor, newcomer("zoe", "analyst"))
        with pytest.raises(NotAllowed):
            platform.users.disable(actor, "olga")
        with pytest.raises(NotAllowed):
            platform.users.all(actor)


def test_an_administrator_does_not_lock_himself_out(platform: Platform, people: People) -> None:
    with pytest.raises(Conflict):
        platform.users.disable(people.administrator, "root")
    with pytest.raises(NotFound):
        platform.users.disable(people.administrator, "nobody")


def test_a_disabled_user_can_be_enabled_again(platform: Platform, people: People) -> None:
    platform.users.disable(people.administrator, "ada")

    platform.users.enable(people.administrator, "ada")

    assert platform.sessions.start("ada", PASSWORD).session.actor == people.analyst
