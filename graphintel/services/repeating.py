"""Work that is done again and again in the background of a process, and waits for a store that is away."""

from __future__ import annotations

import threading
from collections.abc import Callable

from graphintel.errors import GraphintelError
from graphintel.log import get_logger

log = get_logger(__name__)

JOIN_SECONDS = 30.0


class Repeating:
    """A thread that does one thing every so many seconds."""

    def __init__(self, name: str, work: Callable[[], object], seconds: float) -> None:
        self._name = name
        self._work = work
        self._seconds = seconds
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begins, the first time once the seconds are over."""
        self._thread.start()

    def stop(self) -> None:
        """Ends after what is being done; that it is never begun is well too."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(JOIN_SECONDS)

    def _run(self) -> None:
        failing = False
        while not self._stopped.wait(self._seconds):
            try:
                self._work()
                failing = False
            except GraphintelError as error:
                # Said once: the store may be away for long.
                if not failing:
                    log.warning("repeated.failed", name=self._name, code=error.code)
                failing = True
            except Exception as error:
                log.exception("repeated.failed", name=self._name, error=type(error).__name__)
