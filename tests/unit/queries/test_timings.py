from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from graphintel.queries.timings import SHORTEST, Timing, Timings, begin_counting, class_of, middle_of

seconds = st.floats(min_value=SHORTEST, max_value=1000)


@given(seconds)
def test_a_time_is_told_to_a_twentieth(spent: float) -> None:
    assert abs(middle_of(class_of(spent)) / spent - 1) < 0.06


@given(st.lists(seconds, min_size=1), st.lists(seconds))
def test_what_two_processes_have_counted_is_what_one_would_have(mine: list[float], others: list[float]) -> None:
    joined, other, alone = Timing(), Timing(), Timing()
    for each in mine:
        joined.add(each)
    for each in others:
        other.add(each)
    for each in mine + others:
        alone.add(each)

    joined.join(Timing.from_dict(other.as_dict()))

    assert (joined.count, joined.classes, joined.slowest) == (alone.count, alone.classes, alone.slowest)
    assert abs(joined.seconds - alone.seconds) < 1e-6 * alone.seconds + 1e-9


@given(st.lists(seconds, min_size=1))
def test_shares_grow_and_stay_within_what_was_seen(spent: list[float]) -> None:
    timing = Timing()
    for each in spent:
        timing.add(each)

    shares = [timing.at(share) for share in (0.01, 0.5, 0.95, 1.0)]

    assert all(low <= high for low, high in pairwise(shares))
    assert abs(timing.at(0.5) / sorted(spent)[(len(spent) - 1) // 2] - 1) < 0.06
    assert timing.at(1.0) <= max(spent)
    assert timing.within(2000) == len(spent)


def test_what_a_block_asks_is_counted_for_it_and_for_the_process_even_where_it_fails() -> None:
    timings, spent = Timings(), begin_counting()

    for fails in (False, True):
        try:
            with timings.timed("search.find"):
                assert not fails
        except AssertionError:
            assert fails

    assert timings.as_dict()["search.find"]["count"] == spent.queries == 2
    timings.clear()
    assert timings.as_dict() == {}
