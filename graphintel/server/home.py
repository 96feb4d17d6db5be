"""The home of a managed database: its files, its password, and who runs on it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from graphintel.errors import StartRefused
from graphintel.i18n import gettext as _
from graphintel.private_files import private_folder, read_secret, secret_in, write_private

ENTRY_POINT = "org.neo4j.server.CommunityEntryPoint"
DATABASE = "neo4j"
TIME_TOLERANCE = 1.0


@dataclass(frozen=True, slots=True)
class Process:
    """A database that runs: its process, its port, and the process that is responsible for it, if any."""

    pid: int
    created: float
    port: int
    owner: int | None = None
    owner_created: float | None = None
    fast: bool = False

    @property
    def uri(self) -> str:
        """Where it answers."""
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def orphaned(self) -> bool:
        """True where it should have ended with a process that is gone."""
        return self.owner is not None and not is_alive(self.owner, self.owner_created)


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one database."""

    folder: Path

    @property
    def conf(self) -> Path:
        """Folder of neo4j.conf."""
        return self.folder / "conf"

    @property
    def run(self) -> Path:
        """Folder of what belongs to the running process."""
        return self.folder / "run"

    @property
    def password_file(self) -> Path:
        """0600 file with the password of the account neo4j."""
        return self.folder / "password"

    @property
    def state_file(self) -> Path:
        """Says which process runs here; may be stale after a crash."""
        return self.run / "server.json"

    @property
    def output_file(self) -> Path:
        """What the process prints."""
        return self.run / "output.log"

    @property
    def lock_file(self) -> Path:
        """Held while somebody starts, stops, dumps or loads here."""
        return self.run / "lock"

    @property
    def aside(self) -> Path:
        """Where the present database waits while another is restored."""
        return self.folder / "before-restore"

    @property
    def initialised(self) -> bool:
        """True once the database was started here: from then on it keeps its own copy of the password."""
        return (self.folder / "data" / "databases" / "system").exists()

    @property
    def crashed(self) -> bool:
        """True where the last process did not end in order: only that removes its note."""
        return self.state_file.exists() and self.find() is None

    def create(self) -> None:
        """Makes the folders, for the owner's eyes only."""
        for folder in (self.folder, self.run, self.conf):
            private_folder(folder)

    def password(self) -> str:
        """The password, generated for a new database; StartRefused where an existing one has lost its file."""
        if self.initialised and read_secret(self.password_file) is None:
            raise StartRefused(
                _(
                    "The database in %(folder)s has a password, but the file that held it is gone: "
                    "%(password_file)s. Put it back from a backup of that folder.",
                    folder=self.folder,
                    password_file=self.password_file,
                )
            )
        return secret_in(self.password_file)

    def note(self, process: Process) -> None:
        """Writes down which process runs here."""
        write_private(self.state_file, json.dumps(asdict(process)))

    def forget(self) -> None:
        """Removes what :meth:`note` wrote."""
        self.state_file.unlink(missing_ok=True)

    def database_folders(self) -> dict[str, Path]:
        """The folders that make up the database proper, by kind."""
        return {kind: self.folder / "data" / kind / DATABASE for kind in ("databases", "transactions")}

    def put_aside(self) -> None:
        """Moves the database proper out of the way, before another one takes its place."""
        self.aside.mkdir(mode=0o700)
        for kind, place in self.database_folders().items():
            if place.exists():
                place.replace(self.aside / kind)

    def put_back(self) -> bool:
        """Undoes :meth:`put_aside`; also called where a crash left that undone. False where nothing was aside."""
        if not self.aside.exists():
            return False
        for kind, place in self.database_folders().items():
            if (self.aside / kind).exists():
                shutil.rmtree(place, ignore_errors=True)
                (self.aside / kind).replace(place)
        self.aside.rmdir()
        return True

    def drop_aside(self) -> None:
        """Deletes what was put aside; renamed first, so that nothing half deleted is ever put back."""
        doomed = self.aside.replace(self.aside.with_name("replaced"))
        shutil.rmtree(doomed)

    def find(self) -> Process | None:
        """The process that runs here, also where a crash lost or garbled the note; None where none does."""
        noted = self.noted()
        if noted is not None and is_alive(noted.pid, noted.created):
            return noted
        return next(self._scan(), None)

    def noted(self) -> Process | None:
        """What :meth:`note` wrote; that process may be gone."""
        try:
            return Process(**json.loads(self.state_file.read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def _scan(self) -> Iterator[Process]:
        wanted = f"--home-dir={self.folder}"
        for process in psutil.process_iter(["pid", "cmdline", "create_time"]):
            command = process.info["cmdline"] or ()
            if ENTRY_POINT in command and wanted in command:
                yield Process(process.info["pid"], process.info["create_time"], _listening_port(process))


def is_alive(pid: int, created: float | None) -> bool:
    """True where the process of that number is still the one that was meant: numbers are used again."""
    try:
        process = psutil.Process(pid)
        same = created is None or abs(process.create_time() - created) < TIME_TOLERANCE
        return same and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def listens(pid: int, port: int) -> bool:
    """True where this very process listens on the port, so that nobody else is told the password."""
    try:
        return port in _ports(psutil.Process(pid))
    except psutil.Error:
        return False


def _listening_port(process: psutil.Process) -> int:
    try:
        return min(_ports(process), default=0)
    except psutil.Error:
        return 0


def _ports(process: psutil.Process) -> set[int]:
    return {c.laddr.port for c in process.net_connections("tcp") if c.status == psutil.CONN_LISTEN and c.laddr}
