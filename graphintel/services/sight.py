"""What an actor may see, worked out anew for every question: a clearance that shrinks binds at once."""

from __future__ import annotations

from collections.abc import Iterable

from graphintel.errors import Invalid, NotAllowed, Problem
from graphintel.i18n import gettext as _
from graphintel.model.events import circumstances
from graphintel.model.marking import Clearance, Marking
from graphintel.queries.store import Store
from graphintel.queries.visibility import View, view_of
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb, may, require_cleared

SEARCH = "search"
# What comes from a person or a program of his; what the installation does by itself has its own reasons.
ASKING = frozenset({"web", "api", "cli"})


class PurposeNeeded(NotAllowed):
    """What is asked for is shown only to whoever names a purpose."""

    code = "purpose_needed"


def view_for(store: Store, actor: Actor) -> View:
    """What the actor may see, as of when he was identified; refused where he has to say why first."""
    _require_purpose(store, actor.clearance.registers)
    return view_of(store, actor.clearance, actor.registered)


def view_now(store: Store, actor: Actor) -> View:
    """What the actor may see after a change that may have made new visibility classes."""
    _require_purpose(store, actor.clearance.registers)
    return view_of(store, actor.clearance)


def view_to_search(store: Store, actor: Actor) -> View:
    """As ``view_for``, for a search, which may need a purpose by itself."""
    _require_purpose(store, {SEARCH})
    return view_for(store, actor)


def _require_purpose(store: Store, wanted: Iterable[str]) -> None:
    """Refuses to show anything where one of these needs a purpose, and whoever asks has named none."""
    told = circumstances()
    if told.origin in ASKING and not told.purpose and store.purpose_required.intersection(wanted):
        raise PurposeNeeded(_("Say first for what purpose you ask: this installation keeps it with what you see."))


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
