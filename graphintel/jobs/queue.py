"""The queue of jobs: huey on SQLite in the data folder, or on a Redis that several machines share.

A file that is broken is put aside, and an empty one takes its place: what is to be done is found again elsewhere.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import redis
from huey import Huey, RedisHuey, SqliteHuey
from huey.serializer import SignedSerializer

from graphintel.errors import StartRefused
from graphintel.log import get_logger
from graphintel.model.times import now
from graphintel.private_files import private_folder
from graphintel.server.filelock import exclusive

if TYPE_CHECKING:
    from huey.storage import RedisStorage, SqliteStorage

log = get_logger(__name__)
# Its own lines are for people who develop with it and may hold what a job was given; ours say what happened.
logging.getLogger("huey").addHandler(logging.NullHandler())
logging.getLogger("huey").propagate = False

NAME = "graphintel"
FILE = "queue.db"
PUT_ASIDE = f"{FILE}.broken-"
PATIENCE = 5.0
T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Job:
    """Something to be done: of what kind, and on what."""

    kind: str
    id: str


class Queue:
    """Holds jobs until somebody takes them; processes share it by its folder or by its address."""

    def __init__(self, folder: Path, key: bytes, redis_url: str | None = None) -> None:
        self._file = None if redis_url else private_folder(folder) / FILE
        # What lies in the queue is unpickled by whoever takes it: only what this installation has signed is.
        serializer = SignedSerializer(secret=key.hex())
        self._carry_out: Callable[[Job], None] | None = None
        if self._file is None:
            self.huey: Huey = RedisHuey(NAME, url=redis_url, results=False, serializer=serializer)
            _refuse_what_does_not_answer(self.huey)
        else:
            self.huey = self._opened(
                lambda: SqliteHuey(
                    NAME, filename=str(self._file), results=False, serializer=serializer, timeout=PATIENCE
                )
            )
        self._inode = self._present()
        self._task = self.huey.task(name="job")(self._run)

    def put(self, job: Job) -> None:
        """Adds a job; it may stand there more than once."""
        self._healed(lambda: self._task(job.kind, job.id))

    def waiting(self) -> list[Job]:
        """The jobs that nobody has taken yet, oldest first."""
        pending: Iterable[Any] = self._healed(self.huey.pending)
        return [Job(*task.args) for task in pending]

    def put_aside(self) -> list[str]:
        """The broken files that were put aside, by name."""
        return [] if self._file is None else sorted(each.name for each in self._file.parent.glob(f"{PUT_ASIDE}*"))

    def carry_out_with(self, carry_out: Callable[[Job], None]) -> None:
        """Says what is to be done with a job by whoever works through the queue in this process."""
        self._carry_out = carry_out

    def close(self) -> None:
        """Gives the connection back."""
        if self._file is not None:
            self.huey.storage.close()

    def _run(self, kind: str, id_: str) -> None:
        if self._carry_out is not None:
            self._carry_out(Job(kind, id_))

    def _healed(self, act: Callable[[], T]) -> T:
        """Acts on the queue as it is now, once more on an empty one where its file turns out to be broken."""
        if self._file is not None and self._inode != self._present():
            # Somebody else has put the file aside that this process had open.
            self.huey.storage.close()
            cast("SqliteStorage", self.huey.storage).initialize_schema()
            self._inode = self._present()
        try:
            return act()
        except sqlite3.DatabaseError as error:
            if not _broken(error):
                raise
            self.huey.storage.close()
            self._replace()
            cast("SqliteStorage", self.huey.storage).initialize_schema()
            self._inode = self._present()
            return act()

    def _opened(self, open_: Callable[[], Huey]) -> Huey:
        try:
            return open_()
        except sqlite3.DatabaseError as error:
            if not _broken(error):
                raise
            self._replace()
            return open_()

    def _replace(self) -> None:
        """Puts the file aside where it is broken; somebody else may have done so in the meantime."""
        file = self._file
        if file is None:
            return
        with exclusive(file.with_name("lock")):
            if not _sound(file):
                aside = file.with_name(f"{PUT_ASIDE}{now().replace(':', '')}")
                file.replace(aside)
                for suffix in ("-wal", "-shm"):
                    file.with_name(file.name + suffix).unlink(missing_ok=True)
                log.error("jobs.queue_put_aside", file=aside.name)

    def _present(self) -> int:
        try:
            return self._file.stat().st_ino if self._file is not None else 0
        except FileNotFoundError:
            return 0


def _broken(error: sqlite3.DatabaseError) -> bool:
    """True where the file is no database or a broken one; a full disk or a lock is none of that."""
    return type(error) is sqlite3.DatabaseError


def _sound(file: Path) -> bool:
    if not file.exists():
        return True
    try:
        with closing(sqlite3.connect(file)) as connection:
            return bool(connection.execute("PRAGMA quick_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError as error:
        return not _broken(error)


def _refuse_what_does_not_answer(huey: Huey) -> None:
    try:
        cast("RedisStorage", huey.storage).conn.ping()
    except redis.RedisError as error:
        # The address may hold a password: it is not repeated.
        raise StartRefused(
            f"The Redis at GRAPHINTEL_REDIS_URL does not answer ({type(error).__name__}). "
            "Start it, correct the address, or leave the variable out: jobs are then kept in the data folder."
        ) from error
