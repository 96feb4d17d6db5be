"""How much there is of what somebody watches by machine: jobs, journal, seals, backups, emergencies; without data."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from graphintel.errors import StoreUnavailable
from graphintel.model.times import moment
from graphintel.queries import emergencies, seals
from graphintel.queries.health import ready
from graphintel.queries.store import Store
from graphintel.security.journal import Journal
from graphintel.server.filelock import held_in
from graphintel.services.backup_note import last_backup
from graphintel.services.uploads import Uploads
from graphintel.settings import Settings


@dataclass(frozen=True, slots=True)
class Gauge:
    """One number: its name, what it is of, and under which label where there are several."""

    name: str
    value: float
    label: str = ""
    grows: bool = False


ABOUT = {
    "store_ready": "1 while the database answers.",
    "jobs": "Jobs that have not ended, by state.",
    "job_workers": "Processes that work through the jobs.",
    "journal_waiting": "Entries of the journal that are not in the database yet.",
    "journal_damaged": "Files of the journal that were set aside as damaged.",
    "entries_unsealed": "Entries of the audit trail that wait for a seal.",
    "seal_age_seconds": "Since the last seal.",
    "backup_age_seconds": "Since the last backup that succeeded.",
    "backup_failed": "1 where an attempt failed since.",
    "emergencies_declared": "Emergencies declared.",
    "emergencies_unreviewed": "Emergencies that nobody has reviewed.",
    "disk_free_bytes": "Room on the disk of the data folder.",
}


class Gauges:
    """Reads the numbers when they are asked for: from the data folder always, from the store where it answers."""

    def __init__(self, store: Store, settings: Settings, journal: Journal, uploads: Uploads) -> None:
        self._store = store
        self._settings = settings
        self._journal = journal
        self._uploads = uploads

    def now(self) -> list[Gauge]:
        """All that can be read at this moment."""
        up = ready(self._store)
        found = [Gauge("store_ready", up), *self._of_the_folder()]
        if up:
            try:
                found += self._of_the_store()
            except StoreUnavailable:
                found[0] = Gauge("store_ready", value=False)
        return found

    def _of_the_folder(self) -> Iterator[Gauge]:
        home = self._settings.home
        yield Gauge("job_workers", held_in(self._settings.jobs_folder / "workers"))
        yield Gauge("journal_waiting", self._journal.lines())
        yield Gauge("journal_damaged", len(self._journal.damaged()))
        last = last_backup(home)
        if last.get("at"):
            yield Gauge("backup_age_seconds", _age(last["at"]))
        if last:
            yield Gauge("backup_failed", bool(last.get("failed_at")))
        if home.exists():
            yield Gauge("disk_free_bytes", shutil.disk_usage(home).free)

    def _of_the_store(self) -> Iterator[Gauge]:
        unfinished = self._uploads.running()
        busy = sum(self._uploads.worked_on(each.id) for each in unfinished)
        yield Gauge("jobs", busy, "running")
        yield Gauge("jobs", len(unfinished) - busy, "waiting")
        yield Gauge("entries_unsealed", seals.waiting(self._store))
        top = seals.last(self._store)
        if top is not None:
            yield Gauge("seal_age_seconds", _age(top.at))
        declared, unreviewed = emergencies.counts(self._store)
        yield Gauge("emergencies_declared", declared, grows=True)
        yield Gauge("emergencies_unreviewed", unreviewed)


def _age(at: str) -> float:
    return max(0.0, (moment() - datetime.fromisoformat(at)).total_seconds())
