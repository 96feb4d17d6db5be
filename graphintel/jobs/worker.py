"""Whoever works through the jobs.

He takes them as they come, finds those that somebody died at, and hands back what he cannot finish when he is to stop.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from contextvars import copy_context
from pathlib import Path
from typing import Protocol

from huey.consumer import Consumer

from graphintel.errors import StoreUnavailable
from graphintel.jobs.queue import Job, Queue
from graphintel.log import get_logger
from graphintel.private_files import private_folder
from graphintel.server.filelock import held_in, registered
from graphintel.services.intake import HandedBack

log = get_logger(__name__)

THREADS = 2
SWEEP_SECONDS = 5.0
# Idle threads look into the queue this often: what somebody has just uploaded begins at once.
LONGEST_IDLE = 0.5
WORKERS = "workers"


class Handler(Protocol):
    """What is done with the jobs of one kind."""

    def work(self, id_: str, stopping: Callable[[], bool]) -> None:
        """Does the job, or goes on with it; leaves it to others once ``stopping`` says so."""

    def unfinished(self) -> list[str]:
        """The jobs that are to be done and that nobody works on, whatever stands in the queue."""
        ...

    def tidy(self) -> None:
        """Clears away what jobs have left behind that ended in the middle."""


class _Consumer(Consumer):  # type: ignore[misc]  # huey has no types
    """Takes no signals: the process that it runs in does."""

    def _set_signal_handlers(self) -> None:
        """Leaves the signals to the process."""


class Worker:
    """Works through a queue with a few threads, until it is told to stop."""

    def __init__(
        self, queue: Queue, handlers: Mapping[str, Handler], folder: Path, *, threads: int = THREADS,
        sweep_seconds: float = SWEEP_SECONDS,
    ) -> None:  # fmt: skip
        self._queue = queue
        self._handlers = handlers
        self._folder = private_folder(private_folder(folder) / WORKERS)
        self._stopping = threading.Event()
        self._sweep_seconds = sweep_seconds
        queue.carry_out_with(self._carry_out)
        self._consumer = _Consumer(
            queue.huey, workers=threads, periodic=False, max_delay=LONGEST_IDLE, check_worker_health=False
        )
        self._sweeper = threading.Thread(target=self._sweep_again, name="sweeper", daemon=True)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Works for the length of the block; at its end what is under way is handed back."""
        name = self._folder / f"{os.getpid()}-{id(self)}"
        with ExitStack() as kept:
            kept.enter_context(registered(name))
            self._consumer.start()
            self._sweeper.start()
            log.info("jobs.worker_started", pid=os.getpid())
            try:
                yield
            finally:
                self._stopping.set()
                self._consumer.stop(graceful=True)
                self._sweeper.join()
                self._queue.close()
                log.info("jobs.worker_stopped", pid=os.getpid())

    def _carry_out(self, job: Job) -> None:
        handler = self._handlers.get(job.kind)
        if handler is None or self._stopping.is_set():
            return
        copy_context().run(self._work, handler, job)

    def _work(self, handler: Handler, job: Job) -> None:
        begun = time.monotonic()
        log.info("job.started", kind=job.kind, job=job.id)
        try:
            handler.work(job.id, self._stopping.is_set)
        except StoreUnavailable:
            log.warning("job.waits_for_store", kind=job.kind, job=job.id)
        except HandedBack:
            log.info("job.handed_back", kind=job.kind, job=job.id)
        except Exception as error:
            log.exception("job.failed", kind=job.kind, job=job.id, error=type(error).__name__)
        else:
            log.info("job.ended", kind=job.kind, job=job.id, seconds=round(time.monotonic() - begun, 1))

    def _sweep_again(self) -> None:
        while True:
            try:
                self._sweep()
            except StoreUnavailable:
                log.warning("jobs.store_away")
            except Exception as error:
                log.exception("jobs.sweep_failed", error=type(error).__name__)
            if self._stopping.wait(self._sweep_seconds):
                return

    def _sweep(self) -> None:
        """Puts into the queue what is to be done and does not stand there: somebody died, or the queue was lost."""
        waiting = set(self._queue.waiting())
        for kind, handler in self._handlers.items():
            handler.tidy()
            for job in (Job(kind, id_) for id_ in handler.unfinished()):
                if job not in waiting:
                    self._queue.put(job)


def workers(folder: Path) -> int:
    """How many workers are alive."""
    return held_in(folder / WORKERS)
