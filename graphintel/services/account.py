"""One's own account: the password, and where one is signed in; and the keys behind all sessions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graphintel.errors import Invalid, NotAllowed, NotFound, Problem
from graphintel.i18n import gettext as _
from graphintel.model.events import Action
from graphintel.model.times import ahead
from graphintel.private_files import private_folder, write_private
from graphintel.queries import actors, audit, sessions
from graphintel.queries.store import Store, Transaction
from graphintel.security.actor import Actor
from graphintel.security.passwords import Passwords, random_password
from graphintel.security.policy import Verb, authorise
from graphintel.security.tokens import new_secret
from graphintel.services.credentials import Credentials
from graphintel.services.lately import Changes
from graphintel.services.sessions import IDLE


class Account:
    """What everybody may do with his own account, and an administrator with a password that was forgotten."""

    def __init__(
        self, store: Store, passwords: Passwords, credentials: Credentials, changes: Changes, passing: Path
    ) -> None:
        self._store = store
        self._passing = passing
        self._passwords = passwords
        self._credentials = credentials
        self._changes = changes

    def sessions(self, actor: Actor, here: str | None = None) -> dict[str, Any]:
        """Where the actor is signed in, latest used first; ``here`` is the session that asks."""
        authorise(actor, Verb.own_account)
        found = sessions.of(self._store, actor.id, seen_after=ahead(-IDLE))
        items = [
            {
                "id": each.id,
                "created_at": each.created_at,
                "last_seen": each.last_seen,
                "expires_at": each.expires_at,
                "address": each.address,
                "agent": each.agent,
                "here": each.id == here,
            }
            for each in found
        ]
        return {"items": items}

    def end_session(self, actor: Actor, session: str) -> None:
        """Ends one of the actor's sessions."""
        authorise(actor, Verb.own_account)

        def work(tx: Transaction) -> None:
            if sessions.end(tx, session, of=actor.id) is None:
                raise NotFound(_("There is no such session; it may have ended meanwhile."))
            audit.entry(tx, actor.id, Action.session_ended, [actor.id])

        self._store.transaction(work)
        self._changes.note()

    def change_password(self, actor: Actor, current: str, new: str, *, keep: str | None = None) -> None:
        """Replaces one's own password; every session ends but the one that is kept."""
        authorise(actor, Verb.own_account)
        self._credentials.confirm(actor, current, "current")
        if current == new:
            raise Invalid(Problem("new", _("This is the password that you have. Choose another.")))
        hashed = self._passwords.hash(new, actor.username, actor.display_name, field="new")
        self._set(actor, actor.id, hashed, keep=keep)

    def reset_password(self, actor: Actor, username: str) -> str:
        """Gives a user who forgot his password an invented one, which he is told; his sessions end."""
        authorise(actor, Verb.users)
        found = actors.by_username(self._store, username.strip().lower())
        if found is None:
            raise NotFound(_("There is no user %(name)s.", name=username))
        if found.id == actor.id:
            raise NotAllowed(_("Nobody resets his own password; another administrator can."))
        password = random_password()
        self._set(actor, found.id, self._passwords.hash(password))
        return password

    def rotate_secrets(self, actor: Actor) -> int:
        """Changes the keys that may change and ends every session; how many. Ids and what is encrypted stay."""
        authorise(actor, Verb.users)
        private_folder(self._passing.parent)
        write_private(self._passing, new_secret() + "\n")

        def work(tx: Transaction) -> int:
            ended = sessions.end_everyone(tx)
            audit.entry(tx, actor.id, Action.secrets_rotated, [], {"sessions_ended": ended})
            return ended

        ended = self._store.transaction(work)
        self._changes.note()
        return ended

    def _set(self, by: Actor, whose: str, hashed: str, *, keep: str | None = None) -> None:
        def work(tx: Transaction) -> None:
            actors.set_password(tx, whose, hashed)
            ended = sessions.end_all(tx, whose, but=keep)
            audit.entry(tx, by.id, Action.password_changed, [whose], {"sessions_ended": ended})

        self._store.transaction(work)
        self._changes.note()
