"""Whatever of it is killed, it answers again at the same address: the database, who answers, and the whole."""

from __future__ import annotations

import os
import signal
import urllib.error
from pathlib import Path

import psutil
import pytest

from graphintel.server.home import Home
from tests.integration.cli.served import Served, serving
from tests.patience import PATIENCE, until

READY = {"status": "ready"}


@pytest.fixture
def installation(tmp_path: Path, cache: Path) -> dict[str, str]:
    """One with a database of its own."""
    return {"GRAPHINTEL_HOME": str(tmp_path), "GRAPHINTEL_CACHE": str(cache), "GRAPHINTEL_NEO4J_HEAP": "384m"}


def test_what_is_killed_is_there_again_at_the_same_address(installation: dict[str, str], tmp_path: Path) -> None:
    home = Home(tmp_path / "neo4j")
    with serving(tmp_path / "first", installation, "serve", "--port", "0") as served:
        database = home.find()
        assert database is not None

        killed(database.pid)
        until(lambda: ready(served) and home.find() is not None)
        again = home.find()
        assert again is not None
        assert again.port == database.port
        until(lambda: "server.revived" in served.printed)

        answering = answers(served)
        killed(answering.pid)
        until(lambda: ready(served) and answers(served).pid != answering.pid)

        port = served.address.rpartition(":")[2]
        answering = answers(served)
        killed(served.process.pid)
        served.process.wait(PATIENCE)
        until(lambda: not answering.is_running())
    with serving(tmp_path / "second", installation, "serve", "--port", port) as served:
        assert served.ask("/readyz") == READY
        assert served.stop(signal.SIGTERM) == 0
    assert home.find() is None
    assert not home.crashed


def killed(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def answers(served: Served) -> psutil.Process:
    """The process that listens for requests, beside the one that started it."""
    port = int(served.address.rpartition(":")[2])
    for each in psutil.Process(served.process.pid).children():
        if any(found.laddr and found.laddr.port == port for found in each.net_connections("tcp")):
            return each
    raise AssertionError(served.printed)


def ready(served: Served) -> bool:
    try:
        return bool(served.ask("/readyz") == READY)
    except (urllib.error.URLError, OSError):
        return False
