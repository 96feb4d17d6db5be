"""API tokens as they are stored: the hash, never the token."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from graphintel.model.times import now
from graphintel.queries.actors import StoredActor, stored_actor
from graphintel.queries.store import Store, Transaction


@dataclass(frozen=True, slots=True)
class StoredToken:
    """What can be told about a token after it was given out."""

    id: str
    name: str
    owner: str
    created_at: str
    expires_at: str | None
    revoked_at: str | None
    scope: tuple[str, ...]
    purpose: str
    last_used: str | None


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token to be added."""

    id: str
    hash: str = field(repr=False)
    name: str
    actor: str
    expires_at: str
    scope: list[str]
    purpose: str
    legal_basis: str


@dataclass(frozen=True, slots=True)
class Bearer:
    """A valid token with the user to whom it belongs; ``scope`` is None for one that was made before there were any."""

    id: str
    actor: StoredActor
    scope: tuple[str, ...] | None
    purpose: str
    legal_basis: str
    last_used: str


def add(tx: Transaction, token: NewToken) -> None:
    """Adds a token of a user."""
    tx.run("tokens.add", at=now(), **asdict(token))


def find(store: Store, hashed: str) -> Bearer | None:
    """The valid token of this hash, with its user; None where it was revoked, has expired, or never was one."""
    rows = store.read("tokens.find", hash=hashed, at=now())
    if not rows:
        return None
    row = rows[0]
    scope = None if row["scope"] is None else tuple(row["scope"])
    return Bearer(row["token"], stored_actor(row), scope, row["purpose"], row["legal_basis"], row["last_used"])


def touch(store: Store, token: str) -> None:
    """Notes that a token is in use."""
    store.write("tokens.touch", id=token, at=now())


def of(store: Store, actor: str | None) -> list[StoredToken]:
    """The tokens of a user, of everyone for None, newest first."""
    rows = store.read("tokens.of", actor=actor)
    return [StoredToken(**{**row, "scope": tuple(row["scope"])}) for row in rows]


def revoke(tx: Transaction, token: str, *, actor: str | None) -> bool:
    """Revokes a token of this user, of anyone for None; false where there is none to revoke."""
    return bool(tx.run("tokens.revoke", id=token, actor=actor, at=now()))
