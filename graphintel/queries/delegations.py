"""Delegations as they are stored: given, ended, never deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from graphintel.model.times import now
from graphintel.queries.store import Store, Transaction


@dataclass(frozen=True, slots=True)
class Delegation:
    """Duties handed over: by whom to whom, in which role of the giver, until when, and why."""

    id: str
    giver: str
    taker: str
    role: str
    at: str
    until: str
    reason: str
    ended_at: str | None = None
    ended_by: str | None = None

    def lasts_at(self, at: str) -> bool:
        """True where it is neither ended nor run out by then."""
        return self.ended_at is None and self.until > at


def give(tx: Transaction, delegation: Delegation) -> bool:
    """Hands duties over; False where the same two have one that lasts."""
    given = {name: value for name, value in asdict(delegation).items() if name not in {"ended_at", "ended_by"}}
    return bool(tx.run("delegations.give", **given))


def end(tx: Transaction, id_: str, *, by: str, whose: str | None) -> bool:
    """Ends a delegation of a user, or anybody's for none; False where there is none that lasts."""
    return bool(tx.run("delegations.end", id=id_, by=by, whose=whose, at=now()))


def of(store: Store, actor: str) -> list[Delegation]:
    """The delegations that a user gave or took, newest first."""
    return [_delegation(row["delegation"]) for row in store.read("delegations.of", actor=actor)]


def _delegation(given: Mapping[str, Any]) -> Delegation:
    return Delegation(
        given["id"], given["giver"], given["taker"], given["role"], given["at"], given["until"], given["reason"],
        given.get("ended_at"), given.get("ended_by"),
    )  # fmt: skip
