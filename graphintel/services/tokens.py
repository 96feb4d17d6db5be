"""API tokens: given out once, kept as a hash, revoked at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from graphintel.errors import Invalid, NotFound, Problem
from graphintel.i18n import gettext as _
from graphintel.model.events import Action
from graphintel.model.times import ahead
from graphintel.queries import actors, audit, tokens
from graphintel.queries.store import Store, Transaction
from graphintel.queries.tokens import StoredToken
from graphintel.security.actor import Actor
from graphintel.security.policy import NotSignedIn, Verb, authorise, may
from graphintel.security.tokens import digest, is_token, new_token
from graphintel.services.actors import identified, is_shut_out
from graphintel.services.lately import Changes, Lately

LONGEST_NAME = 80
LONGEST_LIFE = 3_650


@dataclass(frozen=True, slots=True)
class Created:
    """A token just created: the only time that its text is known."""

    id: str
    name: str
    owner: str
    token: str = field(repr=False)
    expires_at: str | None


class Tokens:
    """API tokens of users."""

    def __init__(self, store: Store, changes: Changes) -> None:
        self._store = store
        self._changes = changes
        self._lately: Lately[Actor] = Lately(changes)

    def create(self, actor: Actor, name: str, *, days: int | None = None, username: str | None = None) -> Created:
        """Creates a token for oneself; for another user where one administers users."""
        authorise(actor, Verb.own_tokens if username in {None, actor.username} else Verb.users)
        problems = list(_problems(name, days))
        if problems:
            raise Invalid(problems)
        owner = actor if username is None else self._user(username)
        expires_at = ahead(timedelta(days=days)) if days is not None else None
        made = Created(str(uuid4()), name, owner.username, new_token(), expires_at)

        def work(tx: Transaction) -> None:
            tokens.add(tx, made.id, digest(made.token), name=name, actor=owner.id, expires_at=expires_at)
            audit.entry(tx, actor.id, Action.token_created, [made.id, owner.id], {"name": name})

        self._store.transaction(work)
        return made

    def all(self, actor: Actor) -> list[StoredToken]:
        """The tokens of oneself, of everyone where one administers users."""
        authorise(actor, Verb.own_tokens)
        return tokens.of(self._store, None if may(actor, Verb.users) else actor.id)

    def revoke(self, actor: Actor, token: str) -> None:
        """Revokes a token of oneself, of anyone where one administers users."""
        authorise(actor, Verb.own_tokens)
        whose = None if may(actor, Verb.users) else actor.id

        def work(tx: Transaction) -> None:
            if not tokens.revoke(tx, token, actor=whose):
                raise NotFound(_("There is no such token to revoke."))
            audit.entry(tx, actor.id, Action.token_revoked, [token])

        self._store.transaction(work)
        self._changes.note()

    def actor(self, token: str) -> Actor:
        """Whose token this is; NotSignedIn where it is no token, revoked, expired, or of a disabled user."""
        hashed = digest(token) if is_token(token) else None
        found = None if hashed is None else self._lately.find(hashed, lambda: self._of_hash(hashed))
        if found is None:
            raise NotSignedIn(_("The token is not valid: it was revoked, has expired, or never was one."))
        return found

    def _of_hash(self, hashed: str) -> Actor | None:
        found = actors.by_token(self._store, hashed)
        return None if found is None or is_shut_out(found) else identified(self._store, found)

    def _user(self, username: str) -> Actor:
        found = actors.by_username(self._store, username.strip().lower())
        if found is None:
            raise NotFound(_("There is no user %(name)s.", name=username))
        return identified(self._store, found)


def _problems(name: str, days: int | None) -> list[Problem]:
    problems = []
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        problems.append(Problem("name", _("A token has a name of 1 to %(most)s characters.", most=LONGEST_NAME)))
    if days is not None and not 0 < days <= LONGEST_LIFE:
        problems.append(Problem("days", _("A token is valid for 1 to %(most)s days.", most=LONGEST_LIFE)))
    return problems
