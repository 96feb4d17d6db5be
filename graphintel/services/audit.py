"""The trail for auditors: who did what, who looked at an entity, and what should be looked into.

An auditor sees ids, actions, circumstances and what was typed, and no value, name or marking of what is stored.
That he looks is on record too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, cast

from graphintel.analysis import unusual
from graphintel.analysis.unusual import Again, Hour, Typed, User
from graphintel.errors import Invalid, NotFound, Problem
from graphintel.i18n import gettext as _
from graphintel.model.events import Action
from graphintel.model.times import ahead, now
from graphintel.queries import actors, audit, seals
from graphintel.queries.actors import StoredActor
from graphintel.queries.audit import AuditEntry, Wanted
from graphintel.queries.store import Store
from graphintel.security.actor import Actor
from graphintel.security.cursors import Cursors
from graphintel.security.policy import Verb, authorise
from graphintel.services.keeping import Keeping
from graphintel.services.trail import INSTALLATION, NOBODY

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# What of an entry's detail names nobody: everything else, reasons and titles and names of files, is left out.
SHOWN = frozenset({
    "accepted", "added", "asked", "code", "command", "corrected", "depth", "dry_run", "endpoint", "entries", "findings",
    "format", "found", "from", "further", "known_at", "kinds", "level", "lines", "links_made", "links_unresolved",
    "max_hops", "method", "objects_in_all", "read", "registers", "rejected", "role", "seals", "segment", "shared",
    "state", "status", "terms", "total", "type", "unchanged", "what", "with_report", "first", "last", "countries",
    "days", "before",
})  # fmt: skip
MOST_TEXTS = 20_000
LONGEST_PERIOD = 366


@dataclass(frozen=True, slots=True)
class Filters:
    """Which entries somebody asks for; dates are days, the last one included. Empty means all."""

    user: str = ""
    action: str = ""
    object: str = ""
    purpose: str = ""
    since: str = ""
    until: str = ""


class Audit:
    """Reads the trail."""

    def __init__(self, store: Store, cursors: Cursors, keeping: Keeping) -> None:
        self._store = store
        self._cursors = cursors
        self._keeping = keeping

    def entries(
        self, actor: Actor, filters: Filters | None = None, *, limit: int = 50, cursor: str | None = None
    ) -> dict[str, Any]:
        """Entries, newest first. Those on an entity are found by whichever of its ids is named."""
        authorise(actor, Verb.audit)
        asked = filters or Filters()
        known = audit.known_as(self._store, asked.object) if asked.object else []
        self._keeping.look(actor, "entries", known)
        question = ["audit", *asdict(asked).values()]
        after = cast("list[str] | None", self._cursors.load(actor, question, cursor))
        people = _People(actors.everyone(self._store))
        wanted = Wanted(
            people.asked_for(asked.user), asked.action or None, tuple(known), asked.purpose or None,
            *_period(asked.since, asked.until),
        )  # fmt: skip
        found = audit.find(self._store, wanted, (after[0], after[1]) if after else audit.LAST, limit + 1)
        page = found[:limit]
        position: list[Any] | None = [page[-1].at, page[-1].id] if len(found) > limit else None
        return {
            "items": [self._described(each, people) for each in page],
            "next_cursor": None if position is None else self._cursors.dump(actor, question, position),
            "known_as": known,
        }

    def user(self, actor: Actor, username: str, *, since: str = "", until: str = "") -> dict[str, Any]:
        """What a user did, by day and by action; of the last 30 days where no period is named."""
        authorise(actor, Verb.audit)
        people = _People(actors.everyone(self._store))
        by = people.id_of(username)
        self._keeping.look(actor, "user", [by])
        first, end = _period(since or _days_ago(30), until)
        rows = audit.deeds(self._store, by, first, end)
        days: dict[str, Counter[str]] = {}
        for row in rows:
            days.setdefault(row["day"], Counter())[row["action"]] += row["entries"]
        actions = sum(days.values(), Counter[str]())
        return {
            "user": people.described(by),
            "total": actions.total(),
            "actions": dict(actions.most_common()),
            "days": [
                {"day": day, "total": counts.total(), "actions": dict(counts.most_common())}
                for day, counts in days.items()
            ],
        }

    def unusual(self, actor: Actor, *, days: int = 30) -> dict[str, Any]:
        """What should be looked into, of so many days, each with what makes it unusual."""
        authorise(actor, Verb.audit)
        self._keeping.look(actor, "unusual", ())
        stored_people = actors.everyone(self._store)
        people = _People(stored_people)
        since = _days_ago(min(days, LONGEST_PERIOD))
        rows = audit.texts(self._store, since, audit.END, MOST_TEXTS)
        revealed = ((row, self._keeping.texts.reveal(row["text"], row["id"])) for row in rows)
        flags = unusual.unusual(
            [User(each.id, each.username, each.display_name, each.role) for each in stored_people],
            [Hour(row["by"], row["day"], int(row["hour"]), row["entries"]) for row in audit.hours(self._store, since)],
            [Typed(row["id"], row["at"], row["by"], text) for row, text in revealed if text is not None],
            [Again(**row) for row in audit.again(self._store, since, audit.END, unusual.LEAST_AGAIN)],
        )
        items = [
            {
                **asdict(each),
                "by": people.described(each.by),
                "other": people.described(each.other) if each.other else None,
            }
            for each in flags
        ]
        return {"items": items, "since": since[:10], "texts_read": len(rows), "texts_cut": len(rows) == MOST_TEXTS}

    def state(self, actor: Actor) -> dict[str, Any]:
        """Whether the trail is sealed and its journal empty, and what the last check found."""
        authorise(actor, Verb.audit)
        self._keeping.look(actor, "state", ())
        last = seals.last(self._store)
        listed = self._keeping.seal_log.last()
        checks = audit.latest(self._store, action=Action.audit_verified, limit=1)
        return {
            "sealed": last.last if last else 0,
            "seals": last.number if last else 0,
            "sealed_at": last.at if last else None,
            "waiting": seals.waiting(self._store),
            "listed": listed,
            "segments": len(self._keeping.journal.files()),
            "damaged": [path.name for path in self._keeping.journal.damaged()],
            "checked_at": checks[0].at if checks else None,
            "found": checks[0].detail["found"] if checks else None,
            "texts_since": next(iter(self._keeping.texts.days()), None),
        }

    def erase_texts(self, actor: Actor, before: str) -> dict[str, Any]:
        """Makes what was typed before a day unreadable for good; the entries stay, and so does the chain."""
        authorise(actor, Verb.audit)
        day = _day("before", before)
        if day > now()[:10]:
            message = _("Texts of days to come cannot be erased.")
            raise Invalid(Problem("before", message, remedy=_("Name today or a day before it.")))
        due = [each for each in self._keeping.texts.days() if each < day]
        # On record before it is done: a key that is gone tells nobody who destroyed it.
        detail = {"before": day, "days": len(due)}
        self._store.transaction(lambda tx: audit.entry(tx, actor.id, Action.texts_erased, (), detail))
        return {"before": day, "days": self._keeping.texts.erase(day)}

    def _described(self, entry: AuditEntry, people: _People) -> dict[str, Any]:
        text = self._keeping.texts.reveal(entry.text, entry.id) if entry.text else None
        return {
            "id": entry.id,
            "sequence": entry.sequence,
            "at": entry.at,
            "by": people.described(entry.by),
            "action": entry.action,
            "objects": list(entry.objects),
            "objects_in_all": entry.detail.get("objects_in_all", len(entry.objects)),
            "detail": {
                name: value for name, value in entry.detail.items() if name in SHOWN and name != "objects_in_all"
            },
            "origin": entry.origin,
            "purpose": entry.purpose,
            "legal_basis": entry.legal_basis,
            "address": entry.address,
            "acting_for": people.described(entry.acting_for) if entry.acting_for else None,
            "emergency": entry.emergency,
            "text": text,
            "text_erased": bool(entry.text) and text is None,
        }


class _People:
    """Users by id, as the trail names them."""

    def __init__(self, everyone: Iterable[StoredActor]) -> None:
        self._known: Mapping[str, StoredActor] = {each.id: each for each in everyone}

    def asked_for(self, username: str) -> str | None:
        """The id of a user that is asked for among others, None for none."""
        try:
            return self.id_of(username) if username else None
        except NotFound as error:
            raise Invalid(Problem("user", error.message)) from error

    def id_of(self, username: str) -> str:
        """The id of a user by his name; those who are no users are called as they are in the trail."""
        if username in {NOBODY, INSTALLATION}:
            return username
        found = next((each.id for each in self._known.values() if each.username == username.strip().lower()), None)
        if found is None:
            raise NotFound(_("There is no user %(name)s.", name=username))
        return found

    def described(self, id_: str) -> dict[str, Any]:
        """Who somebody is."""
        known = self._known.get(id_)
        if known is None:
            return {"id": id_, "username": id_ if id_ in {NOBODY, INSTALLATION} else "", "name": "", "role": ""}
        return {"id": id_, "username": known.username, "name": known.display_name, "role": known.role}


def _period(since: str, until: str) -> tuple[str, str]:
    first = _day("since", since) if since else audit.BEGINNING
    if not until:
        return first, audit.END
    # Every time of that day comes before its name with what follows the letter T.
    return first, f"{_day('until', until)}U"


def _day(field: str, text: str) -> str:
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    message = _("%(text)s is not a day.", text=text)
    raise Invalid(Problem(field, message, remedy=_("Write it as 2026-03-14.")))


def _days_ago(days: int) -> str:
    return ahead(-timedelta(days=days))[:10]


def actions() -> Sequence[str]:
    """Every name under which something is on record."""
    return [str(each) for each in Action]
