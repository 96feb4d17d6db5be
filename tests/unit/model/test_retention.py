from datetime import UTC, datetime, timedelta

from graphintel.model.retention import kept, name_of

START = datetime(2026, 1, 1, 2, 0, tzinfo=UTC)
DAILY = [name_of(START + timedelta(days=day)) for day in range(400)]


def test_the_newest_of_the_last_days_weeks_and_months_stay() -> None:
    stay = kept(DAILY, (7, 4, 12))

    assert set(DAILY[-7:]) <= stay
    assert len(stay) <= 7 + 4 + 12
    # The last day of a month that is long past, and none of its other days.
    assert [name for name in stay if name.startswith("graphintel-202604")] == ["graphintel-20260430T020000Z.backup"]


def test_of_several_on_one_day_the_newest_stays() -> None:
    names = [name_of(START + timedelta(hours=hour)) for hour in range(6)]

    assert kept(names, (1, 0, 0)) == {names[-1]}


def test_the_last_one_stays_whatever_the_rule_and_however_old_it_is() -> None:
    assert kept(DAILY[:1], (0, 0, 1)) == set(DAILY[:1])
    assert DAILY[-1] in kept(DAILY, (0, 1, 0))


def test_what_bears_another_name_is_no_backup() -> None:
    assert kept(["holiday.jpg", "graphintel-2026.backup", *DAILY[:1]], (1, 1, 1)) == set(DAILY[:1])
