"""Backups: one encrypted archive of all that an installation would be lost without, and the way back.

In it are the database, what is on record and not in it yet, the list of seals, attachments and the settings. The keys
are not: that of the installation, of the backups and of what people typed. A backup is only called one once all of it
was read back.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from graphintel import __version__
from graphintel.errors import Conflict, GraphintelError, NotFound
from graphintel.i18n import gettext as _
from graphintel.log import get_logger
from graphintel.model.events import Action
from graphintel.model.ids import canonical
from graphintel.model.retention import NAME, kept, name_of
from graphintel.model.times import now
from graphintel.private_files import private_folder, read_secret, secret_in, write_private
from graphintel.queries import audit
from graphintel.queries.store import Store
from graphintel.security.stream import Damaged, key_id
from graphintel.server import ManagedNeo4j, Running, backup, migrate
from graphintel.services import archive
from graphintel.services.backup_note import NOTE, last_backup
from graphintel.services.check import OWNER, Check
from graphintel.services.sealing import Sealing
from graphintel.settings import VARIABLES, Settings

log = get_logger(__name__)

STORE, SEALS = "store/neo4j.dump", "audit/seals.log"
# What lies in the data folder beside the database, and comes back with it.
FOLDERS = ("journal", "attachments")
STAGING, PROVED, BEFORE = ".restoring", "proved", "before-restore"
SECRET = ("PASSWORD", "SECRET", "TOKEN", "KEY", "REDIS")


class Opened(Protocol):
    """What of an installation proves a restored database, and puts on record what was done."""

    @property
    def store(self) -> Store:
        """Its database."""
        ...

    @property
    def check(self) -> Check:
        """Compares the graph with the evidence."""
        ...

    @property
    def sealing(self) -> Sealing:
        """Verifies the trail."""
        ...


Open = Callable[[Settings], AbstractContextManager[Opened]]


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made and read back, and how long nobody could use the database for it."""

    file: str
    bytes: int
    key: str
    seconds_stopped: float
    running_again: bool
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in the place of what was there, and where that lies now."""

    file: str
    made_at: str
    seconds_stopped: float
    running_again: bool
    before: str


class Backups:
    """Makes backups of an installation, and restores them."""

    def __init__(self, settings: Settings, open_: Open, environment: Mapping[str, str]) -> None:
        self._settings = settings
        self._open = open_
        self._environment = environment
        self._server = ManagedNeo4j(settings)
        self._note = settings.home / NOTE

    def key(self) -> bytes:
        """The key of the backups; generated at the first time."""
        file = self._settings.backup_key_file
        if self._settings.backup_key is None:
            private_folder(file.parent)
        return bytes.fromhex(secret_in(file))

    def make(self, target: Path | None = None, *, overwrite: bool = False) -> Made:
        """Makes a backup and reads it back; one that names itself makes room by the rule afterwards."""
        try:
            made = self._make(target or private_folder(self._settings.backups) / name_of(datetime.now(UTC)), overwrite)
            removed = self._prune(Path(made.file).name) if target is None else ()
        except BaseException as error:
            self._remember(
                failed_at=now(), failed=error.message if isinstance(error, GraphintelError) else type(error).__name__
            )
            raise
        made = replace(made, removed=tuple(removed))
        self._remember(at=now(), **asdict(made), failed_at=None, failed=None)
        return made

    def inspect(self, source: Path) -> dict[str, Any]:
        """What is known of a backup, once every byte of it is proved."""
        return self._read(source, None)

    def restore(self, source: Path) -> Restored:
        """Puts what a backup holds in the place of what is there, once all of it is proved; else all stays as it is."""
        self.finish()
        staging = private_folder(self._settings.home) / STAGING
        private_folder(staging)
        try:
            about = self._read(source, staging)
            self._refuse_other_secret(about)
            outage = backup.load(self._server, staging / STORE, prove=lambda running: self._prove(running, staging))
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
        before = self._swap(staging)
        self._on_record(Action.backup_restored, {"made_at": about["made_at"], "before": before.name})
        return Restored(str(source), about["made_at"], outage.seconds_stopped, outage.running_again, str(before))

    def finish(self) -> None:
        """Ends what a crash left of a restore: done where the database had been replaced, undone where it had not."""
        staging = self._settings.home / STAGING
        if not staging.exists():
            return
        if (staging / PROVED).exists() and not self._server.home.aside.exists():
            self._swap(staging)
        else:
            shutil.rmtree(staging)

    def last(self) -> dict[str, Any]:
        """What became of the last backup; empty where none was ever made."""
        return last_backup(self._settings.home)

    def _make(self, target: Path, overwrite: bool) -> Made:  # noqa: FBT001 - as the caller was told
        if target.exists() and not overwrite:
            raise Conflict(_("%(target)s is there already. Choose another name, or say --overwrite.", target=target))
        if not target.parent.is_dir():
            raise NotFound(_("There is no folder %(parent)s to put the backup into.", parent=target.parent))
        key = self.key()
        partial = target.with_name(f".{target.name}.partial")
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=private_folder(self._settings.home)) as made:
            folder = Path(made)
            private_folder(folder / "store")
            outage = backup.dump(self._server, folder / STORE, meanwhile=lambda: self._copy_into(folder))
            about = self._about(outage)
            try:
                with partial.open("wb") as stream:
                    partial.chmod(0o600)
                    archive.write(stream, key, _files(folder, self._settings.home), about)
                with partial.open("rb") as stream:
                    archive.read(stream, key, None)
                partial.replace(target)
            except BaseException:
                partial.unlink(missing_ok=True)
                raise
        made_ = Made(str(target), target.stat().st_size, key_id(key), outage.seconds_stopped, outage.running_again)
        if outage.running_again:
            self._on_record(Action.backup_made, {"bytes": made_.bytes, "key": made_.key})
        return made_

    def _copy_into(self, folder: Path) -> None:
        """While nobody writes to the database: what belongs to just this state of it, and changes with it."""
        if (self._settings.home / "journal").is_dir():
            shutil.copytree(self._settings.home / "journal", folder / "journal")
        if self._settings.seals_file.exists():
            private_folder(folder / "audit")
            shutil.copyfile(self._settings.seals_file, folder / SEALS)
        names = {name for name in VARIABLES if not any(part in name for part in SECRET)}
        chosen = {name: self._environment[name] for name in sorted(names) if self._environment.get(name)}
        write_private(folder / "settings.json", canonical(chosen))

    def _about(self, outage: backup.Outage) -> dict[str, object]:
        return {
            "made_at": now(), "version": __version__, "seconds_stopped": outage.seconds_stopped,
            "secret": _secret_id(self._settings),
        }  # fmt: skip

    def _read(self, source: Path, folder: Path | None) -> dict[str, Any]:
        if not source.is_file():
            raise NotFound(_("There is no backup %(source)s.", source=source))
        secret = read_secret(self._settings.backup_key_file)
        if secret is None:
            raise NotFound(_("The key of the backups is missing: %(file)s.", file=self._settings.backup_key_file))
        with source.open("rb") as stream:
            return archive.read(stream, bytes.fromhex(secret), folder)

    def _refuse_other_secret(self, about: Mapping[str, Any]) -> None:
        if about["secret"] != _secret_id(self._settings):
            raise Damaged(
                _(
                    "The backup is of an installation with another secret key: telephones and papers would not be "
                    "recognised. Put its secret.key back first."
                )
            )

    def _prove(self, running: Running, staging: Path) -> None:
        """Refuses a database of which the audit trail or the derivation is not whole."""
        migrate.apply(running.address, self._server.migrations)
        # Its own folder: what is proved is what came with the archive, and the present one is not touched.
        settings = replace(
            self._settings, home=staging, store=running.address, secret_key=self._settings.secret(),
            audit_log=staging / SEALS, audit_syslog="",
        )  # fmt: skip
        with self._open(settings) as opened:
            verified = opened.sealing.verify(_nobody)
            result = opened.check.run(_nobody)
        if not verified.whole:
            raise Damaged(_("The audit trail of the backup is not whole: %(found)s findings.", found=verified.found))
        if not result.sound:
            raise Damaged(
                _(
                    "The graph of the backup does not follow from its evidence: %(found)s differences.",
                    found=result.found,
                )
            )
        write_private(staging / PROVED, now())

    def _swap(self, staging: Path) -> Path:
        """Puts what came with the database in the place of what was there, as often as it takes."""
        home = self._settings.home
        before = private_folder(home / BEFORE)
        places = {name: home / name for name in FOLDERS} | {SEALS: self._settings.seals_file}
        for name, place in places.items():
            if (staging / name).exists():
                if place.exists():
                    private_folder((before / name).parent)
                    shutil.rmtree(before / name, ignore_errors=True)
                    place.replace(before / name)
                private_folder(place.parent)
                (staging / name).replace(place)
        shutil.rmtree(staging)
        return before

    def _prune(self, newest: str) -> Iterator[str]:
        folder = self._settings.backups
        names = [each.name for each in folder.iterdir() if NAME.fullmatch(each.name)]
        for name in sorted(set(names) - kept(names, self._settings.backup_keep) - {newest}):
            (folder / name).unlink()
            log.info("backup.removed", file=name)
            yield name

    def _on_record(self, action: Action, detail: dict[str, object]) -> None:
        with self._running() as settings:
            if settings is None:
                return
            with self._open(settings) as opened:
                opened.store.transaction(lambda tx: audit.entry(tx, OWNER, action, (), detail))

    @contextmanager
    def _running(self) -> Iterator[Settings | None]:
        address = self._server.address()
        yield None if address is None else replace(self._settings, store=address)

    def _remember(self, **what: object) -> None:
        private_folder(self._note.parent)
        write_private(self._note, canonical(self.last() | what))


def _files(folder: Path, home: Path) -> dict[str, Path]:
    """What goes into an archive: the database first, without which the rest is nothing."""
    staged = {each.relative_to(folder).as_posix(): each for each in sorted(folder.rglob("*")) if each.is_file()}
    return {STORE: staged[STORE], **staged, **archive.files_below(home / "attachments", "attachments")}


def _secret_id(settings: Settings) -> str:
    return key_id(b"installation\n" + settings.secret().encode())


def _nobody(_done: int, _total: int) -> None:
    """Nobody watches."""
