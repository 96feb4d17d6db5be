"""What is asked or tried too often is refused for a while; an administrator sees who waits, and lets him go on."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from graphintel.errors import NotFound, TooMany
from graphintel.i18n import gettext as _
from graphintel.i18n import ngettext
from graphintel.model.events import Action
from graphintel.queries import actors, audit
from graphintel.queries.store import Store, Transaction
from graphintel.security.actor import Actor
from graphintel.security.limits import (
    ACCOUNT,
    ADDRESS,
    CODES,
    HERE,
    KNOWN_FOR,
    ON_RECORD,
    WAITS,
    Rate,
    Wait,
    counted_address,
)
from graphintel.security.policy import Verb, authorise
from graphintel.services.counters import Count, Counters, Counting

KNOWN = "known"
BETWEEN = " "


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt under way; it counts as failed until it is said to have succeeded."""

    keys: tuple[tuple[Wait, str], ...]
    account: str
    here: str
    wait: int


class Limits:
    """Waits of who signs in, and rates of who is signed in."""

    def __init__(self, store: Store, counters: Counters) -> None:
        self._store = store
        self._counters = counters

    def attempt(self, account: str, address: str, *, code: bool = False) -> Attempt:
        """Begins to sign in on an account from an address; TooMany where it has to wait, which costs no attempt.

        Attempts with a ``code`` are counted for the account as well, wherever they come from.
        """
        place = counted_address(address)
        here = f"{account}{BETWEEN}{place}"

        def work(counting: Counting) -> Attempt:
            known = counting.read(KNOWN, here).faded(KNOWN_FOR.total_seconds(), counting.now) > 0
            keys: tuple[tuple[Wait, str], ...] = ((HERE, here), (ADDRESS, place), (ACCOUNT, account))
            # Who has signed in from here before waits for nobody's failures but those on his account from here.
            holding = keys[:1] if known else keys
            if code:
                keys, holding = (*keys, (CODES, account)), (*holding, (CODES, account))
            wait = max(_left(counting.read(limit.name, key), limit, counting.now) for limit, key in holding)
            if wait > 0:
                raise _too_many(wait)
            following = max(_count(counting, limit, key) for limit, key in keys)
            return Attempt(keys, account, here, math.ceil(following))

        return self._counters.run(work)

    def succeeded(self, attempt: Attempt) -> None:
        """The attempt was no failure: here nothing is held against anybody any more, elsewhere one failure less."""

        def work(counting: Counting) -> None:
            _take_back(counting, attempt, forgetting=(HERE,))
            counting.put(KNOWN, attempt.here, 1)

        self._counters.run(work)

    def undecided(self, attempt: Attempt) -> None:
        """The attempt was no failure and no success: a code is still to come, and what failed before still counts."""
        self._counters.run(lambda counting: _take_back(counting, attempt))

    def use(self, actor: Actor, rate: Rate) -> None:
        """Counts one use; TooMany, which goes on record, where there were too many of late."""

        def work(counting: Counting) -> tuple[float, bool]:
            count = counting.read(rate.name, actor.id).faded(rate.fade, counting.now)
            if count + 1 <= rate.most:
                counting.put(rate.name, actor.id, count + 1)
                return 0.0, False
            told = counting.read(ON_RECORD.name, actor.id).faded(ON_RECORD.fade, counting.now) > 0
            if not told:
                counting.put(ON_RECORD.name, actor.id, 1)
            return (count + 1 - rate.most) * rate.fade, not told

        wait, to_tell = self._counters.run(work)
        if to_tell:
            detail = {"limit": rate.name}
            self._store.transaction(lambda tx: audit.entry(tx, actor.id, Action.limit_reached, [actor.id], detail))
        if wait > 0:
            raise _too_many(wait)

    def waiting(self, actor: Actor) -> dict[str, Any]:
        """Who has to wait before the next attempt to sign in, and for how long."""
        authorise(actor, Verb.users)
        found = self._counters.run(_waiting)
        names = actors.names(self._store, [count.key.partition(BETWEEN)[0] for count, _wait in found])
        return {"items": [_described(count, wait, names) for count, wait in found]}

    def lift(self, actor: Actor, limit: str, key: str) -> None:
        """Lets somebody try again at once."""
        authorise(actor, Verb.users)

        def work(tx: Transaction) -> None:
            audit.entry(tx, actor.id, Action.limit_lifted, [key.partition(BETWEEN)[0]], {"limit": limit, "key": key})

        if limit not in WAITS or self._counters.run(lambda counting: counting.read(limit, key)).count == 0:
            raise NotFound(_("Nobody waits there; the wait may be over."))
        self._store.transaction(work)
        self._counters.run(lambda counting: counting.drop(limit, key))


def _count(counting: Counting, limit: Wait, key: str) -> float:
    """Counts one failure; how long the next attempt waits."""
    count = counting.read(limit.name, key).faded(limit.fade, counting.now) + 1
    counting.put(limit.name, key, count)
    return limit.after(count)


def _take_back(counting: Counting, attempt: Attempt, forgetting: tuple[Wait, ...] = ()) -> None:
    """Counts one failure less, or none any more."""
    for limit, key in attempt.keys:
        count = counting.read(limit.name, key).faded(limit.fade, counting.now)
        if limit in forgetting or count <= 1:
            counting.drop(limit.name, key)
        else:
            counting.put(limit.name, key, count - 1)


def _left(count: Count, limit: Wait, now: float) -> float:
    """How long a wait still lasts."""
    return max(0.0, count.at + limit.after(count.count) - now) if count.at <= now else 0.0


def _waiting(counting: Counting) -> list[tuple[Count, float]]:
    found = [(count, _left(count, WAITS[count.name], counting.now)) for count in counting.all(tuple(WAITS))]
    return [(count, wait) for count, wait in found if wait > 0]


def _described(count: Count, wait: float, names: dict[str, str]) -> dict[str, Any]:
    account, _space, address = count.key.partition(BETWEEN)
    if count.name == ADDRESS.name:
        account, address = "", count.key
    return {
        "limit": count.name,
        "key": count.key,
        "user": names.get(account),
        "address": address or None,
        "failures": round(count.count),
        "seconds": math.ceil(wait),
    }


def _too_many(wait: float) -> TooMany:
    seconds = math.ceil(wait)
    if seconds < 120:  # noqa: PLR2004 - minutes, from two on
        told = ngettext("%(num)s second", "%(num)s seconds", seconds)
    else:
        told = ngettext("%(num)s minute", "%(num)s minutes", math.ceil(seconds / 60))
    return TooMany(_("That was too often. Try again in %(time)s.", time=told), seconds)
