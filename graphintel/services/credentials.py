"""Proving by a password who one is: at sign-in, and again before what a session alone is not trusted with."""

from __future__ import annotations

from threading import BoundedSemaphore

from graphintel.errors import Invalid, Problem
from graphintel.i18n import gettext as _
from graphintel.model.events import Action, circumstances
from graphintel.queries import actors, audit
from graphintel.queries.actors import StoredActor
from graphintel.queries.store import Store, Transaction
from graphintel.security.actor import Actor
from graphintel.security.passwords import Passwords
from graphintel.security.policy import NotSignedIn
from graphintel.security.tokens import digest
from graphintel.services.actors import is_shut_out
from graphintel.services.limits import Attempt, Limits


class Credentials:
    """Checks passwords against the store; whoever fails is recorded, as far as he exists, and waits."""

    def __init__(self, store: Store, passwords: Passwords, limits: Limits) -> None:
        self._store = store
        self._limits = limits
        self._passwords = passwords
        # One check of a password takes 64 MB for a moment: a flood of attempts must not take all memory.
        self._at_once = BoundedSemaphore(2)

    def user(self, username: str, password: str) -> StoredActor:
        """The user of that name and password; NotSignedIn reads the same whatever of it was wrong."""
        name = username.strip().lower()
        found = actors.by_username(self._store, name)
        # What nobody is called may be a password that went into the wrong field: it is kept as a hash alone.
        account = found.id if found is not None else f"?{digest(name)[:32]}"
        attempt = self._limits.attempt(account, circumstances().address)
        known = self._matches(found.password if found else None, password)
        if found is not None and known and not is_shut_out(found):
            # Where a code is still to come, a right password must not wipe out the wrong codes before it.
            (self._limits.undecided if found.second_factor else self._limits.succeeded)(attempt)
            return found
        if found is not None:
            self._refused(found.id, Action.session_refused, attempt)
        raise NotSignedIn(_("The user name or the password is wrong."))

    def confirm(self, actor: Actor, password: str, field: str = "password") -> None:
        """Holds that the password is the actor's; Invalid, under the name of the field, where it is not."""
        attempt = self._limits.attempt(actor.id, circumstances().address)
        if not self._matches(actors.password_of(self._store, actor.id), password):
            self._refused(actor.id, Action.password_refused, attempt)
            raise Invalid(Problem(field, _("The password is wrong.")))
        self._limits.succeeded(attempt)

    def renew_hash(self, tx: Transaction, found: StoredActor, password: str) -> None:
        """Hashes a password that was just proved anew, where its hash was made with weaker parameters than today's."""
        if found.password and self._passwords.outdated(found.password):
            actors.set_password(tx, found.id, self._passwords.hash_again(password))

    def _matches(self, hashed: str | None, password: str) -> bool:
        with self._at_once:
            return self._passwords.check(hashed, password)

    def _refused(self, actor: str, action: Action, attempt: Attempt) -> None:
        detail = {"wait": attempt.wait} if attempt.wait else None
        self._store.transaction(lambda tx: audit.entry(tx, actor, action, [actor], detail))
