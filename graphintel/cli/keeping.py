"""The managed database beside the web server: started again should it die, never where somebody stopped it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from graphintel.errors import GraphintelError
from graphintel.log import get_logger
from graphintel.server import ManagedNeo4j

log = get_logger(__name__)

POLL_SECONDS = 0.5
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0


@contextmanager
def kept_alive(server: ManagedNeo4j) -> Iterator[None]:
    """Looks after the database for the length of the block."""
    stopping = threading.Event()
    keeper = threading.Thread(target=_keep, args=(server, stopping), name="database keeper", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stopping.set()
        # One that is just starting is waited for: it is to be stopped in order.
        keeper.join()


def _keep(server: ManagedNeo4j, stopping: threading.Event) -> None:
    pause = FIRST_PAUSE
    while not stopping.wait(POLL_SECONDS):
        began = time.monotonic()
        try:
            if server.revive():
                log.warning("server.revived", seconds=round(time.monotonic() - began, 1))
            pause = FIRST_PAUSE
        except Exception as error:
            code = error.code if isinstance(error, GraphintelError) else type(error).__name__
            log.exception("server.not_revived", code=code, again_in_seconds=pause)
            stopping.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
