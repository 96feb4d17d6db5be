"""Users: who there is, what his role is, and what he may see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import uuid4

from graphintel.errors import Conflict, Invalid, NotAllowed, NotFound, Problem
from graphintel.i18n import gettext as _
from graphintel.model.events import Action
from graphintel.model.marking import Clearance
from graphintel.queries import actors, audit, units
from graphintel.queries.actors import StoredActor
from graphintel.queries.store import Store, Transaction
from graphintel.security.actor import Actor, Role, clearance_of
from graphintel.security.passwords import Passwords
from graphintel.security.policy import Verb, authorise
from graphintel.services.actors import identified
from graphintel.services.lately import Changes

USERNAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
LONGEST_NAME = 120
# What of a user an administrator changes; of himself he changes his name alone.
CHANGEABLE = ("display_name", "role", "registers", "level", "groups", "unit", "valid_from", "valid_until")
OF_HIMSELF = ("display_name",)
EMPTY = ("unit", "valid_from", "valid_until")


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
    valid_from: str | None = None
    valid_until: str | None = None


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

    def all(self, actor: Actor, search: str = "") -> list[StoredActor]:
        """Every user, by name, or those whose user name, name, role or unit has the words in it."""
        authorise(actor, Verb.users)
        words = search.casefold().split()
        return [each for each in actors.everyone(self._store) if all(word in _searched(each) for word in words)]

    def one(self, actor: Actor, username: str) -> StoredActor:
        """A user; NotFound where there is none of that name."""
        authorise(actor, Verb.users)
        return self._found(username)

    def change(self, actor: Actor, username: str, changes: Mapping[str, Any], *, version: int) -> StoredActor:
        """Changes a user, and ends his sessions where it changes what he may do or see.

        Conflict where he was changed since he was read; nobody changes his own role, clearance, unit or days.
        """
        authorise(actor, Verb.users)
        stored = self._found(username)
        given = {name: value for name, value in _plain(changes).items() if value != _given(stored)[name]}
        own = sorted(set(given) - set(OF_HIMSELF))
        if stored.id == actor.id and own:
            raise NotAllowed(_("Nobody changes his own role, clearance, unit or days; another administrator can."))
        changed = self._changed(stored, given)

        def work(tx: Transaction) -> None:
            self._require_unit(tx, changed.unit)
            if actors.change(tx, replace(changed, version=version), sign_out=bool(own)) is None:
                raise Conflict(_("The user was changed meanwhile. Look at what is there now, and change it again."))
            before = {name: _given(stored)[name] for name in given}
            audit.entry(tx, actor.id, Action.user_changed, [stored.id], {"to": given, "before": before})

        self._store.transaction(work)
        self._changes.note()
        return self._found(username)

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

    def _found(self, username: str) -> StoredActor:
        wanted = username.strip().lower()
        found = next((each for each in actors.everyone(self._store) if each.username == wanted), None)
        if found is None:
            raise NotFound(_("There is no user %(name)s.", name=username))
        return found

    def _changed(self, stored: StoredActor, given: Mapping[str, Any]) -> StoredActor:
        """The user as he is to be; Invalid lists all that is wrong with it."""
        wanted = {**_given(stored), **given}
        problems = list(_problems(wanted))
        clearance = _clearance(problems, wanted)
        if clearance is None or problems:
            raise Invalid(problems)
        return replace(
            stored, display_name=wanted["display_name"].strip() or stored.username, role=wanted["role"],
            clearance=clearance, unit=wanted["unit"] or None, valid_from=wanted["valid_from"] or None,
            valid_until=wanted["valid_until"] or None,
        )  # fmt: skip

    def _require_unit(self, tx: Transaction, unit: str | None) -> None:
        """Refuses a unit that is not there; held until the end, so that nobody retires it meanwhile."""
        known = units.locked(tx) if unit is not None else None
        if known is not None and unit is not None and not known.standing(unit):
            there = ", ".join(sorted(filter(known.standing, known.units)))
            raise Invalid(Problem("unit", _("There is no unit %(code)s.", code=unit), remedy=there))

    def _add(self, by: str, user: NewUser) -> Actor:
        stored = self._checked(user)

        def work(tx: Transaction) -> None:
            self._require_unit(tx, stored.unit)
            actors.add(tx, stored)
            detail = {"role": stored.role, "level": stored.clearance.level.name}
            audit.entry(tx, by, Action.user_added, [stored.id], detail)

        try:
            self._store.transaction(work)
        except Conflict as error:
            raise Conflict(_("There is a user %(name)s already.", name=stored.username)) from error
        return identified(self._store, stored)

    def _checked(self, user: NewUser) -> StoredActor:
        problems: list[Problem] = []
        username = user.username.strip().lower()
        if not USERNAME.fullmatch(username):
            message = _("A user name has up to 64 small letters, digits, dots, hyphens, underscores and at signs.")
            problems.append(Problem("username", message))
        wanted = {name: getattr(user, name) for name in CHANGEABLE}
        problems.extend(_problems(wanted))
        clearance, hashed = _clearance(problems, wanted), None
        try:
            hashed = self._passwords.hash(user.password, username, user.display_name)
        except Invalid as error:
            problems.extend(error.problems)
        if clearance is None or hashed is None or problems:
            raise Invalid(problems)
        name = user.display_name.strip() or username
        return StoredActor(
            str(uuid4()), username, name, user.role, clearance, user.unit or None, password=hashed,
            valid_from=user.valid_from or None, valid_until=user.valid_until or None,
        )  # fmt: skip


def _given(stored: StoredActor) -> dict[str, Any]:
    """A user under the names by which he is changed."""
    return {
        "display_name": stored.display_name,
        "role": stored.role,
        "registers": sorted(stored.clearance.registers),
        "level": stored.clearance.level.name,
        "groups": sorted(stored.clearance.groups),
        "unit": stored.unit,
        "valid_from": stored.valid_from,
        "valid_until": stored.valid_until,
    }


def _plain(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Changes in the form of ``_given``; Invalid for what of a user is not to be changed, such as his id."""
    unknown = sorted(set(changes) - set(CHANGEABLE))
    if unknown:
        raise Invalid([Problem(name, _("This is not to be changed.")) for name in unknown])
    return {
        name: sorted(set(value)) if isinstance(value, list | tuple) else value or None if name in EMPTY else value
        for name, value in changes.items()
    }


def _searched(stored: StoredActor) -> str:
    return " ".join((stored.username, stored.display_name, stored.role, stored.unit or "")).casefold()


def _problems(wanted: Mapping[str, Any]) -> Iterator[Problem]:
    if wanted["role"] not in Role.__members__:
        message = _("There is no role %(role)s.", role=wanted["role"])
        yield Problem("role", message, remedy=", ".join(Role))
    if len(wanted["display_name"]) > LONGEST_NAME:
        yield Problem("display_name", _("A name has up to %(most)s characters.", most=LONGEST_NAME))
    wrong = [name for name in ("valid_from", "valid_until") if wanted[name] and not _is_day(wanted[name])]
    for name in wrong:
        yield Problem(name, _("A day is written 2026-03-14."))
    if not wrong and wanted["valid_from"] and wanted["valid_until"] and wanted["valid_from"] > wanted["valid_until"]:
        yield Problem("valid_until", _("The last day lies before the first."))


def _clearance(problems: list[Problem], wanted: Mapping[str, Any]) -> Clearance | None:
    try:
        return clearance_of(list(wanted["registers"]), wanted["level"], list(wanted["groups"]))
    except ValueError as error:
        problems.append(Problem("clearance", str(error)))
        return None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
