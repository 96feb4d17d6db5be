import pytest
from argon2 import PasswordHasher

from graphintel.errors import Invalid
from graphintel.security.passwords import LONGEST, Passwords, random_password, weakness

QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


def test_a_password_is_known_again_and_another_is_not() -> None:
    passwords = Passwords(QUICK)

    hashed = passwords.hash("correct horse battery")

    assert hashed.startswith("$argon2id$")
    assert passwords.check(hashed, "correct horse battery")
    assert not passwords.check(hashed, "correct horse batter")
    assert hashed != passwords.hash("correct horse battery")


def test_a_user_that_does_not_exist_has_no_password() -> None:
    assert not Passwords(QUICK).check(None, "correct horse battery")


def test_a_damaged_hash_lets_nobody_in() -> None:
    assert not Passwords(QUICK).check("$argon2id$broken", "correct horse battery")


@pytest.mark.parametrize("password", ["", "short", "x" * (LONGEST + 1)])
def test_a_password_too_short_or_too_long_is_refused(password: str) -> None:
    with pytest.raises(Invalid, match="password"):
        Passwords(QUICK).hash(password)


def test_an_overlong_attempt_is_refused_without_hashing_it() -> None:
    passwords = Passwords(QUICK)

    assert not passwords.check(passwords.hash("correct horse battery"), "x" * 10_000_000)


def test_a_hash_made_with_weaker_parameters_is_outdated() -> None:
    hashed = Passwords(QUICK).hash("correct horse battery")

    assert Passwords(PasswordHasher(time_cost=2, memory_cost=128, parallelism=1)).outdated(hashed)
    assert not Passwords(QUICK).outdated(hashed)


def test_random_passwords_differ_and_are_long_enough() -> None:
    made = {random_password() for _ in range(100)}

    assert len(made) == 100
    assert all(len(password) == 24 for password in made)


@pytest.mark.parametrize("password", ["Password-1234", "qwerty 123456", "ababababababab", "ada-ilves-at-the-quay"])
def test_a_password_that_is_tried_first_or_holds_the_name_is_refused_under_its_field(password: str) -> None:
    with pytest.raises(Invalid, match=r"^new: "):
        Passwords(QUICK).hash(password, "ada-ilves", "Ada", field="new")


def test_a_short_name_of_a_user_may_stand_in_a_password() -> None:
    assert weakness("a new quay for canada", "ada") is None


def test_an_invented_password_is_none_of_these() -> None:
    assert [weakness(random_password()) for _ in range(50)] == [None] * 50
