"""Who was recognised lately: an answer about a token or a session serves the requests of the same second.

Asking the store who somebody is costs as much as a small question about the graph. So what was found is good for a
second, and no longer than until something about users changes on this machine: every such change makes a file longer.
A change on another machine binds after a second at most.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from graphintel.log import get_logger

T = TypeVar("T")
log = get_logger(__name__)

SECONDS = 1.0
MOST = 10_000


class Changes:
    """Tells every process of this installation on this machine that something about users has changed."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def note(self) -> None:
        """Says that something has changed; to be called once it is stored."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(handle, b".")
            finally:
                os.close(handle)
        except OSError as error:
            # It is stored, and binds everywhere within the second for which others remember: it did not fail.
            log.warning("changes.not_noted", reason=error.strerror)

    def stamp(self) -> int:
        """A number that no later change leaves as it is."""
        try:
            return self._path.stat().st_size
        except FileNotFoundError:
            return 0


class Lately(Generic[T]):
    """Remembers what was found, for a second and until the next change."""

    def __init__(self, changes: Changes, seconds: float = SECONDS) -> None:
        self._changes = changes
        self._seconds = seconds
        self._known: dict[str, tuple[int, float, T]] = {}

    def find(self, key: str, ask: Callable[[], T | None]) -> T | None:
        """What was found under the key, asked anew where that may have changed. That there is nothing is not kept."""
        # Read before asking: what changes while the answer is under way makes it old at once.
        stamp, moment = self._changes.stamp(), time.monotonic()
        known = self._known.get(key)
        if known is not None and known[0] == stamp and moment - known[1] < self._seconds:
            return known[2]
        found = ask()
        if found is None:
            self._known.pop(key, None)
            return None
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[key] = (stamp, moment, found)
        return found
