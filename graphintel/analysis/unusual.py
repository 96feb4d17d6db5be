"""Use that somebody should look into, each with what makes it unusual. A flag is a question to be asked, not a verdict.

| what | when |
|---|---|
| volume | at least 50 entries on a day, and more than 3 times the median day of the user and of his role |
| hours | at least 5 entries between 22:00 and 6:00, where fewer than a tenth of his other entries are |
| own_name | he searched for his own surname or user name |
| colleague | he searched for the full name of another user |
| again | he opened one entity at least 10 times on at least 3 days without naming a legal basis |
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from statistics import median
from typing import Literal

from graphintel.model.values.names import fold

What = Literal["volume", "hours", "own_name", "colleague", "again"]

LEAST_VOLUME, TIMES = 50, 3
DAYS_KNOWN = 3
LEAST_AT_NIGHT, USUAL_SHARE = 5, 0.1
EVENING, MORNING = 22, 6
LEAST_AGAIN, LEAST_DAYS = 10, 3
SHORTEST_WORD = 4


@dataclass(frozen=True, slots=True)
class User:
    """A user as far as it matters here."""

    id: str
    username: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Hour:
    """How many entries a user left in an hour of a day, by the clock of UTC."""

    by: str
    day: str
    hour: int
    entries: int


@dataclass(frozen=True, slots=True)
class Typed:
    """What a user typed."""

    entry: str
    at: str
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Again:
    """An entity that a user opened, how often and on how many days."""

    by: str
    object: str
    entries: int
    days: int


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing to look into: who, what, on which day, and the figures or the entry that it rests on."""

    by: str
    what: What
    day: str = ""
    count: int = 0
    usual: float = 0
    usual_of_role: float = 0
    other: str = ""
    object: str = ""
    days: int = 0
    entry: str = ""


def unusual(
    users: Sequence[User], hours: Sequence[Hour], typed: Iterable[Typed], again: Iterable[Again],
    zone: tzinfo | None = None,
) -> list[Flag]:  # fmt: skip
    """Everything that should be looked into, latest first."""
    local = [_local(each, zone) for each in hours]
    flags = [*_volumes(users, local), *_at_night(local), *_names(users, typed), *_again(again)]
    return sorted(flags, key=lambda flag: (flag.day, flag.by, flag.what), reverse=True)


def _volumes(users: Sequence[User], hours: Iterable[Hour]) -> Iterator[Flag]:
    roles = {user.id: user.role for user in users}
    days: dict[str, Counter[str]] = defaultdict(Counter)
    for each in hours:
        days[each.by][each.day] += each.entries
    for by, counts in days.items():
        same = [each for other, found in days.items() if other != by and roles.get(other) == roles.get(by)
                for each in found.values()]  # fmt: skip
        usual_of_role = median(same) if same else 0
        for day, count in counts.items():
            others = [each for at, each in counts.items() if at != day]
            usual = median(others) if len(others) >= DAYS_KNOWN else 0
            known = max(usual, usual_of_role)
            if count >= LEAST_VOLUME and known and count > TIMES * known:
                yield Flag(by, "volume", day, count, usual, usual_of_role)


def _at_night(hours: Sequence[Hour]) -> Iterator[Flag]:
    totals: Counter[str] = Counter()
    nights: dict[str, Counter[str]] = defaultdict(Counter)
    of_day: Counter[tuple[str, str]] = Counter()
    for each in hours:
        totals[each.by] += each.entries
        of_day[each.by, each.day] += each.entries
        if each.hour >= EVENING or each.hour < MORNING:
            nights[each.by][each.day] += each.entries
    for by, counts in nights.items():
        for day, count in counts.items():
            elsewhere = totals[by] - of_day[by, day]
            share = (counts.total() - count) / elsewhere if elsewhere else 0
            if count >= LEAST_AT_NIGHT and elsewhere and share < USUAL_SHARE:
                yield Flag(by, "hours", day, count)


def _names(users: Sequence[User], typed: Iterable[Typed]) -> Iterator[Flag]:
    words = {user.id: fold(user.name).split() for user in users}
    names = {user.id: user for user in users}
    for each in typed:
        asked = set(fold(each.text).split())
        if each.by in names and asked & _own(names[each.by], words[each.by]):
            yield Flag(each.by, "own_name", each.at[:10], entry=each.entry)
        for user in users:
            if user.id != each.by and len(words[user.id]) > 1 and asked >= set(words[user.id]):
                yield Flag(each.by, "colleague", each.at[:10], other=user.id, entry=each.entry)


def _own(user: User, words: Sequence[str]) -> set[str]:
    """What alone tells that somebody asks for himself."""
    return {word for word in (*words[-1:], *fold(user.username).split()) if len(word) >= SHORTEST_WORD}


def _again(again: Iterable[Again]) -> Iterator[Flag]:
    for each in again:
        if each.entries >= LEAST_AGAIN and each.days >= LEAST_DAYS:
            yield Flag(each.by, "again", count=each.entries, days=each.days, object=each.object)


def _local(each: Hour, zone: tzinfo | None) -> Hour:
    moment = datetime.fromisoformat(f"{each.day}T{each.hour:02d}:00:00").replace(tzinfo=UTC).astimezone(zone)
    return Hour(each.by, moment.date().isoformat(), moment.hour, each.entries)
