"""The audit trail: who changed what. An entry is written in the transaction of its change, or neither is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphintel.model.events import Action
from graphintel.model.trail import Entry, made
from graphintel.queries.store import Row, Store, Transaction

LAST = ("9999", "g")
BEGINNING, END = "0000", "9999"
# An entity is known under so many ids at most; one that has more is followed no further.
MOST_IDS = 500
PLAIN_ID = re.compile(r"[0-9A-Za-z_.:-]{1,100}")


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry of the trail; ``text`` is what was typed, encrypted, and ``sequence`` its number once it is sealed."""

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
    text: str = ""
    sequence: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: of a user by his id, of an action, on any of some objects, within a time; empty means all."""

    by: str | None = None
    action: str | None = None
    objects: tuple[str, ...] = ()
    purpose: str | None = None
    since: str = BEGINNING
    until: str = END


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
    return find(store, Wanted(action=action), before, limit)


def find(store: Store, wanted: Wanted, before: tuple[str, str] = LAST, limit: int = 100) -> list[AuditEntry]:
    """The latest entries that are wanted, newest first."""
    given: dict[str, Any] = {
        "action": wanted.action, "purpose": wanted.purpose, "since": wanted.since, "until": wanted.until,
        "before_at": before[0], "before_id": before[1], "limit": limit,
    }  # fmt: skip
    if wanted.objects:
        store.read("audit.await_objects")
        question = " OR ".join(f'"{id_}"' for id_ in wanted.objects if PLAIN_ID.fullmatch(id_))
        rows = store.read("audit.of_objects", question=question, by=wanted.by, **given) if question else []
    elif wanted.by is not None:
        rows = store.read("audit.of_user", by=wanted.by, **given)
    else:
        rows = store.read("audit.latest", **given)
    return [
        AuditEntry(**{**row, "objects": tuple(row["objects"] or ()), "detail": json.loads(row["detail"])})
        for row in rows
    ]


def known_as(store: Store, id_: str) -> list[str]:
    """Every id under which an entity was ever known, from any of them: now, and by decisions that have ended too."""
    known, asked = {id_}, {id_}
    while asked and len(known) < MOST_IDS:
        found = {
            row["id"]
            for name in ("audit.together", "audit.once_together")
            for row in store.read(name, ids=sorted(asked), limit=MOST_IDS)
        }
        asked = found - known
        known |= asked
    return [id_, *sorted(known - {id_})]


def hours(store: Store, since: str, until: str = END) -> list[Row]:
    """How many entries each user left in each hour of each day."""
    return store.read("audit.hours", since=since, until=until)


def deeds(store: Store, by: str, since: str, until: str = END) -> list[Row]:
    """How often a user did what on which day, latest day first."""
    return store.read("audit.deeds", by=by, since=since, until=until)


def again(store: Store, since: str, until: str, least: int) -> list[Row]:
    """Which entities a user opened at least so often without naming a legal basis."""
    return store.read("audit.again", since=since, until=until, least=least)


def texts(store: Store, since: str, until: str, limit: int) -> list[Row]:
    """What was typed, encrypted, latest first."""
    return store.read("audit.texts", since=since, until=until, limit=limit)
