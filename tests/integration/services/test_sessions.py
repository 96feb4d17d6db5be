from pathlib import Path

import pytest
from argon2 import PasswordHasher

from graphintel.bootstrap import Platform
from graphintel.queries import actors, audit
from graphintel.security.passwords import Passwords
from graphintel.security.policy import NotSignedIn
from graphintel.services.credentials import Credentials
from graphintel.services.lately import Changes
from graphintel.services.sessions import Sessions
from tests.platforms import PASSWORD, People


def actions(platform: Platform) -> list[tuple[str, str]]:
    return [(each.action, each.by) for each in audit.latest(platform.store)]


def test_who_signs_in_is_known_until_he_signs_out(platform: Platform, people: People) -> None:
    started = platform.sessions.start("ada", PASSWORD)

    found = platform.sessions.find(started.secret)
    platform.sessions.end(started.secret)

    assert found is not None
    assert found.actor == people.analyst
    assert found.csrf == started.session.csrf
    assert platform.sessions.find(started.secret) is None
    assert actions(platform)[:2] == [("session.ended", people.analyst.id), ("session.started", people.analyst.id)]


@pytest.mark.parametrize(("username", "password"), [("ada", "wrong password"), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_name_and_a_wrong_password_read_the_same(
    platform: Platform, people: People, username: str, password: str
) -> None:
    with pytest.raises(NotSignedIn, match="user name or the password is wrong"):
        platform.sessions.start(username, password)


def test_a_refused_attempt_on_a_user_is_recorded(platform: Platform, people: People) -> None:
    with pytest.raises(NotSignedIn):
        platform.sessions.start("ada", "wrong password")

    assert actions(platform)[0] == ("session.refused", people.analyst.id)


def test_disabling_a_user_ends_his_session_and_keeps_him_out(platform: Platform, people: People) -> None:
    started = platform.sessions.start("ada", PASSWORD)

    platform.users.disable(people.administrator, "ada")

    assert platform.sessions.find(started.secret) is None
    with pytest.raises(NotSignedIn):
        platform.sessions.start("ada", PASSWORD)


def test_a_hash_of_weaker_parameters_is_replaced_at_sign_in(platform: Platform, people: People, tmp_path: Path) -> None:
    stronger = Passwords(PasswordHasher(time_cost=2, memory_cost=128, parallelism=1))
    before = actors.by_username(platform.store, "ada")

    credentials = Credentials(platform.store, stronger, platform.limits)
    parts = platform.second_factors, platform.purposes, Changes(tmp_path / "changed")
    Sessions(platform.store, credentials, *parts).start("ada", PASSWORD)

    after = actors.by_username(platform.store, "ada")
    assert before is not None
    assert after is not None
    assert before.password != after.password
    assert after.password is not None
    assert not stronger.outdated(after.password)


def test_the_store_holds_neither_the_secret_nor_the_password(platform: Platform, people: People) -> None:
    started = platform.sessions.start("ada", PASSWORD)

    with platform.store._driver.session() as session:
        rows = session.run("MATCH (n) WHERE n:Session OR n:Actor RETURN properties(n) AS p").data()

    assert started.secret not in str(rows)
    assert PASSWORD not in str(rows)


def test_signing_out_and_being_disabled_bind_at_once_whoever_was_recognised_just_before(
    platform: Platform, people: People
) -> None:
    one, other = platform.sessions.start("ada", PASSWORD), platform.sessions.start("otto", PASSWORD)
    assert platform.sessions.find(one.secret) is not None
    assert platform.sessions.find(other.secret) is not None

    platform.sessions.end(one.secret)
    platform.users.disable(people.administrator, "otto")

    assert platform.sessions.find(one.secret) is None
    assert platform.sessions.find(other.secret) is None
