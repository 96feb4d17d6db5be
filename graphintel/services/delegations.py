"""Delegations: somebody hands his duties to a colleague until a day. What he may see he cannot hand over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from graphintel.errors import Conflict, Invalid, NotFound, Problem
from graphintel.i18n import gettext as _
from graphintel.model.events import Action
from graphintel.model.times import moment, now
from graphintel.queries import actors, audit, delegations
from graphintel.queries.actors import StoredActor
from graphintel.queries.delegations import Delegation
from graphintel.queries.store import Store, Transaction
from graphintel.security.actor import Actor, Role
from graphintel.security.policy import Verb, authorise, reach_of
from graphintel.services.actors import is_shut_out
from graphintel.services.lately import Changes

MOST_DAYS = 90
LONGEST_REASON = 500


class Delegations:
    """Hands duties over, and ends that."""

    def __init__(self, store: Store, changes: Changes) -> None:
        self._store = store
        self._changes = changes

    def give(self, actor: Actor, taker: str, until: str, reason: str) -> dict[str, Any]:
        """Hands one's duties to a colleague to the end of a day, ninety days ahead at most."""
        authorise(actor, Verb.delegate)
        problems = [*_wrong_day(until), *_wrong_reason(reason)]
        found = actors.by_username(self._store, taker.strip().lower())
        if found is None or not _takes(found):
            problems.append(Problem("taker", _("There is no colleague of that user name who could take them.")))
        elif found.id == actor.id:
            problems.append(Problem("taker", _("Nobody hands duties to himself.")))
        if problems or found is None:
            raise Invalid(problems)
        end = f"{until}T23:59:59.999999Z"
        made = Delegation(str(uuid4()), actor.id, found.id, actor.role, now(), end, reason.strip())

        def work(tx: Transaction) -> None:
            if not delegations.give(tx, made):
                raise Conflict(_("He has your duties already. End that first."))
            audit.entry(tx, actor.id, Action.delegation_given, [made.id, made.taker], {"until": end, "role": made.role})

        self._store.transaction(work)
        self._changes.note()
        return self._described([made])[0]

    def own(self, actor: Actor) -> dict[str, Any]:
        """The delegations that the actor gave and took."""
        authorise(actor, Verb.delegate)
        found = delegations.of(self._store, actor.id)
        given, taken = ([each for each in found if who(each) == actor.id] for who in (_giver, _taker))
        return {"given": self._described(given), "taken": self._described(taken)}

    def of(self, actor: Actor, username: str) -> dict[str, Any]:
        """The delegations that a user gave and took, for who administers users."""
        authorise(actor, Verb.users)
        user = self._user(username)
        return {"items": self._described(delegations.of(self._store, user.id))}

    def end_own(self, actor: Actor, id_: str) -> None:
        """Ends a delegation that the actor gave or took."""
        authorise(actor, Verb.delegate)
        self._end(actor, id_, actor.id)

    def end(self, actor: Actor, username: str, id_: str) -> None:
        """Ends a delegation that a user gave or took, for who administers users."""
        authorise(actor, Verb.users)
        self._end(actor, id_, self._user(username).id)

    def _end(self, actor: Actor, id_: str, whose: str) -> None:
        def work(tx: Transaction) -> None:
            if not delegations.end(tx, id_, by=actor.id, whose=whose):
                raise NotFound(_("There is no such delegation, or it has ended."))
            audit.entry(tx, actor.id, Action.delegation_ended, [id_, whose])

        self._store.transaction(work)
        self._changes.note()

    def _user(self, username: str) -> StoredActor:
        found = actors.by_username(self._store, username.strip().lower())
        if found is None:
            raise NotFound(_("There is no user %(name)s.", name=username))
        return found

    def _described(self, found: Sequence[Delegation]) -> list[dict[str, Any]]:
        names = actors.names(
            self._store, [id_ for each in found for id_ in (each.giver, each.taker, each.ended_by) if id_]
        )
        at = now()
        return [
            {
                "id": each.id,
                "giver": names.get(each.giver, each.giver),
                "taker": names.get(each.taker, each.taker),
                "role": each.role,
                "at": each.at,
                "until": each.until[:10],
                "reason": each.reason,
                "lasts": each.lasts_at(at),
                "ended_at": each.ended_at,
                "ended_by": names.get(each.ended_by, each.ended_by) if each.ended_by else None,
            }
            for each in found
        ]


def _giver(delegation: Delegation) -> str:
    return delegation.giver


def _taker(delegation: Delegation) -> str:
    return delegation.taker


def _takes(found: StoredActor) -> bool:
    """True for one who works in the registers himself: whoever reads nothing there could do nothing with it."""
    return not is_shut_out(found) and reach_of(Role(found.role), Verb.delegate) is not None


def _wrong_day(text: str) -> list[Problem]:
    today = moment().date()
    try:
        day = date.fromisoformat(text) if len(text) == len("2026-03-14") else None
    except ValueError:
        day = None
    if day is None:
        return [Problem("until", _("A day is written 2026-03-14."))]
    if not today <= day <= today + timedelta(days=MOST_DAYS):
        last = (today + timedelta(days=MOST_DAYS)).isoformat()
        return [Problem("until", _("The last day lies between today and %(last)s.", last=last))]
    return []


def _wrong_reason(text: str) -> list[Problem]:
    if 0 < len(text.strip()) <= LONGEST_REASON:
        return []
    return [Problem("reason", _("A reason has 1 to %(most)s characters.", most=LONGEST_REASON))]
