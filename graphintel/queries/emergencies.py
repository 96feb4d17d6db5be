"""Emergencies as they are stored: declared, ended, reviewed, never deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphintel.model.marking import Clearance, Level
from graphintel.model.times import now
from graphintel.queries.store import Store, Transaction


@dataclass(frozen=True, slots=True)
class Emergency:
    """An emergency: whose, from when until when, why, and what he sees beside his clearance meanwhile."""

    id: str
    by: str
    unit: str | None
    at: str
    until: str
    reason: str
    clearance: Clearance
    ended_at: str | None = None
    ended_by: str | None = None
    reviewed_at: str | None = None
    reviewed_by: str | None = None
    verdict: str | None = None
    note: str | None = None

    def lasts_at(self, at: str) -> bool:
        """True where it is neither ended nor run out by then."""
        return self.ended_at is None and self.until > at


def declare(tx: Transaction, emergency: Emergency) -> bool:
    """Declares an emergency; False where one of the same user lasts."""
    clearance = emergency.clearance
    rows = tx.run(
        "emergencies.declare", id=emergency.id, actor=emergency.by, unit=emergency.unit, at=emergency.at,
        until=emergency.until, reason=emergency.reason, registers=sorted(clearance.registers),
        level=clearance.level.name, groups=sorted(clearance.groups),
    )  # fmt: skip
    return bool(rows)


def end(tx: Transaction, id_: str, by: str) -> bool:
    """Ends an emergency; False where it does not last."""
    return bool(tx.run("emergencies.end", id=id_, by=by, at=now()))


def review(tx: Transaction, id_: str, by: str, verdict: str, note: str) -> bool:
    """Writes down a review; False where there is one."""
    return bool(tx.run("emergencies.review", id=id_, by=by, at=now(), verdict=verdict, note=note))


def everything(store: Store, by: str | None = None) -> list[Emergency]:
    """The emergencies of a user, or of all, those that are not reviewed first, then newest first."""
    return [emergency_of(row["emergency"]) for row in store.read("emergencies.all", by=by)]


def one(store: Store, id_: str) -> Emergency | None:
    """An emergency."""
    rows = store.read("emergencies.one", id=id_)
    return emergency_of(rows[0]["emergency"]) if rows else None


def counts(store: Store) -> tuple[int, int]:
    """How many were ever declared, and how many of them nobody has reviewed."""
    row = store.read("emergencies.counts")[0]
    return int(row["declared"]), int(row["unreviewed"])


def emergency_of(given: Mapping[str, Any]) -> Emergency:
    """An emergency from its properties."""
    clearance = Clearance(frozenset(given["registers"]), Level[given["level"]], frozenset(given["groups"]))
    return Emergency(
        given["id"], given["by"], given.get("unit"), given["at"], given["until"], given["reason"], clearance,
        given.get("ended_at"), given.get("ended_by"), given.get("reviewed_at"), given.get("reviewed_by"),
        given.get("verdict"), given.get("note"),
    )  # fmt: skip
