"""The second factor of a user as it is stored: its secret encrypted, its recovery codes as hashes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graphintel.model.times import now
from graphintel.queries.store import Store, Transaction


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """What a user has set up, and since when, with the last time step of which a code was taken.

    ``pending`` is a secret that no code has proved yet, shown to the session ``pending_for``.
    """

    secret: str | None = field(repr=False)
    step: int
    confirmed_at: str | None
    codes: int
    pending: str | None = field(repr=False)
    pending_for: str | None


def of(store: Store, actor: str) -> SecondFactor | None:
    """The second factor of a user, None where he has begun none."""
    rows = store.read("second_factors.of", id=actor)
    return SecondFactor(**rows[0]) if rows else None


def begin(tx: Transaction, actor: str, pending: str, session: str) -> str:
    """Keeps a new secret until it is proved; the one that this session was shown already, where there is one."""
    return str(tx.run("second_factors.begin", id=actor, pending=pending, session=session)[0]["pending"])


def confirm(tx: Transaction, actor: str, pending: str, *, first: bool, step: int, codes: Sequence[str]) -> bool:
    """Makes the new secret count; False where it was replaced meanwhile, or was to be the first and is not."""
    given = {"pending": pending, "first": first, "step": step, "codes": list(codes)}
    return bool(tx.run("second_factors.confirm", id=actor, at=now(), **given))


def accept(tx: Transaction, actor: str, secret: str, step: int) -> bool:
    """Takes the code of a time step; False where one of that step or a later one was taken already."""
    return bool(tx.run("second_factors.accept", id=actor, secret=secret, step=step, at=now()))


def spend(tx: Transaction, actor: str, code: str) -> int | None:
    """Takes the recovery code of this hash; how many are left, None where it is none of his."""
    rows = tx.run("second_factors.spend", id=actor, code=code, at=now())
    return int(rows[0]["left"]) if rows else None


def renew_codes(tx: Transaction, actor: str, codes: Sequence[str]) -> bool:
    """Replaces the recovery codes; False where no second factor is set up."""
    return bool(tx.run("second_factors.renew_codes", id=actor, codes=list(codes)))


def remove(tx: Transaction, actor: str) -> bool:
    """Removes the second factor of a user; False where none was set up."""
    rows = tx.run("second_factors.remove", id=actor)
    return bool(rows and rows[0]["confirmed"])
