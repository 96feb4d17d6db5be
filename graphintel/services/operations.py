"""How the installation is: store, jobs, journal, sealer, graph, backups and disk, each with a state and a sentence.

It tells of nobody and of no evidence. What cannot be found out because the database is away is said as just that.
"""

from __future__ import annotations

import shutil
import time
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Literal

from graphintel.errors import StoreUnavailable
from graphintel.i18n import gettext as _
from graphintel.i18n import ngettext
from graphintel.model.times import moment, now
from graphintel.queries import seals
from graphintel.queries.health import ready
from graphintel.queries.store import Store
from graphintel.security.actor import Actor
from graphintel.security.journal import Journal
from graphintel.security.policy import Verb, authorise
from graphintel.server.filelock import held_in
from graphintel.services.backup_note import last_backup
from graphintel.services.check import Check
from graphintel.services.figures import QUERIES, Figures
from graphintel.services.uploads import Uploads
from graphintel.settings import Settings

Condition = Literal["ok", "attention", "down"]

# What is on record reaches the store within a second or two; longer than this it waits.
WAITING_SECONDS = 60.0
LEAST_FREE_SHARE, LEAST_FREE_BYTES = 0.05, 1 << 30
# A backup that is due is made within minutes; one that is this many times too old is missing.
OVERDUE = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the installation: how it is, in a sentence, and in numbers for whoever watches by machine."""

    part: str
    state: Condition
    text: str
    figures: dict[str, int | str | None] = field(default_factory=dict)


class Operations:
    """Tells how the installation is, to whoever runs it."""

    def __init__(
        self, store: Store, settings: Settings, journal: Journal, uploads: Uploads, check: Check, figures: Figures
    ) -> None:
        self._store = store
        self._settings = settings
        self._journal = journal
        self._uploads = uploads
        self._check = check
        self._figures = figures

    def state(self, actor: Actor) -> dict[str, Any]:
        """Every part, with its state; the worst of them is that of the whole."""
        authorise(actor, Verb.operate)
        return self.here()

    def here(self, *, runs: bool = True) -> dict[str, Any]:
        """The same, for the owner of the installation, not signed in; no database is asked where none runs."""
        store = (
            self._of_store() if runs else Part("store", "down", _("No database runs: graphintel db start, or serve."))
        )
        # Asking a database once that does not answer takes long enough.
        up = store.state == "ok"
        parts = [store, self._of_jobs(up=up), self._of_journal(), self._of_sealer(up=up)]
        parts += [self._of_graph(), self._of_backups(), self._of_disk()]
        worst = max((each.state for each in parts), key=("ok", "attention", "down").index)
        return {"at": now(), "state": worst, "parts": [asdict(each) for each in parts]}

    def queries(self, actor: Actor) -> list[dict[str, Any]]:
        """The named queries that were asked, by the time that each took in all, longest first; never what was asked."""
        authorise(actor, Verb.operate)
        return queries_in(self._figures)

    def reset_queries(self, actor: Actor) -> None:
        """Has them counted anew."""
        authorise(actor, Verb.operate)
        self._figures.reset_queries()

    def _of_store(self) -> Part:
        begun = time.monotonic()
        if not ready(self._store):
            return Part("store", "down", _("The database does not answer. What is to be done waits for it."))
        spent = round((time.monotonic() - begun) * 1000)
        return Part("store", "ok", _("The database answers."), {"milliseconds": spent})

    def _of_jobs(self, *, up: bool) -> Part:
        alive = held_in(self._settings.jobs_folder / "workers")
        aside = len(list(self._settings.jobs_folder.glob("*.broken-*")))
        try:
            unfinished = self._uploads.running() if up else None
        except StoreUnavailable:
            unfinished = None
        if unfinished is None:
            text = _("What is to be done cannot be listed while the database is away.")
            return Part("jobs", "attention", text, {"workers": alive, "put_aside": aside})
        busy = sum(self._uploads.worked_on(each.id) for each in unfinished)
        figures: dict[str, int | str | None] = {
            "workers": alive, "running": busy, "waiting": len(unfinished) - busy, "put_aside": aside,
        }  # fmt: skip
        if not alive:
            text = _("Nobody works through the jobs: start graphintel serve, or graphintel jobs work.")
            return Part("jobs", "down" if unfinished else "attention", text, figures)
        if aside:
            text = _("A broken queue was put aside. Nothing is lost; remove it from the folder of jobs.")
            return Part("jobs", "attention", text, figures)
        return Part("jobs", "ok", _("Jobs are worked through."), figures)

    def _of_journal(self) -> Part:
        files = [each for each in self._journal.files() if each.exists()]
        oldest = min((each.stat().st_mtime for each in files if each.stat().st_size), default=time.time())
        damaged = len(self._journal.damaged())
        figures: dict[str, int | str | None] = {
            "files": len(files), "bytes": sum(each.stat().st_size for each in files), "damaged": damaged,
        }  # fmt: skip
        if damaged:
            text = _("A file of the journal is damaged and was set aside; the audit trail says since when.")
            return Part("journal", "attention", text, figures)
        if time.time() - oldest > WAITING_SECONDS:
            return Part("journal", "attention", _("What is on record waits to be brought into the database."), figures)
        return Part("journal", "ok", _("What is on record reaches the database."), figures)

    def _of_sealer(self, *, up: bool) -> Part:
        try:
            found = (seals.waiting(self._store), seals.last(self._store)) if up else None
        except StoreUnavailable:
            found = None
        if found is None:
            return Part("sealer", "attention", _("The trail cannot be sealed while the database is away."))
        waiting, top = found
        figures: dict[str, int | str | None] = {
            "waiting": waiting, "seals": top.number if top else 0, "last": top.at if top else None,
        }  # fmt: skip
        if waiting and (top is None or _age(top.at) > WAITING_SECONDS):
            text = ngettext("%(num)s entry waits for a seal.", "%(num)s entries wait for a seal.", waiting)
            return Part("sealer", "attention", text, figures)
        return Part("sealer", "ok", _("The trail is sealed as it grows."), figures)

    def _of_graph(self) -> Part:
        last = self._check.last()
        if last is None:
            text = _("The graph was never compared with its evidence: graphintel db check.")
            return Part("graph", "attention", text)
        figures: dict[str, int | str | None] = {"at": last["at"], "subjects": last["subjects"], "left": last["left"]}
        if not last["sound"]:
            text = _("The graph differed from its evidence: graphintel db check says where.")
            return Part("graph", "down", text, figures)
        return Part("graph", "ok", _("The graph was what follows from its evidence."), figures)

    def _of_backups(self) -> Part:
        last, every = last_backup(self._settings.home), self._settings.backup_every
        at, failed = last.get("at"), last.get("failed_at")
        figures: dict[str, int | str | None] = {"at": at, "failed_at": failed, "every": every}
        if self._settings.store is not None and not last and not every:
            return Part("backups", "ok", _("The database is backed up with its own tools."), figures)
        if failed:
            return Part("backups", "attention", _("The last attempt at a backup failed: the log says why."), figures)
        if at is None:
            return Part("backups", "attention", _("No backup was made yet."), figures)
        if every and _age(at) > every * OVERDUE:
            return Part("backups", "attention", _("The last backup is older than it should be."), figures)
        return Part("backups", "ok", _("The last backup was made and read back."), figures)

    def _of_disk(self) -> Part:
        usage = shutil.disk_usage(self._settings.home)
        figures: dict[str, int | str | None] = {"free": usage.free, "total": usage.total}
        if usage.free < min(LEAST_FREE_BYTES, usage.total * LEAST_FREE_SHARE):
            return Part("disk", "attention", _("The disk of the data folder is nearly full."), figures)
        return Part("disk", "ok", _("There is room on the disk of the data folder."), figures)


def queries_in(figures: Figures) -> list[dict[str, Any]]:
    """The named queries with how often and how long, in milliseconds, the most expensive in all first."""
    found = sorted(figures.of(QUERIES).items(), key=lambda each: (-each[1].seconds, each[0]))
    return [
        {
            "query": name,
            "count": timing.count,
            "total": _milliseconds(timing.seconds),
            "median": _milliseconds(timing.at(0.5)),
            "percentile_95": _milliseconds(timing.at(0.95)),
            "slowest": _milliseconds(timing.slowest),
            "slowest_at": timing.slowest_at,
        }
        for name, timing in found
    ]


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 1)


def _age(at: str) -> float:
    return abs((moment() - datetime.fromisoformat(at)).total_seconds())
