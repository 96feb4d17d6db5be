"""Stored users as actors: the one place where a granted clearance becomes what somebody may see today."""

from __future__ import annotations

from dataclasses import replace

from graphintel.model.marking import UNIT_GROUP, Clearance
from graphintel.model.times import now
from graphintel.queries import actors
from graphintel.queries.actors import Standing, StoredActor
from graphintel.queries.emergencies import Emergency, emergency_of
from graphintel.queries.store import Store
from graphintel.security.actor import NO_CLEARANCE, Actor, Delegated, LastingEmergency, Role, lapsed_on
from graphintel.security.policy import Reach, Verb, reach_of, sight


def identified(store: Store, stored: StoredActor) -> Actor:
    """The actor that a stored user is now."""
    return actor_of(stored, actors.standing(store, stored.id), now())


def is_shut_out(stored: StoredActor) -> bool:
    """True for one who is disabled, or whose role this version does not know."""
    return stored.disabled or stored.role not in Role.__members__


def actor_of(stored: StoredActor, standing: Standing, at: str) -> Actor:
    """The actor that a stored user is at a time; one whose role this version does not know is disabled.

    What he sees is the clearance that he was granted, in the registers that his role reads, with the group of his unit
    (and those of the units below for one who answers for them), and nothing outside of the days he is cleared for.
    """
    role = Role(stored.role) if stored.role in Role.__members__ else Role.officer
    lapsed = lapsed_on(at[:10], standing.valid_from, standing.valid_until)
    shut_out = is_shut_out(stored)
    lasting = _lasting(role, standing, at)
    return Actor(
        stored.id,
        stored.username,
        stored.display_name,
        role,
        NO_CLEARANCE if lapsed or shut_out else _cleared(stored.clearance, role, standing, lasting),
        standing.unit,
        disabled=shut_out,
        registered=stored.registered,
        below=standing.below,
        valid_from=standing.valid_from,
        valid_until=standing.valid_until,
        lapsed=lapsed,
        emergency=None if lasting is None else LastingEmergency(lasting.id, lasting.until),
        delegations=() if shut_out or lapsed else _delegated(role, standing, at),
    )


def _delegated(role: Role, standing: Standing, at: str) -> tuple[Delegated, ...]:
    """The duties that others handed over, who are cleared today themselves, to one who may still take them."""
    if reach_of(role, Verb.delegate) is None:
        return ()
    return tuple(
        Delegated(
            each["giver"], each["name"], Role(each["role"]), each["until"], each["unit"], frozenset(each["below"])
        )
        for each in standing.delegations
        if each["role"] in Role.__members__
        and each["until"] > at
        and not lapsed_on(at[:10], each["valid_from"], each["valid_until"])
    )


def _lasting(role: Role, standing: Standing, at: str) -> Emergency | None:
    """The emergency that lasts, where the role may declare one still."""
    if standing.emergency is None or reach_of(role, Verb.break_glass) is None:
        return None
    found = emergency_of(standing.emergency)
    return found if found.lasts_at(at) else None


def unit_groups(role: Role, standing: Standing) -> frozenset[str]:
    """The groups that come with a unit: of those below too for whoever answers for them."""
    if standing.unit is None:
        return frozenset()
    answers = reach_of(role, Verb.review) is Reach.below
    return frozenset(f"{UNIT_GROUP}{code}" for code in {standing.unit, *(standing.below if answers else ())})


def _cleared(granted: Clearance, role: Role, standing: Standing, emergency: Emergency | None) -> Clearance:
    seen = sight(role, granted)
    seen = replace(seen, groups=seen.groups | unit_groups(role, standing)) if seen.registers else seen
    return seen if emergency is None else replace(seen, also=(_in_emergency(seen, emergency),))


def _in_emergency(seen: Clearance, emergency: Emergency) -> Clearance:
    """What an emergency shows: the registers that were asked for, to the level and with the groups that were."""
    asked = emergency.clearance
    return Clearance(asked.registers, max(asked.level, seen.level), asked.groups | seen.groups)
