"""What each role may do: one table of role, register, verb and reach. What is not in it is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from graphintel.errors import NotAllowed
from graphintel.i18n import gettext as _
from graphintel.model.events import set_standing
from graphintel.model.marking import REGISTERS, Clearance, Marking
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
    validate = "validate"
    chart = "chart"
    export = "export"
    own_account = "own_account"
    exchange = "exchange"
    own_tokens = "own_tokens"
    break_glass = "break_glass"
    delegate = "delegate"
    review = "review"
    users = "users"
    units = "units"
    operate = "operate"
    audit = "audit"


class Reach(IntEnum):
    """On whose entries a verb works: what one entered oneself, what one's unit did, also the units below, anything.

    What does not stand in the table has no reach at all.
    """

    own = 1
    unit = 2
    below = 3
    everywhere = 4


DEEDS: Mapping[Verb, str] = {
    Verb.read: N_("reading what is stored"),
    Verb.add: N_("entering evidence"),
    Verb.load: N_("loading files"),
    Verb.decide: N_("deciding what is the same and what is not"),
    Verb.validate: N_("validating what others entered"),
    Verb.chart: N_("saving charts"),
    Verb.export: N_("exporting"),
    Verb.own_account: N_("keeping your own account"),
    Verb.exchange: N_("exchanging with partner administrations"),
    Verb.own_tokens: N_("making tokens of your own"),
    Verb.break_glass: N_("declaring an emergency"),
    Verb.delegate: N_("handing duties to a colleague"),
    Verb.review: N_("reviewing emergencies"),
    Verb.users: N_("administering users"),
    Verb.units: N_("administering units"),
    Verb.operate: N_("running the installation"),
    Verb.audit: N_("reading the audit"),
}
DUTIES: Mapping[Role, str] = {
    Role.officer: N_("Enters what happens in the field: seizures, examinations, what was found and on whom."),
    Role.validator: N_("Checks what others entered before it counts as complete, and never what he entered himself."),
    Role.analyst: N_("Loads files, decides on identities and draws networks in all registers."),
    Role.investigator: N_("Works on investigations and on the suspects in them, and reads the seizures."),
    Role.risk_officer: N_("Draws risk from seizures and suspects, and enters suspects to look out for."),
    Role.exchange_officer: N_("Sends to partner administrations and loads what they send."),
    Role.supervisor: N_(
        "Answers for a unit and those below it, does there what its people do, and reviews emergencies."
    ),
    Role.administrator: N_("Runs the installation, its users and its units, and reads nothing in the registers."),
    Role.auditor: N_("Reads who saw and did what, reviews emergencies, and reads nothing in the registers."),
}
# The row for what concerns no register.
NO_REGISTER = ""
SEIZURES, SUSPECTS, INVESTIGATIONS = "seizures", "suspects", "investigations"


@dataclass(frozen=True, slots=True)
class Row:
    """What a role may do in a register, each verb under the farthest reach that it has there."""

    role: Role
    register: str
    own: str = ""
    unit: str = ""
    below: str = ""
    everywhere: str = ""

    def reaches(self) -> Iterator[tuple[Verb, Reach]]:
        """Each verb of the row with its reach."""
        for reach in Reach:
            for word in getattr(self, reach.name).split():
                yield Verb(word), reach


# What one reads is bound by markings (see sight), so reading reaches everywhere or is not there at all.
TABLE: tuple[Row, ...] = (
    Row(Role.officer, SEIZURES, unit="add", everywhere="read"),
    Row(Role.officer, SUSPECTS, unit="add", everywhere="read"),
    Row(Role.officer, NO_REGISTER, own="own_account own_tokens break_glass delegate"),

    Row(Role.validator, SEIZURES, unit="add", below="validate", everywhere="read"),
    Row(Role.validator, SUSPECTS, unit="add", below="validate", everywhere="read"),
    Row(Role.validator, NO_REGISTER, own="own_account own_tokens break_glass delegate"),

    Row(Role.analyst, SEIZURES, own="chart", unit="add load decide", everywhere="read export"),
    Row(Role.analyst, SUSPECTS, own="chart", unit="add load decide", everywhere="read export"),
    Row(Role.analyst, INVESTIGATIONS, own="chart", unit="add load decide", everywhere="read export"),
    Row(Role.analyst, NO_REGISTER, own="own_account own_tokens break_glass delegate"),

    Row(Role.investigator, SEIZURES, own="chart", everywhere="read export"),
    Row(Role.investigator, SUSPECTS, own="chart", unit="add decide", everywhere="read export"),
    Row(Role.investigator, INVESTIGATIONS, own="chart", unit="add decide", everywhere="read export"),
    Row(Role.investigator, NO_REGISTER, own="own_account own_tokens break_glass delegate"),

    Row(Role.risk_officer, SEIZURES, own="chart", everywhere="read export"),
    Row(Role.risk_officer, SUSPECTS, own="chart", unit="add", everywhere="read export"),
    Row(Role.risk_officer, NO_REGISTER, own="own_account own_tokens break_glass delegate"),

    Row(Role.exchange_officer, SEIZURES, unit="load exchange", everywhere="read export"),
    Row(Role.exchange_officer, SUSPECTS, unit="load exchange", everywhere="read export"),
    Row(Role.exchange_officer, NO_REGISTER, own="own_account own_tokens break_glass delegate"),

    Row(Role.supervisor, SEIZURES, own="chart", below="add load decide validate", everywhere="read export"),
    Row(Role.supervisor, SUSPECTS, own="chart", below="add load decide validate", everywhere="read export"),
    Row(Role.supervisor, INVESTIGATIONS, own="chart", below="add load decide validate", everywhere="read export"),
    Row(Role.supervisor, NO_REGISTER, own="own_account own_tokens break_glass delegate", below="review"),

    Row(Role.administrator, NO_REGISTER, own="own_account own_tokens", everywhere="users units operate"),

    Row(Role.auditor, NO_REGISTER, own="own_account own_tokens", everywhere="audit review"),
)  # fmt: skip
POLICY: Mapping[tuple[Role, str, Verb], Reach] = {
    (row.role, row.register, verb): reach for row in TABLE for verb, reach in row.reaches()
}


# What a session alone is not trusted with: it may have been left open, or be in somebody else's hands. A token cannot
# give a password, so it has these only where they were chosen for it.
ASKS_AGAIN = frozenset({Verb.users, Verb.units, Verb.export})
NEVER_ONES_OWN = frozenset({Verb.validate, Verb.review})
# What a colleague may be handed: work in the registers, never sight, an account, or the administration.
DELEGABLE = frozenset({
    Verb.add, Verb.load, Verb.decide, Verb.validate, Verb.chart, Verb.export, Verb.exchange, Verb.review,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Capacity:
    """In what somebody acts: as himself, or with the duties of ``giver``, who handed them to him."""

    role: Role
    own: frozenset[str]
    unit: str | None
    below: frozenset[str]
    giver: str = ""

    def reaches(self, verb: Verb, register: str | None, unit: str | None, owner: str | None) -> bool:
        """True where the verb works on what ``owner`` of ``unit`` has entered; what is of no unit is in nobody's."""
        reach = reach_of(self.role, verb, register)
        if reach is None or (verb in NEVER_ONES_OWN and owner in self.own):
            return False
        if owner is None or reach is Reach.everywhere:
            return True
        units = {None} if reach is Reach.own else {self.unit} if reach is Reach.unit else {self.unit, *self.below}
        return owner in self.own or unit in units - {None}


def reach_of(role: Role, verb: Verb, register: str | None = None) -> Reach | None:
    """How far a role reaches with a verb in a register, or wherever it reaches farthest; None where it is refused."""
    places = (*REGISTERS, NO_REGISTER) if register is None else (register,)
    return max((found for place in places if (found := POLICY.get((role, place, verb)))), default=None)


def may(actor: Actor, verb: Verb, register: str | None = None) -> bool:
    """True where the actor's role, or duties handed to him, allow the verb, and so does the token by which he comes.

    He is not disabled, and today is a day that he is cleared for.
    """
    return next(_capable(actor, verb, register), None) is not None


def authorise(
    actor: Actor, verb: Verb, register: str | None = None, unit: str | None = None, owner: str | None = None
) -> None:
    """Refuses what the role does not allow: at all, in the register, or on what ``owner`` of ``unit`` has entered.

    Duties that a colleague handed over count where the own role does not suffice; the audit trail then names him.
    """
    stand(actor)
    found = next(_capable(actor, verb, register, unit, owner), None)
    if found is not None:
        stand(actor, found.giver)
        return
    if not may(actor, verb, register):
        raise NotAllowed(_refusal(actor, verb, register))
    if verb in NEVER_ONES_OWN and owner in {actor.id, *(each.giver for each in actor.delegations)}:
        raise NotAllowed(_("Nobody validates or reviews what is his own."))
    deed = _(DEEDS[verb])
    raise NotAllowed(_("Somebody else entered this, and your role does not reach so far: %(deed)s.", deed=deed))


def stand(actor: Actor, acting_for: str = "") -> None:
    """Has every entry of the audit trail that follows say for whom, and in which emergency, the actor acts."""
    set_standing(actor.id, acting_for, actor.emergency.id if actor.emergency else "")


def reaches(actor: Actor, verb: Verb, register: str | None, unit: str | None, owner: str) -> bool:
    """True where the actor's verb works on what ``owner`` of ``unit`` has entered."""
    return next(_capable(actor, verb, register, unit, owner), None) is not None


def _capable(
    actor: Actor, verb: Verb, register: str | None, unit: str | None = None, owner: str | None = None
) -> Iterator[Capacity]:
    """The capacities in which the actor may do it, his own first."""
    if actor.disabled or actor.lapsed or (actor.scope is not None and verb not in actor.scope):
        return
    himself = Capacity(actor.role, frozenset({actor.id}), actor.unit, actor.below)
    handed = (
        Capacity(each.role, frozenset({actor.id, each.giver}), each.unit, each.below, each.giver)
        for each in (actor.delegations if verb in DELEGABLE else ())
    )
    yield from (each for each in (himself, *handed) if each.reaches(verb, register, unit, owner))


def readable(role: Role) -> frozenset[str]:
    """The registers in which a role reads."""
    return frozenset(register for register in REGISTERS if (role, register, Verb.read) in POLICY)


def sight(role: Role, granted: Clearance) -> Clearance:
    """What of a clearance counts for somebody in this role: what lies in the registers that it reads."""
    return granted.within(readable(role))


def require_cleared(actor: Actor, marking: Marking, verb: Verb) -> None:
    """Refuses a marking that the actor could not read back, or in whose register his role does not go so far.

    Nobody writes above his own clearance.
    """
    if not actor.clearance.sees(marking):
        raise NotAllowed(
            _(
                "The marking %(marking)s is outside of your clearance. Choose one that you are cleared for.",
                marking=marking.text,
            )
        )
    authorise(actor, verb, marking.register)


def lapse(actor: Actor) -> str:
    """Why the actor sees nothing today, in a sentence; empty where today is among the days he is cleared for."""
    if actor.lapsed == "over":
        told = _("You were cleared until %(day)s. Ask an administrator to prolong it.", day=actor.valid_until)
    elif actor.lapsed == "not_yet":
        told = _("You are cleared from %(day)s on.", day=actor.valid_from)
    else:
        told = ""
    return told


def _refusal(actor: Actor, verb: Verb, register: str | None) -> str:
    deed = _(DEEDS[verb])
    if actor.lapsed:
        return lapse(actor)
    if actor.scope is not None and verb not in actor.scope and may(replace(actor, scope=None), verb, register):
        return _("This token was not made for this: %(deed)s.", deed=deed)
    if register and may(actor, verb):
        where = register.replace("_", " ")
        return _("Your role does not include this in the register %(register)s: %(deed)s.", register=where, deed=deed)
    return _("Your role does not include this: %(deed)s.", deed=deed)
