"""Sessions of browsers, kept by the hash of their id: whoever reads the store cannot take one over."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from graphintel.model.times import now
from graphintel.queries.actors import StoredActor, stored_actor
from graphintel.queries.store import Store, Transaction


@dataclass(frozen=True, slots=True)
class Session:
    """A running session: whose it is, and the secret that every change through it must name.

    ``waits_for`` is what is still to be given before it lets anybody in, empty where it does.
    """

    id: str
    actor: StoredActor
    csrf: str = field(repr=False)
    last_seen: str
    proved_at: str
    purpose: str
    legal_basis: str
    waits_for: str
    address: str
    agent: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A running session as its user is told of it; ``id`` is the hash, with which nobody gets in."""

    id: str
    created_at: str
    last_seen: str
    expires_at: str
    address: str
    agent: str


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session to be started under the hash of its secret."""

    id: str
    actor: str
    csrf: str = field(repr=False)
    expires_at: str
    address: str
    agent: str
    purpose: str = ""
    legal_basis: str = ""
    waits_for: str = ""


def add(tx: Transaction, session: NewSession) -> None:
    """Starts a session."""
    tx.run("sessions.add", at=now(), **asdict(session))


def find(store: Store, session: str, *, seen_after: str, seen_before: str) -> Session | None:
    """The session of this hash, None where it has run out or was last used outside of these two moments."""
    rows = store.read("sessions.find", id=session, at=now(), seen_after=seen_after, seen_before=seen_before)
    if not rows:
        return None
    row = rows[0]
    told = row["csrf"], row["last_seen"], row["proved_at"], row["purpose"], row["legal_basis"]
    came = row["waits_for"], row["address"], row["agent"]
    return Session(session, stored_actor(row), *told, *came)


def touch(store: Store, session: str) -> None:
    """Notes that a session is in use."""
    store.write("sessions.touch", id=session, at=now())


def prove(tx: Transaction, session: str) -> None:
    """Notes that the password was given again in a session."""
    tx.run("sessions.prove", id=session, at=now())


def set_purpose(tx: Transaction, session: str, purpose: str, legal_basis: str) -> None:
    """Notes why whoever is in a session asks from now on."""
    tx.run("sessions.set_purpose", id=session, purpose=purpose, legal_basis=legal_basis)


def of(store: Store, actor: str, *, seen_after: str) -> list[Listed]:
    """The running sessions of a user, latest used first."""
    return [Listed(**row) for row in store.read("sessions.of", actor=actor, at=now(), seen_after=seen_after)]


def end(tx: Transaction, session: str, *, of: str | None = None) -> str | None:
    """Ends a session, of this user only where one is named; the id of its user, None where there was none."""
    rows = tx.run("sessions.end", id=session, of=of)
    return str(rows[0]["actor"]) if rows else None


def end_all(tx: Transaction, actor: str, *, but: str | None = None) -> int:
    """Ends every session of a user, save one that is named; how many. For whatever changes who he is or what he may."""
    return int(tx.run("sessions.end_all", actor=actor, but=but)[0]["ended"])


def end_everyone(tx: Transaction) -> int:
    """Ends every session there is; how many."""
    return int(tx.run("sessions.end_everyone")[0]["ended"])
