"""Batches by upload: the files are kept until the batch has ended, so that it survives whoever works on it.

Everything that a batch needs lies in a folder of its own: the files, the mapping, what was asked for, by whom and under
what circumstances. Whoever works on it holds a lock there, which the operating system gives back however he ends; that
the batch runs, how far it is and whether it is to stop stands in the store. So the queue of jobs only makes it quick:
without it a running batch that nobody holds is found all the same.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any
from uuid import uuid4

from graphintel.errors import GraphintelError, NotAllowed, NotFound, StoreUnavailable
from graphintel.i18n import gettext as _
from graphintel.i18n import language, speaking
from graphintel.intake.mapping import reading
from graphintel.intake.readers.files import InputFile
from graphintel.log import get_logger
from graphintel.model.events import Action, Circumstances, circumstances, set_circumstances
from graphintel.model.ids import canonical
from graphintel.model.times import now
from graphintel.private_files import private_folder, write_private
from graphintel.queries import actors, audit, batches
from graphintel.queries.batches import TakenUp, Unfinished
from graphintel.queries.store import Store, TimedOut, Transaction
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb, authorise
from graphintel.server.filelock import held
from graphintel.services.actors import identified
from graphintel.services.checking import Asked
from graphintel.services.intake import HandedBack, Intake

log = get_logger(__name__)

KIND = "intake"
# A batch whose worker died this often brings its worker down: it is not tried again.
MOST_DEATHS = 3
# What lies here without a batch longer than this was left by somebody who was killed while it came in.
ABANDONED_SECONDS = 86_400.0
SPEC, MAPPING, LOCK, DEATHS = "job.json", "mapping.yaml", "lock", "deaths"
NO_ROOM = frozenset({28, 122})

Save = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Upload:
    """What somebody uploads: a mapping as its YAML, files by name with what writes each to a path, and under what."""

    mapping: bytes
    mapping_name: str
    files: Sequence[tuple[str, Save]]
    asked: Asked
    dry_run: bool = False


class NoRoom(StoreUnavailable):
    """The disk is full; nothing was taken in."""

    code = "no_room"


class Uploads:
    """Takes uploaded files in, and carries their batches out for as long as it takes."""

    def __init__(self, store: Store, intake: Intake, folder: Path) -> None:
        self._store = store
        self._intake = intake
        self.folder = folder

    def begin(self, actor: Actor, upload: Upload) -> dict[str, Any]:
        """Begins a batch; what is wrong with it is said at once, and then nothing of it stays."""
        authorise(actor, Verb.load)
        mapping = reading.read_bytes(upload.mapping, upload.mapping_name)
        id_ = str(uuid4())
        folder = private_folder(private_folder(self.folder) / id_)
        try:
            _save(lambda path: path.write_bytes(upload.mapping), folder / MAPPING)
            files = [InputFile(name, folder / str(number)) for number, (name, _write) in enumerate(upload.files)]
            for file, (_name, save) in zip(files, upload.files, strict=True):
                _save(save, file.path)
            self._note(folder, id_, actor, upload)
            self._intake.prepare(actor, mapping, files, upload.asked, dry_run=upload.dry_run, job=id_)
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            if error.errno not in NO_ROOM:
                raise
            raise NoRoom(
                _("There is no room on the disk of the server for these files. Nothing was loaded.")
            ) from error
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return self._intake.batch(actor, id_)

    def work(self, id_: str, stopping: Callable[[], bool]) -> None:
        """Carries a batch out or goes on with it, unless somebody else is at it; HandedBack where it is to stop."""
        folder = self.folder / id_
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with held(folder / LOCK) as ours:
            if not ours:
                return
            found = batches.take_up(self._store, id_, now())
            if found is not None:
                with _deaths(folder) as deaths:
                    self._go_on(folder, id_, found, deaths, stopping)
            # Somebody may just look whether it is worked on: what then stays is cleared away with the rest.
            shutil.rmtree(folder, ignore_errors=True)

    def unfinished(self) -> list[str]:
        """The batches that run and that nobody works on."""
        return [each.id for each in batches.unfinished(self._store) if not self.worked_on(each.id)]

    def running(self) -> list[Unfinished]:
        """All batches that a job carries out, oldest first."""
        return batches.unfinished(self._store)

    def worked_on(self, id_: str) -> bool:
        """True while somebody holds the batch."""
        try:
            with held(self.folder / id_ / LOCK) as ours:
                return not ours
        except FileNotFoundError:
            return False

    def stop(self, id_: str) -> None:
        """Asks a batch to stop, for whoever owns the installation."""

        def work(tx: Transaction) -> None:
            if not batches.stop(tx, id_):
                raise NotFound(_("There is no job %(id)s that runs or waits.", id=id_))
            audit.entry(tx, "installation", Action.batch_stopped, [id_])

        self._store.transaction(work)

    def tidy(self) -> None:
        """Removes the files of batches that have ended, which somebody who was killed has left."""
        folders = {each.name: each for each in self.folder.iterdir()} if self.folder.is_dir() else {}
        ended = batches.ended(self._store, folders)
        known = {each.id for each in batches.unfinished(self._store)}
        for name, folder in folders.items():
            abandoned = name not in known and folder.stat().st_mtime < time.time() - ABANDONED_SECONDS
            if (name in ended or abandoned) and not self.worked_on(name):
                log.info("upload.cleared_away", batch=name)
                shutil.rmtree(folder)

    def _go_on(self, folder: Path, id_: str, found: TakenUp, deaths: int, stopping: Callable[[], bool]) -> None:
        try:
            spec = _read(folder)
        except (OSError, ValueError):
            message = "The uploaded files are no longer there. Load the same files again: nothing is doubled."
            self._intake.give_up(id_, found.by, message)
            return
        with speaking(str(spec["language"])):
            set_circumstances(_circumstances(spec["circumstances"]))
            if deaths >= MOST_DEATHS:
                message = _(
                    "What worked on it ended unexpectedly %(times)s times; it is not tried again.", times=deaths
                )
                self._intake.give_up(id_, found.by, message)
            elif found.cancel:
                self._intake.give_up(id_, found.by, "", "cancelled")
            else:
                self._carry_out(folder, id_, found, spec, stopping)

    def _carry_out(
        self, folder: Path, id_: str, found: TakenUp, spec: Mapping[str, Any], stopping: Callable[[], bool]
    ) -> None:
        def cancelled() -> bool:
            if stopping():
                raise HandedBack
            self._actor(found.by)
            return False

        try:
            actor = self._actor(found.by)
            mapping = reading.read_bytes((folder / MAPPING).read_bytes(), spec["mapping"])
            files = [InputFile(name, folder / str(number)) for number, name in enumerate(spec["files"])]
            prepared = self._intake.resume(
                actor, mapping, files, Asked(**spec["asked"]), dry_run=spec["dry_run"], id_=id_, written=found.written
            )
        except GraphintelError as error:
            self._give_up_or_wait(id_, found, error)
            return
        try:
            self._intake.carry_out(prepared, cancelled=cancelled)
        except GraphintelError as error:
            # It has been told to whoever asks for the batch.
            log.info("upload.ended", batch=id_, code=error.code)
            if isinstance(error, StoreUnavailable) and not isinstance(error, TimedOut):
                raise

    def _give_up_or_wait(self, id_: str, found: TakenUp, error: GraphintelError) -> None:
        if isinstance(error, StoreUnavailable) and not isinstance(error, TimedOut):
            raise error
        self._intake.give_up(id_, found.by, error.message)

    def _actor(self, id_: str) -> Actor:
        """Who began the batch, as he is now: what he may no longer do is not done in his name."""
        stored = actors.by_id(self._store, id_)
        if stored is None:
            raise NotAllowed(_("Whoever began this is no longer a user."))
        actor = identified(self._store, stored)
        if actor.disabled:
            raise NotAllowed(_("Whoever began this has been disabled."))
        authorise(actor, Verb.load)
        return actor

    def _note(self, folder: Path, id_: str, actor: Actor, upload: Upload) -> None:
        spec = {
            "batch": id_, "actor": actor.id, "language": language(), "circumstances": asdict(circumstances()),
            "mapping": upload.mapping_name, "files": [name for name, _save in upload.files],
            "asked": asdict(upload.asked), "dry_run": upload.dry_run,
        }  # fmt: skip
        write_private(folder / SPEC, canonical(spec))


def _save(save: Save, path: Path) -> None:
    path.touch(mode=0o600)
    save(path)
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


@contextmanager
def _deaths(folder: Path) -> Iterator[int]:
    """How many died at it before; one who does not leave the block in order has died at it too."""
    file = folder / DEATHS
    before = file.stat().st_size if file.exists() else 0
    with file.open("ab", buffering=0) as stream:
        stream.write(b".")
        try:
            yield before
        except (HandedBack, StoreUnavailable):
            stream.truncate(before)
            raise


def _read(folder: Path) -> Mapping[str, Any]:
    spec: Mapping[str, Any] = json.loads((folder / SPEC).read_text(encoding="utf-8"))
    return spec


def _circumstances(kept: Mapping[str, str]) -> Circumstances:
    """Under what somebody acted when he began; of what another version kept, what this one knows."""
    known = {each.name for each in fields(Circumstances)}
    return Circumstances(**{name: text for name, text in kept.items() if name in known})
