"""API tokens as they are stored: the hash, never the token."""

from __future__ import annotations

from dataclasses import dataclass

from graphintel.model.times import now
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


def add(tx: Transaction, token: str, hashed: str, *, name: str, actor: str, expires_at: str | None) -> None:
    """Adds a token of a user."""
    tx.run("tokens.add", id=token, hash=hashed, name=name, actor=actor, at=now(), expires_at=expires_at)


def of(store: Store, actor: str | None) -> list[StoredToken]:
    """The tokens of a user, of everyone for None, newest first."""
    rows = store.read("tokens.of", actor=actor)
    return [
        StoredToken(row["id"], row["name"], row["owner"], row["created_at"], row["expires_at"], row["revoked_at"])
        for row in rows
    ]


def revoke(tx: Transaction, token: str, *, actor: str | None) -> bool:
    """Revokes a token of this user, of anyone for None; false where there is none to revoke."""
    return bool(tx.run("tokens.revoke", id=token, actor=actor, at=now()))
