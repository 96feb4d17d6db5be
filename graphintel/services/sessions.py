"""Signing in and out, and knowing again who has signed in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from graphintel.model.events import Action, circumstances, set_purpose
from graphintel.model.times import ahead
from graphintel.queries import audit, sessions
from graphintel.queries.actors import StoredActor
from graphintel.queries.sessions import NewSession
from graphintel.queries.store import Store, Transaction
from graphintel.security.actor import Actor
from graphintel.security.tokens import digest, new_secret
from graphintel.services.actors import identified, is_shut_out
from graphintel.services.credentials import Credentials
from graphintel.services.lately import Changes, Lately
from graphintel.services.purposes import Purposes

LIFETIME = timedelta(hours=12)
IDLE = timedelta(minutes=30)
# A session in constant use is written to once in this time, not at every request.
TOUCH = timedelta(minutes=1)
# For so long the password that was given counts for what asks for it again.
PROOF = timedelta(minutes=10)
# What is dated further ahead was dated by a clock that has been set back since: how old it is nobody knows.
SKEW = timedelta(minutes=5)
LONGEST_AGENT = 200


@dataclass(frozen=True, slots=True)
class Session:
    """A running session: who acts in it, and the secret that a browser must name at every change."""

    id: str
    actor: Actor
    csrf: str = field(repr=False)
    proved_at: str
    purpose: str = ""
    legal_basis: str = ""

    @property
    def proved(self) -> bool:
        """True while the password was given lately enough for what asks for it again."""
        return ahead(-PROOF) < self.proved_at < ahead(SKEW)


@dataclass(frozen=True, slots=True)
class Came:
    """How somebody comes to sign in: why, with what program, and with which session that ends now."""

    purpose: str = ""
    legal_basis: str = ""
    agent: str = ""
    former: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Started:
    """A session just started; its secret goes into the cookie and is kept nowhere else."""

    secret: str = field(repr=False)
    session: Session


class Sessions:
    """Sessions of browsers."""

    def __init__(self, store: Store, credentials: Credentials, purposes: Purposes, changes: Changes) -> None:
        self._store = store
        self._purposes = purposes
        self._credentials = credentials
        self._changes = changes
        self._lately: Lately[Session] = Lately(changes)

    def start(self, username: str, password: str, came: Came = Came()) -> Started:
        """Starts a session under a new secret and ends the one that the browser had; NotSignedIn tells no reason."""
        why = self._purposes.checked(came.purpose, came.legal_basis)
        found = self.authenticate(username, password)
        secret = new_secret()
        place = circumstances().address, came.agent[:LONGEST_AGENT]
        new = NewSession(digest(secret), found.id, new_secret(), ahead(LIFETIME), *place, *why)

        def work(tx: Transaction) -> None:
            self._credentials.renew_hash(tx, found, password)
            if came.former is not None:
                _end(tx, came.former)
            sessions.add(tx, new)
            set_purpose(*why)
            audit.entry(tx, found.id, Action.session_started, [found.id])

        self._store.transaction(work)
        if came.former is not None:
            self._changes.note()
        return Started(secret, Session(new.id, identified(self._store, found), new.csrf, ahead(timedelta()), *why))

    def authenticate(self, username: str, password: str) -> StoredActor:
        """The user of that name and password; a refusal is recorded where the user exists."""
        return self._credentials.user(username, password)

    def find(self, secret: str) -> Session | None:
        """The session of this secret, None where there is none, it has run out, or its user is disabled."""
        hashed = digest(secret)
        return self._lately.find(hashed, lambda: self._of_hash(hashed))

    def _of_hash(self, hashed: str) -> Session | None:
        found = sessions.find(self._store, hashed, seen_after=ahead(-IDLE), seen_before=ahead(SKEW))
        if found is None or is_shut_out(found.actor):
            return None
        if found.last_seen < ahead(-TOUCH):
            sessions.touch(self._store, found.id)
        why = found.purpose, found.legal_basis
        return Session(found.id, identified(self._store, found.actor), found.csrf, found.proved_at, *why)

    def prove(self, session: Session, password: str) -> None:
        """Takes the password again, for what asks for it; Invalid where it is wrong."""
        self._credentials.confirm(session.actor, password)

        def work(tx: Transaction) -> None:
            sessions.prove(tx, session.id)
            audit.entry(tx, session.actor.id, Action.session_proved, [session.actor.id])

        self._store.transaction(work)
        self._changes.note()

    def end(self, secret: str) -> None:
        """Ends a session."""
        self._store.transaction(lambda tx: _end(tx, secret))
        self._changes.note()


def _end(tx: Transaction, secret: str) -> None:
    actor = sessions.end(tx, digest(secret))
    if actor is not None:
        audit.entry(tx, actor, Action.session_ended, [actor])
