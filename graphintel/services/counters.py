"""Counts that fade, in a small file that all processes of this machine share.

They are a safeguard, not evidence: a file that is damaged is begun anew, and where none can be written each process
counts by itself until one can. So neither a full disk nor a broken file lets anybody guess freely or keeps anybody out.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TypeVar

from graphintel.log import get_logger
from graphintel.model.times import moment
from graphintel.private_files import private_folder

T = TypeVar("T")
log = get_logger(__name__)

TABLE = "CREATE TABLE IF NOT EXISTS counts (name TEXT, key TEXT, count REAL, at REAL, PRIMARY KEY (name, key))"
SETTINGS = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL", "PRAGMA busy_timeout = 2000", TABLE)
READ = "SELECT count, at FROM counts WHERE name = ? AND key = ?"
PUT = "INSERT OR REPLACE INTO counts (name, key, count, at) VALUES (?, ?, ?, ?)"
DROP = "DELETE FROM counts WHERE name = ? AND key = ?"
ALL = (
    "SELECT name, key, count, at FROM counts WHERE name IN (SELECT value FROM json_each(?)) ORDER BY at DESC, name, key"
)
TIDY = "DELETE FROM counts WHERE at < ?"
DAMAGED = ("malformed", "not a database")
# After this time without a file it is tried again.
RETRY_SECONDS = 30.0
KEPT_SECONDS = 31 * 86_400.0
IN_MEMORY = ":memory:"


@dataclass(frozen=True, slots=True)
class Count:
    """How much was counted under a name and a key, and when last."""

    name: str
    key: str
    count: float
    at: float

    def faded(self, fade: float, now: float) -> float:
        """What is left of it: one less for each ``fade`` seconds; nothing of what a clock that jumped dates ahead."""
        return 0.0 if self.at > now else max(0.0, self.count - (now - self.at) / fade)


class Counting:
    """Counts inside one transaction: nobody else counts meanwhile."""

    def __init__(self, connection: sqlite3.Connection, now: float) -> None:
        self._connection = connection
        self.now = now

    def read(self, name: str, key: str) -> Count:
        """What was counted."""
        row = self._connection.execute(READ, (name, key)).fetchone()
        return Count(name, key, *(row or (0.0, 0.0)))

    def put(self, name: str, key: str, count: float) -> None:
        """Counts anew from now."""
        self._connection.execute(PUT, (name, key, count, self.now))

    def drop(self, name: str, key: str) -> None:
        """Forgets what was counted."""
        self._connection.execute(DROP, (name, key))

    def all(self, names: Sequence[str]) -> list[Count]:
        """What was counted under these names, latest first."""
        listed = "[" + ",".join(f'"{name}"' for name in names) + "]"
        return [Count(*row) for row in self._connection.execute(ALL, (listed,))]


class Counters:
    """The file of this installation, opened when the first is counted."""

    def __init__(self, path: Path, clock: Callable[[], float] = lambda: moment().timestamp()) -> None:
        self._path = path
        self._clock = clock
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._without_file_until: float | None = None

    def run(self, work: Callable[[Counting], T]) -> T:
        """Runs the work in one transaction; in memory where the file cannot be used."""
        with self._lock:
            try:
                return self._work(self._opened(), work)
            except (sqlite3.Error, OSError) as error:
                if self._without_file_until is not None:
                    raise
                self._give_up_file(error)
                return self._work(self._opened(), work)

    def close(self) -> None:
        """Gives the file back."""
        with self._lock:
            self._close()

    def _work(self, connection: sqlite3.Connection, work: Callable[[Counting], T]) -> T:
        connection.execute("BEGIN IMMEDIATE")
        try:
            result = work(Counting(connection, self._clock()))
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
        return result

    def _opened(self) -> sqlite3.Connection:
        if self._without_file_until is not None and time.monotonic() > self._without_file_until:
            self._without_file_until = None
            self._close()
        if self._connection is None:
            self._connection = self._open(IN_MEMORY if self._without_file_until is not None else self._file())
        return self._connection

    def _file(self) -> str:
        private_folder(self._path.parent)
        self._path.touch(mode=0o600)
        return str(self._path)

    def _open(self, name: str) -> sqlite3.Connection:
        connection = sqlite3.connect(name, isolation_level=None, check_same_thread=False)
        for statement in SETTINGS:
            connection.execute(statement)
        connection.execute(TIDY, (self._clock() - KEPT_SECONDS,))
        return connection

    def _give_up_file(self, error: sqlite3.Error | OSError) -> None:
        self._close()
        if any(word in str(error) for word in DAMAGED):
            log.warning("counters.begun_anew", error=type(error).__name__)
            for ending in ("", "-wal", "-shm"):
                with contextlib.suppress(OSError):
                    Path(f"{self._path}{ending}").unlink()
            return
        log.error("counters.without_file", error=type(error).__name__)
        self._without_file_until = time.monotonic() + RETRY_SECONDS

    def _close(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None
