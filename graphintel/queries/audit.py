"""The audit trail: who changed what. An entry is written in the transaction of its change, or neither is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import uuid4

from graphintel.model.events import Action, circumstances
from graphintel.model.ids import canonical
from graphintel.model.times import now
from graphintel.queries.store import Store, Transaction

# Longer lists of what a change touched are cut and counted; the records themselves bear their batch.
OBJECTS_KEPT = 1_000
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


def entry(
    tx: Transaction, by: str, action: Action, objects: Iterable[str], detail: Mapping[str, object] | None = None
) -> str:
    """Records in the running transaction that an actor did something to these objects; returns the entry's id."""
    touched = list(objects)
    kept = dict(detail or {})
    if len(touched) > OBJECTS_KEPT:
        kept["objects_in_all"] = len(touched)
    params = {"id": str(uuid4()), "at": now(), "by": by, "action": str(action), **asdict(circumstances())}
    rows = tx.run("audit.add", objects=touched[:OBJECTS_KEPT], detail=canonical(kept), **params)
    return str(rows[0]["id"])


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
        )
        for row in rows
    ]
