"""What each role may do: one table. What is not in it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from graphintel.errors import NotAllowed
from graphintel.i18n import gettext as _
from graphintel.model.marking import Marking
from graphintel.model.values.reasons import N_
from graphintel.security.actor import Actor, Role


class NotSignedIn(NotAllowed):
    """Nobody known asks: no session, no token, or a wrong one."""

    code = "not_signed_in"


class Verb(StrEnum):
    """What can be done; every service names the one it needs before it does anything."""

    read = "read"
    add = "add"
    load = "load"
    decide = "decide"
    chart = "chart"
    export = "export"
    own_account = "own_account"
    own_tokens = "own_tokens"
    users = "users"
    audit = "audit"


DEEDS: Mapping[Verb, str] = {
    Verb.read: N_("reading what is stored"),
    Verb.add: N_("entering evidence"),
    Verb.load: N_("loading files"),
    Verb.decide: N_("deciding what is the same and what is not"),
    Verb.chart: N_("saving charts"),
    Verb.export: N_("exporting"),
    Verb.own_account: N_("keeping your own account"),
    Verb.own_tokens: N_("making tokens of your own"),
    Verb.users: N_("administering users"),
    Verb.audit: N_("reading the audit"),
}
# An administrator reads with his clearance; an installation that wants none gives him one without registers.
POLICY: Mapping[Role, frozenset[Verb]] = {
    Role.administrator: frozenset(Verb),
    Role.analyst: frozenset({
        Verb.read, Verb.add, Verb.load, Verb.decide, Verb.chart, Verb.export, Verb.own_account,
        Verb.own_tokens,
    }),
    Role.officer: frozenset({Verb.read, Verb.add, Verb.own_account, Verb.own_tokens}),
    Role.auditor: frozenset({Verb.audit, Verb.own_account, Verb.own_tokens}),
}  # fmt: skip


def may(actor: Actor, verb: Verb) -> bool:
    """True where the actor's role allows the verb and he is not disabled."""
    return not actor.disabled and verb in POLICY.get(actor.role, frozenset())


def authorise(actor: Actor, verb: Verb) -> None:
    """Refuses what the role does not allow."""
    if not may(actor, verb):
        deed = DEEDS[verb]
        raise NotAllowed(_("Your role does not include this: %(deed)s.", deed=_(deed)))


def require_cleared(actor: Actor, marking: Marking) -> None:
    """Refuses a marking that the actor could not read back: nobody writes above his own clearance."""
    if not actor.clearance.sees(marking):
        raise NotAllowed(
            _(
                "The marking %(marking)s is outside of your clearance. Choose one that you are cleared for.",
                marking=marking.text,
            )
        )
