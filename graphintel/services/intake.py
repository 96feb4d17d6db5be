"""Loading files: check what is asked for, read and map, write in chunks that each stand alone, account for all of it.

A batch that is killed and run again ends as if it had run once: every record's id follows from what it says, and rows
that say nothing new change nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from itertools import islice
from typing import Any
from uuid import uuid4

from graphintel.errors import GraphintelError, NotFound, StoreUnavailable
from graphintel.i18n import gettext as _
from graphintel.intake.mapping.model import IntakeMapping
from graphintel.intake.readers.files import InputFile
from graphintel.intake.report import FileReport, Report
from graphintel.intake.run import Run
from graphintel.intake.terms import Terms, seeded
from graphintel.model.drafts import Settled
from graphintel.model.events import Action
from graphintel.model.ids import Ids, canonical
from graphintel.model.marking import Marking
from graphintel.model.times import ahead, now
from graphintel.queries import audit, batches, records, vocabularies
from graphintel.queries.batches import Batch, State
from graphintel.queries.records import Outcome
from graphintel.queries.store import Store, TimedOut, Transaction
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb, authorise, require_cleared
from graphintel.services.checking import (
    Asked,
    Progress,
    accept_unwritten,
    filing,
    settled_rows,
    watch_nothing,
)
from graphintel.services.chunks import Chunk, Written, digest_of
from graphintel.services.sight import view_now, writable
from graphintel.services.trail import Trail

# Records in one transaction: enough to be quick, few enough that a stop is heard soon and a retry costs little.
CHUNK = 1000
# A running batch is heard of more often than this; one that is not was killed.
SILENCE = timedelta(minutes=10)

Cancelled = Callable[[], bool]


class HandedBack(Exception):
    """The batch goes on later, by whoever takes it up next; it has neither ended nor failed."""


@dataclass(slots=True)
class Prepared:
    """A batch that has begun: its files are readable. Of a ``job`` it is kept which chunks are ``written``."""

    id: str
    actor: Actor
    run: Run
    markings: set[Marking] = field(default_factory=set)
    job: bool = False
    written: Written = field(default_factory=Written)


def never() -> bool:
    """Nobody stops it."""
    return False


class Intake:
    """Loads files into the store, and tells of what was loaded."""

    def __init__(self, store: Store, ids: Ids, trail: Trail) -> None:
        self._store = store
        self._ids = ids
        self._trail = trail

    def load(
        self, actor: Actor, mapping: IntakeMapping, files: Sequence[InputFile], asked: Asked, *, dry_run: bool = False,
        progress: Progress = watch_nothing, cancelled: Cancelled = never,
    ) -> Report:  # fmt: skip
        """Loads files; the report accounts for every row."""
        prepared = self.prepare(actor, mapping, files, asked, dry_run=dry_run)
        return self.carry_out(prepared, progress, cancelled)

    def prepare(
        self, actor: Actor, mapping: IntakeMapping, files: Sequence[InputFile], asked: Asked, *, dry_run: bool = False,
        job: str = "",
    ) -> Prepared:  # fmt: skip
        """Begins a batch once everything is known to be readable; whatever is wrong with it is said here.

        ``job`` is the id of one that goes on in a job, which takes it up again should its worker die.
        """
        prepared = self.resume(actor, mapping, files, asked, dry_run=dry_run, id_=job or str(uuid4()))
        prepared.job = bool(job)
        batch = _begun(prepared)

        def work(tx: Transaction) -> None:
            batches.start(tx, batch, prepared.markings)
            detail = {"mapping": mapping.name, "marking": batch.marking, "dry_run": dry_run, "files": list(batch.files)}
            audit.entry(tx, actor.id, Action.batch_started, [batch.id], detail)

        self._store.transaction(work)
        return prepared

    def resume(
        self, actor: Actor, mapping: IntakeMapping, files: Sequence[InputFile], asked: Asked, *, dry_run: bool,
        id_: str, written: Sequence[str] = (),
    ) -> Prepared:  # fmt: skip
        """A batch that has begun already, read anew; its rows are written but for what is ``written``."""
        authorise(actor, Verb.load)
        under = filing(mapping, asked)
        require_cleared(actor, under.marking, Verb.load)
        run = Run(mapping, files, under, self._terms(), dry_run=dry_run)
        run.report.batch = id_
        return Prepared(id_, actor, run, {under.marking}, job=True, written=Written(written))

    def give_up(self, id_: str, by: str, message: str, state: State = "failed") -> None:
        """Ends a batch that cannot go on, with a sentence that says why."""

        def work(tx: Transaction) -> None:
            batches.end(tx, id_, state, {}, "", message, now())
            audit.entry(tx, by, Action.batch_ended, [id_], {"state": state})

        self._store.transaction(work)

    def carry_out(self, prepared: Prepared, progress: Progress = watch_nothing, cancelled: Cancelled = never) -> Report:
        """Runs a batch that has begun, to its end or until somebody stops it."""
        state: State = "failed"
        message = _("The batch was broken off. Load the same files again: nothing that is stored already is doubled.")
        try:
            state = "done" if self._write(prepared, progress, cancelled) else "cancelled"
            message = ""
        except KeyboardInterrupt:
            state = "cancelled"
            raise
        except HandedBack:
            state = "running"
            raise
        except GraphintelError as error:
            # A job waits for a store that is away; what the store found too much it would find so again.
            away = isinstance(error, StoreUnavailable) and not isinstance(error, TimedOut)
            state, message = "running" if prepared.job and away else "failed", error.message
            raise
        finally:
            if state != "running":
                self._end(prepared, state, message)
        return prepared.run.report

    def batch(self, actor: Actor, id_: str) -> dict[str, Any]:
        """A batch; its report in full for whoever loaded it, its counts for everybody else who sees all of it."""
        authorise(actor, Verb.load)
        found = self._found(actor, id_)
        report = json.loads(found.report) if found.report and found.by == actor.id else None
        self._trail.read(actor, Action.batch_read, [found.id], with_report=report is not None)
        return {**_described(found), "report": report}

    def batches(self, actor: Actor) -> dict[str, Any]:
        """The latest batches of which the actor sees everything."""
        authorise(actor, Verb.load)
        found = batches.latest(self._store, view_now(self._store, actor).complete)
        self._trail.read(actor, Action.batches_listed, (each.id for each in found))
        return {"items": [_described(each) for each in found]}

    def cancel(self, actor: Actor, id_: str) -> dict[str, Any]:
        """Asks a running batch to stop. What it has loaded stays; loading it again goes on from there."""
        authorise(actor, Verb.load)
        found = self._found(actor, id_)
        authorise(actor, Verb.load, Marking.parse(found.marking).register, found.unit, found.by)
        complete = view_now(self._store, actor).complete
        self._store.transaction(lambda tx: batches.cancel(tx, found.id, complete))
        return self.batch(actor, id_)

    def _found(self, actor: Actor, id_: str) -> Batch:
        found = batches.find(self._store, id_, view_now(self._store, actor).complete)
        if found is None:
            raise NotFound(_("There is no such batch, or none that you may see."))
        return found

    def _terms(self) -> Terms:
        """The vocabularies as the store has them; those that come with the product where it has none."""
        schemes = [scheme.name for scheme in vocabularies.schemes(self._store)]
        if not schemes:
            return seeded()
        return Terms.of({name: [term.code for term in vocabularies.terms(self._store, name)[1]] for name in schemes})

    def _write(self, prepared: Prepared, progress: Progress, cancelled: Cancelled) -> bool:
        """True where all was read, False where somebody stopped it."""
        run = prepared.run
        for assigned in run.assigned:
            rows = settled_rows(run, assigned, self._ids, writable(prepared.actor, Verb.load), progress)
            while chunk := list(islice(rows, CHUNK)):
                prepared.markings.update(each.draft.marking for each in chunk)
                write = self._look_at if run.report.dry_run else self._store_records
                if write(prepared, assigned.report, chunk) or cancelled():
                    return False
        return True

    def _look_at(self, prepared: Prepared, account: FileReport, chunk: Sequence[Settled]) -> bool:
        for each in chunk:
            accept_unwritten(prepared.run.report, account, each.draft)
        totals = prepared.run.report.totals
        return self._store.transaction(lambda tx: batches.advance(tx, prepared.id, totals, prepared.markings, now()))

    def _store_records(self, prepared: Prepared, account: FileReport, chunk: Sequence[Settled]) -> bool:
        """Records, what is derived, counts and audit entry in one transaction; True where the batch is to stop."""
        digest = digest_of(account.name, chunk)
        before = prepared.written.take(digest)
        if before is not None:
            before.count(prepared.run.report, account, chunk)
            return False
        at, stop = now(), False

        def also(tx: Transaction, outcome: Outcome) -> None:
            # Counted from what was there before: after a deadlock all of this runs again.
            nonlocal stop
            totals = prepared.run.report.totals
            totals["accepted"] += outcome.added + outcome.corrected
            totals["corrected"] += outcome.corrected
            totals["unchanged"] += outcome.unchanged
            done = [Chunk.of(digest, chunk, outcome).text] if prepared.job else []
            stop = batches.advance(tx, prepared.id, totals, prepared.markings, at, done)
            if outcome.changed:
                detail = {"batch": prepared.id, "added": outcome.added, "corrected": outcome.corrected}
                audit.entry(tx, prepared.actor.id, Action.records_added, outcome.changed, detail)

        outcome = records.add(
            self._store, chunk, by=prepared.actor.id, unit=prepared.actor.unit, batch=prepared.id, at=at, also=also,
            clearance=prepared.actor.clearance,
        )  # fmt: skip
        Chunk.of(digest, chunk, outcome).count(prepared.run.report, account, chunk)
        return stop

    def _end(self, prepared: Prepared, state: State, message: str) -> None:
        report = prepared.run.report
        report.state = state
        text = canonical(report.as_dict())

        def work(tx: Transaction) -> None:
            batches.end(tx, prepared.id, state, report.totals, text, message, now())
            detail = {"state": state, "dry_run": report.dry_run, **report.totals}
            audit.entry(tx, prepared.actor.id, Action.batch_ended, [prepared.id], detail)

        self._store.transaction(work)


def _begun(prepared: Prepared) -> Batch:
    run, under = prepared.run, prepared.run.filing
    return Batch(
        id=prepared.id, by=prepared.actor.id, at=now(), mapping=run.mapping.name, source=run.mapping.source,
        marking=under.marking.text, grade=under.grade.text, legal_basis=under.legal_basis,
        files=tuple(each.examined.file.name for each in run.assigned),
        digests=tuple(each.examined.sha256 for each in run.assigned), mapping_digest=run.mapping.digest,
        dry_run=run.report.dry_run, lines=run.lines, unit=prepared.actor.unit, job=prepared.job,
    )  # fmt: skip


def _described(batch: Batch) -> dict[str, Any]:
    kept = {name: value for name, value in asdict(batch).items() if name not in {"report", "counts", "beat", "job"}}
    silent = batch.state == "running" and not batch.job and batch.beat < ahead(-SILENCE)
    return {**kept, **batch.counts, "state": "interrupted" if silent else batch.state}
