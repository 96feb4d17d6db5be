"""Why somebody sees a record or does not: each condition as a line that holds or not, without what the record says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from graphintel.errors import NotFound
from graphintel.i18n import gettext as _
from graphintel.model.events import Action
from graphintel.queries import actors, audit, why
from graphintel.queries.actors import StoredActor
from graphintel.queries.store import Store
from graphintel.queries.why import RecordState
from graphintel.security.actor import Actor, Role
from graphintel.security.policy import Verb, authorise, readable
from graphintel.services.actors import identified
from graphintel.services.sight import view_now

VERDICTS = ("seen", "history", "hidden")


@dataclass(frozen=True, slots=True)
class Line:
    """One condition: whether it holds, or none where it decides nothing, and a sentence."""

    what: str
    holds: bool | None
    told: str


class Why:
    """Explains to an administrator, who reads no records himself, what another sees."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def ask(self, actor: Actor, username: str, record: str) -> dict[str, Any]:
        """Whether a user sees a record, with every condition; that it was asked is noted."""
        authorise(actor, Verb.users)
        stored = self._user(username)
        asked = identified(self._store, stored)
        found = why.record(self._store, view_now(self._store, asked), record)
        objects = [stored.id, *([found.id] if found else [])]
        self._store.transaction(lambda tx: audit.entry(tx, actor.id, Action.why_asked, objects))
        if found is None:
            raise NotFound(_("There is no such record."))
        return {
            "user": stored.username,
            "display_name": stored.display_name,
            "record": found.id,
            "verdict": verdict(asked, found),
            "lines": [asdict(line) for line in lines(stored, asked, found)],
        }

    def _user(self, username: str) -> StoredActor:
        wanted = username.strip().lower()
        found = next((each for each in actors.everyone(self._store) if each.username == wanted), None)
        if found is None:
            raise NotFound(_("There is no user %(name)s.", name=username))
        return found


def verdict(asked: Actor, record: RecordState) -> str:
    """Whether somebody sees a record, sees it among what was said before, or does not see it."""
    shut = asked.disabled or asked.lapsed
    if shut or not asked.clearance.sees(record.marking) or not _reached(record):
        return "hidden"
    if record.live:
        return "seen"
    return "hidden" if record.withdrawn else "history"


def lines(stored: StoredActor, asked: Actor, record: RecordState) -> list[Line]:
    """Every condition, in the order in which it is worth looking at them."""
    return [*_of_the_user(asked), *_of_the_marking(stored, asked, record), *_of_the_record(asked, record)]


def _reached(record: RecordState) -> bool:
    """A record shows where something shows that it is about; one that only links, with all that it links."""
    if record.describes:
        return record.unseen < record.subjects
    return record.unseen == 0


def _of_the_user(asked: Actor) -> Iterator[Line]:
    yield Line("enabled", not asked.disabled, _("The user is not disabled."))
    first, last = asked.valid_from or _("any day"), asked.valid_until or _("any day")
    told = _("Today is among the days of the clearance: %(first)s to %(last)s.", first=first, last=last)
    yield Line("days", not asked.lapsed, told)


def _of_the_marking(stored: StoredActor, asked: Actor, record: RecordState) -> Iterator[Line]:
    marking, granted, own = record.marking, stored.clearance, replace(asked.clearance, also=())
    role = Role(stored.role) if stored.role in Role.__members__ else None
    reads = role is not None and marking.register in readable(role)
    names = {"role": stored.role.replace("_", " "), "register": marking.register}
    yield Line("role", reads, _("The role %(role)s reads the register %(register)s.", **names))
    told = _("The clearance has the register %(register)s.", register=marking.register)
    yield Line("register", marking.register in granted.registers, told)
    levels = {"level": granted.level.name, "needed": marking.level.name}
    told = _("The level of the clearance, %(level)s, is at least that of the record, %(needed)s.", **levels)
    yield Line("level", granted.level >= marking.level, told)
    missing = sorted(marking.groups - granted.groups - own.groups)
    needed = ", ".join(sorted(marking.groups)) or _("none")
    told = _("He is in all need-to-know groups of the record: %(groups)s.", groups=needed)
    if missing:
        told += " " + _("Missing: %(groups)s.", groups=", ".join(missing))
    yield Line("groups", not missing, told)
    if asked.emergency is not None:
        told = _("An emergency that lasts shows the marking beside the clearance.")
        yield Line("emergency", any(each.sees(marking) for each in asked.clearance.also), told)
    else:
        yield Line("emergency", None, _("No emergency of his lasts."))
    yield Line("delegation", None, _("Duties that somebody handed to him show him nothing: they bring no clearance."))


def _of_the_record(asked: Actor, record: RecordState) -> Iterator[Line]:
    yield Line("retracted", not record.retracted, _("The record is not retracted."))
    told = _("No later edition has replaced the record.")
    if record.withdrawn:
        told += " " + _("One has that he does not see, which withdraws this one from his sight too.")
    yield Line("edition", not record.replaced, told)
    told = _("He sees something that the record is about.")
    if not record.describes:
        told = _("He sees everything that the record links.")
    yield Line("subjects", _reached(record) and bool(asked.clearance.every_register), told)
