"""The demo network, derived once for all tests: reading and deriving it takes two seconds."""

from __future__ import annotations

import pytest

from tests.unit.seed.derived import Demo, read_demo


@pytest.fixture(scope="session")
def demo() -> Demo:
    """The demo network."""
    return read_demo()
