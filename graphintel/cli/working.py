"""A process that works through the jobs beside the one that serves: started anew should it die, and ended with it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from graphintel.log import get_logger

log = get_logger(__name__)

COMMAND = (sys.executable, "-m", "graphintel", "jobs", "work", "--child-of")
# What is under way is handed back after the chunk that is just being written.
END_SECONDS = 30.0
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
# One that has worked this long did not die of how it was started.
HEALTHY_SECONDS = 60.0
POLL_SECONDS = 0.2


@contextmanager
def worker_beside(environment: Mapping[str, str]) -> Iterator[None]:
    """Keeps a worker for the length of the block; at its end it hands back what it was doing."""
    stopping = threading.Event()
    keeper = threading.Thread(target=_keep, args=(dict(environment), stopping), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stopping.set()
        keeper.join(END_SECONDS + 5)


def _keep(environment: Mapping[str, str], stopping: threading.Event) -> None:
    pause = FIRST_PAUSE
    while not stopping.is_set():
        begun = time.monotonic()
        # In a session of its own: a closed terminal and Ctrl-C are for the process that serves, which passes them on.
        # It is told who we are: by the time that it could ask, we may be gone and somebody else its parent.
        command = (*COMMAND, str(os.getpid()))
        worker = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, start_new_session=True)
        status = _wait(worker, stopping)
        if status is None:
            _end(worker)
            return
        log.error("jobs.worker_died", status=status, again_in_seconds=pause)
        stopping.wait(pause)
        pause = FIRST_PAUSE if time.monotonic() - begun > HEALTHY_SECONDS else min(pause * 2, LONGEST_PAUSE)


def _wait(worker: subprocess.Popen[bytes], stopping: threading.Event) -> int | None:
    """The status with which the worker has ended by itself; None where it is to be ended."""
    while not stopping.is_set():
        try:
            return worker.wait(POLL_SECONDS)
        except subprocess.TimeoutExpired:
            continue
    return None


def _end(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    try:
        worker.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        log.warning("jobs.worker_killed", after_seconds=END_SECONDS)
        worker.kill()
        worker.wait()
