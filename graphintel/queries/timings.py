"""How long named queries take: counted per name for the whole process, and per request for whoever answers it.

Times fall into classes of which each is a tenth longer than the one before, so that a median or percentile that is told
is right to a twentieth. No parameter and no row is kept.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Self

from graphintel.model.times import now

SHORTEST, STEP = 0.0001, math.log(1.1)


@dataclass(slots=True)
class Spent:
    """What one request has asked of the store, and how many seconds that took."""

    queries: int = 0
    seconds: float = 0.0


_spent: ContextVar[Spent | None] = ContextVar("spent", default=None)


def begin_counting() -> Spent:
    """What is asked of the store from here on, in this context."""
    found = Spent()
    _spent.set(found)
    return found


@dataclass(slots=True)
class Timing:
    """One query: how often it was asked, how long that took together, the slowest and when, and how many per class."""

    count: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    slowest_at: str = ""
    classes: Counter[int] = field(default_factory=Counter)

    def add(self, seconds: float) -> None:
        """Counts one."""
        self.count += 1
        self.seconds += seconds
        self.classes[class_of(seconds)] += 1
        if seconds > self.slowest:
            self.slowest, self.slowest_at = seconds, now()

    def join(self, other: Timing) -> None:
        """Takes in what another process has counted."""
        self.count += other.count
        self.seconds += other.seconds
        self.classes.update(other.classes)
        if other.slowest > self.slowest:
            self.slowest, self.slowest_at = other.slowest, other.slowest_at

    def at(self, share: float) -> float:
        """The seconds within which this share of them was answered."""
        rank, passed = math.ceil(share * self.count), 0
        for each in sorted(self.classes):
            passed += self.classes[each]
            if passed >= rank:
                return min(middle_of(each), self.slowest)
        return self.slowest

    def within(self, seconds: float) -> int:
        """How many were answered in this time."""
        return sum(number for each, number in self.classes.items() if middle_of(each) <= seconds)

    def as_dict(self) -> dict[str, Any]:
        """As plain values."""
        classes = {str(each): number for each, number in self.classes.items()}
        return {"count": self.count, "seconds": self.seconds, "slowest": self.slowest, "slowest_at": self.slowest_at,
                "classes": classes}  # fmt: skip

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> Self:
        """From the plain values."""
        classes = Counter({int(each): int(number) for each, number in told["classes"].items()})
        return cls(told["count"], told["seconds"], told["slowest"], told["slowest_at"], classes)


class Timings:
    """The queries of one process. Threads share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of: dict[str, Timing] = {}

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Counts what the block asks, whether it is answered or fails."""
        began = time.perf_counter()
        try:
            yield
        finally:
            seconds = time.perf_counter() - began
            spent = _spent.get()
            if spent is not None:
                spent.queries += 1
                spent.seconds += seconds
            self.add(name, seconds)

    def add(self, name: str, seconds: float) -> None:
        """Counts one that took so long."""
        with self._lock:
            self._of.setdefault(name, Timing()).add(seconds)

    def as_dict(self) -> dict[str, Any]:
        """Every query by its name, as plain values."""
        with self._lock:
            return {name: timing.as_dict() for name, timing in self._of.items()}

    def clear(self) -> None:
        """Begins anew."""
        with self._lock:
            self._of.clear()


def class_of(seconds: float) -> int:
    """The class that a time falls into."""
    return max(0, math.floor(math.log(max(seconds, SHORTEST) / SHORTEST) / STEP))


def middle_of(number: int) -> float:
    """A time in the middle of a class."""
    return SHORTEST * math.exp(STEP * (number + 0.5))
