"""The demo: a database that says it is one, filled with an invented network, and people to look at it as."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import uuid4

from graphintel.errors import Invalid, StartRefused
from graphintel.i18n import gettext as _
from graphintel.intake import seed_files
from graphintel.model.decisions import Decision
from graphintel.model.drafts import RecordDraft, settle, subject_of
from graphintel.model.events import Action
from graphintel.model.ids import Ids
from graphintel.model.marking import REGISTERS, Clearance, Level
from graphintel.model.times import now
from graphintel.model.units import Unit
from graphintel.queries import audit, decisions, demo, records, units
from graphintel.queries.actors import StoredActor
from graphintel.queries.records import Outcome
from graphintel.queries.store import Store, Transaction
from graphintel.queries.visibility import view_of
from graphintel.security.actor import Role
from graphintel.security.passwords import Passwords
from graphintel.services.lately import Changes
from graphintel.services.vocabularies import Vocabularies

Progress = Callable[[int, int], None]

CHUNK = 250
BY = "installation"
# Whose people may take the decisions of the demo back.
DECIDED_IN = "intelligence"
HARBOUR = "op-harbour"
ALL = Clearance(frozenset(REGISTERS), Level.secret, frozenset({HARBOUR}))


UNITS = (
    Unit("customs", "Customs"),
    Unit("intelligence", "Intelligence", "customs"),
    Unit("risk", "Risk", "customs"),
    Unit("muuga", "Port of Muuga", "customs"),
    Unit("muuga-gate", "Gate of Muuga", "muuga"),
    Unit("information-technology", "Information technology"),
    Unit("inspectorate", "Inspectorate"),
)
NOTHING = Clearance(frozenset(), Level.unclassified)


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the demo, and what he is there to show."""

    username: str
    display_name: str
    role: Role
    clearance: Clearance
    unit: str


ACCOUNTS = (
    Account("analyst", "Ada Ilves", Role.analyst, ALL, "intelligence"),
    Account(
        "restricted",
        "Rolf Saar",
        Role.analyst,
        Clearance(frozenset({"seizures", "suspects"}), Level.restricted),
        "risk",
    ),
    Account("officer", "Otto Kask", Role.officer, Clearance(frozenset({"seizures"}), Level.restricted), "muuga-gate"),
    Account(
        "validator",
        "Vera Lepp",
        Role.validator,
        Clearance(frozenset({"seizures", "suspects"}), Level.restricted),
        "muuga",
    ),
    Account("supervisor", "Sven Oja", Role.supervisor, Clearance(frozenset(REGISTERS), Level.confidential), "muuga"),
    Account("administrator", "Anna Roos", Role.administrator, NOTHING, "information-technology"),
    Account("auditor", "Alma Sepp", Role.auditor, NOTHING, "inspectorate"),
)


class Demo:
    """Prepares the database of a demo."""

    def __init__(self, store: Store, ids: Ids, passwords: Passwords, changes: Changes) -> None:
        self._changes = changes
        self._store = store
        self._ids = ids
        self._passwords = passwords

    def claim(self) -> bool:
        """Marks an empty database as a demo; refuses one that holds something and is not marked. True where filled."""
        found = demo.state(self._store)
        if not found.marked and not found.empty:
            raise StartRefused(
                _(
                    "The database holds data and is not marked as a demo, so nothing was put into it. "
                    "Give the demo a database of its own."
                )
            )
        demo.mark(self._store)
        return found.filled

    def fill(self, progress: Progress) -> None:
        """Puts vocabularies and network into the database; what is there already stays as it is."""
        Vocabularies(self._store, self._changes).load_shipped(BY)
        drafts = list(seed_files.demo_drafts())
        total = len(drafts)
        rest = iter(drafts)
        done = 0
        while chunk := list(islice(rest, CHUNK)):
            self._add(chunk)
            done += len(chunk)
            progress(done, total)
        self._decide()
        demo.note_filled(self._store)

    def accounts(self, password: str) -> tuple[Account, ...]:
        """Puts the users of the demo, all with this password."""
        hashed = self._passwords.hash(password)

        def work(tx: Transaction) -> None:
            known = units.locked(tx).units
            for unit in (unit for unit in UNITS if unit.code not in known):
                units.put(tx, unit)
                audit.entry(tx, BY, Action.unit_added, [unit.code], {"demo": True})
            for each in ACCOUNTS:
                stored = StoredActor(
                    str(uuid4()),
                    each.username,
                    each.display_name,
                    each.role,
                    each.clearance,
                    each.unit,
                    password=hashed,
                )
                audit.entry(tx, BY, Action.user_added, [demo.put_account(tx, stored)], {"demo": True})

        self._store.transaction(work)
        self._changes.note()
        return ACCOUNTS

    def _add(self, drafts: Sequence[RecordDraft]) -> None:
        settled = [settle(self._ids, draft) for draft in drafts]
        problems = [problem for each in settled for problem in each.problems]
        if problems:
            raise Invalid(problems)

        def also(tx: Transaction, outcome: Outcome) -> None:
            if outcome.changed:
                audit.entry(tx, BY, Action.records_added, outcome.changed, {"demo": True})

        records.add(self._store, settled, by=BY, batch="", at=now(), also=also)

    def _decide(self) -> None:
        view = view_of(self._store, ALL)
        for seed in seed_files.demo_decisions():
            ends = subject_of(self._ids, seed.one), subject_of(self._ids, seed.other)
            taken = {
                (each.type, frozenset(each.subjects))
                for each, _on in decisions.decisions_on(self._store, view, ends[0])
            }
            if (seed.type, frozenset(ends)) in taken:
                continue
            decision = decisions.prepare(
                seed.type, ends, by=BY, at=now(), why=seed.why, marking=seed.marking, unit=DECIDED_IN
            )
            decisions.decide(self._store, view, decision, also=_noted)


def _noted(tx: Transaction, decision: Decision) -> None:
    audit.entry(tx, BY, Action.decision_taken, [decision.id, *decision.subjects], {"demo": True})
