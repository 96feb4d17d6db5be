"""Points in time as the store keeps them: ISO 8601 in UTC with microseconds, so that text order is time order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial

Clock = Callable[[], datetime]

_clocks: list[Clock] = [partial(datetime.now, UTC)]


def moment() -> datetime:
    """This moment, by the clock of the process."""
    return _clocks[-1]()


@contextmanager
def by_clock(clock: Clock) -> Iterator[None]:
    """Has the whole process go by another clock inside: for trying what becomes of it when the clock jumps."""
    _clocks.append(clock)
    try:
        yield
    finally:
        _clocks.remove(clock)


def now() -> str:
    """This moment."""
    return stored(moment())


def ahead(span: timedelta) -> str:
    """This moment and a span (a negative one: before it)."""
    return stored(moment() + span)


def stored(moment: datetime) -> str:
    """A moment in the stored form."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
