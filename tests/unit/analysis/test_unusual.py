from datetime import UTC, timedelta, timezone

from graphintel.analysis.unusual import Again, Flag, Hour, Typed, User, unusual

ADA = User("1", "ada.ilves", "Ada Ilves", "analyst")
BEN = User("2", "ben", "Ben O'Hara", "analyst")
OTTO = User("3", "otto", "Otto Kask", "officer")
USERS = (ADA, BEN, OTTO)


def days(by: str, *counts: int, hour: int = 9) -> list[Hour]:
    """So many entries on each of the first days of a month."""
    return [Hour(by, f"2026-03-{day:02d}", hour, count) for day, count in enumerate(counts, 1)]


def flags(*hours: Hour, typed: tuple[Typed, ...] = (), again: tuple[Again, ...] = ()) -> list[Flag]:
    return unusual(USERS, hours, typed, again, UTC)


def test_a_day_far_above_ones_own_and_ones_role_is_told_with_both() -> None:
    found = flags(*days("1", 20, 22, 18, 90), *days("2", 25, 25, 25), *days("3", 1, 1, 1))

    assert found == [Flag("1", "volume", "2026-03-04", 90, 20, 25)]


def test_who_always_does_much_or_does_what_his_role_does_is_not_told() -> None:
    assert flags(*days("1", 200, 210, 190, 250), *days("2", 10, 10)) == []
    assert flags(*days("1", 10, 10, 10, 60), *days("2", 60, 70, 80, 75)) == []
    assert flags(*days("1", 1, 1, 1, 49)) == []


def test_who_is_new_is_held_against_his_role() -> None:
    found = flags(*days("1", 400), *days("2", 30, 30, 30))

    assert [(each.by, each.what, each.usual, each.usual_of_role) for each in found] == [("1", "volume", 0, 30)]


def test_a_night_of_somebody_who_works_by_day_is_told_and_a_night_shift_is_not() -> None:
    night = [Hour("1", "2026-03-09", 23, 6)]

    assert [each.what for each in flags(*days("1", 20, 20), *night)] == ["hours"]
    assert flags(*days("1", 20, 20, hour=2), *night) == []
    assert flags(*night) == []


def test_the_clock_is_that_of_the_office() -> None:
    early = [*days("1", 20, 20), Hour("1", "2026-03-09", 21, 6)]

    assert unusual(USERS, early, (), (), UTC) == []
    found = unusual(USERS, early, (), (), timezone(timedelta(hours=4)))
    assert [(each.what, each.day) for each in found] == [("hours", "2026-03-10")]


def test_who_searches_for_himself_is_told_and_who_shares_a_first_name_is_not() -> None:
    typed = (
        Typed("e1", "2026-03-01T10:00:00Z", "1", "ilves muuga"),
        Typed("e2", "2026-03-01T10:00:00Z", "1", "ada shipping"),
        Typed("e3", "2026-03-01T10:00:00Z", "3", "OTTO.KASK"),
    )

    found = flags(typed=typed)

    assert {(each.by, each.what, each.entry) for each in found} == {("1", "own_name", "e1"), ("3", "own_name", "e3")}


def test_who_searches_for_a_colleague_by_his_full_name_is_told() -> None:
    typed = (
        Typed("e1", "2026-03-01T10:00:00Z", "1", "Kask, Otto"),
        Typed("e2", "2026-03-01T10:00:00Z", "1", "otto"),
    )

    found = flags(typed=typed)

    assert [(each.by, each.what, each.other, each.entry) for each in found] == [("1", "colleague", "3", "e1")]


def test_one_entity_opened_again_and_again_is_told_from_a_number_of_times_on() -> None:
    again = (Again("1", "x", 12, 4), Again("1", "y", 12, 2), Again("2", "z", 9, 9))

    assert flags(again=again) == [Flag("1", "again", count=12, days=4, object="x")]
