"""Somebody who works through the jobs of a platform, in threads of the test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from graphintel.bootstrap import Platform
from graphintel.jobs.queue import Queue
from graphintel.jobs.worker import Worker
from graphintel.services.uploads import KIND


def queue_of(platform: Platform) -> Queue:
    """The queue of a platform, opened once more."""
    return Queue(platform.settings.jobs_folder, platform.keys.key("jobs"), platform.settings.redis_url)


@contextmanager
def working(platform: Platform) -> Iterator[Worker]:
    """Works through the jobs for the length of the block, and looks often for those that nobody does."""
    with closing(queue_of(platform)) as queue:
        worker = Worker(queue, {KIND: platform.uploads}, platform.settings.jobs_folder, sweep_seconds=0.2)
        with worker.running():
            yield worker
