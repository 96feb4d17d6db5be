"""The managed database as a process: start, readiness, stop, status."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil

from graphintel.errors import StartRefused
from graphintel.i18n import gettext as _
from graphintel.log import get_logger
from graphintel.server import config, migrate, ports, readiness
from graphintel.server.download import Progress, ensure_jars
from graphintel.server.filelock import exclusive
from graphintel.server.home import Home, Process, is_alive
from graphintel.server.jars import VERSION
from graphintel.server.java import admin, runtime_options, spawn
from graphintel.server.running import USER, Running, Status
from graphintel.settings import Settings, StoreAddress

log = get_logger(__name__)

START_SECONDS = 300
STOP_SECONDS = 120
PORT_ATTEMPTS = 3

# Children that this process started: whoever stops one also collects it, so that no zombie stays.
_children: dict[int, subprocess.Popen[bytes]] = {}


class ManagedNeo4j:
    """The database of one installation: ``Settings.home`` says which, ``Settings.cache`` where its jars are."""

    def __init__(self, settings: Settings, migrations: Path | None = None) -> None:
        self.settings = settings
        self.migrations = migrations
        self.home = Home(settings.neo4j_home)

    def start(
        self, *, fast: bool = False, owned: bool = False, bundle: Path | None = None, progress: Progress | None = None
    ) -> Running:
        """Starts it, brings its schema up to date, and returns when it answers.

        ``fast`` compiles less, for tests. An ``owned`` one belongs to this process: should this process
        die without stopping it, the next start stops it and goes on instead of refusing.
        """
        with self.exclusively():
            self._refuse_second()
            running = self.start_locked(fast=fast, owned=owned, bundle=bundle, progress=progress)
            try:
                migrate.apply(running.address, self.migrations)
            except BaseException:
                self.stop_locked()
                raise
            return running

    def start_locked(
        self, *, fast: bool = False, owned: bool = False, bundle: Path | None = None, progress: Progress | None = None
    ) -> Running:
        """Starts it as it is, for whoever holds :meth:`exclusively` already."""
        jars = self.jars(bundle=bundle, progress=progress)
        password = self.home.password()
        if not self.home.initialised:
            admin(self.home, jars, "dbms", "set-initial-password", password)
        if progress is not None:
            progress(_("Starting Neo4j %(version)s", version=VERSION), 0, 0)
        started = time.monotonic()
        process = self._launch(jars, password, fast=fast, owned=owned)
        log.info("server.started", pid=process.pid, port=process.port, seconds=round(time.monotonic() - started, 1))
        return Running(self, process, password)

    def adopt(self) -> Running | None:
        """Takes over a running database whose process died without stopping it; None where there is none."""
        with self.exclusively():
            found = self.home.find()
            if found is None or not found.orphaned:
                return None
            log.warning("server.adopted", pid=found.pid, owner=found.owner)
            adopted = replace(found, **_ownership())
            self.home.note(adopted)
            return Running(self, adopted, self.home.password())

    def revive(self) -> bool:
        """Starts it again where it answered before, if it died there; False where it runs or was stopped in order."""
        if not self.home.crashed:
            return False
        with self.exclusively():
            noted = self.home.noted()
            if noted is None or not self.home.crashed:
                return False
            if (child := _children.pop(noted.pid, None)) is not None:
                child.wait(STOP_SECONDS)
            log.error("server.died", pid=noted.pid, port=noted.port)
            # Where it answered before: whoever asks it goes on doing so.
            again = ManagedNeo4j(replace(self.settings, neo4j_port=noted.port), self.migrations)
            again.start_locked(fast=noted.fast, owned=noted.owner is not None)
            return True

    def stop(self) -> bool:
        """Ends the database in order and waits for it; False where none was running."""
        with self.exclusively():
            return self.stop_locked()

    def stop_locked(self) -> bool:
        """As :meth:`stop`, for whoever holds :meth:`exclusively` already."""
        process = self.home.find()
        if process is None:
            return False
        # The note of a process that had to be killed stays: its database has to recover first.
        if _end(process):
            self.home.forget()
        log.info("server.stopped", pid=process.pid)
        return True

    def status(self) -> Status:
        """Whether it runs, where, and how much it takes."""
        process = self.home.find() if self.home.folder.is_dir() else None
        files = self.home.folder.rglob("*") if self.home.folder.is_dir() else ()
        stored = sum(_size(file) for file in files)
        if process is None:
            return Status(running=False, home=str(self.home.folder), version=VERSION, stored_bytes=stored)
        return Status(
            running=True,
            home=str(self.home.folder),
            version=VERSION,
            pid=process.pid,
            port=process.port,
            uri=process.uri,
            started_at=process.created,
            resident_bytes=psutil.Process(process.pid).memory_info().rss,
            stored_bytes=stored,
        )

    def address(self) -> StoreAddress | None:
        """Where the running database answers; None where none runs, or just one that is being restored."""
        process = self.home.find()
        return (
            None
            if process is None or self.home.aside.exists()
            else StoreAddress(process.uri, USER, self.home.password())
        )

    def jars(self, *, bundle: Path | None = None, progress: Progress | None = None) -> tuple[Path, ...]:
        """The checked jars, fetched first where they are missing."""
        return ensure_jars(self.settings.cache, bundle=bundle, mirror=self.settings.maven_mirror, progress=progress)

    @contextmanager
    def exclusively(self) -> Iterator[None]:
        """Keeps every other start, stop, dump and load of this home waiting."""
        self.home.create()
        with exclusive(self.home.lock_file):
            unproved = self.home.find() if self.home.aside.exists() else None
            if unproved is not None and unproved.orphaned:
                self.stop_locked()
            if self.home.find() is None and self.home.put_back():
                log.warning("server.broken_restore_undone")
            yield

    def _refuse_second(self) -> None:
        running = self.home.find()
        if running is None:
            return
        if not running.orphaned:
            raise StartRefused(
                _(
                    "The database in %(folder)s is running already: process %(pid)s, port %(port)s. Use it, "
                    "or stop it first with: graphintel db stop",
                    folder=self.home.folder,
                    pid=running.pid,
                    port=running.port,
                )
            )
        log.warning("server.orphan_stopped", pid=running.pid, owner=running.owner)
        self.stop_locked()

    def _launch(self, jars: Sequence[Path], password: str, *, fast: bool, owned: bool) -> Process:
        wanted = self.settings.neo4j_port
        for _attempt in range(1 if wanted else PORT_ATTEMPTS):
            port = ports.reserve(wanted)
            config.write(self.home.conf, port, self.settings.neo4j_heap, self.settings.neo4j_pagecache)
            child = spawn(self.home, jars, runtime_options(self.settings.neo4j_heap, fast=fast))
            process = _describe(child, port, fast=fast, owned=owned)
            self.home.note(process)
            try:
                readiness.wait(child, process, StoreAddress(process.uri, USER, password), START_SECONDS)
            except BaseException as failure:
                self._clear_away(child)
                # Between choosing a free port and listening on it, somebody else may have taken it.
                if isinstance(failure, readiness.EndedEarly) and "already in use" in self._last_words(all_of=True):
                    continue
                if isinstance(failure, readiness.EndedEarly):
                    raise StartRefused(
                        _(
                            "The database in %(folder)s ended while starting: %(reason)s (the whole output is in "
                            "%(output_file)s)",
                            folder=self.home.folder,
                            reason=self._last_words(),
                            output_file=self.home.output_file,
                        )
                    ) from failure
                raise
            _children[process.pid] = child
            return process
        raise StartRefused(ports.taken(wanted))

    def _clear_away(self, child: subprocess.Popen[bytes]) -> None:
        child.kill()
        child.wait()
        self.home.forget()

    def _last_words(self, *, all_of: bool = False) -> str:
        text = self.home.output_file.read_text(encoding="utf-8", errors="replace")
        if all_of:
            return text
        lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("\tat ")]
        errors = [line for line in lines if "ERROR" in line or "Caused by" in line or "Error" in line]
        return (errors or lines or [_("it printed nothing.")])[-1]


def connection(settings: Settings) -> StoreAddress | None:
    """The database to use: the external one where the settings name one, else the managed one where it runs."""
    return settings.store or ManagedNeo4j(settings).address()


def _describe(child: subprocess.Popen[bytes], port: int, *, fast: bool, owned: bool) -> Process:
    created = psutil.Process(child.pid).create_time()
    if not owned:
        return Process(child.pid, created, port, fast=fast)
    return replace(Process(child.pid, created, port, fast=fast), **_ownership())


def _ownership() -> dict[str, Any]:
    """This process as the one that is responsible."""
    return {"owner": os.getpid(), "owner_created": psutil.Process().create_time()}


def _end(process: Process) -> bool:
    """Asks the process to end, and makes it end where it does not; True where it ended in order."""
    in_order = is_alive(process.pid, process.created) and _terminate(process)
    if (child := _children.pop(process.pid, None)) is not None:
        child.wait(STOP_SECONDS)
    return in_order


def _terminate(process: Process) -> bool:
    running = psutil.Process(process.pid)
    running.terminate()
    try:
        running.wait(STOP_SECONDS)
        return True
    except psutil.TimeoutExpired:
        log.warning("server.stop_forced", pid=process.pid, after_seconds=STOP_SECONDS)
        running.kill()
        running.wait(STOP_SECONDS)
        return False


def _size(file: Path) -> int:
    try:
        return file.stat().st_size if file.is_file() else 0
    except OSError:
        return 0  # Gone since it was listed: the database replaces its files.
