import pytest

from graphintel.security.limits import ACCOUNT, ADDRESS, HERE, Rate, Wait, counted_address


def test_a_wait_begins_after_the_free_failures_doubles_and_never_exceeds_its_most() -> None:
    wait = Wait("w", free=3, first=2, most=60, fade=10)

    waits = [wait.after(failures) for failures in (0, 2.4, 2.6, 3, 4, 7, 8, 1_000_000)]

    assert waits == [0, 0, 2, 2, 4, 32, 60, 60]


def test_nobody_is_kept_out_of_his_account_from_elsewhere_for_longer_than_half_a_minute() -> None:
    assert ACCOUNT.after(1_000_000) == 30
    assert max(HERE.after(1_000_000), ADDRESS.after(1_000_000)) == 900


def test_what_is_used_up_comes_back_evenly() -> None:
    assert Rate("r", most=300, seconds=60).fade == 0.2


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", ""),
    ],
)
def test_a_subscriber_counts_as_one_address(address: str, counted: str) -> None:
    assert counted_address(address) == counted
