"""Waiting for what other processes do, as long as a slow machine may need."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 120.0
POLL_SECONDS = 0.05


def until(true: Callable[[], object]) -> None:
    """Returns once it is true; that it never is fails the test."""
    latest = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < latest
        time.sleep(POLL_SECONDS)
