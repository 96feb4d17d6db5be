"""Sessions of browsers, kept by the hash of their id: whoever reads the store cannot take one over."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphintel.model.times import now
from graphintel.queries.actors import StoredActor, stored_actor
from graphintel.queries.store import Store, Transaction


@dataclass(frozen=True, slots=True)
class Session:
    """A running session: whose it is, and the secret that every change through it must name."""

    id: str
    actor: StoredActor
    csrf: str = field(repr=False)
    last_seen: str


def add(tx: Transaction, session: str, actor: str, csrf: str, expires_at: str) -> None:
    """Starts a session under the hash of its id."""
    tx.run("sessions.add", id=session, actor=actor, csrf=csrf, at=now(), expires_at=expires_at)


def find(store: Store, session: str, *, seen_after: str) -> Session | None:
    """The session of this hash, None where it has run out or was last used before ``seen_after``."""
    rows = store.read("sessions.find", id=session, at=now(), seen_after=seen_after)
    if not rows:
        return None
    return Session(session, stored_actor(rows[0]), rows[0]["csrf"], rows[0]["last_seen"])


def touch(store: Store, session: str) -> None:
    """Notes that a session is in use."""
    store.write("sessions.touch", id=session, at=now())


def end(tx: Transaction, session: str) -> str | None:
    """Ends a session; the id of its user, None where there was none."""
    rows = tx.run("sessions.end", id=session)
    return str(rows[0]["actor"]) if rows else None
