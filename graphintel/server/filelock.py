"""A lock between processes, held by the operating system: it ends with its holder, however that ends."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def held(path: Path) -> Iterator[bool]:
    """Holds the lock where nobody else does: gives whether it does, and waits for nobody."""
    with path.open("a", encoding="utf-8") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def held_in(folder: Path) -> int:
    """How many of a folder's files somebody holds; those that nobody does were left by the dead, and are removed."""
    count = 0
    for file in folder.iterdir() if folder.is_dir() else ():
        with held(file) as ours:
            count += not ours
            if ours:
                file.unlink(missing_ok=True)
    return count


@contextmanager
def exclusive(path: Path, *, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Holds the lock; while somebody else holds it, says so once through ``waiting`` and waits."""
    with path.open("a", encoding="utf-8") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if waiting is not None:
                waiting()
            fcntl.flock(stream, fcntl.LOCK_EX)
        yield
