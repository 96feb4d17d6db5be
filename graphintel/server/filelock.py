"""A lock between processes, held by the operating system: it ends with its holder, however that ends."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

COUNTING = ".counting"


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


@contextmanager
def registered(path: Path) -> Iterator[None]:
    """Holds a file of one's own for :func:`held_in` to count; it is gone when the block has ended."""
    counting = path.parent / COUNTING
    with ExitStack() as kept:
        # Whoever counts holds each file for a moment, and removes those that nobody holds.
        with exclusive(counting):
            kept.enter_context(held(path))
        try:
            yield
        finally:
            with exclusive(counting):
                path.unlink()


def held_in(folder: Path) -> int:
    """How many of a folder's files are registered; those that nobody holds were left by the dead, and are removed."""
    count = 0
    if not folder.is_dir():
        return count
    with exclusive(folder / COUNTING):
        for file in folder.iterdir():
            if file.name != COUNTING:
                with held(file) as ours:
                    count += not ours
                    if ours:
                        file.unlink()
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
