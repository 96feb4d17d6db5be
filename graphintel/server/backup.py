"""Backup, restore and check: possible only while the database is stopped, so each says for how long it was."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from graphintel.errors import Conflict, NotFound, StartRefused
from graphintel.i18n import gettext as _
from graphintel.log import get_logger
from graphintel.server.home import DATABASE
from graphintel.server.java import AdminFailed, admin
from graphintel.server.process import ManagedNeo4j
from graphintel.server.running import Running

log = get_logger(__name__)

PROBLEM_LINES = 100
DUMP_NAME = f"{DATABASE}.dump"


@dataclass(slots=True)
class Outage:
    """What was done, and how long nobody could use the database for it."""

    file: str
    bytes: int = 0
    seconds_stopped: float = 0.0
    running_again: bool = False
    problems: list[str] = field(default_factory=list)


def _nothing_else() -> None:
    """Nothing is to be done while the database is stopped."""


def dump(
    server: ManagedNeo4j, target: Path, *, overwrite: bool = False, meanwhile: Callable[[], None] = _nothing_else
) -> Outage:
    """Writes the whole database into one 0600 file; ``meanwhile`` is done while nobody can write."""
    if target.exists() and not overwrite:
        raise Conflict(_("%(target)s is there already. Choose another name, or say --overwrite.", target=target))
    if not target.parent.is_dir():
        raise NotFound(_("There is no folder %(parent)s to put the backup into.", parent=target.parent))
    outage = Outage(str(target))
    with stopped(server, outage), tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder:
        admin(server.home, server.jars(), "database", "dump", DATABASE, f"--to-path={folder}")
        (Path(folder) / DUMP_NAME).replace(target)
        meanwhile()
    target.chmod(0o600)
    outage.bytes = target.stat().st_size
    return outage


def _sound(_running: Running) -> None:
    """Nobody looks at what was restored."""


def load(server: ManagedNeo4j, source: Path, *, prove: Callable[[Running], None] = _sound) -> Outage:
    """Puts the database of a backup in the place of the present one.

    Where it does not start, or ``prove`` raises because of what it holds, the present one stays.
    """
    if not source.is_file():
        raise NotFound(_("There is no backup %(source)s.", source=source))
    outage = Outage(str(source), bytes=source.stat().st_size)
    restoring = tempfile.TemporaryDirectory(prefix=".restore-", dir=server.home.folder)
    with stopped(server, outage) as fast, restoring as folder:
        (Path(folder) / DUMP_NAME).symlink_to(source.absolute())
        server.home.put_aside()
        try:
            admin(server.home, server.jars(), "database", "load", DATABASE, f"--from-path={folder}")
            # Ours alone until it is proved: should this process die, the next start ends it and puts the other back.
            running = server.start_locked(fast=fast, owned=True)
            prove(running)
        except BaseException:
            server.stop_locked()
            server.home.put_back()
            raise
        server.home.drop_aside()
        server.home.note(replace(running.process, owner=None, owner_created=None))
    return outage


def check(server: ManagedNeo4j) -> Outage:
    """Reads every record and index and compares them; what does not fit is in ``problems``."""
    outage = Outage(str(server.home.folder))
    with stopped(server, outage), tempfile.TemporaryDirectory(prefix=".check-", dir=server.home.folder) as folder:
        arguments = (f"--report-path={folder}", "--max-off-heap-memory=512m")
        try:
            admin(server.home, server.jars(), "database", "check", DATABASE, *arguments)
        except AdminFailed as failure:
            reports = [file.read_text(encoding="utf-8", errors="replace") for file in Path(folder).glob("*.report")]
            found = [line for report in reports for line in report.splitlines()]
            outage.problems.extend(found[:PROBLEM_LINES] or [failure.message])
    return outage


def _refuse_what_is_not_ours(server: ManagedNeo4j) -> None:
    if server.settings.store is not None:
        raise StartRefused(
            _(
                "GRAPHINTEL_NEO4J_URI points at an external database; back it up, restore and check it "
                "with its own tools."
            )
        )
    if not server.home.initialised:
        raise NotFound(
            _("There is no database in %(folder)s yet. Make one with: graphintel db start", folder=server.home.folder)
        )


@contextmanager
def stopped(server: ManagedNeo4j, outage: Outage) -> Iterator[bool]:
    """Stops the database for the length of a block, starts it again as it was, and notes for how long.

    Gives whether it ran (or, stopped, is to be started) the quick way.
    """
    _refuse_what_is_not_ours(server)
    with server.exclusively():
        process = server.home.find()
        owned = process is not None and process.owner is not None and not process.orphaned
        if process is not None and owned and process.owner != os.getpid():
            raise Conflict(_("Process %(owner)s runs this database for itself; end it first.", owner=process.owner))
        if server.home.crashed:
            # What was cut off can be neither dumped nor checked before it has recovered.
            server.start_locked(fast=True)
        begun = time.monotonic()
        server.stop_locked()
        try:
            yield process is None or process.fast
        finally:
            if process is None or process.orphaned:
                server.stop_locked()
            else:
                if server.home.find() is None:
                    # Where it answered before: whoever asks it goes on doing so.
                    again = ManagedNeo4j(replace(server.settings, neo4j_port=process.port), server.migrations)
                    again.start_locked(fast=process.fast, owned=owned)
                outage.seconds_stopped = round(time.monotonic() - begun, 1)
                outage.running_again = True
                log.info("server.outage", seconds=outage.seconds_stopped)
