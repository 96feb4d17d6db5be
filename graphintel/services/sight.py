"""What an actor may see, worked out anew for every question: a clearance that shrinks binds at once."""

from __future__ import annotations

from graphintel.errors import Invalid, Problem
from graphintel.model.marking import Clearance, Marking
from graphintel.queries.store import Store
from graphintel.queries.visibility import View, view_of
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb, may, require_cleared


def view_for(store: Store, actor: Actor) -> View:
    """What the actor may see, as of when he was identified."""
    return view_of(store, actor.clearance, actor.registered)


def view_now(store: Store, actor: Actor) -> View:
    """What the actor may see after a change that may have made new visibility classes."""
    return view_of(store, actor.clearance)


def marking_for(actor: Actor, text: str, verb: Verb, field: str = "marking") -> Marking:
    """The marking that somebody gave, of which his clearance sees all and in whose register his verb counts."""
    try:
        marking = Marking.parse(text)
    except ValueError as error:
        raise Invalid(Problem(field, str(error))) from error
    require_cleared(actor, marking, verb)
    return marking


def writable(actor: Actor, verb: Verb) -> Clearance:
    """What of his clearance lies in registers where the actor's verb counts."""
    registers = frozenset(each for each in actor.clearance.registers if may(actor, verb, each))
    return actor.clearance.within(registers)
