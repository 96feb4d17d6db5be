"""API tokens: given out once, kept as a hash, revoked at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import uuid4

from graphintel.errors import Invalid, NotFound, Problem
from graphintel.i18n import gettext as _
from graphintel.model.events import Action
from graphintel.model.times import ahead
from graphintel.queries import actors, audit, tokens
from graphintel.queries.store import Store, Transaction
from graphintel.queries.tokens import NewToken, StoredToken
from graphintel.security.actor import Actor
from graphintel.security.policy import ASKS_AGAIN, NotSignedIn, Verb, authorise, may
from graphintel.security.tokens import digest, is_token, new_token
from graphintel.services.actors import identified, is_shut_out
from graphintel.services.lately import Changes, Lately
from graphintel.services.purposes import Purposes

LONGEST_NAME = 80
LONGEST_LIFE = 365
USUAL_LIFE = 30
# A token in constant use is written to once in this time, not at every request.
TOUCH = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A token to be made: for how long, for what of what its owner may do, and why it is used."""

    name: str
    days: int = USUAL_LIFE
    # None is all that he may do.
    scope: Sequence[str] | None = None
    purpose: str = ""
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class Created:
    """A token just created: the only time that its text is known."""

    id: str
    name: str
    owner: str
    token: str = field(repr=False)
    expires_at: str
    scope: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who comes with a token, and why."""

    actor: Actor
    purpose: str
    legal_basis: str


class Tokens:
    """API tokens of users."""

    def __init__(self, store: Store, purposes: Purposes, changes: Changes) -> None:
        self._store = store
        self._purposes = purposes
        self._changes = changes
        self._lately: Lately[Bearer] = Lately(changes)

    def create(self, actor: Actor, wanted: Wanted, username: str | None = None) -> Created:
        """Creates a token for oneself; for another user where one administers users."""
        authorise(actor, Verb.own_tokens if username in {None, actor.username} else Verb.users)
        owner = actor if username in {None, actor.username} else self._user(str(username))
        scope = sorted(verbs_of(owner) if wanted.scope is None else {*wanted.scope})
        problems = list(_problems(wanted, [verb for verb in scope if verb not in verbs_of(owner)]))
        if problems:
            raise Invalid(problems)
        why = self._purposes.checked(wanted.purpose, wanted.legal_basis)
        expires_at = ahead(timedelta(days=wanted.days))
        made = Created(str(uuid4()), wanted.name.strip(), owner.username, new_token(), expires_at, tuple(scope))

        def work(tx: Transaction) -> None:
            tokens.add(tx, NewToken(made.id, digest(made.token), made.name, owner.id, expires_at, scope, *why))
            detail = {"name": made.name, "scope": scope, "expires_at": expires_at}
            audit.entry(tx, actor.id, Action.token_created, [made.id, owner.id], detail)

        self._store.transaction(work)
        return made

    def usual_scope(self, actor: Actor, username: str | None = None) -> tuple[str, ...]:
        """All that the owner may do, save what asks for the password again: that has to be chosen on purpose."""
        authorise(actor, Verb.own_tokens if username in {None, actor.username} else Verb.users)
        owner = actor if username in {None, actor.username} else self._user(str(username))
        return tuple(sorted(verbs_of(owner) - ASKS_AGAIN))

    def mine(self, actor: Actor) -> list[StoredToken]:
        """The tokens of oneself, newest first."""
        authorise(actor, Verb.own_tokens)
        return tokens.of(self._store, actor.id)

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
        """Whose token this is, as far as it was made for; NotSignedIn as ``bearer``."""
        return self.bearer(token).actor

    def bearer(self, token: str) -> Bearer:
        """Who comes with this token; NotSignedIn where it is none, revoked, expired, or of a disabled user."""
        hashed = digest(token) if is_token(token) else None
        found = None if hashed is None else self._lately.find(hashed, lambda: self._of_hash(hashed))
        if found is None:
            raise NotSignedIn(_("The token is not valid: it was revoked, has expired, or never was one."))
        return found

    def _of_hash(self, hashed: str) -> Bearer | None:
        found = tokens.find(self._store, hashed)
        if found is None or is_shut_out(found.actor):
            return None
        if found.last_used < ahead(-TOUCH):
            tokens.touch(self._store, found.id)
        scope = None if found.scope is None else frozenset(found.scope)
        return Bearer(replace(identified(self._store, found.actor), scope=scope), found.purpose, found.legal_basis)

    def _user(self, username: str) -> Actor:
        found = actors.by_username(self._store, username.strip().lower())
        if found is None:
            raise NotFound(_("There is no user %(name)s.", name=username))
        return identified(self._store, found)


def verbs_of(actor: Actor) -> frozenset[str]:
    """What a token of the actor may be made for: nothing that he may not do himself, or through the token he has."""
    return frozenset(verb for verb in Verb if may(actor, verb))


def _problems(wanted: Wanted, beyond: Sequence[str]) -> Iterator[Problem]:
    if not 0 < len(wanted.name.strip()) <= LONGEST_NAME:
        yield Problem("name", _("A token has a name of 1 to %(most)s characters.", most=LONGEST_NAME))
    if not 0 < wanted.days <= LONGEST_LIFE:
        yield Problem("days", _("A token is valid for 1 to %(most)s days.", most=LONGEST_LIFE))
    if wanted.scope is not None and not wanted.scope:
        yield Problem("scope", _("Choose what the token is for."))
    for verb in beyond:
        yield Problem("scope", _("Its owner may not do this himself: %(verb)s.", verb=verb))
