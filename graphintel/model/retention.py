"""Which backups stay: the newest of each of the last days, weeks and months that have any, and always the last one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

NAME = re.compile(r"graphintel-(\d{8}T\d{6}Z)\.backup")
FORM = "%Y%m%dT%H%M%SZ"


def name_of(moment: datetime) -> str:
    """What a backup of that moment is called: names in order are times in order."""
    return f"graphintel-{moment.astimezone(UTC).strftime(FORM)}.backup"


def kept(names: Iterable[str], keep: tuple[int, int, int]) -> set[str]:
    """The names that stay, by how many daily, weekly and monthly ones are to."""
    times = {
        name: datetime.strptime(match[1], FORM).replace(tzinfo=UTC) for name in names if (match := NAME.fullmatch(name))
    }
    newest_first = sorted(times, reverse=True)
    stay = set(newest_first[:1])
    periods: tuple[Callable[[datetime], object], ...] = (
        lambda at: at.date(),
        lambda at: at.isocalendar()[:2],
        lambda at: (at.year, at.month),
    )
    for number, period in zip(keep, periods, strict=True):
        # Of each period the newest: the first that comes.
        first: dict[object, str] = {}
        for name in newest_first:
            first.setdefault(period(times[name]), name)
        stay |= set(list(first.values())[:number])
    return stay
