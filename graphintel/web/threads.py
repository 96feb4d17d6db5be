"""The threads that answer: each works on one request at a time, and is asked from the event loop that receives them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextvars import Context
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")

Work = tuple[Callable[[], Any], asyncio.AbstractEventLoop, "asyncio.Future[Any]"]
LAST_SECONDS = 5.0


class Threads:
    """A fixed number of threads. What is asked of them waits for one that is free, in the order of asking."""

    def __init__(self, number: int) -> None:
        self._waiting: SimpleQueue[Work | None] = SimpleQueue()
        self._threads = [threading.Thread(target=self._go, name=f"answers-{at}", daemon=True) for at in range(number)]

    def start(self) -> None:
        """Has them wait for work."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Lets them finish what they were asked before."""
        for _thread in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            thread.join(LAST_SECONDS)

    async def run(self, work: Callable[[], T]) -> T:
        """What the work returns or raises, done by one of them."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()
        self._waiting.put((work, loop, done))
        return await done

    def _go(self) -> None:
        while (asked := self._waiting.get()) is not None:
            work, loop, done = asked
            # Nothing that one request has set for its thread is left for the next.
            try:
                outcome, error = Context().run(work), None
            except Exception as raised:  # noqa: BLE001 - whoever asked gets it
                outcome, error = None, raised
            loop.call_soon_threadsafe(_tell, done, outcome, error)


def _tell(done: asyncio.Future[Any], outcome: object, error: Exception | None) -> None:
    if done.done():
        return
    if error is None:
        done.set_result(outcome)
    else:
        done.set_exception(error)
