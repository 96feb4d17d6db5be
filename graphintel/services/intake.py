"""Loading files: check what is asked for, read and map, write in chunks that each stand alone, account for all of it.

A batch that is killed and run again ends as if it had run once: every record's id follows from what it says, and rows
that say nothing new change nothing.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from typing import Any
from uuid import uuid4

from graphintel.errors import GraphintelError, Invalid, NotFound, Problem
from graphintel.i18n import gettext as _
from graphintel.intake.drafting import Filing
from graphintel.intake.mapping.model import IntakeMapping
from graphintel.intake.readers.files import InputFile
from graphintel.intake.report import FileReport, Report
from graphintel.intake.run import Run
from graphintel.intake.terms import Terms, seeded
from graphintel.model.drafts import Settled
from graphintel.model.events import Action
from graphintel.model.grading import Grade
from graphintel.model.ids import Ids, canonical
from graphintel.model.marking import Marking
from graphintel.model.times import now
from graphintel.model.values.dates import PartialDate
from graphintel.queries import audit, batches, records, vocabularies
from graphintel.queries.batches import Batch, State
from graphintel.queries.records import Outcome
from graphintel.queries.store import Store, Transaction
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb, authorise, require_cleared
from graphintel.services.sight import view_now

CHUNK = 500
PREVIEWED = 20
# A running batch says at least this often how far it is; one that does not has been killed.
SILENCE = timedelta(minutes=10)

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody says of a batch; what he leaves empty the mapping must say, and nothing is ever assumed."""

    marking: str = ""
    grade: str = ""
    legal_basis: str = ""
    observed_at: str = ""


@dataclass(slots=True)
class Prepared:
    """A batch that has begun: its files are readable, and nothing of them is written yet."""

    id: str
    actor: Actor
    run: Run
    dry_run: bool
    markings: set[Marking] = field(default_factory=set)
    done: int = 0


def watch_nothing(_done: int, _total: int) -> None:
    """Nobody watches."""


def never() -> bool:
    """Nobody stops it."""
    return False


def filing(mapping: IntakeMapping, asked: Asked) -> Filing:
    """Under what a batch is filed; Invalid lists all that is missing or unreadable."""
    problems: list[Problem] = []
    marking = _read(problems, "marking", asked.marking, Marking.parse) or mapping.defaults.marking
    grade = _read(problems, "grade", asked.grade or mapping.defaults.grade, Grade.parse)
    observed = _read(problems, "observed_at", asked.observed_at or mapping.defaults.observed_at, PartialDate.parse)
    legal_basis = asked.legal_basis.strip() or mapping.defaults.legal_basis
    named = {problem.field for problem in problems}
    for name, found in (("marking", marking), ("grade", grade), ("legal_basis", legal_basis)):
        if not found and name not in named:
            message = _("is needed for every batch; the mapping %(name)s does not set it.", name=mapping.name)
            problems.append(Problem(name, message, remedy=_EXAMPLES[name]))
    if problems or marking is None or grade is None:
        raise Invalid(problems)
    return Filing(marking, grade, legal_basis, observed.text if observed else "")


def check_files(
    mapping: IntakeMapping, files: Sequence[InputFile], under: Filing, progress: Progress = watch_nothing
) -> Report:
    """What loading would do, without a store: nothing is known yet, so nothing is unchanged but repeated rows."""
    run = Run(mapping, files, under, seeded(), dry_run=True)
    ids = Ids(secrets.token_bytes(32))
    for assigned in run.assigned:
        for settled in _settled(run, assigned, ids, None, lambda: progress(_read_rows(run), run.lines)):
            _accept_unstored(run.report, assigned.report, settled.draft)
    run.report.state = "done"
    return run.report


class Intake:
    """Loads files into the store, and tells of what was loaded."""

    def __init__(self, store: Store, ids: Ids) -> None:
        self._store = store
        self._ids = ids

    def load(
        self, actor: Actor, mapping: IntakeMapping, files: Sequence[InputFile], asked: Asked, *, dry_run: bool = False,
        progress: Progress = watch_nothing, cancelled: Cancelled = never,
    ) -> Report:  # fmt: skip
        """Loads files; the report accounts for every row."""
        prepared = self.prepare(actor, mapping, files, asked, dry_run=dry_run)
        return self.carry_out(prepared, progress, cancelled)

    def prepare(
        self, actor: Actor, mapping: IntakeMapping, files: Sequence[InputFile], asked: Asked, *, dry_run: bool = False
    ) -> Prepared:
        """Begins a batch once everything is known to be readable; whatever is wrong with it is said here."""
        authorise(actor, Verb.load)
        under = filing(mapping, asked)
        require_cleared(actor, under.marking)
        run = Run(mapping, files, under, self._terms(), dry_run=dry_run)
        prepared = Prepared(str(uuid4()), actor, run, dry_run, {under.marking})
        run.report.batch = prepared.id
        batch = _begun(prepared)

        def work(tx: Transaction) -> None:
            batches.start(tx, batch, prepared.markings)
            detail = {"mapping": mapping.name, "marking": batch.marking, "dry_run": dry_run, "files": list(batch.files)}
            audit.entry(tx, actor.id, Action.batch_started, [batch.id], detail)

        self._store.transaction(work)
        return prepared

    def carry_out(self, prepared: Prepared, progress: Progress = watch_nothing, cancelled: Cancelled = never) -> Report:
        """Runs a batch that has begun, to its end or until somebody stops it."""
        state: State = "failed"
        message = _("The batch was broken off. Load the same files again: what is in the store already is not doubled.")
        try:
            state = "done" if self._write(prepared, progress, cancelled) else "cancelled"
            message = ""
        except KeyboardInterrupt:
            state = "cancelled"
            raise
        except GraphintelError as error:
            message = error.message
            raise
        finally:
            self._end(prepared, state, message)
        return prepared.run.report

    def batch(self, actor: Actor, id_: str) -> dict[str, Any]:
        """A batch; its report in full for whoever loaded it, its counts for everybody else who sees all of it."""
        authorise(actor, Verb.load)
        found = self._found(actor, id_)
        report = json.loads(found.report) if found.report and found.by == actor.id else None
        return {**_described(found), "report": report}

    def batches(self, actor: Actor) -> dict[str, Any]:
        """The latest batches of which the actor sees everything."""
        authorise(actor, Verb.load)
        found = batches.latest(self._store, view_now(self._store, actor).complete)
        return {"items": [{**_described(each), "report": None} for each in found]}

    def cancel(self, actor: Actor, id_: str) -> dict[str, Any]:
        """Asks a running batch to stop. What it has loaded stays, and loading it again goes on from there."""
        authorise(actor, Verb.load)
        found = self._found(actor, id_)
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
        codes = {name: [term.code for term in vocabularies.terms(self._store, name)[1]] for name in schemes}
        return Terms.of(codes)

    def _write(self, prepared: Prepared, progress: Progress, cancelled: Cancelled) -> bool:
        """True where all was read; False where somebody stopped it."""
        run = prepared.run

        def tell() -> None:
            progress(_read_rows(run), run.lines)

        for assigned in run.assigned:
            found = _settled(run, assigned, self._ids, prepared.actor.clearance, tell)
            while chunk := list(islice(found, CHUNK)):
                if self._write_chunk(prepared, assigned.report, chunk) or cancelled():
                    return False
        return True

    def _write_chunk(self, prepared: Prepared, account: FileReport, chunk: Sequence[Settled]) -> bool:
        """Writes some records in one transaction with the counts and the audit entry; True where the batch is to stop."""
        at = now()
        prepared.markings.update(each.draft.marking for each in chunk)
        if prepared.dry_run:
            for each in chunk:
                _accept_unstored(prepared.run.report, account, each.draft)
            return self._store.transaction(lambda tx: _advance(tx, prepared, prepared.run.report.totals, at))
        stop = False

        def also(tx: Transaction, outcome: Outcome) -> None:
            nonlocal stop
            totals = prepared.run.report.totals
            totals["accepted"] += outcome.added + outcome.corrected
            totals["unchanged"] += outcome.unchanged
            stop = _advance(tx, prepared, totals, at)
            if outcome.changed:
                detail = {"batch": prepared.id, "added": outcome.added, "corrected": outcome.corrected}
                audit.entry(tx, prepared.actor.id, Action.records_added, outcome.changed, detail)

        outcome = records.add(self._store, chunk, by=prepared.actor.id, batch=prepared.id, at=at, also=also)
        account.accepted += outcome.added + outcome.corrected
        account.unchanged += outcome.unchanged
        return stop

    def _end(self, prepared: Prepared, state: State, message: str) -> None:
        report = prepared.run.report
        report.state = state
        text = canonical(report.as_dict())

        def work(tx: Transaction) -> None:
            batches.end(tx, prepared.id, state, report.totals, text, message, now())
            detail = {"state": state, "dry_run": prepared.dry_run, **report.totals}
            audit.entry(tx, prepared.actor.id, Action.batch_ended, [prepared.id], detail)

        self._store.transaction(work)


_EXAMPLES = {
    "marking": "suspects/restricted",
    "grade": "B2",
    "legal_basis": "Customs Act s. 12",
}
