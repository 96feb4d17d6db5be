"""Work that outlives the request that asked for it: threads of this process; what it comes to lies in the store."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context

from graphintel.log import get_logger

log = get_logger(__name__)

WORKERS = 2


class Jobs:
    """Runs work in the background, a few at a time, in the language and on behalf of whoever asked.

    A job keeps its state in the store, so that any process can tell of it, and can be run again after a crash.
    """

    def __init__(self, workers: int = WORKERS) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="job")
        self._closing = threading.Event()

    def start(self, name: str, work: Callable[[Callable[[], bool]], object]) -> Future[None]:
        """Queues work, which is handed a question to ask now and then: whether everything is to stop."""
        return self._pool.submit(copy_context().run, self._run, name, work)

    def close(self) -> None:
        """Asks running work to stop and waits until it has; what waits in the queue is not begun."""
        self._closing.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _run(self, name: str, work: Callable[[Callable[[], bool]], object]) -> None:
        log.info("job.started", name=name)
        try:
            work(self._closing.is_set)
        except Exception as error:
            # The job itself has told the store; here is nobody left to raise to.
            log.exception("job.failed", name=name, error=type(error).__name__)
        else:
            log.info("job.ended", name=name)
