"""Units: which offices there are, and which lies within which."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from graphintel.errors import Conflict, Invalid, NotFound, Problem
from graphintel.i18n import gettext as _
from graphintel.model.events import Action
from graphintel.model.units import CODE, MOST_LEVELS, Tree, Unit
from graphintel.queries import audit, units
from graphintel.queries.store import Store, Transaction
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb, authorise
from graphintel.services.lately import Changes

LONGEST_NAME = 120


class Units:
    """The units of this installation."""

    def __init__(self, store: Store, changes: Changes) -> None:
        self._store = store
        self._changes = changes

    def all(self, actor: Actor) -> dict[str, Any]:
        """Every unit after the one that it lies within, with its depth."""
        authorise(actor, Verb.units)
        found = units.tree(self._store)
        return {"items": [_described(unit, depth) for depth, unit in found.in_order()]}

    def add(self, actor: Actor, code: str, name: str, within: str | None = None) -> dict[str, Any]:
        """Adds a unit at the top, or within another one."""
        authorise(actor, Verb.units)
        unit = Unit(code.strip().lower(), name.strip(), within or None)

        def work(tx: Transaction) -> None:
            known = units.locked(tx)
            _check_new(known, unit)
            units.put(tx, unit)
            audit.entry(tx, actor.id, Action.unit_added, [unit.code], {"within": unit.within})

        self._change(work)
        return self._one(unit.code)

    def move(self, actor: Actor, code: str, within: str | None) -> dict[str, Any]:
        """Puts a unit, with all that lies within it, within another one, or at the top for none."""
        authorise(actor, Verb.units)

        def work(tx: Transaction) -> None:
            known = units.locked(tx)
            unit = _standing(known, code)
            moved = replace(unit, within=within or None)
            _check_place(known, moved)
            units.put(tx, moved)
            audit.entry(tx, actor.id, Action.unit_moved, [code], {"within": moved.within, "before": unit.within})

        self._change(work)
        return self._one(code)

    def retire(self, actor: Actor, code: str) -> None:
        """Retires a unit that nobody is in and no other lies within; its code is not given out again."""
        authorise(actor, Verb.units)

        def work(tx: Transaction) -> None:
            known = units.locked(tx)
            unit = _standing(known, code)
            if unit.people:
                raise Conflict(_("There are users in the unit. Give them another one first."))
            if any(known.standing(each) for each in known.below(code)):
                raise Conflict(_("There are units within it. Move or retire them first."))
            units.retire(tx, code)
            audit.entry(tx, actor.id, Action.unit_retired, [code])

        self._change(work)

    def _change(self, work: Any) -> None:  # noqa: ANN401 - a transaction's work
        self._store.transaction(work)
        # Who is in a unit, and who answers for it, sees something else from now on.
        self._changes.note()

    def _one(self, code: str) -> dict[str, Any]:
        found = units.tree(self._store)
        return _described(found.units[code], len(found.above(code)))


def _check_new(known: Tree, unit: Unit) -> None:
    problems = []
    if not CODE.fullmatch(unit.code):
        problems.append(Problem("code", _("A code has up to 35 small letters, digits and hyphens.")))
    if not 0 < len(unit.name) <= LONGEST_NAME:
        problems.append(Problem("name", _("A unit has a name of 1 to %(most)s characters.", most=LONGEST_NAME)))
    if problems:
        raise Invalid(problems)
    if unit.code in known.units:
        raise Conflict(_("There is a unit %(code)s already, or there was one.", code=unit.code))
    _check_place(known, unit)


def _check_place(known: Tree, unit: Unit) -> None:
    """Refuses a place that is not there, that lies within the unit itself, or that is too deep."""
    within = unit.within
    if within is None:
        return
    if not known.standing(within):
        message = _("There is no unit %(code)s.", code=within)
        raise Invalid(Problem("within", message, remedy=", ".join(sorted(filter(known.standing, known.units)))))
    if unit.code in {within, *known.above(within)}:
        raise Invalid(Problem("within", _("A unit does not lie within itself.")))
    height = known.levels_with(unit.code) if unit.code in known.units else 1
    if len(known.above(within)) + 1 + height > MOST_LEVELS:
        raise Invalid(Problem("within", _("Units lie within each other up to %(most)s deep.", most=MOST_LEVELS)))


def _standing(known: Tree, code: str) -> Unit:
    if not known.standing(code):
        raise NotFound(_("There is no unit %(code)s.", code=code))
    return known.units[code]


def _described(unit: Unit, depth: int) -> dict[str, Any]:
    return {
        "code": unit.code,
        "name": unit.name,
        "within": unit.within,
        "depth": depth,
        "people": unit.people,
        "retired_at": unit.retired_at,
    }
