"""A folder of its own for each test run, and an end to what runs that crashed left behind.

A run holds a lock in its folder for as long as it lives, however it ends. Folders are made and cleared away one run at
a time, so that none is cleared away between its making and its locking.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graphintel.server import ManagedNeo4j
from graphintel.server.filelock import exclusive
from graphintel.settings import Settings

HOMES = Path(tempfile.gettempdir()) / f"graphintel-test-runs-{os.getuid()}"
LIVES = "lives.lock"


@contextmanager
def own_home(homes: Path = HOMES) -> Iterator[Path]:
    """A new folder that no other run touches, removed at the end; first clears away what crashed runs left."""
    homes.mkdir(mode=0o700, exist_ok=True)
    with exclusive(homes / "lock"):
        _clear_away_what_nobody_holds(homes)
        home = Path(tempfile.mkdtemp(dir=homes))
        stream = (home / LIVES).open("w")
        fcntl.flock(stream, fcntl.LOCK_EX)
    with stream:
        yield home
        shutil.rmtree(home)


def _clear_away_what_nobody_holds(homes: Path) -> None:
    for home in (each for each in homes.iterdir() if each.is_dir()):
        with (home / LIVES).open("a") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            ManagedNeo4j(Settings(home=home)).stop()
            shutil.rmtree(home)
