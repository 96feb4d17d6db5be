"""Signing in and out, and knowing again who has signed in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from threading import BoundedSemaphore

from graphintel.i18n import gettext as _
from graphintel.model.events import Action
from graphintel.model.times import ahead
from graphintel.queries import actors, audit, sessions
from graphintel.queries.actors import StoredActor
from graphintel.queries.store import Store, Transaction
from graphintel.security.actor import Actor
from graphintel.security.passwords import Passwords
from graphintel.security.policy import NotSignedIn
from graphintel.security.tokens import digest, new_secret
from graphintel.services.actors import actor_of
from graphintel.services.lately import Changes, Lately

LIFETIME = timedelta(hours=12)
IDLE = timedelta(hours=2)
# A session in constant use is written to once in this time, not at every request.
TOUCH = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Session:
    """A running session: who acts in it, and the secret that a browser must name at every change."""

    actor: Actor
    csrf: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Started:
    """A session just started; its secret goes into the cookie and is kept nowhere else."""

    secret: str = field(repr=False)
    session: Session


class Sessions:
    """Sessions of browsers."""

    def __init__(self, store: Store, passwords: Passwords, changes: Changes) -> None:
        self._store = store
        self._changes = changes
        self._lately: Lately[Session] = Lately(changes)
        self._passwords = passwords
        # One check of a password takes 64 MB for a moment: a flood of attempts must not take all memory.
        self._at_once = BoundedSemaphore(2)

    def start(self, username: str, password: str) -> Started:
        """Starts a session; NotSignedIn says the same for a wrong name, a wrong password and a disabled user."""
        found = self.authenticate(username, password)
        secret, csrf = new_secret(), new_secret()

        def work(tx: Transaction) -> None:
            if found.password and self._passwords.outdated(found.password):
                actors.set_password(tx, found.id, self._passwords.hash(password))
            sessions.add(tx, digest(secret), found.id, csrf, ahead(LIFETIME))
            audit.entry(tx, found.id, Action.session_started, [found.id])

        self._store.transaction(work)
        return Started(secret, Session(actor_of(found), csrf))

    def authenticate(self, username: str, password: str) -> StoredActor:
        """The user of that name and password; a refusal is recorded where the user exists."""
        found = actors.by_username(self._store, username.strip().lower())
        with self._at_once:
            known = self._passwords.check(found.password if found else None, password)
        if found is not None and known and not actor_of(found).disabled:
            return found
        if found is not None:
            refused = found.id
            self._store.transaction(lambda tx: audit.entry(tx, refused, Action.session_refused, [refused]))
        raise NotSignedIn(_("The user name or the password is wrong."))

    def find(self, secret: str) -> Session | None:
        """The session of this secret, None where there is none, it has run out, or its user is disabled."""
        hashed = digest(secret)
        return self._lately.find(hashed, lambda: self._of_hash(hashed))

    def _of_hash(self, hashed: str) -> Session | None:
        found = sessions.find(self._store, hashed, seen_after=ahead(-IDLE))
        if found is None or actor_of(found.actor).disabled:
            return None
        if found.last_seen < ahead(-TOUCH):
            sessions.touch(self._store, found.id)
        return Session(actor_of(found.actor), found.csrf)

    def end(self, secret: str) -> None:
        """Ends a session."""

        def work(tx: Transaction) -> None:
            actor = sessions.end(tx, digest(secret))
            if actor is not None:
                audit.entry(tx, actor, Action.session_ended, [actor])

        self._store.transaction(work)
        self._changes.note()
