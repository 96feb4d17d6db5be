"""Users: who there is, what his role is, and what he may see."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from uuid import uuid4

from graphintel.errors import Conflict, Invalid, NotAllowed, NotFound, Problem
from graphintel.i18n import gettext as _
from graphintel.model.events import Action
from graphintel.queries import actors, audit
from graphintel.queries.actors import StoredActor
from graphintel.queries.store import Store, Transaction
from graphintel.security.actor import Actor, Role, clearance_of
from graphintel.security.passwords import Passwords
from graphintel.security.policy import Verb, authorise
from graphintel.services.actors import actor_of
from graphintel.services.lately import Changes

USERNAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class NewUser:
    """A user to be added, as asked for: nothing of it is checked yet."""

    username: str
    role: str
    registers: list[str]
    level: str
    groups: list[str]
    password: str = field(repr=False)
    display_name: str = ""
    unit: str | None = None


class Users:
    """Users of this installation."""

    def __init__(self, store: Store, passwords: Passwords, changes: Changes) -> None:
        self._store = store
        self._passwords = passwords
        self._changes = changes

    def add(self, actor: Actor, user: NewUser) -> Actor:
        """Adds a user; Invalid lists all that is wrong, Conflict where the name is taken."""
        authorise(actor, Verb.users)
        return self._add(actor.id, user)

    def none_yet(self) -> bool:
        """True where the installation has no users: whoever owns it may then add the first administrator."""
        return not actors.everyone(self._store)

    def add_first(self, user: NewUser) -> Actor:
        """Adds the first administrator of an installation that has no users; for whoever owns the installation."""
        if not self.none_yet():
            raise NotAllowed(_("There are users already; an administrator adds further ones."))
        if user.role != Role.administrator:
            raise Invalid(Problem("role", _("The first user is an administrator.")))
        return self._add("installation", user)

    def all(self, actor: Actor) -> list[StoredActor]:
        """Every user, by name."""
        authorise(actor, Verb.users)
        return actors.everyone(self._store)

    def disable(self, actor: Actor, username: str) -> None:
        """Disables a user: his sessions end, his tokens stop working."""
        authorise(actor, Verb.users)
        if username == actor.username:
            raise Conflict(_("Nobody disables himself; another administrator can."))
        self._set_disabled(actor, username, disabled=True)

    def enable(self, actor: Actor, username: str) -> None:
        """Enables a disabled user again."""
        authorise(actor, Verb.users)
        self._set_disabled(actor, username, disabled=False)

    def _set_disabled(self, actor: Actor, username: str, *, disabled: bool) -> None:
        def work(tx: Transaction) -> None:
            found = actors.set_disabled(tx, username, disabled=disabled)
            if found is None:
                raise NotFound(_("There is no user %(name)s.", name=username))
            audit.entry(tx, actor.id, Action.user_disabled if disabled else Action.user_enabled, [found])

        self._store.transaction(work)
        self._changes.note()

    def _add(self, by: str, user: NewUser) -> Actor:
        stored = self._checked(user)

        def work(tx: Transaction) -> None:
            actors.add(tx, stored)
            detail = {"role": stored.role, "level": stored.clearance.level.name}
            audit.entry(tx, by, Action.user_added, [stored.id], detail)

        try:
            self._store.transaction(work)
        except Conflict as error:
            raise Conflict(_("There is a user %(name)s already.", name=stored.username)) from error
        return actor_of(stored)

    def _checked(self, user: NewUser) -> StoredActor:
        problems: list[Problem] = []
        username = user.username.strip().lower()
        if not USERNAME.fullmatch(username):
            message = _("A user name has up to 64 small letters, digits, dots, hyphens, underscores and at signs.")
            problems.append(Problem("username", message))
        if user.role not in Role.__members__:
            roles = ", ".join(Role)
            problems.append(Problem("role", _("There is no role %(role)s.", role=user.role), remedy=roles))
        if len(user.display_name) > LONGEST_NAME:
            problems.append(Problem("display_name", _("A name has up to %(most)s characters.", most=LONGEST_NAME)))
        clearance = hashed = None
        try:
            clearance = clearance_of(user.registers, user.level, user.groups)
        except ValueError as error:
            problems.append(Problem("clearance", str(error)))
        try:
            hashed = self._passwords.hash(user.password, username, user.display_name)
        except Invalid as error:
            problems.extend(error.problems)
        if clearance is None or hashed is None or problems:
            raise Invalid(problems)
        name = user.display_name.strip() or username
        return StoredActor(str(uuid4()), username, name, user.role, clearance, user.unit, password=hashed)
