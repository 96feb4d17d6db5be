"""Backups by the clock, for as long as the process runs that serves."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from graphintel.bootstrap import backups
from graphintel.errors import GraphintelError
from graphintel.log import get_logger
from graphintel.services.backups import Backups
from graphintel.settings import Settings

log = get_logger(__name__)

POLL_SECONDS = 1.0
# One that failed is tried again after this long, or sooner where they are made more often.
AGAIN_SECONDS = 900


@contextmanager
def backing_up(settings: Settings) -> Iterator[None]:
    """Makes a backup whenever one is due, beside what the block does; ends the one under way before the block does."""
    made = backups(settings, os.environ)
    made.finish()
    if not settings.backup_every or settings.store is not None:
        yield
        return
    stopping = threading.Event()
    keeper = threading.Thread(target=_keep, args=(made, settings.backup_every, stopping), name="backups")
    keeper.start()
    try:
        yield
    finally:
        stopping.set()
        keeper.join()


def _keep(made: Backups, every: int, stopping: threading.Event) -> None:
    failed_at: float | None = None
    while not stopping.wait(POLL_SECONDS):
        waits = failed_at is not None and time.monotonic() < failed_at + min(every, AGAIN_SECONDS)
        if waits or not due(made.last().get("at"), every, datetime.now(UTC)):
            continue
        try:
            done = made.make()
        except Exception as error:
            failed_at = time.monotonic()
            code = error.code if isinstance(error, GraphintelError) else type(error).__name__
            log.exception("backup.failed", code=code)
        else:
            failed_at = None
            log.info("backup.made", bytes=done.bytes, seconds_stopped=done.seconds_stopped, removed=len(done.removed))


def due(last: str | None, every: int, at: datetime) -> bool:
    """True where the last backup is old enough, or lies in the future: then the clock was set back."""
    if last is None:
        return True
    age = (at - datetime.fromisoformat(last)).total_seconds()
    return age >= every or age < 0
