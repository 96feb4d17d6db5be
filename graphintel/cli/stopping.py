"""However a command that serves is told to end, by Ctrl-C, a service manager or a closed terminal, it ends in order."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

OUTPUTS = (1, 2)


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Inside, a request to end and a closed terminal do what Ctrl-C does, so that what was started is stopped."""
    heeded = [number for number in (signal.SIGTERM, signal.SIGHUP) if _is_heeded(number)]
    terminals = _terminals()

    def end(number: int, _frame: FrameType | None) -> None:
        # Once is enough: a closed terminal is often told twice, and the second must not break off the stopping.
        for each in heeded:
            signal.signal(each, signal.SIG_IGN)
        if number == signal.SIGHUP:
            _fall_silent(terminals)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, end) for number in heeded}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def when_the_terminal_closes(stop: Callable[[], object]) -> Callable[[], None]:
    """What makes SIGHUP call ``stop``, once it is called itself; as little happens as before where nohup hides it."""
    heeded, terminals = _is_heeded(signal.SIGHUP), _terminals()

    def hung_up(_number: int, _frame: FrameType | None) -> None:
        _fall_silent(terminals)
        stop()

    def listen() -> None:
        signal.signal(signal.SIGHUP, hung_up if heeded else signal.SIG_IGN)

    return listen


def _is_heeded(number: signal.Signals) -> bool:
    return signal.getsignal(number) is not signal.SIG_IGN


def _terminals() -> list[int]:
    return [output for output in OUTPUTS if os.isatty(output)]


def _fall_silent(terminals: list[int]) -> None:
    """Sends what is still said to nowhere: writing to a terminal that is gone is an error, which would stop us."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for output in terminals:
        os.dup2(nowhere, output)
    os.close(nowhere)
