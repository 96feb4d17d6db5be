"""A command that serves, told to end in every way there is: what it started ends with it, in order."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphintel.server import ManagedNeo4j
from graphintel.settings import Settings, StoreAddress
from tests.integration.cli.served import PATIENCE, READY, serving
from tests.platforms import SECRET

SEEDING = re.compile("Filling the demo network")
WITH_A_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
)


@pytest.fixture(autouse=True)
def hearing_hang_ups() -> Iterator[None]:
    """What is started here hears a hang-up even where the tests themselves run under nohup."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.fixture
def installation(tmp_path: Path) -> dict[str, str]:
    """An installation of its own, whose database the command starts."""
    cache = Settings.from_env(os.environ).cache
    return {"GRAPHINTEL_HOME": str(tmp_path), "GRAPHINTEL_CACHE": str(cache), "GRAPHINTEL_NEO4J_HEAP": "384m"}


@pytest.fixture
def elsewhere(neo4j_server: StoreAddress, tmp_path: Path) -> dict[str, str]:
    """An installation on the database of the test run."""
    return {
        "GRAPHINTEL_HOME": str(tmp_path),
        "GRAPHINTEL_NEO4J_URI": neo4j_server.uri,
        "GRAPHINTEL_NEO4J_USER": neo4j_server.user,
        "GRAPHINTEL_NEO4J_PASSWORD": neo4j_server.password,
        "GRAPHINTEL_SECRET_KEY": SECRET,
    }


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_while_it_fills_the_demo_it_stops_the_database(
    how: signal.Signals, installation: dict[str, str], tmp_path: Path
) -> None:
    with serving(tmp_path / "printed", installation, "demo", "--port", "0", until=SEEDING) as served:
        code = served.stop(how)

        assert code == 130, served.printed
        assert "Traceback" not in served.printed
    stopped_in_order(tmp_path / "demo")


def test_a_hang_up_ends_it_as_a_request_to_end_does(elsewhere: dict[str, str], tmp_path: Path) -> None:
    with serving(tmp_path / "printed", elsewhere, "serve", "--port", "0") as served:
        code = served.stop(signal.SIGHUP)

        assert code == 0, served.printed
        assert "Stopped." in served.printed


def test_under_nohup_a_hang_up_changes_nothing(elsewhere: dict[str, str], tmp_path: Path) -> None:
    with serving(tmp_path / "printed", elsewhere, "serve", "--port", "0", under=("nohup",)) as served:
        served.process.send_signal(signal.SIGHUP)
        with pytest.raises(subprocess.TimeoutExpired):
            served.process.wait(2)

        assert served.ask("/readyz") == {"status": "ready"}
        assert served.stop(signal.SIGTERM) == 0


def test_when_its_terminal_closes_it_stops_the_database(installation: dict[str, str], tmp_path: Path) -> None:
    ours, its = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GRAPHINTEL_")}
    graphintel = [sys.executable, "-c", "from graphintel.cli import main; main()", "serve", "--port", "0"]
    with subprocess.Popen(
        [sys.executable, "-c", WITH_A_TERMINAL, *graphintel],
        env={**kept, **installation}, stdin=its, stdout=its, stderr=its, start_new_session=True,
    ) as process:  # fmt: skip
        os.close(its)
        read_until_ready(ours, process)

        os.close(ours)

        assert process.wait(PATIENCE) == 0
    stopped_in_order(tmp_path)


def read_until_ready(terminal: int, process: subprocess.Popen[bytes]) -> None:
    shown, latest = b"", time.monotonic() + PATIENCE
    while READY.search(shown.decode(errors="replace")) is None:
        assert process.poll() is None, shown
        assert time.monotonic() < latest, shown
        shown += os.read(terminal, 4096)


def stopped_in_order(home: Path) -> None:
    managed = ManagedNeo4j(Settings(home=home))
    assert managed.status().running is False
    assert managed.home.initialised
    assert managed.home.crashed is False
