"""What the benches share: a database of their own, what the machine was doing meanwhile, and tables."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import psutil

from graphintel.cli import serving
from graphintel.cli.serving import database, free_port
from graphintel.server import ManagedNeo4j
from graphintel.settings import Settings, StoreAddress

MEGABYTE = 1024 * 1024
PATIENCE_SECONDS = 120
T = TypeVar("T")


@dataclass(frozen=True)
class Scratch:
    """A fresh database that ends with the bench."""

    settings: Settings
    address: StoreAddress
    server: psutil.Process


def settings_in(home: str) -> Settings:
    """Settings of an installation in a folder of its own, under a key of its own and with no database yet."""
    return replace(Settings.from_env(os.environ), home=Path(home), store=None, secret_key=secrets.token_hex())


@contextmanager
def scratch(*, fast: bool = False) -> Iterator[Scratch]:
    """A managed database in a folder of its own, started as the product starts it; stopped and removed at the end."""
    with tempfile.TemporaryDirectory(prefix="graphintel-bench-") as home:
        settings = settings_in(home)
        with database(settings, fast=fast) as connected:
            process = ManagedNeo4j(settings).home.find()
            if process is None or connected.store is None:
                raise SystemExit("The database of the bench does not run.")
            yield Scratch(connected, connected.store, psutil.Process(process.pid))


@dataclass(frozen=True)
class Spent:
    """What something took: seconds on the clock, and seconds of processor time of this process and of another."""

    seconds: float
    client: float
    server: float
    load: float


def spend(work: Callable[[], object], server: psutil.Process) -> Spent:
    """Does the work; what it took."""
    load = os.getloadavg()[0]
    before = _cpu(psutil.Process()), _cpu(server)
    began = time.perf_counter()
    work()
    seconds = time.perf_counter() - began
    return Spent(seconds, _cpu(psutil.Process()) - before[0], _cpu(server) - before[1], load)


def middle_of(done: Sequence[T], key: Callable[[T], float]) -> T:
    """The one of which half had less."""
    return sorted(done, key=key)[len(done) // 2]


def kept(*, held: bool) -> str:
    """Whether a promise was kept, in a word."""
    return "kept" if held else "NOT KEPT"


def family(process: psutil.Process) -> list[psutil.Process]:
    """A process with everything that it started."""
    with suppress(psutil.NoSuchProcess):
        return [process, *process.children(recursive=True)]
    return []


def cpu_of(processes: Sequence[psutil.Process]) -> float:
    """Processor time of processes that run, in seconds."""
    return sum(_cpu(process) for process in processes)


def memory_of(processes: Sequence[psutil.Process]) -> tuple[float, float]:
    """Resident memory in MB: each process for itself, and with shared pages counted once (where the system tells)."""
    resident = shared_once = 0.0
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            found = process.memory_full_info()
            resident += found.rss
            shared_once += getattr(found, "pss", found.rss)
    return resident / MEGABYTE, shared_once / MEGABYTE


def load_now() -> str:
    """How busy the machine is besides, for a line under a table."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


def table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns in line: the first to the left, numbers to the right."""
    widths = [max(len(row[at]) for row in [heading, *rows]) for at in range(len(heading))]
    lines = [
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in [heading, *rows]
    ]
    return "\n".join(lines)


def _cpu(process: psutil.Process) -> float:
    with suppress(psutil.NoSuchProcess):
        times = process.cpu_times()
        return times.user + times.system
    return 0.0


@contextmanager
def served(fresh: Scratch) -> Iterator[str]:
    """The application as ``graphintel serve`` serves it, on a free port of this machine; its address."""
    port = free_port("127.0.0.1", 0)
    environment = os.environ | serving.environment(fresh.settings)
    environment |= {"GRAPHINTEL_SECRET_KEY": fresh.settings.secret_key or ""}
    command = [sys.executable, "-m", "graphintel", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment)
    try:
        address = f"http://127.0.0.1:{port}"
        await_ready(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=60)


def await_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    """Waits until the application answers."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(f"{address}/readyz", timeout=5):  # noqa: S310 - our own address
            return
        time.sleep(0.1)
    raise SystemExit("The application did not start.")
