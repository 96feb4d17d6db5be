import pytest

from graphintel.bootstrap import Platform, platform_on
from graphintel.errors import Invalid, NotAllowed, NotFound
from graphintel.security.policy import NotSignedIn
from graphintel.services.tokens import Wanted
from tests.platforms import QUICK, People


def test_a_token_acts_as_its_user_until_it_is_revoked(platform: Platform, people: People) -> None:
    made = platform.tokens.create(people.analyst, Wanted("notebook", days=30))

    assert platform.tokens.actor(made.token) == people.analyst
    platform.tokens.revoke(people.analyst, made.id)

    with pytest.raises(NotSignedIn):
        platform.tokens.actor(made.token)


@pytest.mark.parametrize("text", ["", "gi_", "gi_" + "x" * 43, "gi_" + "x" * 1_000_000, "\x00"])
def test_what_is_no_token_signs_nobody_in(platform: Platform, people: People, text: str) -> None:
    with pytest.raises(NotSignedIn):
        platform.tokens.actor(text)


def test_the_token_of_a_disabled_user_stops_working(platform: Platform, people: People) -> None:
    made = platform.tokens.create(people.analyst, Wanted("notebook"))

    platform.users.disable(people.administrator, "ada")

    with pytest.raises(NotSignedIn):
        platform.tokens.actor(made.token)


def test_only_an_administrator_makes_tokens_for_others(platform: Platform, people: People) -> None:
    with pytest.raises(NotAllowed):
        platform.tokens.create(people.analyst, Wanted("theirs"), "otto")

    made = platform.tokens.create(people.administrator, Wanted("theirs"), "otto")

    assert platform.tokens.actor(made.token) == people.officer


def test_nobody_sees_or_revokes_the_tokens_of_others(platform: Platform, people: People) -> None:
    made = platform.tokens.create(people.analyst, Wanted("notebook"))

    assert platform.tokens.all(people.officer) == []
    assert [each.id for each in platform.tokens.all(people.administrator)] == [made.id]
    with pytest.raises(NotFound):
        platform.tokens.revoke(people.officer, made.id)
    assert platform.tokens.actor(made.token) == people.analyst


@pytest.mark.parametrize(
    ("name", "days", "field"), [(" ", 1, "name"), ("n" * 81, 1, "name"), ("n", 0, "days"), ("n", 366, "days")]
)
def test_a_token_has_a_name_and_a_bounded_life(
    platform: Platform, people: People, name: str, days: int, field: str
) -> None:
    with pytest.raises(Invalid, match=field):
        platform.tokens.create(people.analyst, Wanted(name, days=days))


def test_a_revocation_by_another_process_binds_at_once(platform: Platform, people: People) -> None:
    made = platform.tokens.create(people.analyst, Wanted("notebook"))
    assert platform.tokens.actor(made.token) == people.analyst
    another = platform_on(platform.settings, platform.store, QUICK)

    another.tokens.revoke(people.analyst, made.id)

    with pytest.raises(NotSignedIn):
        platform.tokens.actor(made.token)


def test_a_token_does_what_it_was_made_for_and_nothing_else(platform: Platform, people: People) -> None:
    made = platform.tokens.create(people.analyst, Wanted("reader", scope=("read", "own_tokens")))
    bearer = platform.tokens.actor(made.token)

    platform.search.find(bearer, "vesk")

    with pytest.raises(NotAllowed, match="This token was not made for this: exporting"):
        platform.exports.make(bearer, "json", ["x"])
    with pytest.raises(Invalid, match="scope: Its owner may not do this himself: export"):
        platform.tokens.create(bearer, Wanted("more", scope=("read", "export")))
    assert platform.tokens.create(bearer, Wanted("all")).scope == ("own_tokens", "read")


def test_nobody_makes_a_token_for_what_its_owner_may_not_do(platform: Platform, people: People) -> None:
    with pytest.raises(Invalid, match="scope"):
        platform.tokens.create(people.officer, Wanted("too much", scope=("read", "users")))
    with pytest.raises(Invalid, match="scope"):
        platform.tokens.create(people.administrator, Wanted("theirs", scope=("users",)), "otto")
    with pytest.raises(Invalid, match="scope"):
        platform.tokens.create(people.officer, Wanted("nothing", scope=()))
