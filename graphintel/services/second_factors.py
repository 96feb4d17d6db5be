"""The second factor: codes of a telephone beside the password, and recovery codes for when it is lost."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from graphintel.errors import Conflict, Invalid, NotAllowed, NotFound, Problem
from graphintel.i18n import gettext as _
from graphintel.model.events import Action, circumstances
from graphintel.queries import actors, audit, demo, second_factors, sessions
from graphintel.queries.actors import StoredActor
from graphintel.queries.second_factors import SecondFactor
from graphintel.queries.store import Store, Transaction
from graphintel.security.actor import Actor, Role
from graphintel.security.policy import NotSignedIn, Verb, authorise
from graphintel.security.second_factors import (
    FactorSecrets,
    link,
    matching_step,
    new_factor_secret,
    recovery_codes,
)
from graphintel.services.lately import Changes
from graphintel.services.limits import Attempt, Limits


class Waits(StrEnum):
    """What a sign-in still waits for once the password was right; nothing where it is complete."""

    nothing = ""
    second_factor = "second_factor"
    set_up = "set_up"


class SecondFactorNeeded(NotSignedIn):
    """The password was right and is not enough."""

    code = "second_factor"


@dataclass(frozen=True, slots=True)
class Begun:
    """A secret that was not proved yet, as text and as the address that an application opens."""

    secret: str = field(repr=False)
    link: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Demanded:
    """Who must have a second factor: these roles, save in the database of a demo where a demo is served."""

    roles: Collection[str] = frozenset({Role.administrator})
    demo: bool = False


class SecondFactors:
    """Second factors of users."""

    def __init__(
        self, store: Store, secrets: FactorSecrets, limits: Limits, changes: Changes, demanded: Demanded
    ) -> None:
        self._store = store
        self._secrets = secrets
        self._limits = limits
        self._changes = changes
        self._demanded = demanded

    def state(self, actor: Actor) -> dict[str, Any]:
        """Whether the actor has one, since when, how many recovery codes are left, and whether he must have one."""
        authorise(actor, Verb.own_account)
        found = second_factors.of(self._store, actor.id)
        ready = found is not None and found.confirmed_at is not None
        return {
            "set_up": ready,
            "since": found.confirmed_at if found else None,
            "recovery_codes_left": found.codes if found and ready else 0,
            "required": self._is_demanded(actor.role),
        }

    def begin(self, actor: Actor, session: str) -> Begun:
        """A secret to be put into an application; it counts for nothing before a code of it was given."""
        authorise(actor, Verb.own_account)
        hidden = self._secrets.hide(new_factor_secret(), actor.id)
        kept = self._store.transaction(lambda tx: second_factors.begin(tx, actor.id, hidden, session))
        secret = self._secrets.reveal(kept, actor.id)
        if secret is None:
            raise Conflict(_("The key of the installation has changed. Sign out and in again, and begin anew."))
        return Begun(secret, link(secret, actor.username))

    def confirm(self, actor: Actor, code: str, session: str, *, first: bool = False) -> list[str]:
        """Makes the new secret count, of which this is a code, and ends other sessions; the recovery codes."""
        authorise(actor, Verb.own_account)
        found = second_factors.of(self._store, actor.id)
        if found is None or found.pending is None or found.pending_for != session:
            raise Conflict(_("It was begun anew elsewhere meanwhile. Begin again."))
        secret = self._secrets.reveal(found.pending, actor.id)
        step = matching_step(secret, code) if secret else None
        if step is None:
            raise Invalid(Problem("code", _("This is not the code. Is the clock of the telephone right?")))
        codes, hashes = self._new_codes(actor.id)
        pending = found.pending

        def work(tx: Transaction) -> None:
            if not second_factors.confirm(tx, actor.id, pending, first=first, step=step, codes=hashes):
                raise Conflict(_("It was begun anew elsewhere meanwhile. Begin again."))
            ended = sessions.end_all(tx, actor.id, but=session)
            audit.entry(tx, actor.id, Action.second_factor_set_up, [actor.id], {"sessions_ended": ended})

        self._store.transaction(work)
        self._changes.note()
        return codes

    def renew_codes(self, actor: Actor) -> list[str]:
        """New recovery codes; those until now are void."""
        authorise(actor, Verb.own_account)
        codes, hashes = self._new_codes(actor.id)

        def work(tx: Transaction) -> None:
            if not second_factors.renew_codes(tx, actor.id, hashes):
                raise NotFound(_("No second factor is set up."))
            audit.entry(tx, actor.id, Action.recovery_codes_renewed, [actor.id])

        self._store.transaction(work)
        return codes

    def remove(self, actor: Actor) -> None:
        """Removes one's own; refused to whoever must have one."""
        authorise(actor, Verb.own_account)
        if self._is_demanded(actor.role):
            raise Conflict(_("Your role must have a second factor. Set up another one in its place."))
        self._remove(actor, actor.id, Action.second_factor_removed)

    def reset(self, actor: Actor, username: str) -> None:
        """Removes that of a user who lost his telephone and his recovery codes, and ends his sessions."""
        authorise(actor, Verb.users)
        found = actors.by_username(self._store, username.strip().lower())
        if found is None:
            raise NotFound(_("There is no user %(name)s.", name=username))
        if found.id == actor.id:
            raise NotAllowed(_("Nobody resets his own second factor; another administrator can."))
        self._remove(actor, found.id, Action.second_factor_reset, sign_out=True)

    def waits_for(self, found: StoredActor) -> Waits:
        """What a user still has to do whose password was right."""
        if found.second_factor:
            return Waits.second_factor
        return Waits.set_up if self._is_demanded(found.role) else Waits.nothing

    def check(self, user: str, code: str) -> None:
        """Takes a code of a user or one of his recovery codes, once; NotSignedIn where it is none, which counts."""
        attempt = self._limits.attempt(user, circumstances().address, code=True)
        found = second_factors.of(self._store, user)
        if found is None or not self._taken(user, found, code):
            self._refused(user, attempt)
            raise NotSignedIn(_("The code is wrong, has run out or was used before."))
        self._limits.succeeded(attempt)

    def _taken(self, user: str, found: SecondFactor, code: str) -> bool:
        if found.secret is None:
            return False
        secret, known = found.secret, self._secrets.reveal(found.secret, user)
        step = matching_step(known, code) if known else None
        if step is not None:
            return self._store.transaction(lambda tx: second_factors.accept(tx, user, secret, step))
        return self._store.transaction(lambda tx: self._spent(tx, user, code))

    def _spent(self, tx: Transaction, user: str, code: str) -> bool:
        left = second_factors.spend(tx, user, self._secrets.recovery_hash(code, user))
        if left is not None:
            audit.entry(tx, user, Action.recovery_code_used, [user], {"left": left})
        return left is not None

    def _refused(self, user: str, attempt: Attempt) -> None:
        detail = {"wait": attempt.wait} if attempt.wait else None
        self._store.transaction(lambda tx: audit.entry(tx, user, Action.code_refused, [user], detail))

    def _remove(self, by: Actor, whose: str, action: Action, *, sign_out: bool = False) -> None:
        def work(tx: Transaction) -> None:
            if not second_factors.remove(tx, whose):
                raise NotFound(_("No second factor is set up."))
            ended = sessions.end_all(tx, whose) if sign_out else 0
            audit.entry(tx, by.id, action, [whose], {"sessions_ended": ended})

        self._store.transaction(work)
        self._changes.note()

    def _new_codes(self, actor: str) -> tuple[list[str], list[str]]:
        codes = recovery_codes()
        return codes, [self._secrets.recovery_hash(code, actor) for code in codes]

    def _is_demanded(self, role: str) -> bool:
        # The accounts of a demo share one password, which stands in a terminal and is new at every start: a telephone
        # would protect invented data from whoever reads that terminal. Both must be so, the flag and the database.
        if role not in self._demanded.roles:
            return False
        return not (self._demanded.demo and demo.state(self._store).marked)
