"""The audit trail: who changed what. An entry is written in the transaction of its change, or neither is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphintel.model.events import Action
from graphintel.model.trail import Entry, made
from graphintel.queries.store import Store, Transaction

LAST = ("9999", "g")


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry of the trail."""

    id: str
    at: str
    by: str
    action: str
    objects: tuple[str, ...]
    detail: Mapping[str, Any]
    origin: str
    purpose: str = ""
    legal_basis: str = ""
    address: str = ""
    acting_for: str = ""
    emergency: str = ""


def entry(
    tx: Transaction, by: str, action: Action, objects: Iterable[str], detail: Mapping[str, object] | None = None
) -> str:
    """Records in the running transaction that an actor did something to these objects; returns the entry's id."""
    written = made(tx.audit_key, by, action, objects, detail)
    rows = tx.run("audit.add", entry=written.as_dict())
    return str(rows[0]["id"])


def ship(tx: Transaction, entries: Sequence[Entry]) -> None:
    """Brings entries from the journal into the store; those that are there already stay as they are."""
    tx.run("audit.ship", entries=[each.as_dict() for each in entries])


def latest(
    store: Store, *, action: str | None = None, before: tuple[str, str] = LAST, limit: int = 100
) -> list[AuditEntry]:
    """The latest entries, newest first; ``before`` is the time and id of the last one seen."""
    rows = store.read("audit.latest", action=action, before_at=before[0], before_id=before[1], limit=limit)
    return [
        AuditEntry(
            row["id"],
            row["at"],
            row["by"],
            row["action"],
            tuple(row["objects"]),
            json.loads(row["detail"]),
            row["origin"],
            row["purpose"],
            row["legal_basis"],
            row["address"],
            row["acting_for"],
            row["emergency"],
        )
        for row in rows
    ]
