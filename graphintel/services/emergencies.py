"""Emergencies: somebody sees at once what he is not cleared for, for a reason, for hours, and answers for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from graphintel.errors import Conflict, Invalid, NotFound, Problem
from graphintel.i18n import gettext as _
from graphintel.log import get_logger
from graphintel.model.events import Action
from graphintel.model.times import ahead, now
from graphintel.queries import actors, audit, emergencies
from graphintel.queries.emergencies import Emergency
from graphintel.queries.store import Store, Transaction
from graphintel.security.actor import Actor, clearance_of
from graphintel.security.policy import Verb, authorise, may, reaches
from graphintel.services.lately import Changes

log = get_logger(__name__)

SHORTEST_REASON, LONGEST_REASON = 20, 2_000
MOST_MINUTES = 240
VERDICTS = ("justified", "not_justified")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody needs to see, for how long, and why."""

    reason: str
    registers: Sequence[str]
    level: str
    groups: Sequence[str] = field(default_factory=tuple)
    minutes: int = 60


class Emergencies:
    """Declares emergencies, ends them, and has them reviewed."""

    def __init__(self, store: Store, changes: Changes) -> None:
        self._store = store
        self._changes = changes

    def declare(self, actor: Actor, asked: Asked) -> dict[str, Any]:
        """Shows the actor at once what he asks for; an alarm goes out, and somebody else reviews it afterwards."""
        authorise(actor, Verb.break_glass)
        emergency = _checked(actor, asked)

        def work(tx: Transaction) -> None:
            if not emergencies.declare(tx, emergency):
                raise Conflict(_("An emergency of yours lasts already. End it before you declare another."))
            clearance = emergency.clearance
            detail = {
                "until": emergency.until, "registers": sorted(clearance.registers), "level": clearance.level.name,
                "groups": sorted(clearance.groups),
            }  # fmt: skip
            audit.entry(tx, actor.id, Action.emergency_declared, [emergency.id], detail)

        self._store.transaction(work)
        self._changes.note()
        log.warning("emergency.declared", emergency=emergency.id, until=emergency.until)
        return self._described([emergency])[0]

    def own(self, actor: Actor) -> dict[str, Any]:
        """The actor's emergencies, and the one that lasts."""
        authorise(actor, Verb.break_glass)
        found = self._described(emergencies.everything(self._store, actor.id))
        return {"items": found, "lasting": next((each for each in found if each["lasts"]), None)}

    def end_own(self, actor: Actor) -> None:
        """Ends the actor's emergency before its time."""
        authorise(actor, Verb.break_glass)
        lasting = [each for each in emergencies.everything(self._store, actor.id) if each.lasts_at(now())]
        if not lasting:
            raise NotFound(_("No emergency of yours lasts."))
        self._end(actor, lasting[0])

    def to_review(self, actor: Actor) -> dict[str, Any]:
        """The emergencies that the actor reviews, those that are due first; never his own."""
        authorise(actor, Verb.review)
        found = self._described(self._reviewed_by(actor))
        return {"items": found, "due": sum(each["due"] for each in found)}

    def due(self, actor: Actor) -> int:
        """How many emergencies wait for the actor's review or last at this moment, 0 for one who reviews none."""
        if not may(actor, Verb.review):
            return 0
        return sum(each.reviewed_at is None for each in self._reviewed_by(actor))

    def end(self, actor: Actor, id_: str) -> None:
        """Ends an emergency that the actor would review."""
        authorise(actor, Verb.review)
        found = self._found(actor, id_)
        self._end(actor, found)

    def review(self, actor: Actor, id_: str, verdict: str, note: str) -> dict[str, Any]:
        """Says whether an emergency that has ended was justified; never of one's own."""
        authorise(actor, Verb.review)
        found = self._found(actor, id_)
        problems = []
        if verdict not in VERDICTS:
            problems.append(Problem("verdict", _("It was justified or not."), remedy=", ".join(VERDICTS)))
        if not 0 < len(note.strip()) <= LONGEST_REASON:
            problems.append(
                Problem("note", _("A review has a note of up to %(most)s characters.", most=LONGEST_REASON))
            )
        if problems:
            raise Invalid(problems)
        if found.lasts_at(now()):
            raise Conflict(_("It still lasts. End it first, or wait until it has run out."))

        def work(tx: Transaction) -> None:
            if not emergencies.review(tx, id_, actor.id, verdict, note.strip()):
                raise Conflict(_("It has been reviewed meanwhile."))
            audit.entry(tx, actor.id, Action.emergency_reviewed, [id_, found.by], {"verdict": verdict})

        self._store.transaction(work)
        return self._described([self._found(actor, id_)])[0]

    def _end(self, actor: Actor, emergency: Emergency) -> None:
        def work(tx: Transaction) -> None:
            if not emergencies.end(tx, emergency.id, actor.id):
                raise Conflict(_("It has ended already."))
            audit.entry(tx, actor.id, Action.emergency_ended, [emergency.id, emergency.by])

        self._store.transaction(work)
        self._changes.note()

    def _reviewed_by(self, actor: Actor) -> list[Emergency]:
        return [each for each in emergencies.everything(self._store) if _reviews(actor, each)]

    def _found(self, actor: Actor, id_: str) -> Emergency:
        found = emergencies.one(self._store, id_)
        if found is None:
            raise NotFound(_("There is no such emergency."))
        authorise(actor, Verb.review, None, found.unit, found.by)
        return found

    def _described(self, found: Sequence[Emergency]) -> list[dict[str, Any]]:
        ids = [id_ for each in found for id_ in (each.by, each.ended_by, each.reviewed_by) if id_]
        names, at = actors.names(self._store, ids), now()
        return [_described(each, names, at) for each in found]


def _reviews(actor: Actor, emergency: Emergency) -> bool:
    return emergency.by != actor.id and reaches(actor, Verb.review, None, emergency.unit, emergency.by)


def _checked(actor: Actor, asked: Asked) -> Emergency:
    problems, reason, clearance = [], asked.reason.strip(), None
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        message = _("A reason has %(least)s to %(most)s characters.", least=SHORTEST_REASON, most=LONGEST_REASON)
        problems.append(Problem("reason", message))
    if not 0 < asked.minutes <= MOST_MINUTES:
        problems.append(Problem("minutes", _("An emergency lasts 1 to %(most)s minutes.", most=MOST_MINUTES)))
    if not asked.registers:
        problems.append(Problem("registers", _("Say in which registers you need to see more.")))
    try:
        clearance = clearance_of(list(asked.registers), asked.level, list(asked.groups), units=True)
    except ValueError as error:
        problems.append(Problem("clearance", str(error)))
    if problems or clearance is None:
        raise Invalid(problems)
    until = ahead(timedelta(minutes=asked.minutes))
    return Emergency(str(uuid4()), actor.id, actor.unit, now(), until, reason, clearance)


def _described(emergency: Emergency, names: dict[str, str], at: str) -> dict[str, Any]:
    lasts, clearance = emergency.lasts_at(at), emergency.clearance

    def name(id_: str | None) -> str | None:
        return None if id_ is None else names.get(id_, id_)

    return {
        "id": emergency.id,
        "by": name(emergency.by),
        "unit": emergency.unit,
        "at": emergency.at,
        "until": emergency.until,
        "reason": emergency.reason,
        "registers": sorted(clearance.registers),
        "level": clearance.level.name,
        "groups": sorted(clearance.groups),
        "lasts": lasts,
        "due": not lasts and emergency.reviewed_at is None,
        "ended_at": emergency.ended_at,
        "ended_by": name(emergency.ended_by),
        "reviewed_at": emergency.reviewed_at,
        "reviewed_by": name(emergency.reviewed_by),
        "verdict": emergency.verdict,
        "note": emergency.note,
    }
