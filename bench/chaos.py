"""Nothing that was answered is lost, whatever is killed: the database, the web process, the worker, the sealer.

    python bench/chaos.py                   50 kills at random moments under a mixed load, 10 to 20 minutes
    python bench/chaos.py --kills 5         a try
    python bench/chaos.py --seed 7          the same order of kills again

`graphintel serve` runs as it does for users, with a database of its own, in a folder of its own and for this machine
alone. Clients enter, upload and read, and send again what was not answered, under the same key. What is killed is
killed outright (SIGKILL); only `serve` itself is started again, as a service manager would. Beside it: the database
alone, killed and started three times. In the end all that was answered must be there once, and the audit trail whole.
"""

from __future__ import annotations

import argparse
import os
import random
import secrets
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from _chaos import Client, Installation, Promises, account, clients, verify
from _machine import await_ready, kept, load_now, settings_in, table

from graphintel.bootstrap import connect
from graphintel.cli import serving
from graphintel.cli.serving import database, free_port
from graphintel.server import ManagedNeo4j

KILLS = 50
PROMISED_SECONDS = 30.0
GIVEN_UP_SECONDS = 300.0
# Seconds of work between two kills.
PAUSE = (0.5, 6.0)
TARGETS = ("database", "web process", "worker", "serve with the sealer")


class Served:
    """``graphintel serve``, started again where it is killed."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.process = self._start()
        await_ready(installation.address, self.process)

    def kill(self, target: str) -> float:
        """Kills one of its processes outright; the seconds until all of it answers again."""
        victim = self.pid_of(target)
        began = time.monotonic()
        os.kill(victim, signal.SIGKILL)
        if target == TARGETS[3]:
            self.process.wait()
        while not self._whole(victim):
            if self.process.poll() is not None:
                self.process = self._start()
            if time.monotonic() - began > GIVEN_UP_SECONDS:
                raise SystemExit(f"{GIVEN_UP_SECONDS:.0f} s after the {target} was killed it does not answer.")
            time.sleep(0.1)
        return time.monotonic() - began

    def pid_of(self, target: str) -> int:
        """The process that is meant; waits for one that is just being started."""
        until = time.monotonic() + GIVEN_UP_SECONDS
        while time.monotonic() < until:
            found = self._find(target)
            if found is not None:
                return found
            time.sleep(0.1)
        raise SystemExit(f"There is no {target}.")

    def stop(self) -> None:
        """Ends it in order."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(GIVEN_UP_SECONDS)

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "graphintel", "serve", "--port", str(self.installation.port)]
        return subprocess.Popen(command, env=self.installation.environment, stderr=self.installation.log)

    def _whole(self, victim: int) -> bool:
        alive = [self._find(target) for target in TARGETS]
        return None not in alive and victim not in alive and self.installation.ready()

    def _find(self, target: str) -> int | None:
        if target == TARGETS[0]:
            running = ManagedNeo4j(self.installation.settings).home.find()
            return None if running is None else running.pid
        if target == TARGETS[3]:
            return self.process.pid if self.process.poll() is None else None
        return next((each.pid for each in self._children() if _is(target, each)), None)

    def _children(self) -> list[psutil.Process]:
        try:
            return psutil.Process(self.process.pid).children()
        except psutil.NoSuchProcess:
            return []


def _is(target: str, process: psutil.Process) -> bool:
    try:
        command = process.cmdline()
    except psutil.Error:
        return False
    return ("jobs" in command) if target == TARGETS[2] else ("--multiprocessing-fork" in command)


def main() -> None:
    """Prepares, kills, verifies, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    given = parser.parse_args()
    # Ended from outside, it stops what it started all the same.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with installed() as installation:
        alone = [recovery(installation) for _time in range(3)]
        served = Served(installation)
        try:
            seconds, promises = chaos(served, given.kills, random.Random(given.seed))
        finally:
            served.stop()
        report(given.kills, given.seed, seconds, alone)
        with database(installation.settings) as connected:
            verify(connected, installation, promises)


@contextmanager
def installed() -> Iterator[Installation]:
    """An installation in a folder of its own, with accounts and nothing entered yet."""
    with tempfile.TemporaryDirectory(prefix="graphintel-bench-") as home:
        settings = settings_in(home)
        with database(settings) as connected, connect(connected) as platform:
            accounts = account(platform)
        environment = os.environ | serving.environment(settings) | {"GRAPHINTEL_SECRET_KEY": settings.secret_key or ""}
        with (Path(home) / "printed").open("wb") as log:
            yield Installation(settings, free_port("127.0.0.1", 0), environment, accounts, log)


def recovery(installation: Installation) -> float:
    """The seconds in which the database alone is there again after it was killed: what nothing here can be below."""
    server = ManagedNeo4j(installation.settings)
    running = server.start(owned=True)
    os.kill(running.pid, signal.SIGKILL)
    began = time.monotonic()
    while not server.revive():
        time.sleep(0.05)
    seconds = time.monotonic() - began
    server.stop()
    return seconds


def chaos(served: Served, kills: int, draw: random.Random) -> tuple[dict[str, list[float]], Promises]:
    """Kills under load; seconds to answering again by target, and what the clients were answered."""
    seconds: dict[str, list[float]] = defaultdict(list)
    targets = [TARGETS[number % len(TARGETS)] for number in range(kills)]
    draw.shuffle(targets)
    promises = Promises()
    with clients(served.installation, promises):
        for number, target in enumerate(targets, 1):
            time.sleep(draw.uniform(*PAUSE))
            taken = served.kill(target)
            seconds[target].append(taken)
            print(f"{number:>3} of {kills}: {target} killed, answers again after {taken:.1f} s", flush=True)
    Client.settle(served.installation, promises)
    return seconds, promises


def report(kills: int, seed: int, seconds: dict[str, list[float]], alone: list[float]) -> None:
    """Prints how soon it answered again."""
    rows = [
        [target, str(len(taken)), f"{statistics.median(taken):.1f}", f"{max(taken):.1f}"]
        for target, taken in sorted(seconds.items())
    ]
    rows.append(["the database alone", str(len(alone)), f"{statistics.median(alone):.1f}", f"{max(alone):.1f}"])
    print(f"\n{kills} kills (--seed {seed}); {load_now()}")
    print(table(["killed", "times", "median s", "longest s"], rows))
    longest = max(each for taken in seconds.values() for each in taken)
    held = longest <= PROMISED_SECONDS
    counted = Counter({target: len(taken) for target, taken in seconds.items()})
    print(f"answers again within {PROMISED_SECONDS:.0f} s, {counted.total()} times: {kept(held=held)}\n")


if __name__ == "__main__":
    main()
