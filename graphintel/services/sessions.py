"""Signing in and out, and knowing again who has signed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from graphintel.i18n import gettext as _
from graphintel.model.events import Action, circumstances, set_purpose
from graphintel.model.times import ahead
from graphintel.queries import actors, audit, sessions
from graphintel.queries.actors import StoredActor
from graphintel.queries.sessions import NewSession
from graphintel.queries.store import Store, Transaction
from graphintel.security.actor import Actor
from graphintel.security.policy import NotSignedIn
from graphintel.security.tokens import digest, new_secret
from graphintel.services.actors import identified, is_shut_out
from graphintel.services.credentials import Credentials
from graphintel.services.lately import Changes, Lately
from graphintel.services.purposes import Purposes
from graphintel.services.second_factors import SecondFactorNeeded, SecondFactors, Waits

LIFETIME = timedelta(hours=12)
IDLE = timedelta(minutes=30)
# A session in constant use is written to once in this time, not at every request.
TOUCH = timedelta(minutes=1)
# For so long the password that was given counts for what asks for it again.
PROOF = timedelta(minutes=10)
# What is dated further ahead was dated by a clock that has been set back since: how old it is nobody knows.
SKEW = timedelta(minutes=5)
LONGEST_AGENT = 200
# For so long a right password waits for the code.
HALF = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Session:
    """A running session: who acts in it, and the secret that a browser must name at every change.

    ``waits_for`` is what it still needs to let anybody in; ``place`` is from where and with what program it began.
    """

    id: str
    actor: Actor
    csrf: str = field(repr=False)
    proved_at: str
    purpose: str = ""
    legal_basis: str = ""
    waits_for: Waits = Waits.nothing
    place: tuple[str, str] = ("", "")

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


@dataclass(frozen=True, slots=True)
class _New:
    """A session to be started, but for its secrets."""

    actor: str
    waits_for: Waits
    address: str
    agent: str
    why: tuple[str, str]
    provider: bool = False

    def started(self, tx: Transaction, secret: str) -> NewSession:
        """Starts it under this secret, on record."""
        whole = self.waits_for == Waits.nothing
        new = NewSession(
            digest(secret), self.actor, new_secret(), ahead(LIFETIME if whole else HALF), self.address, self.agent,
            *self.why, self.waits_for,
        )  # fmt: skip
        sessions.add(tx, new)
        set_purpose(*self.why)
        action = Action.session_started if whole else Action.second_factor_asked
        audit.entry(tx, self.actor, action, [self.actor], {"provider": True} if self.provider else None)
        return new


class Sessions:
    """Sessions of browsers."""

    def __init__(
        self, store: Store, credentials: Credentials, factors: SecondFactors, purposes: Purposes, changes: Changes
    ) -> None:
        self._store = store
        self._factors = factors
        self._purposes = purposes
        self._credentials = credentials
        self._changes = changes
        self._lately: Lately[Session] = Lately(changes)

    def start(self, username: str, password: str, came: Came = Came(), *, code: str | None = None) -> Started:
        """Starts a session under a new secret and ends the one that the browser had; NotSignedIn tells no reason.

        Where a second factor is still to come, the session waits for it and lets nobody in. With a code, empty or
        not, it is whole or refused: a program has no page that would ask for the rest.
        """
        why = self._purposes.checked(came.purpose, came.legal_basis)
        found = self._credentials.user(username, password)
        waits = self._factors.waits_for(found)
        if code is not None and waits != Waits.nothing:
            self._complete_at_once(found, waits, code)
            waits = Waits.nothing
        new = _New(found.id, waits, circumstances().address, came.agent[:LONGEST_AGENT], why)

        def work(tx: Transaction, secret: str) -> NewSession:
            self._credentials.renew_hash(tx, found, password)
            if came.former is not None:
                _end(tx, came.former)
            return new.started(tx, secret)

        return self._started(work, found, ends=came.former is not None)

    def start_told(self, username: str, came: Came, *, strong: bool) -> Started:
        """Starts a session of a user whom a provider tells of; it waits for a code unless that one asked for more.

        Nobody is made a user by it. Who is disabled, or not cleared today, is refused.
        """
        found = actors.by_username(self._store, username.strip().lower())
        actor = None if found is None or is_shut_out(found) else identified(self._store, found)
        if found is None or actor is None or actor.lapsed:
            if found is not None:
                user = found.id
                told = {"provider": True}
                self._store.transaction(lambda tx: audit.entry(tx, user, Action.session_refused, [user], told))
            raise NotSignedIn(_("The provider knows you, and there is no user of that name who may sign in here."))
        waits = Waits.nothing if strong else self._factors.waits_for(found)
        place = circumstances().address, came.agent[:LONGEST_AGENT]
        new = _New(found.id, waits, *place, ("", ""), provider=True)

        def work(tx: Transaction, secret: str) -> NewSession:
            if came.former is not None:
                _end(tx, came.former)
            return new.started(tx, secret)

        return self._started(work, found, ends=came.former is not None)

    def authenticate(
        self, username: str, password: str, code: Callable[[], str], *, setting_up: bool = False
    ) -> StoredActor:
        """The user of that name and password, who is asked for a code where he has one; refusals are recorded.

        Who must have a second factor and has none gets no further than to setting it up.
        """
        found = self._credentials.user(username, password)
        waits = self._factors.waits_for(found)
        if waits == Waits.second_factor or (waits == Waits.set_up and not setting_up):
            self._complete_at_once(found, waits, code() if waits == Waits.second_factor else "")
        return found

    def find(self, secret: str) -> Session | None:
        """The whole session of this secret, None where there is none, it has run out, or its user is disabled."""
        found = self._known(secret)
        return found if found is not None and found.waits_for == Waits.nothing else None

    def half(self, secret: str) -> Session | None:
        """The session of this secret in which the password was given and a second factor is still to come."""
        found = self._known(secret)
        return found if found is not None and found.waits_for != Waits.nothing else None

    def complete(self, half: Session, code: str) -> Started:
        """Goes on from half a session to a whole one under another secret; NotSignedIn where the code is wrong."""
        if half.waits_for != Waits.second_factor:
            raise NotSignedIn(_("Sign in first."))
        self._factors.check(half.actor.id, code)
        return self._whole(half)

    def set_up(self, half: Session, code: str) -> tuple[Started, list[str]]:
        """Sets up the second factor that a sign-in waits for, and goes on; also the recovery codes."""
        if half.waits_for != Waits.set_up:
            raise NotSignedIn(_("Sign in first."))
        codes = self._factors.confirm(half.actor, code, half.id, first=True)
        return self._whole(half), codes

    def _complete_at_once(self, found: StoredActor, waits: Waits, code: str) -> None:
        if waits == Waits.set_up:
            raise SecondFactorNeeded(
                _("Your role must have a second factor. Set it up first: sign in on the page, or run %(command)s.",
                  command="graphintel user second-factor")
            )  # fmt: skip
        if not code:
            raise SecondFactorNeeded(_("Give the code of your second factor as well."))
        self._factors.check(found.id, code)

    def _whole(self, half: Session) -> Started:
        new = _New(half.actor.id, Waits.nothing, *half.place, (half.purpose, half.legal_basis))

        def work(tx: Transaction, secret: str) -> NewSession:
            if sessions.end(tx, half.id) is None:
                raise NotSignedIn(_("Sign in first."))
            return new.started(tx, secret)

        return self._started(work, half.actor, ends=True)

    def _started(
        self, work: Callable[[Transaction, str], NewSession], found: StoredActor | Actor, *, ends: bool
    ) -> Started:
        secret = new_secret()
        new = self._store.transaction(lambda tx: work(tx, secret))
        if ends:
            self._changes.note()
        actor = found if isinstance(found, Actor) else identified(self._store, found)
        why = new.purpose, new.legal_basis
        place = new.address, new.agent
        return Started(secret, Session(new.id, actor, new.csrf, ahead(timedelta()), *why, Waits(new.waits_for), place))

    def _known(self, secret: str) -> Session | None:
        hashed = digest(secret)
        return self._lately.find(hashed, lambda: self._of_hash(hashed))

    def _of_hash(self, hashed: str) -> Session | None:
        found = sessions.find(self._store, hashed, seen_after=ahead(-IDLE), seen_before=ahead(SKEW))
        if found is None or is_shut_out(found.actor):
            return None
        if found.last_seen < ahead(-TOUCH):
            sessions.touch(self._store, found.id)
        why, place = (found.purpose, found.legal_basis), (found.address, found.agent)
        actor = identified(self._store, found.actor)
        return Session(found.id, actor, found.csrf, found.proved_at, *why, Waits(found.waits_for), place)

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
